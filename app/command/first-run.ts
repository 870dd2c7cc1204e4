import type { Shell } from '#platform/command/command.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { translate } from '#platform/i18n/messages.ts'
import { sample } from '#sample/contract.ts'
import { sampleStaff } from '#sample/generate.ts'
import { loadSample } from '#sample/load.ts'
import { openTown } from '../server.ts'
import { startMessages } from './messages.ts'

/** Decides once, at the first start, whether this town is the sample (INV-D2); later starts change nothing. */
export async function prepareTown(
  database: OpenDatabase,
  { wantsSample, shell }: { wantsSample: boolean; shell: Shell },
): Promise<void> {
  const gate = openTown({ app: database.app, town: database.town })
  const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'sample' }
  const say = (key: keyof (typeof startMessages)['ja'], values = {}) =>
    shell.say(translate(startMessages, shell.language, key, values))
  try {
    const { isSample, isSettled } = await gate.ask(sample.settleTown, { isSample: wantsSample }, { actor })
    if (!isSettled.now) return
    if (!isSample) return say(wantsSample ? 'start.own_town' : 'start.empty')
    const begun = performance.now()
    say('start.sample', { staff: sampleStaff.toLocaleString() })
    await loadSample(gate, { staff: sampleStaff, seed: 1, progress: shell.progress })
    say('start.sample_ready', { seconds: ((performance.now() - begun) / 1000).toFixed(1) })
  } finally {
    await gate.close()
  }
}
