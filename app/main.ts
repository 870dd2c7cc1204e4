/** The command line: finds the verb, opens what it needs, and answers with an exit code. */
import type { Command, Shell } from '#platform/command/command.ts'
import { runCommand, sentenceIn } from '#platform/command/run.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { type Language, languages, type Messages } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import { commands } from './commands.ts'
import { rooms } from './rooms.ts'
import { openTown } from './server.ts'

const { env } = process
const language: Language = languages.find((known) => known === env.HAGUKUMI_LANG) ?? 'ja'
const catalogues = [...Object.values(rooms).map(({ messages }) => messages as Messages), refusalMessages as Messages]

process.exitCode = await runCommand(process.argv.slice(2), {
  commands,
  language,
  say,
  sentenceFor: (refusal) => sentenceIn(catalogues, language, refusal),
  openShell,
})

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The database is opened by the first question that a verb asks, and joined where a server runs on the same data. */
function openShell(words: Command['words'], json: boolean): { shell: Shell; close(): Promise<void> } {
  let opened: Promise<{ gate: Gate; close(): Promise<void> }> | undefined
  const open = async () => {
    const database = await openDatabase(env, json ? () => undefined : say, { join: true })
    const gate = openTown({ app: database.app, town: database.town })
    return {
      gate,
      close: async () => {
        await gate.close()
        await database.close()
      },
    }
  }
  const shellOf = (name: string): Shell => ({
    env,
    language,
    say,
    as: shellOf,
    ask: async (operation, input) => {
      opened ??= open()
      const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name }
      return (await opened).gate.ask(operation, input, { actor, language, fromLoopback: true })
    },
    print: (value, text) => {
      const output = json ? JSON.stringify(value) : text
      if (output) process.stdout.write(`${output}\n`)
    },
    progress: (done, total, stage) => {
      if (!process.stderr.isTTY || json) return
      const end = done >= total ? '\n' : ''
      process.stderr.write(`\r\u001b[K${stage} ${Math.floor((100 * done) / Math.max(total, 1))}%${end}`)
    },
  })
  return { shell: shellOf(words.join(' ')), close: async () => (await opened)?.close() }
}
