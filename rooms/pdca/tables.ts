import type { Generated, JSONColumnType } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Barrier } from '#rooms/training/barrier.rules.ts'
import type { PlannedInitiative } from './plan.rules.ts'

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

/** An arrow against which the records had moved when the year was closed. The database refuses to change it (INV-F4). */
interface ReviewContradictionTable {
  fiscal_year: number
  from_node: string
  to_node: string
}

/** What kept people from learning in the year, of five people or more, as it was when the year was closed. The database refuses to change it (INV-F4). */
interface ReviewBarrierTable {
  fiscal_year: number
  barrier: Barrier
  total: number
}

/** 継続・改善・廃止. Added, never changed; a new mind is a new row. */
interface ReviewDecisionTable {
  review_decision_id: Generated<number>
  fiscal_year: number
  subject: string
  decision: 'continue' | 'improve' | 'abolish'
  cause: string
  /** What becomes otherwise; empty in what was decided before this was asked. */
  changes: Generated<string>
  /** What of the next year's policy it changes, by id, or a course by its code. */
  aim_kind: 'node' | 'target' | 'course' | null
  aim: string | null
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

/** What a year sets out to do. Written anew from the version that was seen; dropped with a reason, never deleted. */
interface InitiativeTable {
  initiative_id: Generated<number>
  fiscal_year: number
  name: string
  activity: string | null
  plan: string | null
  pillar: string | null
  owner: number
  /** In yen. */
  budget: number | null
  recorded_by: number | null
  recorded_on: string
  dropped_on: string | null
  drop_reason: string | null
}

interface InitiativeMilestoneTable {
  initiative_milestone_id: Generated<number>
  initiative_id: number
  name: string
  due_on: string
  done_on: string | null
  done_by: number | null
}

/** How it goes. Added, never changed. */
interface InitiativeNoteTable {
  initiative_note_id: Generated<number>
  initiative_id: number
  note: string
  recorded_by: number | null
  recorded_on: string
}

/** A year's plan as it stood when it was fixed. The database refuses to change it. */
interface YearPlanTable {
  fiscal_year: number
  fixed_on: string
  recorded_by: number | null
  planned: JSONColumnType<readonly PlannedInitiative[]>
}

export interface PdcaTables {
  review: ReviewTable
  review_reason: ReviewReasonTable
  review_contradiction: ReviewContradictionTable
  review_barrier: ReviewBarrierTable
  review_decision: ReviewDecisionTable
  initiative: InitiativeTable
  initiative_milestone: InitiativeMilestoneTable
  initiative_note: InitiativeNoteTable
  year_plan: YearPlanTable
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
  review_contradiction: { nobodys: 'arrows of the model' },
  review_barrier: { nobodys: 'counts of reasons' },
  review_decision: {
    persons: { owner: { column: 'owner' }, author: { column: 'recorded_by' } },
    whose: {
      owner: [
        'review_decision_id',
        'fiscal_year',
        'subject',
        'decision',
        'cause',
        'changes',
        'aim_kind',
        'aim',
        'owner',
        'due_on',
        'recorded_on',
      ],
      author: ['review_decision_id', 'fiscal_year', 'recorded_by', 'recorded_on', 'recorded_at'],
    },
  },
  initiative: {
    persons: { owner: { column: 'owner' }, author: { column: 'recorded_by' } },
    whose: {
      owner: ['initiative_id', 'fiscal_year', 'name', 'owner'],
      author: ['initiative_id', 'recorded_by', 'recorded_on'],
      nobody: ['activity', 'plan', 'pillar', 'budget', 'dropped_on', 'drop_reason'],
    },
  },
  initiative_milestone: {
    persons: { author: { column: 'done_by' } },
    whose: {
      author: ['initiative_milestone_id', 'done_on', 'done_by'],
      nobody: ['initiative_id', 'name', 'due_on'],
    },
  },
  initiative_note: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['initiative_note_id', 'initiative_id', 'note', 'recorded_by', 'recorded_on'] },
  },
  year_plan: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['fiscal_year', 'fixed_on', 'recorded_by'], nobody: ['planned'] },
  },
  review_decision_done: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['review_decision_id', 'done_on', 'note', 'recorded_by', 'recorded_at'] },
  },
}
