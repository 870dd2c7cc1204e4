/**
 * Somebody else at work in the same town, in a process of their own: results of tests come in and are withdrawn, one after the
 * other, until this process is told to stop. Started by `otherWriter` (testing/at-once.ts).
 */
import { Temporal } from 'temporal-polyfill'
import { openTown } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { skills } from '#rooms/skills/contract.ts'
import type { WriterStart } from './at-once.ts'

const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test writer' }

process.once('message', async (start: WriterStart) => {
  let isStopping = false
  process.once('message', () => {
    isStopping = true
  })
  const now = Temporal.Instant.from(start.now)
  const gate = openTown({ app: start.app, town: start.town, clock: () => now })
  let written = 0
  for (; !isStopping; written++) {
    const staffNumber = start.staffNumbers[written % start.staffNumbers.length]!
    const level = 1 + (written % 3)
    const rows = start.skills.map((skill) => ({
      ...{ staffNumber, skill, level, asOf: start.asOf, source: `到達テスト ${written}` },
      kind: 'test' as const,
    }))
    await gate.ask(skills.importEvidence, { rows }, { actor })
    if (written === 0) process.send?.({ isWriting: true })
  }
  await gate.close()
  process.send?.({ written })
  process.disconnect()
})
