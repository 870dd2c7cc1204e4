import { useLanguage } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { formatStated } from '../rules.ts'

export interface ChartPoint {
  fiscalYear: number
  value: number
  isFrozen: boolean
  isNow: boolean
  countedOtherwise: boolean
}

const width = 640
const height = 240
const edge = { top: 28, right: 56, bottom: 36, left: 40 }

/** Values as a line, targets as short bars, each with its number beside it; shares run from 0 to 100. */
export function TrendChart({
  label,
  points,
  targets,
  unit,
}: {
  label: string
  points: readonly ChartPoint[]
  targets: readonly { fiscalYear: number; value: number }[]
  unit: string
}) {
  const { language } = useLanguage()
  const years = [...new Set([...points, ...targets].map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b)
  const highest = unit === '%' ? 100 : Math.max(1, ...[...points, ...targets].map(({ value }) => value)) * 1.1
  const step = (width - edge.left - edge.right) / Math.max(1, years.length - 1)
  const x = (year: number) => (years.length === 1 ? width / 2 : edge.left + years.indexOf(year) * step)
  const y = (value: number) => height - edge.bottom - (value / highest) * (height - edge.top - edge.bottom)
  const words = (value: number) => formatStated(Math.round(value * 10) / 10, unit, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a narrow screen must be reached by the keyboard.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${height}`}
        className="figures w-full min-w-[30rem] max-w-[48rem] text-solid-gray-800"
        fontSize="13"
      >
        <path d={`M${edge.left - 16} ${y(0)} H${width - edge.right + 16}`} stroke="currentColor" strokeWidth="1" />
        {years.map((year) => (
          <text key={year} x={x(year)} y={height - 12} textAnchor="middle" fill="currentColor">
            {formatFiscalYear(year, language).replace(/\(.*\)/, '')}
          </text>
        ))}
        {targets.map(({ fiscalYear, value }) => (
          <g key={fiscalYear} className="text-solid-gray-700">
            <path
              d={`M${x(fiscalYear) - 22} ${y(value)} h44`}
              stroke="currentColor"
              strokeWidth="2"
              strokeDasharray="4 3"
            />
            <text x={x(fiscalYear) + 26} y={y(value) + 4} fill="currentColor" fontSize="12">
              {words(value)}
            </text>
          </g>
        ))}
        <g className="text-blue-900">
          <path d={lineThrough(points, x, y)} fill="none" stroke="currentColor" strokeWidth="2.5" />
          {points.map((point) => (
            <g key={`${point.fiscalYear} ${point.isNow}`}>
              <Mark x={x(point.fiscalYear)} y={y(point.value)} {...point} />
              <text
                x={x(point.fiscalYear)}
                y={y(point.value) - 11}
                textAnchor="middle"
                fill="currentColor"
                fontWeight="bold"
              >
                {words(point.value)}
              </text>
            </g>
          ))}
        </g>
      </svg>
    </section>
  )
}

/** A square for a frozen value, a circle for another; hollow where it was counted otherwise. */
function Mark({ x, y, isFrozen, countedOtherwise }: { x: number; y: number } & ChartPoint) {
  const look = { fill: countedOtherwise ? 'white' : 'currentColor', stroke: 'currentColor', strokeWidth: 2 }
  return isFrozen ? (
    <rect x={x - 5} y={y - 5} width="10" height="10" {...look} />
  ) : (
    <circle cx={x} cy={y} r="5" {...look} />
  )
}

/** The line breaks between values that were counted differently (INV-L7). */
function lineThrough(points: readonly ChartPoint[], x: (year: number) => number, y: (value: number) => number): string {
  return points
    .map(({ fiscalYear, value, countedOtherwise }, index) => {
      const breaks = index === 0 || points[index - 1]!.countedOtherwise !== countedOtherwise
      return `${breaks ? 'M' : 'L'}${x(fiscalYear)} ${y(value)}`
    })
    .join(' ')
}
