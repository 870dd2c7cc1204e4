import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { LEAST_SECTIONS } from '../comovement.rules.ts'
import { type NamedPair, pairsOf, sectionsWithGaps } from '../series.rules.ts'
import { arrowMessages } from './arrow.messages.ts'
import type { ShownArrow } from './useEvidenceApi.ts'

type Compared = ShownArrow['comparisons'][number]

/** Changes of both ends beside each other: a point a section and stretch, a line a section, and all of it as a table. */
export function Comparison({ comparison, lagYears }: { comparison: Compared; lagYears: number }) {
  const t = useMessages(arrowMessages)
  const { language } = useLanguage()
  const { cause, effect, comparedOn, movement, sections, series } = comparison
  const pairs = pairsOf(series, lagYears)
  const isAgainst = movement === 'against'
  const p = isAgainst ? comparison.pAgainst : comparison.pWith
  return (
    <Card title={t('comparison.title', { cause, effect })}>
      <p>
        {movement === 'unknown'
          ? t('movement.unknown.why', { n: sections, least: LEAST_SECTIONS })
          : t(`movement.${movement}.why`, { n: pairs.length, sections, p: probability(p) })}
      </p>
      <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
        {t('comparison.on', { date: formatDate(comparedOn, language) })}
      </p>
      {pairs.length > 0 && (
        <>
          <Scatter {...{ pairs, cause, effect }} />
          <Small series={series} {...{ cause, effect }} />
          <Pairs {...{ pairs, cause, effect }} />
        </>
      )}
    </Card>
  )
}

const SIZE = 280
const EDGE = 24

/** Change of the cause across, of the effect upwards; both axes through nothing. */
function Scatter({ pairs, cause, effect }: { pairs: readonly NamedPair[]; cause: string; effect: string }) {
  const t = useMessages(arrowMessages)
  const most = (of: (pair: NamedPair) => number) => Math.max(1e-9, ...pairs.map((pair) => Math.abs(of(pair))))
  const [wide, high] = [most((pair) => pair.cause), most((pair) => pair.effect)]
  const half = SIZE / 2 - EDGE
  const at = (pair: NamedPair) => ({
    cx: SIZE / 2 + (pair.cause / wide) * half,
    cy: SIZE / 2 - (pair.effect / high) * half,
  })
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-dns-14N-130">{t('scatter', { cause, effect, n: pairs.length })}</figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className="w-full max-w-[22rem] text-solid-gray-700"
        fontSize="12"
      >
        <path d={`M8 ${SIZE / 2} H${SIZE - 8} M${SIZE / 2} 8 V${SIZE - 8}`} stroke="currentColor" />
        <text x={SIZE - 8} y={SIZE / 2 - 6} textAnchor="end" fill="currentColor">
          {t('scatter.more')}
        </text>
        <text x={8} y={SIZE / 2 - 6} fill="currentColor">
          {t('scatter.less')}
        </text>
        <text x={SIZE / 2 + 6} y={18} fill="currentColor">
          {t('scatter.more')}
        </text>
        {pairs.map((pair) => (
          <circle
            key={`${pair.section} ${pair.stretch}`}
            {...at(pair)}
            r="4"
            className="text-blue-900"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        ))}
      </svg>
    </figure>
  )
}

/** More would be too small to read. */
const MOST_SMALL = 24

/** A little picture a section: cause dotted, effect whole, each over its own range. */
function Small({ series, cause, effect }: { series: Compared['series']; cause: string; effect: string }) {
  const t = useMessages(arrowMessages)
  const { days, sections } = series
  // From the first year end of which anything is known.
  const first = days.findIndex((_, place) =>
    sections.some((one) => (one.cause[place] ?? one.effect[place] ?? null) !== null),
  )
  const gaps = sectionsWithGaps(series)
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-dns-14N-130">{t('small', { cause, effect })}</figcaption>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {sections.slice(0, MOST_SMALL).map((one) => (
          <li key={one.name} className="min-w-0">
            <svg aria-hidden="true" data-mark viewBox="0 0 100 44" className="w-full text-solid-gray-800" fill="none">
              <path d={lineOf(one.cause.slice(first))} stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 3" />
              <path d={lineOf(one.effect.slice(first))} stroke="currentColor" strokeWidth="2" />
            </svg>
            <span className="wrap-anywhere text-dns-14N-130">{one.name}</span>
          </li>
        ))}
      </ul>
      {sections.length > MOST_SMALL && (
        <p className="mt-2">
          {t('small.more', { n: sections.length - MOST_SMALL })}
          <span className="print:hidden">{t('small.table')}</span>
        </p>
      )}
      {gaps > 0 && <p className="mt-2 max-w-[42em]">{t('small.gaps', { n: gaps })}</p>}
    </figure>
  )
}

function lineOf(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  let isOpen = false
  return values
    .map((value, place) => {
      if (value === null) {
        isOpen = false
        return ''
      }
      const x = 4 + (place * 92) / Math.max(1, values.length - 1)
      const y = 40 - ((value - low) / (high - low || 1)) * 36
      const step = `${isOpen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
      isOpen = true
      return step
    })
    .join(' ')
}

function Pairs({ pairs, cause, effect }: { pairs: readonly NamedPair[]; cause: string; effect: string }) {
  const t = useMessages(arrowMessages)
  const { language } = useLanguage()
  const cell = 'block py-1 md:table-cell md:py-2 md:pr-4 print:table-cell'
  const change = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value, language, 1)}`
  const year = (day: string) => formatFiscalYear(fiscalYearOf(day), language)
  return (
    <details className="mt-4 print:hidden">
      <summary className="text-blue-1000 underline">{t('pairs.open', { n: pairs.length })}</summary>
      <PlainTable
        className="figures mt-2 block w-full border-solid-gray-420 border-t md:table print:table"
        caption={t('pairs', { cause, effect })}
      >
        <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
          <tr className="text-left text-dns-14N-130 text-solid-gray-700">
            {[t('pairs.section'), t('pairs.stretch'), cause, effect].map((name, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear one name.
              <th key={place} scope="col" className="py-1 pr-4 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block md:table-row-group print:table-row-group">
          {pairs.map((pair) => (
            <tr
              key={`${pair.section} ${pair.stretch}`}
              className="block border-solid-gray-200 border-b py-2 md:table-row print:table-row"
            >
              <th scope="row" className={`${cell} text-left font-normal`}>
                {pair.section}
              </th>
              <td data-name={t('pairs.stretch')} className={`${cell} ${namedCell}`}>
                {t('pairs.stretch_is', { from: year(pair.from), to: year(pair.to) })}
              </td>
              <td data-name={cause} className={`${cell} ${namedCell}`}>
                {change(pair.cause)}
              </td>
              <td data-name={effect} className={`${cell} ${namedCell}`}>
                {change(pair.effect)}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </details>
  )
}

function probability(p: number | null): string {
  return p === null ? '—' : p < 0.001 ? '< 0.001' : p.toFixed(3)
}
