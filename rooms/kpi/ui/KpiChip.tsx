import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatFiscalYear, todayInTokyo } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { RestatedValue, Tag } from '#platform/ui/Tags.tsx'
import { kpiMessages } from '../messages.ts'
import { formatStated, formatValue, type Movement, type Status } from '../rules.ts'
import type { Item } from './item.ts'

/** A value in a line: number, target, status, move; it opens what it is made of. For cards of the model and of a home page. */
export function KpiChip({
  item,
  asOf,
  showName = false,
  isMarked = false,
}: {
  item: Item
  asOf?: string
  showName?: boolean
  /** Whether what it stands in is marked as a sample already. */
  isMarked?: boolean
}) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const value = formatValue(item.value, item.unit, language) ?? t('none')
  const fiscalYear = fiscalYearOf(asOf ?? todayInTokyo())
  return (
    <div className="text-dns-14N-130">
      {(showName || item.kind === 'indicator') && <p className="text-solid-gray-700">{item.name}</p>}
      <p className="figures flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <Link to={`/kpi/${item.id}`} search={asOf ? { asOf } : undefined} className="text-std-16B-170">
          {value}
          <span className="sr-only">({item.name})</span>
        </Link>
        {item.kind === 'kpi' && <MovementMark movement={item.movement} />}
        {item.target !== null && (
          <span>
            {t(item.targetYear === fiscalYear ? 'target' : 'target.until', {
              value: formatStated(item.target, item.unit, language),
              year: formatFiscalYear(item.targetYear ?? fiscalYear, language),
            })}
          </span>
        )}
        {(item.kind === 'kpi' || item.target !== null) && !(item.value === null && item.status === 'noValue') && (
          <StatusTag status={item.status} />
        )}
        {(item.isSample || item.value?.restsOnSample) && !isMarked && <SampleTag />}
      </p>
      {item.frozen?.restated && (
        <RestatedValue
          before={value}
          after={formatValue(item.frozen.restated.to, item.unit, language) ?? t('none')}
          reason={item.frozen.restated.reason}
        />
      )}
    </div>
  )
}

/** The word says it; nothing is red, because people work on it. */
export function StatusTag({ status }: { status: Status }) {
  const t = useMessages(kpiMessages)
  return <Tag tone={status === 'achieved' ? 'green' : 'plain'}>{t(`status.${status}`)}</Tag>
}

export function MovementMark({ movement }: { movement: Movement }) {
  const t = useMessages(kpiMessages)
  if (movement === 'unknown') return null
  return (
    <span className="whitespace-nowrap" title={t('movement.rule')}>
      <span aria-hidden="true">{marks[movement]} </span>
      {t(`movement.${movement}`)}
    </span>
  )
}

const marks = { forward: '↗', still: '→', against: '↘' } as const
