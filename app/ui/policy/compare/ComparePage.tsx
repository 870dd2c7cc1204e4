import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { comparedMessages } from '#app/editions/compared.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { api } from '../../api.ts'
import { useSession } from '../../session.ts'
import { AllComments } from '../comments/Comments.tsx'
import { TalkProvider } from '../comments/talk.tsx'
import { ComparedArrows, ComparedLevels } from './ComparedTables.tsx'
import { type Comparison, Differences } from './Differences.tsx'
import { Publication } from './Effects.tsx'

/** /admin/policy/compare?from=…&to=…: what differs between two editions; without a choice the latest draft beside what is in force. */
export function ComparePage() {
  const t = useMessages(comparedMessages)
  const { signedIn } = useSession()
  const { from, to } = useSearch({ strict: false }) as { from?: unknown; to?: unknown }
  const input = { ...(idOf(from) && { from: idOf(from) }), ...(idOf(to) && { to: idOf(to) }) }
  const { data, error, refetch } = useQuery(api.editions.comparePolicies.queryOptions({ input }))
  const isHr = signedIn?.adminWays.includes('policy')
  return (
    <>
      {isHr && <Breadcrumbs crumbs={[{ label: t('crumb.policy'), to: '/admin/policy' }, { label: t('title') }]} />}
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <Compared comparison={data} isHr={isHr === true} />
      ) : (
        <Waiting shape="page" />
      )}
    </>
  )
}

function Compared({ comparison, isHr }: { comparison: Comparison; isHr: boolean }) {
  const t = useMessages(comparedMessages)
  const { editions, from, to, differences } = comparison
  if (editions.length < 2 || !to) {
    const open = (
      <LinkButton look="secondary" to="/admin/policy">
        {t('none.do')}
      </LinkButton>
    )
    return (
      <Empty title={t('none.title')} {...(isHr ? { action: open } : {})}>
        {t('none.text')}
      </Empty>
    )
  }
  const count = (what: Comparison['differences'][number]['what']) =>
    differences.filter((difference) => difference.what === what).length
  return (
    <>
      <Choice comparison={comparison} />
      {from && (
        <p role="status" className="mt-4">
          {differences.length === 0
            ? t('same')
            : t('count', {
                n: differences.length,
                ...{
                  added: count('added'),
                  removed: count('removed'),
                  changed: count('changed'),
                  moved: count('moved'),
                },
              })}
        </p>
      )}
      {to.state === 'draft' && <Publication key={to.policyEditionId} edition={to} />}
      <TalkProvider of={{ policyEditionId: to.policyEditionId }} data={null}>
        <AllComments />
        <Differences key={`${from?.policyEditionId} ${to.policyEditionId}`} differences={differences} />
      </TalkProvider>
      <ComparedLevels levels={comparison.levels} />
      <ComparedArrows arrows={comparison.arrows} />
    </>
  )
}

/** Which two are compared stands in the address, so that it can be sent to whoever decides. */
function Choice({ comparison: { editions, from, to } }: { comparison: Comparison }) {
  const t = useMessages(comparedMessages)
  const navigate = useNavigate()
  const choices = editions.map(({ policyEditionId, edition, state }) => ({
    value: String(policyEditionId),
    label: t(`edition.${state}`, { edition }),
  }))
  const choose = (more: { from?: number; to?: number }) => {
    const search = { from: from?.policyEditionId, to: to?.policyEditionId, ...more }
    return navigate({ to: '/admin/policy/compare', search: search as never })
  }
  return (
    <div data-print="no" className="grid gap-4 sm:grid-cols-2">
      <Select
        name="from"
        label={t('from')}
        value={String(from?.policyEditionId ?? '')}
        onChange={(id) => choose({ from: Number(id) })}
        choices={choices}
      />
      <Select
        name="to"
        label={t('to')}
        value={String(to?.policyEditionId ?? '')}
        onChange={(id) => choose({ to: Number(id) })}
        choices={choices}
      />
    </div>
  )
}

function idOf(written: unknown): number | undefined {
  const id = Number(written)
  return Number.isInteger(id) && id > 0 ? id : undefined
}
