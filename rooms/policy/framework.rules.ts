import type { PolicyWith } from './document.rules.ts'

/**
 * The framework of a policy: its skills with their levels and what is expected of each grade, by tier. It leaves as a table or as a CASE package,
 * and comes back into a draft; all else of the policy, and its comments, stay as they are.
 */
export interface Framework {
  readonly highestLevel: number
  readonly tiers: readonly FrameworkTier[]
}
export type FrameworkTier = PolicyWith<'pyramid'>['pyramid']['tiers'][number]

/** What keeps a file from being read as a framework. */
export interface FrameworkProblem {
  /** Where in the file, as its reader finds it. */
  readonly path: string
  readonly key: FrameworkProblemKey
  readonly values?: Readonly<Record<string, string | number>>
}
type FrameworkProblemKey =
  | 'not_json'
  | 'not_case'
  | 'case_circle'
  | 'case_no_items'
  | 'case_too_many'
  | 'case_no_levels'
  | 'case_level_unnamed'
  | 'tier_told_twice'
  | 'weight_no_number'
