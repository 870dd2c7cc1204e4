/** Milliseconds from one that waited to the next. */
const EVERY = 10
/** Who come after a while without anybody go at once, so many. */
const AHEAD = 20
/** Waiting at the same time: who comes beyond lets the one who waited longest go. */
const MOST = 200

/**
 * Answers to whoever sends more than is read of them go one after the other: a program that sends the same again as soon as it was answered,
 * on a hundred connections, is so slowed down by itself, and its connections cost next to nothing while they wait. Nobody waits for
 * more than two seconds, and however many come, no more than 200 are kept.
 */
export function openTurns({ every = EVERY, ahead = AHEAD, most = MOST } = {}) {
  const waiting: (() => void)[] = []
  let free = ahead
  let clock: NodeJS.Timeout | undefined
  let isOver = false
  const next = () => {
    const longest = waiting.shift()
    if (longest) longest()
    else if (free < ahead) free += 1
    else {
      clearInterval(clock)
      clock = undefined
    }
  }
  return {
    turn(): Promise<void> {
      if (isOver) return Promise.resolve()
      clock ??= setInterval(next, every).unref()
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      if (waiting.length >= most) waiting.shift()?.()
      return new Promise((resolve) => waiting.push(resolve))
    },
    /** Nobody waits any more, nor will. */
    end(): void {
      isOver = true
      clearInterval(clock)
      for (const go of waiting.splice(0)) go()
    },
  }
}
