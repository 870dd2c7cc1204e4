import type { Sheet } from '#platform/files/csv.ts'
import type { Column } from './linear.ts'
import type { Effect } from './within.ts'

export type FaultKey =
  | 'no_column'
  | 'column_twice'
  | 'short_row'
  | 'no_rows'
  | 'not_a_number'
  | 'empty_column'
  | 'no_complete_rows'
  | 'negative_weight'
  | 'no_weight'
  | 'not_binary'
  | 'one_group'
  | 'outcome_constant'
  | 'treatment_constant'
  | 'treatment_absorbed'
  | 'too_few_rows'
  | 'too_few_groups'
  | 'too_few_clusters'
  | 'too_few_units'
  | 'cluster_varies'
  | 'no_cluster_variation'
  | 'no_unit_variation'
  | 'no_overlap'
  | 'no_fit'
  | 'no_match'
  | 'caliper_separated'
  | 'no_replicates'
  | 'same_name'
  | 'not_absorbing'
  | 'several_first'
  | 'unit_twice'
  | 'no_cohort'
  | 'no_controls'
  | 'one_period'
  | 'periods'
  | 'no_switch'
  | 'overflow'
  | 'staggered_plain'

/** Why there is no estimate; the sentence stands in the messages under `fault.<key>`. */
export class EstimateFault extends Error {
  readonly key: FaultKey
  readonly values: Readonly<Record<string, string | number>>

  constructor(key: FaultKey, values: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

/** Columns by their part; every name stands in the file. */
export interface Parts {
  readonly outcome: string
  readonly treatment?: string
  readonly covariates: readonly string[]
  readonly fixedEffects: readonly string[]
  readonly cluster?: string
  readonly weights?: string
  readonly unit?: string
  readonly time?: string
  readonly firstTreated?: string
}

export interface Table {
  /** For the sentences. */
  readonly names: Parts
  readonly rows: number
  readonly dropped: number
  readonly outcome: Float64Array
  /** 0/1, or any number where the method allows it; empty where only --first-treated says who is treated. */
  readonly treatment: Float64Array
  readonly covariates: readonly Column[]
  /** Covariates of text that say the same in every row: they make no column. */
  readonly constants: readonly string[]
  readonly effects: readonly Effect[]
  readonly clusters?: Int32Array
  readonly clusterCount: number
  readonly weights?: Float64Array
  readonly units?: readonly string[]
  readonly times?: Float64Array
  /** Infinity for units that are never treated. */
  readonly firstTreated?: Float64Array
  /** Whether a 0 among the beginnings of treatment means never. */
  readonly zeroIsNever?: boolean
}

export const CONSTANT = '(Intercept)'

const isMissing = (text: string) => text === '' || text === 'NA'

/** The rows in which every part is there. @throws EstimateFault that names the place. */
export function tableOf(sheet: Sheet, parts: Parts): Table {
  const { header } = sheet
  if (sheet.rows.length === 0) throw new EstimateFault('no_rows')
  const odd = sheet.rows.find(({ values }) => values.length !== header.length)
  if (odd) throw new EstimateFault('short_row', { line: odd.line, found: odd.values.length, wanted: header.length })
  const read = reader(sheet, header)
  const { outcome, treatment, covariates, fixedEffects, cluster, weights, unit, time, firstTreated } = parts
  const needed = [outcome, treatment, ...covariates, ...fixedEffects, cluster, weights, unit, time].filter(
    (name) => name !== undefined,
  )
  const texts = new Map(needed.map((name) => [name, read(name)]))
  const first = firstTreated === undefined ? undefined : read(firstTreated, false)
  const kept = [...sheet.rows.keys()].filter((row) => needed.every((name) => !isMissing(texts.get(name)![row]!)))
  if (kept.length === 0) throw new EstimateFault('no_complete_rows', { names: [...new Set(needed)].join(', ') })
  const weightsAll = weights === undefined ? undefined : numbers(sheet, texts.get(weights)!, kept, weights)
  const light = weightsAll?.findIndex((value) => value < 0) ?? -1
  if (light >= 0) throw new EstimateFault('negative_weight', { line: sheet.rows[kept[light]!]!.line, name: weights! })
  // A row without weight is none, as in R's lm.
  const used = weightsAll ? kept.filter((_, index) => weightsAll[index]! > 0) : kept
  if (used.length === 0) throw new EstimateFault('no_weight', { name: weights! })
  const groups = cluster === undefined ? undefined : levelsOf(texts.get(cluster)!, used)
  const numeric = (name: string) => numbers(sheet, texts.get(name)!, used, name)
  const times = time === undefined ? undefined : numeric(time)
  const made = covariates.map((name) => ({ name, columns: covariateColumns(sheet, name, texts.get(name)!, used) }))
  const columns = made.flatMap((one) => one.columns)
  refuseSameNames([CONSTANT, treatment, ...columns.map(({ name }) => name)])
  return {
    names: parts,
    rows: used.length,
    dropped: sheet.rows.length - kept.length,
    outcome: numeric(outcome),
    treatment: treatment === undefined ? new Float64Array(0) : numeric(treatment),
    covariates: columns,
    constants: made.filter((one) => one.columns.length === 0).map(({ name }) => name),
    effects: fixedEffects.map((name) => ({ name, ...levelsOf(texts.get(name)!, used) })),
    ...(groups ? { clusters: groups.levels } : {}),
    clusterCount: groups?.count ?? 0,
    ...(weights === undefined ? {} : { weights: inReach(numeric(weights)) }),
    ...(unit === undefined ? {} : { units: used.map((row) => texts.get(unit)![row]!) }),
    ...(times ? { times } : {}),
    ...(first ? beginnings(sheet, first, used, firstTreated!, times) : {}),
  }
}

/** Only the ratios of weights matter: by a power of four, whose root costs no digit either, they come near one and their sums do not overflow. */
function inReach(weights: Float64Array): Float64Array {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const half = Math.floor(Math.log2(largest) / 2)
  return weights.map((weight) => weight / 2 ** half / 2 ** half)
}

function reader(sheet: Sheet, header: readonly string[]) {
  return (name: string, mustHold = true): string[] => {
    const places = header.flatMap((column, index) => (column === name ? [index] : []))
    if (places.length === 0) throw new EstimateFault('no_column', { name, names: header.join(', ') })
    if (places.length > 1) throw new EstimateFault('column_twice', { name })
    const texts = sheet.rows.map(({ values }) => values[places[0]!]!)
    if (mustHold && texts.every(isMissing)) throw new EstimateFault('empty_column', { name })
    return texts
  }
}

/** Decimal notation only: `Number` reads 0x10 too. NaN for everything else. */
function numberOf(text: string): number {
  const value = Number(text)
  return Number.isFinite(value) && text !== '' && !/[xobXOB]/.test(text) ? value : Number.NaN
}

function numbers(sheet: Sheet, texts: readonly string[], rows: readonly number[], name: string): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = numberOf(texts[row]!)
    if (Number.isNaN(value))
      throw new EstimateFault('not_a_number', { line: sheet.rows[row]!.line, name, text: texts[row]! })
    return value
  })
}

/** A column of numbers, or of texts: then one column of 0 and 1 for each level but the first in the order of code points. */
function covariateColumns(sheet: Sheet, name: string, texts: readonly string[], rows: readonly number[]): Column[] {
  const isNumber = (row: number) => !Number.isNaN(numberOf(texts[row]!))
  if (rows.some(isNumber)) return [{ name, values: numbers(sheet, texts, rows, name) }]
  const levels = [...new Set(rows.map((row) => texts[row]!))].sort(byCodePoint)
  return levels.slice(1).map((level) => ({
    name: `${name}${level}`,
    values: Float64Array.from(rows, (row) => (texts[row] === level ? 1 : 0)),
  }))
}

/** Results are found by their names. */
function refuseSameNames(names: readonly (string | undefined)[]): void {
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) < index)
  if (twice !== undefined) throw new EstimateFault('same_name', { name: twice })
}

function byCodePoint(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const difference = a[place]!.codePointAt(0)! - b[place]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function levelsOf(texts: readonly string[], rows: readonly number[]): { levels: Int32Array; count: number } {
  const numbersOf = new Map<string, number>()
  const levels = Int32Array.from(rows, (row) => {
    const text = texts[row]!
    const known = numbersOf.get(text)
    if (known !== undefined) return known
    numbersOf.set(text, numbersOf.size)
    return numbersOf.size - 1
  })
  return { levels, count: numbersOf.size }
}

/** In lower case. */
const NEVER = ['', 'na', 'never', 'なし', 'inf', '+inf', 'infinity', '+infinity']

/**
 * When each row's unit begins. 0 is the usual code for never (as in R's `did`) where every time lies after 0; where times reach 0 or
 * go below it, it is a time like others.
 */
function beginnings(
  sheet: Sheet,
  texts: readonly string[],
  rows: readonly number[],
  name: string,
  times: Float64Array | undefined,
) {
  const zeroIsNever = times?.every((time) => time > 0) ?? true
  const firstTreated = Float64Array.from(rows, (row) => {
    const text = texts[row]!
    if (NEVER.includes(text.toLowerCase())) return Number.POSITIVE_INFINITY
    const value = numberOf(text)
    if (Number.isNaN(value)) throw new EstimateFault('not_a_number', { line: sheet.rows[row]!.line, name, text })
    return value === 0 && zeroIsNever ? Number.POSITIVE_INFINITY : value
  })
  return { firstTreated, zeroIsNever }
}
