/**
 * A change of a draft of the policy: at one place, from what stood there to what stands there now. Places are keys and positions from the top of the
 * file, as findings name them (`pyramid.tiers[0].name`). What was absent, and what is taken away, has no `before` or no `after`; in a list
 * that puts an entry in at its position, or takes it out.
 *
 * Two people change one draft at once. Whoever sends a change says which version of the draft they saw; what others did since then moves the
 * positions of lists (`movedOver`), and then the place must still hold `before`, or the change is refused and nothing is lost.
 */
import { isSame } from '../framework-in-file.rules.ts'

export type Place = readonly (string | number)[]

export interface ValueChange {
  readonly path: Place
  readonly before?: unknown
  readonly after?: unknown
}

/** The text of one part of the file, or of the whole (`null`), as it was and as it is. */
export interface TextChange {
  readonly part: string | null
  readonly text: { readonly before: string; readonly after: string }
}

export type Change = ValueChange | TextChange

/** Of a draft the latest so many changes are told. */
export const MOST_TOLD = 500

export const isText = (change: Change): change is TextChange => 'text' in change

/** What stands at a place; undefined where nothing does. */
export function valueAt(data: unknown, path: Place): unknown {
  return path.reduce<unknown>((held, step) => childOf(held, step), data)
}

function childOf(held: unknown, step: string | number): unknown {
  if (Array.isArray(held)) return typeof step === 'number' ? held[step] : undefined
  return typeof held === 'object' && held !== null && Object.hasOwn(held, step)
    ? (held as Record<string, unknown>)[step]
    : undefined
}

/** Whether the change fits what stands there: its place is there, and holds what the change was made from. */
export function fits(data: unknown, { path, before, after }: ValueChange): boolean {
  const parent = valueAt(data, path.slice(0, -1))
  const step = path.at(-1)
  if (before === undefined && after === undefined) return false
  if (Array.isArray(parent)) {
    if (typeof step !== 'number') return false
    return before === undefined ? step <= parent.length : step < parent.length && isSame(parent[step], before)
  }
  if (typeof parent !== 'object' || parent === null || typeof step !== 'string') return false
  return isSame(childOf(parent, step), before)
}

/** The data after a change that fits; what was given stays as it was. */
export function applied(data: unknown, change: ValueChange): unknown {
  return put(data, change.path, change)
}

function put(held: unknown, [step, ...rest]: Place, change: ValueChange): unknown {
  const inner = (old: unknown) => (rest.length === 0 ? change.after : put(old, rest, change))
  if (Array.isArray(held) && typeof step === 'number') {
    if (rest.length > 0 || (change.before !== undefined && change.after !== undefined))
      return held.with(step, inner(held[step]))
    return change.before === undefined ? held.toSpliced(step, 0, change.after) : held.toSpliced(step, 1)
  }
  const map = (held ?? {}) as Record<string, unknown>
  if (rest.length === 0 && change.after === undefined)
    return Object.fromEntries(Object.entries(map).filter(([key]) => key !== step))
  return { ...map, [step!]: inner(childOf(map, step!)) }
}

/**
 * What has to be changed so that `after` stands at a place: parts of the way that are absent come with it. Undefined where nothing has to be.
 */
export function changeTo(data: unknown, path: Place, after: unknown): ValueChange | undefined {
  const depth = path.findLastIndex((_, i) => isHolder(valueAt(data, path.slice(0, i))))
  const at = path.slice(0, depth + 1)
  const rest = path.slice(depth + 1)
  if (depth < 0 || (rest.length > 0 && after === undefined)) return undefined
  const before = valueAt(data, at)
  const held = rest.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    after,
  )
  if (isSame(before, held)) return undefined
  return { path: at, ...(before === undefined ? {} : { before }), ...(held === undefined ? {} : { after: held }) }
}

const isHolder = (value: unknown) => typeof value === 'object' && value !== null

/** What takes a change back. */
export function inverse(change: Change): Change {
  if (isText(change)) return { ...change, text: { before: change.text.after, after: change.text.before } }
  return {
    path: change.path,
    ...(change.after === undefined ? {} : { before: change.after }),
    ...(change.before === undefined ? {} : { after: change.before }),
  }
}

/** Puts an entry into a list, or takes one out. */
export const isEntry = ({ path, before, after }: ValueChange) =>
  typeof path.at(-1) === 'number' && (before === undefined || after === undefined)

/** The same change after another one; undefined where the entry in which it lay was taken out. */
export function movedOver(change: Change, other: Change): Change | undefined {
  if (isText(change) || isText(other) || !isEntry(other)) return change
  const depth = other.path.length - 1
  const at = change.path[depth]
  const from = other.path[depth] as number
  if (typeof at !== 'number' || !other.path.slice(0, -1).every((step, i) => step === change.path[i])) return change
  const shifted = (by: number) => ({ ...change, path: change.path.with(depth, at + by) })
  if (other.before === undefined) return at >= from ? shifted(1) : change
  if (at === from && !(change.path.length === depth + 1 && change.before === undefined)) return undefined
  return at > from ? shifted(-1) : change
}

/** A change after several others, in their order. */
export function movedOverAll(change: Change, others: readonly Change[]): Change | undefined {
  return others.reduce<Change | undefined>((moved, other) => moved && movedOver(moved, other), change)
}

/** A change that goes on where the one before stopped, as typing does: both as one. */
export function joined(first: Change, second: Change): Change | undefined {
  if (isText(first) || isText(second)) {
    if (!isText(first) || !isText(second) || first.part !== second.part) return undefined
    return { part: first.part, text: { before: first.text.before, after: second.text.after } }
  }
  const isWithin = first.path.length <= second.path.length && first.path.every((step, i) => step === second.path[i])
  if (!isWithin || first.after === undefined) return undefined
  if (first.path.length < second.path.length) {
    const rest = { ...second, path: second.path.slice(first.path.length) }
    return fits(first.after, rest) ? { ...first, after: applied(first.after, rest) } : undefined
  }
  if (isEntry(second) || !isSame(first.after, second.before)) return undefined
  const { after: _, ...start } = first
  return second.after === undefined ? start : { ...first, after: second.after }
}

/** The same words from and to at the same place. */
export function isSameChange(one: Change, other: Change): boolean {
  if (isText(one) || isText(other)) return isText(one) && isText(other) && isSame(one, other)
  const isAtOnePlace = one.path.length === other.path.length && one.path.every((step, i) => step === other.path[i])
  return isAtOnePlace && isSame(one.before, other.before) && isSame(one.after, other.after)
}

/** A change that changes nothing. */
export function isNothing(change: Change): boolean {
  if (isText(change)) return change.text.before === change.text.after
  return isSame(change.before, change.after)
}
