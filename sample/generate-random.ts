/**
 * mulberry32 by Tommy Ettinger (2017, public domain): 32 bits of state, good enough to draw a sample ward, the same on every
 * machine. Not for anything that must be hard to guess.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** 0 ≤ number < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number, `from` ≤ n < `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('Nothing to pick from')
    return items[Math.floor(this.next() * items.length)]!
  }

  /** One of `items`, each as likely as its share. */
  weighted<T>(items: readonly (readonly [item: T, share: number])[]): T {
    let left = this.next() * items.reduce((sum, [, share]) => sum + share, 0)
    for (const [item, share] of items) {
      left -= share
      if (left < 0) return item
    }
    return items.at(-1)![0]
  }

  /** In place (Fisher and Yates). */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.next() * (i + 1))
      ;[items[i], items[j]] = [items[j]!, items[i]!]
    }
    return items
  }
}
