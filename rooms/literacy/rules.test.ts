import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeSmallSections, type SectionNode } from './rules.ts'

const tree = fc.array(fc.record({ parent: fc.nat(), size: fc.integer({ min: 0, max: 9 }) }), {
  minLength: 1,
  maxLength: 20,
})

test('every person stands in one row, and no row holds fewer than the threshold', () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 0, max: 6 }), (nodes, unplaced) => {
      const sections: SectionNode[] = nodes.map(({ parent }, i) => ({
        sectionCode: String(i),
        name: `課${i}`,
        parentCode: i === 0 || parent % 4 === 0 ? null : String(parent % i),
      }))
      const parts = [
        ...nodes.map(({ size }, i) => ({ sectionCode: String(i), numerator: size >> 1, denominator: size })),
        { sectionCode: null, numerator: 0, denominator: unplaced },
      ]
      const rows = mergeSmallSections(sections, parts)
      const people = parts.reduce((sum, { denominator }) => sum + denominator, 0)
      expect(rows.every(({ denominator }) => denominator >= 5)).toBe(true)
      const total = rows.reduce((sum, { denominator }) => sum + denominator, 0)
      expect(total).toBe(people >= 5 ? people : 0)
    }),
  )
})

test('a small unit is counted in its division, which says so', () => {
  const sections = [
    { sectionCode: '10', name: '区民生活部', parentCode: null },
    { sectionCode: '1010', name: '戸籍住民課', parentCode: '10' },
    { sectionCode: '101010', name: '窓口係', parentCode: '1010' },
  ]
  const parts = [
    { sectionCode: '10', numerator: 1, denominator: 6 },
    { sectionCode: '1010', numerator: 2, denominator: 3 },
    { sectionCode: '101010', numerator: 1, denominator: 4 },
  ]
  expect(mergeSmallSections(sections, parts)).toEqual([
    { sectionCode: '10', name: '区民生活部', holds: [], numerator: 1, denominator: 6 },
    { sectionCode: '1010', name: '戸籍住民課', holds: ['窓口係'], numerator: 3, denominator: 7 },
  ])
})
