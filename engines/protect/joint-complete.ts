/**
 * Counts that an earlier output suppressed and that no file tells us: any whole numbers that fit everything known stand in for them.
 * The attacker's possible tables are the same from whichever of them one starts, so nothing rests on the choice.
 */
import type { Highs } from 'highs'
import { Fault } from './fault.ts'
import type { System } from './joint.ts'
import { matrixOf } from './move.ts'

/** Fills in `system.values`; throws a Fault where nothing fits. */
export function complete(highs: Highs, system: System): void {
  const unknown = [...system.values.keys()].filter((variable) => system.values[variable] === null)
  if (unknown.length > 0) fillIn(highs, system, unknown)
  refuseContradiction(system)
}

function fillIn(highs: Highs, system: System, unknown: readonly number[]): void {
  const columnOf = system.values.map(() => -1)
  for (const [column, variable] of unknown.entries()) columnOf[variable] = column
  const rows = system.relations.filter(({ total, parts }) => [total, ...parts].some((each) => columnOf[each]! >= 0))
  const sides = rows.map(
    ({ total, parts }) =>
      (system.values[total] ?? 0) - parts.reduce((sum, part) => sum + (system.values[part] ?? 0), 0),
  )
  const matrix = {
    format: 'csr' as const,
    numRows: rows.length,
    numCols: unknown.length,
    ...matrixOf(rows, (each) => columnOf[each]!),
  }
  const found = highs.withModel(
    {
      numCols: unknown.length,
      numRows: rows.length,
      colCost: unknown.map(() => 1),
      colLower: unknown.map(() => 0),
      colUpper: unknown.map(() => Number.POSITIVE_INFINITY),
      rowLower: sides,
      rowUpper: sides,
      matrix,
      integrality: unknown.map(() => highs.constants.variableType.integer),
    },
    (model) => {
      model.options.set({ output_flag: false })
      model.run()
      return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getSolution().colValue : null
    },
  )
  if (!found) throw new Fault('fault.already_contradicts')
  for (const [column, variable] of unknown.entries()) system.values[variable] = Math.round(found[column]!)
}

function refuseContradiction({ relations, values }: System): void {
  const holds = relations.every(
    ({ total, parts }) => parts.reduce((sum, part) => sum + values[part]!, 0) === values[total],
  )
  if (!holds) throw new Fault('fault.already_contradicts')
}
