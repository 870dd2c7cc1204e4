import { expect, test } from 'vitest'
import { asWhole, readPolicy, type WholePolicy } from '#testing/policies.ts'
import { showPath } from './findings.rules.ts'
import { findPyramidFaults } from './pyramid-checks.rules.ts'

const misaki = asWhole(readPolicy('examples/misaki.yaml'))

/** What is said of みさき町 after one change. */
function after(change: (document: WholePolicy) => void) {
  const document = structuredClone(misaki)
  change(document)
  return findPyramidFaults(document).map(({ key, path, severity }) => `${severity} ${key} ${showPath(path)}`)
}

test('a sound pyramid has no fault', () => {
  expect(after(() => {})).toEqual([])
})

test('weights of the tiers add up to 1', () => {
  const change = ({ pyramid }: WholePolicy) => {
    pyramid.tiers[0]!.weight = 0.4
  }
  expect(after(change)).toEqual(['error weights_sum pyramid.tiers'])
})

test('a skill stands in one tier only (INV-P2)', () => {
  const change = ({ pyramid: { tiers } }: WholePolicy) => {
    tiers[2]!.skills.push(structuredClone(tiers[0]!.skills[0]!))
  }
  expect(after(change)).toEqual(['error id_twice pyramid.tiers[2].skills[1].id'])
})

test('what is expected never falls as the rank rises, in whatever order grades are written (INV-P3)', () => {
  const change = ({ pyramid }: WholePolicy) => {
    pyramid.tiers[0]!.skills[0]!.expected = { D: 2, C: 3, B: 2, A: 1 }
  }
  expect(after(change)).toEqual(['error expected_falls pyramid.tiers[0].skills[0].expected.D'])
})

test('a grade left out is told, the lowest must be stated, unknown grades and too high levels are refused', () => {
  const change = ({ pyramid }: WholePolicy) => {
    pyramid.tiers[0]!.skills[0]!.expected = { B: 2, E: 2, D: 4 }
  }
  expect(after(change)).toEqual([
    'error unknown_id_near pyramid.tiers[0].skills[0].expected.E',
    'error expected_too_high pyramid.tiers[0].skills[0].expected.D',
    'error expected_lowest_missing pyramid.tiers[0].skills[0].expected',
    'warning expected_inherited pyramid.tiers[0].skills[0].expected',
  ])
})

test('levels run from 1 to the highest without a gap', () => {
  const change = ({ pyramid }: WholePolicy) => {
    pyramid.tiers[0]!.skills[0]!.levels.splice(1, 1)
  }
  expect(after(change)).toEqual(['error levels_incomplete pyramid.tiers[0].skills[0].levels'])
})

test('grades have ids and ranks of their own, and former grades count as one of today', () => {
  const change = ({ organisation }: WholePolicy) => {
    organisation.grades[1]!.rank = 40
    organisation.formerGrades![0]!.id = 'A'
    organisation.formerGrades![1]!.rank = 30
  }
  expect(after(change).filter((said) => said.includes('organisation'))).toEqual([
    'error id_twice organisation.formerGrades[0].id',
    'error rank_twice organisation.grades[1].rank',
    'error former_rank_unknown organisation.formerGrades[1].rank',
  ])
})

test('cuts of the triangle rise and are one fewer than the tiers', () => {
  expect(
    after(({ pyramid }) => {
      pyramid.heightCuts = [0.7, 0.5]
    }),
  ).toEqual(['error cuts_order pyramid.heightCuts[1]'])
  expect(
    after(({ pyramid }) => {
      pyramid.heightCuts = [0.5]
    }),
  ).toEqual(['error cuts_count pyramid.heightCuts'])
})

test('the floor names skills, levels and categories that exist (INV-P5)', () => {
  const change = ({ literacy }: WholePolicy) => {
    literacy.floor = [
      { skill: 'papreless', level: 1, evidence: ['test'] },
      { skill: 'second-duty', level: 4, evidence: ['test', 'test'] },
    ]
    literacy.population.include = { employmentCategories: ['正規'] }
  }
  expect(after(change)).toEqual([
    'error unknown_id_near literacy.floor[0].skill',
    'error floor_too_high literacy.floor[1].level',
    'warning floor_above_expected literacy.floor[1].level',
    'error id_twice literacy.floor[1].evidence[1]',
    'error floor_missing pyramid.tiers[1].skills[0].floor',
    'error unknown_id literacy.population.include.employmentCategories[0]',
  ])
})

test('a skill that says it has no floor cannot stand in it', () => {
  const change = ({ pyramid }: WholePolicy) => {
    pyramid.tiers[1]!.skills[0]!.floor = false
  }
  expect(after(change)).toEqual(['error floor_denied literacy.floor[0].skill'])
})

test('the desired staff profile names skills that exist', () => {
  const change = ({ desiredStaffProfile }: WholePolicy) => {
    desiredStaffProfile[1]!.id = 'outgoing'
    desiredStaffProfile[1]!.skills = ['swimming']
  }
  expect(after(change)).toEqual([
    'error id_twice desiredStaffProfile[1].id',
    'error unknown_id desiredStaffProfile[1].skills[0]',
  ])
})

test('the records of a former skill go to skills of today, each once, or end for a reason', () => {
  const [one, other] = misaki.pyramid.tiers.flatMap(({ skills }) => skills.map(({ id }) => id))
  const said = (...formerSkills: NonNullable<WholePolicy['pyramid']['formerSkills']>) =>
    after(({ pyramid }) => {
      pyramid.formerSkills = formerSkills
    })
  expect(said({ id: 'a', name: 'a', becomes: [one!, other!] }, { id: 'b', name: 'b', reason: '-' })).toEqual([])
  expect(said({ id: 'a', name: 'a' }, { id: 'b', name: 'b', becomes: ['nowhere', one!, one!] })).toEqual([
    'error former_skill_unanswered pyramid.formerSkills[0].becomes',
    'error unknown_id pyramid.formerSkills[1].becomes[0]',
    'error id_twice pyramid.formerSkills[1].becomes[2]',
  ])
  expect(
    said(
      { id: one!, name: 'a', reason: '-' },
      { id: 'b', name: 'b', reason: '-' },
      { id: 'b', name: 'b', reason: '-' },
    ),
  ).toEqual(['error id_twice pyramid.formerSkills[0].id', 'error id_twice pyramid.formerSkills[2].id'])
})
