/**
 * The level of evidence that a study earns (INV-L6). A difference alone is 同時期に変化. 前後比較 asks that the same people did not move
 * so before already. 対照あり asks that those compared were alike in all that is recorded, and that the same arithmetic finds nothing one stretch
 * earlier, when there was no treatment. Whatever is earned is a kind of comparison, never the word "effect".
 */
import type { Movement } from './comovement.rules.ts'
import { type Design, hasComparison } from './statement.rules.ts'

export const evidenceLevels = ['hypothesis', 'comovement', 'beforeAfter', 'controlled'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]

/** What follows from a movement against the hypothesis: 仮説を改める · 様子を見る · 測り方を直す · 取組を変える */
export const answersFollow = ['revise', 'watch', 'remeasure', 'change'] as const
export type AnswerFollows = (typeof answersFollow)[number]

/** What was found, against what was expected: nothing where the interval holds 0. */
export type Finding = 'with' | 'against' | 'none'

export const shortfalls = ['unlike', 'moved_before', 'no_placebo', 'nothing_found', 'against'] as const
/** Why it did not earn more. */
export type Shortfall = (typeof shortfalls)[number]

/**
 * Groups that differ by more than so many standard deviations are not alike (D. B. Rubin, Health Services & Outcomes Research Methodology 2 (2001)
 * 169–188); in small groups chance alone makes differences of some standard errors.
 */
const ALIKE = 0.25
const ERRORS = 3
const CHANCE = 0.05

export interface Checked {
  readonly design: Design
  readonly expected: '+' | '-'
  readonly estimate: number
  readonly interval: readonly [number, number]
  /** Of what was found one stretch earlier, or of the moves before treatment; null: nothing could be tested. */
  readonly placeboP: number | null
  /** What is found beyond what was found one stretch earlier, with its error; null where the design says only p. */
  readonly beyond: { readonly estimate: number; readonly error: number } | null
  /** The largest difference in what is recorded of both groups, after what the design holds equal; null: not looked at. */
  readonly largestDifference: number | null
  readonly treated: number
  readonly comparison: number
}

function findingOf({ expected, interval: [low, high] }: Pick<Checked, 'expected' | 'interval'>): Finding {
  if (low <= 0 && high >= 0) return 'none'
  return low > 0 === (expected === '+') ? 'with' : 'against'
}

export function earned(checked: Checked): { level: EvidenceLevel; finding: Finding; shortfalls: Shortfall[] } {
  const finding = findingOf(checked)
  if (finding !== 'with')
    return { level: 'hypothesis', finding, shortfalls: [finding === 'none' ? 'nothing_found' : 'against'] }
  const { design, placeboP, largestDifference, treated, comparison, beyond, expected } = checked
  const alike = Math.max(ALIKE, ERRORS * Math.sqrt(1 / treated + 1 / comparison))
  const short: Shortfall[] = [
    ...(placeboP === null ? (['no_placebo'] as const) : []),
    ...(placeboP !== null && (placeboP < CHANCE || !isBeyond(beyond, expected)) ? (['moved_before'] as const) : []),
    // Differences over time ask for parallel paths, not for equal levels.
    ...(largestDifference !== null && largestDifference > alike ? (['unlike'] as const) : []),
  ]
  const best = hasComparison(design) ? 'controlled' : 'beforeAfter'
  return { level: short.length > 0 ? 'comovement' : best, finding, shortfalls: short }
}

/** A difference that was there before may be too small to be told from none and yet be all that is found: what was found must be more. */
function isBeyond(beyond: Checked['beyond'], expected: '+' | '-'): boolean {
  return beyond === null || beyond.estimate * (expected === '+' ? 1 : -1) > 1.96 * beyond.error
}

export type Basis = 'policy' | 'records' | 'study'

/**
 * What an arrow has earned: the strongest of the policy's own word, of its two ends, and of its studies. Against it: where any pair of
 * its ends moves against it. What others found elsewhere is told beside it and raises nothing.
 */
export function standingOf({
  policy,
  movements,
  studies,
}: {
  readonly policy: EvidenceLevel
  readonly movements: readonly Movement[]
  readonly studies: readonly EvidenceLevel[]
}): { level: EvidenceLevel; basis: Basis; movement: Movement } {
  const movement = (['against', 'with', 'none'] as const).find((one) => movements.includes(one)) ?? 'unknown'
  const rank = (level: EvidenceLevel) => evidenceLevels.indexOf(level)
  const known: { level: EvidenceLevel; basis: Basis }[] = [
    { level: policy, basis: 'policy' },
    ...(movement === 'with' ? [{ level: 'comovement' as const, basis: 'records' as const }] : []),
    ...studies.map((level) => ({ level, basis: 'study' as const })),
  ]
  return { ...known.reduce((best, one) => (rank(one.level) > rank(best.level) ? one : best)), movement }
}
