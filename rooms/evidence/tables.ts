import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { EvidenceLevel, Finding } from './level.rules.ts'
import type { Statement } from './statement.rules.ts'
import type { StudyTold } from './told.rules.ts'

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
}

export interface EvidenceTables {
  study: StudyTable
  study_result: StudyResultTable
}

export const evidenceData: DataOf<EvidenceTables> = {
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
      nobody: ['rows_digest', 'level', 'finding', 'told'],
    },
  },
}
