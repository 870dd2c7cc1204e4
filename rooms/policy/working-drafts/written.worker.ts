import { parentPort, workerData } from 'node:worker_threads'
import { saysTheSame, written } from './written.rules.ts'

/** Writes changes into the file that it was started with; where it then says what the first one said, that one stands again. */
const { text, changes, first } = workerData as {
  text: string
  changes: Parameters<typeof written>[1]
  first: string | null
}
const result = written(text, changes)
parentPort?.postMessage(
  'text' in result && first !== null && saysTheSame(result.text, first) ? { text: first } : result,
)
