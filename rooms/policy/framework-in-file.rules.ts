import { isMap, isSeq, parseDocument, YAMLMap, type YAMLSeq } from 'yaml'
import type { PolicyDocument } from './document.rules.ts'
import type { Framework } from './framework.rules.ts'
import type { Skill } from './pyramid.rules.ts'
import { skillsOf } from './rules.ts'

/** A framework in the file of a policy, and what it changes there. */
/** By skill: what a framework would do to the one that is there. */
export function compareFrameworks(
  before: PolicyDocument,
  after: PolicyDocument,
): Readonly<Record<'added' | 'changed' | 'removed', string[]>> & { readonly unchanged: number } {
  const were = new Map(skillsOf(before).map((skill) => [skill.id, skill]))
  const are = skillsOf(after)
  const kept = are.filter(({ id }) => were.has(id))
  const changed = kept.filter((skill) => !isSame(skill, were.get(skill.id)))
  const names = new Set(are.map(({ id }) => id))
  return {
    added: are.filter(({ id }) => !were.has(id)).map(({ id }) => id),
    changed: changed.map(({ id }) => id),
    removed: [...were.keys()].filter((id) => !names.has(id)),
    unchanged: kept.length - changed.length,
  }
}

/** The file of a policy with another framework in it. Skills and tiers that are the same keep their lines and comments; the file is not checked. */
export function withFramework(text: string, framework: Framework, edition?: string): string {
  const yaml = parseDocument(text)
  const old = yaml.getIn(['pyramid', 'tiers'])
  const tierNodes = nodesById(old)
  const skillNodes = new Map(
    [...tierNodes.values()].flatMap((tier) => [...nodesById(tier.get('skills'))] as [string, YAMLMap][]),
  )
  const made = (skill: Skill) => {
    const known = skillNodes.get(skill.id)
    if (known && isSame(known.toJS(yaml), skill)) return known
    const node = yaml.createNode(skill) as unknown as YAMLMap
    for (const level of (node.get('levels') as YAMLSeq<YAMLMap>).items) level.flow = true
    const expected = node.get('expected')
    if (isMap(expected)) expected.flow = true
    return node
  }
  const tiers = framework.tiers.map(({ skills, ...tier }) => {
    const node = tierNodes.get(tier.id) ?? new YAMLMap()
    const was = node.toJS(yaml) as Record<string, unknown>
    for (const [key, value] of Object.entries(tier)) if (!isSame(was[key], value)) node.set(key, value)
    const list = node.get('skills')
    const nodes = skills.map(made)
    if (isSeq(list)) list.items = nodes
    else node.set('skills', yaml.createNode(nodes))
    return node
  })
  if (isSeq(old)) old.items = tiers
  else yaml.setIn(['pyramid', 'tiers'], yaml.createNode(tiers))
  if (yaml.getIn(['pyramid', 'highestLevel']) !== framework.highestLevel)
    yaml.setIn(['pyramid', 'highestLevel'], framework.highestLevel)
  // Heights between tiers mean nothing where there are more or fewer of them.
  const cuts = yaml.getIn(['pyramid', 'heightCuts'])
  if (isSeq(cuts) && cuts.items.length !== tiers.length - 1) yaml.deleteIn(['pyramid', 'heightCuts'])
  if (edition !== undefined) yaml.setIn(['policy', 'edition'], edition)
  return yaml.toString({ lineWidth: 0 })
}

function nodesById(list: unknown): ReadonlyMap<string, YAMLMap> {
  const maps = isSeq(list) ? list.items.filter((one): one is YAMLMap => isMap(one)) : []
  return new Map(maps.map((one) => [String(one.get('id')), one]))
}

/** The same value, in whatever order its keys stand. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, byKey) === JSON.stringify(other, byKey)
}

function byKey(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
