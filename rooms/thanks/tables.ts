import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { ReportAnswer } from './rules.ts'

/** A thank-you. Nothing may count them for a person, or show how many somebody has: totals are of sections and values alone (totals.service.ts). */
interface ThankYouTable {
  thank_you_id: Generated<number>
  receiver: number
  written_by: number
  words: string
  /** Null where no policy was in force; else with the words that the policy had on that day. */
  value_id: string | null
  value_name: string | null
  is_public: boolean
  is_shown_to_head: boolean
  written_on: string
  written_at: Date
  corrected_at: Date | null
  taken_back_at: Date | null
  /** By the receiver: nobody else reads it then, but whoever wrote it. */
  hidden_at: Date | null
  removed_at: Date | null
  removed_by: number | null
  removed_because: Generated<string>
  /** Written elsewhere before: nobody is told of it. */
  is_imported: Generated<boolean>
  is_sample: Generated<boolean>
}

/** Answered once, all that are open together. */
interface ThankYouReportTable {
  thank_you_report_id: Generated<number>
  thank_you_id: number
  reported_by: number
  /** As they were read. */
  words: string
  reason: string
  reported_at: Date
  answer: ReportAnswer | null
  answer_reason: Generated<string>
  answered_by: number | null
  answered_at: Date | null
}

export interface ThanksTables {
  thank_you: ThankYouTable
  thank_you_report: ThankYouReportTable
}

const said = [
  ...(['thank_you_id', 'receiver', 'written_by', 'words', 'value_id', 'value_name', 'is_public'] as const),
  ...(['is_shown_to_head', 'written_on', 'written_at', 'corrected_at'] as const),
] as const

export const thanksData: DataOf<ThanksTables> = {
  thank_you: {
    persons: { subject: { column: 'receiver' }, author: { column: 'written_by' }, remover: { column: 'removed_by' } },
    whose: {
      subject: [...said, 'hidden_at'],
      author: [...said, 'taken_back_at', 'removed_at', 'removed_because'],
      remover: ['thank_you_id', 'removed_at', 'removed_by'],
      nobody: ['is_imported', 'is_sample'],
    },
    erased: { words: '—', removed_because: '' },
  },
  thank_you_report: {
    persons: {
      subject: { through: 'thank_you_id', table: 'thank_you', person: 'subject' },
      reporter: { column: 'reported_by' },
      decider: { column: 'answered_by' },
    },
    whose: {
      subject: ['thank_you_id', 'words'],
      reporter: [
        ...(['thank_you_report_id', 'thank_you_id', 'reported_by', 'words', 'reason', 'reported_at'] as const),
        ...(['answer', 'answer_reason', 'answered_at'] as const),
      ],
      decider: ['thank_you_report_id', 'answered_by', 'answered_at'],
    },
    erased: { words: '—', reason: '—', answer_reason: '' },
    joined: [{ person: 'reporter', on: ['thank_you_id'], stays: 'first' }],
  },
}
