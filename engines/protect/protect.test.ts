/**
 * Nothing here shares code with the engine but the door that it is asked through: tables are totalled from their leaves, the attacker
 * works on the rows of the output alone (relations read from the paths; intervals by linear and whole-number programs written out as
 * text), and on small tables the best suppression is found by trying all of them against all possible tables.
 */
import fc from 'fast-check'
import loadHighs from 'highs'
import { beforeAll, expect, test } from 'vitest'
import type { Demands } from './contract.ts'
import { Fault } from './fault.ts'
import { protect } from './protect.ts'
import { pathsOf, tableOf } from './table.ts'

type Highs = Awaited<ReturnType<(typeof loadHighs)['default']>>
let highs: Highs
beforeAll(async () => {
  highs = await (loadHighs as unknown as (typeof loadHighs)['default'])()
})

/** Paths by dimension, and the count; null where suppressed. */
interface Shown {
  readonly paths: Readonly<Record<string, string>>
  readonly count: number | null
}

interface Sample {
  readonly dimensions: Readonly<Record<string, readonly string[]>>
  readonly leaves: readonly number[]
  readonly demands: Demands
}

const isUnder = (path: string, total: string) => path === total || path.startsWith(`${total}/`)
const isLeaf = (path: string, all: readonly string[]) => !all.some((other) => other.startsWith(`${path}/`))

function cellsOf(dimensions: Sample['dimensions']): Record<string, string>[] {
  return Object.entries(dimensions).reduce<Record<string, string>[]>(
    (cells, [name, paths]) => cells.flatMap((cell) => paths.map((path) => ({ ...cell, [name]: path }))),
    [{}],
  )
}

/** Every row with its count, totalled from the leaves. */
function rowsOf({ dimensions, leaves }: Pick<Sample, 'dimensions' | 'leaves'>) {
  const cells = cellsOf(dimensions)
  const bottom = cells.filter((cell) => Object.entries(cell).every(([name, path]) => isLeaf(path, dimensions[name]!)))
  return cells.map((paths) => ({
    paths,
    count: bottom.reduce((sum, leaf, index) => {
      const isPart = Object.entries(paths).every(([name, path]) => isUnder(leaf[name]!, path))
      return sum + (isPart ? leaves[index % leaves.length]! : 0)
    }, 0),
  }))
}

function protectRows(
  rows: readonly { paths: Record<string, string>; count: number }[],
  demands: Demands,
  earlier: readonly Shown[][] = [],
) {
  const made = (file: string, shown: readonly Shown[]) =>
    tableOf(
      file,
      Object.keys(shown[0]!.paths),
      shown.map(({ paths, count }, index) => ({ line: index + 2, paths: Object.values(paths), count })),
    )
  const table = made('now', rows)
  const protection = protect(highs, {
    table,
    earlier: earlier.map((shown, index) => made(`earlier ${index}`, shown)),
    demands,
  })
  const output = table.cells.map((cell): Shown => {
    const names = table.hierarchies.map(({ name }) => name)
    const paths = Object.fromEntries(pathsOf(table, cell).map((path, index) => [names[index]!, path]))
    return { paths, count: protection.isSuppressed[cell] ? null : table.counts[cell]! }
  })
  return { protection, output }
}

const isPrimary = (count: number, { threshold, zeros }: Demands) =>
  count < threshold && (count > 0 || zeros === 'primary')

/** Without the dimensions in `totals` where the path is that total. */
function keyOf(paths: Shown['paths'], totals: Readonly<Record<string, string>> = {}): string {
  const named = Object.entries(paths).filter(([name, path]) => totals[name] !== path)
  return named
    .map(([name, path]) => `${name}:${path}`)
    .sort()
    .join(' ')
}

/** What the attacker can say of each suppressed row: its least and greatest possible count. */
function attack(
  tables: readonly (readonly Shown[])[],
  inWholes: boolean,
  totals: Readonly<Record<string, string>> = {},
) {
  const known = new Map<string, number>()
  const hidden = new Map<string, string>()
  for (const { paths, count } of tables.flat()) if (count !== null) known.set(keyOf(paths, totals), count)
  for (const { paths } of tables.flat()) {
    const key = keyOf(paths, totals)
    if (!known.has(key) && !hidden.has(key)) hidden.set(key, `h${hidden.size}`)
  }
  const sums = tables.flatMap((table) => [...sumsOf(table, totals).values()])
  const rows = sums.flatMap(({ total, parts }, index) => {
    const terms = parts.filter((part) => hidden.has(part)).map((part) => `+ ${hidden.get(part)}`)
    if (hidden.has(total)) terms.push(`- ${hidden.get(total)}`)
    const side = (known.get(total) ?? 0) - parts.reduce((sum, part) => sum + (known.get(part) ?? 0), 0)
    return terms.length > 0 ? [`r${index}: ${terms.join(' ')} = ${side}`] : []
  })
  const names = [...hidden.values()]
  const bounds = names.map((name) => `0 <= ${name} <= 100000`)
  return new Map(
    [...hidden].map(([key, name]) => {
      const ends = ['Minimize', 'Maximize'].map((sense) => {
        const body = rows.length > 0 ? rows : [`r: ${name} >= 0`]
        const whole = inWholes ? ['Generals', ...names] : []
        const text = [sense, `o: ${name}`, 'Subject To', ...body, 'Bounds', ...bounds, ...whole, 'End'].join('\n')
        const solved = highs.solve(text, { output_flag: false })
        expect(solved.Status).toBe('Optimal')
        return solved.ObjectiveValue
      })
      return [key, ends[1]! - ends[0]!]
    }),
  )
}

function sumsOf(table: readonly Shown[], totals: Readonly<Record<string, string>>) {
  const sums = new Map<string, { total: string; parts: string[] }>()
  for (const { paths } of table) {
    for (const [name, path] of Object.entries(paths)) {
      if (!path.includes('/')) continue
      const total = keyOf({ ...paths, [name]: path.slice(0, path.lastIndexOf('/')) }, totals)
      const sum = sums.get(`${name}>${total}`) ?? { total, parts: [] }
      sum.parts.push(keyOf(paths, totals))
      sums.set(`${name}>${total}`, sum)
    }
  }
  return sums
}

const forest = (widest: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean()), { minLength: 0, maxLength: widest })
    .chain((branches) =>
      fc
        .constantFrom(1, 1, 1, 2)
        .map((roots) =>
          Array.from({ length: roots }, (_, root) => `t${root}`).flatMap((root) => [
            root,
            ...branches.flatMap(([leaves, isDeep], branch) => [
              `${root}/${branch}`,
              ...(isDeep ? Array.from({ length: leaves }, (_, leaf) => `${root}/${branch}/${leaf}`) : []),
            ]),
          ]),
        ),
    )

const demands: fc.Arbitrary<Demands> = fc.record({
  threshold: fc.constantFrom(1, 2, 3, 5, 8, 10_000),
  interval: fc.integer({ min: 1, max: 5 }),
  zeros: fc.constantFrom('safe', 'primary'),
})

const leaves = fc
  .constantFrom(0, 1, 2, 5, 30)
  .chain((most) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 40 }))

const sample: fc.Arbitrary<Sample> = fc.record({
  dimensions: fc.oneof(
    fc.record({ x: forest(6) }),
    fc.record({ x: forest(3), y: forest(3) }),
    fc.record({ x: forest(2), y: forest(2), z: forest(1) }),
  ) as fc.Arbitrary<Sample['dimensions']>,
  leaves,
  demands,
})

test('nobody can narrow a suppressed count below the interval, in fractions or in whole numbers', () => {
  fc.assert(
    fc.property(sample, (given) => {
      const rows = rowsOf(given)
      if (rows.length > 200) return
      const { output, protection } = protectRows(rows, given.demands)
      for (const [index, { count }] of rows.entries()) {
        if (isPrimary(count, given.demands)) expect(output[index]!.count).toBeNull()
        if (output[index]!.count !== null) expect(output[index]!.count).toBe(count)
      }
      for (const inWholes of [false, true]) {
        for (const width of attack([output], inWholes).values()) {
          expect(width).toBeGreaterThanOrEqual(given.demands.interval - 1e-6)
        }
      }
      expect(protection.bound).toBeLessThanOrEqual(protection.objective)
      expect(protection.primary).toBe(rows.filter(({ count }) => isPrimary(count, given.demands)).length)
    }),
    { numRuns: 40, seed: 1 },
  )
})

/** Steps above the leaves, summed over the dimensions, and one. */
function weightOf(paths: Record<string, string>, dimensions: Sample['dimensions']): number {
  return Object.entries(paths).reduce((sum, [name, path]) => {
    const below = dimensions[name]!.filter((other) => isUnder(other, path)).map((other) => other.split('/').length)
    return sum + Math.max(...below) - path.split('/').length
  }, 1)
}

/** The best suppression by trying all: every choice of rows against every table whose leaves differ by at most the interval. */
function bestByTrying({ dimensions, leaves: given, demands: { interval, ...rest } }: Sample): number {
  const rows = rowsOf({ dimensions, leaves: given })
  const bottom = rows.map(({ paths }) => Object.entries(paths).every(([name, path]) => isLeaf(path, dimensions[name]!)))
  const places = [...rows.keys()].filter((index) => bottom[index])
  const moves: { touched: number; by: number[] }[] = []
  const walk = (leaf: number, by: number[]) => {
    if (leaf < places.length) {
      for (let change = -interval; change <= interval; change += 1) walk(leaf + 1, [...by, change])
      return
    }
    const all = rows.map(({ paths }) =>
      places.reduce((sum, place, index) => {
        const isPart = Object.entries(paths).every(([name, path]) => isUnder(rows[place]!.paths[name]!, path))
        return sum + (isPart ? by[index]! : 0)
      }, 0),
    )
    if (rows.some(({ count }, index) => count + all[index]! < 0)) return
    moves.push({
      touched: all.reduce((mask, change, index) => (change === 0 ? mask : mask | (1 << index)), 0),
      by: all,
    })
  }
  walk(0, [])
  let best = Number.POSITIVE_INFINITY
  const primary = rows.reduce(
    (mask, { count }, i) => (isPrimary(count, { interval, ...rest }) ? mask | (1 << i) : mask),
    0,
  )
  const weights = rows.map(({ paths }) => weightOf(paths, dimensions))
  for (let hidden = 0; hidden < 1 << rows.length; hidden += 1) {
    if ((hidden & primary) !== primary) continue
    const cost = weights.reduce((sum, weight, index) => sum + (hidden & (1 << index) ? weight : 0), 0)
    if (cost >= best) continue
    const possible = moves.filter(({ touched }) => (touched & ~hidden) === 0)
    const isSafe = rows.every((_, index) => {
      if (!(hidden & (1 << index))) return true
      const changes = possible.map(({ by }) => by[index]!)
      return Math.max(...changes) - Math.min(...changes) >= interval
    })
    if (isSafe) best = cost
  }
  return best
}

test('on tables small enough to try everything, the objective is the best there is, and the bound says so', () => {
  const small = fc.record({
    dimensions: fc.constantFrom<Sample['dimensions']>(
      { x: ['t', 't/a', 't/b'], y: ['s', 's/1', 's/2'] },
      { x: ['t', 't/a', 't/a/x', 't/a/y', 't/b'] },
      { x: ['t', 't/a'], y: ['s', 's/1', 's/2', 's/3'] },
      { x: ['a', 'b'], y: ['s', 's/1', 's/2'] },
      { x: ['t', 't/a', 't/b', 't/c', 't/d'] },
      { x: ['t', 't/a'], y: ['s', 's/1'], z: ['u', 'u/1', 'u/2'] },
    ),
    leaves: fc
      .constantFrom(1, 2, 4, 8, 20)
      .chain((most) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 4, maxLength: 4 })),
    demands: fc.record({
      threshold: fc.integer({ min: 1, max: 6 }),
      interval: fc.integer({ min: 1, max: 3 }),
      zeros: fc.constantFrom<Demands['zeros']>('safe', 'primary'),
    }),
  })
  fc.assert(
    fc.property(small, (given) => {
      const { protection } = protectRows(rowsOf(given), given.demands)
      const best = bestByTrying(given)
      expect(protection).toMatchObject({ objective: best, bound: best })
    }),
    { numRuns: 150, seed: 2 },
  )
})

test('two outputs of the same answers give no more away together than each alone', () => {
  const two = fc.record({
    answers: fc.array(fc.tuple(fc.nat(3), fc.nat(1), fc.nat(1)), { minLength: 4, maxLength: 40 }),
    demands: fc.record({
      threshold: fc.constantFrom(2, 3, 5),
      interval: fc.integer({ min: 1, max: 3 }),
      zeros: fc.constantFrom<Demands['zeros']>('safe', 'primary'),
    }),
    kind: fc.constantFrom('coarser', 'other', 'whole'),
  })
  const places = {
    section: ['区/総務/人事', '区/総務/経理', '区/福祉/保育', '区/福祉/障害'],
    grade: ['計/4級', '計/1級'],
    age: ['全/若', '全/上'],
  }
  const above = (path: string) => path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'))
  const rowsBy = (answers: readonly (readonly number[])[], names: readonly (keyof typeof places)[], deep = true) => {
    const dimensions = Object.fromEntries(
      names.map((name) => {
        const all = [...new Set(places[name].flatMap(above))]
        return [name, deep ? all : all.filter((path) => path.split('/').length < 3)]
      }),
    )
    return cellsOf(dimensions).map((paths) => ({
      paths,
      count: answers.filter(([section, grade, age]) => {
        const at = { section: places.section[section!]!, grade: places.grade[grade!]!, age: places.age[age!]! }
        return names.every((name) => isUnder(at[name], paths[name]!))
      }).length,
    }))
  }
  let refused = 0
  fc.assert(
    fc.property(two, ({ answers, demands: asked, kind }) => {
      const first =
        kind === 'other'
          ? rowsBy(answers, ['section', 'age'])
          : rowsBy(answers, ['section', 'grade'], kind !== 'coarser')
      const second = rowsBy(answers, kind === 'whole' ? ['section'] : ['section', 'grade'])
      const totals: Record<string, string> = kind === 'coarser' ? {} : { grade: '計', age: '全' }
      const before = protectRows(first, asked).output
      let after: Shown[]
      try {
        after = protectRows(second, asked, [before]).output
      } catch (error) {
        // What was published before may already give away a count that nobody had asked to hide then.
        expect(error).toBeInstanceOf(Fault)
        refused += 1
        return
      }
      const widths = [...attack([before, after], true, totals).values()]
      for (const width of widths) expect(width).toBeGreaterThanOrEqual(asked.interval - 1e-6)
      const shownBefore = new Set(before.filter(({ count }) => count === null).map(({ paths }) => keyOf(paths, totals)))
      for (const { paths, count } of after) if (shownBefore.has(keyOf(paths, totals))) expect(count).toBeNull()
    }),
    { numRuns: 20, seed: 3 },
  )
  expect(refused).toBeLessThan(6)
})

test.each([
  ['one row', { x: ['t'] }, [3]],
  ['one row of nought', { x: ['t'] }, [0]],
  ['a chain of only children', { x: ['t', 't/a', 't/a/b', 't/a/b/c'] }, [4]],
  ['noughts everywhere', { x: ['t', 't/a', 't/b'], y: ['s', 's/1', 's/2'] }, [0]],
  ['ones everywhere', { x: ['t', 't/a', 't/b'], y: ['s', 's/1', 's/2'], z: ['u', 'u/1'] }, [1]],
  ['several roots', { x: ['a', 'b', 'c'] }, [1, 7, 0]],
])('%s: safe at every interval', (_, dimensions, given) => {
  for (const interval of [1, 2, 5, 40]) {
    for (const zeros of ['safe', 'primary'] as const) {
      const { output } = protectRows(rowsOf({ dimensions, leaves: given }), { threshold: 5, interval, zeros })
      for (const width of attack([output], true).values()) expect(width).toBeGreaterThanOrEqual(interval)
    }
  }
})

test('two runs suppress the same rows', () => {
  const rows = rowsOf({
    dimensions: { x: ['t', 't/a', 't/b', 't/c'], y: ['s', 's/1', 's/2', 's/3'] },
    leaves: [1, 7, 3, 9, 12, 4, 8],
  })
  const asked: Demands = { threshold: 5, interval: 3, zeros: 'safe' }
  expect(protectRows(rows, asked).output).toEqual(protectRows(rows, asked).output)
})
