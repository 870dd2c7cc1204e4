import { parentPort } from 'node:worker_threads'
import type { MeasureDescription } from '#platform/measure/measure.ts'
import { readableIn } from './readable.rules.ts'

/** Reads each draft that it is given as far as it reads; measures are given with it, because nobody offers any in this thread. */
parentPort?.on('message', ({ text, measures }: { text: string; measures: readonly MeasureDescription[] }) => {
  parentPort?.postMessage(readableIn(text, measures))
})
