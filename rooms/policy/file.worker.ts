import { parentPort, workerData } from 'node:worker_threads'
import type { MeasureDescription } from '#platform/measure/measure.ts'
import { checkPolicy } from './file.rules.ts'

/** Checks the policy file that it was started with; measures are given with it, because nobody offers any in this thread. */
const { text, measures } = workerData as { text: string; measures: readonly MeasureDescription[] }
parentPort?.postMessage(checkPolicy(text, measures))
