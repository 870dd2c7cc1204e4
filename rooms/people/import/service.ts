import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Problem, problemTold } from '#platform/files/problem.ts'
import { putBack, sentAs } from '#platform/files/sent.ts'
import type { Table } from '#platform/files/table.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { isFirstAt } from '#platform/sql/sql.ts'
import { formatDate, isDate } from '#platform/time/dates.ts'
import { settleNames } from '#rooms/people/names.service.ts'
import { peopleNumbered } from '#rooms/people/numbers.service.ts'
import { everythingStruck } from '#rooms/people/struck.service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { type Alike, asMeant, findAlike, type Halved, newInHalfWidth } from './alike.rules.ts'
import {
  answerKey,
  columnsBeside,
  columnsOf,
  type FileName,
  fileNames,
  labelOf,
  NO_GRADE,
  noRows,
  type Rows,
} from './columns.rules.ts'
import type { importing } from './contract.ts'
import { type Finding, Findings } from './findings.rules.ts'
import { asJoined, type TwiceSaid } from './joined-rows.rules.ts'
import { importMessages } from './messages.ts'
import { keepAnswers, keepMapping, type Mapping, readAnswers, readMappings } from './remembered.service.ts'
import {
  concerned,
  type Files,
  inOrder,
  numbersIn,
  type Organisation,
  type Plan,
  planImport,
  takingEffectLater,
} from './rules.ts'
import { planSections } from './sections.rules.ts'
import { areKnown, formerNumbers, readEverybody, readPeople, readSections, storedTwins } from './stored.service.ts'
import { type LeftOut, withoutStruck } from './struck-rows.rules.ts'
import { drive, rowsToWrite, writePlan } from './write.service.ts'

const SHOWN = 200
const TWINS = 20
/** How often planning goes through all rows, roughly; for the progress only. */
const PASSES = 7
/** Characters of base64 that are read at a time; four of them are three bytes. */
const BASE64_PIECE = 1 << 20

/** Reads, checks and, unless it is a preview, writes all four files or nothing of them (INV-D5). */
export async function importWard(
  ctx: Ctx<typeof importing.importWard>,
  input: Input<typeof importing.importWard>,
): Promise<Output<typeof importing.importWard>> {
  ctx.must(
    fileNames.some((file) => input[file]),
    'nothing_to_import',
  )
  await refuseMixture(ctx)
  if (!input.dryRun) {
    await lock(ctx)
    await settleNames(ctx)
  }
  const mappings = await mappingsOf(ctx, input)
  const { files: spoken, tables } = await readFiles(ctx, input, mappings)
  const { files: left, struck } = await leaveOutStruck(ctx, spoken)
  const findings = new Findings()
  const { files: written, alike, halved } = await alikeIn(ctx, left, input)
  const { files, twice } = await drive(asJoined(await drive(asMeant(written, alike)), await formerNumbers(ctx)))
  const plan = await makePlan(ctx, files, findings)
  const given = fileNames.filter((file) => input[file])
  const { problems, problemCount } = problemsOf(ctx, given, tables, findings)
  const unanswered = input.whenAlike === 'ask' ? alike.filter(({ answer }) => answer === null).length : 0
  const applied = problemCount === 0 && unanswered === 0 && !input.dryRun
  const counts = Object.fromEntries(given.map((file) => [file, plan[file].counts]))
  if (applied) {
    await write(ctx, plan)
    await remember(ctx, input, alike, plan)
  }
  const people = applied ? [...(await drive(concerned(plan)))] : []
  // Who is there, and who decides for whom, may be others now.
  ctx.tells('people', [])
  ctx.about(
    people.map(({ staffMemberId }) => staffMemberId as number),
    {
      detail: { applied, dryRun: input.dryRun, problemCount, ...counts, ...(applied ? await laterIn(ctx, plan) : {}) },
    },
  )
  return {
    applied,
    files: given.map((file) => ({
      file,
      encoding: tables[file]?.encoding ?? '',
      ...plan[file].counts,
      sheet: tables[file]?.sheet ?? null,
      sheets: [...(tables[file]?.sheets ?? [])],
      columns: [...(tables[file]?.columns ?? [])],
    })),
    problemCount,
    problems,
    alike: alike
      .toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null))
      .slice(0, SHOWN)
      .map(({ answer, other: { staffMemberId: _, ...other }, ...row }) => ({ ...row, other, isSame: answer })),
    unanswered,
    twins: await storedTwins(ctx, await drive(numbersIn(spoken)), TWINS),
    ...warningsOf(ctx, given, tables, { alike, struck, twice, halved, ungraded: ungradedIn(files) }),
  }
}

/** Whom the import concerns only from a day to come: until that day is announced, the line is not shown to them. */
async function laterIn(ctx: Ctx, plan: Plan): Promise<{ later?: Record<string, number[]> }> {
  const days = Map.groupBy(await drive(takingEffectLater(plan, ctx.today)), ([, day]) => day)
  if (days.size === 0) return {}
  const later = [...days].map(([day, people]) => [day, people.map(([{ staffMemberId }]) => staffMemberId as number)])
  return { later: Object.fromEntries(later) }
}

type Import = Input<typeof importing.importWard>

/** What is said now goes before what was said of the same column earlier. */
async function mappingsOf(ctx: Ctx, input: Import): Promise<Record<FileName, Mapping>> {
  const remembered = await readMappings(ctx)
  const of = (file: FileName) => ({ ...remembered[file], ...input[file]?.mapping })
  return { sections: of('sections'), staff: of('staff'), assignments: of('assignments'), leave: of('leave') }
}

async function alikeIn(
  ctx: Ctx,
  files: Files,
  { answers, whenAlike }: Import,
): Promise<{ files: Files; alike: readonly Alike[]; halved: readonly Halved[] }> {
  const numbers = await drive(numbersIn(files))
  if (await areKnown(ctx, numbers)) return { files, alike: [], halved: [] }
  const known = await readEverybody(ctx)
  const said = await readAnswers(ctx, known)
  for (const { staffNumber, otherNumber, isSame } of answers) said.set(answerKey(staffNumber, otherNumber), isSame)
  const read = await drive(newInHalfWidth(files, known))
  return { ...read, alike: await drive(findAlike(read.files, known, said, whenAlike === 'warn')) }
}

async function remember(ctx: Ctx, input: Import, alike: readonly Alike[], { staffPlan }: Plan): Promise<void> {
  for (const file of fileNames) {
    const mapping = input[file]?.mapping ?? {}
    if (Object.keys(mapping).length > 0) await keepMapping(ctx, file, mapping)
  }
  const given = new Set(input.answers.map(({ staffNumber, otherNumber }) => answerKey(staffNumber, otherNumber)))
  const said = alike.filter(({ staffNumber, other }) => given.has(answerKey(staffNumber, other.staffNumber)))
  const apart = input.whenAlike === 'apart' ? alike.filter(({ answer }) => answer === null) : []
  const answered = [...said, ...apart.map((one) => ({ ...one, answer: false }))]
  if (answered.length === 0) return
  await keepAnswers(ctx, answered, (staffNumber) => staffPlan.ownerOf.get(staffNumber)?.staffMemberId ?? null)
}

interface Noticed {
  readonly alike: readonly Alike[]
  readonly struck: readonly LeftOut[]
  readonly twice: readonly TwiceSaid[]
  readonly halved: readonly Halved[]
  /** Lines of posts without a grade. */
  readonly ungraded: readonly number[]
}

function ungradedIn({ assignments }: Files): number[] {
  return assignments.rows.flatMap(({ line, grade }) => (grade === undefined ? [line] : []))
}

/** What was read with a guess, and whoever is like somebody. */
function warningsOf(
  ctx: Ctx,
  given: readonly FileName[],
  tables: Tables,
  { alike, struck, twice, halved, ungraded }: Noticed,
) {
  const notes = given.flatMap((file) => (tables[file]?.notes ?? []).map((note) => asProblem(ctx, file, note)))
  const like = alike.slice(0, SHOWN).map((one) => alikeInWords(ctx, one))
  const noted = given.reduce((sum, file) => sum + (tables[file]?.noteCount ?? 0), 0)
  const out = struck.slice(0, SHOWN).map((one) => leftOutInWords(ctx, one))
  const joined = twice.slice(0, SHOWN).map((one) => saidTwiceInWords(ctx, one))
  const half = halved.slice(0, SHOWN).map(({ line, staffNumber, as }) => ({
    ...{ file: 'staff' as const, line, column: labelOf('staff', 'staffNumber', ctx.language), value: staffNumber },
    reason: ctx.t(importMessages, 'halved', { number: as }),
  }))
  const unsaid = ungraded.slice(0, 1).map((line) => ({
    ...{ file: 'assignments' as const, line, column: labelOf('assignments', 'grade', ctx.language), value: '' },
    reason: ctx.t(importMessages, 'ungraded', { n: ungraded.length, grade: NO_GRADE }),
  }))
  return {
    warnings: [...out, ...joined, ...like, ...unsaid, ...notes, ...half].slice(0, SHOWN),
    warningCount: noted + alike.length + struck.length + twice.length + halved.length + unsaid.length,
  }
}

/** A row that says under a number that was joined to another what another row says under that. */
function saidTwiceInWords(ctx: Ctx, { file, line, staffNumber, standsFor }: TwiceSaid) {
  const words = ctx.t(importMessages, 'joined', { number: standsFor })
  return { file, line, column: labelOf(file, 'staffNumber', ctx.language), value: staffNumber, reason: words }
}

/** A row that speaks of what HR has struck is left out, and said so: the file of yesterday brings nothing back. */
function leftOutInWords(ctx: Ctx, { file, line, of, by: { on, reason } }: LeftOut) {
  const [key, column] =
    file === 'sections' ? (['struck.section', 'sectionCode'] as const) : (['struck', 'staffNumber'] as const)
  const words = ctx.t(importMessages, key, { day: formatDate(on, ctx.language), reason })
  return { file, line, column: labelOf(file, column, ctx.language), value: of, reason: words }
}

async function leaveOutStruck(ctx: Ctx, files: Files): Promise<{ files: Files; struck: readonly LeftOut[] }> {
  const rows = await everythingStruck(ctx)
  if (!rows) return { files, struck: [] }
  const numbered = await peopleNumbered(ctx, await drive(numbersIn(files)))
  const owners = new Map(numbered.map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]))
  return drive(withoutStruck(files, rows, owners))
}

function alikeInWords(ctx: Ctx, { kind, file, line, staffNumber, other, answer }: Alike) {
  const who = ctx.t(importMessages, other.line === null ? 'alike.stored' : 'alike.row', {
    number: other.staffNumber,
    name: other.name,
    line: other.line ?? 0,
  })
  const outcome = ctx.t(importMessages, answer === null ? 'alike.asked' : answer ? 'alike.same' : 'alike.apart')
  const reason = `${ctx.t(importMessages, `alike.${kind}`, { who })}${outcome}`
  return { file, line, column: labelOf(file, 'staffNumber', ctx.language), value: staffNumber, reason }
}

/** INV-D2: the sample enters once, into a town that is the sample and has nobody yet; nobody else enters there. */
async function refuseMixture(ctx: Ctx<'real_staff_in_sample' | 'sample_in_real_town'>): Promise<void> {
  const [isSample, { rows }] = await Promise.all([
    isSampleTown(ctx),
    sql`select 1 from staff_member limit 1`.execute(ctx.db),
  ])
  if (ctx.actor.kind === 'command' && ctx.actor.name === 'sample') {
    ctx.must(isSample !== false, 'sample_in_real_town')
    ctx.must(rows.length === 0, 'real_staff_in_sample')
  } else ctx.must(isSample !== true, 'real_staff_in_sample')
}

/** One import at a time in a town, over all processes; it opens with the transaction's end. */
async function lock(ctx: Ctx<'another_import_runs'>): Promise<void> {
  const { rows } = await isFirstAt('import').execute(ctx.db)
  ctx.must(rows[0]?.got, 'another_import_runs')
}

type Tables = Partial<Record<FileName, Omit<Table<[]>, 'rows'>>>

async function readFiles(
  ctx: Ctx,
  input: Import,
  mappings: Record<FileName, Mapping>,
): Promise<{ files: Files; tables: Tables }> {
  const total = fileNames.filter((file) => input[file]).length
  const hasLadder = (await organisationOf(ctx)) !== undefined
  const tables: Tables = {}
  const read = async <F extends FileName>(file: F): Promise<Rows<F>> => {
    const upload = input[file]
    if (!upload) return noRows
    await ctx.progress(Object.keys(tables).length, total, 'reading')
    const bytes = await bytesOf(ctx, file, upload.base64)
    const { sheet, name: called } = upload
    const options = {
      ...{ file, called, most: SHOWN, mapping: mappings[file], elsewhere: columnsBeside(file) },
      ...(sheet === undefined ? {} : { sheet }),
    }
    const { rows, ...table } = await readTableApart(bytes, columnsOf(file, hasLadder), options, {
      giveBack: (read) => putBack(upload.base64, read),
    })
    tables[file] = table
    return { rows, present: table.present, isWhole: table.problemCount === 0 } as unknown as Rows<F>
  }
  const files = {
    sections: await read('sections'),
    staff: await read('staff'),
    assignments: await read('assignments'),
    leave: await read('leave'),
  }
  return { files, tables }
}

async function bytesOf(ctx: Ctx, file: FileName, base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const sent = sentAs(base64)
  if (sent) return sent
  const bytes = Buffer.allocUnsafe(Math.floor((base64.length * 3) / 4))
  let length = 0
  for (let at = 0; at < base64.length; at += BASE64_PIECE) {
    const piece = base64.slice(at, at + BASE64_PIECE)
    const written = bytes.write(piece, length, 'base64')
    const padding = at + piece.length === base64.length ? (/={0,2}$/.exec(piece)?.[0].length ?? 0) : 0
    // A character that is no base64 is passed over by the decoder, so it shows as bytes that are missing.
    if (piece.length % 4 !== 0 || written !== (piece.length / 4) * 3 - padding) {
      throw ctx.refusal('invalid_input', {}, [
        { path: `${file}.base64`, reason: ctx.t(importMessages, 'base64.broken') },
      ])
    }
    length += written
    await breathe()
  }
  return bytes.subarray(0, length)
}

async function makePlan(ctx: Ctx, files: Files, findings: Findings): Promise<Plan> {
  const [storedSections, organisation] = await Promise.all([readSections(ctx), organisationOf(ctx)])
  const rows = fileNames.reduce((sum, file) => sum + files[file].rows.length, 0)
  const note = noting(ctx, 'checking', rows, PASSES)
  const sections = await drive(planSections(files.sections, storedSections, organisation?.sectionKinds, findings), note)
  const stored = await readPeople(ctx, await drive(numbersIn(files)), sections.shrunk)
  return drive(planImport(files, sections, stored, { organisation, today: ctx.today }, findings), note)
}

async function organisationOf(ctx: Ctx): Promise<Organisation | undefined> {
  const organisation = (await policyOn(ctx))?.organisation
  if (!organisation) return undefined
  const { sectionKinds, employmentCategories, grades, formerGrades = [] } = organisation
  const known = [
    ...grades.flatMap((grade) => [grade.id, ...(grade.formerGrades ?? [])]),
    ...formerGrades.map(({ id }) => id),
  ]
  return { sectionKinds, employmentCategories, grades: new Set(known) }
}

async function write(ctx: Ctx, plan: Plan): Promise<void> {
  await writePlan(ctx, plan, noting(ctx, 'writing', rowsToWrite(plan)))
}

/** Adds up what is done, in rows. */
function noting(ctx: Ctx, stage: 'checking' | 'writing', total: number, passes = 1) {
  let done = 0
  return async (count: number) => {
    done += count
    await ctx.progress(Math.min(Math.floor(done / passes), total - 1), total, stage)
  }
}

/** All problems of reading and of meaning in the order of files and lines: the first ones, and how many there are. */
function problemsOf(ctx: Ctx, given: readonly FileName[], tables: Tables, { all }: Findings) {
  const read = given.flatMap((file) => (tables[file]?.problems ?? []).map((problem) => asProblem(ctx, file, problem)))
  const meant = inOrder(all, fileNames).slice(0, SHOWN)
  const problems = inOrder([...read, ...meant.map((finding) => inWords(ctx, finding))], fileNames).slice(0, SHOWN)
  const unread = given.reduce((sum, file) => sum + (tables[file]?.problemCount ?? 0), 0)
  return { problems, problemCount: unread + all.length }
}

function asProblem(ctx: Ctx, file: FileName, problem: Problem) {
  return { ...problemTold(problem, ctx.language), file, line: problem.line ?? 1 }
}

function inWords(ctx: Ctx, { file, line, column, value, key, values }: Finding) {
  const words = Object.entries(values).map(([name, said]) => [name, wordFor(ctx, said)])
  const reason = ctx.t(importMessages, `problem.${key}`, Object.fromEntries(words))
  return { file, line, column: labelOf(file, column, ctx.language), value, reason }
}

function wordFor(ctx: Ctx, value: string | number | null): string | number {
  if (value === null) return ctx.t(importMessages, 'open')
  return isDate(value) ? formatDate(value, ctx.language) : value
}
