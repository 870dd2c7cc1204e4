import type { Generated } from 'kysely'

/** A fiscal year that was closed. The database refuses to change it or to close it again (INV-F4). */
export interface ReviewTable {
  fiscal_year: number
  policy_edition_id: number
  closed_on: string
  closed_by: number | null
  closed_at: Generated<Date>
  summary: Generated<string>
}

/** 継続・改善・廃止. Added, never changed; a new mind is a new row. */
export interface ReviewDecisionTable {
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

export interface ReviewDecisionDoneTable {
  review_decision_id: number
  done_on: string
  note: Generated<string>
  recorded_by: number | null
  recorded_at: Generated<Date>
}

export interface PdcaTables {
  review: ReviewTable
  review_decision: ReviewDecisionTable
  review_decision_done: ReviewDecisionDoneTable
}
