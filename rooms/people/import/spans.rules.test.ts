import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#platform/time/dates.ts'
import { chain, type Entry, firstGap, holdsOn, type Span } from './spans.rules.ts'

const day = (n: number) => addDays('2026-04-01', n)
const spanIn = fc
  .record({ from: fc.nat(20), days: fc.option(fc.integer({ min: 1, max: 8 })) })
  .map(({ from, days }): Span => ({ validFrom: day(from), validTo: days === null ? null : day(from + days) }))
const spans = fc.uniqueArray(spanIn, { maxLength: 5, selector: ({ validFrom }) => validFrom })
const days = Array.from({ length: 40 }, (_, n) => day(n))

test('put in order, no two periods hold on one day, or their overlap is told (INV-O1)', () => {
  fc.assert(
    fc.property(spans, (given) => {
      const entries = given.map((fact): Entry<Span> => ({ fact }))
      const told: Entry<Span>[] = []
      chain(entries, (earlier) => told.push(earlier))
      const isClear = days.every((one) => entries.filter(({ fact }) => holdsOn(fact, one)).length <= 1)
      expect(told.length === 0).toBe(isClear)
      // Only an open end is ever moved, and only to where the next begins.
      for (const { fact } of entries) {
        const was = given.find(({ validFrom }) => validFrom === fact.validFrom)!
        if (was.validTo !== null) expect(fact).toBe(was)
      }
    }),
  )
})

test('the first gap is the first day that no period holds', () => {
  fc.assert(
    fc.property(spans, spanIn, (given, wanted) => {
      const periods = given.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      const missing = days.find((one) => holdsOn(wanted, one) && !periods.some((period) => holdsOn(period, one)))
      expect(firstGap(periods, wanted)).toBe(missing)
    }),
  )
})
