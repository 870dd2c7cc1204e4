/**
 * What estimates cost: least squares with all errors, fixed effects of one and of two kinds, staggered differences, matching and weighting, reliability; data are
 * invented from a seed, sizes doubled. "read" is from bytes to columns, "compute" the method itself.
 */
import { Buffer } from 'node:buffer'
import { estimate } from '#engines/estimate/estimate.ts'
import type { Method, Wanted } from '#engines/estimate/result.ts'
import { type Parts, tableOf } from '#engines/estimate/table.ts'
import { itemsOf } from '#engines/reliability/columns.ts'
import { reliabilityOf } from '#engines/reliability/reliability.ts'
import { parseCsv, type Sheet } from '#platform/files/csv.ts'
import { decodeText } from '#platform/files/text.ts'
import { randomFrom } from '#platform/random/random.ts'
import { type EngineTable, percentile, printEngine, round } from '../table.ts'

const ROUNDS = 3

export async function benchEstimate(say: (line: string) => void): Promise<EngineTable[]> {
  const least = []
  for (const rows of [12_500, 25_000, 50_000, 100_000])
    least.push(await measured(`${rows} × 20`, plain(rows, 18), 'ols', say))
  const effects = []
  for (const rows of [6_250, 12_500, 25_000, 50_000]) {
    const levels = rows / 25
    effects.push(await measured(`${rows}, ${levels} effects of one kind`, panel(rows, levels, 0), 'ols', say))
    effects.push(
      await measured(`${rows}, ${levels / 2} + ${levels / 2} effects`, panel(rows, levels / 2, levels / 2), 'ols', say),
    )
  }
  const others = []
  for (const rows of [1_000, 2_000, 4_000, 8_000]) {
    others.push(await measured(`matching, ${rows} people, 500 bootstraps`, plain(rows, 4), 'matching', say))
    others.push(await measured(`weighting, ${rows} people`, plain(rows, 4), 'ipw', say))
    others.push(await measured(`staggered, ${rows} units × 8 years`, staggered(rows), 'did', say))
    others.push(await measuredScale(rows * 4, say))
  }
  const columns = ['rows', 'read s', 'compute s', 'together s']
  return [
    { title: 'estimate: least squares, 20 columns, all errors and clusters (median of 3)', columns, rows: least },
    { title: 'estimate: fixed effects by the within estimator, all errors', columns, rows: effects },
    { title: 'estimate and reliability: the other methods', columns: ['what', ...columns.slice(1)], rows: others },
  ]
}

interface Case {
  readonly text: string
  readonly parts: Parts
}

async function measured(name: string, { text, parts }: Case, method: Method, say: (line: string) => void) {
  const bytes = Buffer.from(text)
  const wanted: Wanted = { method, estimand: 'att', treatment: parts.treatment ?? 'g', seed: 1, ...timeOf(parts) }
  return timed(name, say, bytes, (sheet) => {
    const table = tableOf(sheet, parts)
    return () => estimate(table, wanted)
  })
}

const timeOf = ({ time }: Parts) => (time === undefined ? {} : { time })

async function measuredScale(rows: number, say: (line: string) => void) {
  const random = randomFrom(5)
  const names = Array.from({ length: 20 }, (_, item) => `q${item}`)
  const lines = Array.from({ length: rows }, () => {
    const own = random() * 3
    return names.map(() => 1 + Math.floor(own + random() * 3)).join(',')
  })
  const bytes = Buffer.from(`${names.join(',')}\n${lines.join('\n')}\n`)
  return timed(`reliability, ${rows} people × 20 items`, say, bytes, (sheet) => {
    const items = itemsOf(sheet, names)
    return () => reliabilityOf(items)
  })
}

async function timed(name: string, say: (line: string) => void, bytes: Buffer, ready: (sheet: Sheet) => () => unknown) {
  const [reading, computing]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    const decoded = decodeText(bytes)
    const sheet = 'problem' in decoded ? decoded : await parseCsv(decoded.text)
    if ('problem' in sheet) throw new Error(sheet.problem.reasonEn)
    const work = ready(sheet)
    const read = performance.now()
    work()
    reading.push((read - begun) / 1000)
    computing.push((performance.now() - read) / 1000)
  }
  const [read, compute] = [percentile(reading, 0.5), percentile(computing, 0.5)]
  say(`estimate: ${name}: ${round(read, 2)} + ${round(compute, 2)} s`)
  return [name, round(read, 2), round(compute, 2), round(read + compute, 2)]
}

/** Outcome, treatment and covariates that bear on both, and two hundred clusters. */
function plain(rows: number, covariates: number): Case {
  const random = randomFrom(1)
  const names = Array.from({ length: covariates }, (_, index) => `x${index}`)
  const lines = Array.from({ length: rows }, () => {
    const x = names.map(() => random() * 2 - 1)
    const t = random() < 1 / (1 + Math.exp(-x[0]!)) ? 1 : 0
    const y = 0.3 * t + x[0]! + random() + random()
    return [y.toFixed(4), t, ...x.map((value) => value.toFixed(4)), `k${Math.floor(random() * 200)}`].join(',')
  })
  const parts = { outcome: 'y', treatment: 't', covariates: names, fixedEffects: [] }
  const text = `y,t,${names.join(',')},c\n${lines.join('\n')}\n`
  return { text, parts: covariates > 10 ? { ...parts, cluster: 'c' } : parts }
}

function panel(rows: number, first: number, second: number): Case {
  const random = randomFrom(2)
  const lines = Array.from({ length: rows }, () => {
    const unit = Math.floor(random() * first)
    const t = random() < 0.4 ? 1 : 0
    const other = second > 0 ? Math.floor(random() * second) : 0
    return [(0.3 * t + unit / first + random()).toFixed(4), t, random().toFixed(4), `u${unit}`, `v${other}`].join(',')
  })
  const fixedEffects = second > 0 ? ['u', 'v'] : ['u']
  const parts = { outcome: 'y', treatment: 't', covariates: ['x'], fixedEffects }
  return { text: `y,t,x,u,v\n${lines.join('\n')}\n`, parts }
}

function staggered(units: number): Case {
  const random = randomFrom(3)
  const lines = Array.from({ length: units }, (_, unit) => {
    const first = random() < 0.3 ? '' : 2021 + Math.floor(random() * 5)
    return Array.from({ length: 8 }, (_, year) => {
      const on = first !== '' && 2018 + year >= first ? 1 : 0
      return [(0.3 * on + year / 8 + random()).toFixed(4), `u${unit}`, 2018 + year, first].join(',')
    }).join('\n')
  })
  const parts = { outcome: 'y', covariates: [], fixedEffects: [], unit: 'u', time: 'year', firstTreated: 'g' }
  return { text: `y,u,year,g\n${lines.join('\n')}\n`, parts }
}

if (import.meta.main) printEngine(await benchEstimate((line) => void process.stderr.write(`${line}\n`)))
