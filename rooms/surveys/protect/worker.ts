import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import { Fault } from './fault/rules.ts'
import { type Problem, protect } from './rules.ts'

/** Protects the table it was started with; answers progress, and at last the protection or what is wrong. */
const say = (message: unknown) => parentPort?.postMessage(message)

try {
  // The package's types describe its CommonJS form, in which the loader hangs below the default.
  const highs = await (loadHighs as unknown as (typeof loadHighs)['default'])()
  const protection = protect(highs, workerData as Problem, (stage, done, total) => say({ stage, done, total }))
  say({ protection })
} catch (error) {
  if (!(error instanceof Fault)) throw error
  say({ fault: { key: error.key, values: error.values } })
}
