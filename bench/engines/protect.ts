/**
 * What it costs to protect tables, and what is lost: tables of a made-up ward, from a seed, in doubled sizes; the share that stays
 * published beside that of the hypercube method; 200 cells to the optimum or a bound; 2,000 cells with the audit apart.
 */
import loadHighs, { type Highs } from 'highs'
import type { Demands } from '#engines/protect/contract.ts'
import { hypercube } from '#engines/protect/hypercube.ts'
import { systemOf } from '#engines/protect/joint.ts'
import { hiddenOf } from '#engines/protect/move.ts'
import { type Protection, protect } from '#engines/protect/protect.ts'
import { type Row, type Table, tableOf } from '#engines/protect/table.ts'
import { findEvidence } from '#engines/protect/witness.ts'
import { randomFrom } from '#platform/random/random.ts'
import { type EngineTable, printEngine, round } from '../table.ts'

interface Shape {
  readonly departments: number
  readonly divisions: number
  readonly grades: number
  /** A third dimension, flat below its total. */
  readonly kinds?: number
}

const demands: Demands = { threshold: 5, interval: 2, zeros: 'safe' }
/** Departments × divisions below the ward, grades in two layers: 252, 504, 1,008 and 2,016 cells. */
const growing: readonly Shape[] = [
  { departments: 4, divisions: 6, grades: 3 },
  { departments: 8, divisions: 6, grades: 3 },
  { departments: 16, divisions: 6, grades: 3 },
  { departments: 32, divisions: 6, grades: 3 },
]
const twoHundred: readonly Shape[] = [
  { departments: 5, divisions: 3, grades: 3 },
  { departments: 3, divisions: 6, grades: 3 },
  { departments: 2, divisions: 3, grades: 2, kinds: 2 },
]

/** Seconds to protect the largest of them, 2,016 cells, and to hold the answer against itself. */
export async function protectLargest(): Promise<{ cells: number; seconds: number; auditSeconds: number }> {
  const highs = await (loadHighs as unknown as (typeof loadHighs)['default'])()
  const { table, seconds, auditSeconds } = measured(highs, growing.at(-1)!, 1, () => undefined)
  return { cells: table.counts.length, seconds, auditSeconds }
}

export async function benchProtect(say: (line: string) => void): Promise<EngineTable[]> {
  const highs = await (loadHighs as unknown as (typeof loadHighs)['default'])()
  const grown = growing.map((shape) => measured(highs, shape, 3, say))
  const small = twoHundred.map((shape) => measured(highs, shape, 3, say))
  return [
    {
      title: 'protect: two hierarchies, sizes doubled (threshold 5, interval 2; median of 3)',
      columns: ['cells', 'primary', 'suppressed', 'objective', 'bound', 'solve s', 'audit s'],
      rows: grown.map(figures),
    },
    {
      title: 'protect: about 200 cells to the optimum or a bound',
      columns: ['cells', 'primary', 'suppressed', 'objective', 'bound', 'solve s', 'audit s'],
      rows: small.map(figures),
    },
    {
      title: 'protect: published share beside the hypercube method, %',
      columns: ['cells', 'ours', 'hypercube', 'objective', 'hypercube objective', 'cells that hypercube leaves open'],
      rows: [...grown, ...small].map((each) => beside(highs, each)),
    },
  ]
}

interface Measured {
  readonly table: Table
  readonly protection: Protection
  readonly seconds: number
  readonly auditSeconds: number
}

function measured(highs: Highs, shape: Shape, times: number, say: (line: string) => void): Measured {
  const table = wardTable(shape, 1)
  const runs = Array.from({ length: times }, () => protect(highs, { table, earlier: [], demands }))
  const median = (of: (run: Protection) => number) => runs.map(of).sort((a, b) => a - b)[times >> 1]! / 1_000
  const seconds = median(({ solving }) => solving)
  say(`protect: ${table.counts.length} cells, ${round(seconds)} s`)
  return { table, protection: runs[0]!, seconds, auditSeconds: median(({ auditing }) => auditing) }
}

function figures({ table, protection, seconds, auditSeconds }: Measured): (string | number)[] {
  const { primary, isSuppressed, objective, bound } = protection
  const suppressed = isSuppressed.filter(Boolean).length
  return [table.counts.length, primary, suppressed, objective, bound, round(seconds, 2), round(auditSeconds, 3)]
}

function beside(highs: Highs, { table, protection }: Measured): (string | number)[] {
  const isPrimary = (count: number) => count > 0 && count < demands.threshold
  const system = systemOf(table, [], isPrimary)
  const weights = system.cells.map((variable) => system.weights[variable]!)
  const isHidden = hypercube(table, weights, isPrimary, demands.interval)
  const share = (hidden: readonly boolean[]) => round((100 * hidden.filter((each) => !each).length) / hidden.length)
  const cells = table.counts.length
  const ours = [cells, share(protection.isSuppressed)]
  if (!isHidden) return [...ours, '-', protection.objective, '-', '-']
  const objective = weights.reduce((sum, weight, cell) => sum + (isHidden[cell] ? weight : 0), 0)
  const suppressed = new Set(system.cells.filter((_, cell) => isHidden[cell]))
  const { narrow } = findEvidence(highs, system, hiddenOf(system, suppressed), demands.interval)
  return [...ours, share(isHidden), protection.objective, objective, narrow.length]
}

/** Sizes of divisions as a ward has them: a few large, many small; the same for the same seed. */
function wardTable({ departments, divisions, grades, kinds }: Shape, seed: number): Table {
  const random = randomFrom(seed)
  const tree = (root: string, outer: number, inner: number) => [
    root,
    ...Array.from({ length: outer }, (_, at) => `${root}/${at}`).flatMap((branch) => [
      branch,
      ...Array.from({ length: inner }, (_, at) => `${branch}/${at}`),
    ]),
  ]
  const dimensions = [tree('区', departments, divisions), tree('計', 2, grades)]
  if (kinds) dimensions.push(['全', ...Array.from({ length: kinds }, (_, at) => `全/${at}`)])
  const isLeaf = (path: string, index: number) => !dimensions[index]!.some((other) => other.startsWith(`${path}/`))
  const cells = dimensions.reduce<string[][]>(
    (all, paths) => all.flatMap((cell) => paths.map((path) => [...cell, path])),
    [[]],
  )
  const counts = new Map<string, number>()
  for (const cell of cells.filter((paths) => paths.every(isLeaf))) {
    const size = 6 * Math.exp(1.2 * (random() + random() + random() - 1.5))
    const count = Math.floor(-Math.log(1 - random()) * size)
    for (const key of totalsOf(cell)) counts.set(key, (counts.get(key) ?? 0) + count)
  }
  const rows = cells.map((paths, index): Row => ({ line: index + 2, paths, count: counts.get(paths.join('×')) ?? 0 }))
  return tableOf('ward', ['section', 'grade', 'kind'].slice(0, dimensions.length), rows)
}

function totalsOf(cell: readonly string[]): string[] {
  const above = cell.map((path) => path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/')))
  return above
    .reduce<string[][]>((all, paths) => all.flatMap((one) => paths.map((path) => [...one, path])), [[]])
    .map((one) => one.join('×'))
}

if (import.meta.main) printEngine(await benchProtect((line) => void process.stderr.write(`${line}\n`)))
