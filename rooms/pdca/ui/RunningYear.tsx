import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { kpi } from '#rooms/kpi/contract.ts'
import { lastDayOf } from '#rooms/kpi/rules.ts'
import type { pdca } from '../contract.ts'
import { FollowUp } from './FollowUp.tsx'
import type { YearPlan } from './review.ts'
import { runningMessages } from './running.messages.ts'
import { SheetToBe } from './SheetToBe.tsx'

type Calendar = Output<typeof kpi.showKpiCalendar>

/** The year that is going on: what became of the last decisions, who owes what, and the values of today against what is aimed at. */
export function RunningYear({ fiscalYear, today }: { fiscalYear: number; today: string }) {
  const t = useMessages(runningMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi; pdca: typeof pdca }>()
  const calendar = useQuery(api.kpi.showKpiCalendar.queryOptions({ input: {} }))
  const plan = useQuery(api.pdca.showYearPlan.queryOptions({ input: { fiscalYear } }))
  const day = (date: string) => formatDate(date, language)
  const error = calendar.error ?? plan.error
  if (error) return <Trouble error={error} retry={() => Promise.all([calendar.refetch(), plan.refetch()])} />
  if (!calendar.data || !plan.data) return <Waiting shape="table" rows={8} />
  return (
    <>
      <p className="mb-6">{t('lead', { today: day(today), end: day(lastDayOf(fiscalYear)) })}</p>
      <FollowUp fiscalYear={fiscalYear} />
      <Section title={t('owed')}>
        <Owed calendar={calendar.data} plan={plan.data} />
      </Section>
      <SheetToBe fiscalYear={fiscalYear} asOf={today} reasons={[]} />
    </>
  )
}

/** Values that are missing or fall due soon, and milestones that were not reached, each with who answers for it. */
function Owed({ calendar, plan }: { calendar: Calendar; plan: YearPlan }) {
  const t = useMessages(runningMessages)
  const { language } = useLanguage()
  const day = (date: string) => formatDate(date, language)
  const values = calendar.items.flatMap(({ id, name, owner, section, periods, isStale }) => {
    const waited = periods.find(({ state }) => state === 'missing') ?? periods.find(({ state }) => state === 'soon')
    return waited || isStale ? [{ id, name, by: owner?.name ?? section, waited }] : []
  })
  const steps = plan.initiatives.flatMap(({ dropped, name, ownerName, milestones }) =>
    dropped
      ? []
      : milestones
          .filter(({ state }) => state === 'overdue' || state === 'soon')
          .map((milestone) => ({ ...milestone, of: name, by: ownerName })),
  )
  const off = calendar.items.filter(({ path }) => path?.outlook === 'offPath')
  if (values.length + steps.length + off.length === 0) return <p>{t('owed.none')}</p>
  return (
    <div className="grid gap-4">
      {values.length > 0 && (
        <List title={t('values')}>
          {values.map(({ id, name, by, waited }) => (
            <Line key={id} isLate={waited?.state !== 'soon'} by={by}>
              <Link to={`/kpi/${id}`}>{name}</Link>{' '}
              <span className="figures">{waited ? t('due', { date: day(waited.to) }) : t('stale')}</span>
            </Line>
          ))}
        </List>
      )}
      {steps.length > 0 && (
        <List title={t('steps')}>
          {steps.map(({ milestoneId, name, of, by, dueOn, state }) => (
            <Line key={milestoneId} isLate={state === 'overdue'} by={by}>
              <Link to={`/review/${plan.fiscalYear}/plan`}>{`${of}: ${name}`}</Link>{' '}
              <span className="figures">{t('due', { date: day(dueOn) })}</span>
            </Line>
          ))}
        </List>
      )}
      {off.length > 0 && (
        <List title={t('off')}>
          {off.map(({ id, name, owner, section }) => (
            <Line key={id} by={owner?.name ?? section}>
              <Link to={`/kpi/${id}`}>{name}</Link>
            </Line>
          ))}
        </List>
      )}
    </div>
  )
}

function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 text-std-16B-170">{title}</h3>
      <ul className="grid gap-2">{children}</ul>
    </div>
  )
}

function Line({ isLate, by, children }: { isLate?: boolean; by: string | null; children: ReactNode }) {
  const t = useMessages(runningMessages)
  return (
    <li className="rounded-8 border border-solid-gray-200 bg-white px-4 py-2">
      {isLate !== undefined && <Tag tone={isLate ? 'yellow' : 'blue'}>{t(isLate ? 'late' : 'soon')}</Tag>} {children}
      <span className="block text-dns-14N-130 text-solid-gray-700">{by ? t('by', { name: by }) : t('by.none')}</span>
    </li>
  )
}
