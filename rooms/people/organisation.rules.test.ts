import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organisationOf, withAllBelow } from './organisation.rules.ts'
import { TOWN } from './small-sections.rules.ts'

const SECTIONS = 9
const code = (i: number) => `s${i}`

test('a section counts all that lies below it once, and what hangs from no root is counted in the town alone', () => {
  const section = fc.record({
    // Above it: any section, itself too (a circle), one that does not stand, or none.
    parent: fc.option(fc.integer({ min: 0, max: SECTIONS }), { freq: 3 }),
    people: fc.integer({ min: 0, max: 4 }),
  })
  fc.assert(
    fc.property(fc.array(section, { minLength: SECTIONS, maxLength: SECTIONS }), (nodes) => {
      const parentOf = new Map(nodes.map(({ parent }, i) => [code(i), parent === null ? null : code(parent)]))
      const wayUp = (from: string): string[] => {
        const way: string[] = []
        for (let at: string | null | undefined = from; at != null && !way.includes(at); at = parentOf.get(at))
          way.push(at)
        return parentOf.get(way.at(-1)!) === null ? way : []
      }
      const own = nodes.map(({ people }, i) => ({ sectionCode: code(i), people, way: wayUp(code(i)) }))
      const all = own.reduce((sum, { people }) => sum + people, 0)
      const counted = withAllBelow(
        organisationOf(nodes.map((_, i) => ({ sectionCode: code(i), name: '', parentCode: parentOf.get(code(i))! }))),
        {
          whole: [all],
          codes: [...own, own[0]!].map(({ sectionCode }) => sectionCode),
          columns: [[...own.map(({ people }) => people), 7]],
        },
      )
      for (const { sectionCode, way } of own) {
        const below = own.filter((one) => one.way.includes(sectionCode))
        const more = own[0]!.way.includes(sectionCode) ? 7 : 0
        const sum = below.reduce((sum, { people }) => sum + people, more)
        const isParent = below.some(
          (one) => one.sectionCode !== sectionCode && (one.people > 0 || (more > 0 && one === own[0])),
        )
        expect(counted.at(sectionCode)).toEqual(
          way.length > 0
            ? { sectionCode, name: '', parentCode: parentOf.get(sectionCode) ?? TOWN, tallies: [sum], isParent }
            : undefined,
        )
        const right = own.filter((one) => one.way[1] === sectionCode).map((one) => one.sectionCode)
        expect(counted.below(sectionCode).map((one) => one.sectionCode)).toEqual(right)
      }
      expect(counted.below(TOWN).map((one) => one.sectionCode)).toEqual(
        own.filter(({ way }) => way.length === 1).map((one) => one.sectionCode),
      )
    }),
  )
})
