import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Problem } from '#platform/files/problem.ts'
import type { Table } from '#platform/files/table.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { formatDate, isDate } from '#platform/time/dates.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { columns, type FileName, fileNames, labelOf, noRows, type Rows } from './columns.rules.ts'
import type { importing } from './contract.ts'
import { type Finding, Findings } from './findings.rules.ts'
import { importMessages } from './messages.ts'
import { concerned, type Files, inOrder, numbersIn, type Organisation, type Plan, planImport } from './rules.ts'
import { planSections } from './sections.rules.ts'
import { readPeople, readSections } from './stored.service.ts'
import { drive, rowsToWrite, writePlan } from './write.service.ts'

const SHOWN = 200
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
  if (!input.dryRun) await lock(ctx)
  const { files, tables } = await readFiles(ctx, input)
  const findings = new Findings()
  const plan = await makePlan(ctx, files, findings)
  const given = fileNames.filter((file) => input[file])
  const { problems, problemCount } = problemsOf(ctx, given, tables, findings)
  const applied = problemCount === 0 && !input.dryRun
  const counts = Object.fromEntries(given.map((file) => [file, plan[file].counts]))
  if (applied) await write(ctx, plan)
  const people = applied ? [...(await drive(concerned(plan)))] : []
  // Who is there, and who decides for whom, may be others now.
  ctx.tells('people', [])
  ctx.about(
    people.map(({ staffMemberId }) => staffMemberId as number),
    { detail: { applied, dryRun: input.dryRun, problemCount, ...counts } },
  )
  return {
    applied,
    files: given.map((file) => ({ file, encoding: tables[file]?.encoding ?? '', ...plan[file].counts })),
    problemCount,
    problems,
  }
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
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('import ' || current_schema(), 0)) as got`.execute(ctx.db)
  ctx.must(rows[0]?.got, 'another_import_runs')
}

type Tables = Partial<Record<FileName, Omit<Table<[]>, 'rows'>>>

async function readFiles(
  ctx: Ctx,
  input: Input<typeof importing.importWard>,
): Promise<{ files: Files; tables: Tables }> {
  const total = fileNames.filter((file) => input[file]).length
  const tables: Tables = {}
  const read = async <F extends FileName>(file: F): Promise<Rows<F>> => {
    const upload = input[file]
    if (!upload) return noRows
    await ctx.progress(Object.keys(tables).length, total, 'reading')
    const bytes = await bytesOf(ctx, file, upload.base64)
    const { rows, ...table } = await readTableApart(bytes, columns[file], { file, most: SHOWN })
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
  return drive(planImport(files, sections, stored, organisation, findings), note)
}

async function organisationOf(ctx: Ctx): Promise<Organisation | undefined> {
  const organisation = (await policyOn(ctx))?.organisation
  if (!organisation) return undefined
  const { sectionKinds, employmentCategories, grades, formerGrades = [] } = organisation
  return { sectionKinds, employmentCategories, grades: new Set([...grades, ...formerGrades].map(({ id }) => id)) }
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

function asProblem(ctx: Ctx, file: FileName, { line = 1, column, value, reason, reasonEn }: Problem) {
  return { file, line, column: column ?? null, value: value ?? null, reason: ctx.language === 'ja' ? reason : reasonEn }
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
