/**
 * The whole town as one file, and back. Tables and their order are read from the database itself, so that a new room is
 * part of the backup on the day its migration lands.
 */
import { sql } from 'kysely'
import { isTaken } from '#platform/command/write.ts'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { codeOf } from '#platform/db/trouble.ts'
import { figureData } from '#platform/measure/tables.ts'
import type { backup } from './contract.ts'
import { type Head, type Line, readBackup, writeBackup } from './file.service.ts'
import { backupMessages } from './messages.ts'
import { noteRun } from './runs.service.ts'

/** Sessions end with a restore, and what is known of failed sign-ins and of browsers; progress is of the moment; kept figures are made again from what they count; the record of migrations belongs to the schema; keys of surveys are in no backup (decisions/0047). */
const LEFT_OUT = [
  ...['session', 'progress', 'migration', 'sign_in_limit', 'known_device', 'survey_secret'],
  ...Object.keys(figureData),
]
const BATCH = 2_000

export async function backupTown(ctx: Ctx<typeof backup.backupTown>, { path }: Input<typeof backup.backupTown>) {
  ctx.must(!(await isTaken(path)), 'file_exists', { path })
  const tables = await tablesInOrder(ctx)
  const head: Head = { format: 'hagukumi-backup', version: 1, migrations: await migrationsOf(ctx) }
  const { rows, sha256 } = await writeBackup(path, head, everything(ctx, tables))
  ctx.exports([], ctx.t(backupMessages, 'stage.backup'))
  ctx.about([], { detail: { tables: tables.length, rows, sha256 } })
  await noteRun(ctx, { kind: 'backup', sha256, tables: tables.length, rows, journalLines: null })
  return { path, tables: tables.length, rows, sha256 }
}

/** A file that is wrong is told before a town that is not empty, so it is read to its end in any case. */
export async function restoreTown(ctx: Ctx<typeof backup.restoreTown>, { path }: Input<typeof backup.restoreTown>) {
  const tables = await tablesInOrder(ctx)
  let isEmpty = false
  let rows = 0
  const counts = new Map<string, number>()
  let digest = ''
  const noteEnd = (sha256: string) => {
    digest = sha256
  }
  for await (const part of readBackup(ctx, path, noteEnd)) {
    if ('format' in part) {
      await mustBeThisVersion(ctx, part)
      isEmpty = await clearFirstStart(ctx)
      continue
    }
    ctx.must(tables.includes(part.table), 'other_version', { found: part.table })
    if (!isEmpty) continue
    await insertRows(ctx, part, path)
    rows += part.rows.length
    counts.set(part.table, (counts.get(part.table) ?? 0) + part.rows.length)
    await ctx.progress(rows, Number.MAX_SAFE_INTEGER, ctx.t(backupMessages, 'stage.restore'))
  }
  ctx.must(isEmpty, 'town_not_empty')
  for (const table of tables) await continueCounting(ctx, table)
  ctx.about([], { detail: { rows } })
  return {
    ...{ tables: tables.length, rows, sha256: digest },
    counts: tables.map((table) => ({ table, rows: counts.get(table) ?? 0 })),
  }
}

/** A drill is done on another schema, and noted in the town whose backup it was. */
export async function recordDrill(ctx: Ctx<typeof backup.recordDrill>, drill: Input<typeof backup.recordDrill>) {
  await noteRun(ctx, { kind: 'drill', ...drill })
  ctx.about([], { detail: { ...drill } })
  return { done: true as const }
}

async function* everything(ctx: Ctx, tables: readonly string[]): AsyncGenerator<Line> {
  for (const table of tables) {
    await sql`declare backup_rows no scroll cursor for select to_jsonb(t) as row from ${sql.table(table)} t`.execute(
      ctx.db,
    )
    for (;;) {
      const { rows } = await sql<{ row: unknown }>`fetch ${sql.lit(BATCH)} from backup_rows`.execute(ctx.db)
      if (rows.length > 0) yield { table, rows: rows.map(({ row }) => row) }
      if (rows.length < BATCH) break
    }
    await sql`close backup_rows`.execute(ctx.db)
  }
}

/** Parents before children, so that references hold at every row of a restore. */
async function tablesInOrder(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ name: string; needs: string[] }>`select c.relname as name, array(
      select distinct p.relname from pg_constraint k join pg_class p on p.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid)::text[] as needs
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and not c.relname = any(${LEFT_OUT}) order by c.relname`.execute(ctx.db)
  const ordered: string[] = []
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((need) => ordered.includes(need)),
    )
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle')
    ordered.push(...ready.map(({ name }) => name))
  }
  return ordered
}

async function migrationsOf(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(ctx.db)
  return rows.map(({ name }) => name)
}

async function mustBeThisVersion(ctx: Ctx<'other_version'>, { version, migrations }: Head): Promise<void> {
  const here = await migrationsOf(ctx)
  const found = Array.isArray(migrations) ? migrations : []
  ctx.must(version === 1 && found.join(' ') === here.join(' '), 'other_version', { found: String(found.at(-1) ?? '—') })
}

/** Whether the town holds nothing but what its first start brings by itself; that is taken away then (migration 0008). */
async function clearFirstStart(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select clear_first_start() as done`.execute(ctx.db)
  return rows[0]?.done === true
}

async function insertRows(ctx: Ctx<'half_a_backup'>, { table, rows }: Line, path: string): Promise<void> {
  const columns = await columnsOf(ctx, table)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  try {
    await sql`insert into ${sql.table(table)} (${list}) overriding system value
      select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(inThisDatabase(table)))}::jsonb)`.execute(
      ctx.db,
    )
  } catch (error) {
    // Rows that no town could hold were changed since they were written; the end of the file would tell so too late.
    throw /^2[23]/.test(codeOf(error) ?? '') ? ctx.refusal('half_a_backup', { path }) : error
  }
}

/** More transactions than any database counts. */
const ELSEWHERE = 2 ** 40

/**
 * Transaction numbers of another database mean nothing here but their order, by which a seal knows its lines (platform/journal/seal.ts):
 * all of them go before the numbers of this one.
 */
function inThisDatabase(table: string): (row: unknown) => unknown {
  const before = (row: unknown, names: readonly string[]) => ({
    ...(row as Record<string, unknown>),
    ...Object.fromEntries(names.map((name) => [name, Number((row as Record<string, unknown>)[name]) - ELSEWHERE])),
  })
  if (table === 'journal_line') return (row) => before(row, ['xid'])
  if (table === 'journal_seal') return (row) => before(row, ['from_xid', 'to_xid'])
  return (row) => row
}

async function columnsOf(ctx: Ctx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = (quote_ident(${table}::text))::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`.execute(
    ctx.db,
  )
  return rows.map(({ name }) => name)
}

async function continueCounting(ctx: Ctx, table: string): Promise<void> {
  const { rows } = await sql<{ name: string; sequence: string }>`select attname as name,
      pg_get_serial_sequence(quote_ident(${table}::text), attname) as sequence from pg_attribute
    where attrelid = (quote_ident(${table}::text))::regclass and attidentity <> ''`.execute(ctx.db)
  for (const { name, sequence } of rows) {
    await sql`select setval(${sequence}::regclass, greatest(1, (select coalesce(max(${sql.ref(name)}), 0) from ${sql.table(table)})),
      (select count(*) > 0 from ${sql.table(table)}))`.execute(ctx.db)
  }
}
