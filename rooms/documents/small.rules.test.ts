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

test('a section stands with all below it under the highest name; what is of no section of the day is told with the others', () => {
  const sections = [
    { sectionCode: '1', name: '総務部', parentCode: null },
    // Its department is not among the sections of the day.
    { sectionCode: '2', name: '区民部', parentCode: 'gone' },
    { sectionCode: '11', name: '人事課', parentCode: '1' },
    { sectionCode: '111', name: '給与係', parentCode: '11' },
  ]
  const count = (sectionCode: string | null, numerator: number, denominator: number) => ({
    ...{ sectionCode, numerator, denominator },
  })
  const rows = (...counts: ReturnType<typeof count>[]) => partsOf(counts, sections)
  expect(rows(count('111', 10, 20), count('1', 5, 10), count('2', 30, 60))).toEqual([
    { name: '総務部', numerator: 15, denominator: 30 },
    { name: '区民部', numerator: 30, denominator: 60 },
  ])
  expect(rows(count('1', 10, 20), count('2', 20, 30), count('99', 5, 10), count(null, 5, 10))).toEqual([
    { name: '総務部', numerator: 10, denominator: 20 },
    { name: '区民部', numerator: 20, denominator: 30 },
    { name: null, numerator: 10, denominator: 20 },
  ])
  const third = { sectionCode: '3', name: '子ども部', parentCode: null }
  const merged = partsOf([count('1', 10, 20), count('2', 2, 4), count('3', 30, 60)], [...sections, third])
  expect(merged.map(({ name, denominator }) => [name, denominator])).toEqual([
    ['総務部・区民部', 24],
    ['子ども部', 60],
  ])
  // Of one row it would say the whole again.
  expect(rows(count('1', 10, 20))).toEqual([])
})
