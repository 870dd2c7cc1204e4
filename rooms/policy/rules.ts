import type { PartName, PolicyDocument, PolicyWith } from './document.rules.ts'
import type { LevelKind } from './evidence.rules.ts'
import type { Arrow, Comparison, Counting, Indicator, ModelLevel } from './model.rules.ts'
import type { Grade, Skill } from './pyramid.rules.ts'

/**
 * Questions that later rooms ask a policy document that passed `checkPolicy`. Types only are imported, so that a page
 * that asks them carries no schema.
 */

/** Whether a policy has all of these parts. */
export function hasParts<Name extends PartName>(
  document: PolicyDocument,
  parts: readonly Name[],
): document is PolicyWith<Name> {
  return parts.every((name) => document[name] !== null)
}

/** A skill together with the tier that it belongs to (INV-P2); `tierIndex` 0 is the base of the pyramid. */
export interface SkillInTier extends Skill {
  tierId: string
  tierName: string
  tierIndex: number
}

/** Every skill, from the base to the top, in the order of the file; none where the policy has no pyramid. */
export function skillsOf({ pyramid }: Pick<PolicyDocument, 'pyramid'>): SkillInTier[] {
  const tiers = pyramid?.tiers ?? []
  return tiers.flatMap(({ id, name, skills }, tierIndex) =>
    skills.map((skill) => ({ ...skill, tierId: id, tierName: name, tierIndex })),
  )
}

/** A skill of before, and one of today for which its records count. */
export interface Carried {
  readonly former: string
  readonly skill: string
}

/** What carries over to the skills of a policy (`formerSkills`), as HR confirmed it; nothing of skills that ended. */
export function carriedIn({ pyramid }: Pick<PolicyDocument, 'pyramid'>): Carried[] {
  return (pyramid?.formerSkills ?? []).flatMap(({ id: former, becomes = [] }) =>
    becomes.map((skill) => ({ former, skill })),
  )
}

/** The skills whose records count for a skill: itself, and those that became it. */
export function recordsOf(document: Pick<PolicyDocument, 'pyramid'>, skill: string): string[] {
  return [skill, ...carriedIn(document).flatMap((one) => (one.skill === skill ? [one.former] : []))]
}

type Skilled = Pick<PolicyDocument, 'pyramid'>

/**
 * What a skill is under a policy, where a course, a test or an item still says its former name: itself, or what it became, one or several.
 * One that ended, and one of which nobody said anything, stays itself.
 */
export function becameIn(document: Skilled | undefined, skill: string): string[] {
  if (!document || skillsOf(document).some(({ id }) => id === skill)) return [skill]
  const became = carriedIn(document).flatMap(({ former, skill: now }) => (former === skill ? [now] : []))
  return became.length > 0 ? became : [skill]
}

/** The one skill that something is of under a policy: a former one that became several keeps its id until somebody chooses. */
export function skillIn(document: Skilled | undefined, skill: string): string {
  const [now = skill, ...others] = becameIn(document, skill)
  return others.length === 0 ? now : skill
}

/** Whether a policy has a skill, or something that it became: of one that ended it expects and records nothing more. */
export function hasSkill(document: Skilled, skill: string): boolean {
  const ids = new Set(skillsOf(document).map(({ id }) => id))
  return becameIn(document, skill).some((now) => ids.has(now))
}

/** What a policy calls a skill: a former one by what it became, one that ended by its last name; one that it never knew keeps its id. */
export function skillNameIn(document: Skilled, skill: string): string {
  const known = [...(document.pyramid?.formerSkills ?? []), ...skillsOf(document)]
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return becameIn(document, skill)
    .map((now) => names.get(now) ?? now)
    .join('・')
}

/** Levels that are asked for or shown, by what their skills are under a policy; of two that became one the higher. */
export function levelsIn(
  document: Skilled | undefined,
  levels: readonly { readonly skill: string; readonly level: number }[],
): { skill: string; level: number }[] {
  const found = new Map<string, number>()
  for (const { skill, level } of levels)
    for (const now of becameIn(document, skill)) found.set(now, Math.max(level, found.get(now) ?? 0))
  return [...found].map(([skill, level]) => ({ skill, level }))
}

/** By what a skill may be called where it was written down: all whose records count for what it is. */
export function namesakesIn(document: Skilled | undefined, skill: string): string[] {
  if (!document) return [skill]
  return [...new Set([skill, ...becameIn(document, skill).flatMap((now) => recordsOf(document, now))])]
}

/** The heights at which the triangle is cut, base 0 to top 1: one more number than there are tiers. */
export function bandCuts({ pyramid }: Pick<PolicyWith<'pyramid'>, 'pyramid'>): number[] {
  const { length } = pyramid.tiers
  const inner = pyramid.heightCuts ?? Array.from({ length: length - 1 }, (_, i) => (i + 1) / length)
  return [0, ...inner, 1]
}

type Organised = Pick<PolicyDocument, 'organisation'>

/** Grades in the order of rank, lowest first (INV-O7); none where the policy has no ladder. */
export function ladder({ organisation }: Organised): Grade[] {
  return organisation?.grades.toSorted((a, b) => a.rank - b.rank) ?? []
}

/**
 * The grades whose expectation a grade takes over where it states none, lowest first and itself last: those below it in its track, and
 * those common to all tracks. A grade after 役職定年 takes over nothing, and nothing is taken over from it.
 */
export function gradesUpTo(document: Organised, grade: Grade): Grade[] {
  if (grade.afterPostAge) return [grade]
  const isOfTrack = ({ track }: Grade) => track === undefined || grade.track === undefined || track === grade.track
  return ladder(document).filter(
    (one) => one.id === grade.id || (one.rank <= grade.rank && isOfTrack(one) && !one.afterPostAge),
  )
}

/** The grade with this id, or the one of today's ladder that a grade of a former ladder counts as. */
export function gradeByIdOrFormer({ organisation }: Organised, id: string): Grade | undefined {
  const { grades, formerGrades = [] } = organisation ?? { grades: [] }
  const formerRank = formerGrades.find((former) => former.id === id)?.rank
  return (
    grades.find((grade) => grade.id === id) ??
    grades.find((grade) => grade.formerGrades?.includes(id)) ??
    grades.find(({ rank }) => rank === formerRank)
  )
}

/** The level that the file states for exactly this grade. */
export function statedLevel(skill: Skill, gradeId: string): number | undefined {
  return levelIn(skill.expected, gradeId)
}

function levelIn(stated: Skill['expected'] = {}, gradeId: string): number | undefined {
  return Object.hasOwn(stated, gradeId) ? stated[gradeId] : undefined
}

/** By what expectations go: the grade of somebody's primary post, and their occupation. */
export interface Rung {
  readonly grade: string | null
  readonly occupation: string | null
}

/**
 * What a skill expects at the last of these grades (`gradesUpTo`): its own level, or that of the next lower rank that states one (INV-P3);
 * what it expects of the occupation, read in the same way, where that is more.
 */
export function levelExpected(skill: Skill, grades: readonly Grade[], occupation: string | null): number | undefined {
  const last = (stated: Skill['expected'] | undefined) =>
    grades.map(({ id }) => levelIn(stated, id)).findLast((level) => level !== undefined)
  const byOccupation = skill.expectedByOccupation ?? {}
  const levels = [
    last(skill.expected),
    occupation !== null && Object.hasOwn(byOccupation, occupation) ? last(byOccupation[occupation]) : undefined,
  ].filter((level) => level !== undefined)
  return levels.length === 0 ? undefined : Math.max(...levels)
}

/** The occupations of which a skill expects something of their own, in the order of the file. */
export function occupationsNamed(document: Pick<PolicyDocument, 'pyramid'>): string[] {
  return [...new Set(skillsOf(document).flatMap(({ expectedByOccupation = {} }) => Object.keys(expectedByOccupation)))]
}

/** A skill that everyone in scope must have, with the level and the evidence that counts (INV-P5). */
export interface FloorSkill extends SkillInTier {
  floorLevel: number
  evidence: LevelKind[]
  /** The skills whose records count. */
  records: string[]
}

/** The floor for all, in the order of the file; none where the policy has no floor. */
export function floorOf(document: Pick<PolicyDocument, 'literacy' | 'pyramid'>): FloorSkill[] {
  const skills = new Map(skillsOf(document).map((skill) => [skill.id, skill]))
  const floor = document.literacy?.floor ?? []
  return floor.flatMap(({ skill: id, level, evidence }) => {
    const skill = skills.get(id)
    return skill ? [{ ...skill, floorLevel: level, evidence, records: recordsOf(document, id) }] : []
  })
}

/** The roles that cross grades, each with the skills that it expects by name; none where the policy has none. */
export function crossingRoles(document: Pick<PolicyDocument, 'roles' | 'pyramid'>) {
  const names = new Map(skillsOf(document).map(({ id, name }) => [id, name]))
  return (document.roles ?? []).map(({ expected = {}, ...role }) => ({
    ...role,
    expected: Object.entries(expected).map(([skill, level]) => ({ skill: names.get(skill) ?? skill, level })),
  }))
}

export interface ModelNode {
  id: string
  name: string
  level: ModelLevel
  isSample: boolean
}

/** Every node of the logic model, activities first, final outcomes last; none where the policy has no model. */
export function modelNodes({ model }: Pick<PolicyDocument, 'model'>): ModelNode[] {
  if (!model) return []
  const lists = [
    ['activity', model.activities],
    ['output', model.outputs],
    ['directOutcome', model.directOutcomes],
    ['intermediateOutcome', model.intermediateOutcomes],
    ['finalOutcome', model.finalOutcomes],
  ] as const
  return lists.flatMap(([level, list]) => list.map(({ id, name, isSample }) => ({ id, name, level, isSample })))
}

function arrowsFrom({ model }: Pick<PolicyDocument, 'model'>, nodeId: string): Arrow[] {
  return model?.arrows.filter(({ from }) => from === nodeId) ?? []
}

export function arrowsTo({ model }: Pick<PolicyDocument, 'model'>, nodeId: string): Arrow[] {
  return model?.arrows.filter(({ to }) => to === nodeId) ?? []
}

/**
 * Every way from a node (usually a direct outcome) to a final outcome: lists of node ids, both ends included, in the
 * order of the arrows in the file. They end, because arrows of a checked model run forward only (INV-L1).
 */
export function pathsToFinal(document: Pick<PolicyDocument, 'model'>, nodeId: string): string[][] {
  if (document.model?.finalOutcomes.some(({ id }) => id === nodeId)) return [[nodeId]]
  return arrowsFrom(document, nodeId).flatMap(({ to }) => pathsToFinal(document, to).map((path) => [nodeId, ...path]))
}

/** The categories of employment that a policy speaks of: those of its floor, else of its organisation. */
export function categoriesIn({ literacy, organisation }: Pick<PolicyDocument, 'literacy' | 'organisation'>): string[] {
  return literacy?.population.include?.employmentCategories ?? organisation?.employmentCategories ?? []
}

/** A target as the house judges by it: of a fiscal year, the end of the plan being the last of the plan's years. */
export interface TargetOfYear {
  readonly fiscalYear: number
  /** Null where it follows from an earlier value. */
  readonly value: number | null
  readonly comparison: Comparison
  readonly counting: Counting
  readonly endOfPlan: boolean
}

/** The targets of a KPI or an indicator, by year. */
export function targetsOf(
  { policy }: Pick<PolicyDocument, 'policy'>,
  { targets = [], direction = 'up', baseline }: Pick<Indicator, 'targets' | 'direction' | 'baseline'>,
): TargetOfYear[] {
  return targets
    .flatMap(({ fiscalYear = policy.planYears?.to, value, comparison, counting = 'eachYear', endOfPlan = false }) => {
      if (fiscalYear === undefined) return []
      const compares = comparison ?? (direction === 'down' ? 'atMost' : 'atLeast')
      const wanted = value ?? (compares === 'keep' ? baseline?.value : undefined) ?? null
      return [{ fiscalYear, value: wanted, comparison: compares, counting, endOfPlan }]
    })
    .toSorted((a, b) => a.fiscalYear - b.fiscalYear)
}

export const editionStates = ['draft', 'planned', 'inForce', 'past', 'replaced'] as const

/** Of an edition on a day; a draft holds from no day on yet, one that was replaced before its day was over on no day at all. */
export function editionState(
  { validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null },
  day: string,
): (typeof editionStates)[number] {
  if (validFrom === null) return 'draft'
  if (validFrom === validTo) return 'replaced'
  if (validFrom > day) return 'planned'
  return validTo === null || validTo > day ? 'inForce' : 'past'
}
