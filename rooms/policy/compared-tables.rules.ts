import type { PolicyDocument } from './document.rules.ts'
import type { Arrow } from './model.rules.ts'
import type { Grade, Skill } from './pyramid.rules.ts'
import { gradesUpTo, ladder, modelNodes, skillsOf, statedLevel } from './rules.ts'

/** Two editions side by side in the tables that people know: what is expected by grade, and the arrows of the model. */

export interface ComparedLevels {
  readonly grades: readonly { readonly id: string; readonly label: string }[]
  readonly rows: readonly {
    readonly skill: string
    readonly name: string
    /** In the order of the grades; null where nothing is expected, or the edition has not the skill or the grade. */
    readonly cells: readonly { readonly before: number | null; readonly after: number | null }[]
  }[]
}

/** Every grade and skill that either edition has, in the order of the second, then those that only the first has. */
export function comparedLevels(first: PolicyDocument, second: PolicyDocument): ComparedLevels {
  const grades = union([ladder(second), ladder(first)])
  const skills = union([skillsOf(second), skillsOf(first)])
  const [before, after] = [levelsIn(first), levelsIn(second)]
  return {
    grades: grades.map(({ id, label }) => ({ id, label })),
    rows: skills.map(({ id, name }) => ({
      skill: id,
      name,
      cells: grades.map((grade) => ({ before: before(id, grade.id), after: after(id, grade.id) })),
    })),
  }
}

export interface ComparedArrow {
  readonly from: string
  readonly to: string
  readonly fromName: string
  readonly toName: string
  readonly state: 'same' | 'added' | 'removed' | 'changed'
  readonly before: Arrow | null
  readonly after: Arrow | null
}

/** Every arrow that either edition has, those of the second first. */
export function comparedArrows(first: PolicyDocument, second: PolicyDocument): ComparedArrow[] {
  const keyOf = ({ from, to }: Arrow) => `${from} ${to}`
  const names = new Map([...modelNodes(first), ...modelNodes(second)].map(({ id, name }) => [id, name]))
  const [before, after] = [first, second].map(
    ({ model }) => new Map(model?.arrows.map((arrow) => [keyOf(arrow), arrow])),
  ) as [Map<string, Arrow>, Map<string, Arrow>]
  return [...new Map([...after, ...before]).values()].map((either) => {
    const { from, to } = either
    const [was = null, is = null] = [before.get(keyOf(either)), after.get(keyOf(either))]
    const state = !was ? 'added' : !is ? 'removed' : isSame(was, is) ? 'same' : 'changed'
    return { from, to, fromName: names.get(from) ?? from, toName: names.get(to) ?? to, state, before: was, after: is }
  })
}

function isSame(one: Arrow, other: Arrow): boolean {
  return (['hypothesis', 'sign', 'lagYears', 'evidence', 'isSample'] as const).every((key) => one[key] === other[key])
}

function union<One extends { readonly id: string }>(lists: readonly (readonly One[])[]): One[] {
  const known = new Map<string, One>()
  for (const one of lists.flat()) if (!known.has(one.id)) known.set(one.id, one)
  return [...known.values()]
}

/** Each skill and grade looked up once: a ladder of many grades and hundreds of skills is walked through cell by cell. */
function levelsIn(document: PolicyDocument): (skill: string, grade: string) => number | null {
  const skills = new Map<string, Skill>(skillsOf(document).map((skill) => [skill.id, skill]))
  const upTo = new Map<string, readonly Grade[]>(
    ladder(document).map((grade) => [grade.id, gradesUpTo(document, grade).toReversed()]),
  )
  return (skillId, gradeId) => {
    const skill = skills.get(skillId)
    if (!skill) return null
    for (const { id } of upTo.get(gradeId) ?? []) {
      const level = statedLevel(skill, id)
      if (level !== undefined) return level
    }
    return null
  }
}
