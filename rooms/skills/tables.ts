import type { Generated } from 'kysely'

/** Evidence is added, never changed: a correction withdraws a row and adds another. */
export interface SkillEvidenceTable {
  skill_evidence_id: Generated<number>
  staff_member_id: number
  /** Id of the skill in the policy file. */
  skill: string
  kind: 'self' | 'supervisor' | 'test' | 'qualification' | 'completion'
  /** Null for a completion: it never sets a level (INV-P6). */
  level: number | null
  as_of: string
  note: string | null
  /** Where it comes from: name of the test, the qualification or the course. */
  source: string | null
  /** A self-reflection: the section head may see it. An observation: its note is for the person too (INV-S1, S2). */
  shared: Generated<boolean>
  is_sample: Generated<boolean>
  recorded_by: number | null
  recorded_at: Generated<Date>
  withdrawn_at: Date | null
  withdrawn_by: number | null
  withdrawn_reason: string | null
}

/** The latest level of each kind today; kept up by the change that adds or withdraws evidence. */
export interface SkillStandingTable {
  staff_member_id: number
  skill: string
  self_level: number | null
  self_as_of: string | null
  self_shared: Generated<boolean>
  supervisor_level: number | null
  supervisor_as_of: string | null
  test_level: number | null
  test_as_of: string | null
  qualification_level: number | null
  qualification_as_of: string | null
  is_sample: Generated<boolean>
}

export interface SkillsTables {
  skill_evidence: SkillEvidenceTable
  skill_standing: SkillStandingTable
}
