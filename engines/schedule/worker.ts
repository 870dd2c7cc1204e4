/** The heavy work of a schedule in a thread of its own: the search, then the report; or only the report of seats already found. */
import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import type { Language } from '#platform/i18n/messages.ts'
import type { Problem } from './contract.ts'
import { instanceOf } from './model.ts'
import { type Report, reportOf } from './report.ts'
import { solve } from './solver.ts'
import type { Known, Stage } from './solver-state.ts'

export interface Order {
  readonly problem: Problem
  readonly language: Language
  readonly seed: number
  /** Epoch milliseconds at which the search has to end. */
  readonly until: number
  /** Present where the search was cut off: only the report is missing. */
  readonly known?: Known
}

export type News =
  | { readonly kind: 'known'; readonly stage: Stage; readonly known: Known }
  | { readonly kind: 'found'; readonly known: Known }
  | { readonly kind: 'done'; readonly report: Report }

const { problem, language, seed, until, known } = workerData as Order
/** The package's types describe its CommonJS form; imported as a module the function itself is the default. */
const load = loadHighs as unknown as typeof loadHighs.default
const tell = (news: News) => parentPort?.postMessage(news)

/** Reliefs are limited by work; where the search ended with its time, by this. */
const RELIEF_MS = 1000

const best = known ?? (await search())
if (!known) tell({ kind: 'found', known: best })
tell({ kind: 'done', report: reportOf(problem, best, language, until + RELIEF_MS) })

async function search(): Promise<Known> {
  const highs = await load()
  return solve(instanceOf(problem), {
    highs,
    seed,
    left: () => (until - Date.now()) / 1000,
    tell: (stage, found) => tell({ kind: 'known', stage, known: found }),
  })
}
