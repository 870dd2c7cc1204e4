/**
 * A restore drill: the backup is read into a schema of its own beside the town's, by the same door as a restore, its tables are counted,
 * its journal is verified, and the schema is dropped. What stands in the town is not touched; that the drill was good is noted there.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { backup } from '#app/backup/contract.ts'
import { backupMessages } from '#app/backup/messages.ts'
import { type Command, CommandTrouble, type Shell } from '#platform/command/command.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { translate } from '#platform/i18n/messages.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { openTown } from '../server.ts'

export const drill: Command = {
  words: ['drill'],
  usage: 'FILE',
  summary: {
    ja: '控えを別の場所に戻して、そろっているかを確かめ、その場所を消します(訓練)',
    en: 'Restores a backup into a place of its own, looks whether it is whole, and takes that place away',
  },
  names: [1, 1],
  places: { path: 'FILE' },
  async run({ names }, shell) {
    const path = names[0]!
    const database = await openDatabase(shell.env, shell.say, { join: true })
    try {
      const found = await restoredApart(database, path, shell)
      await noted(database, found)
      shell.print({ path, ...found }, translate(backupMessages, shell.language, 'drill.done', { path, ...found }))
    } finally {
      await database.close()
    }
  },
}

const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'drill' }

interface Found {
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly journalLines: number
}

async function restoredApart({ owner, app }: OpenDatabase, path: string, shell: Shell): Promise<Found> {
  const town = `drill_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await migrate(owner, { town, app })
    const gate = openTown({ app, town })
    try {
      const restored = await gate.ask(backup.restoreTown, { path }, { actor, language: shell.language })
      const told = (key: 'drill.short' | 'drill.journal', values: Record<string, string | number>) =>
        new CommandTrouble(translate(backupMessages, shell.language, key, { path, ...values }))
      for (const { table, rows } of restored.counts) {
        const found = await countOf(client, town, table)
        if (found !== rows) throw told('drill.short', { table, found, rows })
      }
      const { sealedLines, unsealedLines, fault } = await gate.ask(journal.verifyJournal, {}, { actor })
      if (fault) throw told('drill.journal', { line: fault.lineId ?? '—' })
      const { sha256, tables, rows } = restored
      return { sha256, tables, rows, journalLines: sealedLines + unsealedLines }
    } finally {
      await gate.close()
    }
  } finally {
    await client.query(`drop schema if exists ${client.escapeIdentifier(town)} cascade`)
    await client.end()
  }
}

/** The restore itself adds its line to the journal. */
async function countOf(client: pg.Client, town: string, table: string): Promise<number> {
  const own = table === 'journal_line' ? ` where operation <> 'backup.restoreTown' or xid <= 0` : ''
  const name = `${client.escapeIdentifier(town)}.${client.escapeIdentifier(table)}`
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${name}${own}`)
  return rows[0]!.n
}

async function noted({ app, town }: OpenDatabase, found: Found): Promise<void> {
  const gate = openTown({ app, town })
  try {
    await gate.ask(backup.recordDrill, found, { actor })
  } finally {
    await gate.close()
  }
}
