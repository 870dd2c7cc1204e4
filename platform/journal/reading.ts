/** What is asked of the journal. Whoever asks puts names and words to the lines; the lines themselves are read here only. */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { declaredData } from '#platform/privacy/data.ts'
import { isAbout } from '#platform/privacy/held.ts'
import type { JournalTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<JournalTables>

interface Page {
  readonly page: number
  readonly pageSize: number
}

/** What others did or read of a person, latest first. */
export async function linesAbout(ctx: Ctx, person: number, { page, pageSize }: Page) {
  const about = tables(ctx)
    .selectFrom('journal_line')
    .where(isAbout(declaredData(), 'journal_line', 'subject', person, 'journal_line'))
    .where((e) => e.or([e('actor_subject', 'is', null), e('actor_subject', '<>', person)]))
    // Nobody is signed in yet when they sign in, so the line of one's own sign-in names no actor.
    .where('operation', '<>', 'auth.signIn')
  const [{ total }, lines] = await Promise.all([
    about.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    about
      .select(['line_id', 'written_at', 'kind', 'operation', 'actor_subject', 'actor_name', 'acted_as', 'reason'])
      .select(sql<string | null>`detail->>'what'`.as('what'))
      .orderBy('line_id', 'desc')
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
  ])
  return { total, lines }
}

/** The latest ten lines of some operations about a person, by whomever. */
export async function latestAbout(ctx: Ctx, person: number, operations: readonly string[]) {
  return tables(ctx)
    .selectFrom('journal_line')
    .where(isAbout(declaredData(), 'journal_line', 'subject', person, 'journal_line'))
    .where('operation', 'in', operations)
    .select(['line_id', 'written_at', 'actor_subject', 'actor_name', 'acted_as'])
    .orderBy('line_id', 'desc')
    .limit(10)
    .execute()
}

/** All lines, or those of one operation, latest first. */
export async function linesOf(ctx: Ctx, operation: string | undefined, { page, pageSize }: Page) {
  const wanted = tables(ctx)
    .selectFrom('journal_line')
    .where((e) => (operation ? e('operation', '=', operation) : e.lit(true)))
  const [{ total }, lines] = await Promise.all([
    wanted.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    wanted
      .select(['line_id', 'written_at', 'kind', 'operation', 'actor_name', 'acted_as'])
      .select(sql<number>`cardinality(subjects)`.as('subjects'))
      .orderBy('line_id', 'desc')
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
  ])
  return { total, lines }
}

/** How often a command changed something by each operation; a request counts once however many lines it wrote. */
export async function callsOfCommand(ctx: Ctx, name: string) {
  const { rows } = await sql<{ operation: string; calls: number }>`select operation, count(distinct xid) as calls
    from journal_line where acted_as = 'command' and actor_name = ${name} and kind = 'change'
    group by operation order by operation`.execute(ctx.db)
  return rows
}
