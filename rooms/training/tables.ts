import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Eligibility } from './catalogue/rules.ts'
import type { CoverKind } from './cover/rules.ts'
import type { RecommendationAnswer } from './recommendations/rules.ts'
import type { State } from './rules.ts'
import type { AbsenceKind } from './staffing/absences.rules.ts'
import type { MinimumKind, Need } from './staffing/rules.ts'

interface CourseTable {
  course_id: Generated<number>
  course_code: string
  title: string
  summary: string
  skills: Generated<string[]>
  hours: number
  enrolment_mode: 'openApplication' | 'nominated'
  provider: string
  /** Who may apply; empty is everyone (INV-T4). */
  eligibility: Generated<Eligibility>
  report_required: Generated<boolean>
  is_sample: Generated<boolean>
  /** What the course is found by, as `searchTextOf` makes it. */
  search_text: Generated<string>
  valid_from: string
  valid_to: string | null
  recorded_at: Generated<Date>
}

/** `seats_taken` = applications whose state holds a seat, changed only under this row's lock (INV-T2). */
interface CourseSessionTable {
  course_session_id: Generated<number>
  course_id: number
  starts_on: string
  ends_on: string
  starts_at: string
  ends_at: string
  place: string
  capacity: number
  apply_by: string
  seats_taken: Generated<number>
  is_sample: Generated<boolean>
  cancelled_on: string | null
  cancel_reason: string | null
  recorded_at: Generated<Date>
}

/** A suggestion, never an enrolment: nothing may derive a seat from this table (INV-T3). */
interface RecommendationTable {
  recommendation_id: Generated<number>
  staff_member_id: number
  course_id: number
  recommended_by: number
  reason: string
  target_skill: string | null
  offered_cover: string | null
  is_sample: Generated<boolean>
  recommended_at: Generated<Date>
  recommended_on: string
}

/** The latest row that was not taken back counts; there is no column for a reason (INV-T3). */
interface RecommendationAnswerTable {
  recommendation_answer_id: Generated<number>
  recommendation_id: number
  answer: RecommendationAnswer
  answered_at: Generated<Date>
  answered_on: string
  /** From then on as if it had not been said. */
  taken_back_at: Date | null
}

/** `state` is where the steps have led; it changes only together with a step (INV-T1). */
interface ApplicationTable {
  application_id: Generated<number>
  course_session_id: number
  staff_member_id: number
  recommendation_id: number | null
  motive: Generated<string>
  state: State
  is_sample: Generated<boolean>
  applied_on: string
  recorded_at: Generated<Date>
}

/** Append-only history; `actor` is null where nobody acted (a freed seat went to the next in line). */
interface ApplicationStepTable {
  application_step_id: Generated<number>
  application_id: number
  from_state: State | null
  to_state: State
  actor: number | null
  acted_as: string
  reason: string | null
  taken_at: Generated<Date>
  taken_on: string
  /** Whoever took it took it back then; it counts in nothing, and the state is that of before. */
  taken_back_at: Date | null
}

/** One live row an application (`replaced_at` is null); a declined or replaced one stays as history. */
interface CoverArrangementTable {
  cover_arrangement_id: Generated<number>
  application_id: number
  kind: CoverKind
  substitute: number | null
  duty: Generated<string>
  note: Generated<string>
  offered_by: number
  offered_at: Generated<Date>
  agreed_by: number | null
  agreed_at: Date | null
  agreed_on: string | null
  declined_at: Date | null
  replaced_at: Date | null
}

interface TrainingReportTable {
  training_report_id: Generated<number>
  application_id: number
  body: string
  submitted_at: Generated<Date>
  submitted_on: string
}

/** From when a session was moved, and on which day; where to, its row says. */
interface SessionMoveTable {
  session_move_id: Generated<number>
  course_session_id: number
  moved_on: string
  moved_at: Date
  from_starts_on: string
  from_ends_on: string
  from_starts_at: string
  from_ends_at: string
}

/** Sums over the rows of all parts are what the applications and sessions say (figures.service.ts); a single row may be negative. */
interface CourseYearTable {
  course_id: number
  fiscal_year: number
  part: number
  sessions: number
  applicants: number
  ordered: number
  attended: number
  completed: number
  not_completed: number
}

/** One week of one counter; rows are added, and ended. Which holds on a day: staffing/rules.ts. */
interface MinimumStaffingTable {
  minimum_staffing_id: Generated<number>
  section_code: string
  counter: Generated<string>
  kind: MinimumKind
  valid_from: string
  valid_to: string | null
  week: number[]
  open_on_holidays: Generated<boolean>
  needs: Generated<readonly Need[]>
  note: Generated<string>
  recorded_by: number | null
  recorded_at: Date
  ended_by: number | null
  ended_at: Date | null
}

/** Half-days in which somebody is not at their counter; why is not asked, and no column may hold it (INV-S3). */
interface ShortAbsenceTable {
  short_absence_id: Generated<number>
  staff_member_id: number
  kind: AbsenceKind
  valid_from: string
  valid_to: string | null
  week: string
  recorded_by: number | null
  recorded_at: Date
  ended_by: number | null
  ended_at: Date | null
}

/** Counted when an application was approved, and never again: whether the counter's minimum held without the applicant. */
interface ApprovalMinimumTable {
  application_step_id: number
  application_id: number
  holds: boolean | null
  short_slots: Generated<string[]>
}

/** A schedule that was loaded; a draft gives nobody a seat. */
interface ScheduleDraftTable {
  schedule_draft_id: Generated<number>
  made_by: number | null
  made_at: Date
  published_at: Date | null
  dropped_at: Date | null
}

/** What a section head says against a draft; it stops nothing by itself. */
interface ScheduleObjectionTable {
  schedule_objection_id: Generated<number>
  schedule_draft_id: number
  made_by: number
  reason: string
  made_at: Date
  ended_at: Date | null
}

interface ScheduleSeatTable {
  schedule_draft_id: number
  staff_member_id: number
  course_session_id: number
}

export interface TrainingTables {
  course: CourseTable
  course_session: CourseSessionTable
  recommendation: RecommendationTable
  recommendation_answer: RecommendationAnswerTable
  application: ApplicationTable
  application_step: ApplicationStepTable
  cover_arrangement: CoverArrangementTable
  training_report: TrainingReportTable
  course_year: CourseYearTable
  session_move: SessionMoveTable
  minimum_staffing: MinimumStaffingTable
  short_absence: ShortAbsenceTable
  approval_minimum: ApprovalMinimumTable
  schedule_draft: ScheduleDraftTable
  schedule_seat: ScheduleSeatTable
  schedule_objection: ScheduleObjectionTable
}

const applicant = { through: 'application_id', table: 'application', person: 'applicant' } as const

export const trainingData: DataOf<TrainingTables> = {
  course: { nobodys: 'the catalogue' },
  course_session: { nobodys: 'the catalogue' },
  course_year: { nobodys: 'counts of a course' },
  session_move: { nobodys: 'the catalogue' },
  recommendation: {
    persons: { subject: { column: 'staff_member_id' }, author: { column: 'recommended_by' } },
    whose: {
      subject: [
        ...(['recommendation_id', 'staff_member_id', 'course_id', 'recommended_by', 'reason', 'target_skill'] as const),
        ...(['offered_cover', 'is_sample', 'recommended_at', 'recommended_on'] as const),
      ],
      author: ['recommendation_id', 'course_id', 'recommended_by', 'recommended_at', 'recommended_on'],
    },
    erased: { reason: '', offered_cover: null },
  },
  recommendation_answer: {
    persons: { subject: { through: 'recommendation_id', table: 'recommendation', person: 'subject' } },
    whose: {
      subject: [
        ...(['recommendation_answer_id', 'recommendation_id', 'answer', 'answered_at', 'answered_on'] as const),
        'taken_back_at',
      ],
    },
  },
  application: {
    persons: { applicant: { column: 'staff_member_id' } },
    whose: {
      applicant: [
        ...([
          'application_id',
          'course_session_id',
          'staff_member_id',
          'recommendation_id',
          'motive',
          'state',
        ] as const),
        ...(['is_sample', 'applied_on', 'recorded_at'] as const),
      ],
    },
    erased: { motive: '' },
  },
  application_step: {
    persons: { applicant, actor: { column: 'actor' } },
    whose: {
      applicant: [
        ...([
          'application_step_id',
          'application_id',
          'from_state',
          'to_state',
          'actor',
          'acted_as',
          'reason',
        ] as const),
        ...(['taken_at', 'taken_on', 'taken_back_at'] as const),
      ],
      actor: ['application_step_id', 'to_state', 'actor', 'acted_as', 'taken_at', 'taken_on', 'taken_back_at'],
    },
    erased: { reason: null },
  },
  cover_arrangement: {
    persons: {
      applicant,
      substitute: { column: 'substitute' },
      offerer: { column: 'offered_by' },
      agreer: { column: 'agreed_by' },
    },
    whose: {
      applicant: [
        ...(['cover_arrangement_id', 'application_id', 'kind', 'substitute', 'duty', 'note', 'offered_by'] as const),
        ...(['offered_at', 'agreed_by', 'agreed_at', 'agreed_on', 'declined_at', 'replaced_at'] as const),
      ],
      // Whom somebody stands in for is the applicant's; that they were asked, for which duty and what came of it is theirs.
      substitute: [
        ...([
          'cover_arrangement_id',
          'kind',
          'substitute',
          'duty',
          'note',
          'offered_at',
          'agreed_at',
          'agreed_on',
        ] as const),
        ...(['declined_at', 'replaced_at'] as const),
      ],
      offerer: ['cover_arrangement_id', 'kind', 'offered_by', 'offered_at'],
      agreer: ['cover_arrangement_id', 'kind', 'agreed_by', 'agreed_at', 'agreed_on'],
    },
    erased: { duty: '', note: '' },
  },
  minimum_staffing: {
    persons: { author: { column: 'recorded_by' }, ender: { column: 'ended_by' } },
    whose: {
      author: ['minimum_staffing_id', 'section_code', 'counter', 'kind', 'valid_from', 'recorded_by', 'recorded_at'],
      ender: ['minimum_staffing_id', 'ended_by', 'ended_at'],
      nobody: ['valid_to', 'week', 'open_on_holidays', 'needs', 'note'],
    },
  },
  schedule_draft: {
    persons: { author: { column: 'made_by' } },
    whose: {
      author: ['schedule_draft_id', 'made_by', 'made_at'],
      nobody: ['published_at', 'dropped_at'],
    },
  },
  schedule_objection: {
    persons: { author: { column: 'made_by' } },
    whose: {
      author: ['schedule_objection_id', 'schedule_draft_id', 'made_by', 'reason', 'made_at', 'ended_at'],
    },
    erased: { reason: '—' },
  },
  schedule_seat: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['schedule_draft_id', 'staff_member_id', 'course_session_id'] },
  },
  approval_minimum: {
    persons: { applicant },
    whose: { applicant: ['application_step_id', 'application_id', 'holds', 'short_slots'] },
  },
  short_absence: {
    persons: {
      subject: { column: 'staff_member_id' },
      author: { column: 'recorded_by' },
      ender: { column: 'ended_by' },
    },
    whose: {
      subject: [
        ...(['short_absence_id', 'staff_member_id', 'kind', 'valid_from', 'valid_to', 'week', 'recorded_by'] as const),
        ...(['recorded_at', 'ended_by', 'ended_at'] as const),
      ],
      author: ['short_absence_id', 'recorded_by', 'recorded_at'],
      ender: ['short_absence_id', 'ended_by', 'ended_at'],
    },
  },
  training_report: {
    persons: { applicant },
    whose: { applicant: ['training_report_id', 'application_id', 'body', 'submitted_at', 'submitted_on'] },
    erased: { body: '' },
  },
}
