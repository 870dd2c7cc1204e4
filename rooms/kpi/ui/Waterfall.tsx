import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { changeMessages } from '../change.messages.ts'
import {
  type Change,
  changeInWords,
  partInWords,
  peopleInWords,
  reasonInWords,
  valueInWords,
  type Why,
} from '../change-words.rules.ts'
import { kpiMessages } from '../messages.ts'

/** From the first value to the last, a bar a part, each where the one before it ended; the table and the picture are one. */
export function Waterfall({ why: { name, unit }, change }: { why: Why; change: Change }) {
  const t = useMessages(changeMessages)
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { from, to, parts } = change
  const { digits, from: before, to: after } = change.shown!
  const [first, last] = [formatDate(from.asOf, language), formatDate(to.asOf, language)]
  const levels = [before]
  for (const { shown } of parts) levels.push(levels.at(-1)! + shown)
  const scale = scaleOf([...levels, after])
  const value = (number: number) => valueInWords(number, { unit, digits, language })
  return (
    <PlainTable
      className="figures mt-4 block w-full text-dns-16N-130 md:table print:table"
      caption={t('caption', { name, from: first, to: last })}
    >
      <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
        <tr className="border-b border-solid-gray-420 text-left">
          <th scope="col" className="py-2 pr-4">
            {t('column.why')}
          </th>
          <th scope="col" className="py-2 pr-4">
            {t('column.people')}
          </th>
          <th scope="col" className="py-2 pr-4">
            {t('column.change')}
          </th>
        </tr>
      </thead>
      <tbody className="block md:table-row-group print:table-row-group">
        <Edge label={t('row.from', { date: first })} value={value(before)} at={scale(before)} />
        {parts.map((part, place) => (
          <tr key={`${part.part} ${part.reason}`} className={row}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              {partInWords({ ...part, reason: reasonInWords(part.reason, k) }, t)}
            </th>
            <td
              data-name={t('column.people')}
              className={`${cell} ${part.people === null ? 'max-md:hidden' : namedCell}`}
            >
              <People {...peopleInWords(part, { t, language })} />
            </td>
            <td data-name={t('column.change')} className={`${cell} md:w-1/2`}>
              <span className="grid grid-cols-[8.5rem_1fr] items-center gap-3 max-sm:grid-cols-1 max-sm:gap-1">
                <span className="whitespace-nowrap text-right max-sm:text-left">
                  {changeInWords(part.shown, { unit, digits, t, language })}
                </span>
                <Bar from={scale(levels[place]!)} to={scale(levels[place + 1]!)} isUp={part.shown >= 0} />
              </span>
            </td>
          </tr>
        ))}
        <Edge label={t('row.to', { date: last })} value={value(after)} at={scale(after)} />
      </tbody>
    </PlainTable>
  )
}

function People({ people, counted }: { people: string; counted?: string }) {
  return (
    <>
      <span className="block">{people}</span>
      {counted && ' '}
      {counted && <span className="block text-dns-14N-130 text-solid-gray-700">{counted}</span>}
    </>
  )
}

function Edge({ label, value, at }: { label: string; value: string; at: number }) {
  return (
    <tr className={`${row} bg-solid-gray-50`}>
      <th scope="row" colSpan={2} className={`${cell} text-left font-bold`}>
        {label}
      </th>
      <td className={cell}>
        <span className="grid grid-cols-[8.5rem_1fr] items-center gap-3 max-sm:grid-cols-1 max-sm:gap-1">
          <strong className="text-right max-sm:text-left">{value}</strong>
          <svg aria-hidden="true" data-mark className="h-5 w-full" viewBox="0 0 100 20" preserveAspectRatio="none">
            <path
              d={`M${at} 0 V20`}
              className="stroke-solid-gray-800"
              strokeWidth="3"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        </span>
      </td>
    </tr>
  )
}

/** Up is full, down is an outline: by form and not by colour alone. */
function Bar({ from, to, isUp }: { from: number; to: number; isUp: boolean }) {
  const [left, width] = [Math.min(from, to), Math.max(0.6, Math.abs(to - from))]
  return (
    <svg aria-hidden="true" data-mark className="h-5 w-full" viewBox="0 0 100 20" preserveAspectRatio="none">
      <path d={`M${from} 0 V20`} className="stroke-solid-gray-420" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <rect
        {...{ x: left, width }}
        y="4"
        height="12"
        className={isUp ? 'fill-blue-800 stroke-blue-800' : 'fill-white stroke-blue-800'}
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** The way between the lowest and the highest level fills the width, with some room on both sides. */
function scaleOf(levels: readonly number[]): (value: number) => number {
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const span = high - low || 1
  return (value) => 4 + (92 * (value - low)) / span
}

const row = 'block border-b border-solid-gray-200 py-2 md:table-row print:table-row'
const cell = 'block py-1 md:table-cell md:py-2 md:pr-4 md:align-middle print:table-cell'
