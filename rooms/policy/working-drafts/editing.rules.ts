/**
 * A draft under the hands of one person, while others change it too. What was typed stands at once, and goes to the server after a pause; what
 * others did meanwhile is taken in, and moves what is still to be sent. Where both changed one place, theirs stands in the draft and
 * what was typed is kept beside it, until whoever typed it has chosen. What was sent and of which no answer came, because the page was left or the
 * line broke, is known again among what is told, and is not put in twice.
 */

import { isSame } from '../framework-in-file.rules.ts'
import {
  applied,
  type Change,
  changeTo,
  fits,
  inverse,
  isEntry,
  isNothing,
  isSameChange,
  isText,
  joined,
  MOST_TOLD,
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

/** What a tab keeps of a draft, so that it outlives a reload, a lapse of the session and the way back. */
export type Kept = Pick<Editing, 'version' | 'unsent' | 'clashes'>

/** The draft as it is told now, with what the tab had kept of it. */
export function restored(kept: Kept, told: Told): Editing {
  return heard({ ...opened(told), ...kept }, told)
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
  const isAllTold = told.changes.length < MOST_TOLD || told.changes.some(({ version }) => version <= editing.version)
  let now: Editing = { ...opened(told), clashes: editing.clashes }
  let over: readonly Change[] = others
  for (const change of editing.unsent.slice(mine)) {
    const arrived = arrivedAt(change, over)
    if (arrived < 0) now = withMine(now, change, over, isAllTold)
    const before = arrived < 0 ? over : over.slice(0, arrived)
    const after = arrived < 0 ? [] : over.slice(arrived + 1)
    over = [...before.map((one) => movedOver(one, change) ?? one), ...after]
  }
  return now
}

/** Which of the changes that are told is this one, sent before; -1 where none is. */
function arrivedAt(change: Change, over: readonly Change[]): number {
  let sent: Change | undefined = change
  for (const [at, one] of over.entries()) {
    if (!sent) return -1
    if (isSameChange(sent, one)) return at
    sent = movedOver(sent, one)
  }
  return -1
}

/** With what was typed, where it still fits; beside it, where it does not. Where nobody knows what moved, a position in a list is nowhere. */
function withMine(now: Editing, change: Change, over: readonly Change[], isAllTold: boolean): Editing {
  const isFound = isAllTold || isText(change) || change.path.every((step) => typeof step === 'string')
  const moved = isFound ? movedOverAll(change, over) : undefined
  if (isFound && (moved ? isThere(now, moved) : isRemoval(change))) return now
  const next = moved && taken(now, moved)
  return next ?? { ...now, clashes: [...now.clashes, { change: moved ?? change, now: moved && standing(now, moved) }] }
}

/** What was typed stands there already. An entry is there once more when it is put in again. */
function isThere(now: Editing, change: Change): boolean {
  if (isText(change)) return change.part === null && now.text === change.text.after
  return !isEntry(change) && isSame(valueAt(now.data, change.path), change.after)
}

const isRemoval = (change: Change) => !isText(change) && change.after === undefined

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
