/**
 * What differs between two policies.
 *
 * Both are laid out as trees in which things that may change their place stand in one list each: the skills of all tiers under `skills` with
 * their tier, the nodes of all levels of the model under `nodes` with their level. A thing is the same where its id is; where a format gives
 * none, where its words are, or else its kind. Then: fields that differ are `changed`, entries of a list `added`, `removed` or `moved`, a part
 * that only one policy has `added` or `removed` whole.
 *
 * Applied to the first, the differences give the second (`compare.rules.test.ts`): places of `path` are those in the lists of the first,
 * `at` is the one in the list of the second.
 */
import type { PartName, PolicyDocument } from './document.rules.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Thing = { readonly [key: string]: Json }

/** A list and the entry of it in which a difference lies; the name is null where the entry has none. */
interface Within {
  readonly field: string
  readonly name: string | null
}

export const comparedParts = [
  'policy',
  ...(['statements', 'chapters', 'desiredStaffProfile', 'bodies', 'review', 'pillars', 'plans'] as const),
  ...(['organisation', 'pyramid', 'skills', 'literacy', 'roles', 'paths'] as const),
  ...(['model', 'nodes', 'arrows', 'kpis', 'indicators'] as const),
] as const
type ComparedPart = (typeof comparedParts)[number]

export interface Difference {
  readonly what: 'added' | 'removed' | 'changed' | 'moved'
  readonly part: ComparedPart
  readonly path: readonly (string | number)[]
  /** Its place in the list of the second policy, from 0; of what was added to a list or moved. */
  readonly at?: number
  /** Outermost first. */
  readonly within: readonly Within[]
  /** What of it differs, outermost first; none where it is the entry or the part itself. */
  readonly fields: readonly string[]
  /** Null where the first has nothing there; of what moved, what it stood under, where that changed. */
  readonly before: Json
  readonly after: Json
}

export type Tree = { readonly [Part in ComparedPart | PartName]: Json }

/** Lists whose entries stand under something else of the policy, and by which field that is said. */
const standsUnder: Readonly<Record<string, string>> = { skills: 'tier', nodes: 'level' }

export const nodeLists = {
  activities: 'activity',
  outputs: 'output',
  directOutcomes: 'directOutcome',
  intermediateOutcomes: 'intermediateOutcome',
  finalOutcomes: 'finalOutcome',
} as const

/** Both laid out alike: tiers that both have stand in one order, so that a tier which moves takes its skills along unsaid. */
export function treesOf(first: PolicyDocument, second: PolicyDocument): [Tree, Tree] {
  const order = [second, first].flatMap(({ pyramid }) => pyramid?.tiers.map(({ id }) => id) ?? [])
  return [treeOf(first, order), treeOf(second, order)]
}

function treeOf({ formatVersion: _, pyramid, model, ...parts }: PolicyDocument, order: readonly string[]): Tree {
  const { tiers, ...ofPyramid } = pyramid ?? { tiers: [] }
  const inOrder = tiers.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  const { arrows = null, ...levels } = model ?? {}
  const tree = {
    ...parts,
    pyramid: pyramid && { ...ofPyramid, tiers: tiers.map(({ skills: _skills, ...tier }) => tier) },
    skills: pyramid && inOrder.flatMap(({ id, skills }) => skills.map((skill) => ({ ...skill, tier: id }))),
    model: model && {},
    nodes:
      model &&
      Object.entries(nodeLists).flatMap(([list, level]) =>
        (levels as NonNullable<PolicyDocument['model']>)[list as keyof typeof nodeLists].map((node) => ({
          ...node,
          level,
        })),
      ),
    arrows,
  }
  return tree as unknown as Tree
}

export function differencesBetween(first: PolicyDocument, second: PolicyDocument): Difference[] {
  const [before, after] = treesOf(first, second)
  const names = new Map([...namesIn(before), ...namesIn(after)])
  return comparedParts.flatMap((part) =>
    differing({ part, names, path: [part], within: [], fields: [] }, before[part], after[part], {
      before: 'added',
      after: 'removed',
    }),
  )
}

interface Spot extends Pick<Difference, 'part' | 'path' | 'within' | 'fields'> {
  readonly names: ReadonlyMap<string, string>
}

/** @param absent what is said of something that only one of the two has */
function differing(
  spot: Spot,
  before: Json | undefined,
  after: Json | undefined,
  absent: { readonly before: 'added' | 'changed'; readonly after: 'removed' | 'changed' },
): Difference[] {
  if (isNothing(before)) return isNothing(after) ? [] : [found(spot, absent.before, null, after)]
  if (isNothing(after)) return [found(spot, absent.after, before, null)]
  if (isList(before) && isList(after) && (hasThings(before) || hasThings(after))) return amongLists(spot, before, after)
  if (isThing(before) && isThing(after)) return amongFields(spot, before, after)
  return inOneOrder(before) === inOneOrder(after) ? [] : [found(spot, 'changed', before, after)]
}

/** A field that one of them leaves out is a field that changed. */
function amongFields(spot: Spot, before: Thing, after: Thing): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) =>
    differing({ ...spot, path: [...spot.path, key], fields: [...spot.fields, key] }, before[key], after[key], {
      before: 'changed',
      after: 'changed',
    }),
  )
}

function amongLists(spot: Spot, before: readonly Json[], after: readonly Json[]): Difference[] {
  const { part, fields, path, names } = spot
  const field = fields.at(-1) ?? part
  const under = standsUnder[field]
  const formerPlace = matched(before, after)
  const kept = new Set(formerPlace.values())
  const inside = (entry: Json, at: number): Spot => {
    const within = [...spot.within, { field, name: nameOf(entry, names) }]
    return { ...spot, path: [...path, at], within, fields: [] }
  }
  const staysUnder = (at: number) => fieldOf(before[formerPlace.get(at)!]!, under) === fieldOf(after[at]!, under)
  const common = after.flatMap((_, at) => (formerPlace.has(at) ? [at] : []))
  const still = longestRising(common.filter(staysUnder), (at) => formerPlace.get(at)!)
  return [
    ...before.flatMap((entry, at) => (kept.has(at) ? [] : [found(inside(entry, at), 'removed', entry, null)])),
    ...after.flatMap((entry, at) => {
      const from = formerPlace.get(at)
      if (from === undefined) return [{ ...found(inside(entry, at), 'added', null, entry), at }]
      const was = before[from]!
      const here = inside(entry, from)
      const [stoodUnder, standsUnderNow] = staysUnder(at) ? [null, null] : [fieldOf(was, under), fieldOf(entry, under)]
      const moved = still.has(at) ? [] : [{ ...found(here, 'moved', stoodUnder, standsUnderNow), at }]
      return [...moved, ...inEntry(here, was, entry, under)]
    }),
  ]
}

function inEntry(spot: Spot, before: Json, after: Json, under: string | undefined): Difference[] {
  if (!isThing(before) || !isThing(after))
    return inOneOrder(before) === inOneOrder(after) ? [] : [found(spot, 'changed', before, after)]
  const own = spot.path.length + 1
  return amongFields(spot, before, after).filter(({ fields, path }) => fields[0] !== under || path.length > own)
}

/** For the entries of the second list, by their place, the place of the same in the first. */
function matched(before: readonly Json[], after: readonly Json[]): Map<number, number> {
  const places = new Map<number, number>()
  const taken = new Set<number>()
  const [beforeKeys, afterKeys] = [before.map(knownBy), after.map(knownBy)]
  const ranks = Math.max(0, ...beforeKeys.map((keys) => keys.length))
  for (let rank = 0; rank < ranks; rank++) {
    const free = Map.groupBy(
      beforeKeys.keys().filter((at) => !taken.has(at) && beforeKeys[at]![rank] !== undefined),
      (at) => beforeKeys[at]![rank]!,
    )
    for (const [at, keys] of afterKeys.entries()) {
      if (places.has(at) || keys[rank] === undefined) continue
      const from = free.get(keys[rank]!)?.shift()
      if (from === undefined) continue
      places.set(at, from)
      taken.add(from)
    }
  }
  return places
}

/** By what an entry is known again, the surest first. */
export function knownBy(entry: Json): string[] {
  if (!isThing(entry)) return [inOneOrder(entry)]
  const { id, from, to, skill, level, kind, label, heading, name, fiscalYear, asOf, endOfPlan } = entry
  const { occupation = '', grade = '', role = '' } = entry
  if (id !== undefined) return [String(id)]
  if (from !== undefined && to !== undefined && name === undefined) return [`${from} ${to}`]
  if (skill !== undefined) return [String(skill)]
  if (level !== undefined) return [String(level)]
  if (fiscalYear !== undefined || endOfPlan !== undefined || asOf !== undefined)
    return [`${fiscalYear ?? ''} ${endOfPlan ?? ''} ${asOf ?? ''} ${occupation} ${grade} ${role}`]
  const whole = inOneOrder(entry)
  if (kind !== undefined) return [whole, `${kind} ${label ?? ''} ${heading ?? ''}`, `${kind} ${label ?? ''}`]
  if (heading !== undefined) return [whole, String(heading), String(fieldOf(entry, 'text'))]
  return [whole, ...(name === undefined ? [] : [String(name)])]
}

function nameOf(entry: Json, names: ReadonlyMap<string, string>): string | null {
  if (typeof entry === 'string') return names.get(entry) ?? entry
  if (!isThing(entry)) return null
  const { name, from, to, skill, level, label, heading, fiscalYear, asOf, id, tier } = entry
  const called = (of: Json) => names.get(String(of)) ?? String(of)
  if (from !== undefined && to !== undefined && name === undefined) return `${called(from)} → ${called(to)}`
  if (typeof level === 'number') return `${level} ${name ?? ''}`.trim()
  // People whom a plan wants: who, and by when.
  const who = name === undefined ? [entry.occupation, entry.grade, entry.role] : []
  if (who.some((one) => one !== undefined))
    return [...who, fiscalYear].flatMap((one) => (isNothing(one) ? [] : [called(one)])).join(' ')
  const own = [name, heading, label, fiscalYear, asOf].find((one) => one !== undefined && one !== null)
  if (own !== undefined)
    return id !== undefined && tier === undefined && label !== undefined ? `${id} ${own}` : String(own)
  return skill !== undefined ? called(skill) : null
}

/** Names of what is named by an id elsewhere. */
function* namesIn(tree: Tree): Generator<[string, string]> {
  for (const part of [tree.skills, tree.nodes, fieldOf(tree.pyramid, 'tiers'), tree.pillars, tree.roles])
    for (const entry of isList(part) ? part : []) yield [String(fieldOf(entry, 'id')), String(fieldOf(entry, 'name'))]
}

/** Of places in rising order, most of those whose values rise too: they stayed, and the others moved past them. */
function longestRising(places: readonly number[], placeBefore: (place: number) => number): Set<number> {
  const ends: number[] = []
  const before = new Map<number, number | undefined>()
  for (const place of places) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (placeBefore(ends[middle]!) < placeBefore(place)) low = middle + 1
      else high = middle
    }
    before.set(place, ends[low - 1])
    ends[low] = place
  }
  const rising = new Set<number>()
  for (let place = ends.at(-1); place !== undefined; place = before.get(place)) rising.add(place)
  return rising
}

function found({ names: _, ...spot }: Spot, what: Difference['what'], before: Json, after: Json): Difference {
  return { ...spot, what, before, after }
}

/** As JSON, whatever the order of fields: a stored edition has another than a file. */
function inOneOrder(value: Json): string {
  return JSON.stringify(value, (_, held) =>
    isThing(held) ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1))) : held,
  )
}

function isNothing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isThing(value: Json | undefined): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldOf(entry: Json, field: string | undefined): Json {
  return (field !== undefined && isThing(entry) && entry[field]) || null
}

/** Lists of plain words are compared whole: what stands in them has no fields. */
function hasThings(list: readonly Json[]): boolean {
  return list.some(isThing)
}
