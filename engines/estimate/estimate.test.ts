import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '#platform/random/random.ts'
import { staggered as staggeredOf } from './did.ts'
import { criticalT, twoSidedT, upperChiSquare } from './distributions.ts'
import { estimate } from './estimate.ts'
import { drawing } from './matching.ts'
import { matched } from './nearest.ts'
import { propensityOf } from './propensity.ts'
import { kindsOf, refitting } from './refit.ts'
import type { Result, Wanted } from './result.ts'
import { EstimateFault, type Parts, tableOf } from './table.ts'
import { withinOf } from './within.ts'

type Columns = Readonly<Record<string, readonly (number | string)[]>>

function run(columns: Columns, wanted: Partial<Wanted> = {}, parts: Partial<Parts> = {}): Result {
  const header = Object.keys(columns)
  const rows = columns[header[0]!]!.map((_, row) => ({
    line: row + 2,
    values: header.map((name) => String(columns[name]![row])),
  }))
  const table = tableOf({ header, rows }, { outcome: 'y', treatment: 't', covariates: [], fixedEffects: [], ...parts })
  return estimate(table, { method: 'ols', estimand: 'att', treatment: 't', seed: 1, ...wanted })
}

function keyOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof EstimateFault) return error.key
    throw error
  }
  return 'none'
}

const close = (found: number | null | undefined, wanted: number, digits = 9) =>
  expect(Math.abs(found! - wanted)).toBeLessThanOrEqual(10 ** -digits * Math.max(1, Math.abs(wanted)))

/** Inverse by Gauss and Jordan, for the second routes below. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => (i === j ? 1 : 0))])
  for (let step = 0; step < size; step++) {
    const pivot = rows
      .slice(step)
      .reduce((best, row, i) => (Math.abs(row[step]!) > Math.abs(rows[best]![step]!) ? step + i : best), step)
    ;[rows[step], rows[pivot]] = [rows[pivot]!, rows[step]!]
    const own = rows[step]!.map((value) => value / rows[step]![step]!)
    rows[step] = own
    for (let row = 0; row < size; row++) {
      if (row !== step) rows[row] = rows[row]!.map((value, column) => value - rows[row]![step]! * own[column]!)
    }
  }
  return rows.map((row) => row.slice(size))
}

/** Rows of whole numbers: outcome, treatment, two covariates, a weight, a group. */
const data = fc
  .integer({ min: 14, max: 40 })
  .chain((n) =>
    fc.record({
      y: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: n, maxLength: n }),
      t: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }),
      a: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
      b: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
      w: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: n, maxLength: n }),
      g: fc.array(fc.constantFrom('p', 'q', 'r', 's', 'u'), { minLength: n, maxLength: n }),
      h: fc.array(fc.constantFrom('1月', '2月', '3月'), { minLength: n, maxLength: n }),
    }),
  )
  .filter(({ y, t, a, b, g }) => [y, t, a, b].every((values) => new Set(values).size > 1) && new Set(g).size >= 3)

test('weighted least squares and all its errors are those of the normal equations, written out', () => {
  fc.assert(
    fc.property(data, (columns) => {
      const { y, t, a, b, w, g } = columns
      const x = y.map((_, row) => [1, t[row]!, a[row]!, b[row]!])
      const sums = (i: number, j: number) => x.reduce((sum, row, r) => sum + w[r]! * row[i]! * row[j]!, 0)
      const gram = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => sums(i, j)))
      const bread = inverse(gram)
      fc.pre(bread.flat().every((value) => Math.abs(value) < 1e4))
      const right = [0, 1, 2, 3].map((i) => x.reduce((sum, row, r) => sum + w[r]! * row[i]! * y[r]!, 0))
      const beta = bread.map((row) => row.reduce((sum, value, j) => sum + value * right[j]!, 0))
      const e = y.map((value, r) => value - x[r]!.reduce((sum, entry, j) => sum + entry * beta[j]!, 0))
      const n = y.length
      const [df, rss] = [n - 4, e.reduce((sum, value, r) => sum + w[r]! * value ** 2, 0)]
      fc.pre(rss > 1e-6)
      const lever = x.map(
        (row, r) =>
          w[r]! * row.reduce((sum, one, i) => sum + one * row.reduce((s, two, j) => s + bread[i]![j]! * two, 0), 0),
      )
      fc.pre(lever.every((h) => h < 1 - 1e-6))
      const influence = x.map((row, r) => w[r]! * e[r]! * bread[1]!.reduce((sum, value, j) => sum + value * row[j]!, 0))
      const squares = (scale: (r: number) => number) =>
        Math.sqrt(influence.reduce((sum, value, r) => sum + value ** 2 * scale(r), 0))
      const groups = [...new Set(g)]
      const clustered = groups.reduce(
        (sum, name) => sum + influence.reduce((s, value, r) => s + (g[r] === name ? value : 0), 0) ** 2,
        0,
      )
      const result = run(columns, {}, { covariates: ['a', 'b'], weights: 'w', cluster: 'g' })
      close(result.estimate, beta[1]!, 8)
      const { standardErrors: errors } = result
      close(errors.classical, Math.sqrt((bread[1]![1]! * rss) / df), 8)
      close(
        errors.hc0,
        squares(() => 1),
        8,
      )
      close(
        errors.hc1,
        squares(() => n / df),
        8,
      )
      close(
        errors.hc2,
        squares((r) => 1 / (1 - lever[r]!)),
        7,
      )
      close(
        errors.hc3,
        squares((r) => 1 / (1 - lever[r]!) ** 2),
        6,
      )
      close(errors.cluster, Math.sqrt((clustered * groups.length * (n - 1)) / ((groups.length - 1) * df)), 8)
      expect(result.intervalUses).toBe(`t(${groups.length - 1}) on cluster`)
      const reach = criticalT(0.05, groups.length - 1) * errors.cluster!
      close(result.interval95![0], result.estimate - reach, 8)
    }),
    { numRuns: 150 },
  )
})

test('fixed effects taken out say what dummies say, of one effect and of two, with weights, in all errors', () => {
  fc.assert(
    fc.property(data, fc.constantFrom(['g'], ['g', 'h'], ['h', 'g']), (columns, effects) => {
      let within: Result
      try {
        within = run(columns, {}, { covariates: ['a'], fixedEffects: effects, weights: 'w', cluster: 'h' })
      } catch (error) {
        fc.pre(!(error instanceof EstimateFault))
        throw error
      }
      const dummies = run(columns, {}, { covariates: ['a', ...effects], weights: 'w', cluster: 'h' })
      fc.pre(within.droppedColumns.length === 0 && (dummies.standardErrors.classical ?? 0) > 1e-6)
      close(within.estimate, dummies.estimate, 7)
      for (const kind of ['classical', 'hc0', 'hc1', 'hc2', 'hc3', 'cluster'] as const) {
        const [one, other] = [within.standardErrors[kind], dummies.standardErrors[kind]]
        if (one === null || other === null) expect(one).toBe(other)
        else close(one, other, 5)
      }
    }),
    { numRuns: 150 },
  )
})

test('units and levels do not matter: stretching and moving the columns stretches the answer', () => {
  fc.assert(
    fc.property(
      data,
      fc.constantFrom(1e-150, 1e-20, 1e20, 1e150),
      fc.constantFrom(1e-150, 1, 1e150),
      (columns, up, side) => {
        const plain = run(columns, {}, { covariates: ['a', 'b'] })
        fc.pre((plain.standardErrors.hc3 ?? 0) > 1e-6)
        const stretched = { ...columns, y: columns.y.map((v) => v * up), a: columns.a.map((v) => v * side) }
        const result = run(stretched, {}, { covariates: ['a', 'b'] })
        close(result.estimate / up, plain.estimate, 8)
        close(result.standardErrors.hc2! / up, plain.standardErrors.hc2!, 8)
        close(result.pValue, plain.pValue!, 8)
      },
    ),
    { numRuns: 60 },
  )
})

test('matching, weighting and balance do not depend on units either, and what has no digits left is refused', () => {
  const y = [3, 5, 4, 9, 8, 1, 2, 6, 7, 7, 5, 4]
  const t = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]
  const a = [1, 2, 5, 4, 3, 2, 6, 7, 3, 4, 4, 2]
  for (const method of ['matching', 'ipw', 'ols'] as const) {
    const plain = run({ y, t, a }, { method }, { covariates: ['a'] })
    for (const unit of [1e300, 1e-300]) {
      const columns = { t, y: y.map((value) => value * unit), a: a.map((value) => value * unit) }
      const result = run(columns, { method }, { covariates: ['a'] })
      close(result.estimate / unit, plain.estimate, 9)
      close(result.interval95![1] / unit, plain.interval95![1], 9)
      close(result.balance[0]!.treatedMean / unit, plain.balance[0]!.treatedMean, 12)
      close(result.balance[0]!.standardizedDifference, plain.balance[0]!.standardizedDifference!, 9)
    }
  }
  expect(keyOf(() => run({ y: y.map((value) => value * 1e-322), t }))).toBe('overflow')
})

test('only the ratios of weights matter, from the smallest number to the largest', () => {
  const y = [3, 5, 4, 9, 8, 1, 2, 6, 7, 7, 5, 4]
  const t = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]
  const a = [1, 2, 5, 4, 3, 2, 6, 7, 3, 4, 4, 2]
  const w = [1, 2, 3, 4, 4, 3, 2, 1, 2, 3, 1, 4]
  const g = t.map((_, row) => `g${row % 4}`)
  for (const parts of [{}, { fixedEffects: ['g'] }, { cluster: 'g' }]) {
    const weighed = (unit: number) =>
      run({ y, t, a, g, w: w.map((value) => value * unit) }, {}, { covariates: ['a'], weights: 'w', ...parts })
    const plain = weighed(1)
    for (const unit of [4e307, 1e300, 1e-300, 1e-310]) {
      const { estimate: value, standardErrors, interval95 } = weighed(unit)
      close(value, plain.estimate, 9)
      for (const [kind, error] of Object.entries(standardErrors))
        if (error !== null) close(error, plain.standardErrors[kind as 'hc2']!, 9)
      close(interval95![0], plain.interval95![0], 9)
    }
  }
})

test('a covariate whose coefficient is beyond all numbers is refused as such', () => {
  const y = [3, 5, 4, 9, 8, 1, 2, 6, 7, 7, 5, 4]
  const t = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]
  const a = [1, 2, 5, 4, 3, 2, 6, 7, 3, 4, 4, 2].map((value) => value * 1e-310)
  expect(keyOf(() => run({ y, t, a }, {}, { covariates: ['a'] }))).toBe('overflow')
})

test('staggered differences and fixed effects do not depend on units, from the smallest number to the largest', () => {
  const rows = Array.from({ length: 48 }, (_, row) => ({ unit: row >> 2, time: 2021 + (row % 4), row }))
  const firstOf = (unit: number) => ['2022', '2023', ''][unit % 3]!
  const columns = {
    y: rows.map(({ unit, time, row }) => 1 + ((row * 7 + unit) % 5) + (Number(firstOf(unit) || 9999) <= time ? 3 : 0)),
    ...{ unit: rows.map(({ unit }) => `u${unit}`), time: rows.map(({ time }) => time) },
    ...{ g: rows.map(({ unit }) => firstOf(unit)), t: rows.map(({ row }) => (row % 7 < 3 ? 1 : 0)) },
  }
  const parts = { unit: 'unit', time: 'time', firstTreated: 'g' }
  const staggeredIn = (unit: number) =>
    run({ ...columns, y: columns.y.map((value) => value * unit) }, { method: 'did', time: 'time' }, parts)
  const plain = staggeredIn(1)
  expect(plain.notes.map(({ key }) => key)).toContain('note.first_decides')
  for (const unit of [1e300, 1e-300]) {
    const found = staggeredIn(unit)
    close(found.estimate / unit, plain.estimate)
    close(found.standardErrors.influence! / unit, plain.standardErrors.influence!)
    close(found.groupTimes![0]!.standardError / unit, plain.groupTimes![0]!.standardError)
    close(found.pretrend!.statistic, plain.pretrend!.statistic)
  }
  const within = (unit: number) =>
    run(
      { y: columns.y, t: columns.t, g: columns.unit, a: columns.y.map((value, row) => unit * ((value * row) % 11)) },
      {},
      { covariates: ['a'], fixedEffects: ['g'] },
    )
  close(within(1.7e307).estimate, within(1).estimate)
  expect(within(1.7e307).droppedColumns).toEqual([])
})

test('a whole prefecture fits: more rows and units than a call takes arguments', () => {
  const rows = Array.from({ length: 150_000 }, (_, row) => row)
  const level = (row: number, count: number) => Math.imul(row, 0x9e3779b1) % count
  const effects = [1_600, 1_700].map((count, at) => {
    const levels = Int32Array.from(rows, (row) => Math.abs(level(row + at, count)))
    return { name: `e${at}`, levels, count }
  })
  const values = Float64Array.from(rows, (row) => effects[0]!.levels[row]! - 3 * effects[1]!.levels[row]!)
  const left = withinOf(effects, undefined).takeOut({ name: 'x', values }).values
  expect(left.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(1e-6)
  const panel = {
    outcome: Float64Array.from(rows.flatMap((row) => [row % 7, (row % 7) + (row % 2) + (row % 5)])),
    units: rows.flatMap((row) => [`${row}`, `${row}`]),
    times: Float64Array.from(rows.flatMap(() => [1, 2])),
    firstTreated: Float64Array.from(rows.flatMap((row) => Array(2).fill(row % 2 ? 2 : Number.POSITIVE_INFINITY))),
  }
  expect(staggeredOf(panel).estimate).toBeCloseTo(1, 9)
})

test('a column that others determine is named and left out, the later one as in R; a treatment that is, is refused', () => {
  const base = { y: [1, 4, 2, 8, 5, 7, 3, 9], t: [0, 1, 0, 1, 1, 0, 0, 1], a: [2, 3, 5, 1, 4, 4, 2, 7] }
  const result = run(
    { ...base, c: base.a.map((v, row) => 3 * v - 2 * base.t[row]! + 1) },
    {},
    { covariates: ['a', 'c'] },
  )
  expect(result.droppedColumns).toEqual(['c'])
  expect(result.notes).toContainEqual({ key: 'note.dropped_columns', values: { names: 'c' } })
  const unit = base.t.map((v) => `u${v}`)
  expect(keyOf(() => run({ ...base, unit }, {}, { fixedEffects: ['unit'] }))).toBe('treatment_absorbed')
})

test('a difference of means is Welch’s: its HC2 error is √(s₁²/n₁ + s₀²/n₀)', () => {
  fc.assert(
    fc.property(data, ({ y, t }) => {
      const of = (group: number) => y.filter((_, row) => t[row] === group)
      fc.pre(of(0).length > 1 && of(1).length > 1)
      const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
      const variance = (values: number[]) =>
        values.reduce((sum, v) => sum + (v - mean(values)) ** 2, 0) / (values.length - 1)
      const result = run({ y, t }, { method: 'difference' })
      close(result.estimate, mean(of(1)) - mean(of(0)))
      close(result.standardErrors.hc2, Math.sqrt(variance(of(1)) / of(1).length + variance(of(0)) / of(0).length))
    }),
  )
})

/** Units over five periods; some begin at 2, 3 or 4, some never; some rows are missing. */
const panels = fc
  .array(
    fc.record({
      first: fc.constantFrom(2, 3, 4, Number.POSITIVE_INFINITY),
      y: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
      missing: fc.constantFrom(-1, -1, -1, 0, 2, 4),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .filter((units) =>
    [2, 3, 4, Number.POSITIVE_INFINITY].every((first) => units.filter((unit) => unit.first === first).length > 1),
  )

test('staggered differences are the mean, weighted by size, of differences of mean changes', () => {
  fc.assert(
    fc.property(panels, (units) => {
      const rows = units.flatMap(({ first, y, missing }, unit) =>
        y.flatMap((value, time) =>
          time === missing
            ? []
            : [{ unit: `u${unit}`, time, g: first === Number.POSITIVE_INFINITY ? '' : first, y: value }],
        ),
      )
      const columns = Object.fromEntries(
        (['unit', 'time', 'g', 'y'] as const).map((name) => [name, rows.map((row) => row[name])]),
      )
      const change = (first: number, time: number, base: number) => {
        const own = units.filter((unit) => unit.first === first && unit.missing !== time && unit.missing !== base)
        return own.length === 0 ? undefined : own.reduce((sum, { y }) => sum + y[time]! - y[base]!, 0) / own.length
      }
      let [sum, total] = [0, 0]
      for (const first of [2, 3, 4]) {
        for (let time = first; time < 5; time++) {
          const [treated, never] = [change(first, time, first - 1), change(Number.POSITIVE_INFINITY, time, first - 1)]
          if (treated === undefined || never === undefined) continue
          const size = units.filter((unit) => unit.first === first).length
          sum += size * (treated - never)
          total += size
        }
      }
      fc.pre(total > 0)
      const parts = { unit: 'unit', time: 'time', firstTreated: 'g' }
      const { treatment: _, ...without } = { treatment: undefined, ...parts }
      const table = tableOf(
        {
          header: Object.keys(columns),
          rows: rows.map((row, line) => ({ line, values: [row.unit, `${row.time}`, `${row.g}`, `${row.y}`] })),
        },
        { outcome: 'y', covariates: [], fixedEffects: [], ...without },
      )
      close(
        estimate(table, { method: 'did', estimand: 'att', treatment: 'g', time: 'time', seed: 1 }).estimate,
        sum / total,
        8,
      )
    }),
    { numRuns: 100 },
  )
})

test('two periods and one beginning: the difference of mean changes, and the error of that difference', () => {
  const change = { a: [3, 5, 1, 4, 6], b: [1, 0, 2, 1, -1, 3] }
  const rows = [...change.a.map((d, i) => ['a', i, d] as const), ...change.b.map((d, i) => ['b', i, d] as const)]
  const columns = {
    y: rows.flatMap(([, i, d]) => [i * 2, i * 2 + d]),
    t: rows.flatMap(([group]) => [0, group === 'a' ? 1 : 0]),
    unit: rows.flatMap(([group, i]) => [`${group}${i}`, `${group}${i}`]),
    time: rows.flatMap(() => [2025, 2026]),
  }
  const result = run(columns, { method: 'did', time: 'time' }, { unit: 'unit', time: 'time', cluster: 'unit' })
  close(result.estimate, 19 / 5 - 6 / 6)
  // The pooled error of a difference of two means, as the regression with effects of unit and time gives it.
  const squares = change.a.reduce((s, d) => s + (d - 3.8) ** 2, 0) + change.b.reduce((s, d) => s + (d - 1) ** 2, 0)
  close(result.standardErrors.classical, Math.sqrt((squares / 9) * (1 / 5 + 1 / 6)))
  expect(result).toMatchObject({ treated: 5, comparison: 6, intervalUses: 't(10) on cluster' })
})

/** Three units of each beginning over these times; the outcome is the same at every run and never in step. */
function staggered(times: readonly number[], beginnings: readonly (number | string)[], more: Columns = {}): Columns {
  const units = beginnings.flatMap((first, group) => [0, 1, 2].map((own) => ({ first, unit: `${group}-${own}`, own })))
  const rows = units.flatMap(({ first, unit, own }) => times.map((time) => ({ first, unit, own, time })))
  return {
    y: rows.map(
      ({ first, own, time }, row) => Math.round(9 * Math.sin(row + 1)) + own * time + (Number(first) <= time ? 10 : 0),
    ),
    unit: rows.map(({ unit }) => unit),
    time: rows.map(({ time }) => time),
    g: rows.map(({ first }) => first),
    third: rows.map((_, row) => `c${row % 3}`),
    own: rows.map(({ own }) => `o${own}`),
    half: rows.map(({ unit }) => (unit < '1' ? 'a' : 'b')),
    group: rows.map(({ unit }) => unit[0]!),
    ...more,
  }
}

function begun(columns: Columns, parts: Partial<Parts> = {}): Result {
  const header = Object.keys(columns)
  const rows = columns.y!.map((_, row) => ({ line: row + 2, values: header.map((name) => `${columns[name]![row]}`) }))
  const usual = { outcome: 'y', covariates: [], fixedEffects: [], unit: 'unit', time: 'time', firstTreated: 'g' }
  const wanted = { method: 'did', estimand: 'att', treatment: 'g', time: 'time', seed: 1 } as const
  return estimate(tableOf({ header, rows }, { ...usual, ...parts }), wanted)
}

test('0 begins never where all times lie after it, and at time 0 where times reach it, however it is written', () => {
  const years = [2023, 2024, 2025]
  const never = begun(staggered(years, [2024, '']))
  for (const word of ['NA', 'never', 'NEVER', 'なし', 'Inf', 'inf', '0', '0.0', '00', '-0', 2099]) {
    expect(begun(staggered(years, [2024, word]))).toMatchObject({ estimate: never.estimate, comparison: 3 })
  }
  expect(never.notes).toContainEqual({ key: 'note.zero_never', values: { name: 'g' } })
  const around = begun(staggered([-2, -1, 0, 1], [0, '']))
  for (const zero of ['0', '0.0', '00', '-0']) {
    const found = begun(staggered([-2, -1, 0, 1], [zero, '']))
    expect(found).toMatchObject({ estimate: around.estimate, treated: 3, comparison: 3 })
    expect(found.notes).toContainEqual({ key: 'note.zero_time', values: { name: 'g' } })
  }
  // From the first time on is no beginning within it, and in two times too 0 is what the times say.
  expect(begun(staggered([0, 1, 2], ['0', 1, '']))).toMatchObject({ treated: 3, comparison: 3 })
  expect(begun(staggered([-1, 0], ['0', '']))).toMatchObject({ treated: 3, comparison: 3 })
  expect(keyOf(() => begun(staggered([1, 2], ['0', ''])))).toBe('no_cohort')
})

test('clusters of differences are those of the units, and enough of them to see how they vary', () => {
  const columns = staggered([1, 2, 3], [2, 3, ''])
  expect(keyOf(() => begun(columns, { cluster: 'third' }))).toBe('cluster_varies')
  expect(keyOf(() => begun(staggered([1, 2], [2, '']), { cluster: 'third' }))).toBe('cluster_varies')
  expect(keyOf(() => begun(columns, { cluster: 'half' }))).toBe('too_few_groups')
  expect(begun(columns, { cluster: 'own' }).standardErrors.cluster).toBeGreaterThan(0.01)
  // Where each side of all comparisons is one cluster, the parts of the errors cancel within it.
  expect(keyOf(() => begun(columns, { cluster: 'group' }))).toBe('no_cluster_variation')
  expect(keyOf(() => begun(staggered([1, 2, 3], [2, '', 1]), { cluster: 'group' }))).toBe('too_few_clusters')
  expect(keyOf(() => begun(staggered([1, 2], [2, '', 1]), { cluster: 'group' }))).toBe('too_few_clusters')
  const one = begun(staggered([1, 2, 3], [2, '', '']), { cluster: 'group' })
  expect(one.warnings).toContainEqual({ key: 'warning.lone_cluster' })
  const two = { ...staggered([1, 2, 3], [2, '']) }
  const few = Object.fromEntries(
    Object.entries(two).map(([name, values]) => [name, values.filter((_, row) => !`${two.unit![row]}`.match(/[12]$/))]),
  )
  expect(keyOf(() => begun(few))).toBe('too_few_units')
})

test('units treated from the first time on are no comparison, in two times as in more', () => {
  const [without, with1] = [staggered([1, 2], [2, '']), staggered([1, 2], [2, '', 1])]
  const found = begun(with1)
  expect(found).toMatchObject({ n: 12, treated: 3, comparison: 3, estimate: begun(without).estimate })
  expect(found.warnings).toContainEqual({ key: 'warning.always', values: { units: 3 } })
})

test('differences over many times take no covariates, fixed effects or weights, and need a time before and after', () => {
  const columns = staggered([1, 2, 3], [2, ''])
  for (const parts of [{ covariates: ['own'] }, { fixedEffects: ['own'] }, { weights: 'time' }]) {
    expect(keyOf(() => begun(columns, parts))).toBe('staggered_plain')
  }
  expect(keyOf(() => begun(staggered([2], [2, ''])))).toBe('one_period')
  const { g: _, ...marks } = staggered([1, 2, 3], [2, ''])
  const marked = { ...marks, t: marks.unit!.map((unit) => (`${unit}` < '1' ? 1 : 0)) }
  const did = { method: 'did', time: 'time' } as const
  expect(keyOf(() => run(marked, did, { unit: 'unit', time: 'time' }))).toBe('no_switch')
  expect(keyOf(() => run(marked, did, { time: 'time' }))).toBe('periods')
})

test('matching compares with the nearest logit, found here by looking at everybody', () => {
  fc.assert(
    fc.property(data, ({ y, t, a, b }) => {
      let result: Result
      try {
        result = run({ y, t, a, b }, { method: 'matching' }, { covariates: ['a'] })
      } catch (error) {
        fc.pre(!(error instanceof EstimateFault))
        throw error
      }
      // With one covariate and a slope the nearest logit is the nearest value; without a slope anything is near.
      const values = a
      const nearest = (row: number) =>
        [...t.keys()]
          .filter((other) => t[other] === 0)
          .reduce(
            (best, other) =>
              Math.abs(values[other]! - values[row]!) < Math.abs(values[best]! - values[row]!) ? other : best,
            t.indexOf(0),
          )
      const treated = [...t.keys()].filter((row) => t[row] === 1)
      const byValue = treated.reduce((sum, row) => sum + y[row]! - y[nearest(row)]!, 0) / treated.length
      const isTied = treated.some((row) => {
        const distance = Math.abs(values[nearest(row)]! - values[row]!)
        return (
          new Set(
            [...t.keys()]
              .filter((o) => t[o] === 0 && Math.abs(values[o]! - values[row]!) === distance)
              .map((o) => values[o]),
          ).size > 1
        )
      })
      fc.pre(!isTied && Math.abs(result.balance[0]!.standardizedDifference ?? 0) > 0.01)
      close(result.estimate, byValue, 8)
    }),
    { numRuns: 20 },
  )
}, 60_000)

test.for([0, 1e9])('everybody is matched with the nearest, however the logits are spread: one at %s', (farthest) => {
  const random = randomFrom(7)
  const logit = Float64Array.from({ length: 600 }, (_, row) => (row === 5 ? farthest : random()))
  const treatment = logit.map(() => (random() < 0.4 ? 1 : 0))
  const outcome = logit.map(() => random())
  const members = (group: 0 | 1) => [...treatment.keys()].filter((row) => treatment[row] === group)
  const differences = members(1).map((row) => {
    const apart = (other: number) => Math.abs(logit[other]! - logit[row]!)
    const nearest = members(0).reduce((best, other) => (apart(other) < apart(best) ? other : best))
    return outcome[row]! - outcome[nearest]!
  })
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
  close(matched(outcome, treatment, logit, 'att', undefined).estimate, mean, 12)
})

test('a replicate of the bootstrap is the estimate from a file of the rows that were drawn', () => {
  const attempt = <T>(work: () => T) => {
    try {
      return work()
    } catch (error) {
      if (error instanceof EstimateFault) return undefined
      throw error
    }
  }
  let compared = 0
  fc.assert(
    fc.property(data, fc.infiniteStream(fc.integer({ min: 0, max: 99 })), fc.boolean(), (columns, draws, isAte) => {
      const [outcome, treatment] = [Float64Array.from(columns.y), Float64Array.from(columns.t)]
      const covariates = [
        { name: 'a', values: Float64Array.from(columns.a, (value) => value * 1e200) },
        { name: 'h', values: Float64Array.from(columns.h, (text) => (text === '2月' ? 1 : 0)) },
      ]
      const kinds = kindsOf(treatment, covariates)
      const { draw, counted } = drawing(kinds, outcome)
      const rows = [0, 1].flatMap((group) => {
        const members = [...treatment.keys()].filter((row) => treatment[row] === group)
        return members.map((_, time) => {
          const row = members[draws.next().value! % members.length]!
          draw(row, time)
          return row
        })
      })
      const byKind = counted()
      const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
      const first = attempt(() => propensityOf(treatment, covariates))
      const drawn = covariates.map(({ name, values }) => ({ name, values: of(values) }))
      const wanted = attempt(() => propensityOf(of(treatment), drawn))
      // Where covariates decide, logits end anywhere far away.
      fc.pre(first !== undefined && wanted !== undefined && !wanted.isSeparated)
      const found = refitting(kinds, covariates, first)(byKind.counts)
      expect(found?.isSeparated).toBe(false)
      for (const [place, row] of rows.entries()) close(found!.logit[kinds.kindOf[row]!], wanted.logit[place]!, 8)
      const estimand = isAte ? 'ate' : 'att'
      const values = [
        attempt(() => matched(outcome, kinds.treatment, found!.logit, estimand, 0.5, byKind).estimate),
        attempt(() => matched(of(outcome), of(treatment), wanted.logit, estimand, 0.5).estimate),
      ] as const
      if (values[1] === undefined) expect(values[0]).toBe(undefined)
      else close(values[0], values[1], 9)
      compared++
    }),
    { numRuns: 300 },
  )
  expect(compared).toBe(300)
})

test('a level in which nobody is treated is told, and has no caliper', () => {
  const columns = {
    y: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    t: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0],
    a: [1, 2, 3, 3, 2, 1, 2, 1, 3, 2, 1, 2],
    c: ['p', 'p', 'p', 'p', 'p', 'p', 'p', 'p', 'p', 'p', 'q', 'q'],
  }
  for (const method of ['matching', 'ipw'] as const) {
    const result = run(columns, { method }, { covariates: ['a', 'c'] })
    expect(result.warnings).toContainEqual({ key: 'warning.separated' })
    const without = run(
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(0, 10)])),
      { method },
      { covariates: ['a'] },
    )
    close(result.estimate, without.estimate, 6)
  }
  const wanted = { method: 'matching', caliper: 0.2 } as const
  expect(keyOf(() => run(columns, wanted, { covariates: ['a', 'c'] }))).toBe('caliper_separated')
})

test('one row far out leaves the comparison of all others as it is', () => {
  const rows = [...Array(60).keys()]
  const x = rows.map((i) => ((i * 37) % 23) / 7)
  const t = rows.map((i, row) => (((i * 29) % 13) / 13 < 0.2 + 0.05 * x[row]! ? 1 : 0))
  const y = rows.map((i, row) => ((i * 53) % 31) / 5 + 0.7 * t[row]! + 0.4 * x[row]!)
  const [treated, other] = [t.indexOf(1), t.indexOf(0)]
  const at = (row: number, value: number) => x.with(row, value)
  for (const method of ['matching', 'ipw'] as const) {
    for (const given of [at(treated, 900), at(treated, 1e9), at(other, -900), at(other, -1e9), at(other, 900)]) {
      const found = run({ y, t, x: given }, { method }, { covariates: ['x'] })
      expect(found.warnings.map(({ key }) => key)).not.toContain('warning.separated')
      expect(found.standardErrors.bootstrap ?? found.standardErrors.influence).toBeGreaterThan(0)
    }
    // However far it is: what is beyond every probability says the same.
    const far = (value: number) => run({ y, t, x: at(treated, value) }, { method }, { covariates: ['x'] }).estimate
    close(far(1e9), far(900), 8)
  }
})

test('why there is no test of the moves before treatment is told as it is', () => {
  const panel = (units: readonly (readonly [first: number, outcomes: readonly number[]])[]) => {
    const rows = units.flatMap(([first, outcomes], unit) =>
      outcomes.map((y, time) => ({ unit, first, y, time: time + 1 })),
    )
    const columns = {
      y: rows.map(({ y }) => y),
      u: rows.map(({ unit }) => `u${unit}`),
      f: rows.map(({ first }) => first),
      z: rows.map(({ time }) => time),
    }
    const told = run(columns, { method: 'did' }, { treatment: undefined, unit: 'u', time: 'z', firstTreated: 'f' })
    return {
      pretrend: told.pretrend,
      notes: told.notes.map(({ key }) => key).filter((key) => key.includes('pretrend')),
    }
  }
  const never = [
    [0, [1, 3, 2, 5, 4]],
    [0, [2, 2, 4, 3, 6]],
    [0, [4, 3, 5, 6, 5]],
  ] as const
  const begins = (first: number) =>
    [
      [first, [1, 2, 4, 8, 9]],
      [first, [3, 3, 5, 7, 9]],
      [first, [2, 4, 3, 9, 8]],
    ] as const
  expect(panel([...never, ...begins(4)])).toMatchObject({ pretrend: { df: 2 }, notes: ['note.pretrend'] })
  // Begun at the second time: nothing is seen before.
  expect(panel([...never, ...begins(2)])).toEqual({ pretrend: null, notes: ['note.pretrend_none'] })
  // Three moves of four units: one too many.
  expect(panel([...never.slice(0, 2), ...begins(5).slice(0, 2)])).toEqual({
    pretrend: null,
    notes: ['note.pretrend_dependent'],
  })
  const alike = (first: number, more: number) =>
    [1, 2, 3].map((base) => [first, [base, base + 1, base + 2, base + more, base * more]] as const)
  expect(panel([...alike(0, 3), ...alike(4, 6)])).toEqual({ pretrend: null, notes: ['note.pretrend_exact'] })
})

test('a covariate that says the same in every row is named as left out, whether of numbers or of text', () => {
  const y = [1, 2, 4, 3, 5, 4, 6, 5]
  const t = [0, 1, 0, 1, 0, 1, 0, 1]
  const a = [1, 2, 2, 3, 3, 1, 1, 3]
  const columns = { y, t, a, one: y.map(() => 7), 課: y.map(() => '総務課') }
  for (const method of ['ols', 'ipw', 'matching'] as const) {
    const result = run(columns, { method }, { covariates: ['a', 'one', '課'] })
    expect(result.droppedColumns.toSorted(), method).toEqual(['one', '課'])
    expect(result.notes).toContainEqual({
      key: 'note.dropped_columns',
      values: { names: result.droppedColumns.join(', ') },
    })
    close(result.estimate, run(columns, { method }, { covariates: ['a'] }).estimate)
  }
})

test('the bootstrap tells how far it has come', () => {
  const told: number[] = []
  const [y, t, a] = [
    [1, 2, 4, 3, 5, 4, 6, 5],
    [0, 1, 0, 1, 0, 1, 0, 1],
    [1, 2, 2, 3, 3, 1, 1, 3],
  ]
  const header = ['y', 't', 'a']
  const rows = y.map((_, row) => ({ line: row + 2, values: [`${y[row]}`, `${t[row]}`, `${a[row]}`] }))
  const table = tableOf({ header, rows }, { outcome: 'y', treatment: 't', covariates: ['a'], fixedEffects: [] })
  estimate(table, { method: 'matching', estimand: 'att', treatment: 't', seed: 1 }, (done, total) =>
    told.push(done / total),
  )
  expect(told[0]).toBe(0)
  expect(told.at(-1)).toBe(1)
  expect(told).toEqual(told.toSorted((one, other) => one - other))
  expect(told.length).toBeGreaterThan(20)
})

test('weighting by one covariate of two values is the mean of differences within the values', () => {
  const y = [3, 5, 4, 9, 8, 1, 2, 6, 7, 7, 5, 4]
  const t = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]
  const a = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0]
  const mean = (group: number, value: number) => {
    const own = y.filter((_, row) => t[row] === group && a[row] === value)
    return own.reduce((sum, v) => sum + v, 0) / own.length
  }
  const share = (value: number, among: (row: number) => boolean) => {
    const rows = [...t.keys()].filter(among)
    return rows.filter((row) => a[row] === value).length / rows.length
  }
  for (const estimand of ['att', 'ate'] as const) {
    const among = (row: number) => estimand === 'ate' || t[row] === 1
    const byValue = [0, 1].reduce((sum, value) => sum + share(value, among) * (mean(1, value) - mean(0, value)), 0)
    const result = run({ y, t, a }, { method: 'ipw', estimand }, { covariates: ['a'] })
    close(result.estimate, byValue, 8)
    close(result.balance[0]!.adjustedDifference, 0, 8)
  }
})

test('where nothing can be said, it is refused with its reason', () => {
  const y = [1, 2, 3, 4, 5, 6]
  const t = [0, 1, 0, 1, 0, 1]
  expect(keyOf(() => run({ y: y.map(() => 2), t }))).toBe('outcome_constant')
  expect(keyOf(() => run({ y, t: y.map(() => 1) }, { method: 'difference' }))).toBe('one_group')
  expect(keyOf(() => run({ y, t: [0, 1, 2, 1, 0, 1] }, { method: 'difference' }))).toBe('not_binary')
  expect(keyOf(() => run({ y, t, c: ['a', 'a', 'b', 'b', 'a', 'b'] }, {}, { cluster: 'c' }))).toBe('too_few_groups')
  expect(keyOf(() => run({ y, t, a: [1, 9, 2, 8, 3, 7] }, { method: 'matching' }, { covariates: ['a'] }))).toBe(
    'no_overlap',
  )
  expect(keyOf(() => run({ y: [1, 2], t: [0, 1] }))).toBe('too_few_rows')
  expect(keyOf(() => run({ y: [1], t: [0] }))).toBe('too_few_rows')
  expect(keyOf(() => run({ y, t, w: [1, 1, -1, 1, 1, 1] }, {}, { weights: 'w' }))).toBe('negative_weight')
  const names = { y, 課a: [1, 0, 0, 1, 1, 0], 課: ['a', 'b', 'a', 'a', 'b', 'a'] }
  expect(
    keyOf(() =>
      run(
        { ...names, 課: ['0', 'a', 'b', 'a', 'a', 'a'].map((v) => v.replace('0', 'Z')) },
        { treatment: '課a' },
        { treatment: '課a', covariates: ['課'] },
      ),
    ),
  ).toBe('same_name')
  expect(keyOf(() => run({ y, t, w: y.map(() => 0) }, {}, { weights: 'w' }))).toBe('no_weight')
  const [c, x] = [
    ['a', 'a', 'b', 'b', 'c', 'c'],
    [1, 1, 2, 2, 5, 5],
  ]
  const flat = { y, t: [1, 1, 0, 0, 0, 0], x, c }
  expect(keyOf(() => run(flat, {}, { covariates: ['x'], cluster: 'c' }))).toBe('no_cluster_variation')
  expect(keyOf(() => run({ y, t: ['0', '1', 'NaN', '1', '0', '1'] }))).toBe('not_a_number')
  expect(keyOf(() => run({ y, t, a: ['1', '2', 'x', '4', '5', '6'] }, {}, { covariates: ['a'] }))).toBe('not_a_number')
  expect(keyOf(() => run({ y, t, a: y.map(() => '') }, {}, { covariates: ['a'] }))).toBe('empty_column')
})

test('t, normal and chi-square are those of the printed tables', () => {
  // Fisher and Yates, Statistical Tables, tables III and IV.
  for (const [df, critical] of [
    [1, 12.706],
    [2, 4.303],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ] as const) {
    expect(criticalT(0.05, df).toFixed(3)).toBe(critical.toFixed(3))
  }
  expect(criticalT(0.05, Number.POSITIVE_INFINITY).toFixed(5)).toBe('1.95996')
  for (const [df, critical] of [
    [1, 3.841],
    [5, 11.07],
    [30, 43.773],
  ] as const) {
    expect(upperChiSquare(critical, df)).toBeCloseTo(0.05, 4)
  }
  close(twoSidedT(1, 1), 0.5, 13)
  close(twoSidedT(2, 2), 1 - 2 / Math.sqrt(6), 13)
})
