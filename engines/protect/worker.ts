import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import { Fault } from './fault.ts'
import { type Problem, type Protection, protect, type Tell } from './protect.ts'

/** Protects the table it was started with; answers progress, and at last the protection or what is wrong. */
const say = (message: unknown) => parentPort?.postMessage(message)

// The package's types describe its CommonJS form, in which the loader hangs below the default.
const load = loadHighs as unknown as (typeof loadHighs)['default']
const tell: Tell = (stage, done, total) => say({ stage, done, total })

try {
  say({ protection: await withRetry(workerData as Problem) })
} catch (error) {
  if (!(error instanceof Fault)) throw error
  say({ fault: { key: error.key, values: error.values } })
}

/** Where the solver runs out of memory it is lost with all its models: once more in a new one, without the search for the optimum. */
async function withRetry(problem: Problem): Promise<Protection> {
  try {
    return protect(await load(), problem, tell)
  } catch (error) {
    if (!isExhausted(error)) throw error
  }
  try {
    return protect(await load(), { ...problem, effort: 'greedy' }, tell)
  } catch (error) {
    throw isExhausted(error) ? new Fault('fault.solver') : error
  }
}

function isExhausted(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
}
