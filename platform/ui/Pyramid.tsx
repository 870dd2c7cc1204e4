import { useId } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from './Figure.tsx'
import { uiMessages } from './messages.ts'
import { type Frame, type Point, tiersOf, triangle } from './pyramid-geometry.ts'

interface PyramidTier {
  id: string
  name: string
  /** How far one's own levels fill this tier: mean level over highest level, 0…1. */
  share: number
  /** Weight of the tier in the score; the weights sum to 1. */
  weight: number
}

interface PyramidOutline {
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
  /** Nothing is known of the person yet: no area is not an area of 0 (INV-P7). */
  isUnknown?: boolean
  outlines: readonly PyramidOutline[]
  /** Fractions of the height at which a tier ends, ascending, one fewer than tiers; thirds and so on where absent. */
  heightCuts?: readonly number[]
  /** Whose pyramid it is, for the description: わたしのピラミッド. */
  title: string
}

const frame: Frame = { width: 300, height: 250, baseCentre: { x: 156, y: 262 } }

/** The fixed triangle with the score filled in and others' outlines in the same scale; area is exactly the score. */
export function Pyramid({
  tiers,
  score,
  outlines,
  heightCuts = evenCuts(tiers.length),
  title,
  isUnknown = false,
}: PyramidProps) {
  const id = useId()
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const says = (points: number) => formatNumber(points, language, 1) ?? ''
  const description = [
    isUnknown
      ? t('pyramid.describe_unknown', { tiers: tiers.map(({ name }) => name), n: tiers.length })
      : t('pyramid.describe', { tiers: tiers.map(({ name }) => name), n: tiers.length, score: says(score) }),
    ...outlines.map(({ label, score: points }) => t('pyramid.outline', { label, score: says(points) })),
  ].join('')
  const marks = placed([
    { text: isUnknown ? t('pyramid.unknown') : t('pyramid.score', { score: says(score) }), score },
    ...outlines.map(({ label, score: points, style }) => ({
      text: `${label} ${says(points)}`,
      score: points,
      dash: dashes[style],
    })),
  ])
  return (
    <figure className="overflow-hidden">
      <svg
        role="img"
        aria-labelledby={`${id}t ${id}d`}
        viewBox="0 0 440 276"
        className="h-auto w-[138%] max-w-none sm:w-full sm:max-w-[34rem]"
      >
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
        {marks.map((mark) => mark.dash && <Outline key={mark.text} {...mark} />)}
        {marks.map((mark) => (
          <Label key={mark.text} {...mark} />
        ))}
      </svg>
      <NarrowLegend marks={marks} />
    </figure>
  )
}

const labelX = 300
const dashes = { dashed: '9 5', dotted: '2 4' }
const lineHeight = 22
const fills = ['fill-blue-1000', 'fill-blue-800', 'fill-blue-600', 'fill-blue-500', 'fill-blue-400']

interface Mark {
  text: string
  score: number
  /** Dashes of an outline; the filled score has none. */
  dash?: string
}

interface PlacedMark extends Mark {
  apex: Point
  y: number
}

/** A place beside each apex, moved down where two labels would touch. */
function placed(marks: readonly Mark[]): PlacedMark[] {
  let last = Number.NEGATIVE_INFINITY
  return marks
    .map((mark) => ({ ...mark, apex: triangle(frame, mark.score)[1]! }))
    .sort((a, b) => a.apex.y - b.apex.y)
    .map((mark) => {
      last = Math.max(mark.apex.y, last + lineHeight, 14)
      return { ...mark, y: last }
    })
}

/** White under black, so that the line shows on the filled part and on the empty one. */
function Outline({ score, dash }: Mark) {
  const points = path(triangle(frame, score))
  return (
    <g className="fill-none">
      <polygon points={points} className="stroke-4 stroke-white" />
      <polygon points={points} strokeDasharray={dash} className="stroke-2 stroke-solid-gray-900" />
    </g>
  )
}

/** Straight beside its apex; on narrow screens too small to read, there the legend takes its place. */
function Label({ apex, y, text, dash }: PlacedMark) {
  return (
    <g className="fill-solid-gray-900 text-[1rem] max-sm:hidden">
      <path
        d={`M${apex.x} ${apex.y}L${labelX - 24} ${y}H${labelX - 4}`}
        strokeDasharray={dash}
        className="fill-none stroke-solid-gray-700"
      />
      <text x={labelX} y={y + 5} className={dash ? '' : 'font-bold'}>
        {text}
      </text>
    </g>
  )
}

function NarrowLegend({ marks }: { marks: readonly Mark[] }) {
  return (
    <ul aria-hidden="true" className="mt-2 sm:hidden">
      {marks.map(({ text, dash }) => (
        <li key={text} className="flex items-center gap-2">
          <svg aria-hidden="true" data-mark viewBox="0 0 32 8" className="h-2 w-8 shrink-0">
            {dash ? (
              <path d="M0 4h32" strokeDasharray={dash} className="stroke-2 stroke-solid-gray-900" />
            ) : (
              <rect width="32" height="8" className="fill-blue-800" />
            )}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}

function evenCuts(count: number): number[] {
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => (index + 1) / count)
}

function path(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(3)},${y.toFixed(3)}`).join(' ')
}
