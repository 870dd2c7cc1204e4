/** What IT sees of the program and can do for whoever is stuck; nobody else does, and of people there is nothing but a login name (INV-S1). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { backup } from '../backup/contract.ts'
import { systemAccess } from './access.ts'
import { system } from './contract.ts'
import { nextTurn } from './cron.rules.ts'

const password = 'walnut basket river lamp'

test(
  'IT alone sees the state of the system: what the database’s role may not, backups and drills, mail that is not set up, accounts',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const may = whoMay(town, systemAccess)
    const it = { it: ['ito', 'itAccount'] }
    expect([
      await may('showSystem', {}),
      await may('liftPauses', { loginName: 'x' }),
      await may('endSessions', { loginName: 'x' }),
    ]).toEqual([it, it, it])
    const before = await as('ito').ask(system.showSystem, {})
    expect(before).toMatchObject({
      ...{ isSample: false, backup: null, drill: null, disk: null, slowed: [], rolesWaiting: 0, jobsKnown: false },
      database: { tooMuch: [], role: expect.stringContaining('hagukumi_app') },
      mail: { isOn: false, waiting: 0, failed: 0 },
      accounts: { open: 11, withoutPassword: 11, givenPassword: 0, sessions: 12 },
    })
    expect(before.database.bytes).toBeGreaterThan(1e6)
    expect(before.jobs).toContainEqual(
      expect.objectContaining({ name: 'journal-seal', operation: 'journal.sealJournal' }),
    )
    for (const operation of [system.liftPauses, system.endSessions])
      await expect(as('ito').ask(operation, { loginName: 'nobody' })).rejects.toMatchObject({
        code: 'no_such_account',
        values: { loginName: 'nobody' },
      })
    const folder = mkdtempSync(join(tmpdir(), 'system-'))
    try {
      const { sha256 } = await asCommand.ask(backup.backupTown, { path: `${folder}/town.backup` })
      await asCommand.ask(backup.recordDrill, { sha256: 'a'.repeat(64), tables: 40, rows: 7, journalLines: 5 })
      const { backup: made, drill } = await as('ito').ask(system.showSystem, {})
      expect([made?.sha256, drill]).toEqual([
        sha256,
        expect.objectContaining({ journalLines: 5, rows: 7, isOfLast: false }),
      ])
      await asCommand.ask(backup.recordDrill, { sha256, tables: 40, rows: 7, journalLines: 5 })
      expect((await as('ito').ask(system.showSystem, {})).drill?.isOfLast).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
    // The queue's own tables, beside the town's: the seal was made a moment ago, what is due every hour not for a month.
    const queue = `${town.database.town}_jobs`
    await sql(`create schema ${queue}`)
    await sql(`create table ${queue}.job (name text, state text, completed_on timestamptz)`)
    await sql(`grant usage on schema ${queue} to ${before.database.role}`)
    await sql(`grant select on ${queue}.job to ${before.database.role}`)
    const [seal, other] = ['journal-seal', 'auth-forget']
    await sql(
      `insert into ${queue}.job values ($1, 'completed', '2026-11-22T00:59:00Z'), ($2, 'completed', '2026-10-22T00:59:00Z'),
      ($2, 'failed', '2026-11-21T00:59:00Z')`,
      [seal, other],
    )
    const { jobs, jobsKnown } = await as('ito').ask(system.showSystem, {})
    expect(jobsKnown).toBe(true)
    const of = (name: string) => jobs.find((job) => job.name === name)
    expect(of(seal)).toMatchObject({ lastRun: '2026-11-22T00:59:00.000Z', lastFailure: null, isLate: false })
    expect(of(other)).toMatchObject({ lastFailure: '2026-11-21T00:59:00.000Z', isLate: true })
    await sql(`alter role ${before.database.role} createrole`)
    try {
      expect((await as('ito').ask(system.showSystem, {})).database.tooMuch).toEqual(['createRoles'])
    } finally {
      await sql(`alter role ${before.database.role} nocreaterole`)
    }
  }),
)

test(
  'whoever mistyped until there was a pause is named to IT and waits no longer once it is lifted; sessions of a lost device end',
  inTown(async (town) => {
    const { as, asCommand, gate, sql, ueda } = town
    const loginName = staffNumberOf('ueda')
    await asCommand.ask(people.setFirstPassword, { staffMemberId: ueda, password })
    await sql('update account set must_change_password = false where subject_id = $1', [ueda])
    const visitor = { setHeader: () => undefined, address: '192.0.2.7' }
    for (let turn = 0; turn < 6; turn++) {
      await gate.ask(auth.signIn, { loginName, password: 'a wrong password' }, visitor).catch(() => undefined)
    }
    expect((await as('ito').ask(system.showSystem, {})).slowed).toEqual([{ loginName, failures: 6 }])
    await as('ito').ask(system.liftPauses, { loginName })
    expect((await as('ito').ask(system.showSystem, {})).slowed).toEqual([])
    expect(await gate.ask(auth.signIn, { loginName, password }, visitor)).toEqual({ mustChangePassword: false })
    expect(await as('ito').ask(system.endSessions, { loginName })).toEqual({ ended: 2 })
    await expect(as('ueda').ask(people.showMe, {})).rejects.toThrow('session_expired')
    for (const operation of [system.liftPauses, system.endSessions]) {
      await expect(as('ito').ask(operation, { loginName: 'nobody' })).rejects.toThrow('no_such_account')
    }
    expect(
      await sql(
        `select operation, subjects::int[], detail from journal_line where operation like 'system.%' order by line_id`,
      ),
    ).toEqual([
      { operation: 'system.liftPauses', subjects: [ueda], detail: { loginName } },
      { operation: 'system.endSessions', subjects: [ueda], detail: { loginName, ended: 2 } },
    ])
  }),
)

test('the next turn of a schedule is the first after a moment, in Tokyo', () => {
  const next = (cron: string) =>
    nextTurn(cron, Temporal.Instant.from('2026-11-22T10:30:20+09:00'))
      .toZonedDateTimeISO('Asia/Tokyo')
      .toPlainDateTime()
      .toString()
  expect(
    ['* * * * *', '17 * * * *', '*/10 * * * *', '5 3 * * *', '0 0 1 4 *', '0 9 * * 1', '15,45 10 * * *'].map(next),
  ).toEqual([
    '2026-11-22T10:31:00',
    '2026-11-22T11:17:00',
    '2026-11-22T10:40:00',
    '2026-11-23T03:05:00',
    '2027-04-01T00:00:00',
    '2026-11-23T09:00:00',
    '2026-11-22T10:45:00',
  ])
})
