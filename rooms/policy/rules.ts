import type { PolicyDocument } from './document.rules.ts'
import type { LevelKind } from './evidence.rules.ts'
import type { Arrow, ModelLevel } from './model.rules.ts'
import type { Grade, Skill } from './pyramid.rules.ts'

/**
 * Questions that later rooms ask a policy document that passed `checkPolicy`. Types only are imported, so that a page
 * that asks them carries no schema.
 */

/** A skill together with the tier that it belongs to (INV-P2); `tierIndex` 0 is the base of the pyramid. */
export interface SkillInTier extends Skill {
  tierId: string
  tierName: string
  tierIndex: number
}

/** Every skill, from the base to the top, in the order of the file. */
export function skillsOf({ pyramid }: PolicyDocument): SkillInTier[] {
  return pyramid.tiers.flatMap(({ id, name, skills }, tierIndex) =>
    skills.map((skill) => ({ ...skill, tierId: id, tierName: name, tierIndex })),
  )
}

/** The heights at which the triangle is cut, base 0 to top 1: one more number than there are tiers. */
export function bandCuts({ pyramid }: PolicyDocument): number[] {
  const { length } = pyramid.tiers
  const inner = pyramid.heightCuts ?? Array.from({ length: length - 1 }, (_, i) => (i + 1) / length)
  return [0, ...inner, 1]
}

/** Grades in the order of rank, lowest first (INV-O7). */
export function ladder({ organisation }: PolicyDocument): Grade[] {
  return organisation.grades.toSorted((a, b) => a.rank - b.rank)
}

/** The grade with this id, or the one of today's ladder that a grade of a former ladder counts as. */
export function gradeByIdOrFormer({ organisation }: PolicyDocument, id: string): Grade | undefined {
  const { grades, formerGrades = [] } = organisation
  const formerRank = formerGrades.find((former) => former.id === id)?.rank
  return grades.find((grade) => grade.id === id) ?? grades.find(({ rank }) => rank === formerRank)
}

/** The level that the file states for exactly this grade. */
export function statedLevel(skill: Skill, gradeId: string): number | undefined {
  return Object.hasOwn(skill.expected, gradeId) ? skill.expected[gradeId] : undefined
}

/**
 * The level expected of a grade, 0 to the highest: its own, or that of the next lower rank that states one (INV-P3).
 * A grade of a former ladder is read at its rank. Undefined for a skill or a grade that the policy does not know.
 */
export function expectedLevel(document: PolicyDocument, skillId: string, gradeId: string): number | undefined {
  const skill = skillsOf(document).find(({ id }) => id === skillId)
  const grade = gradeByIdOrFormer(document, gradeId)
  if (!skill || !grade) return undefined
  return ladder(document)
    .filter(({ rank }) => rank <= grade.rank)
    .map(({ id }) => statedLevel(skill, id))
    .findLast((level) => level !== undefined)
}

/** A skill that everyone in scope must have, with the level and the evidence that counts (INV-P5). */
export interface FloorSkill extends SkillInTier {
  floorLevel: number
  evidence: LevelKind[]
}

/** The floor for all, in the order of the file. */
export function floorOf(document: PolicyDocument): FloorSkill[] {
  const skills = new Map(skillsOf(document).map((skill) => [skill.id, skill]))
  return document.literacy.floor.flatMap(({ skill: id, level, evidence }) => {
    const skill = skills.get(id)
    return skill ? [{ ...skill, floorLevel: level, evidence }] : []
  })
}

export interface ModelNode {
  id: string
  name: string
  level: ModelLevel
  isSample: boolean
}

/** Every node of the logic model, activities first, final outcomes last. */
export function modelNodes({ model }: PolicyDocument): ModelNode[] {
  const lists = [
    ['activity', model.activities],
    ['output', model.outputs],
    ['directOutcome', model.directOutcomes],
    ['intermediateOutcome', model.intermediateOutcomes],
    ['finalOutcome', model.finalOutcomes],
  ] as const
  return lists.flatMap(([level, list]) => list.map(({ id, name, isSample }) => ({ id, name, level, isSample })))
}

function arrowsFrom({ model }: PolicyDocument, nodeId: string): Arrow[] {
  return model.arrows.filter(({ from }) => from === nodeId)
}

export function arrowsTo({ model }: PolicyDocument, nodeId: string): Arrow[] {
  return model.arrows.filter(({ to }) => to === nodeId)
}

/**
 * Every way from a node (usually a direct outcome) to a final outcome: lists of node ids, both ends included, in the
 * order of the arrows in the file. They end, because arrows of a checked model run forward only (INV-L1).
 */
export function pathsToFinal(document: PolicyDocument, nodeId: string): string[][] {
  if (document.model.finalOutcomes.some(({ id }) => id === nodeId)) return [[nodeId]]
  return arrowsFrom(document, nodeId).flatMap(({ to }) => pathsToFinal(document, to).map((path) => [nodeId, ...path]))
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
