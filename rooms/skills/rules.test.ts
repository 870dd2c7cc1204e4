import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LevelKind, levelKinds } from '#rooms/policy/evidence.rules.ts'
import { areasOf, decideLevel, isBelow, type Pyramid, scoreOf, tierShares, visibleTo } from './rules.ts'

const HIGHEST = 4
const pyramid: Pyramid = {
  highestLevel: HIGHEST,
  rule: { levelFrom: ['test', 'qualification', 'supervisor', 'self'] },
  tiers: [
    { id: 'mind', weight: 0.5, skills: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
    { id: 'ict', weight: 0.3, skills: [{ id: 'd' }] },
    { id: 'special', weight: 0.2, skills: [{ id: 'e' }, { id: 'f' }] },
  ],
}
const ids = pyramid.tiers.flatMap(({ skills }) => skills.map(({ id }) => id))
const levels = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.option(fc.integer({ min: 0, max: HIGHEST }))])),
) as fc.Arbitrary<Record<string, number | null>>
const evidence = fc.record({
  skill: fc.constantFrom(...ids, 'unknown'),
  kind: fc.constantFrom(...levelKinds),
  level: fc.integer({ min: 0, max: HIGHEST }),
  endsIn: fc.option(fc.integer({ min: 2, max: 9 })),
})

test('the score is 0 to 100, and a higher level never draws a smaller pyramid (INV-P4)', () => {
  fc.assert(
    fc.property(levels, fc.constantFrom(...ids), (known, skill) => {
      const score = scoreOf(pyramid, (id) => known[id])
      const raised = { ...known, [skill]: Math.min(HIGHEST, (known[skill] ?? 0) + 1) }
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100 + 1e-9)
      expect(scoreOf(pyramid, (id) => raised[id])).toBeGreaterThanOrEqual(score - 1e-9)
    }),
  )
  expect(scoreOf(pyramid, () => HIGHEST)).toBeCloseTo(100, 9)
  expect(scoreOf(pyramid, () => null)).toBe(0)
})

test('the score is the weighted sum of what the tiers show, and a skill counts for its share of its tier', () => {
  fc.assert(
    fc.property(levels, (known) => {
      const byHand = pyramid.tiers.map(({ weight, skills }) => {
        const mean = skills.reduce((sum, { id }) => sum + (known[id] ?? 0) / HIGHEST, 0) / skills.length
        return 100 * weight * mean
      })
      expect(scoreOf(pyramid, (id) => known[id])).toBeCloseTo(
        byHand.reduce((sum, part) => sum + part, 0),
        9,
      )
    }),
  )
})

test('an unassessed skill adds no area, is not level 0, and is told apart in the count (INV-P7)', () => {
  const zero = tierShares(pyramid, (id) => (id === 'a' ? 0 : null))[0]!
  const none = tierShares(pyramid, () => null)[0]!
  expect([zero.share, none.share]).toEqual([0, 0])
  expect([zero.assessed, none.assessed]).toEqual([1, 0])
})

test('what each piece of evidence adds sums to the score of the day, whatever came in whatever order and ended meanwhile', () => {
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 40 }), (rows) => {
      const inOrder = rows.map((row) => ({
        ...row,
        asOf: '2026-04-01',
        validTo: row.endsIn === null ? null : `2026-04-0${row.endsIn}`,
      }))
      const known = new Map<string, Partial<Record<LevelKind, number>>>()
      for (const { skill, kind, level } of inOrder.filter(({ validTo }) => !validTo || validTo > '2026-04-05'))
        known.set(skill, { ...known.get(skill), [kind]: level })
      const score = scoreOf(pyramid, (id) => decideLevel(pyramid.rule.levelFrom, known.get(id) ?? {}).level)
      const sum = areasOf(pyramid, inOrder, '2026-04-05').reduce((total, { area }) => total + area, 0)
      expect(sum).toBeCloseTo(score, 9)
    }),
  )
})

test('the first kind in the order of the policy decides, even where a later kind is higher or newer (INV-P6)', () => {
  const { levelFrom } = pyramid.rule
  expect(decideLevel(levelFrom, { self: 4, supervisor: 2 })).toEqual({ level: 2, from: 'supervisor' })
  expect(decideLevel(levelFrom, { self: 4, supervisor: 3, test: 0 })).toEqual({ level: 0, from: 'test' })
  expect(decideLevel(['self'], { self: 1, test: 4 })).toEqual({ level: 1, from: 'self' })
  expect(decideLevel(levelFrom, {})).toEqual({ level: null, from: null })
})

test('a section head sees of self-reflections only what is shared now, and of notes only what is shared or their own', () => {
  const row = { skill: 'a', level: 2, note: 'メモ', recordedBy: 4 }
  const rows = [
    { ...row, kind: 'self' as const, shared: true },
    { ...row, kind: 'self' as const, shared: true, skill: 'b' },
    { ...row, kind: 'self' as const, shared: false },
    { ...row, kind: 'supervisor' as const, shared: false, recordedBy: 7 },
    { ...row, kind: 'supervisor' as const, shared: false, recordedBy: 8 },
  ]
  const seen = visibleTo({ actsAs: 'sectionHead', staffMemberId: 8 }, rows, (_, skill) => skill === 'a')
  expect(seen.map(({ kind, note }) => [kind, note])).toEqual([
    ['self', 'メモ'],
    ['supervisor', null],
    ['supervisor', 'メモ'],
  ])
})

test('under the expectation is a known level only, where something is expected (INV-P7)', () => {
  expect([isBelow(1, 2), isBelow(0, 1)]).toEqual([true, true])
  expect([isBelow(2, 2), isBelow(3, 2), isBelow(null, 2), isBelow(0, null)]).toEqual([false, false, false, false])
})
