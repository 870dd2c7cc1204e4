import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** A backup that was written, or a drill in which one was read back whole. */
interface BackupRunTable {
  backup_run_id: Generated<number>
  kind: 'backup' | 'drill'
  run_at: Date
  sha256: string
  tables: number
  rows: number
  journal_lines: number | null
}

export interface BackupTables {
  backup_run: BackupRunTable
}

export const backupData: DataOf<BackupTables> = {
  backup_run: { nobodys: 'when the town was written into a file, and read back' },
}
