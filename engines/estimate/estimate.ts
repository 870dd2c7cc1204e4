/**
 * From a table to an estimate. Each method's columns and errors, and what has to be said with them, lie in `regression/`, `differences/` and `matching/`; the
 * arithmetic in `linear/`, `within/`, `did/` and `propensity/`.
 */
import { LEAST_CLUSTERS } from './did.ts'
import { panelDid, plainDid } from './differences.ts'
import { byPropensity, type Tell } from './matching.ts'
import { regression } from './regression.ts'
import { isBinary, mustBeBinary, type Result, varies, type Wanted } from './result.ts'
import { EstimateFault, type Table } from './table.ts'

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
