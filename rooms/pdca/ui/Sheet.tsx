import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { RestatedValue, Tag } from '#platform/ui/Tags.tsx'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import type { kpi } from '#rooms/kpi/contract.ts'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import { formatStated, formatWithCounts } from '#rooms/kpi/rules.ts'
import { StatusTag } from '#rooms/kpi/ui/KpiChip.tsx'
import { LowestLine } from '#rooms/kpi/ui/LowestLine.tsx'
import { pdcaMessages } from '../messages.ts'
import type { ReviewedValue } from './review.ts'

export type Groups = Output<typeof kpi.listLowestGroups>['groups']

/** The frozen values of a year: a table on paper and on wide screens, one card a value on narrow ones. */
export function Sheet({
  values,
  lowest,
  caption,
  asOf,
  isGoingOn = false,
}: {
  values: readonly ReviewedValue[]
  /** Beside the shares of outcomes that speak of all staff. */
  lowest: Groups
  caption: string
  asOf: string
  /** The year is not over: nothing is frozen yet. */
  isGoingOn?: boolean
}) {
  const t = useMessages(pdcaMessages)
  const valueName = t(isGoingOn ? 'column.value_now' : 'column.value')
  const hasTargets = values.some(({ kind, target }) => kind === 'kpi' || target !== null)
  const fiscalYear = fiscalYearOf(asOf)
  const cell = 'block py-1 align-top md:table-cell md:py-2 md:pr-4 print:table-cell print:py-1'
  return (
    <PlainTable className="block w-full bg-white md:table print:table" caption={caption}>
      <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
        <tr className="border-solid-gray-420 border-b text-left text-dns-14N-130">
          <th scope="col" className="w-[40%] px-3 py-2">
            {t('column.name')}
          </th>
          <th scope="col" className="py-2 pr-4">
            {valueName}
          </th>
          {hasTargets && (
            <th scope="col" className="py-2 pr-4">
              {t('column.target')}
            </th>
          )}
          {hasTargets && (
            <th scope="col" className="py-2 pr-4">
              {t('column.status')}
            </th>
          )}
        </tr>
      </thead>
      <tbody className="block md:table-row-group print:table-row-group">
        {values.map((value) => (
          <tr
            key={value.id}
            className="mb-3 block rounded-12 border border-solid-gray-200 p-3 md:mb-0 md:table-row md:rounded-none md:border-0 md:border-b md:p-0 print:table-row"
          >
            <th scope="row" className={`${cell} text-left font-normal md:px-3`}>
              <Link to={`/kpi/${value.id}`} search={{ asOf }}>
                {value.name}
              </Link>
              <span className="block text-dns-14N-130 text-solid-gray-700">{value.nodeName}</span>
            </th>
            <td data-name={valueName} className={`${cell} ${namedCell}`}>
              <Frozen value={value} />
              {value.frozen && <Lowest value={value} lowest={lowest} />}
            </td>
            {hasTargets && (
              <td data-name={t('column.target')} className={`${cell} ${namedCell}`}>
                <Target value={value} fiscalYear={fiscalYear} />
              </td>
            )}
            {hasTargets && (
              <td data-name={t('column.status')} className={`${cell} ${namedCell}`}>
                <StatusTag status={value.status} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}

function Frozen({ value }: { value: ReviewedValue }) {
  const t = useMessages(pdcaMessages)
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  const words = (counted: ReviewedValue['frozen']) => formatWithCounts(counted, value.unit, language) ?? k('none')
  return (
    <div className="figures">
      <span className="flex flex-wrap items-center gap-2">
        {value.restatements.length === 0 && words(value.frozen)}
        {value.restsOnSample && <SampleTag />}
        {value.restatementDue && <Tag tone="yellow">{t('restate.due')}</Tag>}
      </span>
      {value.reason && (
        <span className="block max-w-[28em] whitespace-pre-line text-dns-14N-130">{value.reason.reason}</span>
      )}
      {value.restatements.map(({ before, after, reason, by, on }) => (
        <div key={`${reason} ${on}`}>
          <RestatedValue
            before={words(before)}
            after={words(after)}
            reason={`${reason} ${t('restate.by', { by: by ?? t('review.closed_by_command'), date: formatDate(on, language) })}`}
          />
        </div>
      ))}
    </div>
  )
}

function Lowest({ value: { id, unit }, lowest }: { value: ReviewedValue; lowest: Groups }) {
  const group = lowest.find(({ kpiId }) => kpiId === id)
  return group ? <LowestLine lowest={group.lowest} unit={unit} /> : null
}

function Target({ value: { target, targetYear, unit }, fiscalYear }: { value: ReviewedValue; fiscalYear: number }) {
  const { language } = useLanguage()
  if (target === null) return <span className="figures">—</span>
  return (
    <span className="figures">
      {formatStated(target, unit, language)}
      {targetYear !== null && targetYear !== fiscalYear && `(${formatFiscalYear(targetYear, language)})`}
    </span>
  )
}
