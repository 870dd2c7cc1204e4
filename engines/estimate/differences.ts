/** Difference in differences: two groups and two periods, the same units over two periods, group-time effects over more. */
import { LEAST_CLUSTERS, staggered } from './did.ts'
import { fitPlain, fitWithin, fromFit, regression } from './regression.ts'
import {
  balanceOf,
  commonNotes,
  FEW_GROUPS,
  inference,
  mustBeBinary,
  NO_ERRORS,
  type Result,
  type Said,
  varies,
  type Wanted,
} from './result.ts'
import { EstimateFault, type Table } from './table.ts'

/** Two groups, before and after, each row by itself: the interaction of group and time. */
export function plainDid(table: Table, wanted: Wanted): Result {
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
    notes: [{ key: 'note.did' }, { key: 'note.pretrend_two' }],
    warnings: rankIsExact ? [] : [{ key: 'warning.rank' }],
  })
}

function periodsOf({ times, names }: Table): number[] {
  const periods = [...new Set(times)].sort((a, b) => a - b)
  if (periods.length < 2) throw new EstimateFault('one_period', { name: names.time!, time: periods[0]! })
  return periods
}

/** The same units over time: two periods by fixed effects of unit and period, more by group-time effects. */
export function panelDid(table: Table, wanted: Wanted): Result {
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
    pretrend: typeof found.pretrend === 'string' ? null : found.pretrend,
    droppedRows: table.dropped,
    droppedColumns: [],
    warnings: [
      ...(found.alwaysTreated > 0 ? [{ key: 'warning.always', values: { units: found.alwaysTreated } }] : []),
      ...(found.incomplete > 0 ? [{ key: 'warning.unbalanced', values: { units: found.incomplete } }] : []),
      ...(typeof found.pretrend !== 'string' && found.pretrend.pValue < 0.05 ? [{ key: 'warning.pretrend' }] : []),
      ...(found.isPerfect ? [{ key: 'warning.perfect' }] : []),
      ...(found.lone > 0 ? [{ key: table.clusters ? 'warning.lone_cluster' : 'warning.lone_unit' }] : []),
      ...fewWarning(table, found.clusters),
    ],
    notes: [
      { key: 'note.did' },
      ...beginningNotes(table),
      { key: found.comparison === 'never' ? 'note.never' : 'note.not_yet' },
      { key: typeof found.pretrend === 'string' ? `note.${found.pretrend}` : 'note.pretrend' },
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
    notes: [{ key: 'note.did' }, ...beginningNotes(table), { key: 'note.pretrend_two' }],
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
