/**
 * How many of those asked have answered, by section (INV-A2, A3): sections with fewer than k people asked are merged as cells are
 * (cells.rules.ts), so that each row, and each difference of rows, is of k people or of none.
 */
import { attributesOf, mergeBySize, placesTo, type Step } from './cells.rules.ts'
import { type Sections, sectionPaths } from './opening.rules.ts'

interface Asked {
  /** Undefined for whoever has had a post in no section since the post was struck. */
  readonly sectionCode: string | undefined
  readonly receivers: number
  readonly answered: number
}

export interface ResponseRow {
  /** Codes from the highest section down, as results name a place. */
  readonly place: string
  readonly receivers: number
  readonly answered: number
}

export function responseOf(asked: readonly Asked[], sections: Sections, level: string, k: number): ResponseRow[] {
  const codes = asked.flatMap(({ sectionCode }) => (sectionCode === undefined ? [] : [sectionCode]))
  const paths = sectionPaths(codes, sections, level)
  const byPlace = Map.groupBy(asked, ({ sectionCode }) => (sectionCode && paths.get(sectionCode)?.join('/')) || NOWHERE)
  const leaves = [...byPlace]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, own]) => ({
      steps: place.split('/').map((value) => ({ attribute: 'section', value })),
      size: sum(own.map(({ receivers }) => receivers)),
      answered: sum(own.map(({ answered }) => answered)),
    }))
  return rowsOfGroups(
    mergeBySize(leaves, k).map(({ steps, members }) => ({
      steps,
      receivers: sum(members.map((at) => leaves[at]!.size)),
      answered: sum(members.map((at) => leaves[at]!.answered)),
    })),
  )
}

interface Answered {
  readonly steps: readonly Step[]
  readonly receivers: number
  readonly answered: number
}

/** Groups, and the places above them. */
export function rowsOfGroups(groups: readonly Answered[]): ResponseRow[] {
  const rows = new Map<string, ResponseRow>()
  for (const { steps, receivers, answered } of groups) {
    for (const place of placesTo(attributesOf(steps).section)) {
      const known = rows.get(place) ?? { receivers: 0, answered: 0 }
      rows.set(place, { place, receivers: known.receivers + receivers, answered: known.answered + answered })
    }
  }
  return [...rows.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1))
}

/** Stands for people of no section; no code begins with it. */
export const NOWHERE = '-'

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
