import { parentPort } from 'node:worker_threads'
import { saysTheSame, written } from './written.rules.ts'

/** Writes changes into each file that it is given; where it then says what the first one said, that one stands again. */
interface Task {
  readonly text: string
  readonly changes: Parameters<typeof written>[1]
  readonly first: string | null
}

parentPort?.on('message', ({ text, changes, first }: Task) => {
  const result = written(text, changes)
  parentPort?.postMessage(
    'text' in result && first !== null && saysTheSame(result.text, first) ? { text: first } : result,
  )
})
