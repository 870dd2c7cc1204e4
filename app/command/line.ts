/** The command line without its process: finds the verb, opens what it needs, and answers with an exit code. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from '#app/commands.ts'
import { rooms } from '#app/rooms.ts'
import { openTown } from '#app/server.ts'
import type { Command, Shell } from '#platform/command/command.ts'
import { runCommand, sentenceIn } from '#platform/command/run.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import type { Gate, Visitor } from '#platform/gate/gate.ts'
import type { Progress } from '#platform/gate/progress.ts'
import type { Language, Messages } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'

const catalogues = [...Object.values(rooms).map(({ messages }) => messages as Messages), refusalMessages as Messages]

/** Where a verb is typed. */
export interface Line {
  readonly env: NodeJS.ProcessEnv
  readonly language: Language
  /** A sentence beside the answer. */
  say(line: string): void
  print(text: string): void
  /** Draws on the terminal's current line; undefined where nobody watches. */
  readonly terminal: ((text: string) => void) | undefined
}

/** Runs what was typed behind `hagukumi`; gives the exit code. */
export function runLine(args: readonly string[], line: Line): Promise<number> {
  const { language, say, print } = line
  return runCommand(args, {
    ...{ commands, language, say, print },
    sentenceFor: (refusal) => sentenceIn(catalogues, language, refusal),
    openShell: (words, json) => openShell(line, words, json),
  })
}

/** The database is opened by the first question that a verb asks, and joined where a server runs on the same data. */
function openShell(
  { env, language, say, print, terminal }: Line,
  words: Command['words'],
  json: boolean,
): { shell: Shell; close(): Promise<void> } {
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
  const bar = json ? undefined : terminal
  const progress = (done: number, total: number, stage: string) => {
    if (!bar) return
    const end = done >= total ? '\n' : ''
    bar(`\r\u001b[K${stage} ${Math.floor((100 * done) / Math.max(total, 1))}%${end}`)
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
      if (!bar) return gate.ask(operation, input, visitor)
      const progressKey = randomUUID()
      const stopWatching = watchProgress(gate, progressKey, visitor, ({ done, total, stage }) =>
        progress(done, total, stageName(stage)),
      )
      try {
        return await gate.ask(operation, input, { ...visitor, progressKey })
      } finally {
        if (await stopWatching()) bar('\r\u001b[K')
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

/** Asks now and then how far the request has come, until the returned function is called; that one says whether anything was shown. */
function watchProgress(
  gate: Gate,
  key: string,
  visitor: Visitor,
  show: (progress: Progress) => void,
): () => Promise<boolean> {
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
    return shown
  }
}
