import type { PolicyDocument } from './document.rules.ts'
import {
  error,
  type Finding,
  findDuplicates,
  findReferences,
  findRepeated,
  findUnknown,
  type Path,
  warning,
} from './findings.rules.ts'
import type { Grade, Population, Skill } from './pyramid.rules.ts'
import { gradesUpTo, ladder, statedLevel } from './rules.ts'

/**
 * What the shapes of the ladder, the pyramid and the floor cannot say.
 * INV-P1 holds by the format itself: there is one list of tiers, and nowhere a place for a grade's own.
 */
export function findPyramidFaults(document: PolicyDocument): Finding[] {
  const steps = ladder(document).map((grade) => ({ grade, upTo: gradesUpTo(document, grade) }))
  return [
    ...findGradeFaults(document),
    ...findTierFaults(document),
    ...eachSkill(document).flatMap(({ skill, path }) => [
      ...findLevelFaults(document, skill, path),
      ...findExpectationFaults(document, steps, skill, path),
    ]),
    ...findFormerSkillFaults(document),
    ...findFloorFaults(document),
    ...findProfileFaults(document),
  ]
}

/** The grades in the order of rank, each with those that it takes expectations over from: put together once for all skills. */
type Steps = readonly { readonly grade: Grade; readonly upTo: readonly Grade[] }[]

function eachSkill({ pyramid }: PolicyDocument): Array<{ skill: Skill; path: Path }> {
  const tiers = pyramid?.tiers ?? []
  return tiers.flatMap((tier, t) =>
    tier.skills.map((skill, s) => ({ skill, path: ['pyramid', 'tiers', t, 'skills', s] })),
  )
}

/** Ids of skills, or undefined where the policy has no pyramid. */
export function skillIds(document: PolicyDocument): string[] | undefined {
  return document.pyramid ? eachSkill(document).map(({ skill }) => skill.id) : undefined
}

/** Ids of grades, or undefined where the policy has no ladder. */
export function gradeIds({ organisation }: PolicyDocument): string[] | undefined {
  return organisation?.grades.map(({ id }) => id)
}

/** Grades of one track, and those common to all, have ranks of their own; those of different tracks may stand at the same height. */
function findGradeFaults({ organisation }: PolicyDocument): Finding[] {
  if (!organisation) return []
  const grades = organisation.grades.map((grade, i) => ({ ...grade, path: ['organisation', 'grades', i] }))
  const { tracks = [] } = organisation
  const former = (organisation.formerGrades ?? []).map(({ id, rank }, i) => ({
    id,
    rank,
    path: ['organisation', 'formerGrades', i],
  }))
  const ranks = new Set(grades.map(({ rank }) => rank))
  const rankTwice = grades.flatMap(({ id, rank, track, path }, i) => {
    const other = grades
      .slice(0, i)
      .find((one) => one.rank === rank && (one.track === undefined || track === undefined || one.track === track))
    return other ? [error([...path, 'rank'], 'rank_twice', { id, other: other.id, rank })] : []
  })
  const formerOfGrades = grades.flatMap(({ formerGrades = [], path }) =>
    formerGrades.map((id, i) => ({ id, path: [...path, 'formerGrades', i] })),
  )
  const trackIds = tracks.map(({ id }) => id)
  return [
    ...findDuplicates([
      ...[...grades, ...former].map(({ id, path }) => ({ id, path: [...path, 'id'] })),
      ...formerOfGrades,
    ]),
    ...findDuplicates(tracks.map(({ id }, i) => ({ id, path: ['organisation', 'tracks', i, 'id'] }))),
    ...grades.flatMap(({ track, path }) =>
      track === undefined ? [] : findUnknown(track, trackIds, [...path, 'track']),
    ),
    ...rankTwice,
    ...former
      .filter(({ rank }) => !ranks.has(rank))
      .map(({ id, rank, path }) => error([...path, 'rank'], 'former_rank_unknown', { id, rank })),
    ...findRepeated(organisation.sectionKinds ?? [], ['organisation', 'sectionKinds']),
    ...findRepeated(organisation.employmentCategories ?? [], ['organisation', 'employmentCategories']),
  ]
}

/** Tiers, the sum of their weights, and the heights at which the triangle is cut; each skill in one tier (INV-P2). */
function findTierFaults(document: PolicyDocument): Finding[] {
  if (!document.pyramid) return []
  const { tiers, heightCuts, rule } = document.pyramid
  const sum = tiers.reduce((total, { weight }) => total + weight, 0)
  const findings = [
    ...findDuplicates(tiers.map(({ id }, i) => ({ id, path: ['pyramid', 'tiers', i, 'id'] }))),
    ...findDuplicates([
      ...eachSkill(document).map(({ skill, path }) => ({ id: skill.id, path: [...path, 'id'] })),
      ...(document.pyramid.formerSkills ?? []).map(({ id }, i) => ({ id, path: ['pyramid', 'formerSkills', i, 'id'] })),
    ]),
    ...findRepeated(rule.levelFrom, ['pyramid', 'rule', 'levelFrom']),
  ]
  if (Math.abs(sum - 1) > 1e-9) {
    findings.push(error(['pyramid', 'tiers'], 'weights_sum', { sum: Number(sum.toFixed(9)) }))
  }
  if (heightCuts && heightCuts.length !== tiers.length - 1) {
    findings.push(
      error(['pyramid', 'heightCuts'], 'cuts_count', { expected: tiers.length - 1, found: heightCuts.length }),
    )
  }
  const falling = heightCuts?.findIndex((cut, i) => i > 0 && cut <= heightCuts[i - 1]!) ?? -1
  if (falling > 0) findings.push(error(['pyramid', 'heightCuts', falling], 'cuts_order'))
  return findings
}

/** The records of a skill of before go to skills of today, or end for a reason. */
function findFormerSkillFaults(document: PolicyDocument): Finding[] {
  const known = skillIds(document) ?? []
  return (document.pyramid?.formerSkills ?? []).flatMap(({ id, becomes = [], reason }, i) => {
    const path = ['pyramid', 'formerSkills', i]
    return [
      ...becomes.flatMap((one, at) => findUnknown(one, known, [...path, 'becomes', at])),
      ...findRepeated(becomes, [...path, 'becomes']),
      ...(becomes.length === 0 && reason === undefined
        ? [error([...path, 'becomes'], 'former_skill_unanswered', { id })]
        : []),
    ]
  })
}

function findLevelFaults({ pyramid }: PolicyDocument, skill: Skill, path: Path): Finding[] {
  const highest = pyramid?.highestLevel ?? 0
  const wanted = Array.from({ length: highest }, (_, i) => i + 1)
  const found = skill.levels.map(({ level }) => level)
  const complete = found.length === wanted.length && found.every((level, i) => level === wanted[i])
  if (complete) return []
  return [
    error([...path, 'levels'], 'levels_incomplete', {
      skill: skill.id,
      highest,
      found: found.join(' / '),
    }),
  ]
}

/** What is expected by grade, and by occupation beside it. */
function findExpectationFaults(document: PolicyDocument, steps: Steps, skill: Skill, path: Path): Finding[] {
  const own = [...path, 'expected']
  if (!document.organisation) {
    return Object.keys(skill.expected).length > 0 ? [warning(own, 'expected_without_grades', { skill: skill.id })] : []
  }
  return [
    ...findStatedFaults(document, steps, skill, skill.expected, own),
    ...findUnstated(steps, skill, own),
    ...Object.entries(skill.expectedByOccupation ?? {}).flatMap(([occupation, stated]) =>
      findStatedFaults(document, steps, skill, stated, [...path, 'expectedByOccupation', occupation]),
    ),
  ]
}

/** Levels that exist, of grades that exist, that never fall as the rank rises within a track (INV-P3). */
function findStatedFaults(
  document: PolicyDocument,
  steps: Steps,
  { id: skill }: Skill,
  stated: Skill['expected'],
  path: Path,
): Finding[] {
  const highest = document.pyramid?.highestLevel ?? 0
  const ids = steps.map(({ grade }) => grade.id)
  const level = (grade: string) => (Object.hasOwn(stated, grade) ? stated[grade] : undefined)
  return [
    ...Object.entries(stated).flatMap(([grade, found]) => [
      ...findUnknown(grade, ids, [...path, grade]).map((finding) => ({ ...finding, atKey: true })),
      ...(found > highest
        ? [error([...path, grade], 'expected_too_high', { skill, grade, level: found, highest })]
        : []),
    ]),
    ...steps.flatMap(({ grade, upTo }) => {
      const own = level(grade.id)
      if (own === undefined) return []
      const below = upTo.findLast(({ id }) => id !== grade.id && level(id) !== undefined)
      const lower = below && level(below.id)
      if (lower === undefined || own >= lower) return []
      return [
        error([...path, grade.id], 'expected_falls', { skill, grade: grade.id, level: own, below: below!.id, lower }),
      ]
    }),
  ]
}

/** A grade left out stands where the next lower one stands; below the lowest that is written nothing would be expected. */
function findUnstated(steps: Steps, skill: Skill, path: Path): Finding[] {
  const unstated = steps.filter(({ grade }) => !grade.afterPostAge && statedLevel(skill, grade.id) === undefined)
  const without = unstated.filter(({ upTo }) => upTo.every(({ id }) => statedLevel(skill, id) === undefined))
  const inherited = unstated.filter((step) => !without.includes(step))
  return [
    ...without
      .slice(0, 1)
      .map(({ grade: { id } }) => error(path, 'expected_lowest_missing', { skill: skill.id, grade: id })),
    ...(inherited.length > 0
      ? [
          warning(path, 'expected_inherited', {
            skill: skill.id,
            grades: inherited.map(({ grade }) => grade.id).join(' / '),
          }),
        ]
      : []),
  ]
}

/** The floor names skills that exist, at levels that exist, for people who are known (INV-P5). */
function findFloorFaults(document: PolicyDocument): Finding[] {
  const { literacy, pyramid } = document
  const skills = eachSkill(document)
  const inFloor = new Set(literacy?.floor.map(({ skill }) => skill))
  const missing = skills
    .filter(({ skill }) => skill.floor && !inFloor.has(skill.id))
    .map(({ skill, path }) =>
      literacy
        ? error([...path, 'floor'], 'floor_missing', { skill: skill.id })
        : warning([...path, 'floor'], 'floor_missing', { skill: skill.id }),
    )
  if (!literacy) return missing
  const lowest = ladder(document)[0]
  const findings = literacy.floor.flatMap(({ skill: id, level, evidence }, i): Finding[] => {
    const path = ['literacy', 'floor', i]
    const skill = skills.find((each) => each.skill.id === id)?.skill
    const expected = skill && lowest && statedLevel(skill, lowest.id)
    return [
      ...(skill?.floor === false ? [error([...path, 'skill'], 'floor_denied', { skill: id })] : []),
      ...(pyramid && level > pyramid.highestLevel
        ? [error([...path, 'level'], 'floor_too_high', { skill: id, level, highest: pyramid.highestLevel })]
        : []),
      ...(lowest && expected !== undefined && level > expected
        ? [warning([...path, 'level'], 'floor_above_expected', { skill: id, level, grade: lowest.id, expected })]
        : []),
      ...findRepeated(evidence, [...path, 'evidence']),
    ]
  })
  return [
    ...findReferences(
      literacy.floor.map(({ skill: id }, i) => ({ id, path: ['literacy', 'floor', i, 'skill'] })),
      skillIds(document),
      { from: 'literacy', to: 'pyramid' },
    ),
    ...findings,
    ...findDuplicates(literacy.floor.map(({ skill }, i) => ({ id: skill, path: ['literacy', 'floor', i, 'skill'] }))),
    ...missing,
    ...findPopulationFaults(document, literacy.population),
  ]
}

/** Whom a population names by category or grade is known to the policy, if it has an organisation at all. */
function findPopulationFaults({ organisation }: PolicyDocument, { include, exclude = [] }: Population): Finding[] {
  if (!organisation) return []
  const grades = [
    ...organisation.grades.flatMap(({ id, formerGrades = [] }) => [id, ...formerGrades]),
    ...(organisation.formerGrades ?? []).map(({ id }) => id),
  ]
  const groups = [
    ...(include ? [{ group: include, path: ['literacy', 'population', 'include'] }] : []),
    ...exclude.map((group, i) => ({ group, path: ['literacy', 'population', 'exclude', i] })),
  ]
  return groups.flatMap(({ group, path }) => [
    ...(group.employmentCategories ?? []).flatMap((category, i) =>
      findUnknown(category, organisation.employmentCategories ?? [category], [...path, 'employmentCategories', i]),
    ),
    ...(group.grades ?? []).flatMap((grade, i) => findUnknown(grade, grades, [...path, 'grades', i])),
  ])
}

function findProfileFaults(document: PolicyDocument): Finding[] {
  const profile = document.desiredStaffProfile ?? []
  return [
    ...findDuplicates(profile.map(({ id }, i) => ({ id, path: ['desiredStaffProfile', i, 'id'] }))),
    ...findReferences(
      profile.flatMap(({ skills = [] }, i) =>
        skills.map((id, s) => ({ id, path: ['desiredStaffProfile', i, 'skills', s] })),
      ),
      skillIds(document),
      { from: 'desiredStaffProfile', to: 'pyramid' },
    ),
  ]
}
