import type { Generated, JSONColumnType } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Anchor } from '#rooms/policy/working-drafts/anchor.rules.ts'

/** Said of a place of a draft or of an edition, or an answer to that. Words are never changed; whoever wrote them takes them back. */
interface PolicyCommentTable {
  policy_comment_id: Generated<number>
  working_draft_id: number | null
  policy_edition_id: number | null
  answers: number | null
  /** Null of an answer. */
  anchor: JSONColumnType<Anchor> | null
  words: string
  written_by: number | null
  written_at: Date
  is_from_hr: boolean
  /** Never of an answer. */
  closed_at: Date | null
  closed_by: number | null
  taken_back_at: Date | null
}

export interface EditionsTables {
  policy_comment: PolicyCommentTable
}

export const editionsData: DataOf<EditionsTables> = {
  policy_comment: {
    persons: { author: { column: 'written_by' }, closer: { column: 'closed_by' } },
    whose: {
      author: [
        ...(['policy_comment_id', 'working_draft_id', 'policy_edition_id', 'answers'] as const),
        ...(['words', 'written_by', 'written_at', 'taken_back_at'] as const),
      ],
      closer: ['policy_comment_id', 'closed_at', 'closed_by'],
      nobody: ['anchor', 'is_from_hr'],
    },
    erased: { words: '—' },
  },
}
