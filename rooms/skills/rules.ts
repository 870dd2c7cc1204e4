/**
 * The pyramid's arithmetic, for the server and for pages.
 *
 * Data: a person has, for each skill and kind of evidence, at most one latest level. The policy's rule names the kinds in
 * the order in which they set the level; the first kind that is there decides. A skill without any is 未診断, not 0.
 *
 *   score = 100 × Σ over tiers of weight × mean over the tier's skills of level / highest level
 *
 * An unassessed skill stays in the mean's denominator and adds no area. The score is 0 to 100 and never falls when a level
 * rises (INV-P4); the triangle is drawn √(score / 100) as large, so that its area is the score.
 */
import type { PolicyDocument, PolicyWith } from '#rooms/policy/document.rules.ts'
import { allKinds, type EvidenceKind, kindOf, type LevelKind, levelKinds } from '#rooms/policy/evidence.rules.ts'
import {
  gradeByIdOrFormer,
  gradesUpTo,
  levelExpected,
  occupationsNamed,
  type Rung,
  type SkillInTier,
  skillsOf,
} from '#rooms/policy/rules.ts'

/** The latest level of each kind; absent or null where there is none. */
export type LevelsByKind = Readonly<Partial<Record<LevelKind, number | null>>>
export type Pyramid = Pick<PolicyWith<'pyramid'>['pyramid'], 'highestLevel' | 'rule'> & {
  readonly tiers: readonly {
    readonly id: string
    readonly weight: number
    readonly skills: readonly { id: string }[]
  }[]
}
/** A level, or null for 未診断. */
export type LevelOf = (skill: string) => number | null | undefined

export interface Decided {
  readonly level: number | null
  /** The kind that set the level. */
  readonly from: LevelKind | null
}

/** The level by the policy's rule: the first kind in its order of precedence that has one. */
export function decideLevel(levelFrom: readonly LevelKind[], levels: LevelsByKind): Decided {
  const from = levelFrom.find((kind) => levels[kind] != null)
  return from ? { level: levels[from] ?? null, from } : { level: null, from: null }
}

/** A known level under what the grade expects; 未診断 is not under it, nor is anything where nothing is expected (INV-P7). */
export function isBelow(level: number | null, expected: number | null): boolean {
  return level !== null && expected !== null && level < expected
}

export interface TierShare {
  readonly id: string
  readonly weight: number
  /** Mean of level over highest level, 0 to 1. */
  readonly share: number
  readonly assessed: number
  readonly skills: number
}

export function tierShares(pyramid: Pyramid, levelOf: LevelOf): TierShare[] {
  return pyramid.tiers.map(({ id, weight, skills }) => {
    const levels = skills.flatMap((skill) => levelOf(skill.id) ?? [])
    const filled = levels.reduce((sum, level) => sum + Math.min(level, pyramid.highestLevel), 0)
    return {
      id,
      weight,
      share: filled / (skills.length * pyramid.highestLevel),
      assessed: levels.length,
      skills: skills.length,
    }
  })
}

/** 0 to 100. */
export function scoreOf(pyramid: Pyramid, levelOf: LevelOf): number {
  return 100 * tierShares(pyramid, levelOf).reduce((sum, { weight, share }) => sum + weight * share, 0)
}

export interface DatedEvidence {
  readonly skill: string
  readonly kind: EvidenceKind
  readonly level: number | null
}

/** Whether a piece of evidence counts on a day: it has begun, and not ended yet. */
export function holds({ asOf, validTo }: Span, day: string): boolean {
  return asOf <= day && (validTo === null || day < validTo)
}

interface Span {
  readonly asOf: string
  /** First day on which it holds no more; null: for ever. */
  readonly validTo: string | null
}

/** Whether a piece of evidence can set a level at all. */
export function setsLevel<E extends DatedEvidence>(evidence: E): evidence is E & { kind: LevelKind; level: number } {
  return evidence.level !== null && kindOf(evidence.kind).setsLevel
}

/**
 * What each piece of evidence, in the order of time, adds to the score of a day or takes from it: the areas sum to that score. Evidence that
 * the rule does not follow (a completion, a self-reflection beside a test) adds 0, and so does what has ended.
 */
export function areasOf<E extends DatedEvidence & Span>(
  pyramid: Pyramid,
  inOrder: readonly E[],
  day: string,
): { evidence: E; area: number }[] {
  const pointsOfLevel = new Map(
    pyramid.tiers.flatMap(({ weight, skills }) =>
      skills.map(({ id }) => [id, (100 * weight) / (skills.length * pyramid.highestLevel)] as const),
    ),
  )
  const known = new Map<string, Partial<Record<LevelKind, number>>>()
  const reached = (skill: string) =>
    Math.min(decideLevel(pyramid.rule.levelFrom, known.get(skill) ?? {}).level ?? 0, pyramid.highestLevel)
  return inOrder.map((evidence) => {
    if (!setsLevel(evidence) || !holds(evidence, day)) return { evidence, area: 0 }
    const { skill, kind, level } = evidence
    const before = reached(skill)
    known.set(skill, { ...known.get(skill), [kind]: level })
    return { evidence, area: (reached(skill) - before) * (pointsOfLevel.get(skill) ?? 0) }
  })
}

/** What is read from a document again and again; documents never change, so it is worked out once each. */
interface Prepared {
  readonly skills: readonly SkillInTier[]
  /** Of which more may be expected than of their grade. */
  readonly occupations: ReadonlySet<string>
  readonly expectations: Map<string, ReadonlyMap<string, number>>
}
const prepared = new WeakMap<PolicyDocument, Prepared>()

/** Every skill from the base to the top, as `skillsOf`. */
export function skillsIn(document: PolicyDocument): readonly SkillInTier[] {
  return prepare(document).skills
}

/**
 * The expected level of each skill for a grade and an occupation; empty for no grade or one that the policy does not know (INV-P3, O7).
 */
export function expectationsOf(
  document: PolicyDocument,
  { grade: gradeId, occupation }: Rung,
): ReadonlyMap<string, number> {
  const { expectations, skills, occupations } = prepare(document)
  const special = occupation !== null && occupations.has(occupation) ? occupation : null
  const key = JSON.stringify([gradeId, special])
  const known = expectations.get(key)
  if (known) return known
  const grade = gradeId === null ? undefined : gradeByIdOrFormer(document, gradeId)
  if (!grade) return new Map()
  const upTo = gradesUpTo(document, grade)
  const levels = new Map(
    skills.flatMap((skill) => {
      const level = levelExpected(skill, upTo, special)
      return level === undefined ? [] : [[skill.id, level] as const]
    }),
  )
  expectations.set(key, levels)
  return levels
}

function prepare(document: PolicyDocument): Prepared {
  const known = prepared.get(document)
  if (known) return known
  const made = {
    skills: skillsOf(document),
    occupations: new Set(occupationsNamed(document)),
    expectations: new Map(),
  }
  prepared.set(document, made)
  return made
}

/** Kinds that are somebody's own word: only they say it, and whoever said it may take it back the same day. */
export const ownWords: readonly EvidenceKind[] = allKinds.filter((kind) =>
  ['self', 'sectionHead'].includes(kindOf(kind).recordedBy),
)

/** Whether a section head may see a level: what the person decides on only where they share it (INV-S1). */
export function isShown({ kind, shared }: { readonly kind: EvidenceKind; readonly shared: boolean }): boolean {
  return shared || kindOf(kind).shares !== 'level'
}

/** In the order of the list of kinds. */
export function levelKindsInOrder<Known extends { readonly kind: LevelKind }>(known: readonly Known[]): Known[] {
  return known.toSorted((a, b) => levelKinds.indexOf(a.kind) - levelKinds.indexOf(b.kind))
}

export interface EvidenceInView extends DatedEvidence {
  readonly shared: boolean
  readonly note: string | null
  readonly recordedBy: number | null
}

/** In which role someone looks at a person's evidence, and who it is. */
export interface Viewer {
  readonly actsAs: string
  readonly staffMemberId: number | null
}

/**
 * What a viewer may see of a person's evidence (INV-S1, S2): the person all of it; HR every level; the section head of
 * today what the person shares now of what they decide on, and what others recorded. A note is for its author and for whom
 * it was shared with; a person's own note is their own.
 *
 * @param sharesNow whether the latest of a kind and skill is shared: taking back the sharing hides the earlier ones too
 */
export function visibleTo<E extends EvidenceInView>(
  viewer: Viewer,
  rows: readonly E[],
  sharesNow: (kind: EvidenceKind, skill: string) => boolean,
): E[] {
  return rows
    .filter(
      (row) =>
        viewer.actsAs !== 'sectionHead' ||
        kindOf(row.kind).shares !== 'level' ||
        (row.shared && sharesNow(row.kind, row.skill)),
    )
    .map((row) => (mayReadNote(viewer, row) ? row : { ...row, note: null }))
}

function mayReadNote(viewer: Viewer, { kind, shared, recordedBy }: EvidenceInView): boolean {
  if (viewer.staffMemberId !== null && recordedBy === viewer.staffMemberId) return true
  const { shares } = kindOf(kind)
  if (shares === 'nothing') return true
  return shares === 'level' && viewer.actsAs === 'self' ? true : shared
}
