/** The figures of a study from its rows, by the engine and off the main thread; what they are worth, by our rules. */
import { estimateApart, type Told, type Words } from '#engines/estimate/apart.ts'
import { balanceOf, largestOf, momentsOf } from './balance.rules.ts'
import { type EvidenceLevel, earned, type Finding } from './level.rules.ts'
import { type Asked, askedOf, isOverTime, type Subject, usable, wordsOf } from './rows.rules.ts'
import { sensitivityOf } from './sensitivity.rules.ts'
import { hasComparison, type Statement, usesCovariates } from './statement.rules.ts'
import type { Found, Likeness, StudyTold } from './told.rules.ts'

export interface Wanted {
  readonly statement: Statement
  readonly subjects: readonly Subject[]
  readonly bytes: Uint8Array
  readonly digest: string
  readonly restsOnSample: boolean
  readonly likeness: Likeness
}

export type Estimated =
  | { readonly fault: Words }
  | {
      readonly digest: string
      readonly likeness: Likeness
      readonly level: EvidenceLevel
      readonly finding: Finding
      readonly told: StudyTold
    }

export async function estimateStudy({
  statement,
  subjects,
  bytes,
  restsOnSample,
  ...kept
}: Wanted): Promise<Estimated> {
  const asked = askedOf(statement, subjects)
  const ask = (one: Asked) => estimateApart({ bytes, ...one })
  const [main, before] = await Promise.all([ask(asked.main), asked.placebo ? ask(asked.placebo) : undefined])
  if ('fault' in main) return main
  // Without an outcome at both days before there is nothing to test: that is told, and is no fault of the study.
  const placebo = before && 'told' in before ? before.told : null
  const { digest, likeness } = kept
  return { digest, likeness, ...judged(statement, { subjects, main: main.told, placebo, restsOnSample }) }
}

/** What an estimate and its placebo are worth. */
export function judged(
  statement: Statement,
  { subjects, main, placebo, restsOnSample }: Omit<From, 'known'>,
): { level: EvidenceLevel; finding: Finding; told: StudyTold } {
  const known = usable(statement, subjects)
  const told = toldOf(statement, { subjects, known, main, placebo, restsOnSample })
  const worth = earned({
    ...{ design: statement.design, expected: statement.expected, estimate: told.main.estimate },
    // Where no error can be said, nothing is found.
    interval: told.main.interval95 ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    placeboP: told.pretrend?.pValue ?? told.placebo?.pValue ?? null,
    beyond: beyondOf(told),
    largestDifference: unlikeness(statement, told),
    ...{ treated: told.treated, comparison: told.comparison },
  })
  const command = wordsOf('', askedOf(statement, subjects).main).filter((word) => word !== '')
  return {
    ...{ level: worth.level, finding: worth.finding },
    told: { ...told, command, shortfalls: worth.shortfalls },
  }
}

interface From {
  readonly subjects: readonly Subject[]
  readonly known: readonly Subject[]
  readonly main: Told
  readonly placebo: Told | null
  readonly restsOnSample: boolean
}

function toldOf({ design }: Statement, { subjects, known, main, placebo, restsOnSample }: From) {
  const [treated, comparison] = groupsOf(known)
  const atEnd = ({ values }: Subject) => values.at(-1)!
  const compared = hasComparison(design) ? comparison.map(atEnd) : treated.map(({ values }) => values[1]!)
  const isShare = known.every(({ values }) => values.every((value) => value === null || value === 0 || value === 1))
  const { mean: base, deviation } = momentsOf(compared)
  const found = foundOf(main)
  const all = groupsOf(subjects)
  return {
    main: { ...found, estimator: main.estimator, method: main.method },
    placebo: placebo && foundOf(placebo),
    pretrend: main.pretrend && { df: main.pretrend.df, pValue: main.pretrend.pValue },
    ...{ treated: treated.length, comparison: comparison.length },
    left: { treated: all[0].length - treated.length, comparison: all[1].length - comparison.length },
    means: { treated: momentsOf(treated.map(atEnd)).mean, comparison: base },
    ...{ deviation, isShare, restsOnSample },
    balance: hasComparison(design) ? balanceOf(known) : [],
    adjustedDifference: largestOf(main.balance.map(({ adjustedDifference }) => ({ difference: adjustedDifference }))),
    sensitivity: found.interval95
      ? sensitivityOf({ estimate: found.estimate, interval: found.interval95, isShare, base, deviation })
      : null,
    ...{ warnings: main.warnings, notes: main.notes, droppedColumns: main.droppedColumns },
  }
}

function beyondOf({ main, placebo }: Pick<StudyTold, 'main' | 'placebo'>) {
  if (!placebo || main.standardError === null || placebo.standardError === null) return null
  return {
    estimate: main.estimate - placebo.estimate,
    error: Math.sqrt(main.standardError ** 2 + placebo.standardError ** 2),
  }
}

function foundOf({ n, estimate, standardErrors, interval95, intervalUses, pValue }: Told): Found {
  const { cluster, bootstrap, influence, hc2 } = standardErrors
  return { n, estimate, standardError: cluster ?? bootstrap ?? influence ?? hc2, interval95, intervalUses, pValue }
}

/** Of the traits that differ most after what the design holds equal; null where equal levels are not asked for. */
function unlikeness(
  { design, covariates }: Statement,
  { balance, adjustedDifference }: Pick<StudyTold, 'balance' | 'adjustedDifference'>,
): number | null {
  if (!hasComparison(design) || isOverTime(design)) return null
  const isHeld = (trait: string) => usesCovariates(design) && covariates.some((one) => one === trait)
  const others = largestOf(balance.filter(({ trait }) => !isHeld(trait)))
  // Least squares mends what it holds equal as long as the groups are not far apart.
  const held = (largestOf(balance.filter(({ trait }) => isHeld(trait))) ?? 0) / 2
  return Math.max(others ?? 0, adjustedDifference ?? held)
}

function groupsOf(subjects: readonly Subject[]): [Subject[], Subject[]] {
  return [subjects.filter(({ group }) => group === 'treated'), subjects.filter(({ group }) => group !== 'treated')]
}
