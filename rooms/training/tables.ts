import type { Generated } from 'kysely'
import { type DataOf, NOW } from '#platform/privacy/data.ts'
import type { Barrier } from './barrier.rules.ts'
import type { Eligibility } from './catalogue/rules.ts'
import type { CoverKind } from './cover/rules.ts'
import type { RecommendationAnswer } from './recommendations/rules.ts'
import type { MarkName, markWays } from './roster/rules.ts'
import type { EnteredBecause, Lack, LeftBecause, MemberState, SpellKind, Who } from './rounds/rules.ts'
import type { State } from './rules.ts'
import type { HalfDay } from './sessions/rules.ts'
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
  /** Share of the half-days, in a hundred, from which somebody attended (roster/rules.ts). */
  attended_from: Generated<number>
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
  /** It was a mistake, and was taken away on this day: it counts in nothing. By whom and why: corrections. */
  struck_on: string | null
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
  /** Of a decision by whoever is above: the head, or holder of the named post, who had not decided for days. */
  in_place_of: number | null
  reason: string | null
  barrier: Barrier | null
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
  /** An approval dropped the substitute's word then, which they had given at that time and on that day. */
  dropped_at: Date | null
  dropped_word_at: Date | null
  dropped_word_on: string | null
}

interface TrainingReportTable {
  training_report_id: Generated<number>
  application_id: number
  body: string
  submitted_at: Generated<Date>
  submitted_on: string
}

/** One half-day of one person; live rows have no `replaced_at`, one an application and half-day (roster/rules.ts). */
interface AttendanceMarkTable {
  attendance_mark_id: Generated<number>
  application_id: number
  day: string
  half: HalfDay
  mark: MarkName
  /** Of an absence, and always there with it. */
  reason: string | null
  barrier: Barrier | null
  way: (typeof markWays)[number]
  marked_by: number | null
  marked_at: Date
  replaced_at: Date | null
}

/** One row, made by the migration; what signs the codes of a session never leaves the server. */
interface AttendanceKeyTable {
  secret: string
}

/** The address of somebody's own calendar, as a hash (calendar/). */
interface CalendarFeedTable {
  staff_member_id: number
  secret_hash: Buffer
  made_at: Date
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

/** A schedule that was loaded, or what would mend one that was published; a draft gives nobody a seat. */
interface ScheduleDraftTable {
  schedule_draft_id: Generated<number>
  kind: Generated<'seats' | 'mending'>
  made_by: number | null
  made_at: Date
  published_at: Date | null
  dropped_at: Date | null
  /** HR showed it to heads, who may object up to and on that day. */
  shown_at: Date | null
  object_by: string | null
  /** For whom it was searched: a round, sections, a cohort. */
  who: Generated<{
    readonly roundId?: number | null
    readonly sections: readonly string[]
    readonly joinedIn?: number
    readonly grades: readonly string[]
    readonly employmentCategories: readonly string[]
  }>
}

/** What a section head says against a draft, and how HR answered; unanswered it is asked about before publishing. */
interface ScheduleObjectionTable {
  schedule_objection_id: Generated<number>
  schedule_draft_id: number
  made_by: number
  reason: string
  barrier: Generated<Barrier>
  made_at: Date
  ended_at: Date | null
  answered_at: Date | null
  answered_by: number | null
  answer: 'heard' | 'notFollowed' | null
  answer_reason: string | null
}

/** Cover that a draft rests on; whoever could come is asked when it is published, never before. */
interface ScheduleCoverTable {
  schedule_draft_id: number
  section_code: string
  slot: string
  people: number
}

interface ScheduleSeatTable {
  schedule_draft_id: number
  staff_member_id: number
  course_session_id: number
}

/** A session that a draft would open; it is one of the town's once the draft is published (decisions/0080). */
interface ScheduleSessionTable {
  schedule_session_id: Generated<number>
  schedule_draft_id: number
  course_id: number
  starts_on: string
  ends_on: string
  starts_at: string
  ends_at: string
  place: string
  capacity: number
  apply_by: string
}

/** Who would sit in such a session; published, they stand in `schedule_seat`. */
interface ScheduleSessionSeatTable {
  schedule_session_id: number
  staff_member_id: number
}

/** Seats that a draft would add to a session. */
interface ScheduleCapacityTable {
  schedule_draft_id: number
  course_session_id: number
  seats: number
}

/** Append-only: whom HR moved in a draft; null where they had no seat, or have none any more. The last one is the draft's version. */
interface ScheduleHandMoveTable {
  schedule_hand_move_id: Generated<number>
  schedule_draft_id: number
  staff_member_id: number
  from_session_id: number | null
  to_session_id: number | null
  /** The same, of a session that the draft would open. */
  from_opened_id: number | null
  to_opened_id: number | null
  moved_by: number | null
  moved_at: Date
}

/** HR asks the people of a course what they wish for; counts until it is ended. */
interface WishCallTable {
  wish_call_id: Generated<number>
  course_id: number
  from_day: string
  to_day: string
  closes_on: string
  called_by: number | null
  called_at: Date
  ended_at: Date | null
}

/** Whom a call asked; what they said last. Nobody but they and HR learn of it (INV-S1). */
interface WishSaidTable {
  wish_call_id: number
  staff_member_id: number
  said_on: string | null
  cannot: Generated<{ slot: string; barrier: Barrier }[]>
  wished_sessions: Generated<number[]>
}

/** What a published schedule could not give somebody who had wished. */
interface WishUnmetTable {
  schedule_draft_id: number
  staff_member_id: number
  course_id: number
  barrier: Barrier
  found_on: string
}

/** Open until somebody agrees, it is ended, or its last day has passed; of a seat one at a time. */
interface SeatSwapTable {
  seat_swap_id: Generated<number>
  application_id: number
  to_session_id: number
  /** Null: whoever sits there. */
  asked_of: number | null
  asked_at: Date
  ends_on: string
  agreed_by: number | null
  agreed_at: Date | null
  ended_at: Date | null
  end_because: 'withdrawn' | 'declined' | null
}

/** Whose seat would go where; nowhere where `to_session_id` is null. `because`: the rule that the seat breaks, null where it makes room. */
interface ScheduleMoveTable {
  schedule_draft_id: number
  application_id: number
  to_session_id: number | null
  because: string | null
}

/** A seat that went from one application to another of the same person; null: it was given up. `by_schedule`: a schedule gave the first of them. */
interface SeatMoveTable {
  application_id: number
  to_application_id: number | null
  by_schedule: boolean
  moved_at: Date
}

/** Whom a round is for is its rule; who is in it follows from the day (rounds/rules.ts). */
interface TrainingRoundTable {
  round_id: Generated<number>
  name: string
  as_of: string
  who: Who
  begun_by: number | null
  begun_at: Date
  begun_on: string
  ended_on: string | null
  ended_by: number | null
  end_reason: string | null
}

interface RoundWaveTable {
  round_id: number
  wave: number
  due_on: string
  sections: Generated<string[]>
  share: Generated<number>
}

interface RoundCourseTable {
  round_id: number
  course_id: number
  place: number
}

interface RoundTestTable {
  round_id: number
  test_id: number
  place: number
}

/** Append-only but for its end; at most one open spell a person and round. */
interface RoundSpellTable {
  round_spell_id: Generated<number>
  round_id: number
  staff_member_id: number
  kind: SpellKind
  wave: number
  own_due_on: string | null
  entered_on: string
  entered_because: EnteredBecause
  left_on: string | null
  left_because: LeftBecause | null
}

/** How often people came into a round and left it: the count of `round_spell`, by its triggers (migration 0130). */
interface RoundMovementTable {
  round_id: number
  because: EnteredBecause | LeftBecause
  is_entering: boolean
  times: number
}

/** Rounds whose people are kept (rounds/kept.service.ts). */
interface RoundKeptTable {
  round_id: number
  basis: string
}

/** What everybody in a round has come to, as of the moment of the kept figures. */
interface RoundMemberTable {
  round_id: number
  staff_member_id: number
  section_code: string | null
  wave: number
  state: MemberState
  lack: Lack | null
  due_on: string
  is_pending: boolean
}

/** Always the count of `round_member`. */
interface RoundCountTable {
  round_id: number
  section_code: string | null
  wave: number
  state: MemberState
  lack: Lack | null
  due_on: string
  people: number
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
  attendance_mark: AttendanceMarkTable
  attendance_key: AttendanceKeyTable
  calendar_feed: CalendarFeedTable
  course_year: CourseYearTable
  session_move: SessionMoveTable
  minimum_staffing: MinimumStaffingTable
  short_absence: ShortAbsenceTable
  approval_minimum: ApprovalMinimumTable
  schedule_draft: ScheduleDraftTable
  schedule_seat: ScheduleSeatTable
  schedule_cover: ScheduleCoverTable
  schedule_session: ScheduleSessionTable
  schedule_session_seat: ScheduleSessionSeatTable
  schedule_capacity: ScheduleCapacityTable
  schedule_objection: ScheduleObjectionTable
  schedule_hand_move: ScheduleHandMoveTable
  schedule_move: ScheduleMoveTable
  seat_move: SeatMoveTable
  seat_swap: SeatSwapTable
  wish_call: WishCallTable
  wish_said: WishSaidTable
  wish_unmet: WishUnmetTable
  training_round: TrainingRoundTable
  round_wave: RoundWaveTable
  round_course: RoundCourseTable
  round_test: RoundTestTable
  round_spell: RoundSpellTable
  round_movement: RoundMovementTable
  round_kept: RoundKeptTable
  round_member: RoundMemberTable
  round_count: RoundCountTable
}

const derived = 'follows from other tables and is made from them again; what is handed over and erased is there'

const applicant = { through: 'application_id', table: 'application', person: 'applicant' } as const

export const trainingData: DataOf<TrainingTables> = {
  course: { nobodys: 'the catalogue' },
  course_session: { nobodys: 'the catalogue' },
  course_year: { nobodys: 'counts of a course' },
  session_move: { nobodys: 'the catalogue' },
  attendance_key: { nobodys: 'a key of the server' },
  recommendation: {
    persons: { subject: { column: 'staff_member_id' }, author: { column: 'recommended_by' } },
    whose: {
      subject: [
        ...(['recommendation_id', 'staff_member_id', 'course_id', 'recommended_by', 'reason', 'target_skill'] as const),
        ...(['offered_cover', 'is_sample', 'recommended_at', 'recommended_on', 'struck_on'] as const),
      ],
      author: ['recommendation_id', 'course_id', 'recommended_by', 'recommended_at', 'recommended_on', 'struck_on'],
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
    joinedBy: 'rooms/training/applications/joining.service.ts',
  },
  application_step: {
    persons: { applicant, actor: { column: 'actor' }, replaced: { column: 'in_place_of' } },
    whose: {
      applicant: [
        ...([
          'application_step_id',
          'application_id',
          'from_state',
          'to_state',
          'actor',
          'acted_as',
          'in_place_of',
          'reason',
        ] as const),
        ...(['barrier', 'taken_at', 'taken_on', 'taken_back_at'] as const),
      ],
      actor: ['application_step_id', 'to_state', 'actor', 'acted_as', 'taken_at', 'taken_on', 'taken_back_at'],
      replaced: ['application_step_id', 'to_state', 'in_place_of', 'taken_on'],
    },
    erased: { reason: null },
  },
  attendance_mark: {
    persons: { applicant, author: { column: 'marked_by' } },
    whose: {
      applicant: [
        ...(['attendance_mark_id', 'application_id', 'day', 'half', 'mark', 'reason', 'barrier', 'way'] as const),
        ...(['marked_by', 'marked_at', 'replaced_at'] as const),
      ],
      author: ['attendance_mark_id', 'day', 'half', 'mark', 'marked_by', 'marked_at'],
    },
    erased: { reason: '—' },
  },
  calendar_feed: {
    persons: { owner: { column: 'staff_member_id' } },
    whose: { owner: ['staff_member_id', 'made_at'], nobody: ['secret_hash'] },
    rowsErasedWith: 'owner',
    joined: [{ person: 'owner', on: [], stays: 'first' }],
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
        ...(['dropped_at', 'dropped_word_at', 'dropped_word_on'] as const),
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
        ...(['declined_at', 'replaced_at', 'dropped_at', 'dropped_word_at', 'dropped_word_on'] as const),
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
      nobody: ['kind', 'published_at', 'dropped_at', 'shown_at', 'object_by', 'who'],
    },
  },
  schedule_objection: {
    persons: { author: { column: 'made_by' }, answerer: { column: 'answered_by' } },
    whose: {
      author: [
        ...(['schedule_objection_id', 'schedule_draft_id', 'made_by', 'reason', 'barrier', 'made_at'] as const),
        ...(['ended_at', 'answered_at', 'answer', 'answer_reason'] as const),
      ],
      answerer: ['schedule_objection_id', 'answered_by', 'answered_at', 'answer'],
    },
    erased: { reason: '—', answer_reason: '—' },
    joined: [
      {
        ...{ person: 'author', on: ['schedule_draft_id'], stays: { later: 'made_at' } },
        where: '(ended_at IS NULL)',
        instead: { ended_at: NOW },
      },
    ],
  },
  schedule_seat: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['schedule_draft_id', 'staff_member_id', 'course_session_id'] },
    joined: [{ person: 'subject', on: ['schedule_draft_id', 'course_session_id'], stays: 'first' }],
  },
  schedule_session_seat: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['schedule_session_id', 'staff_member_id'] },
    joined: [{ person: 'subject', on: ['schedule_session_id'], stays: 'first' }],
  },
  schedule_hand_move: {
    persons: { subject: { column: 'staff_member_id' }, author: { column: 'moved_by' } },
    whose: {
      subject: [
        ...([
          'schedule_hand_move_id',
          'schedule_draft_id',
          'staff_member_id',
          'from_session_id',
          'to_session_id',
          'from_opened_id',
          'to_opened_id',
        ] as const),
        ...(['moved_by', 'moved_at'] as const),
      ],
      author: ['schedule_hand_move_id', 'schedule_draft_id', 'moved_by', 'moved_at'],
    },
  },
  schedule_move: {
    persons: { applicant },
    whose: { applicant: ['schedule_draft_id', 'application_id', 'to_session_id', 'because'] },
  },
  seat_move: {
    persons: { applicant },
    whose: { applicant: ['application_id', 'to_application_id', 'by_schedule', 'moved_at'] },
  },
  seat_swap: {
    persons: { applicant, asked: { column: 'asked_of' }, agreer: { column: 'agreed_by' } },
    whose: {
      applicant: [
        ...(['seat_swap_id', 'application_id', 'to_session_id', 'asked_of', 'asked_at', 'ends_on'] as const),
        ...(['agreed_by', 'agreed_at', 'ended_at', 'end_because'] as const),
      ],
      asked: ['seat_swap_id', 'to_session_id', 'asked_of', 'asked_at', 'ends_on', 'ended_at', 'end_because'],
      agreer: ['seat_swap_id', 'to_session_id', 'agreed_by', 'agreed_at'],
    },
  },
  wish_call: {
    persons: { author: { column: 'called_by' } },
    whose: {
      author: ['wish_call_id', 'course_id', 'from_day', 'to_day', 'closes_on', 'called_by', 'called_at', 'ended_at'],
    },
  },
  wish_said: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['wish_call_id', 'staff_member_id', 'said_on', 'cannot', 'wished_sessions'] },
    joined: [{ person: 'subject', on: ['wish_call_id'], stays: 'first' }],
  },
  wish_unmet: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['schedule_draft_id', 'staff_member_id', 'course_id', 'barrier', 'found_on'] },
    joined: [{ person: 'subject', on: ['schedule_draft_id'], stays: 'first' }],
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
  training_round: {
    persons: { author: { column: 'begun_by' }, ender: { column: 'ended_by' } },
    whose: {
      author: ['round_id', 'name', 'begun_by', 'begun_at', 'begun_on'],
      ender: ['round_id', 'ended_by', 'ended_on', 'end_reason'],
      nobody: ['as_of', 'who'],
    },
  },
  schedule_cover: { nobodys: 'half-days of counters in a draft' },
  schedule_session: { nobodys: 'sessions in a draft' },
  schedule_capacity: { nobodys: 'seats of sessions in a draft' },
  round_wave: { nobodys: 'a rule of a round' },
  round_course: { nobodys: 'a rule of a round' },
  round_test: { nobodys: 'a rule of a round' },
  round_movement: { nobodys: derived },
  round_kept: { nobodys: derived },
  round_member: { nobodys: derived },
  round_count: { nobodys: derived },
  round_spell: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: {
      subject: [
        ...(['round_spell_id', 'round_id', 'staff_member_id', 'kind', 'wave', 'own_due_on', 'entered_on'] as const),
        ...(['entered_because', 'left_on', 'left_because'] as const),
      ],
    },
    joined: [{ person: 'subject', on: ['round_id'], where: '(left_on IS NULL)', stays: 'first' }],
  },
  training_report: {
    persons: { applicant },
    whose: { applicant: ['training_report_id', 'application_id', 'body', 'submitted_at', 'submitted_on'] },
    erased: { body: '' },
  },
}
