/** What a browser keeps of a round for one account: the ballot, what was chosen so far, and a receipt that is still to be brought. */
import type { Value } from '../answers.rules.ts'
import type { Blinded, Signed } from '../blind.rules.ts'

export interface Kept {
  /** Of the list of keys as it was first seen. */
  readonly keysHash?: string
  readonly blinded?: Blinded
  readonly ballot?: Signed
  readonly draft?: Readonly<Record<string, Value>>
  /** Goes with the answers; the same again where the first try was not heard of. */
  readonly blindedReceipt?: Blinded
  readonly receipt?: Signed
  /** The answers have arrived. */
  readonly isSent?: true
}

const keyOf = (person: number, roundId: number) => `survey:${person}:${roundId}`

export function keptOf(person: number, roundId: number): Kept {
  const text = localStorage.getItem(keyOf(person, roundId))
  return text === null ? {} : (JSON.parse(text) as Kept)
}

/** Adds to what is kept; what is `undefined` goes. */
export function keep(person: number, roundId: number, more: { [K in keyof Kept]?: Kept[K] | undefined }): Kept {
  const kept = Object.fromEntries(
    Object.entries({ ...keptOf(person, roundId), ...more }).filter(([, value]) => value !== undefined),
  ) as Kept
  localStorage.setItem(keyOf(person, roundId), JSON.stringify(kept))
  return kept
}

/** Answers went from here; the receipt that tells the server so comes a while of chance later. */
export function isSentFromHere(person: number, roundId: number): boolean {
  return keptOf(person, roundId).isSent === true
}
