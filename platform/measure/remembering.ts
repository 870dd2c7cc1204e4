/**
 * What a process remembers of an answer to come: by a stamp that the database gives (`FOOTING`, `SumsOf`). Where the stamp is the same, what was read
 * beside it is. What is remembered under a stamp was read with it in one statement, so that it is never of another moment.
 */
export interface Remembered<T> {
  at(stamp: string | null): T | undefined
  /** Without a stamp nothing is kept. */
  keep(stamp: string | null, value: T): void
}

/** @param most so many at once; the oldest is forgotten first */
export function remembering<T>(most: number): Remembered<T> {
  const held = new Map<string, T>()
  return {
    at: (stamp) => (stamp === null ? undefined : held.get(stamp)),
    keep(stamp, value) {
      if (stamp === null) return
      for (const oldest of held.keys()) {
        if (held.size < most) break
        held.delete(oldest)
      }
      held.set(stamp, value)
    },
  }
}
