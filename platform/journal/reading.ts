/**
 * What is asked of the journal. Whoever asks puts names and words to the lines; the lines themselves are read here only. Newest first; a page
 * begins before a line, so that neither its depth nor new lines change what it costs.
 */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { declaredData } from '#platform/privacy/data.ts'
import { isAbout } from '#platform/privacy/held.ts'
import { cutPage } from '#platform/sql/sql.ts'
import type { JournalTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<JournalTables>

export interface PageOfLines {
  /** The number of a line; those that came earlier are wanted. */
  readonly before?: number | undefined
  readonly pageSize: number
}

/**
 * Lines about a person, by all numbers that they were known by, that others caused, and whether there are older ones. A line whose detail says that it concerns them only from a
 * later day (`later`: a day and whom from then on) is left out where that day is after `until`.
 */
export async function linesAbout(ctx: Ctx, person: readonly number[], until: string, page: PageOfLines) {
  const rows = await pageOf(ctx, page)
    .where(isAbout(declaredData(), 'journal_line', 'subject', person, 'journal_line'))
    .where(sql<boolean>`(actor_subject is null or actor_subject <> all(${person}::bigint[]))`)
    .where(
      sql<boolean>`not exists (select from jsonb_each(coalesce(journal_line.detail -> 'later', '{}')) l
        where l.key > ${until} and exists (
        select from jsonb_array_elements_text(l.value) whom where whom::bigint = any(${person}::bigint[])))`,
    )
    // Nobody is signed in yet when they sign in, so the line of one's own sign-in names no actor.
    .where('operation', '<>', 'auth.signIn')
    .select(['line_id', 'written_at', 'kind', 'operation', 'actor_subject', 'actor_name', 'acted_as', 'reason'])
    .select(sql<string | null>`detail->>'what'`.as('what'))
    .execute()
  return cutPage(rows, page.pageSize)
}

/** All lines, or those of one operation, without any content about people; and whether there are older ones. */
export async function linesOf(ctx: Ctx, operation: string | undefined, page: PageOfLines) {
  const all = pageOf(ctx, page)
  const rows = await (operation === undefined ? all : all.where('operation', '=', operation))
    .select(['line_id', 'written_at', 'kind', 'operation', 'actor_name', 'acted_as'])
    .select(sql<number>`cardinality(subjects)`.as('subjects'))
    .execute()
  return cutPage(rows, page.pageSize)
}

/** The latest ten lines of some operations about a person, by whomever. */
export async function latestAbout(ctx: Ctx, person: readonly number[], operations: readonly string[]) {
  return await pageOf(ctx, { pageSize: 9 })
    .where(isAbout(declaredData(), 'journal_line', 'subject', person, 'journal_line'))
    .where('operation', 'in', operations)
    .select(['line_id', 'written_at', 'actor_subject', 'actor_name', 'acted_as'])
    .execute()
}

/** About how many lines there are, as the database last estimated; null before it has. */
export async function estimateOfLines(ctx: Ctx): Promise<number | null> {
  const { rows } = await sql<{ lines: number }>`select reltuples as lines from pg_class
    where oid = 'journal_line'::regclass`.execute(ctx.db)
  const estimate = rows[0]?.lines ?? -1
  return estimate < 0 ? null : Math.round(estimate)
}

/** How often a command changed something by each operation; a request counts once however many lines it wrote. */
export async function callsOfCommand(ctx: Ctx, name: string) {
  const { rows } = await sql<{ operation: string; calls: number }>`select operation, count(distinct xid) as calls
    from journal_line where acted_as = 'command' and actor_name = ${name} and kind = 'change'
    group by operation order by operation`.execute(ctx.db)
  return rows
}

/** One more than the page holds, which tells whether there are older ones. */
function pageOf(ctx: Ctx, { before, pageSize }: PageOfLines) {
  const newest = tables(ctx)
    .selectFrom('journal_line')
    .orderBy('line_id', 'desc')
    .limit(pageSize + 1)
  return before === undefined ? newest : newest.where('line_id', '<', before)
}
