/**
 * The sections of a day as they lie within one another, and what is counted in each with all below it.
 *
 * Data: sections by place, those above before those below, so that one pass from the last to the first adds each to the one above. What hangs
 * from no root (the section above does not stand on the day, or lies on a circle) has no place: who is counted there is counted in the town alone.
 */
import { type Counted, type CountedTree, type SectionNode, TOWN } from './small-sections.rules.ts'

export interface Organisation {
  readonly sections: readonly SectionNode[]
  /** Of each the place of the section above; -1 of a root. */
  readonly above: Int32Array
  readonly places: ReadonlyMap<string, number>
  /** By code the places right below, in the order given; under `TOWN` those of the roots. */
  readonly below: ReadonlyMap<string, readonly number[]>
}

/** Sums of a town's sections by themselves. */
export interface OwnSums {
  /** Of everybody. */
  readonly whole: readonly number[]
  readonly codes: readonly string[]
  /** Of each tally what every code has, in the order of the codes; one may stand more than once. */
  readonly columns: readonly (readonly number[])[]
}

export function organisationOf(sections: readonly SectionNode[]): Organisation {
  const within = Map.groupBy(sections, ({ parentCode }) => parentCode ?? TOWN)
  const found: SectionNode[] = []
  const above: number[] = []
  const below = new Map<string, number[]>()
  const descend = (code: string, place: number) => {
    for (const section of within.get(code) ?? []) {
      const own = found.push(section) - 1
      above.push(place)
      const siblings = below.get(code)
      if (siblings) siblings.push(own)
      else below.set(code, [own])
      descend(section.sectionCode, own)
    }
  }
  descend(TOWN, -1)
  const places = new Map(found.map(({ sectionCode }, place) => [sectionCode, place]))
  return { sections: found, above: Int32Array.from(above), places, below }
}

/** Each section with all below it, and the town. */
export function withAllBelow(organisation: Organisation, { whole, codes, columns }: OwnSums): CountedTree {
  const { sections, above, places, below } = organisation
  const width = whole.length
  const sums = new Int32Array(sections.length * width)
  for (const [index, code] of codes.entries()) {
    const place = places.get(code)
    if (place === undefined) continue
    for (let tally = 0; tally < width; tally++) sums[place * width + tally]! += columns[tally]![index]!
  }
  const isParent = new Uint8Array(sections.length)
  for (let place = sections.length - 1; place >= 0; place--) {
    const up = above[place]!
    if (up < 0) continue
    if (sums[place * width]! > 0) isParent[up] = 1
    for (let tally = 0; tally < width; tally++) sums[up * width + tally]! += sums[place * width + tally]!
  }
  const countedAt = (place: number): Counted => {
    const { sectionCode, name, parentCode } = sections[place]!
    const tallies = Array.from({ length: width }, (_, tally) => sums[place * width + tally]!)
    return { sectionCode, name, parentCode: parentCode ?? TOWN, tallies, isParent: isParent[place] === 1 }
  }
  return {
    whole,
    at(code) {
      const place = places.get(code)
      return place === undefined ? undefined : countedAt(place)
    },
    isParent: (code) => isParent[places.get(code) ?? -1] === 1,
    below: (code) => (below.get(code) ?? []).map(countedAt),
  }
}
