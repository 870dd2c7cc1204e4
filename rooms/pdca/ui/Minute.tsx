import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Link } from '#platform/ui/Link.tsx'
import type { kpi } from '#rooms/kpi/contract.ts'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import { formatValue } from '#rooms/kpi/rules.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { type Part, partsOf } from '../rules.ts'
import { minuteMessages } from './minute.messages.ts'

type Kpi = NonNullable<Output<typeof kpi.listKpis>['kpis']>[number]

/** What the minute of today is made from, for whoever shows it beside other things. */
export function useMinute(enabled: boolean) {
  const api = useApi<{ kpi: typeof kpi; pdca: typeof pdca }>()
  const values = useQuery(api.kpi.listKpis.queryOptions({ input: {}, enabled }))
  const reviews = useQuery(api.pdca.listReviews.queryOptions({ input: {}, enabled }))
  return {
    isPending: enabled && (values.isPending || reviews.isPending),
    // A policy without a model, or figures that cannot be had now, leave the place to what else stands there.
    minute: values.data?.kpis && {
      kpis: values.data.kpis,
      asOf: values.data.asOf,
      latest: lastDecided(reviews.data?.reviews),
    },
  }
}

/** What became of the decisions of a year is told until others were made. */
export function lastDecided(reviews: Output<typeof pdca.listReviews>['reviews'] | undefined) {
  return reviews?.find(({ decided }) => decided > 0) ?? reviews?.[0]
}

/** 動いた n · 動かない n · 逆 n · 目標に届かない n · 決めたこと n(済 n). Each number opens the KPIs that it counts. */
export function Minute({
  kpis,
  asOf,
  latest,
  leadsToModel = false,
}: {
  kpis: readonly Kpi[]
  asOf: string
  /** The last review that decided something, or the one that was held last, where there is one. */
  latest: Output<typeof pdca.listReviews>['reviews'][number] | undefined
  /** Where it stands on another page it says what it is about, and leads there. */
  leadsToModel?: boolean
}) {
  const t = useMessages(pdcaMessages)
  const k = useMessages(kpiMessages)
  const m = useMessages(minuteMessages)
  const { language } = useLanguage()
  const [open, setOpen] = useState<Part>()
  const counted = partsOf(kpis)
  // Where no value can be compared, or none has a target, no 0 says that nothing moved, or that nothing is missed.
  const isKnown = (part: Part) => {
    if (part === 'missed') return kpis.some(({ value, target }) => value !== null && target !== null)
    return part === 'unknown' || kpis.length > counted.unknown.length
  }
  return (
    <section
      aria-label={t('minute.label')}
      className="mb-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:px-6"
    >
      {leadsToModel && (
        <h2 className="mb-2 text-std-20B-150">
          <Link to="/model">{t('model.title')}</Link>
        </h2>
      )}
      <dl className="figures flex flex-wrap items-end gap-x-8 gap-y-3">
        {parts.map((part) => (
          <Count key={part} label={t(`minute.${part}`)} mark={marks[part]}>
            {counted[part].length === 0 ? (
              isKnown(part) ? (
                0
              ) : (
                <span className="text-solid-gray-600">—</span>
              )
            ) : (
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => setOpen(part)}
                className="min-h-11 min-w-11 text-left text-blue-1000 underline decoration-1 decoration-dotted underline-offset-4 hover:decoration-solid"
              >
                <span className="figures">{counted[part].length}</span>
                <span className="sr-only">{t('minute.open', { part: t(`minute.${part}`) })}</span>
              </button>
            )}
          </Count>
        ))}
        {latest && (
          <Count label={t('minute.decided')} note={t('minute.done', { done: latest.done })} mark="">
            {latest.decided > 0 ? <Link to={`/review/${latest.fiscalYear}`}>{latest.decided}</Link> : 0}
          </Count>
        )}
      </dl>
      <p className="mt-2 flex flex-wrap gap-x-6 gap-y-2 text-dns-14N-130 text-solid-gray-700">
        <span>
          {k('as_of')} {formatDate(asOf, language, 'both')}
        </span>
        <span>{k('movement.rule')}</span>
        <Link to="/minute">{m('open')}</Link>
        {latest ? (
          <Link to={`/review/${latest.fiscalYear}`}>
            {t('minute.year', { year: formatFiscalYear(latest.fiscalYear, language) })}
          </Link>
        ) : (
          <Link to="/review">{t('minute.years')}</Link>
        )}
      </p>
      <SidePanel title={open ? t(`minute.${open}`) : ''} open={open !== undefined} onClose={() => setOpen(undefined)}>
        {open && <Counted kpis={counted[open]} />}
      </SidePanel>
    </section>
  )
}

/** The KPIs behind a number, each with its value, its target and the way to its records. */
function Counted({ kpis }: { kpis: readonly Kpi[] }) {
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  return (
    <ul className="grid gap-3">
      {kpis.map((one) => (
        <li key={one.id} className="border-solid-gray-200 border-b pb-3">
          <Link to={`/kpi/${one.id}`}>{one.name}</Link>
          <p className="figures">
            {formatValue(one.value, one.unit, language) ?? k('none')}
            {one.target !== null && (
              <span className="ml-3 text-solid-gray-700">
                {k('target', { value: one.unit === '%' ? `${one.target}%` : `${one.target}${one.unit}` })}
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Count({ label, mark, note, children }: { label: string; mark: string; note?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-dns-14N-130 text-solid-gray-700">{label}</dt>
      <dd className="text-std-28B-150 text-solid-gray-900">
        <span aria-hidden="true" className="mr-1 text-solid-gray-600">
          {mark}
        </span>
        {children}
        {note && <span className="ml-2 text-dns-14N-130">{note}</span>}
      </dd>
    </div>
  )
}

const parts = ['forward', 'still', 'against', 'unknown', 'missed'] as const
const marks = { forward: '↗', still: '→', against: '↘', unknown: '', missed: '' } as const satisfies Record<
  Part,
  string
>
