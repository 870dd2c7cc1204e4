import type { PolicyDocument } from './document.rules.ts'
import { error, type Finding, findDuplicates, findUnknown, type Path, warning } from './findings.rules.ts'
import type { Skill } from './pyramid.rules.ts'
import { ladder, statedLevel } from './rules.ts'

/**
 * What the shapes of the ladder, the pyramid and the floor cannot say.
 * INV-P1 holds by the format itself: there is one list of tiers, and nowhere a place for a grade's own.
 */
export function findPyramidFaults(document: PolicyDocument): Finding[] {
  return [
    ...findGradeFaults(document),
    ...findTierFaults(document),
    ...eachSkill(document).flatMap(({ skill, path }) => [
      ...findLevelFaults(document, skill, path),
      ...findExpectationFaults(document, skill, path),
    ]),
    ...findFloorFaults(document),
    ...findProfileFaults(document),
  ]
}

function eachSkill({ pyramid }: PolicyDocument): Array<{ skill: Skill; path: Path }> {
  return pyramid.tiers.flatMap((tier, t) =>
    tier.skills.map((skill, s) => ({ skill, path: ['pyramid', 'tiers', t, 'skills', s] })),
  )
}

function findGradeFaults({ organisation }: PolicyDocument): Finding[] {
  const grades = organisation.grades.map(({ id, rank }, i) => ({ id, rank, path: ['organisation', 'grades', i] }))
  const former = (organisation.formerGrades ?? []).map(({ id, rank }, i) => ({
    id,
    rank,
    path: ['organisation', 'formerGrades', i],
  }))
  const ranks = new Map<number, string>()
  const rankTwice = grades.flatMap(({ id, rank, path }) => {
    const other = ranks.get(rank)
    ranks.set(rank, other ?? id)
    return other === undefined ? [] : [error([...path, 'rank'], 'rank_twice', { id, other, rank })]
  })
  return [
    ...findDuplicates([...grades, ...former].map(({ id, path }) => ({ id, path: [...path, 'id'] }))),
    ...rankTwice,
    ...former
      .filter(({ rank }) => !ranks.has(rank))
      .map(({ id, rank, path }) => error([...path, 'rank'], 'former_rank_unknown', { id, rank })),
    ...findRepeated(organisation.sectionKinds, ['organisation', 'sectionKinds']),
    ...findRepeated(organisation.employmentCategories, ['organisation', 'employmentCategories']),
  ]
}

/** Tiers, the sum of their weights, and the heights at which the triangle is cut; each skill in one tier (INV-P2). */
function findTierFaults(document: PolicyDocument): Finding[] {
  const { tiers, heightCuts, rule } = document.pyramid
  const sum = tiers.reduce((total, { weight }) => total + weight, 0)
  const findings = [
    ...findDuplicates(tiers.map(({ id }, i) => ({ id, path: ['pyramid', 'tiers', i, 'id'] }))),
    ...findDuplicates(eachSkill(document).map(({ skill, path }) => ({ id: skill.id, path: [...path, 'id'] }))),
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

function findLevelFaults({ pyramid }: PolicyDocument, skill: Skill, path: Path): Finding[] {
  const wanted = Array.from({ length: pyramid.highestLevel }, (_, i) => i + 1)
  const found = skill.levels.map(({ level }) => level)
  const complete = found.length === wanted.length && found.every((level, i) => level === wanted[i])
  if (complete) return []
  return [
    error([...path, 'levels'], 'levels_incomplete', {
      skill: skill.id,
      highest: pyramid.highestLevel,
      found: found.join(' / '),
    }),
  ]
}

/** Expectations never fall as the rank rises (INV-P3); a grade left out stands where the next lower one stands. */
function findExpectationFaults(document: PolicyDocument, skill: Skill, path: Path): Finding[] {
  const grades = ladder(document)
  const at = (grade: string) => [...path, 'expected', grade]
  const findings = Object.entries(skill.expected).flatMap(([grade, level]) => [
    ...findUnknown(
      grade,
      grades.map(({ id }) => id),
      at(grade),
    ).map((finding) => ({ ...finding, atKey: true })),
    ...(level > document.pyramid.highestLevel
      ? [
          error(at(grade), 'expected_too_high', {
            skill: skill.id,
            grade,
            level,
            highest: document.pyramid.highestLevel,
          }),
        ]
      : []),
  ])
  const lowest = grades[0]!
  if (statedLevel(skill, lowest.id) === undefined) {
    findings.push(error([...path, 'expected'], 'expected_lowest_missing', { skill: skill.id, grade: lowest.id }))
  }
  const inherited = grades.slice(1).filter(({ id }) => statedLevel(skill, id) === undefined)
  if (inherited.length > 0) {
    const names = inherited.map(({ id }) => id).join(' / ')
    findings.push(warning([...path, 'expected'], 'expected_inherited', { skill: skill.id, grades: names }))
  }
  const stated = grades.filter(({ id }) => statedLevel(skill, id) !== undefined)
  for (const [i, grade] of stated.entries()) {
    const below = stated[i - 1]
    if (!below) continue
    const [level, lower] = [statedLevel(skill, grade.id)!, statedLevel(skill, below.id)!]
    if (level < lower) {
      const values = { skill: skill.id, grade: grade.id, level, below: below.id, lower }
      findings.push(error(at(grade.id), 'expected_falls', values))
    }
  }
  return findings
}

/** The floor names skills that exist, at levels that exist, for categories that exist (INV-P5). */
function findFloorFaults(document: PolicyDocument): Finding[] {
  const { literacy, pyramid, organisation } = document
  const skills = eachSkill(document)
  const inFloor = new Set(literacy.floor.map(({ skill }) => skill))
  const lowest = organisation.grades.reduce((a, b) => (b.rank < a.rank ? b : a))
  const findings = literacy.floor.flatMap(({ skill: id, level, evidence }, i): Finding[] => {
    const path = ['literacy', 'floor', i]
    const skill = skills.find((each) => each.skill.id === id)?.skill
    const expected = skill && statedLevel(skill, lowest.id)
    return [
      ...findUnknown(
        id,
        skills.map((each) => each.skill.id),
        [...path, 'skill'],
      ),
      ...(skill?.floor === false ? [error([...path, 'skill'], 'floor_denied', { skill: id })] : []),
      ...(level > pyramid.highestLevel
        ? [error([...path, 'level'], 'floor_too_high', { skill: id, level, highest: pyramid.highestLevel })]
        : []),
      ...(expected !== undefined && level > expected
        ? [warning([...path, 'level'], 'floor_above_expected', { skill: id, level, grade: lowest.id, expected })]
        : []),
      ...findRepeated(evidence, [...path, 'evidence']),
    ]
  })
  return [
    ...findings,
    ...findDuplicates(literacy.floor.map(({ skill }, i) => ({ id: skill, path: ['literacy', 'floor', i, 'skill'] }))),
    ...skills
      .filter(({ skill }) => skill.floor && !inFloor.has(skill.id))
      .map(({ skill, path }) => error([...path, 'floor'], 'floor_missing', { skill: skill.id })),
    ...literacy.population.employmentCategories.flatMap((category, i) =>
      findUnknown(category, organisation.employmentCategories, ['literacy', 'population', 'employmentCategories', i]),
    ),
  ]
}

function findProfileFaults(document: PolicyDocument): Finding[] {
  const skills = eachSkill(document).map(({ skill }) => skill.id)
  const profile = document.desiredStaffProfile
  return [
    ...findDuplicates(profile.map(({ id }, i) => ({ id, path: ['desiredStaffProfile', i, 'id'] }))),
    ...profile.flatMap((trait, i) =>
      (trait.skills ?? []).flatMap((id, s) => findUnknown(id, skills, ['desiredStaffProfile', i, 'skills', s])),
    ),
  ]
}

function findRepeated(words: readonly string[], path: Path): Finding[] {
  return findDuplicates(words.map((id, i) => ({ id, path: [...path, i] })))
}
