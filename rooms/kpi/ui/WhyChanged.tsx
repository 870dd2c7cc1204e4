import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { changeMessages } from '../change.messages.ts'
import { type Change, type Why, wordsOf } from '../change-words.rules.ts'
import type { kpi } from '../contract.ts'
import { Waterfall } from './Waterfall.tsx'

interface Days {
  readonly from?: string
  readonly to?: string
}

/** Why the value is another than it was: from one of the days that are usually asked for, or between two that the reader chose. */
export function WhyChanged({ kpiId, asOf, within }: { kpiId: string; asOf: string; within: string | undefined }) {
  const t = useMessages(changeMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const [days, setDays] = useState<Days>({})
  const { data, error, refetch } = useQuery({
    ...api.kpi.showKpiChange.queryOptions({
      input: { kpiId, to: asOf, ...days, ...(within === undefined ? {} : { within }) },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t('title')} lead={t('lead')}>
      {data && <Since why={data} days={days} asOf={asOf} choose={setDays} />}
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <Told why={data} />
      ) : (
        <Waiting shape="cards" rows={4} />
      )}
    </Section>
  )
}

function Told({ why }: { why: Why }) {
  const t = useMessages(changeMessages)
  const { whole, ownSections, within } = why
  const name = within.at(-1)?.name
  if (!whole) return <Empty>{t('nothing.none_before')}</Empty>
  return (
    <div className="grid grid-cols-1 gap-6">
      <OneChange why={why} change={whole} {...(name ? { title: t('section.title', { name }) } : {})} />
      {ownSections && <OneChange why={why} change={ownSections} title={t('own.title')} />}
    </div>
  )
}

function OneChange({ why, change, title }: { why: Why; change: Change; title?: string }) {
  const t = useMessages(changeMessages)
  const { language } = useLanguage()
  const words = wordsOf(why, change, { t, language })
  const isWhole = change.parts.every(({ part }) => part === 'rest')
  return (
    <section className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      {title && <h3 className="mb-1 text-std-16B-170">{title}</h3>}
      <p className="figures text-std-16B-170">{words.headline}</p>
      {change.why && change.why in nothings
        ? null
        : change.why && <p className="mt-1">{t(`why.${change.why as Untold}`)}</p>}
      {words.lengths && <p className="mt-1 text-solid-gray-700">{words.lengths}</p>}
      {change.parts.length > 0 && !isWhole && <Waterfall why={why} change={change} />}
      {change.isMerged && (
        <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
          {isWhole ? t('merged.whole') : t('merged', { n: THRESHOLD })}
        </p>
      )}
      {words.moved && <p className="mt-2">{words.moved}</p>}
      {words.how && (
        <details className="mt-3">
          <summary className="min-h-11 cursor-pointer py-2">{t('how')}</summary>
          <p className="max-w-[42em]">{words.how}</p>
          <p className="max-w-[42em]">{t('how.rounding')}</p>
        </details>
      )}
    </section>
  )
}

const nothings = { noValue: true, otherUnit: true }
type Untold = Exclude<NonNullable<Change['why']>, keyof typeof nothings>

/** From when on: the days that are offered, and for whoever may see records any two. */
function Since({
  why: { offered, may, whole },
  days,
  asOf,
  choose,
}: {
  why: Why
  days: Days
  asOf: string
  choose: (days: Days) => void
}) {
  const t = useMessages(changeMessages)
  const { language } = useLanguage()
  const isOffered = days.to === undefined
  return (
    <div data-print="no" className="mb-4 grid gap-2">
      {offered.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-1 text-dns-14N-130 text-solid-gray-700">{t('since.label')}</legend>
          {offered.map(({ since, from }) => (
            <Button
              key={since}
              size="small"
              look={isOffered && whole?.from.asOf === from ? 'primary' : 'secondary'}
              aria-pressed={isOffered && whole?.from.asOf === from}
              onClick={() => choose({ from })}
            >
              {t(`since.${since}`)}
              <span className="sr-only"> {formatDate(from, language)}</span>
            </Button>
          ))}
        </fieldset>
      )}
      {may.chooseDays && <TwoDays from={whole?.from.asOf ?? offered[0]?.from ?? asOf} to={asOf} choose={choose} />}
    </div>
  )
}

function TwoDays({ from, to, choose }: { from: string; to: string; choose: (days: Days) => void }) {
  const t = useMessages(changeMessages)
  const { language } = useLanguage()
  const typed = (day: string) => ({ text: formatDate(day, language, 'short'), day: day as string | undefined })
  const [first, setFirst] = useState(typed(from))
  const [last, setLast] = useState(typed(to))
  return (
    <details>
      <summary className="text-blue-1000 underline">{t('since.days')}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (first.day && last.day) choose({ from: first.day, to: last.day })
        }}
        className="mt-3 flex flex-wrap items-end gap-4"
      >
        <DateField
          name="change-from"
          label={t('since.from')}
          value={first.text}
          onChange={(text, day) => setFirst({ text, day })}
        />
        <DateField
          name="change-to"
          label={t('since.to')}
          value={last.text}
          onChange={(text, day) => setLast({ text, day })}
        />
        <Button type="submit" look="secondary" disabled={!first.day || !last.day}>
          {t('since.show')}
        </Button>
      </form>
    </details>
  )
}
