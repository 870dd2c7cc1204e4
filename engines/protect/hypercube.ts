/**
 * The hypercube method, for comparison only: nothing that it makes is ever printed.
 *
 * After Repsilber (1994) and Giessing and Repsilber (2002), "Tools and Strategies to Protect Multiple Tables with the GHQUAR
 * Cell Suppression Engine", LNCS 2316, 181–192. The table falls into subtables without hierarchy: one total and its children in each
 * dimension. In each, a hidden cell is protected by a hypercube: the 2^d corners of a choice of one other place in each dimension, of which
 * all are suppressed; corners that move the same way can only do so by the least of their counts, so that the range is the sum of the least counts of
 * both kinds. Of the feasible ones, the one with the least additional cost is taken. What a subtable suppresses is hidden in all others; the
 * subtables are gone through from the top until nothing changes. A row with a single path in some dimension makes a hypercube of fewer dimensions.
 */
import type { Hierarchy, Table } from './table.ts'
import { placesOf, stridesOf } from './table.ts'

/** Answers which cells are suppressed, or null where some cell finds no hypercube. */
export function hypercube(
  table: Table,
  weights: readonly number[],
  isPrimary: (count: number) => boolean,
  interval: number,
): boolean[] | null {
  const isHidden = table.counts.map((count) => isPrimary(count!))
  const subtables = subtablesOf(table)
  for (let changed = true; changed; ) {
    changed = false
    for (const subtable of subtables) {
      const settled = new Set<number>()
      for (let cell = next(subtable, isHidden, settled); cell !== undefined; cell = next(subtable, isHidden, settled)) {
        settled.add(cell)
        const corners = bestCorners(table, subtable, cell, isHidden, weights, interval)
        if (corners === null) return null
        for (const corner of corners) {
          if (isHidden[corner]) continue
          isHidden[corner] = true
          changed = true
        }
      }
    }
  }
  return isHidden
}

/** By dimension the places that belong to it: a total and its children, or a lone root. */
type Subtable = readonly (readonly number[])[]

function subtablesOf({ hierarchies }: Table): { places: Subtable; cells: number[] }[] {
  const strides = stridesOf(hierarchies)
  const choices = hierarchies.map(familiesOf)
  const combined = choices.reduce<Subtable[]>(
    (all, families) => all.flatMap((one) => families.map((each) => [...one, each])),
    [[]],
  )
  return combined.map((places) => ({
    places,
    cells: places.reduce<number[]>(
      (cells, each, index) => cells.flatMap((cell) => each.map((place) => cell + place * strides[index]!)),
      [0],
    ),
  }))
}

/** Dearest totals first, as in the hierarchy from its roots down. */
function familiesOf({ paths, children, roots }: Hierarchy): number[][] {
  const inner = [...paths.keys()].filter((place) => children[place]!.length > 0)
  const byDepth = inner.sort((a, b) => paths[a]!.split('/').length - paths[b]!.split('/').length)
  const alone = roots.filter((root) => children[root]!.length === 0).map((root) => [root])
  return [...byDepth.map((place) => [place, ...children[place]!]), ...alone]
}

function next(
  { cells }: { cells: readonly number[] },
  isHidden: readonly boolean[],
  settled: ReadonlySet<number>,
): number | undefined {
  return cells.find((cell) => isHidden[cell] && !settled.has(cell))
}

function bestCorners(
  { hierarchies, counts }: Table,
  { places }: { places: Subtable },
  cell: number,
  isHidden: readonly boolean[],
  weights: readonly number[],
  interval: number,
): number[] | null {
  const strides = stridesOf(hierarchies)
  const own = placesOf(hierarchies, cell)
  const others = places.map((each, index) =>
    each.length === 1 ? [own[index]!] : each.filter((place) => place !== own[index]),
  )
  const opposites = others.reduce<number[][]>(
    (all, each) => all.flatMap((one) => each.map((place) => [...one, place])),
    [[]],
  )
  let best: number[] | null = null
  let least = Number.POSITIVE_INFINITY
  for (const opposite of opposites) {
    const corners = cornersOf(cell, own, opposite, strides)
    const cost = corners.reduce((sum, { at }) => sum + (isHidden[at] ? 0 : 1_000 * weights[at]!), 0)
    const total = corners.reduce((sum, { at }) => sum + (isHidden[at] ? 0 : Math.log(1 + counts[at]!)), cost)
    if (total >= least || rangeOf(corners, counts, places, hierarchies) < interval) continue
    least = total
    best = corners.map(({ at }) => at)
  }
  return best
}

function cornersOf(cell: number, own: readonly number[], opposite: readonly number[], strides: readonly number[]) {
  let corners = [{ at: cell, isEven: true }]
  for (const [index, place] of opposite.entries()) {
    if (place === own[index]) continue
    const step = (place - own[index]!) * strides[index]!
    corners = corners.flatMap(({ at, isEven }) => [
      { at, isEven },
      { at: at + step, isEven: !isEven },
    ])
  }
  return corners
}

/** A total moves with its parts, not against them: each total among a corner's places turns the corner's sign. */
function rangeOf(
  corners: readonly { at: number; isEven: boolean }[],
  counts: Table['counts'],
  places: Subtable,
  hierarchies: readonly Hierarchy[],
): number {
  let [even, odd] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { at, isEven } of corners) {
    const totals = placesOf(hierarchies, at).filter(
      (place, index) => places[index]!.length > 1 && place === places[index]![0],
    ).length
    if ((totals % 2 === 0) === isEven) even = Math.min(even, counts[at]!)
    else odd = Math.min(odd, counts[at]!)
  }
  return even + odd
}
