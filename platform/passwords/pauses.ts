/**
 * How failed sign-ins slow the next ones. Nothing here locks: after a pause somebody is always heard again, and what was refused
 * during a pause does not count. Numbers and their reasons: decisions/0008.
 */

/** Whose failures are counted together. */
export interface Ladder {
  readonly name: 'device' | 'pair' | 'own' | 'account' | 'address'
  /** Failures within a day that cost nothing. */
  readonly free: number
  /** Seconds to wait before the next try after so many failures beyond the free ones. */
  step(beyond: number): number
  /** Seconds that no pause exceeds. */
  readonly longest: number
}

/** Failures are forgotten a day after the first of them, in seconds. */
export const MEMORY_SECONDS = 86_400

const doubling = (beyond: number) => 2 ** (beyond - 1)
/** A millisecond more with each failure: who guesses n times in a row waits n²/2 ms, who mistypes among many notices nothing. */
const creeping = (beyond: number) => beyond / 1_000

/** A browser in which the account was opened before: only its own failures count. */
export const device: Ladder = { name: 'device', free: 5, step: doubling, longest: 60 }
/** A name, tried from one address in a browser nobody knows. */
export const pair: Ladder = { name: 'pair', free: 5, step: doubling, longest: 60 }
/** Whoever is signed in and has to say the own password again. */
export const own: Ladder = { name: 'own', free: 5, step: doubling, longest: 60 }
/** A name, tried from addresses that it never came from: all of them together. */
export const account: Ladder = { name: 'account', free: 20, step: doubling, longest: 30 }
/** An address, trying names in browsers nobody knows: all of them together. */
export const address: Ladder = { name: 'address', free: 30, step: creeping, longest: 5 }

export function pauseAfter({ free, step, longest }: Ladder, failures: number): number {
  return failures <= free ? 0 : Math.min(longest, step(failures - free))
}

/** Addresses from which one person may come at will count as one: an IPv6 network of 64 bits is what a household gets. */
export function placeOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4) return v4
  const [head = '', tail] = address.toLowerCase().split('::')
  const front = head.split(':').filter(Boolean)
  const back = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = [...front, ...gap, ...back].map((group) => group.replace(/^0+(?=.)/, ''))
  return groups.length === 8 ? `${groups.slice(0, 4).join(':')}::/64` : address
}
