/** In every worker, before its tests: listens, and after each file writes down what was asked and answered. */

import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { observe, takeObserved } from './observed.ts'

observe()
afterAll(() => {
  const observed = takeObserved()
  if (observed.templates.length + observed.calls.length === 0) return
  writeFileSync(join(inject('statements'), `${randomUUID()}.json`), JSON.stringify(observed))
})
