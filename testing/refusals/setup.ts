/** In every worker: after each file, writes down which refusals were met. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { listen, takeMet } from './met.ts'

listen()
afterAll(() => {
  const met = takeMet()
  if (met.length > 0) writeFileSync(join(inject('refusals'), `${randomUUID()}.json`), JSON.stringify(met))
})
