import type { Generated, JSONColumnType } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Given } from '../items/rules.ts'
import type { Ending, Mark, Part } from './rules.ts'

interface TestTable {
  test_id: Generated<number>
  title: string
  note: string
  skill: string
  parts: JSONColumnType<Part[]>
  minutes: number
  marks: JSONColumnType<Mark[]>
  attempts: number | null
  waiting_days: number
  open_from: string
  open_to: string | null
  sections: string[]
  employment_categories: string[]
  recorded_by: number | null
  recorded_at: Date
  published_by: number | null
  published_at: Date | null
  retired_by: number | null
  retired_at: Date | null
}

/** Drawn once, printed, and entered by its code: what was drawn is never changed. */
interface TestPaperTable {
  test_paper_id: Generated<number>
  test_id: number
  code: string
  seed: number
  drawn: JSONColumnType<{ version: number; order: number[] }[]>
  drawn_by: number | null
  drawn_at: Date
}

/** Ends once; what came of it is never changed but voided, with the reason. One that runs a person and test. */
interface TestAttemptTable {
  test_attempt_id: Generated<number>
  test_id: number
  staff_member_id: number
  source: 'screen' | 'paper'
  test_paper_id: number | null
  seed: number
  skill: string
  marks: JSONColumnType<Mark[]>
  began_at: Date
  due_at: Date | null
  held_by: string | null
  ended_at: Date | null
  ended_how: Ending | null
  sat_on: string | null
  items: number
  items_right: number | null
  level: number | null
  recorded_by: number | null
  voided_by: number | null
  voided_at: Date | null
  voided_reason: string | null
}

/** Answered by the places of choices that were shown; whether it is right stands only once the attempt has ended. */
interface TestAnswerTable {
  test_attempt_id: number
  place: number
  item_version_id: number
  shown_order: number[]
  given: JSONColumnType<Given & object> | null
  seq: Generated<number>
  saved_at: Date | null
  is_right: boolean | null
}

export interface AttemptsTables {
  test: TestTable
  test_paper: TestPaperTable
  test_attempt: TestAttemptTable
  test_answer: TestAnswerTable
}

/** An attempt and its answers are of whoever took it; whoever made a test or entered a result has only that they did. */
export const attemptsData: DataOf<AttemptsTables> = {
  test: {
    persons: {
      author: { column: 'recorded_by' },
      publisher: { column: 'published_by' },
      ender: { column: 'retired_by' },
    },
    whose: {
      author: ['test_id', 'recorded_by', 'recorded_at'],
      publisher: ['test_id', 'published_by', 'published_at'],
      ender: ['test_id', 'retired_by', 'retired_at'],
      nobody: [
        ...(['title', 'note', 'skill', 'parts', 'minutes', 'marks', 'attempts', 'waiting_days'] as const),
        ...(['open_from', 'open_to', 'sections', 'employment_categories'] as const),
      ],
    },
  },
  test_paper: {
    persons: { author: { column: 'drawn_by' } },
    whose: {
      author: ['test_paper_id', 'test_id', 'drawn_by', 'drawn_at'],
      nobody: ['code', 'seed', 'drawn'],
    },
  },
  test_attempt: {
    persons: {
      subject: { column: 'staff_member_id' },
      author: { column: 'recorded_by' },
      voider: { column: 'voided_by' },
    },
    whose: {
      subject: [
        ...(['test_attempt_id', 'test_id', 'staff_member_id', 'source', 'test_paper_id', 'skill', 'marks'] as const),
        ...(['began_at', 'due_at', 'ended_at', 'ended_how', 'sat_on', 'items', 'items_right', 'level'] as const),
        ...(['recorded_by', 'voided_by', 'voided_at', 'voided_reason'] as const),
      ],
      author: ['test_attempt_id', 'test_id', 'recorded_by'],
      voider: ['test_attempt_id', 'test_id', 'voided_by', 'voided_at'],
      nobody: ['seed', 'held_by'],
    },
    erased: { voided_reason: null },
    joined: [
      { person: 'subject', on: ['test_id'], where: '(ended_at IS NULL)', stays: { later: 'began_at' } },
      { person: 'subject', on: ['test_paper_id'], where: '(voided_at IS NULL)', stays: { later: 'sat_on' } },
    ],
  },
  test_answer: {
    persons: {
      subject: { through: 'test_attempt_id', table: 'test_attempt', person: 'subject' },
    },
    whose: {
      subject: ['test_attempt_id', 'place', 'item_version_id', 'shown_order', 'given', 'seq', 'saved_at', 'is_right'],
    },
    erased: { given: null },
  },
}
