/**
 * Gives memory back while nobody asks. V8 grows for work and shrinks only when work has filled it again, so that a server at rest holds what its
 * busiest minute needed: 40 to 80 MiB (docs/performance.md). Once it has rested for some seconds it is cleared up as a whole, which takes 0.1 s of nobody's time, and
 * not again for a minute.
 */
import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

const LOOKS_MS = 1_000
/** Looks between which hardly anything was done. */
const RESTED = 3
/** Share of the time of a look in which a process at rest is at work: its own clocks. */
const HARDLY = 0.03
/** MiB that it must have grown by since it was cleared up last. */
const WORTH = 24
/** Looks until it is cleared up again at the soonest. */
const AGAIN = 60

interface Seen {
  /** Share of the time since the last look in which the process was at work. */
  atWork(): number
  /** MiB that its heap takes of the machine. */
  held(): number
  clearUp(): void
}

/** A look at it, to be taken again and again. */
export function resting({ atWork, held, clearUp }: Seen): () => void {
  let quiet = 0
  let since = AGAIN
  let least = 0
  return () => {
    quiet = atWork() < HARDLY ? quiet + 1 : 0
    since += 1
    if (quiet < RESTED || since < AGAIN || held() - least < WORTH) return
    clearUp()
    least = held()
    since = 0
  }
}

/** Looks for as long as the process runs, or until it is told to end. Without the flag of `bin/flags.mjs` nothing is cleared up. */
export function giveBackAtRest(): () => void {
  const { gc } = globalThis
  if (!gc) return () => undefined
  let last = performance.eventLoopUtilization()
  const look = resting({
    atWork() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, last)
      last = now
      return utilization
    },
    held: () => getHeapStatistics().total_heap_size / 2 ** 20,
    // Of the last resort: it gives back the pages of young things too.
    clearUp: () => void gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  })
  const timer = setInterval(look, LOOKS_MS).unref()
  return () => clearInterval(timer)
}
