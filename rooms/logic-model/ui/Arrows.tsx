import { Link as RouterLink } from '@tanstack/react-router'
import { useMessages } from '#platform/i18n/react.tsx'
import { logicModelMessages } from '../messages.ts'
import type { Place, Places } from './usePlaces.ts'

export interface Arrow {
  from: string
  to: string
  hypothesis: string
  sign: '+' | '-'
  lagYears: number
  evidence: Evidence
  isSample: boolean
}
type Evidence = 'hypothesis' | 'comovement' | 'beforeAfter' | 'controlled'
const evidences: readonly Evidence[] = ['hypothesis', 'comovement', 'beforeAfter', 'controlled']

/** The arrows behind the cards; a press opens what lies under one. The outline, and the list under a chosen card, say the same in words, so readers by ear and keyboard lose nothing. */
export function ArrowLines({
  arrows,
  places,
  isContradicted,
  isDim,
  nameOf,
  onChoose,
}: {
  arrows: readonly Arrow[]
  places: Places
  isContradicted: (arrow: Arrow) => boolean
  isDim: (arrow: Arrow) => boolean
  /** What an arrow that may be opened says to the pointer; null: the reader may open none. */
  nameOf: ((arrow: Arrow) => string) | null
  /** In place of opening: the pointer chooses an arrow. */
  onChoose?: (arrow: Arrow) => void
}) {
  return (
    <svg
      aria-hidden="true"
      width={places.width}
      height={places.height}
      className="pointer-events-none absolute top-0 left-0 text-solid-gray-700"
    >
      {arrows.map((arrow) => {
        const [from, to] = [places.of.get(arrow.from), places.of.get(arrow.to)]
        if (!from || !to) return null
        const line = lineOf(from, to, portOf(arrow, arrows, places, 'from'), portOf(arrow, arrows, places, 'to'))
        return (
          <g key={`${arrow.from} ${arrow.to}`} opacity={isDim(arrow) ? 0.15 : 1}>
            <Stroke d={line.d} evidence={arrow.evidence} />
            <path d={headAt(line.end)} fill="currentColor" />
            {isContradicted(arrow) && <Cross {...line.middle} />}
            {onChoose && (
              <path
                d={line.d}
                fill="none"
                stroke="transparent"
                strokeWidth="14"
                className="cursor-pointer"
                style={{ pointerEvents: 'stroke' }}
                onPointerDown={() => onChoose(arrow)}
              />
            )}
            {nameOf && (
              <RouterLink to="/model/arrow" search={{ from: arrow.from, to: arrow.to }} tabIndex={-1}>
                <path d={line.d} fill="none" stroke="transparent" strokeWidth="14" style={{ pointerEvents: 'stroke' }}>
                  <title>{nameOf(arrow)}</title>
                </path>
              </RouterLink>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** What each kind of line means, in words beside it. */
export function Legend() {
  const t = useMessages(logicModelMessages)
  const sample = 'M2 8 H38'
  return (
    <div className="mt-3 text-dns-14N-130">
      <p className="mb-1">{t('graph.legend')}</p>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {evidences.map((evidence) => (
          <li key={evidence} className="flex items-center gap-2">
            <svg aria-hidden="true" width="46" height="16" className="text-solid-gray-700">
              <Stroke d={sample} evidence={evidence} />
              <path d={headAt({ x: 44, y: 8 })} fill="currentColor" />
            </svg>
            {t(`evidence.${evidence}`)}
          </li>
        ))}
        <li className="flex items-center gap-2">
          <svg aria-hidden="true" width="46" height="16" className="text-solid-gray-700">
            <Stroke d={sample} evidence="comovement" />
            <Cross x={20} y={8} />
          </svg>
          {t('contradicted')}
        </li>
      </ul>
    </div>
  )
}

/** Dotted 仮説 · thin 同時期に変化 · solid 前後比較 · double 対照あり */
function Stroke({ d, evidence }: { d: string; evidence: Evidence }) {
  const line = { d, fill: 'none', stroke: 'currentColor' }
  if (evidence === 'hypothesis')
    return <path {...line} strokeWidth="1.5" strokeDasharray="1.5 4" strokeLinecap="round" />
  if (evidence === 'comovement') return <path {...line} strokeWidth="1" />
  if (evidence === 'beforeAfter') return <path {...line} strokeWidth="2.5" />
  return (
    <>
      <path {...line} strokeWidth="5" />
      <path {...line} stroke="white" strokeWidth="2" />
    </>
  )
}

function Cross({ x, y }: { x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="7" fill="white" />
      <path d={`M${x - 5} ${y - 5} l10 10 M${x + 5} ${y - 5} l-10 10`} stroke="currentColor" strokeWidth="2.5" />
    </>
  )
}

interface Point {
  x: number
  y: number
}

function lineOf(from: Place, to: Place, fromY: number, toY: number): { d: string; middle: Point; end: Point } {
  const [start, end] = [
    { x: from.right, y: fromY },
    { x: to.left - 2, y: toY },
  ]
  const bend = (end.x - start.x) / 2
  const d = `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x - 6} ${end.y}`
  return { d, middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, end }
}

function headAt({ x, y }: Point): string {
  return `M${x} ${y} l-8 -4 v8 z`
}

/** Arrows of one card leave and arrive beside each other, in the order of the cards that they lead to. */
function portOf(arrow: Arrow, arrows: readonly Arrow[], places: Places, end: 'from' | 'to'): number {
  const other = end === 'from' ? 'to' : 'from'
  const top = (id: string) => places.of.get(id)?.top ?? 0
  const beside = arrows.filter((one) => one[end] === arrow[end]).sort((a, b) => top(a[other]) - top(b[other]))
  const place = places.of.get(arrow[end])!
  return place.top + ((place.bottom - place.top) * (beside.indexOf(arrow) + 1)) / (beside.length + 1)
}
