/** The command line: finds the verb, opens what it needs, and answers with an exit code. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Shell } from '#platform/command/command.ts'
import { outputTrouble, runCommand, sentenceIn } from '#platform/command/run.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import type { Gate, Visitor } from '#platform/gate/gate.ts'
import type { Progress } from '#platform/gate/progress.ts'
import { type Language, languages, type Messages } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import { commands } from './commands.ts'
import { rooms } from './rooms.ts'
import { openTown } from './server.ts'

const { env } = process
const language: Language = languages.find((known) => known === env.HAGUKUMI_LANG) ?? 'ja'
const catalogues = [...Object.values(rooms).map(({ messages }) => messages as Messages), refusalMessages as Messages]

/** Of a full disk behind `>`: the verb is not done before its answer is written. */
let isUnheard = false
process.stdout.on('error', (error) => {
  const sentence = outputTrouble(error, language)
  if (sentence === undefined || isUnheard) return
  isUnheard = true
  process.exitCode ||= 1
  say(sentence)
})
process.stderr.on('error', () => undefined)

const code = await runCommand(process.argv.slice(2), {
  commands,
  language,
  say,
  print,
  sentenceFor: (refusal) => sentenceIn(catalogues, language, refusal),
  openShell,
})
process.exitCode = code || (isUnheard ? 1 : 0)

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
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
  const showsProgress = process.stderr.isTTY && !json
  const progress = (done: number, total: number, stage: string) => {
    if (!showsProgress) return
    const end = done >= total ? '\n' : ''
    process.stderr.write(`\r\u001b[K${stage} ${Math.floor((100 * done) / Math.max(total, 1))}%${end}`)
  }
  const shellOf = (name: string): Shell => ({
    env,
    language,
    say,
    as: shellOf,
    ask: async (operation, input, stageName = (stage) => stage) => {
      opened ??= open()
      const { gate } = await opened
      const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name }
      const visitor = { actor, language, fromLoopback: true }
      if (!showsProgress) return gate.ask(operation, input, visitor)
      const progressKey = randomUUID()
      const stopWatching = watchProgress(gate, progressKey, visitor, ({ done, total, stage }) =>
        progress(done, total, stageName(stage)),
      )
      try {
        return await gate.ask(operation, input, { ...visitor, progressKey })
      } finally {
        await stopWatching()
      }
    },
    print: (value, text) => {
      const output = json ? JSON.stringify(value) : text
      if (output) print(output)
    },
    progress,
  })
  return { shell: shellOf(words.join(' ')), close: async () => (await opened)?.close() }
}

/** Asks now and then how far the request has come, until the returned function is called; that one clears the line. */
function watchProgress(
  gate: Gate,
  key: string,
  visitor: Visitor,
  show: (progress: Progress) => void,
): () => Promise<void> {
  let isOver = false
  let shown = false
  const watching = (async () => {
    while (!isOver) {
      await sleep(250)
      // The request itself says what is wrong with the database; progress is only shown where it can be.
      const found = await gate.readProgress(key, visitor).catch(() => undefined)
      if (isOver || !found) continue
      shown = true
      show(found)
    }
  })()
  return async () => {
    isOver = true
    await watching
    if (shown) process.stderr.write('\r\u001b[K')
  }
}
