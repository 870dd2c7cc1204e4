import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Movement } from './comovement.rules.ts'
import type { AnswerFollows, EvidenceLevel, Finding } from './level.rules.ts'
import type { Series } from './series.rules.ts'
import type { Statement } from './statement.rules.ts'
import type { Likeness, StudyTold } from './told.rules.ts'

/** A question with all that it takes to answer it, said before any number was seen. The database refuses to change it. */
interface StudyTable {
  study_id: Generated<number>
  statement: Statement
  digest: string
  /** The statement that this one takes the place of. */
  follows: number | null
  stated_on: string
  recorded_by: number | null
  salt: string
}

/** What the records answered on a day: figures of groups, of nobody alone. The database refuses to change it. */
interface StudyResultTable {
  study_result_id: Generated<number>
  study_id: number
  ran_on: string
  recorded_by: number | null
  rows_digest: string
  level: EvidenceLevel
  finding: Finding
  told: StudyTold
  people: Generated<Likeness>
  /** The earlier answer from which this one would tell of a few people: HR alone reads it. */
  near_result: number | null
  /** A second one, where it takes both. */
  near_beside: number | null
}

/** Both ends of an arrow beside each other, as executives may see the sections; made anew as a whole. */
interface ArrowComparisonTable {
  from_node: string
  to_node: string
  cause: string
  effect: string
  compared_on: string
  sections: number
  pairs: number
  movement: Movement
  p_with: number | null
  p_against: number | null
  series: Series
}

/** What others found elsewhere. It raises nothing: an arrow's level follows from the town's own records. */
interface ArrowSourceTable {
  arrow_source_id: Generated<number>
  from_node: string
  to_node: string
  citation: string
  population: string
  people: number
  finding: string
  level: EvidenceLevel
  recorded_by: number | null
  recorded_on: string
  withdrawn_on: string | null
}

/** What a year's review says to an arrow that moved against its hypothesis; the latest counts. */
interface ArrowAnswerTable {
  arrow_answer_id: Generated<number>
  fiscal_year: number
  from_node: string
  to_node: string
  /** Null in what was answered before this was asked. */
  follows: AnswerFollows | null
  answer: string
  recorded_by: number | null
  recorded_on: string
}

export interface EvidenceTables {
  arrow_comparison: ArrowComparisonTable
  arrow_source: ArrowSourceTable
  arrow_answer: ArrowAnswerTable
  study: StudyTable
  study_result: StudyResultTable
}

export const evidenceData: DataOf<EvidenceTables> = {
  arrow_comparison: { nobodys: 'values of sections that are large enough to be shown' },
  arrow_source: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['arrow_source_id', 'recorded_by', 'recorded_on'],
      nobody: ['from_node', 'to_node', 'citation', 'population', 'people', 'finding', 'level', 'withdrawn_on'],
    },
  },
  arrow_answer: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['arrow_answer_id', 'fiscal_year', 'recorded_by', 'recorded_on'],
      nobody: ['from_node', 'to_node', 'follows', 'answer'],
    },
  },
  study: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['study_id', 'digest', 'stated_on', 'recorded_by'],
      nobody: ['statement', 'follows', 'salt'],
    },
  },
  study_result: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['study_result_id', 'study_id', 'ran_on', 'recorded_by'],
      nobody: ['rows_digest', 'level', 'finding', 'told', 'people', 'near_result', 'near_beside'],
    },
  },
}
