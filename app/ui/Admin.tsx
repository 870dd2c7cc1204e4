import { useQuery } from '@tanstack/react-query'
import type { home } from '#app/home/contract.ts'
import { type AdminWay, grouped, isLaidDown } from '#app/home/ways.rules.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { api } from './api.ts'
import { appMessages } from './messages.ts'
import { useSession } from './session.ts'
import { useHasPage } from './useHasPage.ts'

/** 管理: the ways to what HR and IT do, each with a sentence. */
export function AdminPage() {
  const t = useMessages(appMessages)
  const { signedIn } = useSession()
  const hasPage = useHasPage()
  const ways = signedIn?.adminWays ?? []
  const items = ways.map((way) => ({ way, to: pages[way] })).filter(({ to }) => hasPage(to))
  // Where steps are left they stand above the ways, which then must not come before them.
  const steps = useQuery(api.home.showFirstSteps.queryOptions({ input: {}, enabled: items.length > 0 }))
  // Before there is a policy every way leads on: the first steps say what comes first.
  const inForce = useQuery(api.policy.showPolicy.queryOptions({ input: {}, enabled: items.length > 0, retry: false }))
  const heading = <PageHeading lead={t('admin.lead')}>{t('nav.admin')}</PageHeading>
  if (items.length > 0 && (steps.isPending || inForce.isPending)) {
    return (
      <>
        {heading}
        <Waiting shape="cards" rows={items.length} />
      </>
    )
  }
  return (
    <>
      {heading}
      {items.length === 0 && <Empty>{t('admin.nothing')}</Empty>}
      {steps.data && <FirstDays ways={ways} steps={steps.data} />}
      {grouped(items).map(({ group, items }) => (
        <Section key={group} title={t(`admin.group.${group}`)}>
          <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {items.map(({ way, to }) => (
              <li key={way} className="rounded-12 border border-solid-gray-200 bg-white p-4">
                <Link to={to} className="text-std-16B-170">
                  {t(`admin.${way}`)}
                </Link>
                <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t(`admin.${way}.lead`)}</p>
                {way === 'roles' && <RolesWaiting />}
                {inForce.data && !isLaidDown(way, inForce.data.document) && (
                  <p className="mt-2">
                    <Tag>{t('admin.not_laid_down')}</Tag>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}

/** What a town does before its staff can begin, until it is done: what is done, what is next, and the way for whoever does it. */
function FirstDays({ ways, steps }: { ways: readonly AdminWay[]; steps: Output<typeof home.showFirstSteps> }) {
  const t = useMessages(appMessages)
  const next = steps.find(({ isDone }) => !isDone)
  if (!next) return null
  return (
    <Card title={t('first.title')} className="mb-6">
      <p className="text-solid-gray-700">{t('first.lead')}</p>
      <ol className="mt-3 grid gap-3">
        {steps.map(({ step, isDone }) => (
          <li key={step} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Tag tone={isDone ? 'green' : step === next.step ? 'blue' : 'plain'}>
              {t(isDone ? 'first.done' : step === next.step ? 'first.next' : 'first.later')}
            </Tag>
            {ways.includes(wayOf[step]) && !isDone ? (
              <Link to={pages[wayOf[step]]}>{t(`first.${step}`)}</Link>
            ) : (
              <span>{t(`first.${step}`)}</span>
            )}
            {!isDone && <span className="text-dns-14N-130 text-solid-gray-700">{t(`first.${step}.who`)}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Whoever administers without being a member of staff has no other home on which to see it. */
function RolesWaiting() {
  const t = useMessages(appMessages)
  const { data } = useQuery(api.people.listRoleGrants.queryOptions({ input: { pageSize: 20 } }))
  const n = data?.grants.filter(({ may }) => may.includes('agreeToRole')).length ?? 0
  return n > 0 && <Tag tone="yellow">{t('admin.roles.waiting', { n })}</Tag>
}

const pages: Readonly<Record<AdminWay, string>> = {
  import: '/admin/import',
  announcements: '/admin/announcements',
  records: '/admin/records',
  sections: '/admin/sections',
  policy: '/admin/policy',
  drafts: '/admin/policy/drafts',
  training: '/admin/training',
  deciders: '/admin/deciders',
  deputies: '/team/deputies',
  staffing: '/staffing',
  rounds: '/admin/rounds',
  schedules: '/admin/schedules',
  items: '/admin/items',
  qualifications: '/admin/qualifications',
  surveys: '/admin/surveys',
  skills: '/skills/sections',
  role_holders: '/skills/roles',
  completion: '/training/completion',
  barriers: '/training/barriers',
  review: '/review',
  studies: '/studies',
  calendar: '/kpi/calendar',
  literacy: '/literacy',
  tests: '/admin/tests',
  thanks: '/admin/thanks',
  notices: '/admin/notices',
  roles: '/admin/roles',
  accounts: '/admin/accounts',
  mail: '/admin/mail',
  journal: '/admin/journal',
  system: '/admin/system',
}

const wayOf = {
  import: 'import',
  publish: 'policy',
  roles: 'roles',
  accounts: 'accounts',
  courses: 'training',
} as const satisfies Record<string, AdminWay>
