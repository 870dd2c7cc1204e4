/** A schedule for a problem, searched for in a thread of its own and stopped at its time or when told to. */
import { Worker } from 'node:worker_threads'
import type { Language } from '#platform/i18n/messages.ts'
import type { Problem } from './contract.ts'
import type { Report } from './report.ts'
import type { Known, Stage } from './solver-state.ts'
import type { News, Order } from './worker.ts'

export interface Wanted {
  readonly problem: Problem
  readonly language: Language
  readonly seed: number
  /** Epoch milliseconds at which the search ends; the report takes about two seconds more, longer where the problem fills many megabytes. */
  readonly until: number
  /** Ends the search with the best so far. */
  readonly stopping?: AbortSignal
  tell?(stage: Stage | 'relief', known: Known): void
}

export interface Scheduled {
  readonly report: Report
  readonly isCounted: boolean
  readonly ending: Ending
}

/** What ended the search: itself, the end of its time, whoever stopped it, or a solver that could not go on, as for want of memory. */
type Ending = 'search' | 'time' | 'stopped' | 'solver'

/** The solver looks at the clock at its own pace: after this it is ended from outside. */
const PATIENCE_MS = 400

export async function schedule(wanted: Wanted): Promise<Scheduled> {
  const { problem, language, seed, until, stopping, tell } = wanted
  const order: Order = { problem, language, seed, until }
  let known: Known | undefined
  let isFound = false
  let ending: Ending = 'search'
  const ended = await runWorker(order, {
    hear: (news) => {
      if (news.kind === 'done') return
      known = news.known
      isFound = news.kind === 'found'
      if (isFound && Date.now() >= until) ending = 'time'
      tell?.(news.kind === 'known' ? news.stage : 'relief', known)
    },
    // Only the search may be cut off; what is left is the report, whose work is bounded.
    isOver: () => {
      if (isFound || known === undefined) return false
      if (stopping?.aborted) ending = 'stopped'
      else if (Date.now() > until + PATIENCE_MS) ending = 'time'
      return ending !== 'search'
    },
    mayFail: () => {
      if (isFound || known === undefined) return false
      ending = 'solver'
      return true
    },
  })
  if (ended) return { report: ended, isCounted: known?.isCounted ?? true, ending }
  const rest = { hear: () => undefined, isOver: () => false, mayFail: () => false }
  const report = await runWorker({ ...order, known: known! }, rest)
  return { report: report!, isCounted: known!.isCounted, ending }
}

interface Watch {
  hear(news: News): void
  isOver(): boolean
  /** Whether there is something to go on with should the worker fail. */
  mayFail(): boolean
}

/** Undefined where the worker was cut off or failed. */
function runWorker(order: Order, { hear, isOver, mayFail }: Watch): Promise<Report | undefined> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order })
  return new Promise((resolve, reject) => {
    const looking = setInterval(() => {
      if (isOver()) end(undefined)
    }, 50)
    const end = (report: Report | undefined) => {
      clearInterval(looking)
      void worker.terminate().then(() => resolve(report))
    }
    worker.on('message', (news: News) => {
      hear(news)
      if (news.kind === 'done') end(news.report)
    })
    worker.once('error', (error) => {
      clearInterval(looking)
      if (mayFail()) resolve(undefined)
      else reject(error)
    })
  })
}
