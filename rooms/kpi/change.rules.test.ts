import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ChangePart,
  digitsFor,
  exactly,
  type Fraction,
  type Group,
  inBlocks,
  minus,
  NOTHING,
  partsBySection,
  partsOf,
  partsOfCounts,
  plus,
  shownParts,
  sumOf,
} from './change.rules.ts'

const counts = fc
  .tuple(fc.nat(4000), fc.nat(4000))
  .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }))
const causes = ['joined', 'left', 'enteredScope', 'leftScope', 'gained', 'lost', 'others'] as const
const group = (part: ChangePart): fc.Arbitrary<Group> =>
  fc.record({ part: fc.constant(part), reason: fc.constant(null), people: fc.nat(40), before: counts, after: counts })
const groups = fc
  .tuple(...causes.map(group))
  .filter(
    (some) => some.some(({ before }) => before.denominator! > 0) && some.some(({ after }) => after.denominator! > 0),
  )
const total = (changes: readonly Fraction[]) => changes.reduce(plus, NOTHING)

test('whatever happened to whom, the parts add up to the change exactly, and so do the numbers that are shown', () => {
  fc.assert(
    fc.property(groups, fc.constantFrom('%', '人'), (some, unit) => {
      const bare = ({ numerator, denominator }: Group['before']) => ({
        numerator,
        denominator: unit === '%' ? denominator : null,
      })
      const own = some.map((one) => ({ ...one, before: bare(one.before), after: bare(one.after) }))
      const from = exactly(sumOf(own.map(({ before }) => before)), unit)!
      const to = exactly(sumOf(own.map(({ after }) => after)), unit)!
      const changes = partsOf(own, unit).map(({ change }) => change)
      expect(total(changes)).toEqual(minus(to, from))
      const digits = digitsFor(changes, unit)
      const { parts, change, from: shownFrom, to: shownTo } = shownParts({ from, to, changes }, digits)
      const units = (value: number) => Math.round(value * 10 ** digits)
      expect(parts.reduce((sum, part) => sum + units(part), 0)).toBe(units(change))
      expect(units(shownTo) - units(shownFrom)).toBe(units(change))
      // Nothing is shown further from what it is than rounding goes.
      for (const [place, part] of parts.entries()) {
        const { over, under } = changes[place]!
        expect(Math.abs(part - Number(over) / Number(under))).toBeLessThan(10 ** -digits)
      }
    }),
    { numRuns: 300 },
  )
})

test('whoever comes raises a share by as much as they are above what it was, and groups can be taken apart further', () => {
  const before = { numerator: 50, denominator: 100 }
  const came = { numerator: 8, denominator: 10 }
  const some: Group[] = [
    { part: 'joined', reason: null, people: 10, before: { numerator: 0, denominator: 0 }, after: came },
    { part: 'gained', reason: null, people: 5, before, after: { numerator: 55, denominator: 100 } },
  ]
  const [joined, gained] = partsOf(some, '%').map(({ change }) => Number(change.over) / Number(change.under))
  // 8 of 10 where 5 of 10 were to be expected: 3 of 110. And five more of 110.
  expect(joined).toBeCloseTo(300 / 110, 12)
  expect(gained).toBeCloseTo(500 / 110, 12)
})

test('what is entered by hand is taken apart by its two numbers, and shares without people by sections: exactly too', () => {
  fc.assert(
    fc.property(counts, counts, (before, after) => {
      fc.pre(before.denominator > 0 && after.denominator > 0)
      const change = minus(exactly(after, '%'), exactly(before, '%'))
      expect(total(partsOfCounts(before, after, '%').map((part) => part.change))).toEqual(change)
    }),
  )
  const share = (numerator: number, denominator: number) => ({ numerator, denominator })
  // Nobody answers otherwise; the section of few who agree answers more than before.
  const only = partsBySection(
    new Map([
      ['10', share(80, 100)],
      ['20', share(10, 100)],
    ]),
    new Map([
      ['10', share(80, 100)],
      ['20', share(30, 300)],
    ]),
  )!
  expect(only.within).toEqual(NOTHING)
  expect(Number(only.between.over) / Number(only.between.under)).toBeCloseTo(27.5 - 45, 12)
  const sections = fc
    .dictionary(fc.constantFrom('10', '20', '30', ''), counts)
    .map((sums) => new Map(Object.entries(sums)))
  fc.assert(
    fc.property(sections, sections, (before, after) => {
      const [from, to] = [exactly(sumOf([...before.values()]), '%'), exactly(sumOf([...after.values()]), '%')]
      const parts = partsBySection(before, after)
      if (!from || !to || !parts) {
        expect(parts === undefined).toBe(!from || !to)
        return
      }
      expect(plus(parts.within, parts.between)).toEqual(minus(to, from))
    }),
  )
})

test('no block that is shown is of fewer than five people, nor is it when another answer is subtracted, and nothing of the change is lost (INV-S1)', () => {
  const beside = fc.array(fc.nat(12), { minLength: causes.length, maxLength: causes.length })
  fc.assert(
    fc.property(groups, beside, (some, others) => {
      const parts = partsOf(some, '%')
      const besides = ({ part }: { part: ChangePart }) => others[causes.indexOf(part as (typeof causes)[number])] ?? 0
      const { parts: shown, isMerged } = inBlocks(parts, 5, besides)
      expect(total(shown.map(({ change }) => change))).toEqual(total(parts.map(({ change }) => change)))
      const merged = parts.filter(({ part }) => !shown.some((one) => one.part === part))
      for (const block of [
        ...shown.filter(({ part }) => part !== 'rest').map((one) => [one]),
        ...(shown.length > 1 && isMerged ? [merged] : []),
      ]) {
        const [people, elsewhere] = [
          block.reduce((sum, one) => sum + one.people!, 0),
          block.reduce((sum, one) => sum + besides(one), 0),
        ]
        expect(people).toBeGreaterThanOrEqual(5)
        expect(elsewhere === 0 || elsewhere >= 5).toBe(true)
      }
    }),
  )
})
