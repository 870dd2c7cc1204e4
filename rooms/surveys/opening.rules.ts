/** Whom a round asks, in which cells (INV-A1, A2): from people with what is known of them on the first day. */
import { attributesOf, mergeBySize, type Step } from './cells.rules.ts'

/** What a cell may tell of its people; the first that a round names lies highest, the last is coarsened first. */
export const attributes = ['section', 'employmentCategory', 'gradeBand'] as const
export type Attribute = (typeof attributes)[number]

export const LEAST_K = 4
export const MOST_CELLS = 500
/** Kind of section below which, unless something else is said, nothing is told apart. */
export const USUAL_LEVEL = '課'
/** 32 bits: as many as the drawing takes. */
export const MOST_SEED = 4_294_967_295

export interface Receiver {
  readonly staffMemberId: number
  readonly sectionCode: string
  readonly employmentCategory: string
  readonly gradeBand: string
}

interface Section {
  readonly parent: string | null
  readonly kind: string
}
export type Sections = ReadonlyMap<string, Section>

interface PlannedCell {
  readonly steps: readonly Step[]
  readonly people: readonly number[]
}

export interface Plan {
  readonly cells: readonly PlannedCell[]
  readonly merged: readonly { readonly from: Record<string, string>; readonly into: Record<string, string> }[]
}

interface Wanted {
  readonly attributes: readonly Attribute[]
  /** Kind of section below which no cell reaches. */
  readonly level: string
  readonly k: number
}

/** Every receiver is in one cell, and each cell has k of them or all. */
export function planCells(receivers: readonly Receiver[], sections: Sections, wanted: Wanted): Plan {
  const paths = sectionPaths(
    receivers.map(({ sectionCode }) => sectionCode),
    sections,
    wanted.level,
  )
  const ways = Map.groupBy(receivers, (receiver) => JSON.stringify(wayOf(receiver, paths, wanted)))
  const leaves = [...ways]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([way, own]) => ({
      steps: JSON.parse(way) as Step[],
      people: own.map(({ staffMemberId }) => staffMemberId),
      size: own.length,
    }))
  const groups = mergeBySize(leaves, wanted.k)
  return {
    cells: groups.map(({ steps, members }) => ({ steps, people: members.flatMap((place) => leaves[place]!.people) })),
    merged: groups
      .filter(({ members }) => members.length > 1)
      .flatMap(({ steps, members }) =>
        members.map((place) => ({ from: attributesOf(leaves[place]!.steps), into: attributesOf(steps) })),
      ),
  }
}

function wayOf(receiver: Receiver, paths: ReadonlyMap<string, readonly string[]>, wanted: Wanted): Step[] {
  return wanted.attributes.flatMap((attribute): Step[] =>
    attribute === 'section'
      ? paths.get(receiver.sectionCode)!.map((value) => ({ attribute, value }))
      : [{ attribute, value: receiver[attribute] }],
  )
}

/**
 * Codes from the highest section down to the level, by section code. Whoever belongs to a section itself, of which others are in a part of
 * it, stands under its code once more: `10/10` beside `10/1010`, so that a path is either a place of people or the sum of such.
 */
export function sectionPaths(codes: readonly string[], sections: Sections, level: string): Map<string, string[]> {
  const paths = new Map([...new Set(codes)].map((code) => [code, pathTo(code, sections, level)]))
  const above = new Set(
    [...paths.values()].flatMap((path) => path.slice(0, -1).map((_, at) => keyOf(path.slice(0, at + 1)))),
  )
  return new Map([...paths].map(([code, path]) => [code, above.has(keyOf(path)) ? [...path, path.at(-1)!] : path]))
}

const keyOf = (path: readonly string[]) => path.join('/')

function pathTo(code: string, sections: Sections, level: string): string[] {
  const path: string[] = []
  for (let at: string | null = code; at !== null && !path.includes(at); at = sections.get(at)?.parent ?? null) {
    path.unshift(at)
  }
  const end = path.findIndex((one) => sections.get(one)?.kind === level)
  return end < 0 ? path : path.slice(0, end + 1)
}
