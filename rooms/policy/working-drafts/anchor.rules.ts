/**
 * Where in a policy something is said of it, so that it is found again after the policy was changed. A place is positions in lists, which move;
 * an anchor names each entry by what tells it from others (its id, else its words), with the position and the name that it had.
 */
import { knownBy } from '../compare.rules.ts'
import { type Place, valueAt } from './change.rules.ts'

type AnchorStep =
  | string
  | {
      /** The surest first, cut to `KNOWN` letters. */
      readonly known: readonly string[]
      readonly at: number
      readonly name: string
    }
export type Anchor = readonly AnchorStep[]

/** So much of what tells an entry from others is kept. */
export const KNOWN = 200
const NAMED = 80

export function anchorAt(data: unknown, place: Place): Anchor {
  return place.map((step, i) => {
    if (typeof step === 'string') return step
    const entry = valueAt(data, place.slice(0, i + 1))
    return { known: waysToKnow(entry), at: step, name: nameOf(data, entry) }
  })
}

/** Where that is now; undefined where the entry in which it lay is no more. What lies outside of lists is where it was. */
export function placeOf(data: unknown, anchor: Anchor): Place | undefined {
  return found(data, anchor, []) ?? elsewhere(data, anchor)
}

function found(data: unknown, [step, ...rest]: Anchor, place: Place): Place | undefined {
  if (step === undefined) return place
  if (typeof step === 'string') return found(data, rest, [...place, step])
  const held = valueAt(data, place)
  const at = Array.isArray(held) ? entryAt(held, step) : undefined
  return at === undefined ? undefined : found(data, rest, [...place, at])
}

function entryAt(list: readonly unknown[], { known, at }: Exclude<AnchorStep, string>): number | undefined {
  const ways = list.map(waysToKnow)
  for (const [rank, key] of known.entries()) {
    const same = ways.flatMap((one, i) => (one[rank] === key ? [i] : []))
    if (same.length > 0) return same.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0]
  }
  return undefined
}

/** An entry that moved into another list of the same kind, as a skill into another tier. */
function elsewhere(data: unknown, anchor: Anchor): Place | undefined {
  const last = anchor.findLastIndex((step) => typeof step !== 'string')
  const entry = anchor[last]
  if (entry === undefined || typeof entry === 'string') return undefined
  const lists = anchor
    .slice(0, last)
    .reduce<Place[]>(
      (places, step) =>
        typeof step === 'string'
          ? places.map((place) => [...place, step])
          : places.flatMap((place) => entriesOf(valueAt(data, place)).map((_, i) => [...place, i])),
      [[]],
    )
  const list = lists.find((place) => entryAt(entriesOf(valueAt(data, place)), entry) !== undefined)
  return list && found(data, anchor.slice(last), list)
}

const entriesOf = (held: unknown): readonly unknown[] => (Array.isArray(held) ? held : [])

const waysToKnow = (entry: unknown): string[] =>
  (entry === undefined ? [] : knownBy(entry as never)).map((key) => key.slice(0, KNOWN))

function nameOf(data: unknown, entry: unknown): string {
  const said = (key: string) => valueAt(entry, [key])
  const [from, to] = [said('from'), said('to')]
  if (typeof from === 'string' && typeof to === 'string' && said('name') === undefined)
    return `${calledIn(data, from)} → ${calledIn(data, to)}`.slice(0, NAMED)
  const own = ['name', 'label', 'heading', 'text', 'id'].map(said).find((one) => typeof one === 'string' && one !== '')
  return String(own ?? (typeof entry === 'object' ? '' : (entry ?? ''))).slice(0, NAMED)
}

/** A node of the model by its name. */
function calledIn(data: unknown, id: string): string {
  const nodes = Object.values((valueAt(data, ['model']) ?? {}) as object).flatMap(entriesOf)
  return String(
    nodes.map((node) => (valueAt(node, ['id']) === id ? valueAt(node, ['name']) : undefined)).find(Boolean) ?? id,
  )
}
