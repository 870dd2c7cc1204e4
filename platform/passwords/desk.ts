/**
 * Where passwords are hashed and checked: a bounded number of threads, before which a bounded line waits. argon2id takes a core for
 * some 20 ms and 19 MiB each time, so that whoever sends passwords decides over the machine unless somebody counts. Threads start
 * with the first password and end when none has come for a while; they never touch Node's own pool, which files and names need.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { LineFull, openLine } from '#platform/line/line.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import type { Task } from './desk-worker.ts'
import { type Derive, hashPassword, passwordMatches } from './password.ts'

export interface PasswordDesk {
  /** @throws Refusal sign_in_busy where somebody of this rank would be turned away. */
  door(rank: number): void
  /** @throws Refusal sign_in_busy where the line is full. Rank 0 is served first. */
  hash(password: string, rank?: number): Promise<string>
  matches(password: string, hash: string | null, rank?: number): Promise<boolean>
  close(): Promise<void>
}

/** A morning's rush; at some 40 a second and thread the last in line waits five seconds. */
const WAITING = 200
const IDLE_MS = 60_000
/** Seconds after which a line that was full has surely moved. */
const TRY_AGAIN = 5

export function openPasswordDesk(workers: number, waiting = WAITING): PasswordDesk {
  const line = openLine({ places: workers, waiting })
  const free: Worker[] = []
  let closing: NodeJS.Timeout | undefined

  const deriveAt =
    (rank: number): Derive =>
    async (message, nonce, cost) => {
      const leave = await line.enter(rank).catch(busy)
      clearTimeout(closing)
      try {
        const worker = free.pop() ?? startWorker()
        const tag = await compute(worker, { message, nonce, ...cost })
        free.push(worker)
        return tag
      } finally {
        leave()
        if (line.isEmpty()) closing = setTimeout(endWorkers, IDLE_MS).unref()
      }
    }

  function startWorker(): Worker {
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url))
    // Whoever waits for it is told; of one that nobody waits for it is enough to forget it.
    worker.on('error', () => undefined)
    worker.once('exit', () => free.splice(free.indexOf(worker) >>> 0, 1))
    worker.unref()
    return worker
  }

  async function endWorkers(): Promise<void> {
    clearTimeout(closing)
    await Promise.all(free.splice(0).map((worker) => worker.terminate()))
  }

  return {
    door(rank) {
      if (line.turnsAway(rank)) busy(new LineFull())
    },
    hash: (password, rank = 0) => hashPassword(password, deriveAt(rank)),
    matches: (password, hash, rank = 0) => passwordMatches(password, hash, deriveAt(rank)),
    close: endWorkers,
  }
}

/** A thread that failed is not used again. It keeps the process alive only while somebody waits for it. */
async function compute(worker: Worker, task: Task): Promise<Uint8Array> {
  const over = new AbortController()
  const ended = once(worker, 'exit', over).then(() => Promise.reject(new Error('A thread that hashes passwords ended')))
  ended.catch(() => undefined)
  try {
    worker.ref()
    const answered = once(worker, 'message', over)
    worker.postMessage(task)
    const [tag] = await Promise.race([answered, ended])
    return tag
  } finally {
    over.abort()
    worker.unref()
  }
}

function busy(error: unknown): never {
  throw error instanceof LineFull ? new Refusal('sign_in_busy', { seconds: TRY_AGAIN }) : error
}
