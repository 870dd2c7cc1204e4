import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { StoredDocument } from './document.rules.ts'
import type { EffectKind } from './effects.rules.ts'

/** An edition never changes once it is stored (INV-D3); at most one holds on a day (INV-P1). */
interface PolicyEditionTable {
  policy_edition_id: Generated<number>
  title: string
  edition: string
  source_text: string
  /** Of any version of the format: editions stay as they were stored, and are read by `toDocument`. */
  document: StoredDocument
  digest: string
  recorded_by: string
  recorded_at: Generated<Date>
  /** Null while it is a draft. */
  valid_from: string | null
  valid_to: string | null
}

/** Who answered, before an edition was published, for what that does to people (effects.rules.ts). Added, never changed. */
interface PolicyEffectAnswerTable {
  policy_effect_answer_id: Generated<number>
  policy_edition_id: number
  kind: EffectKind
  /** Ids of what was answered for. */
  things: string[]
  people: number
  reason: string
  answered_by: string
  answered_at: Generated<Date>
}

export interface PolicyTables {
  policy_edition: PolicyEditionTable
  policy_effect_answer: PolicyEffectAnswerTable
}

export const policyData: DataOf<PolicyTables> = {
  policy_edition: { nobodys: 'the policy; whoever loaded it stands in the journal' },
  policy_effect_answer: { nobodys: 'why an edition was published as it is; whoever answered stands in the journal' },
}
