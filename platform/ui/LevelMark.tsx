import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

export interface LevelMarkProps {
  /** Null: nobody has said anything yet, which is not level 0 (INV-P7). */
  level: number | null
  highest: number
  /** What the grade expects; drawn as a line over the step. */
  expected?: number | null
  /** Says the level beside the mark too. */
  withWords?: boolean
}

/** A skill's level as rising steps: filled as far as reached, dashed where nothing is known. Form, not colour alone. */
export function LevelMark({ level, highest, expected, withWords }: LevelMarkProps) {
  const t = useMessages(uiMessages)
  const reached = level === null ? t('level.none') : t('level.of', { level, highest })
  const words = expected == null ? reached : t('level.with_expected', { reached, level: expected })
  const steps = Array.from({ length: highest }, (_, index) => index + 1)
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${highest * 8} 20`}
        width={highest * 8}
        height="20"
        className="shrink-0"
      >
        {steps.map((step) => (
          <Step key={step} step={step} highest={highest} level={level} isExpected={step === expected} />
        ))}
      </svg>
      {withWords && (
        <span aria-hidden="true" className="figures">
          {words}
        </span>
      )}
    </span>
  )
}

function Step({
  step,
  highest,
  level,
  isExpected,
}: {
  step: number
  highest: number
  level: number | null
  isExpected: boolean
}) {
  const height = 4 + (12 * step) / highest
  const x = (step - 1) * 8 + 0.75
  const filled = level !== null && step <= level
  return (
    <>
      <rect
        x={x}
        y={19.25 - height}
        width="5.5"
        height={height}
        strokeDasharray={level === null ? '1.5 1.5' : undefined}
        className={filled ? 'fill-blue-900 stroke-blue-900' : 'fill-white stroke-solid-gray-600'}
      />
      {isExpected && <path d={`M${x - 0.75} ${17 - height}h7`} className="stroke-2 stroke-solid-gray-900" />}
    </>
  )
}
