/**
 * From a table to an estimate: each method's columns, its errors, and what has to be said with it. The arithmetic lies in `linear/`, `within/`, `did/` and
 * `propensity/`.
 */
import { randomFrom } from '#platform/random/random.ts'
import { LEAST_CLUSTERS, staggered } from './did/rules.ts'
import { criticalT, twoSidedT } from './distributions/rules.ts'
import { type Column, type Fit, leastSquares, type StandardErrors, scaleOf } from './linear/rules.ts'
import {
  type Estimand,
  matched,
  type Propensity,
  propensityOf,
  rangeOf,
  refitting,
  weighted,
} from './propensity/rules.ts'
import { CONSTANT, EstimateFault, type Table } from './table/rules.ts'
import { type Effect, withinOf } from './within/rules.ts'

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

type Errors = StandardErrors & { readonly bootstrap: number | null; readonly influence: number | null }

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

interface Overlap {
  readonly treatedRange: readonly [number, number]
  readonly comparisonRange: readonly [number, number]
  readonly outside: number
  readonly effectiveComparison: number
  readonly unmatched: number
}

/** Fewer clusters carry a warning. */
const FEW_GROUPS = 30
const REPLICATES = 500
/** Progress is told once in so many replicates. */
const TOLD = 10

/** How many of the repetitions are done. */
export type Tell = (done: number, total: number) => void

/** @throws EstimateFault where there is no honest estimate. */
export function estimate(table: Table, wanted: Wanted, tell: Tell = () => undefined): Result {
  if (table.rows < 2) throw new EstimateFault('too_few_rows', { rows: table.rows, columns: 2 })
  if (!varies(table.outcome)) throw new EstimateFault('outcome_constant', { name: table.names.outcome })
  if (table.clusters && table.clusterCount < LEAST_CLUSTERS) {
    const values = { name: table.names.cluster!, groups: table.clusterCount, least: LEAST_CLUSTERS }
    throw new EstimateFault('too_few_groups', values)
  }
  const result = byMethod(table, wanted, tell)
  const figures = [result.estimate, ...Object.values(result.standardErrors).map((error) => error ?? 0)]
  if (!figures.every(isNormal) || !isWhollyFinite(result)) throw new EstimateFault('overflow')
  return result
}

/** Every figure of it: a covariate's coefficient, a mean or an end of the interval may overflow where the estimate does not. */
function isWhollyFinite(told: unknown): boolean {
  if (typeof told === 'number') return Number.isFinite(told)
  return typeof told !== 'object' || told === null || Object.values(told).every(isWhollyFinite)
}

/** Below the smallest normal number digits are lost. */
const isNormal = (value: number) => Number.isFinite(value) && (value === 0 || Math.abs(value) >= 2 ** -1022)

function byMethod(table: Table, wanted: Wanted, tell: Tell): Result {
  if (wanted.method === 'did')
    return table.firstTreated || table.units ? panelDid(table, wanted) : plainDid(table, wanted)
  if (wanted.method === 'ols' && !isBinary(table.treatment)) {
    if (!varies(table.treatment)) throw new EstimateFault('treatment_constant', { name: wanted.treatment })
    return regression(table, wanted)
  }
  mustBeBinary(table, wanted)
  if (wanted.method === 'matching' || wanted.method === 'ipw') return byPropensity(table, wanted, tell)
  return regression(table, wanted)
}

function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1)
}

function mustBeBinary({ treatment }: Table, { treatment: name }: Wanted): void {
  const odd = treatment.find((value) => value !== 0 && value !== 1)
  if (odd !== undefined) throw new EstimateFault('not_binary', { name, text: odd })
  if (!varies(treatment)) throw new EstimateFault('one_group', { name, value: treatment[0]! })
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0])
}

function regression(table: Table, wanted: Wanted, more: Partial<Result> = {}): Result {
  const { method, treatment: name } = wanted
  const covariates = method === 'difference' ? [] : table.covariates
  const columns: Column[] = [{ name, values: table.treatment }, ...covariates]
  const { fit, rankIsExact } = table.effects.length > 0 ? fitWithin(table, columns) : fitPlain(table, columns)
  return fromFit(table, wanted, fit, name, {
    estimator: table.effects.length > 0 ? 'within (fixed effects) least squares' : 'least squares',
    ...more,
    notes: [
      { key: method === 'difference' ? 'note.difference' : 'note.ols' },
      ...(table.effects.length > 0 ? [{ key: 'note.within', values: { names: namesOf(table.effects) } }] : []),
      ...(more.notes ?? []),
    ],
    warnings: [...(rankIsExact ? [] : [{ key: 'warning.rank' }]), ...(more.warnings ?? [])],
  })
}

const namesOf = (effects: readonly Effect[]) => effects.map(({ name }) => name).join(', ')

function fitPlain(table: Table, columns: readonly Column[]) {
  const constant = { name: CONSTANT, values: new Float64Array(table.rows).fill(1) }
  return { fit: leastSquares({ ...partsOf(table), columns: [constant, ...columns] }), rankIsExact: true }
}

function partsOf({ outcome, weights, clusters }: Table) {
  return { outcome, ...(weights ? { weights } : {}), ...(clusters ? { clusters } : {}) }
}

function fitWithin(table: Table, columns: readonly Column[]) {
  const within = withinOf(table.effects, table.weights)
  // Scaled before the projections, so that units cost no digits there either.
  const scales = columns.map(({ values }) => scaleOf(values))
  const scaleY = scaleOf(table.outcome)
  const takenOut = columns.map(({ name, values }, index) => {
    const scaled = within.takeOut({ name, values: values.map((value) => value / scales[index]!) })
    return { name, values: scaled.values.map((value) => value * scales[index]!) }
  })
  const outcome = within
    .takeOut({ name: '', values: table.outcome.map((value) => value / scaleY) })
    .values.map((value) => value * scaleY)
  const roots = table.weights?.map(Math.sqrt)
  const lengths = columns.map(({ values }, index) => {
    let sum = 0
    for (let row = 0; row < values.length; row++) sum += ((values[row]! / scales[index]!) * (roots?.[row] ?? 1)) ** 2
    // An infinite length would have every column dropped as short.
    return Math.min(Number.MAX_VALUE, Math.sqrt(sum) * scales[index]!)
  })
  const { parameters, leverage, isRankExact } = within
  const absorbed = { parameters, leverage, lengths }
  const fit = leastSquares({ ...partsOf({ ...table, outcome }), columns: takenOut, absorbed })
  return { fit, rankIsExact: isRankExact }
}

function fromFit(table: Table, wanted: Wanted, fit: Fit, name: string, more: Partial<Result>): Result {
  const own = fit.coefficients.find((one) => one.name === name)
  if (!own) throw new EstimateFault('treatment_absorbed', { name })
  if (fit.residualDf < 1)
    throw new EstimateFault('too_few_rows', { rows: table.rows, columns: table.rows - fit.residualDf })
  const { cluster, hc0 } = own.standardErrors
  // Coefficients that fit every cluster's total leave rounding for an error.
  if (cluster !== null && !fit.isPerfect && cluster <= 1e-9 * hc0!) {
    throw new EstimateFault('no_cluster_variation', { name: table.names.cluster! })
  }
  const binary = isBinary(table.treatment)
  const { uses, error, df } = errorOf(own.standardErrors, fit)
  const padded = (errors: StandardErrors): Errors => ({ ...errors, bootstrap: null, influence: null })
  return {
    method: wanted.method,
    estimator: '',
    estimand: null,
    n: table.rows,
    treated: binary ? countOf(table.treatment, 1) : null,
    comparison: binary ? countOf(table.treatment, 0) : null,
    estimate: own.estimate,
    standardErrors: padded(own.standardErrors),
    ...inference(own.estimate, error, df),
    intervalUses: uses,
    coefficients: fit.coefficients
      .filter((one) => one.name !== CONSTANT)
      .map((one) => ({ ...one, standardErrors: padded(one.standardErrors) })),
    balance: binary ? balanceOf(table) : [],
    overlap: null,
    groupTimes: null,
    pretrend: null,
    droppedRows: table.dropped,
    droppedColumns: fit.dropped,
    ...more,
    warnings: [...(more.warnings ?? []), ...warningsOf(table, fit)],
    notes: [
      ...(more.notes ?? []),
      ...commonNotes(table, fit.dropped),
      { key: 'note.interval_t' },
      { key: 'note.not_shown' },
    ],
  }
}

function countOf(values: Float64Array, wanted: number): number {
  return values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0)
}

function errorOf(
  errors: StandardErrors,
  { residualDf, groups }: Fit,
): { uses: string; error: number | null; df: number } {
  if (errors.cluster !== null && groups !== undefined) {
    return { uses: `t(${groups - 1}) on cluster`, error: errors.cluster, df: groups - 1 }
  }
  const [kind, error] = errors.hc2 === null ? (['hc1', errors.hc1] as const) : (['hc2', errors.hc2] as const)
  return { uses: `t(${residualDf}) on ${kind}`, error, df: residualDf }
}

/** Student's t, or the normal where df is infinite. */
function inference(value: number, error: number | null, df: number): Pick<Result, 'interval95' | 'pValue'> {
  if (error === null) return { interval95: null, pValue: null }
  const reach = criticalT(0.05, df) * error
  const pValue = error === 0 ? (value === 0 ? 1 : 0) : twoSidedT(value / error, df)
  return { interval95: [value - reach, value + reach], pValue }
}

function warningsOf(table: Table, fit: Fit): Said[] {
  return [
    ...(fit.isPerfect ? [{ key: 'warning.perfect' }] : []),
    ...(fit.fullLeverage > 0 ? [{ key: 'warning.leverage', values: { rows: fit.fullLeverage } }] : []),
    ...(fit.fullLeverage === 0 && fit.coefficients.some(({ standardErrors }) => standardErrors.hc2 === null)
      ? [{ key: 'warning.no_leverage' }]
      : []),
    ...clusterWarnings(table),
    ...(fit.residualDf < 20 ? [{ key: 'warning.few', values: { df: fit.residualDf } }] : []),
  ]
}

function clusterWarnings({ clusters, clusterCount }: Table): Said[] {
  return clusters && clusterCount < FEW_GROUPS ? [{ key: 'warning.few_groups', values: { groups: clusterCount } }] : []
}

function commonNotes({ dropped, rows }: Table, columns: readonly string[]): Said[] {
  return [
    ...(dropped > 0 ? [{ key: 'note.dropped_rows', values: { dropped, rows } }] : []),
    ...(columns.length > 0 ? [{ key: 'note.dropped_columns', values: { names: columns.join(', ') } }] : []),
  ]
}

function balanceOf({ treatment, covariates }: Table, weights?: Float64Array): Balance[] {
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

/** Two groups, before and after, each row by itself: the interaction of group and time. */
function plainDid(table: Table, wanted: Wanted): Result {
  mustBeBinary(table, wanted)
  const periods = periodsOf(table)
  if (periods.length !== 2) throw new EstimateFault('periods', { name: wanted.time!, found: periods.length })
  const post = table.times!.map((time) => (time === periods[1] ? 1 : 0))
  const name = `${wanted.treatment}:${wanted.time}`
  const interaction = post.map((after, row) => after * table.treatment[row]!)
  const columns = [
    { name, values: interaction },
    { name: wanted.treatment, values: table.treatment },
    { name: wanted.time!, values: post },
    ...table.covariates,
  ]
  const { fit, rankIsExact } =
    table.effects.length > 0
      ? fitWithin(table, columns)
      : fitPlain(table, [columns[1]!, columns[2]!, columns[0]!, ...columns.slice(3)])
  return fromFit(table, wanted, fit, name, {
    estimator: 'difference in differences, two groups and two periods (least squares with interaction)',
    estimand: 'att',
    notes: [{ key: 'note.did' }, { key: 'note.no_pretrend' }],
    warnings: rankIsExact ? [] : [{ key: 'warning.rank' }],
  })
}

function periodsOf({ times, names }: Table): number[] {
  const periods = [...new Set(times)].sort((a, b) => a - b)
  if (periods.length < 2) throw new EstimateFault('one_period', { name: names.time!, time: periods[0]! })
  return periods
}

/** The same units over time: two periods by fixed effects of unit and period, more by group-time effects. */
function panelDid(table: Table, wanted: Wanted): Result {
  const periods = periodsOf(table)
  const firstTreated = table.firstTreated ?? firstFrom(table, wanted, periods)
  refuseMoving(table)
  if (periods.length === 2) return twoPeriods(table, wanted, firstTreated, periods)
  const left = [...table.covariates, ...table.effects].map(({ name }) => name)
  if (left.length > 0 || table.weights) throw new EstimateFault('staggered_plain')
  const panel = {
    ...{ outcome: table.outcome, units: table.units!, times: table.times!, firstTreated },
    ...(table.clusters ? { clusters: table.clusters, clusterName: table.names.cluster! } : {}),
  }
  const found = staggered(panel)
  const { estimate: value, standardError } = found
  const errors = { ...NO_ERRORS, ...(table.clusters ? { cluster: standardError } : { influence: standardError }) }
  return {
    ...{ method: 'did' as const, estimand: 'att' as const, n: table.rows, estimate: value },
    estimator: 'Callaway and Sant\u2019Anna (2021), group-time effects, simple aggregation',
    treated: found.treatedUnits,
    comparison: found.units - found.treatedUnits,
    standardErrors: errors,
    ...inference(value, standardError, Number.POSITIVE_INFINITY),
    intervalUses: `normal on ${table.clusters ? 'cluster' : 'influence'}`,
    coefficients: [{ name: wanted.treatment, estimate: value, standardErrors: errors }],
    balance: [],
    overlap: null,
    groupTimes: found.groupTimes,
    pretrend: found.pretrend,
    droppedRows: table.dropped,
    droppedColumns: [],
    warnings: [
      ...(found.alwaysTreated > 0 ? [{ key: 'warning.always', values: { units: found.alwaysTreated } }] : []),
      ...(found.incomplete > 0 ? [{ key: 'warning.unbalanced', values: { units: found.incomplete } }] : []),
      ...(found.pretrend && found.pretrend.pValue < 0.05 ? [{ key: 'warning.pretrend' }] : []),
      ...(found.isPerfect ? [{ key: 'warning.perfect' }] : []),
      ...(found.lone > 0 ? [{ key: table.clusters ? 'warning.lone_cluster' : 'warning.lone_unit' }] : []),
      ...fewWarning(table, found.clusters),
    ],
    notes: [
      { key: 'note.did' },
      ...beginningNotes(table),
      { key: found.comparison === 'never' ? 'note.never' : 'note.not_yet' },
      ...(found.pretrend ? [{ key: 'note.pretrend' }] : [{ key: 'note.no_pretrend' }]),
      ...commonNotes(table, []),
      { key: 'note.interval_normal' },
      { key: 'note.not_shown' },
    ],
  }
}

function fewWarning({ clusters }: Table, found: number): Said[] {
  if (found >= FEW_GROUPS) return []
  return [
    clusters
      ? { key: 'warning.few_groups', values: { groups: found } }
      : { key: 'warning.few_units', values: { units: found } },
  ]
}

const NO_ERRORS: Errors = {
  ...{ classical: null, hc0: null, hc1: null, hc2: null, hc3: null, cluster: null, bootstrap: null, influence: null },
}

/** Units treated from the first time on are left out: they tell nothing of a beginning, and are no comparison. */
function twoPeriods(all: Table, wanted: Wanted, begins: Float64Array, periods: readonly number[]): Result {
  refuseTwice(all)
  const rows = [...all.units!.keys()].filter((row) => begins[row]! > periods[0]!)
  if (rows.length === 0) throw new EstimateFault('no_cohort')
  const always = new Set(all.units).size - new Set(rows.map((row) => all.units![row]!)).size
  const table = always > 0 ? only(all, rows) : all
  const ever = Float64Array.from(rows, (row) => (begins[row]! <= periods[1]! ? 1 : 0))
  if (!varies(ever)) throw new EstimateFault(ever[0] === 1 ? 'no_controls' : 'no_cohort')
  if (table.clusters && table.clusterCount < LEAST_CLUSTERS) {
    const values = { name: table.names.cluster!, groups: table.clusterCount, least: LEAST_CLUSTERS }
    throw new EstimateFault('too_few_clusters', values)
  }
  const treatment = table.times!.map((time, row) => (time >= begins[rows[row]!]! ? 1 : 0))
  const unit = { name: 'unit', ...numbered(table.units!) }
  const period = { name: 'time', ...numbered(table.times!) }
  const inner = { ...table, treatment, effects: [unit, period, ...table.effects] }
  const result = regression(inner, wanted, {
    estimator: 'difference in differences, two periods, fixed effects of unit and period',
    estimand: 'att',
    warnings: [
      ...(always > 0 ? [{ key: 'warning.always', values: { units: always } }] : []),
      ...(table.clusters ? [] : [{ key: 'warning.unit_cluster' }]),
    ],
    notes: [{ key: 'note.did' }, ...beginningNotes(table), { key: 'note.no_pretrend' }],
  })
  const unitsWith = (flag: number) => new Set(table.units!.filter((_, row) => ever[row] === flag)).size
  return {
    ...result,
    treated: unitsWith(1),
    comparison: unitsWith(0),
    balance: balanceOf({ ...table, treatment: ever }),
  }
}

/** Some of the rows, as a table of their own. */
function only(table: Table, rows: readonly number[]): Table {
  const { clusters, weights, units, times, covariates, effects } = table
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
  const groups = clusters && numbered(rows.map((row) => clusters[row]!))
  return {
    ...table,
    rows: rows.length,
    outcome: of(table.outcome),
    treatment: of(table.treatment),
    covariates: covariates.map(({ name, values }) => ({ name, values: of(values) })),
    effects: effects.map(({ name, levels }) => ({ name, ...numbered(rows.map((row) => levels[row]!)) })),
    ...(groups ? { clusters: groups.levels, clusterCount: groups.count } : {}),
    ...(weights ? { weights: of(weights) } : {}),
    ...(units ? { units: rows.map((row) => units[row]!) } : {}),
    ...(times ? { times: of(times) } : {}),
  }
}

function beginningNotes({ firstTreated, zeroIsNever, names }: Table): Said[] {
  if (!firstTreated) return []
  const { firstTreated: name = '', treatment } = names
  return [
    { key: zeroIsNever ? 'note.zero_never' : 'note.zero_time', values: { name } },
    ...(treatment === undefined ? [] : [{ key: 'note.first_decides', values: { name, treatment } }]),
  ]
}

function numbered(values: ArrayLike<string | number>): { levels: Int32Array; count: number } {
  const places = new Map<string | number, number>()
  const levels = Int32Array.from({ length: values.length }, (_, row) => {
    const value = values[row]!
    if (!places.has(value)) places.set(value, places.size)
    return places.get(value)!
  })
  return { levels, count: places.size }
}

/** Errors add up each unit's changes, so that a unit has to belong to one cluster. */
function refuseMoving({ units, clusters, names }: Table): void {
  if (!clusters) return
  const known = new Map<string, number>()
  for (const [row, unit] of units!.entries()) {
    const cluster = known.get(unit) ?? clusters[row]!
    if (cluster !== clusters[row]) throw new EstimateFault('cluster_varies', { unit, name: names.cluster! })
    known.set(unit, cluster)
  }
}

function refuseTwice({ units, times }: Table): void {
  const seen = new Set<string>()
  for (const [row, unit] of units!.entries()) {
    const key = `${times![row]} ${unit}`
    if (seen.has(key)) throw new EstimateFault('unit_twice', { unit, time: times![row]! })
    seen.add(key)
  }
}

/** From a treatment that switches on and stays on; or, of two periods, from a mark of the treated units. */
function firstFrom({ treatment, units, times }: Table, wanted: Wanted, periods: readonly number[]): Float64Array {
  const odd = treatment.find((value) => value !== 0 && value !== 1)
  if (odd !== undefined) throw new EstimateFault('not_binary', { name: wanted.treatment, text: odd })
  const byUnit = Map.groupBy(units!.keys(), (row) => units![row]!)
  const first = new Map<string, number>()
  let switches = false
  for (const [unit, rows] of byUnit) {
    const on = rows.filter((row) => treatment[row] === 1).map((row) => times![row]!)
    const off = rows.filter((row) => treatment[row] === 0).map((row) => times![row]!)
    const begin = on.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...on)
    if (off.some((time) => time > begin)) throw new EstimateFault('not_absorbing', { unit })
    if (on.length > 0 && off.length > 0) switches = true
    first.set(unit, begin)
  }
  if (!switches) {
    if (periods.length !== 2) throw new EstimateFault('no_switch', { name: wanted.treatment })
    for (const [unit, begin] of first) if (begin < Number.POSITIVE_INFINITY) first.set(unit, periods[1]!)
  }
  return Float64Array.from(units!, (unit) => first.get(unit)!)
}

function byPropensity(table: Table, wanted: Wanted, tell: Tell): Result {
  const { treatment } = table
  const scaleY = scaleOf(table.outcome)
  const outcome = table.outcome.map((value) => value / scaleY)
  const covariates = table.covariates.map(({ name, values }) => {
    const scale = scaleOf(values)
    return { name, values: values.map((value) => value / scale) }
  })
  const propensity = propensityOf(treatment, covariates)
  // A caliper is measured in deviations of the logit, which have no size then.
  if (propensity.isSeparated && wanted.caliper !== undefined) throw new EstimateFault('caliper_separated')
  const isMatching = wanted.method === 'matching'
  const found = isMatching
    ? { ...matched(outcome, treatment, propensity.logit, wanted.estimand, wanted.caliper), error: 0 }
    : { ...weighted(outcome, treatment, propensity, covariates, wanted.estimand), error: 0, unmatched: 0 }
  const boot = isMatching ? bootstrap({ ...table, outcome, covariates }, wanted, propensity, tell) : undefined
  const error = scaleY * (boot ? boot.error : (found as ReturnType<typeof weighted>).standardError)
  const value = scaleY * found.estimate
  const errors = { ...NO_ERRORS, ...(isMatching ? { bootstrap: error } : { influence: error }) }
  const overlap = overlapOf(table, propensity, found.weights, found.unmatched)
  const balance = balanceOf(table, found.weights)
  const uneven = balance.filter(({ adjustedDifference }) => Math.abs(adjustedDifference ?? 0) > 0.1)
  return {
    ...{ method: wanted.method, estimand: wanted.estimand, n: table.rows, estimate: value },
    estimator: isMatching
      ? 'nearest-neighbour matching, one with replacement, on the logit of the propensity score'
      : 'normalised inverse-probability weighting',
    treated: countOf(treatment, 1),
    comparison: countOf(treatment, 0),
    standardErrors: errors,
    ...inference(value, error, Number.POSITIVE_INFINITY),
    intervalUses: `normal on ${isMatching ? 'bootstrap' : 'influence'}`,
    coefficients: [{ name: wanted.treatment, estimate: value, standardErrors: errors }],
    ...{ balance, overlap, groupTimes: null, pretrend: null },
    droppedRows: table.dropped,
    droppedColumns: propensity.dropped,
    warnings: [
      ...(propensity.isSeparated ? [{ key: 'warning.separated' }] : []),
      ...(overlap.outside > 0 ? [{ key: 'warning.outside', values: { rows: overlap.outside } }] : []),
      ...(found.unmatched > 0 ? [{ key: 'warning.unmatched', values: { rows: found.unmatched } }] : []),
      ...(uneven.length > 0
        ? [{ key: 'warning.uneven', values: { names: uneven.map(({ covariate }) => covariate).join(', ') } }]
        : []),
      ...(boot && boot.failed > 0
        ? [{ key: 'warning.replicates', values: { failed: boot.failed, all: REPLICATES } }]
        : []),
      ...(isMatching ? [{ key: 'warning.bootstrap' }] : []),
    ],
    notes: [
      { key: isMatching ? 'note.matching' : 'note.ipw' },
      { key: wanted.estimand === 'att' ? 'note.att' : 'note.ate' },
      ...commonNotes(table, propensity.dropped),
      { key: 'note.interval_normal' },
      { key: 'note.not_shown' },
    ],
  }
}

function overlapOf(
  { treatment }: Table,
  { probability }: Propensity,
  weights: Float64Array,
  unmatched: number,
): Overlap {
  const [none, all] = [rangeOf(probability, treatment, 0), rangeOf(probability, treatment, 1)]
  let outside = 0
  let [sum, squares] = [0, 0]
  for (let row = 0; row < treatment.length; row++) {
    const other = treatment[row] === 1 ? none : all
    if (probability[row]! < other.least || probability[row]! > other.most) outside++
    if (treatment[row] === 0) {
      sum += weights[row]!
      squares += weights[row]! ** 2
    }
  }
  return {
    treatedRange: [all.least, all.most],
    comparisonRange: [none.least, none.most],
    outside,
    effectiveComparison: squares > 0 ? sum ** 2 / squares : 0,
    unmatched,
  }
}

/** Rows drawn anew within each group, the propensity fitted anew; replicates without overlap are counted, not kept. */
function bootstrap(table: Table, wanted: Wanted, first: Propensity, tell: Tell): { error: number; failed: number } {
  const { outcome, treatment, covariates } = table
  const random = randomFrom(wanted.seed)
  const groups = ([0, 1] as const).map((group) => [...treatment.keys()].filter((row) => treatment[row] === group))
  const refit = refitting(treatment, covariates, first)
  const [counts, order] = [new Float64Array(table.rows), new Int32Array(table.rows)]
  const estimates: number[] = []
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    if (replicate % TOLD === 0) tell(replicate, REPLICATES)
    counts.fill(0)
    for (const group of groups) {
      for (let draw = 0; draw < group.length; draw++) {
        const row = group[Math.floor(random() * group.length)]!
        if (counts[row]!++ === 0) order[row] = draw
      }
    }
    const fit = refit(counts)
    if (!fit || (fit.isSeparated && wanted.caliper !== undefined)) continue
    try {
      const drawn = { counts, order }
      estimates.push(matched(outcome, treatment, fit.logit, wanted.estimand, wanted.caliper, drawn).estimate)
    } catch (error) {
      if (!(error instanceof EstimateFault)) throw error
    }
  }
  tell(REPLICATES, REPLICATES)
  if (estimates.length < REPLICATES / 2) {
    throw new EstimateFault('no_replicates', { failed: REPLICATES - estimates.length, all: REPLICATES })
  }
  const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length
  const variance = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (estimates.length - 1)
  return { error: Math.sqrt(variance), failed: REPLICATES - estimates.length }
}
