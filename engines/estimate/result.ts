/** What an estimate says, whatever the method: its parts, its interval, who is compared, what is told with it. */
import { criticalT, twoSidedT } from './distributions.ts'
import { type StandardErrors, scaleOf } from './linear.ts'
import type { Estimand } from './propensity.ts'
import { EstimateFault, type Table } from './table.ts'

export type Method = 'difference' | 'ols' | 'did' | 'matching' | 'ipw'

export interface Wanted {
  readonly method: Method
  readonly estimand: Estimand
  readonly treatment: string
  readonly time?: string
  readonly seed: number
  readonly caliper?: number
}

export interface Said {
  readonly key: string
  readonly values?: Readonly<Record<string, string | number>>
}

export type Errors = StandardErrors & { readonly bootstrap: number | null; readonly influence: number | null }

export interface Result {
  readonly method: Method
  readonly estimator: string
  readonly estimand: Estimand | null
  readonly n: number
  readonly treated: number | null
  readonly comparison: number | null
  readonly estimate: number
  readonly standardErrors: Errors
  readonly interval95: readonly [number, number] | null
  readonly intervalUses: string | null
  readonly pValue: number | null
  readonly coefficients: readonly {
    readonly name: string
    readonly estimate: number
    readonly standardErrors: Errors
  }[]
  readonly balance: readonly Balance[]
  readonly overlap: Overlap | null
  readonly groupTimes: readonly { group: number; time: number; att: number; standardError: number }[] | null
  readonly pretrend: { statistic: number; df: number; pValue: number } | null
  readonly droppedRows: number
  readonly droppedColumns: readonly string[]
  readonly warnings: readonly Said[]
  readonly notes: readonly Said[]
}

interface Balance {
  readonly covariate: string
  readonly treatedMean: number
  readonly comparisonMean: number
  readonly standardizedDifference: number | null
  readonly adjustedDifference: number | null
}

export interface Overlap {
  readonly treatedRange: readonly [number, number]
  readonly comparisonRange: readonly [number, number]
  readonly outside: number
  readonly effectiveComparison: number
  readonly unmatched: number
}

/** Fewer clusters carry a warning. */
export const FEW_GROUPS = 30

export const NO_ERRORS: Errors = {
  ...{ classical: null, hc0: null, hc1: null, hc2: null, hc3: null, cluster: null, bootstrap: null, influence: null },
}

export function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1)
}

export function mustBeBinary({ treatment }: Table, { treatment: name }: Wanted): void {
  const odd = treatment.find((value) => value !== 0 && value !== 1)
  if (odd !== undefined) throw new EstimateFault('not_binary', { name, text: odd })
  if (!varies(treatment)) throw new EstimateFault('one_group', { name, value: treatment[0]! })
}

export function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}

export function countOf(values: Float64Array, wanted: number): number {
  return values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0)
}

/** Student's t, or the normal where df is infinite. */
export function inference(value: number, error: number | null, df: number): Pick<Result, 'interval95' | 'pValue'> {
  if (error === null) return { interval95: null, pValue: null }
  const reach = criticalT(0.05, df) * error
  const pValue = error === 0 ? (value === 0 ? 1 : 0) : twoSidedT(value / error, df)
  return { interval95: [value - reach, value + reach], pValue }
}

export function clusterWarnings({ clusters, clusterCount }: Table): Said[] {
  return clusters && clusterCount < FEW_GROUPS ? [{ key: 'warning.few_groups', values: { groups: clusterCount } }] : []
}

export function commonNotes({ dropped, rows }: Table, columns: readonly string[]): Said[] {
  return [
    ...(dropped > 0 ? [{ key: 'note.dropped_rows', values: { dropped, rows } }] : []),
    ...(columns.length > 0 ? [{ key: 'note.dropped_columns', values: { names: columns.join(', ') } }] : []),
  ]
}

export function balanceOf({ treatment, covariates }: Table, weights?: Float64Array): Balance[] {
  return covariates.map(({ name, values: given }) => {
    // Squares of huge or tiny values would overflow.
    const scale = scaleOf(given)
    const values = given.map((value) => value / scale)
    const [none, all] = ([0, 1] as const).map((group) => momentsOf(values, treatment, group))
    const spread = Math.sqrt((none!.variance + all!.variance) / 2)
    const standardized = (difference: number) => (spread > 0 ? difference / spread : null)
    const after = weights && ([0, 1] as const).map((group) => momentsOf(values, treatment, group, weights).mean)
    return {
      covariate: name,
      treatedMean: all!.mean * scale,
      comparisonMean: none!.mean * scale,
      standardizedDifference: standardized(all!.mean - none!.mean),
      adjustedDifference: after ? standardized(after[1]! - after[0]!) : null,
    }
  })
}

function momentsOf(values: Float64Array, treatment: Float64Array, group: 0 | 1, weights?: Float64Array) {
  let [total, mean, squares, count] = [0, 0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1
    if (treatment[row] !== group || weight === 0) continue
    count++
    total += weight
    const step = values[row]! - mean
    mean += (weight / total) * step
    squares += weight * step * (values[row]! - mean)
  }
  return { mean, variance: count > 1 ? squares / (count - 1) : 0 }
}
