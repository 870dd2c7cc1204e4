import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaOf, type Frame, scaleOf, tiersOf, triangle } from './pyramid-geometry.ts'

const frame: Frame = { width: 260, height: 240, baseCentre: { x: 140, y: 260 } }
const whole = areaOf(triangle(frame, 100))
const score = fc.double({ min: 0, max: 100, noNaN: true })
const cuts = fc
  .uniqueArray(fc.double({ min: 0.05, max: 0.95, noNaN: true }), { maxLength: 5 })
  .map((fractions) => fractions.sort((a, b) => a - b))

test('the filled area is exactly the score (INV-P4)', () => {
  fc.assert(
    fc.property(score, (points) => {
      expect(areaOf(triangle(frame, points))).toBeCloseTo((whole * points) / 100, 6)
    }),
  )
})

test('the tiers together fill the triangle and nothing else', () => {
  fc.assert(
    fc.property(score, cuts, (points, heightCuts) => {
      const tiers = tiersOf(frame, points, heightCuts)
      expect(tiers).toHaveLength(heightCuts.length + 1)
      expect(tiers.reduce((sum, tier) => sum + areaOf(tier), 0)).toBeCloseTo((whole * points) / 100, 6)
    }),
  )
})

test('the shape never changes: each tier keeps its share of the area, on the same base centre', () => {
  const of = (points: number) => tiersOf(frame, points, [0.4, 0.7]).map((tier) => areaOf(tier) / points)
  for (const [index, share] of of(41).entries()) expect(share).toBeCloseTo(of(100)[index]!, 9)
  const [left, , right] = triangle(frame, 41)
  expect((left!.x + right!.x) / 2).toBeCloseTo(frame.baseCentre.x, 9)
  expect(left!.y).toBe(frame.baseCentre.y)
})

test('a score outside of 0 to 100 never draws beyond the frame', () => {
  expect(scaleOf(-3)).toBe(0)
  expect(scaleOf(140)).toBe(1)
})
