import { expect, test, vi } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { journal } from './contract.ts'

/** Other tests' transactions in the same cluster hold back what is final for some milliseconds, and those that make a large town for longer. */
async function sealAll(town: Town) {
  await vi.waitFor(async () => {
    await town.asJob.ask(journal.sealJournal, {})
    const [left] = await town.sql<{ n: number }>(`select count(*) n from journal_line
      where xid >= coalesce((select max(to_xid) from journal_seal), 0)`)
    expect(left!.n).toBe(0)
  }, 100_000)
}

async function aFewChanges({ as, ito }: Town, upTo = 3, after = 0) {
  for (let month = after + 1; month <= upTo; month++) {
    const validFrom = `2026-0${month}-01`
    await as(ito).ask(people.grantRole, {
      staffNumber: '00000005',
      role: 'it',
      validFrom,
      validTo: `2026-0${month}-15`,
      reason: '当番',
    })
  }
}

test(
  'a change and its line commit together, with who, as what, about whom and why (INV-S4)',
  inTown(async (town) => {
    await aFewChanges(town, 1)
    const [line] = await town.sql('select * from journal_line order by line_id desc limit 1')
    expect(line).toMatchObject({
      kind: 'change',
      operation: 'people.grantRole',
      actor_subject: town.ito,
      acted_as: 'it',
      subjects: [town.ueda],
      reason: '当番',
    })
    const before = await town.sql('select count(*) from journal_line')
    await expect(
      town.as(town.ito).ask(people.grantRole, { staffNumber: '99999999', role: 'it', validFrom: '2027-01-01' }),
    ).rejects.toThrow('no_such_staff_member')
    expect(await town.sql('select count(*) from journal_line')).toEqual(before)
  }),
)

test(
  'a person sees who changed what is held about them, and only that',
  inTown(async (town) => {
    await aFewChanges(town, 1)
    const looks = await town.as(town.ueda).ask(journal.listLooksAtMe, {})
    expect(looks).toMatchObject({
      hasOlder: false,
      lines: [{ byName: '伊藤 健', bySection: '情報推進課', actedAs: 'it', kind: 'change', what: '役割の付与' }],
    })
    expect((await town.as(town.sato).ask(journal.listLooksAtMe, {})).lines).toEqual([])
  }),
)

test(
  "one's own sign-in, in which nobody is signed in yet, is no look by somebody else",
  inTown(async ({ as, asGuest, sql, ito, ueda }) => {
    const password = 'walnut basket river lamp'
    await as(ito).ask(people.setFirstPassword, { staffMemberId: ueda, password })
    await asGuest.ask(auth.signIn, { loginName: '00000005', password })
    await sql('update account set must_change_password = false')
    const { lines } = await as(ueda).ask(journal.listLooksAtMe, {})
    expect(lines).toMatchObject([{ what: '仮のパスワードの設定', byName: '伊藤 健' }])
  }),
)

test(
  'whoever was given a password learns who gave it and what was done with it (INV-S4)',
  inTown(async ({ as, asGuest, gate, ito, sato, ueda }) => {
    const password = 'walnut basket river lamp'
    expect(await as(ueda).ask(journal.listPasswordChanges, {})).toEqual([])
    await as(ito).ask(people.setFirstPassword, { staffMemberId: ueda, password })
    let token = ''
    const setHeader = (_name: string, value: string) => {
      token = /hagukumi_session=([^;]+)/.exec(value)?.[1] ?? ''
    }
    await gate.ask(auth.signIn, { loginName: '00000005', password }, { setHeader })
    // Before anything else: the password is not yet the person's own.
    expect(await gate.ask(journal.listPasswordChanges, {}, { token })).toMatchObject([
      { isOwn: false, byName: '伊藤 健', actedAs: 'it', at: expect.stringContaining('T') },
    ])
    await gate.ask(auth.changePassword, { password, newPassword: 'long enough now' }, { token, setHeader })
    expect(await gate.ask(journal.listPasswordChanges, {}, { token })).toMatchObject([
      { isOwn: true },
      { isOwn: false, byName: '伊藤 健' },
    ])
    expect(await as(sato).ask(journal.listPasswordChanges, {})).toEqual([])
    await expect(asGuest.ask(journal.listPasswordChanges, {})).rejects.toThrow('sign_in_needed')
  }),
)

test(
  'an untouched journal verifies, and goes on verifying as it grows',
  inTown(async (town) => {
    for (let round = 0; round < 3; round++) {
      await aFewChanges(town, round + 1, round)
      await sealAll(town)
    }
    const check = await town.asCommand.ask(journal.verifyJournal, {})
    expect(check.fault).toBeNull()
    const [journalled] = await town.sql<{ n: number }>('select count(*) n from journal_line')
    // The verification's own line came after what it checked.
    expect(check.sealedLines).toBe(journalled!.n - 1)
  }),
)

for (const [harm, kind, text] of [
  ['altered', 'altered', `update journal_line set reason = 'nothing to see' where line_id = $1`],
  ['lost', 'lost', 'delete from journal_line where line_id = $1'],
  [
    'moved to another time',
    'altered',
    `update journal_line set written_at = written_at - interval '1 day' where line_id = $1`,
  ],
] as const) {
  test(
    `the first line that was ${harm} is named`,
    inTown(async (town) => {
      await aFewChanges(town)
      await sealAll(town)
      const [line] = await town.sql<{ line_id: string }>(
        `select line_id from journal_line where operation = 'people.grantRole' order by line_id offset 1 limit 1`,
      )
      await town.sql(text, [line!.line_id])
      const { fault } = await town.asCommand.ask(journal.verifyJournal, {})
      expect(fault).toMatchObject({ kind, lineId: Number(line!.line_id) })
    }),
  )
}

test(
  'a journal that was emptied, or lost its beginning or end together with the seals, is noticed',
  inTown(async (town) => {
    const fault = async () => (await town.asCommand.ask(journal.verifyJournal, {})).fault
    await aFewChanges(town, 2)
    await sealAll(town)
    await town.sql('delete from journal_line')
    await town.sql('delete from journal_seal')
    expect(await fault()).toMatchObject({ kind: 'lost', lineId: 1 })
    // A new journal after it, from a number on that nobody reaches without lines before.
    await town.sql(`select setval(pg_get_serial_sequence('journal_line', 'line_id'), 1000)`)
    await aFewChanges(town, 1, 2)
    await town.sql('delete from journal_line where line_id < 1000')
    await sealAll(town)
    expect(await fault()).toMatchObject({ kind: 'lost', lineId: 1 })
  }),
)

test(
  'lines of the last days that are gone with their seals are noticed by their numbers',
  inTown(async (town) => {
    await aFewChanges(town, 2)
    await sealAll(town)
    const [last] = await town.sql<{ line: number }>('select max(line_id)::int as line from journal_line')
    await town.sql(`select setval(pg_get_serial_sequence('journal_line', 'line_id'), $1)`, [last!.line + 200])
    expect((await town.asCommand.ask(journal.verifyJournal, {})).fault).toBeNull()
    await town.sql(`delete from journal_line where line_id > $1`, [last!.line])
    await town.sql(`select setval(pg_get_serial_sequence('journal_line', 'line_id'), $1)`, [last!.line + 201])
    expect((await town.asCommand.ask(journal.verifyJournal, {})).fault).toMatchObject({
      kind: 'lost',
      lineId: last!.line + 1,
    })
  }),
)

test(
  'a line slipped in behind a seal, and a seal made anew, are noticed',
  inTown(async (town) => {
    await aFewChanges(town, 2)
    await sealAll(town)
    await aFewChanges(town, 3, 2)
    await sealAll(town)
    await town.sql(
      `insert into journal_line (kind, operation, actor_name, acted_as, xid) values ('change', 'people.grantRole', 'x', 'it', 1)`,
    )
    expect((await town.asCommand.ask(journal.verifyJournal, {})).fault).toMatchObject({ kind: 'added' })
    await town.sql(`delete from journal_line where xid = 1`)
    await sealAll(town)
    await town.sql(
      `update journal_seal set digest = sha256('forged') where seal_id = (select min(seal_id) from journal_seal)`,
    )
    expect((await town.asCommand.ask(journal.verifyJournal, {})).fault).toMatchObject({ kind: 'broken_chain' })
  }),
)

test(
  'a change that was not finished when its neighbours were sealed is sealed later',
  inTown(async (town) => {
    await town.sql('begin')
    await town.sql(
      `insert into journal_line (kind, operation, actor_name, acted_as) values ('change', 'slow', 'x', 'command')`,
    )
    await aFewChanges(town, 2)
    await town.asJob.ask(journal.sealJournal, {})
    await town.sql('commit')
    await sealAll(town)
    const check = await town.asCommand.ask(journal.verifyJournal, {})
    expect(check.fault).toBeNull()
    expect(check.unsealedLines).toBe(0)
  }),
)

test(
  'the administrator reads what happened without names of those concerned; others do not read it at all',
  inTown(async (town) => {
    await aFewChanges(town, 1)
    const { lines } = await town.as(town.ito).ask(journal.listJournal, {})
    expect(lines[0]).toMatchObject({ operation: 'people.grantRole', loginName: '00000012', subjects: 1 })
    for (const person of [town.sato, town.tanaka, town.hayashi, town.kato]) {
      await expect(town.as(person).ask(journal.listJournal, {})).rejects.toThrow('forbidden')
    }
  }),
)

test(
  'pages of the journal begin before a line: new lines move nothing, and every line stands on one of them',
  inTown(async (town) => {
    await aFewChanges(town, 3)
    const page = (input: { before?: number; operation?: string }) =>
      town.as(town.ito).ask(journal.listJournal, { pageSize: 2, ...input })
    const first = await page({})
    const second = await page({ before: first.lines.at(-1)!.lineId })
    await aFewChanges(town, 4, 3)
    expect(await page({ before: first.lines.at(-1)!.lineId })).toEqual(second)
    const all = await town.sql<{ line_id: number }>('select line_id from journal_line order by line_id desc')
    const seen: number[] = []
    for (let before: number | undefined; ; ) {
      const { lines, hasOlder } = await page({ before })
      seen.push(...lines.map(({ lineId }) => lineId))
      if (!hasOlder) break
      before = lines.at(-1)!.lineId
    }
    expect(seen).toEqual(all.map(({ line_id }) => line_id))
    const grants = await page({ operation: 'people.grantRole' })
    expect(grants).toMatchObject({ hasOlder: true, lines: Array(2).fill({ operation: 'people.grantRole' }) })
    const mine = await town.as(town.ueda).ask(journal.listLooksAtMe, { pageSize: 3 })
    expect(mine.hasOlder).toBe(true)
    const older = await town.as(town.ueda).ask(journal.listLooksAtMe, { before: mine.lines.at(-1)!.lineId })
    expect([older.lines.length, older.hasOlder]).toEqual([1, false])
  }),
)

test(
  'the number of all lines is the database’s estimate, and unknown before there is one',
  inTown(async (town) => {
    const estimate = async () => (await town.as(town.ito).ask(journal.listJournal, {})).estimate
    await town.sql('delete from journal_line')
    await town.sql('vacuum analyze journal_line')
    await aFewChanges(town, 3)
    expect(await estimate()).toBe(0)
    await town.sql('analyze journal_line')
    expect(await estimate()).toBe(3)
    await town.sql(`update pg_class set reltuples = -1 where oid = 'journal_line'::regclass`)
    expect(await estimate()).toBeNull()
  }),
)

/** Two segments that are older than six years, and one of today. */
async function oldSegments(town: Town) {
  await sealAll(town)
  for (const [upTo, after] of [
    [2, 0],
    [3, 2],
  ] as const) {
    await aFewChanges(town, upTo, after)
    await sealAll(town)
  }
  await town.sql(`update journal_seal set sealed_at = now() - interval '6 years'`)
  await aFewChanges(town, 5, 3)
  await sealAll(town)
}
const kept = (town: Town) => town.sql<{ line_id: number }>('select line_id from journal_line order by line_id')

test(
  'what is older than the town keeps goes in whole segments, and what is left is still proved, from when on',
  inTown(async (town) => {
    await oldSegments(town)
    const before = await kept(town)
    const check = await town.asCommand.ask(journal.verifyJournal, {})
    expect(check).toMatchObject({ fault: null, pruned: null, sealedLines: before.length })
    expect(await town.asJob.ask(journal.pruneJournal, { years: 7 })).toEqual({ lines: 0 })
    const { lines } = await town.asJob.ask(journal.pruneJournal, { years: 5 })
    expect(lines).toBe(before.length - 2)
    const left = await kept(town)
    expect(left.slice(0, 2)).toEqual(before.slice(-2))
    await sealAll(town)
    const after = await town.asCommand.ask(journal.verifyJournal, {})
    // The pruning itself is a line of the journal, with what it took away; so is the check before it.
    expect(after).toMatchObject({ fault: null, sealedLines: 4, pruned: { lines, until: expect.any(String) } })
    expect(Date.parse(after.pruned!.until)).toBeLessThan(Date.now() - 5 * 365 * 86_400_000)
    expect(
      await town.sql("select detail, acted_as from journal_line where operation = 'journal.pruneJournal'"),
    ).toEqual([{ detail: { lines, years: 5 }, acted_as: 'job' }])
    expect(await town.asJob.ask(journal.pruneJournal, { years: 5 })).toEqual({ lines: 0 })
  }),
)

test(
  'pruned again, one seal stands for all that was taken away',
  inTown(async (town) => {
    await oldSegments(town)
    const first = await town.asJob.ask(journal.pruneJournal, { years: 5 })
    await sealAll(town)
    await town.sql(`update journal_seal set sealed_at = now() - interval '6 years'`)
    await aFewChanges(town, 6, 5)
    await sealAll(town)
    const second = await town.asJob.ask(journal.pruneJournal, { years: 5 })
    await sealAll(town)
    expect(await town.asCommand.ask(journal.verifyJournal, {})).toMatchObject({
      fault: null,
      seals: 3,
      pruned: { lines: first.lines + second.lines },
    })
  }),
)

test.each([
  ['a line of what is left is altered', `update journal_line set reason = 'x' where line_id = $1`, 'altered'],
  ['a line of what is left is lost', `delete from journal_line where line_id = $1`, 'lost'],
])('after a pruning it is noticed when %s', (_, text, kind) =>
  inTown(async (town) => {
    await oldSegments(town)
    await town.asJob.ask(journal.pruneJournal, { years: 5 })
    const [first] = await kept(town)
    await town.sql(text, [first!.line_id])
    expect((await town.asCommand.ask(journal.verifyJournal, {})).fault).toMatchObject({ kind, lineId: first!.line_id })
  })(),
)

test(
  'after a pruning it is noticed when its seal is made anew or taken away',
  inTown(async (town) => {
    await oldSegments(town)
    await town.asJob.ask(journal.pruneJournal, { years: 5 })
    const fault = async () => (await town.asCommand.ask(journal.verifyJournal, {})).fault
    await town.sql(`update journal_seal set digest = sha256('forged') where pruned_at is not null`)
    expect(await fault()).toMatchObject({ kind: 'broken_chain' })
    await town.sql('delete from journal_seal where pruned_at is not null')
    expect(await fault()).toMatchObject({ kind: 'broken_chain' })
  }),
)

test(
  'a journal that lacks a line is not pruned, and nobody but the job prunes it',
  inTown(async (town) => {
    await oldSegments(town)
    for (const asker of [town.as(town.ito), town.as(town.hayashi), town.asCommand]) {
      await expect(asker.ask(journal.pruneJournal, { years: 5 })).rejects.toThrow('forbidden')
    }
    const [line] = await kept(town)
    await town.sql('delete from journal_line where line_id = $1', [line!.line_id])
    await expect(town.asJob.ask(journal.pruneJournal, { years: 5 })).rejects.toThrow('The journal lacks lines')
    const { fault } = await town.asCommand.ask(journal.verifyJournal, {})
    expect(fault).toMatchObject({ kind: 'lost', lineId: line!.line_id })
  }),
)

test(
  'the database keeps a year of the journal whatever the server’s role asks',
  inTown(async (town) => {
    await oldSegments(town)
    await town.sql(`update journal_seal set sealed_at = now() - interval '11 months'`)
    const connection = await town.gate.database.connect()
    await connection.query('begin read write')
    expect((await connection.query('select prune_journal(0, 1000) as lines')).rows).toEqual([{ lines: 0 }])
    await connection.query('rollback')
    town.gate.database.release(connection)
  }),
)

test(
  "the server's role can neither change nor remove a line",
  inTown(async ({ gate }) => {
    const connection = await gate.database.connect()
    for (const statement of [
      'update journal_line set reason = null',
      'delete from journal_line',
      'truncate journal_line',
    ]) {
      await connection.query('begin read write')
      await expect(connection.query(statement)).rejects.toThrow('permission denied')
      await connection.query('rollback')
    }
    gate.database.release(connection)
  }),
)

test(
  'a table that leaves as a file is told in one line: what, how much, by whom (INV-S4)',
  inTown(async (town) => {
    const lines = () => town.sql<{ n: number }>('select count(*)::int n from journal_line')
    const [before] = await lines()
    await town.as(town.sato).ask(journal.noteExport, { title: '研修の一覧', format: 'csv', rows: 12 })
    expect(await town.sql('select * from journal_line order by line_id desc limit 1')).toMatchObject([
      {
        kind: 'export',
        operation: 'journal.noteExport',
        actor_subject: town.sato,
        subjects: [],
        detail: { what: '研修の一覧 (csv, 12)' },
      },
    ])
    expect((await lines())[0]!.n).toBe(before!.n + 1)
    await expect(
      town.asGuest.ask(journal.noteExport, { title: '研修の一覧', format: 'csv', rows: 1 }),
    ).rejects.toThrow()
  }),
)
