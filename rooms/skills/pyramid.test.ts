import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { skills } from './contract.ts'

/** Of the policy in policy/shinagawa.yaml: weights 0.3, 0.3, 0.2, 0.2; 4, 4, 3, 3 skills; highest level 4. */
const point = { mind: (100 * 0.3) / 4 / 4, ict: (100 * 0.2) / 3 / 4, specialist: (100 * 0.2) / 3 / 4 }

const tested = (town: Town, skill: string, level: number, asOf: string) =>
  town.asCommand.ask(skills.importEvidence, {
    rows: [{ staffNumber: staffNumberOf('sato'), skill, kind: 'test', level, asOf, source: '到達テスト' }],
  })

test(
  'the picture: score by the formula, what the grade expects, what stood a year ago, and what was not assessed',
  inTown(async (town) => {
    const { as, sato } = town
    await tested(town, 'ict-tools', 1, '2025-10-01')
    await tested(town, 'ict-tools', 2, '2026-10-01')
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'resident-view', level: 3, shared: false }] })
    const pyramid = await as(sato).ask(skills.showPyramid, { staffMemberId: sato })
    expect(pyramid.score).toBeCloseTo(2 * point.ict + 3 * point.mind, 9)
    expect(pyramid.lastYear).toMatchObject({ asOf: '2025-11-22' })
    expect(pyramid.lastYear?.score).toBeCloseTo(point.ict, 9)
    // 1級職: mind 2+1+1+2, portable 1+1+1+1, ict 2+2+1, specialist 1+1+1
    expect(pyramid.expectedScore).toBeCloseTo((6 / 16) * 30 + (4 / 16) * 30 + (5 / 12) * 20 + (3 / 12) * 20, 9)
    expect([pyramid.assessed, pyramid.skills]).toEqual([2, 14])
    expect(pyramid.tiers.map(({ id, assessed }) => [id, assessed])).toEqual([
      ['mind', 1],
      ['portable', 0],
      ['ict', 1],
      ['specialist', 0],
    ])
    expect(pyramid.heightCuts).toEqual([0.25, 0.5, 0.75])
    expect(pyramid.isSample).toBe(true)
    const bands = pyramid.tiers.reduce((sum, { weight, share }) => sum + 100 * weight * share, 0)
    expect(bands).toBeCloseTo(pyramid.score, 9)
  }),
)

test(
  'each piece of evidence tells the area that it added, latest first, and the areas sum to the score',
  inTown(async (town) => {
    const { as, sato } = town
    await tested(town, 'ict-tools', 2, '2026-09-01')
    await tested(town, 'ict-tools', 1, '2026-10-01')
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'ict-tools', level: 4, shared: false }] })
    const pyramid = await as(sato).ask(skills.showPyramid, { staffMemberId: sato })
    expect(pyramid.evidence.map(({ kind, area }) => [kind, Number((area / point.ict).toFixed(6))])).toEqual([
      ['self', 0],
      ['test', -1],
      ['test', 2],
    ])
    const sum = pyramid.evidence.reduce((total, { area }) => total + area, pyramid.earlierArea)
    expect(sum).toBeCloseTo(pyramid.score, 9)
  }),
)

test(
  'who has nothing yet has no area, and nothing is claimed of a year ago (INV-P7)',
  inTown(async ({ as, sato }) => {
    const pyramid = await as(sato).ask(skills.showPyramid, { staffMemberId: sato })
    expect(pyramid).toMatchObject({ score: 0, lastYear: null, assessed: 0, evidence: [] })
  }),
)

test(
  'the same tiers in the same order for every grade; only what is expected grows (INV-P1, P3)',
  inTown(async ({ as, sato, ueda, mori, tanaka, kato }) => {
    const all = await Promise.all(
      [sato, ueda, mori, tanaka, kato].map((id) => as(id).ask(skills.showPyramid, { staffMemberId: id })),
    )
    for (const { tiers, heightCuts } of all) {
      expect(tiers.map(({ id, weight }) => [id, weight])).toEqual(all[0]!.tiers.map(({ id, weight }) => [id, weight]))
      expect(heightCuts).toEqual(all[0]!.heightCuts)
    }
    const expected = all.map(({ expectedScore }) => expectedScore!)
    expect(expected).toEqual(expected.toSorted((a, b) => a - b))
  }),
)
