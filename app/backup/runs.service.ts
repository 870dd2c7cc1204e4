/** When backups were made, and when one was last read back to see whether it is good. */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { BackupTables } from './tables.ts'

interface Run {
  readonly kind: 'backup' | 'drill'
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly journalLines: number | null
}

export async function noteRun(ctx: Ctx, { kind, sha256, tables, rows, journalLines }: Run): Promise<void> {
  await (ctx.db as unknown as Kysely<BackupTables>)
    .insertInto('backup_run')
    .values({ kind, sha256, tables, rows, journal_lines: journalLines, run_at: new Date(ctx.now.epochMilliseconds) })
    .execute()
}

/** The last of each kind; a drill says whether it was of the last backup. */
export async function lastRuns(ctx: Ctx) {
  const { rows } = await sql<Run & { at: Date }>`select distinct on (kind) kind, run_at as at, sha256, tables, rows,
      journal_lines as "journalLines"
    from backup_run order by kind, run_at desc, backup_run_id desc`.execute(ctx.db)
  const [backup, drill] = (['backup', 'drill'] as const).map((kind) => rows.find((run) => run.kind === kind))
  const said = (run: (typeof rows)[number] | undefined) =>
    run ? { at: run.at.toISOString(), sha256: run.sha256, tables: run.tables, rows: run.rows } : null
  return {
    backup: said(backup),
    drill: drill
      ? { ...said(drill)!, journalLines: drill.journalLines, isOfLast: drill.sha256 === backup?.sha256 }
      : null,
  }
}
