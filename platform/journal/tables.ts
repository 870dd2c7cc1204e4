import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** Append-only; a line of a change commits with the change. */
interface JournalLineTable {
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

interface JournalSealTable {
  seal_id: Generated<number>
  sealed_at: Generated<Date>
  from_xid: number
  to_xid: number
  line_ids: number[]
  digests: Buffer
  previous_digest: Buffer
  digest: Buffer
  pruned_at: Date | null
  /** Lines that a pruned seal stands for, its own and those of the seals before it. */
  pruned_lines: Generated<number>
}

export interface JournalTables {
  journal_line: JournalLineTable
  journal_seal: JournalSealTable
}

/**
 * A line is of those it is about, and of whoever acted. What was said about somebody (reason, detail) is theirs and not the actor's; nothing can be
 * erased from a chain, so lines hold numbers and no names of those they are about.
 */
export const journalData: DataOf<JournalTables> = {
  journal_line: {
    persons: { subject: { list: 'subjects' }, actor: { column: 'actor_subject' } },
    whose: {
      subject: ['line_id', 'written_at', 'kind', 'operation', 'actor_name', 'acted_as', 'reason', 'detail'],
      actor: ['line_id', 'written_at', 'kind', 'operation', 'actor_account', 'actor_subject', 'actor_name', 'acted_as'],
      nobody: ['xid', 'subjects'],
    },
    withoutReference: 'a line is written whatever becomes of the rows it speaks of, and stays as it was sealed',
  },
  journal_seal: { nobodys: 'digests of lines' },
}
