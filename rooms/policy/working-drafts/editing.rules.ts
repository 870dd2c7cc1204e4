/**
 * A draft under the hands of one person, while others change it too. What was typed stands at once, and goes to the server after a pause; what
 * others did meanwhile is taken in, and moves what is still to be sent. Where both changed one place, theirs stands in the draft and
 * what was typed is kept beside it, until whoever typed it has chosen.
 */
import {
  applied,
  type Change,
  changeTo,
  fits,
  inverse,
  isEntry,
  isNothing,
  isText,
  joined,
  movedOver,
  movedOverAll,
  type Place,
  type ValueChange,
  valueAt,
} from './change.rules.ts'
import { dataIn, written } from './written.rules.ts'

/** What was typed where somebody else was first. */
export interface Clash {
  readonly change: Change
  /** What stands there now; undefined where the place is no more. */
  readonly now: unknown
}

export interface Editing {
  /** Of the draft as it was last heard of. */
  readonly version: number
  /** As it was last told; undefined since something was stored, until it is asked for again. */
  readonly text: string | undefined
  /** With all that was typed; undefined while the file cannot be read as YAML. */
  readonly data: unknown
  /** Not yet stored, in order; the first `inFlight` of them are on their way. */
  readonly unsent: readonly Change[]
  readonly inFlight: number
  readonly clashes: readonly Clash[]
}

/** A draft as the server tells it. */
export interface Told {
  readonly version: number
  readonly text: string
  readonly changes: readonly { readonly version: number; readonly change: Change }[]
}

export function opened({ version, text }: Told): Editing {
  return { version, text, data: dataIn(text)?.data, unsent: [], inFlight: 0, clashes: [] }
}

/** With a change by whoever edits; one that does not fit is left out. */
export function typed(editing: Editing, change: Change | undefined): Editing {
  if (!change || isNothing(change)) return editing
  const { unsent, inFlight } = editing
  const last = unsent.length > inFlight ? unsent.at(-1) : undefined
  const one = last && !(isEntryOf(last) || isEntryOf(change)) ? joined(last, change) : undefined
  const next = one ? [...unsent.slice(0, -1), ...(isNothing(one) ? [] : [one])] : [...unsent, change]
  if (isText(change)) {
    const result = editing.text === undefined ? undefined : written(editing.text, [change])
    if (!result || !('text' in result)) return editing
    return { ...editing, text: result.text, data: dataIn(result.text)?.data, unsent: next }
  }
  if (!fits(editing.data, change)) return editing
  return { ...editing, data: applied(editing.data, change), unsent: next }
}

const isEntryOf = (change: Change) => !isText(change) && isEntry(change)

/** All that is unsent is on its way. */
export function sent(editing: Editing): Editing {
  return { ...editing, inFlight: editing.unsent.length }
}

/** What was on its way did not arrive. */
export function notStored(editing: Editing): Editing {
  return { ...editing, inFlight: 0 }
}

/** What was on its way is stored, and nobody else changed anything. */
export function stored(editing: Editing, version: number): Editing {
  return { ...editing, version, text: undefined, unsent: editing.unsent.slice(editing.inFlight), inFlight: 0 }
}

/** The draft as it is told now; `own`: what was on its way is stored in it, up to this version. */
export function heard(editing: Editing, told: Told, own?: number): Editing {
  const mine = own === undefined ? 0 : editing.inFlight
  const isMine = (version: number) => own !== undefined && version > own - mine && version <= own
  const saved = editing.unsent.slice(0, mine)
  const others = told.changes
    .filter(({ version }) => version > editing.version && !isMine(version))
    .toSorted((a, b) => a.version - b.version)
    .map(({ change }) => saved.reduce<Change>((moved, one) => movedOver(moved, one) ?? moved, change))
  let now: Editing = { ...opened(told), clashes: editing.clashes }
  let over: readonly Change[] = others
  for (const change of editing.unsent.slice(mine)) {
    const moved = movedOverAll(change, over)
    const next = moved && taken(now, moved)
    now = next ?? { ...now, clashes: [...now.clashes, { change: moved ?? change, now: moved && standing(now, moved) }] }
    over = over.map((one) => movedOver(one, change) ?? one)
  }
  return now
}

function taken(editing: Editing, change: Change): Editing | undefined {
  const next = typed(editing, change)
  return next === editing ? undefined : next
}

function standing(editing: Editing, change: Change): unknown {
  return isText(change) ? editing.text : valueAt(editing.data, change.path)
}

/** Whoever typed chose: their own words, over what stands there now, or what stands there. */
export function chosen(editing: Editing, clash: Clash, whose: 'mine' | 'theirs'): Editing {
  const left = { ...editing, clashes: editing.clashes.filter((one) => one !== clash) }
  if (whose === 'theirs' || isText(clash.change)) return left
  return typed(left, changeTo(left.data, clash.change.path, clash.change.after))
}

/** The change that takes an earlier one back, as the draft is now; undefined where somebody has changed that place since. */
export function takenBack({ data, text }: Editing, one: Change, later: readonly Change[]): Change | undefined {
  const back = movedOverAll(inverse(one), later)
  if (!back) return undefined
  if (isText(back)) return text !== undefined && 'text' in written(text, [back]) ? back : undefined
  return fits(data, back) ? back : undefined
}

/** Moves an entry of a list to another position. */
export function moves(data: unknown, list: Place, from: number, to: number): readonly ValueChange[] {
  const entry = valueAt(data, [...list, from])
  return [
    { path: [...list, from], before: entry },
    { path: [...list, to], after: entry },
  ]
}
