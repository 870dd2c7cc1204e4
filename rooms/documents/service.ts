import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { lettersSaid } from '#platform/paper/pdf.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import type { documents } from './contract.ts'
import { type Facts, type Kind, kinds, restsOnSample } from './facts.rules.ts'
import { factsOf } from './facts.service.ts'
import { type Format, fileNameOf, formats, type Made, make, type ToMake } from './making.service.ts'
import type { DocumentsTables } from './tables.ts'
import { partsOfKind, type Texts, textsOf } from './texts.rules.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<DocumentsTables>

export async function listDocuments(
  ctx: Ctx<typeof documents.listDocuments>,
  { fiscalYear }: Input<typeof documents.listDocuments>,
): Promise<Output<typeof documents.listDocuments>> {
  const facts = await requireFacts(ctx, fiscalYear)
  const [written, issued, mayWrite, mayIssue] = await Promise.all([
    writtenFor(ctx, fiscalYear),
    issuedOf(ctx, facts),
    ctx.may<typeof documents.writeDocument>('documents.writeDocument', { fiscalYear }),
    ctx.may<typeof documents.issueDocument>('documents.issueDocument', { fiscalYear }),
  ])
  return {
    fiscalYear,
    closedOn: facts.closedOn,
    kinds: kinds.map((kind) => {
      const texts = textsOf(kind, facts, written.get(kind) ?? {})
      const longest = partsOfKind(kind)
      return {
        kind,
        mayBeMade: kind !== 'public' || !restsOnSample(facts),
        version: versionOf(texts),
        texts: Object.entries(texts).map(([part, text]) => ({ part, text, longest: longest[part]! })),
        issued: issued.get(kind) ?? [],
      }
    }),
    may: [...(mayWrite ? (['writeDocument'] as const) : []), ...(mayIssue ? (['issueDocument'] as const) : [])],
  }
}

/** An issued document as it is kept; or what a draft is to be made of. */
export type ToShow = { readonly kept: readonly Made[]; readonly facts: Facts } | ToMake

export async function lookForFile(
  ctx: Ctx<typeof documents.showDocumentFile>,
  { fiscalYear, kind, format, number }: Input<typeof documents.showDocumentFile>,
): Promise<ToShow> {
  const facts = await requireFacts(ctx, fiscalYear, kind)
  if (number === undefined) return await draftOf(ctx, kind, facts)
  const { rows } = await sql<Made>`select f.format, f.bytes, f.sha256
    from document_issue i join document_file f using (document_issue_id)
    where i.fiscal_year = ${fiscalYear} and i.kind = ${kind} and i.number = ${number}
      and (f.format = ${format} or ${format} = 'csv' and f.format = 'json') order by f.format`.execute(ctx.db)
  ctx.must(rows.length > 0, 'no_such_document')
  return { kept: rows, facts }
}

export async function showDocumentFile(
  ctx: Ctx<typeof documents.showDocumentFile>,
  { kind, format, number }: Input<typeof documents.showDocumentFile>,
  { made, facts }: { made: Awaited<ReturnType<typeof make>>; facts: Facts },
) {
  const files = mustBePrintable(ctx, made)
  const file = files.find((one) => one.format === format)!
  const columns = files.find((one) => one.format === 'json')
  const fileName = fileNameOf({ kind, facts, ...(number === undefined ? {} : { number }) }, format)
  return {
    fileName,
    base64: file.bytes.toString('base64'),
    sha256: file.sha256,
    columns: columns ? { fileName: `${fileName}-metadata.json`, base64: columns.bytes.toString('base64') } : null,
  }
}

export async function writeDocument(
  ctx: Ctx<typeof documents.writeDocument>,
  { fiscalYear, kind, seen, texts }: Input<typeof documents.writeDocument>,
) {
  const facts = await requireFacts(ctx, fiscalYear, kind)
  await oneAtATime(`documents ${fiscalYear}`).execute(ctx.db)
  const stored = textsOf(kind, facts, (await writtenFor(ctx, fiscalYear)).get(kind) ?? {})
  mustBeMadeFrom(ctx, seen, stored)
  const longest = partsOfKind(kind)
  for (const { part, text } of texts) {
    ctx.must(Object.hasOwn(longest, part), 'no_such_part')
    ctx.must([...text].length <= longest[part]!, 'too_long', { longest: longest[part]! })
  }
  const changed = texts.filter(({ part, text }) => text !== stored[part])
  for (const { part, text } of changed) {
    const said = { text, written_by: ctx.actor.subjectId, written_at: new Date(ctx.now.epochMilliseconds) }
    await tables(ctx)
      .insertInto('document_text')
      .values({ fiscal_year: fiscalYear, kind, part, ...said })
      .onConflict((conflict) => conflict.columns(['fiscal_year', 'kind', 'part']).doUpdateSet(said))
      .execute()
  }
  ctx.about([], { detail: { fiscalYear, kind, parts: changed.map(({ part }) => part) } })
  const now = { ...stored, ...Object.fromEntries(texts.map(({ part, text }) => [part, text])) }
  return { version: versionOf(now) }
}

/** What is to be issued, as it stands now. */
export async function lookForIssue(
  ctx: Ctx<typeof documents.issueDocument>,
  { fiscalYear, kind, seen }: Input<typeof documents.issueDocument>,
): Promise<ToMake> {
  const draft = await draftOf(ctx, kind, await requireFacts(ctx, fiscalYear, kind))
  mustBeMadeFrom(ctx, seen, draft.texts)
  return { ...draft, number: (await latestNumber(ctx, fiscalYear, kind)) + 1 }
}

/** Kept with its very bytes. Whoever wrote, issued or restated since it was printed is not passed over. */
export async function issueDocument(
  ctx: Ctx<typeof documents.issueDocument>,
  { fiscalYear, kind, seen }: Input<typeof documents.issueDocument>,
  { printed, made }: { printed: ToMake; made: Awaited<ReturnType<typeof make>> },
) {
  const files = mustBePrintable(ctx, made)
  await oneAtATime(`documents ${fiscalYear}`).execute(ctx.db)
  const draft = await draftOf(ctx, kind, await requireFacts(ctx, fiscalYear, kind))
  mustBeMadeFrom(ctx, seen, draft.texts)
  const number = (await latestNumber(ctx, fiscalYear, kind)) + 1
  const isSame = number === printed.number && wordsAndNumbers(draft) === wordsAndNumbers(printed)
  ctx.must(isSame, 'changed_meanwhile')
  const { document_issue_id } = await tables(ctx)
    .insertInto('document_issue')
    .values({
      ...{ fiscal_year: fiscalYear, kind, number, issued_on: ctx.today, recorded_by: ctx.actor.subjectId },
      issued_at: new Date(ctx.now.epochMilliseconds),
      restated: timesRestated(draft.facts),
    })
    // Of two who press at once the second waited with the snapshot from before: it begins again, and is told.
    .onConflict((conflict) => conflict.columns(['fiscal_year', 'kind', 'number']).doNothing())
    .returning('document_issue_id')
    .executeTakeFirstOrThrow()
  await tables(ctx)
    .insertInto('document_file')
    .values(files.map(({ format, bytes, sha256 }) => ({ document_issue_id, format, bytes, sha256 })))
    .execute()
  const hashes = Object.fromEntries(files.map(({ format, sha256 }) => [format, sha256]))
  ctx.about([], { detail: { fiscalYear, kind, number, ...hashes } })
  return { number, issuedOn: ctx.today }
}

/** Work without a connection. */
export async function makeDraft(wanted: ToShow, format: Format) {
  const made = 'kept' in wanted ? { files: wanted.kept } : await make(wanted, [format])
  return { made, facts: wanted.facts }
}
export async function makeAll(printed: ToMake) {
  return { printed, made: await make(printed, formats) }
}

async function requireFacts(ctx: Ctx<'year_open'>, fiscalYear: number, kind?: Kind): Promise<Facts> {
  const facts = await factsOf(ctx, fiscalYear, kind)
  ctx.must(facts, 'year_open', { year: formatFiscalYear(fiscalYear, ctx.language) })
  return facts
}

/** Nothing invented is published as the town's own (INV-D1). */
async function draftOf(ctx: Ctx<'sample_not_public'>, kind: Kind, facts: Facts): Promise<ToMake> {
  ctx.must(kind !== 'public' || !restsOnSample(facts), 'sample_not_public')
  const written = (await writtenFor(ctx, facts.fiscalYear)).get(kind) ?? {}
  return { kind, facts, texts: textsOf(kind, facts, written), date: ctx.today }
}

function mustBePrintable(ctx: Ctx<'no_glyph'>, made: Awaited<ReturnType<typeof make>>): readonly Made[] {
  const missing = 'missing' in made ? made.missing : []
  ctx.must('files' in made, 'no_glyph', { characters: lettersSaid(missing, ctx.language) })
  return made.files
}

async function writtenFor(ctx: Ctx, fiscalYear: number): Promise<Map<Kind, Texts>> {
  const rows = await tables(ctx)
    .selectFrom('document_text')
    .select(['kind', 'part', 'text'])
    .where('fiscal_year', '=', fiscalYear)
    .execute()
  const byKind = Map.groupBy(rows, ({ kind }) => kind)
  return new Map(
    [...byKind].map(([kind, texts]) => [kind, Object.fromEntries(texts.map(({ part, text }) => [part, text]))]),
  )
}

async function latestNumber(ctx: Ctx, fiscalYear: number, kind: Kind): Promise<number> {
  const { rows } = await sql<{ latest: number }>`select coalesce(max(number), 0) as latest from document_issue
    where fiscal_year = ${fiscalYear} and kind = ${kind}`.execute(ctx.db)
  return rows[0]?.latest ?? 0
}

type Issued = Output<typeof documents.listDocuments>['kinds'][number]['issued'][number]

async function issuedOf(ctx: Ctx, facts: Facts): Promise<Map<Kind, Issued[]>> {
  const { rows } = await sql<{
    kind: Kind
    number: number
    issuedOn: string
    restated: Record<string, number>
    files: Issued['files']
  }>`select i.kind, i.number, i.issued_on as "issuedOn", i.restated,
      (select json_agg(json_build_object('format', f.format, 'sha256', f.sha256) order by f.format)
        from document_file f where f.document_issue_id = i.document_issue_id and f.format <> 'json') as files
    from document_issue i where i.fiscal_year = ${facts.fiscalYear} order by i.number desc`.execute(ctx.db)
  const byKind = Map.groupBy(rows, ({ kind }) => kind)
  return new Map(
    [...byKind].map(([kind, issues]) => [
      kind,
      issues.map(({ number, issuedOn, files, restated }) => ({
        number,
        issuedOn,
        files,
        restatedSince: since(facts, restated),
      })),
    ]),
  )
}

function since({ values }: Facts, restated: Readonly<Record<string, number>>): Issued['restatedSince'] {
  return values.flatMap(({ definition: { id, name, unit }, frozen, restatements }) => {
    const told = restated[id] ?? 0
    return restatements.slice(told).map(({ counted, reason, on }, place) => ({
      ...{ id, name, unit, reason, on, after: counted },
      before: told + place === 0 ? frozen : restatements[told + place - 1]!.counted,
    }))
  })
}

function timesRestated({ values }: Facts): Record<string, number> {
  return Object.fromEntries(values.map(({ definition, restatements }) => [definition.id, restatements.length]))
}

/** What a document says, to be compared. */
function wordsAndNumbers({ facts, texts, date }: ToMake): string {
  return JSON.stringify([{ ...facts, parts: [...facts.parts] }, texts, date])
}
