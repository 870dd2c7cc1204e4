import { useId } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from './Figure.tsx'
import { uiMessages } from './messages.ts'
import { type Frame, type Point, tiersOf, triangle } from './pyramid-geometry.ts'

export interface PyramidTier {
  id: string
  name: string
  /** How far one's own levels fill this tier: mean level over highest level, 0…1. */
  share: number
  /** Weight of the tier in the score; the weights sum to 1. */
  weight: number
}

export interface PyramidOutline {
  /** 期待(2級職), 昨年 */
  label: string
  score: number
  style: 'dashed' | 'dotted'
}

export interface PyramidProps {
  /** Lowest first, as they stand in the pyramid. */
  tiers: readonly PyramidTier[]
  /** 0…100 = 100 × Σ weight × share. */
  score: number
  outlines: readonly PyramidOutline[]
  /** Fractions of the height at which a tier ends, ascending, one fewer than tiers; thirds and so on where absent. */
  heightCuts?: readonly number[]
  /** Whose pyramid it is, for the description: わたしのピラミッド. */
  title: string
}

const frame: Frame = { width: 300, height: 250, baseCentre: { x: 156, y: 262 } }

/** The fixed triangle with the score filled in and others' outlines in the same scale; area is exactly the score. */
export function Pyramid({ tiers, score, outlines, heightCuts = evenCuts(tiers.length), title }: PyramidProps) {
  const id = useId()
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const says = (points: number) => formatNumber(points, language, 1) ?? ''
  const description = [
    t('pyramid.describe', { tiers: tiers.map(({ name }) => name).join('、'), n: tiers.length, score: says(score) }),
    ...outlines.map(({ label, score: points }) => t('pyramid.outline', { label, score: says(points) })),
  ].join('')
  return (
    <svg role="img" aria-labelledby={`${id}t ${id}d`} viewBox="0 0 440 276" className="h-auto w-full max-w-[34rem]">
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      {tiersOf(frame, 100, heightCuts).map((tier, index) => (
        <polygon key={tiers[index]?.id} points={path(tier)} className="fill-white stroke-solid-gray-420" />
      ))}
      {tiersOf(frame, score, heightCuts).map((tier, index) => (
        <polygon
          key={tiers[index]?.id}
          points={path(tier)}
          className={`${fills[index % fills.length]} stroke-white`}
          strokeLinejoin="round"
        />
      ))}
      {outlines.map(({ label, score: points, style }) => (
        <polygon
          key={label}
          points={path(triangle(frame, points))}
          strokeDasharray={style === 'dashed' ? '9 5' : '2 4'}
          strokeLinecap="round"
          className="fill-none stroke-2 stroke-solid-gray-900"
        />
      ))}
      {labelled(score, outlines, t('pyramid.score', { score: says(score) }), says).map((mark) => (
        <g key={mark.text} className="fill-solid-gray-900 text-[0.9375rem]">
          <path
            d={`M${mark.apex.x} ${mark.apex.y}L${labelX - 24} ${mark.y}H${labelX - 4}`}
            strokeDasharray={mark.dash}
            className="fill-none stroke-solid-gray-700"
          />
          <text x={labelX} y={mark.y + 5} className={mark.isOwn ? 'font-bold' : ''}>
            {mark.text}
          </text>
        </g>
      ))}
    </svg>
  )
}

const labelX = 300
const lineHeight = 22
const fills = ['fill-blue-1000', 'fill-blue-800', 'fill-blue-600', 'fill-blue-500', 'fill-blue-400']

interface Mark {
  text: string
  apex: Point
  y: number
  dash?: string
  isOwn: boolean
}

/** A label beside each apex, moved down where two would touch. */
function labelled(score: number, outlines: readonly PyramidOutline[], own: string, says: (points: number) => string) {
  const marks: Mark[] = [
    { text: own, points: score, dash: undefined, isOwn: true },
    ...outlines.map(({ label, score: points, style }) => ({
      text: `${label} ${says(points)}`,
      points,
      dash: style === 'dashed' ? '9 5' : '2 4',
      isOwn: false,
    })),
  ]
    .map(({ points, ...mark }) => ({ ...mark, apex: triangle(frame, points)[1]!, y: 0 }))
    .sort((a, b) => a.apex.y - b.apex.y)
  let last = Number.NEGATIVE_INFINITY
  for (const mark of marks) {
    mark.y = Math.max(mark.apex.y, last + lineHeight, 14)
    last = mark.y
  }
  return marks
}

function evenCuts(count: number): number[] {
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => (index + 1) / count)
}

function path(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(3)},${y.toFixed(3)}`).join(' ')
}
