/**
 * Moves: vectors of whole numbers that lead from our table to another one that the attacker cannot tell from it; and what is hidden for a
 * choice of suppressed rows.
 */
import { FORCED, FREE, KNOWN, OPEN, type System } from './joint.ts'
import type { Relation } from './table.ts'

export interface Move {
  readonly variables: readonly number[]
  readonly by: readonly number[]
}

/** What is hidden for a choice of suppressed rows: these, what is forced, and what no table shows. */
export function hiddenOf({ kinds }: System, suppressed: ReadonlySet<number>): boolean[] {
  return kinds.map((kind, variable) => kind === FORCED || kind === FREE || (kind === OPEN && suppressed.has(variable)))
}

/** Variables whose width is promised: all hidden ones that stand in a row. */
export function guardedOf({ kinds }: System, hidden: readonly boolean[]): number[] {
  return [...kinds.keys()].filter(
    (variable) => hidden[variable] && kinds[variable] !== FREE && kinds[variable] !== KNOWN,
  )
}

/** Whole-number recount: every relation stays true and no count becomes negative. */
export function isMove({ values, defining }: System, { variables, by }: Move): boolean {
  const moved = new Map(variables.map((variable, index) => [variable, by[index]!]))
  for (const [variable, change] of moved) if (values[variable]! + change < 0) return false
  return defining.every(({ total, parts }) => {
    let sum = 0
    for (const part of parts) sum += moved.get(part) ?? 0
    return sum === (moved.get(total) ?? 0)
  })
}

/** Rows Σ parts − total, in compressed form, of the variables that have a column. */
export function matrixOf(rows: readonly Relation[], columnOf: (variable: number) => number) {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { total, parts } of rows) {
    for (const [variable, value] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
      const column = columnOf(variable)
      if (column < 0) continue
      indices.push(column)
      values.push(value)
    }
    starts.push(indices.length)
  }
  return { starts, indices, values }
}
