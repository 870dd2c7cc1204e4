/** Two processes at work on one town at the same moment. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Town } from './town.ts'

export interface WriterStart {
  readonly app: pg.ClientConfig
  readonly town: string
  /** Instant that is now for it, ISO. */
  readonly now: string
  readonly staffNumbers: readonly string[]
  readonly skills: readonly string[]
  /** Day of the evidence that it writes. */
  readonly asOf: string
}

type Wanted = Pick<WriterStart, 'staffNumbers' | 'skills' | 'asOf'>

/** Does the work while another process writes; answers with what the work gave and how many changes were committed meanwhile. */
export async function whileAnotherWrites<T>(
  { database, gate }: Town,
  wanted: Wanted,
  work: () => Promise<T>,
): Promise<{ result: T; written: number }> {
  const child = fork(fileURLToPath(new URL('./writer.ts', import.meta.url)), { stdio: 'inherit' })
  try {
    child.send({ ...wanted, app: database.app, town: database.town, now: gate.clock().toString() })
    await once(child, 'message')
    const result = await work()
    child.send('stop')
    const [{ written }] = (await once(child, 'message')) as [{ written: number }]
    return { result, written }
  } finally {
    child.kill()
  }
}
