export interface ChartPoint {
  /** Key of its column. */
  at: string
  value: number
  /** What will not change any more: a square. */
  isFixed?: boolean
  /** Of now, beside another of the same column. */
  isNow?: boolean
  /** Hollow, and the line breaks beside it (INV-L7). */
  countedOtherwise: boolean
}

/** Where it goes at today's pace, and between which values it may lie. */
export interface ChartAhead {
  /** Key of its column. */
  at: string
  value: number
  low: number
  high: number
}

const width = 640
const height = 240
const MOST_NUMBERS = 8
const edge = { top: 28, right: 56, bottom: 36, left: 40 }

/** Values as a line, goals as short bars, each with its number beside it; shares run from 0 to 100. */
export function ValueChart({
  label,
  columns,
  points,
  goals,
  ahead = [],
  isShare,
  words,
}: {
  label: string
  /** From left to right. */
  columns: readonly { key: string; label: string }[]
  points: readonly ChartPoint[]
  goals: readonly { at: string; value: number }[]
  /** In the order of their columns, after the last point. */
  ahead?: readonly ChartAhead[]
  isShare: boolean
  words: (value: number) => string
}) {
  const highest = isShare
    ? 100
    : Math.max(1, ...[...points, ...goals].map(({ value }) => value), ...ahead.map(({ high }) => high)) * 1.1
  const step = (width - edge.left - edge.right) / Math.max(1, columns.length - 1)
  const x = (at: string) =>
    columns.length === 1 ? width / 2 : edge.left + columns.findIndex(({ key }) => key === at) * step
  const y = (value: number) => height - edge.bottom - (value / highest) * (height - edge.top - edge.bottom)
  // Numbers of many values would lie over each other: then of every third, counted from the last one.
  const each = points.length > MOST_NUMBERS ? 3 : 1
  const says = (value: number) => words(Math.round(value * 10) / 10)
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
        {columns.map(({ key, label: name }) => (
          <text key={key} x={x(key)} y={height - 12} textAnchor="middle" fill="currentColor">
            {name}
          </text>
        ))}
        {goals.map(({ at, value }) => (
          <g key={at} className="text-solid-gray-700">
            <path d={`M${x(at) - 22} ${y(value)} h44`} stroke="currentColor" strokeWidth="2" strokeDasharray="4 3" />
            <text x={x(at) + 26} y={y(value) + 4} fill="currentColor" fontSize="12">
              {says(value)}
            </text>
          </g>
        ))}
        {ahead.length > 0 && <Ahead {...{ ahead, x, y, says }} from={points.at(-1)} />}
        <g className="text-blue-900">
          <path d={lineThrough(points, x, y)} fill="none" stroke="currentColor" strokeWidth="2.5" />
          {points.map((point, place) => (
            <g key={`${point.at} ${point.isNow}`}>
              <Mark x={x(point.at)} y={y(point.value)} {...point} />
              {(points.length - 1 - place) % each === 0 && (
                <text x={x(point.at)} y={y(point.value) - 11} textAnchor="middle" fill="currentColor" fontWeight="bold">
                  {says(point.value)}
                </text>
              )}
            </g>
          ))}
        </g>
      </svg>
    </section>
  )
}

/** Dotted from the last value on; a bar with ends from the lowest to the highest, a diamond between them. */
function Ahead({
  ahead,
  from,
  x,
  y,
  says,
}: {
  ahead: readonly ChartAhead[]
  from: ChartPoint | undefined
  x: (at: string) => number
  y: (value: number) => number
  says: (value: number) => string
}) {
  const way = [...(from ? [from] : []), ...ahead].map(({ at, value }) => `${x(at)} ${y(value)}`).join(' L')
  return (
    <g className="text-blue-700" fill="none" stroke="currentColor">
      <path d={`M${way}`} strokeWidth="2" strokeDasharray="2 5" strokeLinecap="round" />
      {ahead.map(({ at, value, low, high }) => (
        <g key={at}>
          <path
            d={`M${x(at)} ${y(low)} V${y(high)} M${x(at) - 6} ${y(low)} h12 M${x(at) - 6} ${y(high)} h12`}
            strokeWidth="1.5"
          />
          <path d={`M${x(at)} ${y(value) - 6} l6 6 l-6 6 l-6 -6 z`} fill="white" strokeWidth="2" />
          <text x={x(at)} y={Math.max(12, y(high) - 6)} textAnchor="middle" fill="currentColor" stroke="none">
            {says(value)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** A square for a fixed value, a circle for another; hollow where it was counted otherwise. */
function Mark({ x, y, isFixed, countedOtherwise }: { x: number; y: number } & ChartPoint) {
  const look = { fill: countedOtherwise ? 'white' : 'currentColor', stroke: 'currentColor', strokeWidth: 2 }
  return isFixed ? (
    <rect x={x - 5} y={y - 5} width="10" height="10" {...look} />
  ) : (
    <circle cx={x} cy={y} r="5" {...look} />
  )
}

/** The line breaks between values that were counted differently (INV-L7). */
function lineThrough(points: readonly ChartPoint[], x: (at: string) => number, y: (value: number) => number): string {
  return points
    .map(({ at, value, countedOtherwise }, index) => {
      const breaks = index === 0 || points[index - 1]!.countedOtherwise !== countedOtherwise
      return `${breaks ? 'M' : 'L'}${x(at)} ${y(value)}`
    })
    .join(' ')
}
