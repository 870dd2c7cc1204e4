import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** A statement that holds from its day until the next one of the same section; rows are added, never changed. */
interface SectionPurposeTable {
  section_purpose_id: Generated<number>
  section_code: string
  purpose: string
  answers: Generated<string>
  offers: Generated<string>
  duties: Generated<string[]>
  /** Ids of direct outcomes; what the policy of a day does not know leads nowhere on that day. */
  contributes_to: Generated<string[]>
  is_sample: boolean
  valid_from: string
  recorded_by: number | null
  recorded_at: Generated<Date>
}

/** A person's own words; they hold while the person stays in the section in which they were said. Their head agrees to them, once. */
interface DutyTable {
  duty_id: Generated<number>
  staff_member_id: number
  duty: string
  valid_from: string
  recorded_by: number | null
  recorded_at: Generated<Date>
  agreed_by: number | null
  agreed_on: string | null
}

/** Words that a head proposes to a person. Rows are ended, never changed; none of them is a duty. */
interface DutyProposalTable {
  duty_proposal_id: Generated<number>
  staff_member_id: number
  duty: string
  proposed_on: string
  proposed_by: number
  recorded_at: Generated<Date>
  ended_on: string | null
  outcome: 'agreed' | 'answered' | 'replaced' | 'withdrawn' | null
}

export interface MvvTables {
  section_purpose: SectionPurposeTable
  duty: DutyTable
  duty_proposal: DutyProposalTable
}

export const mvvData: DataOf<MvvTables> = {
  section_purpose: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['section_purpose_id', 'section_code', 'valid_from', 'recorded_by', 'recorded_at'],
      nobody: ['purpose', 'answers', 'offers', 'duties', 'contributes_to', 'is_sample'],
    },
  },
  duty: {
    persons: {
      subject: { column: 'staff_member_id' },
      author: { column: 'recorded_by' },
      agreer: { column: 'agreed_by' },
    },
    whose: {
      subject: [
        'duty_id',
        'staff_member_id',
        'duty',
        'valid_from',
        'recorded_by',
        'recorded_at',
        'agreed_by',
        'agreed_on',
      ],
      author: ['duty_id', 'recorded_by', 'recorded_at'],
      agreer: ['duty_id', 'agreed_by', 'agreed_on'],
    },
    erased: { duty: '' },
  },
  duty_proposal: {
    persons: { subject: { column: 'staff_member_id' }, author: { column: 'proposed_by' } },
    whose: {
      subject: [
        'duty_proposal_id',
        'staff_member_id',
        'duty',
        'proposed_on',
        'proposed_by',
        'recorded_at',
        'ended_on',
        'outcome',
      ],
      author: ['duty_proposal_id', 'proposed_on', 'proposed_by', 'recorded_at'],
    },
    erased: { duty: '' },
  },
}
