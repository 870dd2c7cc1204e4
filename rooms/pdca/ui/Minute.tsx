import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import type { Movement } from '#rooms/kpi/rules.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { tally } from '../rules.ts'

/** 動いた n · 動かない n · 逆 n · 決めたこと n(済 n) */
export function Minute({
  kpis,
  asOf,
  latest,
}: {
  kpis: readonly { movement: Movement }[]
  asOf: string
  /** The review that was held last, where there is one. */
  latest: Output<typeof pdca.listReviews>['reviews'][number] | undefined
}) {
  const t = useMessages(pdcaMessages)
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  const counts = tally(kpis)
  return (
    <section
      aria-label={t('minute.label')}
      className="mb-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:px-6"
    >
      <dl className="figures flex flex-wrap items-end gap-x-8 gap-y-3">
        {(['forward', 'still', 'against', 'unknown'] as const).map((movement) => (
          <Part key={movement} label={t(`minute.${movement}`)} count={counts[movement]} mark={marks[movement]} />
        ))}
        {latest && (
          <Part
            label={t('minute.decided')}
            count={latest.decided}
            note={t('minute.done', { done: latest.done })}
            mark=""
          />
        )}
      </dl>
      <p className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-dns-14N-130 text-solid-gray-700">
        <span>
          {k('as_of')} {formatDate(asOf, language, 'both')}
        </span>
        <span>{k('movement.rule')}</span>
        {latest ? (
          <Link to={`/review/${latest.fiscalYear}`}>
            {t('minute.year', { year: formatFiscalYear(latest.fiscalYear, language) })}
          </Link>
        ) : (
          <Link to="/review">{t('minute.years')}</Link>
        )}
      </p>
    </section>
  )
}

function Part({ label, count, mark, note }: { label: string; count: number; mark: string; note?: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-dns-14N-130 text-solid-gray-700">{label}</dt>
      <dd className="text-std-28B-150 text-solid-gray-900">
        <span aria-hidden="true" className="mr-1 text-solid-gray-600">
          {mark}
        </span>
        {count}
        {note && <span className="ml-2 text-dns-14N-130">{note}</span>}
      </dd>
    </div>
  )
}

const marks = { forward: '↗', still: '→', against: '↘', unknown: '' } as const
