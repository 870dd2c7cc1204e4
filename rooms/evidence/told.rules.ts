import type { BalanceRow } from './balance.rules.ts'
import type { Shortfall } from './level.rules.ts'
import type { Sensitivity } from './sensitivity.rules.ts'

interface Words {
  readonly ja: string
  readonly en: string
}

/** What the engine found, as it is kept with the day. */
export interface Found {
  readonly n: number
  readonly estimate: number
  readonly standardError: number | null
  readonly interval95: readonly [number, number] | null
  readonly intervalUses: string | null
  readonly pValue: number | null
}

/** Of whom an answer tells: digests of shares of them, by list (likeness.service.ts). Empty for answers from before this was kept. */
export type Likeness = Readonly<Record<string, readonly number[]>>

/** A study's answer as it was on the day: figures of groups, none of a handful. */
export interface StudyTold {
  readonly main: Found & { readonly estimator: string; readonly method: string }
  /** The same one stretch earlier, or why there is none. */
  readonly placebo: Found | null
  /** Of differences over time: whether both moved alike before. */
  readonly pretrend: { readonly df: number; readonly pValue: number } | null
  readonly treated: number
  readonly comparison: number
  /** Of the groups, without those of whom nothing is known at the end. */
  readonly left: { readonly treated: number; readonly comparison: number }
  readonly means: { readonly treated: number; readonly comparison: number } | null
  /** Standard deviation of those compared. */
  readonly deviation: number
  readonly isShare: boolean
  readonly balance: readonly BalanceRow[]
  /** The largest difference after matching or weighting; null for other designs. */
  readonly adjustedDifference: number | null
  readonly sensitivity: Sensitivity | null
  readonly shortfalls: readonly Shortfall[]
  /** What the engine says with it. */
  readonly warnings: readonly Words[]
  readonly notes: readonly Words[]
  readonly droppedColumns: readonly string[]
  readonly restsOnSample: boolean
  /** The engine's command line without the file. */
  readonly command: readonly string[]
}
