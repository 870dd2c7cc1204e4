import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { sample } from '#sample/contract.ts'
import { freshDatabase } from '#testing/database.ts'
import { sql } from '#testing/embedded.ts'
import { inTown, type Town } from '#testing/town.ts'
import { jobsOf } from '../jobs.ts'
import { openTown } from '../server.ts'
import { backup } from './contract.ts'

const command = { actor: { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test' } } as const

async function withFolder(story: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'hagukumi-backup-'))
  try {
    await story(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function contentsOf(config: pg.ClientConfig, town: string) {
  const client = new pg.Client(config)
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r'
     and relname not in ('migration', 'session', 'progress', 'sign_in_limit', 'known_device', 'journal_line', 'journal_seal', 'backup_run')
     and relname not like 'figure%' order by 1`,
    [town],
  )
  const contents: Record<string, unknown> = {}
  for (const { name } of tables) {
    const { rows } = await client.query(`select t::text as row from ${town}.${name} t order by 1`)
    contents[name] = rows.map(({ row }) => row)
  }
  await client.end()
  return contents
}

async function lively({ as, ito, sql, sato }: Town) {
  await sql(`update staff_member set name = '辻󠄀 𠮷野﨑' where staff_member_id = $1`, [sato])
  await as(ito).ask(people.grantRole, { staffNumber: '00000005', role: 'hr', validFrom: '2027-01-01', reason: '①㈱' })
}

test(
  'a restored town is the same town, byte for byte, and goes on',
  inTown((town) =>
    withFolder(async (folder) => {
      await lively(town)
      // Other tests in the same cluster hold back what is final; a line more that no seal covers yet.
      await vi.waitFor(async () => {
        await town.asCommand.ask(journal.sealJournal, {})
        expect((await town.asCommand.ask(journal.verifyJournal, {})).sealedLines).toBeGreaterThan(0)
      }, 100_000)
      await town.as(town.ito).ask(people.grantRole, { staffNumber: '00000006', role: 'it', validFrom: '2027-01-01' })
      const path = join(folder, 'town.backup')
      const done = await town.asCommand.ask(backup.backupTown, { path })
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      const other = await freshDatabase()
      const gate = openTown(
        other.town === town.gate.town ? { app: other.app, town: other.town } : { app: other.app, town: other.town },
      )
      const restored = await gate.ask(backup.restoreTown, { path }, command)
      expect(restored.rows).toBe(done.rows)
      expect(await contentsOf(other.owner, other.town)).toEqual(
        await contentsOf(town.database.owner, town.database.town),
      )
      // What was sealed there is sealed here, before anything is sealed anew, and each line once afterwards.
      const { sealedLines, seals, fault } = await gate.ask(journal.verifyJournal, {}, command)
      const there = await town.asCommand.ask(journal.verifyJournal, {})
      expect([fault, sealedLines, seals]).toEqual([null, there.sealedLines, there.seals])
      await gate.ask(people.grantRole, { staffNumber: '00000004', role: 'it', validFrom: '2027-01-01' }, command)
      await vi.waitFor(async () => {
        await gate.ask(journal.sealJournal, {}, command)
        const [lines] = await sql(other.owner, `select count(*)::int as n from ${other.town}.journal_line`)
        const check = await gate.ask(journal.verifyJournal, {}, command)
        expect([check.fault, check.sealedLines + check.unsealedLines]).toEqual([null, lines!.n])
        expect(check.sealedLines).toBeGreaterThan(there.sealedLines)
      }, 100_000)
      await expect(gate.ask(backup.restoreTown, { path }, command)).rejects.toThrow('town_not_empty')
      await gate.close()
      await other.drop()
    }),
  ),
)

test(
  'half a backup, a damaged one and another file are refused and change nothing',
  inTown((town) =>
    withFolder(async (folder) => {
      const path = join(folder, 'town.backup')
      await town.asCommand.ask(backup.backupTown, { path })
      const bytes = await readFile(path)
      await writeFile(join(folder, 'half'), bytes.subarray(0, bytes.length / 2))
      const damaged = Buffer.from(bytes)
      damaged[Math.floor(bytes.length * 0.6)]! ^= 0x55
      await writeFile(join(folder, 'damaged'), damaged)
      await writeFile(join(folder, 'other'), '職員番号,氏名\n')
      const other = await freshDatabase()
      const gate = openTown({ app: other.app, town: other.town })
      const before = await contentsOf(other.owner, other.town)
      const text = gunzipSync(bytes).toString('utf8')
      const lines = text.split('\n')
      const written = (name: string, content: string) => writeFile(join(folder, name), gzipSync(content))
      await writeFile(join(folder, 'twice'), Buffer.concat([bytes, bytes]))
      await writeFile(join(folder, 'and more'), Buffer.concat([bytes, Buffer.from('more')]))
      await writeFile(join(folder, 'and nothing'), Buffer.concat([bytes, Buffer.alloc(512)]))
      await written('text after it', `${text}{"more":1}\n`)
      await written('altered', text.replace('佐藤', '佐東'))
      await written('impossible', text.replace(/"joined_on": ?"[^"]+"/, '"joined_on":null'))
      await written('shapeless', [lines[0], 'null', ...lines.slice(1)].join('\n'))
      await written('nothing', 'null\n')
      await written('next version', text.replace('"version":1', '"version":2'))
      for (const [name, code] of [
        ['twice', 'more_than_a_backup'],
        ['and more', 'more_than_a_backup'],
        ['and nothing', 'more_than_a_backup'],
        ['text after it', 'more_than_a_backup'],
        ['altered', 'half_a_backup'],
        ['impossible', 'half_a_backup'],
        ['shapeless', 'half_a_backup'],
        ['nothing', 'not_a_backup'],
        ['next version', 'other_version'],
        ['half', 'half_a_backup'],
        ['damaged', 'half_a_backup'],
        ['other', 'not_a_backup'],
      ] as const) {
        const given = { path: join(folder, name) }
        await expect(gate.ask(backup.restoreTown, given, command), name).rejects.toThrow(code)
        // What is wrong with the file is told before that the town is not empty.
        await expect(town.asCommand.ask(backup.restoreTown, given), name).rejects.toThrow(code)
      }
      await expect(gate.ask(backup.restoreTown, { path: folder }, command)).rejects.toMatchObject({
        code: 'EISDIR',
        path: folder,
      })
      await expect(gate.ask(backup.restoreTown, { path: join(folder, 'missing') }, command)).rejects.toMatchObject({
        code: 'ENOENT',
      })
      expect(await contentsOf(other.owner, other.town)).toEqual(before)
      await expect(town.asCommand.ask(backup.backupTown, { path })).rejects.toThrow('file_exists')
      await gate.close()
      await other.drop()
    }),
  ),
)

test(
  'a town that was started once and left empty can be restored into; one that was used cannot',
  inTown((town) =>
    withFolder(async (folder) => {
      const path = join(folder, 'town.backup')
      await town.asCommand.ask(backup.backupTown, { path })
      const started = async () => {
        const other = await freshDatabase()
        const gate = openTown({ app: other.app, town: other.town })
        await gate.ask(sample.settleTown, { isSample: false }, command)
        // A server that is left running has had every one of its jobs.
        for (const job of jobsOf(gate, { journalYears: 5, mail: undefined })) await job.run()
        expect(await sql(other.owner, `select from ${other.town}.mail_setup`)).toHaveLength(1)
        // A line is final only once every older transaction of the server has ended, those of other tests too.
        await vi.waitFor(async () => {
          await gate.ask(journal.sealJournal, {}, { actor: { ...command.actor, kind: 'job' } })
          expect(await sql(other.owner, `select from ${other.town}.journal_seal`)).not.toEqual([])
        }, 10_000)
        return { other, gate, leave: () => gate.close().then(other.drop) }
      }
      const { other, gate, leave } = await started()
      // What follows from records that were taken out by hand again is no content either.
      for (const rows of [
        `figure (measure, day, from_day, basis, counted_by, checked_on) values ('skills.shareAssessed', '2026-11-22', '2026-11-22', '{}', '', '2026-11-22')`,
        `figure_part (figure_id, unit, tallies) values (1, 1, '{1,0,0}')`,
        `figure_total (figure_id, is_ward, tallies) values (1, true, '{1,0,0}')`,
        `figure_change (source, ids) values ('employment', '{1}')`,
        `figure_moment (caught_up, today, database) values (pg_current_snapshot(), '2026-11-22', 'here')`,
      ]) {
        await sql(other.owner, `insert into ${other.town}.${rows}`)
      }
      await gate.ask(backup.restoreTown, { path }, command)
      for (const table of ['figure', 'figure_part', 'figure_total', 'figure_moment']) {
        expect(await sql(other.owner, `select from ${other.town}.${table}`), table).toEqual([])
      }
      expect(await contentsOf(other.owner, other.town)).toEqual(
        await contentsOf(town.database.owner, town.database.town),
      )
      await gate.ask(journal.sealJournal, {}, command)
      expect((await gate.ask(journal.verifyJournal, {}, command)).fault).toBeNull()
      await expect(gate.ask(backup.restoreTown, { path }, command)).rejects.toThrow('town_not_empty')
      await leave()

      const used = await started()
      await used.gate.ask(people.createAdministrator, { loginName: 'admin', password: 'a long first one' }, command)
      const before = await contentsOf(used.other.owner, used.other.town)
      await expect(used.gate.ask(backup.restoreTown, { path }, command)).rejects.toThrow('town_not_empty')
      expect(await contentsOf(used.other.owner, used.other.town)).toEqual(before)
      expect((await used.gate.ask(journal.verifyJournal, {}, command)).fault).toBeNull()
      await used.leave()
    }),
  ),
)
