import type { Generated } from 'kysely'

/** Append-only; a line of a change commits with the change. */
export interface JournalLineTable {
  line_id: Generated<number>
  written_at: Generated<Date>
  xid: Generated<number>
  kind: 'change' | 'read' | 'export' | 'access'
  operation: string
  actor_account: number | null
  actor_subject: number | null
  actor_name: string
  acted_as: string
  subjects: Generated<number[]>
  reason: string | null
  detail: unknown
}

export interface JournalSealTable {
  seal_id: Generated<number>
  sealed_at: Generated<Date>
  from_xid: number
  to_xid: number
  line_ids: number[]
  digests: Buffer
  previous_digest: Buffer
  digest: Buffer
  pruned_at: Date | null
}

export interface JournalTables {
  journal_line: JournalLineTable
  journal_seal: JournalSealTable
}
