/**
 * The table and all earlier outputs as one system: what the attacker has in front of them.
 *
 * Data: one variable for each different row. Rows of different tables are the same variable when they have the same path in each
 * dimension; where one table lacks a dimension of another, its rows are totals over that dimension, so the other's only root stands for
 * it. Relations of every table join these variables. A dimension with several roots has no total of its own; where another table
 * shows that total (or two tables have their roots each), the sum of the roots is joined to it, unless the known counts say otherwise.
 *
 * A variable is OPEN (a row of the table that may be published or suppressed), FORCED (it must stay hidden and be safe: a count below
 * the threshold, or one that an earlier output suppressed), KNOWN (published before), or FREE (in no row; the attacker may only
 * reckon with it). Values that no file tells us (suppressed before and not in this table) are filled in later by `joint/complete`.
 */
import { Fault } from './fault.ts'
import { pathsOf, placesOf, type Relation, relationsOf, stridesOf, type Table } from './table.ts'

export const [OPEN, FORCED, KNOWN, FREE] = [0, 1, 2, 3] as const
type Kind = typeof OPEN | typeof FORCED | typeof KNOWN | typeof FREE

export interface System {
  readonly kinds: Kind[]
  /** A table that fits everything known; the true counts as far as they are known. */
  readonly values: (number | null)[]
  /** What suppressing the variable costs; 0 outside the table. */
  readonly weights: number[]
  /** How a person calls the row. */
  readonly names: string[]
  /** All relations, each once. */
  readonly relations: readonly Relation[]
  /** Some of them, which imply the rest. */
  readonly defining: readonly Relation[]
  /** The variable of each cell of the table. */
  readonly cells: readonly number[]
}

export function systemOf(table: Table, earlier: readonly Table[], isPrimary: (count: number) => boolean): System {
  const joining = new Joining([table, ...earlier])
  const cells = joining.add(table)
  const hidden = new Set<number>()
  for (const output of earlier) {
    for (const [cell, variable] of joining.add(output).entries()) {
      if (output.counts[cell] === null) hidden.add(variable)
      else joining.known.add(variable)
    }
  }
  joining.joinRoots()
  const ofTable = new Set(cells)
  const kinds = joining.values.map((value, variable): Kind => {
    if (joining.known.has(variable)) return KNOWN
    if (hidden.has(variable)) return FORCED
    if (!ofTable.has(variable)) return FREE
    return isPrimary(value!) ? FORCED : OPEN
  })
  for (const variable of cells) {
    const value = joining.values[variable]!
    if (kinds[variable] === KNOWN && isPrimary(value)) {
      throw new Fault('fault.already_published', { row: joining.names[variable]!, count: value })
    }
  }
  const weights = joining.values.map(() => 0)
  for (const [cell, variable] of cells.entries()) weights[variable] = weightOf(table, cell)
  const { values, names } = joining
  return { kinds, values, weights, names, cells, ...joining.relations() }
}

/** 1, and 1 more for each step that the cell stands above the leaves, summed over the dimensions: totals are dearer. */
function weightOf({ hierarchies }: Table, cell: number): number {
  return placesOf(hierarchies, cell).reduce((sum, place, index) => sum + hierarchies[index]!.heights[place]!, 1)
}

class Joining {
  readonly values: (number | null)[] = []
  readonly names: string[] = []
  readonly known = new Set<number>()
  readonly #files: string[] = []
  readonly #variables = new Map<string, number>()
  readonly #relations = new Map<string, { relation: Relation; defines: boolean }>()
  readonly #tables: readonly Table[]
  /** Dimensions that some table lacks. */
  readonly #lacked: ReadonlySet<string>
  readonly #variablesOf = new Map<Table, number[]>()

  constructor(tables: readonly Table[]) {
    this.#tables = tables
    const names = new Set(tables.flatMap(({ hierarchies }) => hierarchies.map(({ name }) => name)))
    const has = (table: Table, name: string) => table.hierarchies.some((hierarchy) => hierarchy.name === name)
    this.#lacked = new Set([...names].filter((name) => !tables.every((table) => has(table, name))))
  }

  /** Answers the variable of each cell. */
  add(table: Table): number[] {
    const variables = table.counts.map((count, cell) => this.#variable(table, cell, count))
    this.#variablesOf.set(table, variables)
    for (const { total, parts, defines } of relationsOf(table)) {
      this.#relate({ total: variables[total]!, parts: parts.map((part) => variables[part]!) }, defines)
    }
    return variables
  }

  relations(): { relations: Relation[]; defining: Relation[] } {
    const all = [...this.#relations.values()]
    return {
      relations: all.map(({ relation }) => relation),
      defining: all.filter(({ defines }) => defines).map(({ relation }) => relation),
    }
  }

  /** Sums over the several roots of dimensions that another table lacks. */
  joinRoots(): void {
    const sums = new Map<string, { table: Table; parts: number[] }[]>()
    for (const table of this.#tables) {
      for (const { key, parts } of this.#rootSums(table)) sums.set(key, [...(sums.get(key) ?? []), { table, parts }])
    }
    const broken = new Set<Table>()
    for (const [key, found] of sums) {
      const said = this.#value(this.#variables.get(key))
      for (const { table, parts } of found) {
        const sum = this.#sum(parts)
        if (said !== null && sum !== null && sum !== said) broken.add(table)
      }
    }
    for (const [key, found] of sums) {
      const fitting = found.filter(({ table }) => !broken.has(table))
      const known = fitting.map(({ parts }) => this.#sum(parts)).filter((sum) => sum !== null)
      if (new Set(known).size > 1) continue
      let total = this.#variables.get(key)
      if (total === undefined && new Set(fitting.map(({ table }) => table)).size < 2) continue
      total ??= this.#new(key, key, '', known[0] ?? null)
      for (const { parts } of fitting) this.#relate({ total, parts }, true)
    }
  }

  #variable(table: Table, cell: number, count: number | null): number {
    const paths = pathsOf(table, cell)
    const named = table.hierarchies
      .map(({ name, roots, paths: all }, index) => ({
        name,
        path: paths[index]!,
        only: roots.length === 1 ? all[roots[0]!] : null,
      }))
      .filter(({ name, path, only }) => !(this.#lacked.has(name) && path === only))
    const key = keyOf(named.map(({ name, path }) => [name, path]))
    const variable = this.#variables.get(key)
    const row = paths.join(' × ')
    if (variable === undefined) return this.#new(key, row, table.file, count)
    const [said, file] = [this.values[variable]!, this.#files[variable]!]
    if (count !== null && said !== null && count !== said) {
      throw new Fault('fault.already_differs', { row, file: table.file, said: count, other: said })
    }
    if (said === null && count !== null) this.values[variable] = count
    this.#files[variable] = file || table.file
    return variable
  }

  #new(key: string, name: string, file: string, value: number | null): number {
    const variable = this.values.length
    this.#variables.set(key, variable)
    this.values.push(value)
    this.names.push(name)
    this.#files.push(file)
    return variable
  }

  #relate(relation: Relation, defines: boolean): void {
    const { total, parts } = relation
    // A lacked dimension with one root and nothing under it makes a variable its own part.
    if (parts.length === 1 && parts[0] === total) return
    const key = `${total}=${[...parts].sort((a, b) => a - b).join('+')}`
    const found = this.#relations.get(key)
    if (!found || (defines && !found.defines)) this.#relations.set(key, { relation, defines })
  }

  #value(variable: number | undefined): number | null {
    return variable === undefined ? null : this.values[variable]!
  }

  #sum(parts: readonly number[]): number | null {
    return parts.reduce<number | null>((sum, part) => {
      const value = this.values[part]!
      return sum === null || value === null ? null : sum + value
    }, 0)
  }

  /** For each way to sum over the roots of lacked dimensions: the key of the sum, and the variables under it. */
  *#rootSums(table: Table): Generator<{ key: string; parts: number[] }> {
    const { hierarchies } = table
    const many = [...hierarchies.keys()].filter(
      (index) => this.#lacked.has(hierarchies[index]!.name) && hierarchies[index]!.roots.length > 1,
    )
    const strides = stridesOf(hierarchies)
    const variables = this.#variablesOf.get(table)!
    for (let subset = 1; subset < 1 << many.length; subset += 1) {
      const summed = many.filter((_, bit) => subset & (1 << bit))
      for (let cell = 0; cell < table.counts.length; cell += 1) {
        const places = placesOf(hierarchies, cell)
        if (!summed.every((index) => places[index] === hierarchies[index]!.roots[0])) continue
        let parts = [cell]
        for (const index of summed) {
          parts = parts.flatMap((part) =>
            hierarchies[index]!.roots.map((root) => part + (root - places[index]!) * strides[index]!),
          )
        }
        const named = hierarchies
          .map(({ name, paths, roots }, index) => ({ index, name, path: paths[places[index]!]!, roots }))
          .filter(({ index }) => !summed.includes(index))
          .filter(
            ({ name, index, roots }) => !(this.#lacked.has(name) && roots.length === 1 && places[index] === roots[0]),
          )
        yield { key: keyOf(named.map(({ name, path }) => [name, path])), parts: parts.map((part) => variables[part]!) }
      }
    }
  }
}

function keyOf(named: readonly (readonly [string, string])[]): string {
  return JSON.stringify([...named].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
