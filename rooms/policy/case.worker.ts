import { parentPort, workerData } from 'node:worker_threads'
import { readCase } from './case-read.rules.ts'

/** Reads the CASE package that it was started with. */
const { text, lowestGrade } = workerData as { text: string; lowestGrade: string | null }
parentPort?.postMessage(readCase(text, lowestGrade))
