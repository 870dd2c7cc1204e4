import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organisationOf, withAllBelow } from '#rooms/people/organisation.rules.ts'
import { type CountedTree, partsAlong, type SectionNode, TOWN } from '#rooms/people/small-sections.rules.ts'
import { FIRST_VALUE, isEnough, valuesTold } from './enough.rules.ts'

/** A town of four sections, two of them under the first, with people who have or have not: received, wrote, and for two values. */
const person = fc.record({
  section: fc.constantFrom('1', '11', '12', '2'),
  had: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
})
type Somebody = { section: string; had: boolean[] }
const parents: Readonly<Record<string, string>> = { '1': TOWN, '11': '1', '12': '1', '2': TOWN }

function countedOf(people: readonly Somebody[]): CountedTree {
  const tallies = (some: readonly Somebody[]) => [
    some.length,
    ...[0, 1, 2, 3].map((place) => some.filter(({ had }) => had[place]).length),
  ]
  const codes = Object.keys(parents)
  const own = codes.map((code) => tallies(people.filter(({ section }) => section === code)))
  const sections = codes.map((code) => ({ sectionCode: code, name: code, parentCode: parents[code]! }))
  const columns = tallies([]).map((_, place) => own.map((one) => one[place]!))
  return withAllBelow(organisationOf(sections), { whole: tallies(people), codes, columns })
}

/** Everything that a reader who goes wherever they may is told: of which people, how many have it. */
function toldOf(people: readonly Somebody[]): { place: number; group: Somebody[]; n: number }[] {
  const counted = countedOf(people)
  const paths: SectionNode[][] = [
    [],
    ...Object.keys(parents).map((code) =>
      [parents[code]!, code]
        .filter((one) => one !== TOWN)
        .map((one) => ({ sectionCode: one, name: one, parentCode: parents[one]! })),
    ),
  ]
  return paths.flatMap((path) => {
    const { whole, rows, isHidden, along } = partsAlong(path, counted, isEnough)
    if (isHidden) return []
    const here = path.at(-1)?.sectionCode
    const below = (code: string | undefined) =>
      people.filter(({ section }) => code === undefined || section === code || parents[section] === code)
    const { ofWhole, ofParts } = valuesTold(whole, along, 2)
    const places = (isTold: readonly boolean[]) => [
      1,
      2,
      ...isTold.flatMap((is, value) => (is ? [FIRST_VALUE + value] : [])),
    ]
    const rowsOf = rows.map((row) => {
      const of = new Set([row.sectionCode, ...row.holds])
      return people.filter(({ section }) =>
        section === here ? of.has(here) : [section, parents[section]!].some((code) => code !== here && of.has(code)),
      )
    })
    const all = isEnough({ people: whole[0]!, tallies: [...whole] })
      ? places(ofWhole).map((place) => ({ place, group: below(here), n: whole[place]! }))
      : []
    return [
      ...all,
      ...rows.flatMap((row, index) =>
        places(ofParts).map((place) => ({ place, group: rowsOf[index]!, n: row.tallies[place]! })),
      ),
    ]
  })
}

test('whatever is told, and every difference of what is told, leaves at least five who have it and five who have not (INV-S1)', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 90 }), (people) => {
      for (const place of [1, 2, 3, 4]) {
        const told = toldOf(people).filter((one) => one.place === place)
        const sets = told.map(({ group }) => new Set(group))
        const few = (group: readonly Somebody[]) => {
          const n = group.filter(({ had }) => had[place - 1]).length
          return group.length > 0 && (n < 5 || group.length - n < 5)
        }
        for (const [at, { group, n }] of told.entries()) {
          expect(n).toBe(group.filter(({ had }) => had[place - 1]).length)
          expect(few(group)).toBe(false)
          for (const other of sets) {
            if (![...other].every((one) => sets[at]!.has(one))) continue
            expect(few(group.filter((one) => !other.has(one)))).toBe(false)
          }
        }
      }
    }),
    { numRuns: 300 },
  )
})
