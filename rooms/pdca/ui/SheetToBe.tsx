import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { kpi } from '#rooms/kpi/contract.ts'
import { lastDayOf } from '#rooms/kpi/rules.ts'
import { NotLaidDown } from '#rooms/policy/ui/NotLaidDown.tsx'
import { pdcaMessages } from '../messages.ts'
import type { Closing, ReviewedValue } from './review.ts'
import { Sheet } from './Sheet.tsx'

type Listed = Output<typeof kpi.listKpis>
type Item = NonNullable<Listed['kpis']>[number] | NonNullable<Listed['indicators']>[number]

/** What closing the year will freeze, before anybody closes it; of a year that is going on, how far it has come. */
export function SheetToBe({
  fiscalYear,
  asOf = lastDayOf(fiscalYear),
  reasons,
}: {
  fiscalYear: number
  asOf?: string
  reasons: Closing['values']
}) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi }>()
  const { data, error, refetch } = useQuery(api.kpi.listKpis.queryOptions({ input: { asOf } }))
  const lowest = useQuery(api.kpi.listLowestGroups.queryOptions({ input: { asOf } }))
  if (error ?? lowest.error)
    return <Trouble error={error ?? lowest.error} retry={() => Promise.all([refetch(), lowest.refetch()])} />
  if (!data || !lowest.data) return <Waiting shape="table" rows={8} />
  const year = formatFiscalYear(fiscalYear, language)
  const isOver = asOf === lastDayOf(fiscalYear)
  const lists = [data.kpis ?? [], data.indicators ?? []] as const
  if (lists.every((items) => items.length === 0)) return <NotLaidDown part="kpis" />
  return (
    <>
      {lists.map(
        (items, index) =>
          items.length > 0 && (
            <Section
              key={index === 0 ? 'kpi' : 'indicator'}
              title={t(index === 0 ? 'review.kpis' : 'review.indicators')}
            >
              <Sheet
                caption={t(isOver ? 'review.to_be' : 'review.so_far', { year })}
                asOf={asOf}
                isGoingOn={!isOver}
                lowest={lowest.data.groups}
                values={items.map((item) => valueToBe(item, { fiscalYear, isOver }, reasons))}
              />
            </Section>
          ),
      )}
      <WithoutTarget items={(data.kpis ?? []).filter(({ target }) => target === null)} asOf={asOf} />
    </>
  )
}

/** What has no target cannot be said to be reached. */
function WithoutTarget({ items, asOf }: { items: readonly Item[]; asOf: string }) {
  const t = useMessages(pdcaMessages)
  if (items.length === 0) return null
  return (
    <Section title={t('review.no_targets')}>
      <ul className="list-disc pl-6">
        {items.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/kpi/${id}`} search={{ asOf }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function valueToBe(
  item: Item,
  { fiscalYear, isOver }: { fiscalYear: number; isOver: boolean },
  reasons: Closing['values'],
): ReviewedValue {
  const { id, kind, name, nodeName, unit, value } = item
  const isKpi = item.kind === 'kpi'
  return {
    ...{ id, kind, name, nodeName, unit },
    direction: isKpi ? item.direction : null,
    definition: isKpi ? item.definition : null,
    owner: isKpi ? item.owner : null,
    frozen: value,
    target: item.target,
    targetYear: item.targetYear,
    // A target to come is a way to go while the year goes on; once it is over nothing is judged by it yet.
    status: isOver && item.left !== null && item.targetYear !== fiscalYear ? 'notDue' : item.status,
    restsOnSample: item.isSample || value?.restsOnSample === true,
    restatements: [],
    reason: reasons.find((one) => one.id === id)?.reason ?? null,
    now: null,
    restatementDue: false,
  }
}
