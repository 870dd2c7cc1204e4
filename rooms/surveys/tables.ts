import type { Generated, JSONColumnType } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Answers } from './answers.rules.ts'
import type { PublicKey } from './blind.rules.ts'
import type { Step } from './cells.rules.ts'
import type { ChangeState } from './changes.rules.ts'
import type { Attribute } from './opening.rules.ts'
import type { PaperTask } from './paper.rules.ts'
import type { SurveyItem } from './survey.rules.ts'

/** Added, never changed: a round keeps the version that it was opened with. */
interface SurveyVersionTable {
  survey_version_id: Generated<number>
  survey: string
  number: number
  title: string
  title_en: string | null
  kind: 'anonymous' | 'named'
  items: JSONColumnType<SurveyItem[]>
  recorded_by: number | null
  recorded_at: Generated<Date>
}

/** What is fixed at opening cannot be changed, not even by the server's own role: the database refuses it (INV-A2, A6). */
interface SurveyRoundTable {
  survey_round_id: Generated<number>
  survey_version_id: number
  /** First and last day on which answers are taken. */
  opens_on: string
  closes_on: string
  k: number
  attributes: Attribute[]
  receivers: number
  /** None of a round that was brought along closed, or is named. */
  receipt_key: JSONColumnType<PublicKey & object> | null
  keys_hash: string | null
  opened_by: number | null
  opened_at: Date
  closed_at: Date | null
  closed_by: number | null
  close_reason: string | null
  answers: number | null
  reissues: number | null
  /** Answers that were entered from paper, and how many who handed in paper had drawn a ballot as well; 0 until closing. */
  paper_sheets: Generated<number>
  paper_drawn: Generated<number>
  is_sample: Generated<boolean>
  /** As its survey is; the database refuses anything else (INV-A6). */
  is_named: Generated<boolean>
  /** By it a process knows what it worked out of the round (decisions/0078). */
  stamp: Generated<string>
  /** Of a pulse: in a hundred of those who could be asked, and by which seed they were drawn. */
  share: number | null
  seed: number | null
  employment_categories: Generated<string[]>
  /** How many were not asked, by reason, when it was opened; of one that was brought along nobody knows. */
  outside: JSONColumnType<Record<string, number>> | null
}

interface SurveyCellTable {
  survey_round_id: number
  cell: number
  steps: JSONColumnType<Step[]>
  receivers: number
  /** None of a named round. */
  ballot_key: JSONColumnType<PublicKey & object> | null
}

/** Gone with closing, and in no backup. Cell 0 is the key of receipts. */
interface SurveySecretTable {
  survey_round_id: number
  cell: number
  private_key: Buffer
}

/** Who is asked, and whether they answered: no time, and nothing that an answer has too (INV-A1). */
interface SurveyReceiverTable {
  survey_round_id: number
  staff_member_id: number
  cell: number
  /** Digest of the blinded message that was signed; it says nothing of the ballot. */
  drawn: Buffer | null
  reissued: Buffer | null
  /** Digest of the receipt. */
  receipt: Buffer | null
  /** Handed in a sheet of paper. */
  on_paper: Generated<boolean>
}

/** How many sheets of a cell were entered: never more than were noted. Which rows they became is not kept (INV-A1). */
interface SurveySheetCountTable {
  survey_round_id: number
  cell: number
  entered: number
}

/** Who of HR notes who handed in a sheet, and who enters what the sheets say: in one round nobody does both. */
interface SurveySheetHandTable {
  survey_round_id: number
  staff_member_id: number
  task: PaperTask
}

/** Who of HR reads free text after closing: named before anybody is asked, and never widened; the database refuses it (INV-A4, A6). */
interface SurveyTeamTable {
  survey_round_id: number
  staff_member_id: number
}

/** What was written to an item, names masked, beside nothing else; only where a team was named. */
interface SurveyTextTable {
  survey_round_id: number
  item: string
  text: string
}

/** Why the last day of a round was moved to a later one. */
interface SurveyExtensionTable {
  survey_round_id: number
  from_day: string
  to_day: string
  reason: string
  extended_by: number | null
  extended_at: Date
}

/** Answers with their ballots, while a round is open: no time, no number, nobody. */
interface SurveyBallotTable {
  survey_round_id: number
  /** Digest of the ballot. */
  ballot: Buffer
  cell: number
  answers: JSONColumnType<Answers & object>
  /** Digest of the blinded receipt that came with it. */
  receipt: Buffer
}

/** Cells as they were merged at closing: k answers in each, or all. */
interface SurveyGroupTable {
  survey_round_id: number
  group_number: number
  steps: JSONColumnType<Step[]>
  receivers: number
  answers: number
}

/** Answers of a closed round, cut from their ballots and written in an order of chance. Nothing may ever be added that tells one from another. */
interface SurveyAnswerTable {
  survey_round_id: number
  group_number: number
  answers: JSONColumnType<Answers & object>
}

/** Counted once, at closing. The value '' counts whoever answered the item. */
interface SurveyTallyTable {
  survey_round_id: number
  group_number: number
  item: string
  value: string
  people: number
}

/** How the items of an outcome hang together, of the whole round. */
interface SurveyScaleTable {
  survey_round_id: number
  outcome: string
  items: string[]
  /** Answers that were complete. */
  people: number
  /** Cronbach's, to two decimals. */
  alpha: number
}

/** Who said what in a named round, changed by themselves until its last day; the database takes none of another round (INV-A1). */
interface SurveyNamedAnswerTable {
  survey_round_id: number
  staff_member_id: number
  answers: JSONColumnType<Answers & object>
  answered_at: Date
}

/** What a town does because of the answers of a closed round; what was deleted by mistake can come back. */
interface SurveyChangeTable {
  survey_change_id: Generated<number>
  survey_round_id: number
  item: string | null
  what: string
  owner: string
  due_on: string
  state: ChangeState
  settled_on: string | null
  dropped_because: Generated<string>
  written_by: number | null
  written_at: Date
  deleted_at: Date | null
}

export interface SurveysTables {
  survey_change: SurveyChangeTable
  survey_version: SurveyVersionTable
  survey_round: SurveyRoundTable
  survey_cell: SurveyCellTable
  survey_secret: SurveySecretTable
  survey_receiver: SurveyReceiverTable
  survey_sheet_count: SurveySheetCountTable
  survey_sheet_hand: SurveySheetHandTable
  survey_extension: SurveyExtensionTable
  survey_team: SurveyTeamTable
  survey_text: SurveyTextTable
  survey_named_answer: SurveyNamedAnswerTable
  survey_ballot: SurveyBallotTable
  survey_group: SurveyGroupTable
  survey_answer: SurveyAnswerTable
  survey_tally: SurveyTallyTable
  survey_scale: SurveyScaleTable
}

const anonymous = 'what was said by people of whom nothing is kept (INV-A1)'

export const surveysData: DataOf<SurveysTables> = {
  survey_change: {
    persons: { author: { column: 'written_by' } },
    whose: {
      author: ['survey_change_id', 'written_by', 'written_at'],
      nobody: [
        ...(['survey_round_id', 'item', 'what', 'owner', 'due_on', 'state', 'settled_on', 'dropped_because'] as const),
        'deleted_at',
      ],
    },
  },
  survey_version: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['recorded_by', 'recorded_at'],
      nobody: ['survey_version_id', 'survey', 'number', 'title', 'title_en', 'kind', 'items'],
    },
  },
  survey_round: {
    persons: { opener: { column: 'opened_by' }, closer: { column: 'closed_by' } },
    whose: {
      opener: ['opened_by', 'opened_at'],
      closer: ['closed_by', 'closed_at', 'close_reason'],
      nobody: [
        ...(['survey_round_id', 'survey_version_id', 'opens_on', 'closes_on', 'k', 'attributes', 'receivers'] as const),
        ...([
          'receipt_key',
          'keys_hash',
          'answers',
          'reissues',
          'paper_sheets',
          'paper_drawn',
          'is_sample',
          'is_named',
          'stamp',
        ] as const),
        ...(['share', 'seed', 'employment_categories', 'outside'] as const),
      ],
    },
  },
  survey_cell: { nobodys: 'what a round tells apart, and its public keys' },
  survey_secret: { nobodys: 'keys of the round' },
  survey_receiver: {
    persons: { receiver: { column: 'staff_member_id' } },
    whose: {
      receiver: ['survey_round_id', 'staff_member_id', 'cell', 'on_paper'],
      secret: ['drawn', 'reissued', 'receipt'],
    },
    joined: [{ person: 'receiver', on: ['survey_round_id'], stays: 'first' }],
  },
  survey_sheet_count: { nobodys: 'how many sheets of a cell were entered' },
  survey_sheet_hand: {
    persons: { hand: { column: 'staff_member_id' } },
    whose: { hand: ['survey_round_id', 'staff_member_id', 'task'] },
    joined: [{ person: 'hand', on: ['survey_round_id'], stays: 'first' }],
  },
  survey_extension: {
    persons: { author: { column: 'extended_by' } },
    whose: {
      author: ['extended_by', 'extended_at', 'reason'],
      nobody: ['survey_round_id', 'from_day', 'to_day'],
    },
  },
  survey_team: {
    persons: { member: { column: 'staff_member_id' } },
    whose: { member: ['survey_round_id', 'staff_member_id'] },
    joined: [{ person: 'member', on: ['survey_round_id'], stays: 'first' }],
  },
  survey_text: { nobodys: anonymous },
  survey_named_answer: {
    persons: { answerer: { column: 'staff_member_id' } },
    whose: { answerer: ['survey_round_id', 'staff_member_id', 'answers', 'answered_at'] },
    joined: [{ person: 'answerer', on: ['survey_round_id'], stays: 'first' }],
  },
  survey_ballot: { nobodys: anonymous },
  survey_group: { nobodys: 'how many people were asked and how many answered' },
  survey_answer: { nobodys: anonymous },
  survey_tally: { nobodys: 'counts of what people said' },
  survey_scale: { nobodys: 'figures of a whole round' },
}
