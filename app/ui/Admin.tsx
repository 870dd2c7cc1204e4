import { useQuery } from '@tanstack/react-query'
import type { AdminWay } from '#app/home/ways.rules.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
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
  const items = (signedIn?.adminWays ?? []).map((way) => ({ way, to: pages[way] })).filter(({ to }) => hasPage(to))
  return (
    <>
      <PageHeading lead={t('admin.lead')}>{t('nav.admin')}</PageHeading>
      {items.length === 0 && <Empty>{t('admin.nothing')}</Empty>}
      <ul className="grid gap-4 sm:grid-cols-2">
        {items.map(({ way, to }) => (
          <li key={way} className="rounded-12 border border-solid-gray-200 bg-white p-6">
            <Link to={to} className="text-std-20B-150">
              {t(`admin.${way}`)}
            </Link>
            <p className="mt-1 text-solid-gray-700">{t(`admin.${way}.lead`)}</p>
            {way === 'roles' && <RolesWaiting />}
          </li>
        ))}
      </ul>
    </>
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
  policy: '/admin/policy',
  training: '/admin/training',
  deciders: '/admin/deciders',
  skills: '/skills/sections',
  completion: '/training/completion',
  review: '/review',
  literacy: '/literacy',
  notices: '/admin/notices',
  roles: '/admin/roles',
  accounts: '/admin/accounts',
  mail: '/admin/mail',
  journal: '/admin/journal',
}
