/** Matching and weighting on the propensity, with overlap, balance and, for matching, the bootstrap. */
import { randomFrom } from '#platform/random/random.ts'
import { scaleOf } from './linear.ts'
import { type Drawn, matched } from './nearest.ts'
import { type Propensity, propensityOf, rangeOf, weighted } from './propensity.ts'
import { type Kinds, kindsOf, refitting } from './refit.ts'
import {
  balanceOf,
  commonNotes,
  countOf,
  inference,
  NO_ERRORS,
  type Overlap,
  type Result,
  type Wanted,
} from './result.ts'
import { EstimateFault, type Table } from './table.ts'

const REPLICATES = 500
/** Progress is told once in so many replicates. */
const TOLD = 10

/** How many of the repetitions are done. */
export type Tell = (done: number, total: number) => void

export function byPropensity(table: Table, wanted: Wanted, tell: Tell): Result {
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
    droppedColumns: [...table.constants, ...propensity.dropped],
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
      ...commonNotes(table, [...table.constants, ...propensity.dropped]),
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
  const groups = ([0, 1] as const).map((group) =>
    Int32Array.from([...treatment.keys()].filter((row) => treatment[row] === group)),
  )
  const kinds = kindsOf(treatment, covariates)
  const refit = refitting(kinds, covariates, first)
  const { draw, counted } = drawing(kinds, outcome)
  const estimates: number[] = []
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    if (replicate % TOLD === 0) tell(replicate, REPLICATES)
    for (const group of groups) {
      for (let time = 0; time < group.length; time++) draw(group[Math.floor(random() * group.length)]!, time)
    }
    const drawn = counted()
    const fit = refit(drawn.counts)
    if (!fit || (fit.isSeparated && wanted.caliper !== undefined)) continue
    try {
      estimates.push(matched(outcome, kinds.treatment, fit.logit, wanted.estimand, wanted.caliper, drawn).estimate)
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

/** Rows are drawn one after the other; then they are counted by kind. */
export function drawing({ kindOf, sizes }: Kinds, outcome: Float64Array) {
  const [rows, kinds] = [kindOf.length, sizes.length]
  // As small as they can be: they are written in an order of chance.
  const [times, at] = [new Int32Array(rows), new Int32Array(rows)]
  const drawn: Drawn = {
    ...{ counts: new Float64Array(kinds), order: new Int32Array(kinds) },
    ...{ sums: new Float64Array(kinds), firsts: new Float64Array(kinds) },
  }
  return {
    draw: (row: number, time: number) => {
      if (times[row]!++ === 0) at[row] = time
    },
    /** What was drawn since it was asked last. */
    counted: () => {
      const { counts, order, sums, firsts } = drawn
      counts.fill(0)
      for (let row = 0; row < rows; row++) {
        const count = times[row]!
        if (count === 0) continue
        times[row] = 0
        const kind = kindOf[row]!
        const isFirst = counts[kind] === 0
        if (isFirst || at[row]! < order[kind]!) {
          order[kind] = at[row]!
          firsts[kind] = outcome[row]!
        }
        sums[kind] = (isFirst ? 0 : sums[kind]!) + count * outcome[row]!
        counts[kind]! += count
      }
      return drawn
    },
  }
}
