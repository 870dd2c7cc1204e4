import { Worker } from 'node:worker_threads'

export interface ApartLimits {
  readonly seconds?: number
  readonly megabytes?: number
}

/**
 * Has a worker read what somebody sent, so that nobody else waits and its time (20 s) and memory (512 MB) end: there are files on
 * which a reader never returns. The worker answers with one message.
 *
 * @param input is copied to the worker; bytes in `moved` are handed over instead.
 * @returns undefined where the worker ran out of time or memory, or failed.
 */
export function readApart<T>(
  worker: URL,
  input: unknown,
  { seconds = 20, megabytes = 512 }: ApartLimits = {},
  moved: readonly ArrayBuffer[] = [],
): Promise<T | undefined> {
  const thread = new Worker(worker, {
    workerData: input,
    transferList: [...moved],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    stderr: true,
  })
  return new Promise((resolve) => {
    const answer = (value: T | undefined) => {
      clearTimeout(timer)
      resolve(value)
      void thread.terminate()
    }
    const timer = setTimeout(() => answer(undefined), seconds * 1_000)
    thread.once('message', answer)
    thread.on('error', () => answer(undefined))
  })
}

/** Threads that have answered and wait for the next, by worker. */
const waiting = new Map<string, { readonly thread: Worker; readonly ends: NodeJS.Timeout }>()
const WAITS_MS = 60_000

/**
 * As `readApart`, of what is asked again and again while somebody writes: starting a thread costs more than most answers. The worker hears
 * its input as messages and answers each with one; a thread that has answered waits a minute for the next, one that failed is ended.
 */
export function askApart<T>(
  worker: URL,
  input: unknown,
  { seconds = 20, megabytes = 512 }: ApartLimits = {},
): Promise<T | undefined> {
  const { thread } = taken(worker.href) ?? {
    thread: new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: megabytes }, stderr: true }),
  }
  thread.ref()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve(undefined)
      void thread.terminate()
    }
    const timer = setTimeout(end, seconds * 1_000)
    thread.once('error', end)
    thread.once('message', (value: T) => {
      clearTimeout(timer)
      resolve(value)
      thread.off('error', end)
      keepWaiting(worker.href, thread)
    })
    thread.postMessage(input)
  })
}

function taken(worker: string) {
  const kept = waiting.get(worker)
  waiting.delete(worker)
  clearTimeout(kept?.ends)
  return kept
}

/** One thread a worker: who asked at the same time had another, which ends. */
function keepWaiting(worker: string, thread: Worker): void {
  if (waiting.has(worker)) return void thread.terminate()
  thread.unref()
  const ends = setTimeout(() => {
    waiting.delete(worker)
    void thread.terminate()
  }, WAITS_MS)
  ends.unref()
  waiting.set(worker, { thread, ends })
}

/**
 * Has a worker do long work of whoever asked for it, so that Ctrl-C and the line of progress are never waited for. `hear` gets each
 * message and answers undefined until one is the result; what it throws ends the work.
 */
export async function workApart<Message, Result>(
  worker: URL,
  input: unknown,
  hear: (message: Message) => Result | undefined,
  { megabytes }: Pick<ApartLimits, 'megabytes'> = {},
): Promise<Result> {
  const thread = new Worker(worker, {
    workerData: input,
    ...(megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
  })
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.on('message', (message: Message) => {
        try {
          const result = hear(message)
          if (result !== undefined) resolve(result)
        } catch (fault) {
          reject(fault)
        }
      })
      thread.on('error', reject)
      thread.once('exit', () => reject(new Error('The worker ended without an answer')))
    })
  } finally {
    await thread.terminate()
  }
}
