/**
 * Which people a key, or a result, speaks of: cells, and how those that are too small are merged.
 *
 * Data: a cell has a way of steps, one for each attribute, of a section one for each level of its path; the ways of all cells make a
 * tree. The first attribute that was named lies highest, so the last one is coarsened first, and a section from its lowest level up.
 *
 * Steps, from the top: where all that is under a node is still too small, it becomes one cell. Else its children are settled each for
 * itself; while one of them is too small, the smallest of those is taken together with its smallest sibling, however that one was divided,
 * and only one whole parent may be left. So whatever is merged lies under one node, and each cell is large enough or the whole.
 */
export interface Step {
  readonly attribute: string
  /** A value; of several that were merged all of them, with `+` between. */
  readonly value: string
}

export interface Merging {
  /** Large enough in itself, as every union of such must be. */
  isEnough(members: readonly number[]): boolean
  sizeOf(members: readonly number[]): number
}

export interface Group {
  readonly steps: readonly Step[]
  /** Places of the cells that it was made of. */
  readonly members: readonly number[]
}

/** @returns groups in the order of their ways; every cell is in one of them */
export function mergeCells(ways: readonly (readonly Step[])[], merging: Merging): Group[] {
  return ways.length === 0
    ? []
    : settle(
        ways,
        ways.map((_, place) => place),
        0,
        merging,
      )
}

interface Child {
  readonly label: string
  readonly members: readonly number[]
  readonly groups: readonly Group[]
}

function settle(
  ways: readonly (readonly Step[])[],
  members: readonly number[],
  depth: number,
  merging: Merging,
): Group[] {
  const [first] = members
  const way = ways[first!]!
  if (members.length === 1) return [{ steps: way, members }]
  const above = way.slice(0, depth)
  if (!merging.isEnough(members)) return [{ steps: above, members }]
  const attribute = way[depth]!.attribute
  const parts = Map.groupBy(members, (place) => ways[place]![depth]!.value)
  let children: Child[] = [...parts].map(([label, own]) => ({
    ...{ label, members: own },
    groups: settle(ways, own, depth + 1, merging),
  }))
  for (;;) {
    const short = smallest(
      children.filter((child) => !merging.isEnough(child.members)),
      merging,
    )
    if (!short || children.length === 1) break
    const others = children.filter((child) => child !== short)
    const sibling = smallest(others, merging)!
    const together = [...short.members, ...sibling.members].toSorted((a, b) => a - b)
    const label = labelOf(short, sibling)
    const steps = others.length === 1 ? above : [...above, { attribute, value: label }]
    children = [
      ...others.filter((child) => child !== sibling),
      { label, members: together, groups: [{ steps, members: together }] },
    ]
  }
  return children.toSorted((a, b) => (a.label < b.label ? -1 : 1)).flatMap(({ groups }) => groups)
}

function smallest(children: readonly Child[], { sizeOf }: Merging): Child | undefined {
  let found: Child | undefined
  let size = 0
  for (const child of children) {
    const own = sizeOf(child.members)
    if (found && (own > size || (own === size && found.label < child.label))) continue
    found = child
    size = own
  }
  return found
}

function labelOf(...children: readonly Child[]): string {
  return children
    .flatMap(({ label }) => label.split('+'))
    .toSorted()
    .join('+')
}

/** What a cell says of its people; of a section the path of codes. Attributes that it does not tell apart are absent. */
export function attributesOf(steps: readonly Step[]): Record<string, string> {
  const said: Record<string, string> = {}
  for (const { attribute, value } of steps) {
    said[attribute] = said[attribute] === undefined ? value : `${said[attribute]}/${value}`
  }
  return said
}

/** A place of the organisation as `attributesOf` tells it, and those above it. */
export function placesTo(place: string | undefined): string[] {
  const steps = place === undefined ? [] : place.split('/')
  return steps.map((_, at) => steps.slice(0, at + 1).join('/'))
}

export interface Sized {
  readonly steps: readonly Step[]
  readonly size: number
}

/** So many people in each group, or one group of all. */
export function mergeBySize(cells: readonly Sized[], k: number): Group[] {
  const sizeOf = (members: readonly number[]) => members.reduce((sum, place) => sum + cells[place]!.size, 0)
  return mergeCells(
    cells.map(({ steps }) => steps),
    { sizeOf, isEnough: (members) => sizeOf(members) >= k },
  )
}
