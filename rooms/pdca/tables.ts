import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** A fiscal year that was closed. The database refuses to change it or to close it again (INV-F4). */
interface ReviewTable {
  fiscal_year: number
  policy_edition_id: number
  closed_on: string
  closed_by: number | null
  closed_at: Generated<Date>
  summary: Generated<string>
}

/** Why a KPI has no value of a year. Once the year is closed the database refuses to change it. */
interface ReviewReasonTable {
  fiscal_year: number
  kpi: string
  reason: string
  recorded_by: number | null
  recorded_on: string
}

/** 継続・改善・廃止. Added, never changed; a new mind is a new row. */
interface ReviewDecisionTable {
  review_decision_id: Generated<number>
  fiscal_year: number
  subject: string
  decision: 'continue' | 'improve' | 'abolish'
  cause: string
  owner: number
  due_on: string
  recorded_by: number | null
  recorded_on: string
  recorded_at: Generated<Date>
}

/** That a decision was carried out; whoever said so takes it back on the same day, and then there is no row. */
interface ReviewDecisionDoneTable {
  review_decision_id: number
  done_on: string
  note: Generated<string>
  recorded_by: number | null
  recorded_at: Generated<Date>
}

export interface PdcaTables {
  review: ReviewTable
  review_reason: ReviewReasonTable
  review_decision: ReviewDecisionTable
  review_decision_done: ReviewDecisionDoneTable
}

export const pdcaData: DataOf<PdcaTables> = {
  review: {
    persons: { author: { column: 'closed_by' } },
    whose: { author: ['fiscal_year', 'closed_on', 'closed_by', 'closed_at'], nobody: ['policy_edition_id', 'summary'] },
  },
  review_reason: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['fiscal_year', 'kpi', 'recorded_by', 'recorded_on'], nobody: ['reason'] },
  },
  review_decision: {
    persons: { owner: { column: 'owner' }, author: { column: 'recorded_by' } },
    whose: {
      owner: ['review_decision_id', 'fiscal_year', 'subject', 'decision', 'cause', 'owner', 'due_on', 'recorded_on'],
      author: ['review_decision_id', 'fiscal_year', 'recorded_by', 'recorded_on', 'recorded_at'],
    },
  },
  review_decision_done: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['review_decision_id', 'done_on', 'note', 'recorded_by', 'recorded_at'] },
  },
}
