/**
 * The audit: recounts the evidence in whole numbers, without a solver and without the code that chose the cells.
 *
 * For each suppressed row it takes the two tables that are claimed to be possible, and checks each from the beginning: that no count is
 * negative, that every published count is the published one, that every total of every table adds up, and that the two differ in the
 * row by at least the interval. Whoever passes cannot be wrong about a cell, whatever the solver did.
 */
import { FREE, KNOWN, type System } from './joint.ts'
import type { Move } from './move.ts'
import type { Evidence } from './witness.ts'

/** The first row that is not proven safe, or undefined. */
export function auditFinding(
  system: System,
  isHidden: readonly boolean[],
  { moves, highest, lowest }: Evidence,
  interval: number,
): number | undefined {
  const { values, kinds } = system
  const tables = moves.map((move) => possibleTable(system, isHidden, move))
  for (const [variable, kind] of kinds.entries()) {
    if (!isHidden[variable] || kind === FREE) continue
    if (kind === KNOWN) return variable
    const high = tableAt(tables, highest[variable]!, values)
    const low = tableAt(tables, lowest[variable]!, values)
    if (!high || !low || high[variable]! - low[variable]! < interval) return variable
  }
  return undefined
}

function tableAt(
  tables: readonly (number[] | null)[],
  index: number,
  truth: readonly (number | null)[],
): readonly number[] | null {
  return index < 0 ? (truth as readonly number[]) : (tables[index] ?? null)
}

function possibleTable(system: System, isHidden: readonly boolean[], { variables, by }: Move): number[] | null {
  const table = [...system.values] as number[]
  for (const [index, variable] of variables.entries()) {
    if (!isHidden[variable] || !Number.isSafeInteger(by[index])) return null
    table[variable]! += by[index]!
  }
  if (!table.every((count) => Number.isSafeInteger(count) && count >= 0)) return null
  const addsUp = system.relations.every(
    ({ total, parts }) => parts.reduce((sum, part) => sum + table[part]!, 0) === table[total],
  )
  return addsUp ? table : null
}
