import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Change } from './change.rules.ts'

interface WorkingDraftTable {
  working_draft_id: Generated<number>
  title: string
  base_edition_id: number | null
  /** With which it began; it stands again, byte for byte, when all changes are taken back. */
  first_text: string
  /** It may be half-written: only what is published is checked. */
  text: string
  /** Up by one with every change. */
  version: Generated<number>
  begun_by: string
  begun_at: Generated<Date>
  removed_at: Date | null
  /** Set once; after that nothing is changed. */
  published_edition_id: number | null
}

interface WorkingChangeTable {
  working_draft_id: number
  version: number
  change: Change
  takes_back: number | null
  changed_by: string
  changed_at: Generated<Date>
}

export interface WorkingDraftsTables {
  policy_working_draft: WorkingDraftTable
  policy_working_change: WorkingChangeTable
}

export const workingDraftsData: DataOf<WorkingDraftsTables> = {
  policy_working_draft: { nobodys: 'the policy; whoever works on it stands in the journal' },
  policy_working_change: { nobodys: 'the policy; whoever works on it stands in the journal' },
}
