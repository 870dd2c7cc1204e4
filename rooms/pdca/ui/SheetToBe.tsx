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
import { pdcaMessages } from '../messages.ts'
import type { ReviewedValue } from './review.ts'
import { Sheet } from './Sheet.tsx'

type Listed = Output<typeof kpi.listKpis>
type Item = Listed['kpis'][number] | Listed['indicators'][number]

/** What closing the year will freeze, before anybody closes it: first what is missing, then the sheet as it will stand. */
export function SheetToBe({ fiscalYear }: { fiscalYear: number }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi }>()
  const asOf = lastDayOf(fiscalYear)
  const { data, error, refetch } = useQuery(api.kpi.listKpis.queryOptions({ input: { asOf } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={8} />
  const year = formatFiscalYear(fiscalYear, language)
  return (
    <>
      <Missing items={[...data.kpis, ...data.indicators]} asOf={asOf} />
      {([data.kpis, data.indicators] as const).map((items, index) => (
        <Section key={index === 0 ? 'kpi' : 'indicator'} title={t(index === 0 ? 'review.kpis' : 'review.indicators')}>
          <Sheet caption={t('review.to_be', { year })} asOf={asOf} values={items.map(valueToBe)} />
        </Section>
      ))}
    </>
  )
}

/** What has no value would be frozen as none; what has no target cannot be said to be reached. */
function Missing({ items, asOf }: { items: readonly Item[]; asOf: string }) {
  const t = useMessages(pdcaMessages)
  const lacking = [
    { title: t('review.no_values'), of: items.filter(({ value }) => value === null) },
    { title: t('review.no_targets'), of: items.filter((item) => item.kind === 'kpi' && item.target === null) },
  ].filter(({ of }) => of.length > 0)
  return (
    <Section title={t('review.missing')}>
      {lacking.length === 0 && <p>{t('review.nothing_missing')}</p>}
      {lacking.map(({ title, of }) => (
        <div key={title} className="mb-3 rounded-12 border border-yellow-400 bg-yellow-50 p-4">
          <h3 className="text-std-16B-170">{title}</h3>
          <ul className="list-disc pl-6">
            {of.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/kpi/${id}`} search={{ asOf }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

function valueToBe(item: Item): ReviewedValue {
  const { id, kind, name, nodeName, unit, value } = item
  const isKpi = item.kind === 'kpi'
  return {
    ...{ id, kind, name, nodeName, unit },
    direction: isKpi ? item.direction : null,
    definition: isKpi ? item.definition : null,
    owner: isKpi ? item.owner : null,
    frozen: value,
    target: isKpi ? item.target : null,
    status: isKpi ? item.status : 'noTarget',
    restsOnSample: item.isSample || value?.restsOnSample === true,
    restatements: [],
    now: null,
    restatementDue: false,
  }
}
