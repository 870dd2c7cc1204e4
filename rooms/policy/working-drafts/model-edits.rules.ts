/** What a press on the drawing of the logic model changes in a draft: a node with the arrow that ties it to another, or a node with all its arrows. */
import { nodeLists } from '../compare.rules.ts'
import { applied, type Change, changeTo, type Place, type ValueChange, valueAt } from './change.rules.ts'

export type NodeList = keyof typeof nodeLists
/** In the order in which arrows run (INV-L1). */
export const listsInOrder = Object.keys(nodeLists) as NodeList[]

export interface DrawnNode {
  readonly id: string
  readonly name: string
  readonly list: NodeList
  readonly at: number
  readonly isSample: boolean
}

export interface DrawnArrow {
  readonly at: number
  readonly from: string
  readonly to: string
  readonly entry: unknown
}

const entriesAt = (data: unknown, path: Place): readonly unknown[] => {
  const held = valueAt(data, path)
  return Array.isArray(held) ? held : []
}
const wordsOf = (entry: unknown, key: string) => {
  const said = valueAt(entry, [key])
  return typeof said === 'string' ? said : ''
}

/** Nodes that have an id; of two with one id the first. */
export function drawnNodes(data: unknown): DrawnNode[] {
  const seen = new Set<string>()
  return listsInOrder.flatMap((list) =>
    entriesAt(data, ['model', list]).flatMap((entry, at) => {
      const id = wordsOf(entry, 'id')
      if (id === '' || seen.has(id)) return []
      seen.add(id)
      return [{ id, list, at, name: wordsOf(entry, 'name'), isSample: valueAt(entry, ['isSample']) === true }]
    }),
  )
}

export function drawnArrows(data: unknown): DrawnArrow[] {
  return entriesAt(data, ['model', 'arrows']).map((entry, at) => ({
    ...{ at, entry, from: wordsOf(entry, 'from'), to: wordsOf(entry, 'to') },
  }))
}

/** Where an arrow may lead to from a node: forward only, and not twice (INV-L1). */
export function reachableFrom(data: unknown, node: DrawnNode): DrawnNode[] {
  const tied = drawnArrows(data).flatMap(({ from, to }) => (from === node.id ? [to] : []))
  const later = listsInOrder.slice(listsInOrder.indexOf(node.list) + 1)
  return drawnNodes(data).filter(({ id, list }) => later.includes(list) && !tied.includes(id))
}

/** The list in which what comes before or after a node stands; undefined at either end. */
export function listBeside({ list }: Pick<DrawnNode, 'list'>, side: 'before' | 'after'): NodeList | undefined {
  return listsInOrder[listsInOrder.indexOf(list) + (side === 'before' ? -1 : 1)]
}

/** An entry at the end of a list of the model. */
function appended(data: unknown, list: NodeList | 'arrows', entry: object): ValueChange[] {
  const change = changeTo(data, ['model', list, entriesAt(data, ['model', list]).length], entry)
  return change ? [change] : []
}

export function withArrow(data: unknown, arrow: object): Change[] {
  return appended(data, 'arrows', arrow)
}

/** A node, and the arrow that ties it where one does. */
export function withNode(data: unknown, list: NodeList, node: object, arrow?: object): Change[] {
  const added = appended(data, list, node)
  const after = added.reduce(applied, data)
  return [...added, ...(arrow ? appended(after, 'arrows', arrow) : [])]
}

/** Without the node and every arrow that begins or ends there; in reverse and inverted, all of it is there again. */
export function withoutNode(data: unknown, node: DrawnNode): Change[] {
  const arrows = drawnArrows(data).filter(({ from, to }) => from === node.id || to === node.id)
  return [
    ...arrows.toReversed().map(({ at, entry }) => ({ path: ['model', 'arrows', at], before: entry })),
    { path: ['model', node.list, node.at], before: valueAt(data, ['model', node.list, node.at]) },
  ]
}

export function withoutArrow({ at, entry }: DrawnArrow): Change[] {
  return [{ path: ['model', 'arrows', at], before: entry }]
}
