/**
 * A line of people who wait for one of a few places. Data: how many places are taken, and who waits, sorted by rank (0 is
 * served first) and then by arrival. A line is of bounded length: where it is full, whoever stands last gives way to a newcomer
 * of a better rank; otherwise the newcomer is turned away.
 */
export interface Line {
  /**
   * Waits for a place; the answer gives it back.
   *
   * @throws LineFull at once, or while waiting when others of a better rank come.
   */
  enter(rank?: number): Promise<() => void>
  /** Whether somebody of this rank would be turned away at once. */
  turnsAway(rank?: number): boolean
  /** Nobody holds a place or waits. */
  isEmpty(): boolean
}

export class LineFull extends Error {
  constructor() {
    super('The line is full')
  }
}

interface Waiting {
  readonly rank: number
  admit(leave: () => void): void
  turnAway(fault: LineFull): void
}

export function openLine({ places, waiting: most }: { places: number; waiting: number }): Line {
  const waiting: Waiting[] = []
  let taken = 0

  function place(): () => void {
    let isLeft = false
    return () => {
      if (isLeft) return
      isLeft = true
      const next = waiting.shift()
      if (next) next.admit(place())
      else taken--
    }
  }

  function turnsAway(rank = 0): boolean {
    return taken >= places && waiting.length >= most && rank >= (waiting.at(-1)?.rank ?? -1)
  }

  return {
    async enter(rank = 0) {
      if (turnsAway(rank)) throw new LineFull()
      if (taken < places) {
        taken++
        return place()
      }
      return new Promise((admit, turnAway) => {
        const behind = waiting.findLastIndex((other) => other.rank <= rank)
        waiting.splice(behind + 1, 0, { rank, admit, turnAway })
        if (waiting.length > most) waiting.pop()?.turnAway(new LineFull())
      })
    },
    turnsAway,
    isEmpty: () => taken === 0,
  }
}

/** A line for each key, there only while somebody stands in it. */
export function openLines(size: { places: number; waiting: number }) {
  const lines = new Map<string, Line>()
  return {
    async enter(key: string, rank?: number): Promise<() => void> {
      const line = lines.get(key) ?? openLine(size)
      lines.set(key, line)
      const leave = await line.enter(rank)
      return () => {
        leave()
        if (line.isEmpty()) lines.delete(key)
      }
    },
    turnsAway: (key: string, rank?: number) => lines.get(key)?.turnsAway(rank) ?? false,
  }
}
