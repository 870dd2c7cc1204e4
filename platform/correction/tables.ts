import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

type Facts = Readonly<Record<string, string | number | null>>

/** What was found to be wrong: before, after, why. Added, never changed. */
interface CorrectionTable {
  correction_id: Generated<number>
  /** What was corrected, e.g. `training.record`, and which of them. */
  thing: string
  thing_id: number
  /** Whom the fact is about; null where it is about nobody. */
  subject_id: number | null
  /** First day on which the fact counted or counts now: a closed year from then on may rest on it. */
  concerns_from: string
  before: Facts
  after: Facts
  reason: string
  /** Null: by the command line. */
  recorded_by: number | null
  recorded_at: Generated<Date>
  /** When the closed years were looked at for it. */
  settled_at: Date | null
}

export interface CorrectionTables {
  correction: CorrectionTable
}

/** A correction is of whom the corrected fact is about; whoever made it has only that they did. */
export const correctionData: DataOf<CorrectionTables> = {
  correction: {
    persons: { subject: { column: 'subject_id' }, author: { column: 'recorded_by' } },
    whose: {
      subject: [
        ...([
          'correction_id',
          'thing',
          'thing_id',
          'subject_id',
          'concerns_from',
          'before',
          'after',
          'reason',
        ] as const),
        ...(['recorded_by', 'recorded_at', 'settled_at'] as const),
      ],
      author: ['correction_id', 'thing', 'recorded_by', 'recorded_at'],
    },
    // What a fact was may be a kind of leave, or somebody's own words.
    erased: { reason: '—', before: '{}', after: '{}' },
  },
}
