/**
 * A CASE package as a framework: ours as it was, another town's or vendor's as far as it goes. Items under the document are tiers, what has
 * nothing under it is a skill, and levels are those of rubric criteria or of `hasSkillLevel`. What a package does not say (weights, expected
 * levels) is put in as plainly as can be, and marked as sample.
 */
import { z } from 'zod'
import type { Framework, FrameworkProblem, FrameworkTier } from './framework.rules.ts'
import type { Skill } from './pyramid.rules.ts'
import { Id } from './shape.rules.ts'

/** Items of the largest package that is read. */
const MOST_ITEMS = 5_000
/** So many are named where many lack the same. */
const NAMED = 5

/** Absent, or `null` as some write what is absent. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? [])
const Link = z.looseObject({ identifier: z.string() })
const Words = z.string().optional().catch(undefined)
const Count = z.number().optional().catch(undefined)
const IsSample = z.boolean().optional().catch(undefined)
const Own = z
  .looseObject({
    hagukumi: z
      .looseObject({
        highestLevel: Count,
        weight: Count,
        isSample: IsSample,
        floor: IsSample,
        expected: z.record(z.string(), z.number()).optional().catch(undefined),
        expectedByOccupation: z.record(z.string(), z.record(z.string(), z.number())).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined)
const Item = z.looseObject({
  identifier: z.string(),
  fullStatement: z.string(),
  abbreviatedStatement: Words,
  humanCodingScheme: Words,
  extensions: Own,
})
type Item = z.infer<typeof Item>
const Association = z.looseObject({
  associationType: z.string(),
  originNodeURI: Link,
  destinationNodeURI: Link,
  sequenceNumber: Count,
})
const Level = z.looseObject({ quality: Words, description: Words, position: Count, score: Count })
const Criterion = z.looseObject({
  CFItemURI: Link.optional().catch(undefined),
  CFRubricCriterionLevels: listOf(Level),
})
const Package = z.looseObject({
  CFDocument: z.looseObject({ identifier: z.string(), title: z.string(), extensions: Own }),
  CFItems: listOf(Item),
  CFAssociations: listOf(Association),
  CFRubrics: listOf(z.looseObject({ CFRubricCriteria: listOf(Criterion) })),
})
type Package = z.infer<typeof Package>

export type ReadCase =
  | { readonly framework: Framework; readonly problems: [] }
  | { readonly problems: FrameworkProblem[] }

/** @param lowestGrade of the policy that the framework is for, if it has grades: what nothing is said of is expected of nobody */
export function readCase(text: string, lowestGrade: string | null): ReadCase {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problems: [{ path: '', key: 'not_json' }] }
  }
  const read = Package.safeParse(json)
  if (!read.success) {
    const path = read.error.issues[0]!.path.join('.')
    return { problems: [{ path, key: 'not_case' }] }
  }
  if (read.data.CFItems.length > MOST_ITEMS) {
    const values = { items: read.data.CFItems.length, limit: MOST_ITEMS }
    return { problems: [{ path: 'CFItems', key: 'case_too_many', values }] }
  }
  return frameworkIn(read.data, lowestGrade)
}

interface LevelTold {
  readonly name: string
  readonly behaviour: string
}

function frameworkIn(found: Package, lowestGrade: string | null): ReadCase {
  const itemOf = new Map(found.CFItems.map((item) => [item.identifier, item]))
  const levelsOf = levelsIn(found, itemOf)
  const isLevel = new Set(
    found.CFAssociations.flatMap((one) =>
      one.associationType === 'hasSkillLevel' ? [one.destinationNodeURI.identifier] : [],
    ),
  )
  const { roots, childrenOf, isCircular } = treeOf(found, isLevel)
  if (isCircular) return { problems: [{ path: 'CFAssociations', key: 'case_circle' }] }
  if (roots.length === 0) return { problems: [{ path: 'CFItems', key: 'case_no_items' }] }
  const takeId = namer()
  const isFlat = roots.every(({ identifier }) => !childrenOf.has(identifier))
  const groups = isFlat
    ? [{ group: undefined, leaves: roots.map((item) => ({ item, above: [] as string[] })) }]
    : roots.map((group) => ({ group, leaves: leavesUnder(group, childrenOf) }))
  const tiers = groups.map(({ group, leaves }): FrameworkTier => {
    const own = group?.extensions?.hagukumi
    const name = group ? nameOf(group) : line(found.CFDocument.title)
    return {
      id: takeId('tier', group),
      name,
      nature: group?.fullStatement ?? name,
      weight: own?.weight ?? 1 / groups.length,
      isSample: own?.isSample ?? true,
      skills: leaves.map(({ item, above }) => skillOf(item, above)),
    }
  })
  const problems = levelProblems(tiers)
  if (problems.length > 0) return { problems }
  const most = Math.max(...tiers.flatMap(({ skills }) => skills.map(({ levels }) => levels.length)))
  return {
    framework: { highestLevel: found.CFDocument.extensions?.hagukumi?.highestLevel ?? most, tiers },
    problems: [],
  }

  function skillOf(item: Item, above: readonly string[]): Skill {
    const own = item.extensions?.hagukumi
    return {
      id: takeId('skill', item),
      name: nameOf(item),
      // Groups between a tier and its skills have no place of their own in a policy.
      description: above.length > 0 ? `${above.join(' › ')}: ${item.fullStatement}` : item.fullStatement,
      levels: (levelsOf.get(item.identifier) ?? []).map((told, at) => ({ level: at + 1, ...told })),
      expected: own?.expected ?? (lowestGrade === null ? {} : { [lowestGrade]: 0 }),
      ...(own?.expectedByOccupation && { expectedByOccupation: own.expectedByOccupation }),
      ...(own?.floor === undefined ? {} : { floor: own.floor }),
      isSample: own?.isSample ?? true,
    }
  }
}

function levelProblems(tiers: readonly FrameworkTier[]): FrameworkProblem[] {
  const skills = tiers.flatMap((tier) => tier.skills)
  const without = skills.filter(({ levels }) => levels.length === 0)
  const unnamed = skills.filter(({ levels }) => levels.some(({ name, behaviour }) => !name.trim() || !behaviour.trim()))
  const told = (key: FrameworkProblem['key'], some: readonly Skill[]): FrameworkProblem[] => {
    const named = some
      .slice(0, NAMED)
      .map(({ name }) => name)
      .join('、')
    return some.length > 0 ? [{ path: 'CFRubrics', key, values: { count: some.length, named } }] : []
  }
  return [...told('case_no_levels', without), ...told('case_level_unnamed', unnamed)]
}

/** Of rubric criteria, else of items that are its levels; lowest first. */
function levelsIn(found: Package, itemOf: ReadonlyMap<string, Item>): ReadonlyMap<string, LevelTold[]> {
  const levels = new Map<string, LevelTold[]>()
  const steps = found.CFAssociations.filter(({ associationType }) => associationType === 'hasSkillLevel')
  for (const { originNodeURI, destinationNodeURI } of inSequence(steps)) {
    const item = itemOf.get(destinationNodeURI.identifier)
    const told = item && { name: nameOf(item), behaviour: item.fullStatement }
    if (!told) continue
    const known = levels.get(originNodeURI.identifier)
    if (known) known.push(told)
    else levels.set(originNodeURI.identifier, [told])
  }
  for (const { CFRubricCriteria } of found.CFRubrics) {
    for (const { CFItemURI, CFRubricCriterionLevels: told } of CFRubricCriteria) {
      if (!CFItemURI || told.length === 0) continue
      const sorted = told.toSorted((a, b) => (a.position ?? a.score ?? 0) - (b.position ?? b.score ?? 0))
      levels.set(
        CFItemURI.identifier,
        sorted.map(({ quality, description }) => ({ name: line(quality ?? ''), behaviour: description ?? '' })),
      )
    }
  }
  return levels
}

function inSequence(associations: Package['CFAssociations']) {
  return associations.toSorted((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0))
}

/** What lies under the document, and under each item, in the order of the package; a second parent is passed over. */
function treeOf(found: Package, isLevel: ReadonlySet<string>) {
  const items = found.CFItems.filter(({ identifier }) => !isLevel.has(identifier))
  const itemOf = new Map(items.map((item) => [item.identifier, item]))
  const parentOf = new Map<string, string>()
  const childrenOf = new Map<string, Item[]>()
  const roots: Item[] = []
  const links = found.CFAssociations.filter(({ associationType }) => associationType === 'isChildOf')
  for (const { originNodeURI, destinationNodeURI } of inSequence(links)) {
    const item = itemOf.get(originNodeURI.identifier)
    if (!item || parentOf.has(item.identifier)) continue
    const parent = destinationNodeURI.identifier
    parentOf.set(item.identifier, parent)
    if (itemOf.has(parent)) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), item])
    else roots.push(item)
  }
  roots.push(...items.filter(({ identifier }) => !parentOf.has(identifier)))
  const reached = new Set<string>()
  const waiting = [...roots]
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (reached.has(item.identifier)) continue
    reached.add(item.identifier)
    waiting.push(...(childrenOf.get(item.identifier) ?? []))
  }
  return { roots, childrenOf, isCircular: reached.size < itemOf.size }
}

interface Leaf {
  readonly item: Item
  /** Names of what stands between it and its tier. */
  readonly above: readonly string[]
}

/** A tier that has nothing under it is its own skill. */
function leavesUnder(group: Item, childrenOf: ReadonlyMap<string, readonly Item[]>): Leaf[] {
  const leaves: Leaf[] = []
  const waiting: Leaf[] = (childrenOf.get(group.identifier) ?? [group])
    .map((item) => ({ item, above: [] }))
    .toReversed()
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { item, above } = at
    const children = item === group ? undefined : childrenOf.get(item.identifier)
    if (!children) leaves.push(at)
    else waiting.push(...children.map((one) => ({ item: one, above: [...above, nameOf(item)] })).toReversed())
  }
  return leaves
}

/** Ids as they are where they may be, else made of them; none twice. */
function namer() {
  const taken = { tier: new Set<string>(), skill: new Set<string>() }
  return (kind: 'tier' | 'skill', item: Item | undefined): string => {
    const code = item?.humanCodingScheme ?? ''
    const wished = [code, code.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')].find(
      (one) => Id.safeParse(one).success && !taken[kind].has(one),
    )
    let id = wished ?? `case-${item?.identifier.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 8) || kind}`
    for (let n = 2; taken[kind].has(id); n++) id = `${wished ?? `case-${kind}`}-${n}`
    taken[kind].add(id)
    return id
  }
}

function nameOf({ abbreviatedStatement, fullStatement }: Item): string {
  return line(abbreviatedStatement || fullStatement)
}

/** What fits on one line of a policy. */
function line(text: string): string {
  const one = text.replace(/\s*\n\s*/g, ' ').trim()
  return one.length > 200 ? `${one.slice(0, 199)}…` : one
}
