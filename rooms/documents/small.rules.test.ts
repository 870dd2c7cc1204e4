import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTooSmall, partsOf } from './small.rules.ts'

const share = { unit: '%' }

test('a value about one to four people is too small, as is what is left of it; none and all say nothing of anybody (INV-A2)', () => {
  const of = (numerator: number, denominator: number | null, unit = '%') =>
    isTooSmall({ numerator, denominator }, { unit })
  expect([of(4, 100), of(96, 100), of(0, 4), of(3, null, '人')]).toEqual(Array(4).fill(true))
  expect([of(5, 100), of(95, 100), of(0, 100), of(100, 100), of(3, null, '回'), of(0, null, '人')]).toEqual(
    Array(6).fill(false),
  )
  expect(isTooSmall(null, share)).toBe(false)
})

test('by section each row has five who are counted and five who are not, each person stands in one row, and nothing is left over (INV-A3)', () => {
  const sections = [
    ...['10', '20', '30', '40'].map((sectionCode) => ({ sectionCode, name: `${sectionCode}部`, parentCode: null })),
    ...['101', '102', '201'].map((sectionCode) => ({
      sectionCode,
      name: sectionCode,
      parentCode: sectionCode.slice(0, 2),
    })),
  ]
  const count = fc.record({
    sectionCode: fc.constantFrom(...sections.map((one) => one.sectionCode), null, '999'),
    numerator: fc.nat(30),
    more: fc.nat(30),
  })
  fc.assert(
    fc.property(fc.array(count, { maxLength: 12 }), (counts) => {
      const given = counts.map(({ more, ...one }) => ({ ...one, denominator: one.numerator + more }))
      const rows = partsOf(given, sections)
      if (rows.length === 0) return
      const sum = (of: readonly { numerator: number; denominator: number }[]) => [
        of.reduce((all, { numerator }) => all + numerator, 0),
        of.reduce((all, { denominator }) => all + denominator, 0),
      ]
      expect(sum(rows)).toEqual(sum(given))
      expect(rows.filter((row) => row.numerator < 5 || row.denominator - row.numerator < 5)).toEqual([])
    }),
  )
})
