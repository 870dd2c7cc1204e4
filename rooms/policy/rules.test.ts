import { expect, test } from 'vitest'
import '#app/measures.ts'
import { asWhole, readPolicy, type WholePolicy } from '#testing/policies.ts'
import {
  arrowsTo,
  bandCuts,
  floorOf,
  gradeByIdOrFormer,
  gradesUpTo,
  ladder,
  levelExpected,
  modelNodes,
  occupationsNamed,
  pathsToFinal,
  skillsOf,
} from './rules.ts'

const shinagawa = asWhole(readPolicy('shinagawa.yaml'))
const misaki = asWhole(readPolicy('examples/misaki.yaml'))

test('the MVV of 品川区 stands in the policy’s own words, and the lost headline of its value is not made up', () => {
  const source = '品川区人材育成・確保基本方針'
  const [mission, vision, value] = shinagawa.statements
  expect([mission, vision, value]).toEqual([
    {
      kind: 'mission',
      heading: '区民のウェルビーイング向上のために',
      text: '一人ひとりが多様な生き方を選び、自由に未来を描くことができる品川区を創造します。',
      source,
      isSample: false,
    },
    {
      kind: 'vision',
      heading: '誰もが生きがいを感じ、自分らしく暮らしていけるしながわ',
      text: '地域の中で、一人ひとりが個性や能力を発揮でき、互いに活かし合う品川区を築きます。',
      source,
      isSample: false,
    },
    {
      kind: 'value',
      heading: null,
      text: '職員一人ひとりがそれぞれの能力を最大限に発揮して、品川区の未来に貢献します。',
      source,
      isSample: false,
    },
  ])
})

test('品川区 has three intermediate outcomes and one final outcome in the policy’s own words (INV-L2)', () => {
  const { intermediateOutcomes, finalOutcomes } = shinagawa.model
  expect(intermediateOutcomes.map(({ name, isSample }) => [name, isSample])).toEqual([
    ['全ての職員が安心して働くことができる', false],
    ['全ての職員が誇りとやりがいを感じ、能力を活かして働くことができる', false],
    ['職員同士がお互いを尊重し、高めあうことができる', false],
  ])
  expect(finalOutcomes.map(({ name, isSample }) => [name, isSample])).toEqual([
    ['「誰もが生きがいを感じ、自分らしく暮らしていけるしながわ」を職員が支えている状態', false],
  ])
})

test('whatever the policy of 品川区 does not state is marked as a sample (INV-D1)', () => {
  const { organisation, pyramid, literacy, model, kpis, indicators, desiredStaffProfile, roles, plans } = shinagawa
  const invented = [
    organisation,
    ...organisation.grades,
    pyramid,
    ...pyramid.tiers,
    ...skillsOf(shinagawa),
    literacy,
    ...model.activities,
    ...model.outputs,
    ...model.directOutcomes,
    ...model.arrows,
    ...kpis,
    ...indicators,
    ...(roles ?? []),
    ...(plans ?? []).flatMap(({ demand = [], pillars }) => [...demand, ...pillars]),
  ]
  expect(invented.filter(({ isSample }) => !isSample)).toEqual([])
  expect(desiredStaffProfile.map(({ name, skillsAreSample }) => [name, skillsAreSample])).toEqual(
    ['積極性', '推進力', '向上心', '想像力', '機敏さと柔軟性', '攻めと守りのバランス'].map((name) => [name, true]),
  )
})

test('no arrow of 品川区 claims more than a hypothesis (INV-L6)', () => {
  expect(new Set(shinagawa.model.arrows.map(({ evidence }) => evidence))).toEqual(new Set(['hypothesis']))
})

test('each direct outcome of 品川区 leads to the final one, and all three intermediate ones have causes', () => {
  for (const { id } of shinagawa.model.directOutcomes) {
    for (const path of pathsToFinal(shinagawa, id)) {
      expect(path).toHaveLength(3)
      expect(path.at(-1)).toBe('supported-vision')
    }
    expect(pathsToFinal(shinagawa, id)).not.toEqual([])
  }
  for (const { id } of shinagawa.model.intermediateOutcomes) {
    expect(arrowsTo(shinagawa, id).length).toBeGreaterThanOrEqual(3)
  }
})

test('KPIs and indicators of 品川区 count by themselves what the system records', () => {
  expect(shinagawa.kpis.flatMap(({ measure }) => measure ?? [])).toEqual([
    'literacy.shareAtFloor',
    'training.recommendationsTaken',
    'training.approvalsWithCover',
    'surveys.favourableShare(pulse/connected)',
    'surveys.favourableShare(engagement/at-ease)',
    'surveys.favourableShare(engagement/pride)',
    'surveys.favourableShare(engagement/respect)',
  ])
  expect(shinagawa.indicators.flatMap(({ measure }) => measure ?? [])).toEqual([
    'training.staffTrained',
    'training.sessionsHeld',
    'training.completions',
    'training.recommendationsMade',
    'training.coverAgreed',
    'skills.shareAssessed',
  ])
})

test('skills come from base to top, each with its one tier (INV-P2)', () => {
  const skills = skillsOf(shinagawa)
  expect(skills).toHaveLength(14)
  expect([...new Set(skills.map(({ tierName }) => tierName))]).toEqual([
    'マインド・スタンス',
    'ポータブルスキル(対人・思考)',
    'ICTスキル',
    '専門スキル',
  ])
  expect(skills.find(({ id }) => id === 'data-use')).toMatchObject({ tierId: 'ict', tierIndex: 2 })
})

const expectedLevel = (document: WholePolicy, skill: string, id: string, occupation: string | null = null) => {
  const [found, grade] = [skillsOf(document).find((one) => one.id === skill), gradeByIdOrFormer(document, id)]
  return found && grade && levelExpected(found, gradesUpTo(document, grade), occupation)
}

test('no grade expects less than the one below (INV-P3)', () => {
  for (const document of [shinagawa, misaki]) {
    for (const { id } of skillsOf(document)) {
      const levels = ladder(document).map((grade) => expectedLevel(document, id, grade.id)!)
      expect(levels).toEqual(levels.toSorted())
    }
  }
})

test('a grade that a skill leaves out stands where the next lower one stands', () => {
  const document = structuredClone(misaki)
  const { expected } = document.pyramid.tiers[0]!.skills[0]!
  delete expected.C
  delete expected.B
  expect(['A', 'B', 'C', 'D'].map((grade) => expectedLevel(document, 'listening', grade))).toEqual([1, 1, 1, 3])
})

test('a grade of a former ladder is read at its rank (INV-O7)', () => {
  expect(gradeByIdOrFormer(misaki, '旧主査')?.id).toBe('B')
  expect(expectedLevel(misaki, 'listening', '旧課長')).toBe(3)
  expect(gradeByIdOrFormer(misaki, '1級職')).toBeUndefined()
  expect(expectedLevel(misaki, 'listening', 'constructor')).toBeUndefined()
  expect(expectedLevel(misaki, 'ict-tools', 'A')).toBeUndefined()
})

test('of an occupation more may be expected than of its grade, and never less (INV-P3)', () => {
  const document = structuredClone(misaki)
  document.pyramid.tiers[0]!.skills[0]!.expectedByOccupation = { 情報: { A: 0, B: 3 }, 保育: { A: 2, D: 2 } }
  const levels = (occupation: string | null) =>
    ['A', 'B', 'C', 'D'].map((grade) => expectedLevel(document, 'listening', grade, occupation))
  expect([levels(null), levels('事務'), levels('constructor')]).toEqual(Array(3).fill([1, 2, 3, 3]))
  expect([levels('情報'), levels('保育')]).toEqual([
    [1, 3, 3, 3],
    [2, 2, 3, 3],
  ])
  expect([occupationsNamed(document), occupationsNamed(misaki)]).toEqual([['情報', '保育'], []])
})

test('the floor names its skills with level and evidence (INV-P5)', () => {
  expect(floorOf(shinagawa).map(({ name, floorLevel, evidence }) => [name, floorLevel, evidence])).toEqual([
    ['ICTツールの活用', 2, ['test', 'qualification']],
    ['情報セキュリティと個人情報', 2, ['test', 'qualification']],
    ['データの活用', 1, ['test', 'qualification']],
  ])
})

test('the triangle is cut where the town says, or else evenly', () => {
  expect(bandCuts(misaki)).toEqual([0, 0.4, 0.75, 1])
  expect(bandCuts(shinagawa)).toEqual([0, 0.25, 0.5, 0.75, 1])
})

test('みさき町 has another ladder, other tiers, levels, outcomes and sections, and the same format carries them', () => {
  const form = (document: WholePolicy) => ({
    grades: ladder(document).map(({ id }) => id),
    tiers: document.pyramid.tiers.length,
    highestLevel: document.pyramid.highestLevel,
    sectionKinds: document.organisation.sectionKinds,
    finals: document.model.finalOutcomes.length,
    intermediates: document.model.intermediateOutcomes.length,
    visionHeading: document.statements.find(({ kind }) => kind === 'vision')?.heading,
    nodes: modelNodes(document).length,
  })
  expect(form(misaki)).toEqual({
    grades: ['A', 'B', 'C', 'D'],
    tiers: 3,
    highestLevel: 3,
    sectionKinds: ['役場', 'センター', '班'],
    finals: 2,
    intermediates: 2,
    visionHeading: undefined,
    nodes: 13,
  })
  expect(form(shinagawa)).toMatchObject({ tiers: 4, highestLevel: 4, finals: 1, intermediates: 3, nodes: 22 })
  expect(pathsToFinal(misaki, 'knows-districts')).toEqual([
    ['knows-districts', 'trusted-office', 'living-on'],
    ['knows-districts', 'trusted-office', 'coming-back'],
  ])
})
