import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { EvidenceKind, LevelKind } from '#rooms/policy/evidence.rules.ts'

/** Evidence is added, never changed: a correction withdraws a row and adds another. */
interface SkillEvidenceTable {
  skill_evidence_id: Generated<number>
  staff_member_id: number
  /** Id of the skill in the policy file. */
  skill: string
  kind: EvidenceKind
  /** Null for a kind that sets none, such as a completion (INV-P6). */
  level: number | null
  as_of: string
  /** First day on which it holds no more; null: it holds for ever. */
  valid_to: string | null
  note: string | null
  /** Where it comes from: name of the test, the qualification or the course. */
  source: string | null
  /** What that means is said of each kind in the list of kinds (INV-S1, S2). */
  shared: Generated<boolean>
  is_sample: Generated<boolean>
  recorded_by: number | null
  recorded_at: Generated<Date>
  withdrawn_at: Date | null
  withdrawn_by: number | null
  withdrawn_reason: string | null
  /** What it came of, e.g. `application 12`: it follows what is corrected there. */
  came_of: string | null
}

/** The latest level of one kind today; kept up by the change that adds or withdraws evidence. */
interface SkillStandingTable {
  staff_member_id: number
  skill: string
  kind: LevelKind
  level: number
  as_of: string
  /** From then on it stands no more, and what of the kind still holds does. */
  valid_to: string | null
  shared: boolean
  is_sample: boolean
  /** The evidence that it repeats. */
  skill_evidence_id: number
}

export interface SkillsTables {
  skill_evidence: SkillEvidenceTable
  skill_standing: SkillStandingTable
}

/** Evidence is of the person it is about, the words of an observation too; whoever recorded it has only that they did. */
export const skillsData: DataOf<SkillsTables> = {
  skill_evidence: {
    persons: {
      subject: { column: 'staff_member_id' },
      author: { column: 'recorded_by' },
      withdrawer: { column: 'withdrawn_by' },
    },
    whose: {
      subject: [
        ...([
          'skill_evidence_id',
          'staff_member_id',
          'skill',
          'kind',
          'level',
          'as_of',
          'valid_to',
          'note',
          'source',
          'shared',
        ] as const),
        ...(['is_sample', 'recorded_by', 'recorded_at', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'] as const),
        'came_of',
      ],
      author: ['skill_evidence_id', 'skill', 'kind', 'recorded_by', 'recorded_at'],
      withdrawer: ['skill_evidence_id', 'skill', 'kind', 'withdrawn_by', 'withdrawn_at'],
    },
    erased: { note: null, source: null, withdrawn_reason: null },
  },
  skill_standing: {
    persons: { subject: { column: 'staff_member_id' } },
    joinedBy: 'rooms/skills/joining.service.ts',
    whose: {
      subject: [
        'staff_member_id',
        'skill',
        'kind',
        'level',
        'as_of',
        'valid_to',
        'shared',
        'is_sample',
        'skill_evidence_id',
      ],
    },
  },
}
