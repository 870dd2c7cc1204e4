import fc from 'fast-check'
import { expect, test } from 'vitest'
import { targetsOf } from '#rooms/policy/rules.ts'
import { aimOf, type Definition, judged, outlookOf, toward, wantedBy, yearsBehind } from './rules.ts'

const PLAN = 2024
const target = fc.record({
  fiscalYear: fc.integer({ min: 2024, max: 2031 }),
  value: fc.integer({ min: 0, max: 30 }),
  comparison: fc.constantFrom('atLeast', 'atMost', 'keep', 'notBelowLastYear'),
  counting: fc.constantFrom('eachYear', 'cumulative'),
} as const)
const world = fc.record({
  targets: fc.uniqueArray(target, { maxLength: 4, selector: ({ fiscalYear }) => fiscalYear }),
  direction: fc.constantFrom('up' as const, 'down' as const),
  countsFrom: fc.option(fc.constant(PLAN), { nil: undefined }),
  past: fc.uniqueArray(fc.tuple(fc.integer({ min: 2021, max: 2030 }), fc.integer({ min: 0, max: 12 })), {
    selector: ([year]) => year,
  }),
  now: fc.integer({ min: 0, max: 40 }),
  fiscalYear: fc.integer({ min: 2023, max: 2031 }),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

/** The same by walking the years one at a time, as somebody does who reads the policy aloud. */
function readAloud({ targets, direction, countsFrom, past, now, fiscalYear }: World) {
  for (let year = fiscalYear; year <= 2031; year++) {
    const found = targets.find((one) => one.fiscalYear === year)
    if (!found) continue
    let wanted: number | undefined = found.value
    if (found.comparison === 'notBelowLastYear') wanted = past.find(([then]) => then === fiscalYear - 1)?.[1]
    if (wanted === undefined) return { target: null, status: 'noTarget', left: null }
    let counted = now
    if (found.counting === 'cumulative' && countsFrom !== undefined)
      for (const [then, figure] of past) if (then >= countsFrom && then < fiscalYear) counted += figure
    const lower = found.comparison === 'atMost' || (found.comparison === 'keep' && direction === 'down')
    const misses = lower ? counted - wanted : wanted - counted
    return { target: wanted, status: misses > 0 ? 'notYet' : 'achieved', left: misses > 0 ? misses : null }
  }
  return { target: null, status: 'noTarget', left: null }
}

test('status, way and path hold a value against the same target, in every year, comparison and counting (INV-L4, L7)', () => {
  fc.assert(
    fc.property(world, (said) => {
      const { targets, direction, countsFrom, now, fiscalYear } = said
      const policy = { policy: {} } as Parameters<typeof targetsOf>[0]
      const contract = { direction, targets: [], aims: targetsOf(policy, { targets, direction }), countsFrom }
      const definition = { unit: '回', contract } as unknown as Definition
      const past = new Map(said.past)
      const counted = { numerator: now, denominator: null, asOf: `${fiscalYear}-10-01` }
      const { target: wantedNow, status, left } = judged(counted, definition, fiscalYear, past)
      expect({ target: wantedNow, status, left }).toEqual(readAloud(said))
      const aim = aimOf(definition, fiscalYear)
      const wanted = aim && wantedBy(aim, definition, fiscalYear, past)
      expect(wanted?.target ?? null).toBe(wantedNow)
      if (!wanted || !aim) return
      // Only the years that are named behind it decide it.
      const needed = new Set(yearsBehind(definition, fiscalYear))
      const known = new Map(said.past.filter(([year]) => needed.has(year)))
      expect(wantedBy(aim, definition, fiscalYear, known)).toEqual(wanted)
      // The path begins where the status stands.
      const path = outlookOf(wanted, toward(wanted, now), undefined)
      expect(path).toBe(status === 'achieved' ? 'reached' : 'unknown')
    }),
    { numRuns: 2000 },
  )
})

test('a path leads to a target at or above it, or at or below it; within the interval alone it stays open', () => {
  const high = { target: 10, targetYear: 2026, isLow: false, earlier: null }
  const low = { ...high, isLow: true }
  const ahead = (value: number) => ({ value, low: value - 2, high: value + 2 })
  expect([10, 9, 8, 7].map((value) => outlookOf(high, 5, ahead(value)))).toEqual(['onPath', 'open', 'open', 'offPath'])
  expect([10, 11, 12, 13].map((value) => outlookOf(low, 15, ahead(value)))).toEqual([
    ...['onPath', 'open', 'open', 'offPath'],
  ])
})
