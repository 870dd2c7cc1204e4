/** Values that HR enters by file, and how a number that looks like another unit is told. */
import type { Input, Output } from '#platform/contract/contract.ts'
import { noteCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { problemTold } from '#platform/files/problem.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import type { entries } from './entry.contract.ts'
import { countIn, entryColumns, isUnit, otherReading } from './entry.rules.ts'
import { kpiMessages } from './messages.ts'
import {
  type Counted,
  type Definition,
  definitionsOf,
  figureOf,
  formatStated,
  formatWithCounts,
  isShareOfWholes,
} from './rules.ts'
import { addEntry, dropEntry, type Entry, entriesUpTo, lockEntry, measureOf } from './values.service.ts'

type Report = Output<typeof entries.importKpiActuals>
type Question = Report['questions'][number]
const SHOWN = 200

/** All or nothing: each row that cannot be entered is named at its line, each number that reads two ways is asked about. */
export async function importKpiActuals(
  ctx: Ctx<typeof entries.importKpiActuals>,
  { file, dryRun, answers }: Input<typeof entries.importKpiActuals>,
): Promise<Report> {
  const bytes = new Uint8Array(Buffer.from(file.base64, 'base64'))
  const table = await readTableApart(bytes, entryColumns, { file: file.name, most: SHOWN })
  const problems = table.problems.map((problem) => problemTold(problem, ctx.language))
  const definitionOn = await definitionsOnDays(
    ctx,
    table.rows.map(({ asOf }) => asOf),
  )
  const ids = [...new Set(table.rows.map(({ kpiId }) => kpiId))].sort()
  // As the form does: whoever enters a value of one of them meanwhile waits, and nothing that is read here changes.
  if (!dryRun) for (const id of ids) await oneAtATime(`values of ${id}`).execute(ctx.db)
  const standing = await entriesUpTo(ctx, ids, '9999-12-31')
  const questions: Question[] = []
  const rows: Read[] = []
  const seen = new Set<string>()
  for (const row of table.rows) {
    const found = readRow(ctx, row, {
      definitionOn,
      standing,
      seen,
      as: answers.find(({ line }) => line === row.line)?.as,
    })
    if ('question' in found) questions.push(found.question)
    else if ('problem' in found) problems.push({ line: row.line, ...found.problem })
    else rows.push(found)
  }
  const problemCount = table.problemCount + problems.length - table.problems.length
  const applied = problemCount === 0 && questions.length === 0 && !dryRun
  if (applied) for (const row of rows) await enter(ctx as Parameters<typeof enter>[0], row)
  const count = (doing: Read['doing']) => rows.filter((row) => row.doing === doing).length
  const done = { added: count('add'), corrected: count('correct'), unchanged: count('nothing') }
  ctx.about([], { detail: { applied, ...done, problemCount } })
  return { applied, ...done, problemCount, problems: problems.slice(0, SHOWN), questions: questions.slice(0, SHOWN) }
}

interface Read extends Counted {
  readonly doing: 'add' | 'correct' | 'nothing'
  readonly definition: Definition
  readonly asOf: string
  readonly note: string
  readonly reason: string
  readonly before: Entry | undefined
}

interface Row {
  readonly line: number
  readonly kpiId: string
  readonly unit: string | undefined
  readonly asOf: string
  readonly numerator: string
  readonly denominator: string | undefined
  readonly note: string | undefined
  readonly reason: string | undefined
}

interface Known {
  readonly definitionOn: (id: string, day: string) => Definition | undefined
  readonly standing: readonly Entry[]
  /** Values that the file has said already. */
  readonly seen: Set<string>
  readonly as: 'written' | 'other' | undefined
}

type Problem = { readonly problem: Omit<Report['problems'][number], 'line'> }

function readRow(ctx: Ctx, row: Row, known: Known): Read | Problem | { question: Question } {
  const { kpiId, asOf, note = '', reason = '' } = row
  const fault = (column: string, value: string, key: keyof (typeof kpiMessages)['ja'], values = {}): Problem => ({
    problem: { column, value, reason: ctx.t(kpiMessages, key, values) },
  })
  if (asOf > ctx.today) return fault('基準日', asOf, 'file.future')
  const definition = known.definitionOn(kpiId, asOf)
  if (!definition) return fault('指標ID', kpiId, 'refusal.no_such_kpi')
  if (measureOf(definition)) return fault('指標ID', kpiId, 'refusal.counted_from_records')
  if (row.unit && !isUnit(row.unit, definition.unit))
    return fault('単位', row.unit, 'file.unit', { unit: definition.unit })
  const numerator = countIn(row.numerator)
  const denominator = row.denominator ? countIn(row.denominator) : null
  if (numerator === undefined) return fault('分子', row.numerator, 'entry.number')
  if (denominator === undefined) return fault('分母', row.denominator ?? '', 'entry.number')
  if (denominator === 0) return fault('分母', row.denominator ?? '', 'entry.denominator')
  const written: Counted = { numerator, denominator }
  if (!isShareOfWholes(definition, written)) {
    if (denominator !== null && denominator !== 1) return fault('分子', row.numerator, 'refusal.not_a_share')
    // A share as one number: whole numbers are needed. Up to 1 it may be meant in two ways.
    if (numerator > 1) return fault('分子', row.numerator, 'file.share_whole', { n: row.numerator.trim() })
    return fault('分子', row.numerator, 'file.share_alone', { low: numerator, high: numerator * 100 })
  }
  const key = `${kpiId} ${asOf}`
  if (known.seen.has(key)) return fault('基準日', asOf, 'file.twice')
  known.seen.add(key)
  const before = known.standing.find((entry) => entry.kpi === kpiId && entry.asOf === asOf)
  const counted = meantBy(definition, written, known)
  if ('question' in counted) return { question: { ...counted.question(ctx), line: row.line } }
  if (!isShareOfWholes(definition, counted)) return fault('分子', row.numerator, 'refusal.not_a_share')
  const isSame = before && before.numerator === counted.numerator && before.denominator === counted.denominator
  const said = { definition, asOf, note: note.trim(), reason: reason.trim(), before, ...counted }
  if (isSame) return { ...said, doing: 'nothing' }
  if (before && !said.reason) {
    return fault('訂正の理由', '', 'file.needs_reason', {
      value: formatWithCounts(before, definition.unit, ctx.language) ?? '',
    })
  }
  return { ...said, doing: before ? 'correct' : 'add' }
}

function meantBy(
  definition: Definition,
  written: Counted,
  { standing, as }: Known,
): Counted | { question: (ctx: Ctx) => Omit<Question, 'line'> } {
  const factor = doubtOf(definition, written, standing)
  if (factor === undefined || as === 'written') return written
  const other = { ...written, numerator: Number((written.numerator * factor).toFixed(6)) }
  if (as === 'other') return other
  const words = (counted: Counted, ctx: Ctx) =>
    formatStated(Number((figureOf(counted, definition.unit) ?? 0).toFixed(2)), definition.unit, ctx.language)
  return { question: (ctx) => ({ name: definition.name, written: words(written, ctx), other: words(other, ctx) }) }
}

/** By what the value would have to be multiplied to fit what is known of the quantity. */
export function doubtOf(
  { id, unit, contract }: Definition,
  counted: Counted,
  standing: readonly Entry[],
): 100 | 0.01 | undefined {
  const value = figureOf(counted, unit)
  const earlier = standing.filter(({ kpi }) => kpi === id).map((entry) => figureOf(entry, unit))
  const known = [...earlier, contract?.baseline?.value, ...(contract?.targets ?? []).map((target) => target.value)]
  return value === null
    ? undefined
    : otherReading(
        value,
        known.filter((one) => one != null),
      )
}

/** What these refuse was looked for when the row was read. */
async function enter(
  ctx: Ctx<'day_has_value' | 'nothing_to_correct'>,
  { doing, definition, before, reason, ...said }: Read,
): Promise<void> {
  if (doing === 'nothing') return
  const { numerator, denominator, asOf, note } = said
  const after = { asOf, numerator, denominator, note }
  if (before) {
    await lockEntry(ctx, definition.id, before.id)
    await noteCorrection(ctx, {
      ...{ thing: `kpi.actual ${definition.id}`, id: before.id, subject: null, reason, concernsFrom: asOf, after },
      before: { asOf, numerator: before.numerator, denominator: before.denominator, note: before.note },
    })
    await dropEntry(ctx, before.id)
  }
  await addEntry(ctx, definition.unit, { kpi: definition.id, ...after, isSample: false })
}

async function definitionsOnDays(ctx: Ctx, days: readonly string[]) {
  const editions = await editionsOn(ctx, [...new Set(days.filter((day) => day <= ctx.today))])
  const said = new Map([...editions].map(([day, { document }]) => [day, definitionsOf(document)]))
  return (id: string, day: string) => said.get(day)?.find((definition) => definition.id === id)
}

/** For the form: the refusal's two readings. */
export function readingsOf(ctx: Ctx, definition: Definition, counted: Counted, factor: number) {
  const words = (times: number) =>
    formatStated(Number(((figureOf(counted, definition.unit) ?? 0) * times).toFixed(2)), definition.unit, ctx.language)
  return { written: words(1), other: words(factor) }
}
