import type { Generated, GeneratedAlways } from 'kysely'
import { type DataOf, NUMBERED } from '#platform/privacy/data.ts'
import type { PostKind } from './rules.ts'

/** A section as it was from a day to a day; a rename or a new parent ends one row and begins another. */
interface SectionPeriodTable {
  section_code: string
  name: string
  kind: string
  parent_code: string | null
  authority: string | null
  valid_from: string
  valid_to: string | null
  recorded_at: Generated<Date>
}

/** The person, across retirement, re-employment and renaming (INV-O6). Names are kept byte-exact (INV-D4). */
interface StaffMemberTable {
  staff_member_id: Generated<number>
  name: string
  name_kana: string
  /** The reading as people are put in order by it, whatever kana it is kept in; the database makes it. */
  reading: GeneratedAlways<string>
  email: string | null
  /** What the person is found by, as `searchTextOf` makes it. */
  search_text: string
  recorded_at: Generated<Date>
}

/** A name that the person had before: they are found by it too. `held_until` is the first day with another. */
interface FormerNameTable {
  staff_member_id: number
  name: string
  name_kana: string
  held_until: string
  recorded_at: Generated<Date>
}

/** One spell; `left_on` is the first day after it. Two spells of a person never overlap. */
interface EmploymentTable {
  employment_id: Generated<number>
  staff_member_id: number
  staff_number: string
  employment_category: string
  occupation: string
  joined_on: string
  left_on: string | null
  recorded_at: Generated<Date>
}

/** 発令. At most one primary a person and day (INV-O1); concurrent and acting ones overlap freely. */
interface AssignmentTable {
  assignment_id: Generated<number>
  staff_member_id: number
  staff_number: string
  section_code: string
  grade: string
  post_title: string
  kind: PostKind
  is_head: boolean
  valid_from: string
  valid_to: string | null
  recorded_at: Generated<Date>
}

interface LeaveTable {
  staff_member_id: number
  kind: string
  valid_from: string
  valid_to: string | null
  recorded_at: Generated<Date>
}

/** A name that begins on a day to come. */
interface ComingNameTable {
  staff_member_id: number
  valid_from: string
  name: string
  name_kana: string
  email: string | null
  recorded_at: Generated<Date>
}

/** From which day everybody may see what takes effect on a day. */
interface AnnouncementTable {
  takes_effect_on: string
  announced_on: string
  recorded_at: Generated<Date>
}

/** So many days before it takes effect, where nothing is said of the day; the latest row holds. */
interface AnnouncementLeadTable {
  announcement_lead_id: Generated<number>
  days: number
  recorded_at: Generated<Date>
}

/** What HR said of a row that was like this person; `staff_number` as the file writes it. */
interface ImportAnswerTable {
  staff_number: string
  staff_member_id: number
  is_same: boolean
  answered_by: string
  answered_at: Generated<Date>
}

/** What a column of HR's own files is read as; null where it is left out. */
interface ImportColumnTable {
  file: string
  name: string
  means: string | null
  recorded_at: Generated<Date>
}

/** Whoever holds this post decides where nobody stands above a person: in a section and below, or (null) in the whole town. */
interface DeciderPostTable {
  decider_post_id: Generated<number>
  for_section: string | null
  section_code: string
  post_title: string
  valid_from: string
  valid_to: string | null
  recorded_by: number | null
  recorded_at: Generated<Date>
  /** Whoever ended it by a press, when, and until when it was to hold before: taken back on that day. */
  ended_by: number | null
  ended_at: Date | null
  planned_to: string | null
}

/** Decides in the place of the head of a section, from a day to a day; ends by itself with the post or the leaving of either. */
interface HeadDeputyTable {
  head_deputy_id: Generated<number>
  section_code: string
  head: number
  deputy: number
  /** Of the primary post by which the deputy was named. */
  deputy_section: string
  reason: string
  valid_from: string
  valid_to: string
  recorded_by: number | null
  recorded_as: string
  recorded_at: Generated<Date>
  /** As in `decider_post`. */
  ended_by: number | null
  ended_at: Date | null
  planned_to: string | null
}

/** The posts by which somebody below a head may be their deputy; null: whoever is in the section. The latest row holds. */
interface DeputyRuleTable {
  deputy_rule_id: Generated<number>
  post_titles: string[] | null
  recorded_by: number | null
  recorded_at: Generated<Date>
}

/** Two numbers that were one person; `second_id` is gone once `answer` is `joined`. */
interface PersonJoinTable {
  person_join_id: Generated<number>
  staff_member_id: number
  second_id: number
  reason: string
  asked_account: number | null
  asked_by: number | null
  asked_at: Date
  answer: 'joined' | 'declined' | null
  answered_by: number | null
  answered_at: Date | null
  answer_reason: string | null
  /** Rows by table that named the second, and those that stood there twice, as they were. */
  moved: Generated<Record<string, number>>
  set_aside: Generated<Record<string, object[]>>
}

/** A number whose spell stands under another number of the person (`stands_for`); it finds them, also in an import. */
interface FormerNumberTable {
  staff_number: string
  staff_member_id: number
  held_from: string
  held_until: string | null
  stands_for: string
  recorded_at: Generated<Date>
}

export interface PeopleTables {
  section_period: SectionPeriodTable
  staff_member: StaffMemberTable
  former_name: FormerNameTable
  employment: EmploymentTable
  assignment: AssignmentTable
  leave_of_absence: LeaveTable
  coming_name: ComingNameTable
  announcement: AnnouncementTable
  announcement_lead: AnnouncementLeadTable
  import_answer: ImportAnswerTable
  import_column: ImportColumnTable
  decider_post: DeciderPostTable
  head_deputy: HeadDeputyTable
  deputy_rule: DeputyRuleTable
  person_join: PersonJoinTable
  former_number: FormerNumberTable
}

/** Of which no two may overlap: what is the same twice becomes one there, and what is not is corrected first. */
const JOINING = 'rooms/people/records/joining.service.ts'

/** What stands in the place of a name that was erased. */
const ERASED_NAME = '(消去済み)'

export const peopleData: DataOf<PeopleTables> = {
  section_period: { nobodys: 'the organisation' },
  staff_member: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['staff_member_id', 'name', 'name_kana', 'reading', 'email', 'search_text', 'recorded_at'] },
    erased: { name: ERASED_NAME, name_kana: ERASED_NAME, email: null, search_text: '' },
  },
  former_name: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['staff_member_id', 'name', 'name_kana', 'held_until', 'recorded_at'] },
    rowsErasedWith: 'subject',
    joined: [{ person: 'subject', on: ['name', 'name_kana'], stays: { later: 'held_until' } }],
  },
  employment: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: {
      subject: [
        ...([
          'employment_id',
          'staff_member_id',
          'staff_number',
          'employment_category',
          'occupation',
          'joined_on',
        ] as const),
        ...(['left_on', 'recorded_at'] as const),
      ],
    },
    erased: { staff_number: NUMBERED },
    joinedBy: JOINING,
  },
  assignment: {
    announced: { from: 'valid_from', to: 'valid_to' },
    persons: { subject: { column: 'staff_member_id' } },
    whose: {
      subject: [
        ...([
          'assignment_id',
          'staff_member_id',
          'staff_number',
          'section_code',
          'grade',
          'post_title',
          'kind',
        ] as const),
        ...(['is_head', 'valid_from', 'valid_to', 'recorded_at'] as const),
      ],
    },
    erased: { staff_number: NUMBERED },
    joinedBy: JOINING,
  },
  leave_of_absence: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['staff_member_id', 'kind', 'valid_from', 'valid_to', 'recorded_at'] },
    rowsErasedWith: 'subject',
    joinedBy: JOINING,
  },
  coming_name: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['staff_member_id', 'valid_from', 'name', 'name_kana', 'email', 'recorded_at'] },
    rowsErasedWith: 'subject',
    joined: [{ person: 'subject', on: ['valid_from'], stays: 'first' }],
  },
  announcement: { nobodys: 'days of the organisation' },
  announcement_lead: { nobodys: 'days of the organisation' },
  import_answer: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: { subject: ['staff_number', 'staff_member_id', 'is_same', 'answered_by', 'answered_at'] },
    rowsErasedWith: 'subject',
    joined: [{ person: 'subject', on: ['staff_number'], stays: { later: 'answered_at' } }],
  },
  import_column: { nobodys: 'names of columns' },
  decider_post: {
    persons: { author: { column: 'recorded_by' }, ender: { column: 'ended_by' } },
    whose: {
      author: ['decider_post_id', 'valid_from', 'recorded_by', 'recorded_at'],
      ender: ['decider_post_id', 'ended_by', 'ended_at'],
      nobody: ['for_section', 'section_code', 'post_title', 'valid_to', 'planned_to'],
    },
  },
  head_deputy: {
    persons: {
      subject: { column: 'head' },
      deputy: { column: 'deputy' },
      author: { column: 'recorded_by' },
      ender: { column: 'ended_by' },
    },
    whose: {
      subject: [
        ...(['head_deputy_id', 'section_code', 'head', 'deputy', 'reason', 'valid_from', 'valid_to'] as const),
        ...(['recorded_by', 'recorded_as', 'recorded_at'] as const),
      ],
      deputy: [
        'head_deputy_id',
        'section_code',
        'head',
        'deputy',
        'deputy_section',
        'reason',
        'valid_from',
        'valid_to',
      ],
      author: ['head_deputy_id', 'recorded_by', 'recorded_at'],
      ender: ['head_deputy_id', 'ended_by', 'ended_at', 'planned_to'],
    },
    erased: { reason: '—' },
  },
  deputy_rule: {
    persons: { author: { column: 'recorded_by' } },
    whose: { author: ['deputy_rule_id', 'recorded_by', 'recorded_at'], nobody: ['post_titles'] },
  },
  person_join: {
    persons: {
      subject: { column: 'staff_member_id' },
      author: { column: 'asked_by' },
      answerer: { column: 'answered_by' },
    },
    whose: {
      subject: [
        ...(['person_join_id', 'staff_member_id', 'second_id', 'reason', 'asked_by', 'asked_at', 'answer'] as const),
        ...(['answered_by', 'answered_at', 'answer_reason', 'moved', 'set_aside'] as const),
      ],
      author: ['person_join_id', 'asked_by', 'asked_at'],
      answerer: ['person_join_id', 'answer', 'answered_by', 'answered_at'],
      nobody: ['asked_account'],
    },
    erased: { reason: '—', answer_reason: null, set_aside: '{}' },
  },
  former_number: {
    persons: { subject: { column: 'staff_member_id' } },
    whose: {
      subject: ['staff_number', 'staff_member_id', 'held_from', 'held_until', 'stands_for', 'recorded_at'],
    },
    rowsErasedWith: 'subject',
  },
}
