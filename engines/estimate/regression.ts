/** Least squares, plain or within effects, and what has to be said with them. */
import { type Column, type Fit, leastSquares, type StandardErrors, scaleOf } from './linear.ts'
import {
  balanceOf,
  clusterWarnings,
  commonNotes,
  countOf,
  type Errors,
  inference,
  isBinary,
  type Result,
  type Said,
  type Wanted,
} from './result.ts'
import { CONSTANT, EstimateFault, type Table } from './table.ts'
import { type Effect, withinOf } from './within.ts'

export function regression(table: Table, wanted: Wanted, more: Partial<Result> = {}): Result {
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

export function fitPlain(table: Table, columns: readonly Column[]) {
  const constant = { name: CONSTANT, values: new Float64Array(table.rows).fill(1) }
  return { fit: leastSquares({ ...partsOf(table), columns: [constant, ...columns] }), rankIsExact: true }
}

function partsOf({ outcome, weights, clusters }: Table) {
  return { outcome, ...(weights ? { weights } : {}), ...(clusters ? { clusters } : {}) }
}

export function fitWithin(table: Table, columns: readonly Column[]) {
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

export function fromFit(table: Table, wanted: Wanted, fit: Fit, name: string, more: Partial<Result>): Result {
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
    droppedColumns: [...table.constants, ...fit.dropped],
    ...more,
    warnings: [...(more.warnings ?? []), ...warningsOf(table, fit)],
    notes: [
      ...(more.notes ?? []),
      ...commonNotes(table, [...table.constants, ...fit.dropped]),
      { key: 'note.interval_t' },
      { key: 'note.not_shown' },
    ],
  }
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
