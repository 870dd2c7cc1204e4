/**
 * The kinds of evidence on which a level can rest; kept apart everywhere (INV-P6). This list is the one place that knows
 * them: the policy's format, contracts, checks, words and pages follow it, and the database keeps whatever it names. A new
 * kind is one entry here. Whether it sets a level, and before or after which others, a town says in its policy
 * (`pyramid.rule.levelFrom`), whether it proves the floor too (`literacy.floor`).
 */
import type { Language } from '#platform/i18n/messages.ts'

export interface KindOfEvidence {
  readonly name: Readonly<Record<Language, string>>
  /** Carries a level. A kind without one can never raise one (INV-P6). */
  readonly setsLevel: boolean
  /**
   * Whose word it is. `self`: the person's own. `sectionHead`: of the head of that day. `hr`: a result that HR records or
   * imports. `room`: a later room notes it, within its own change.
   */
  readonly recordedBy: 'self' | 'sectionHead' | 'hr' | 'room'
  /**
   * What the person who is spoken of, or speaks, decides to share (INV-S1, S2). `level`: the head sees it only where the
   * person shares it. `note`: everybody who may look sees the level, and the text only whom its author shares it with.
   * `nothing`: it is a plain fact, seen by everybody who may look.
   */
  readonly shares: 'level' | 'note' | 'nothing'
}

/** In the order in which pages name them. */
export const evidenceKinds = {
  test: { name: { ja: '到達テスト', en: 'Test' }, setsLevel: true, recordedBy: 'hr', shares: 'nothing' },
  qualification: { name: { ja: '資格', en: 'Qualification' }, setsLevel: true, recordedBy: 'hr', shares: 'nothing' },
  supervisor: {
    name: { ja: '上司の所見', en: "Supervisor's observation" },
    setsLevel: true,
    recordedBy: 'sectionHead',
    shares: 'note',
  },
  self: { name: { ja: '自己診断', en: 'Self-reflection' }, setsLevel: true, recordedBy: 'self', shares: 'level' },
  completion: {
    name: { ja: '研修の修了', en: 'Completed course' },
    setsLevel: false,
    recordedBy: 'room',
    shares: 'nothing',
  },
} as const satisfies Readonly<Record<string, KindOfEvidence>>

type Kinds = typeof evidenceKinds
export type EvidenceKind = keyof Kinds
/** Kinds that carry a level. */
export type LevelKind = KindWith<'setsLevel', true>
type KindWith<Property extends keyof KindOfEvidence, Value> = {
  [Kind in EvidenceKind]: Kinds[Kind][Property] extends Value ? Kind : never
}[EvidenceKind]

type AtLeastOne<Kind> = readonly [Kind, ...Kind[]]

export const allKinds = Object.keys(evidenceKinds) as unknown as AtLeastOne<EvidenceKind>
export const levelKinds = allKinds.filter((kind) => kindOf(kind).setsLevel) as unknown as AtLeastOne<LevelKind>

export function kindOf(kind: EvidenceKind): KindOfEvidence {
  return evidenceKinds[kind]
}

/** The level kinds that people in a role record. */
export function recordedBy<By extends KindOfEvidence['recordedBy']>(by: By) {
  type Recorded = KindWith<'recordedBy', By> & LevelKind
  return levelKinds.filter((kind) => kindOf(kind).recordedBy === by) as unknown as AtLeastOne<Recorded>
}

/** Kinds whose level the person decides to show to the head. */
export const sharedByChoice: readonly LevelKind[] = levelKinds.filter((kind) => kindOf(kind).shares === 'level')
