import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { home } from '#app/home/contract.ts'
import { openTown } from '#app/server.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { auth } from './contract.ts'
import { DEVICE_COOKIE } from './devices.ts'

const password = 'そらいろの長靴と雨傘 42'
const HALL = '198.51.100.1'
const elsewhere = (n: number) => `203.0.113.${n}`

interface From {
  readonly address?: string
  readonly device?: string
}

/** Signs in; answers `in` or the refusal's code. */
async function tried(gate: Gate, loginName: string, given: string, from: From = {}): Promise<string> {
  return gate.ask(auth.signIn, { loginName, password: given }, from).then(
    () => 'in',
    (refused) => refused.code,
  )
}

/** Opens an account in a browser; answers what the browser will send from now on. */
async function browserOf(gate: Gate, loginName: string, from: From): Promise<string> {
  let device = ''
  const setHeader = (_: string, value: string) => {
    device = new RegExp(`^${DEVICE_COOKIE}=([^;]+)`).exec(value)?.[1] ?? device
  }
  await gate.ask(auth.signIn, { loginName, password }, { ...from, setHeader })
  return device
}

async function withPasswords({ asCommand, ...town }: Town, ...names: Name[]): Promise<void> {
  for (const name of names) await asCommand.ask(people.setFirstPassword, { staffMemberId: town[name], password })
}

const repeated = (code: string, times: number) => Array.from({ length: times }, () => code)

/** Every pause is over: a minute has passed on the machine's clock. */
function later(): void {
  passed += 61_000
}

let passed = 0
const { now } = Date
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => now() + passed)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** As if so many had failed already, of those who failed at least once. */
const failedBefore = ({ sql }: Town, ladder: string, failures: number) =>
  sql(`update sign_in_limit set points = $1 where key like 'count:' || $2 || ':%'`, [failures, ladder])

const wrong = (n: number) => `wrong guess ${n}`

test(
  'only failures count: whoever is right is never slowed, however often (INV-S6)',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate, sql } = town
    for (let i = 0; i < 3; i++) expect(await tried(gate, '00000004', password, { address: HALL })).toBe('in')
    expect(await sql('select * from sign_in_limit')).toEqual([])
    await tried(gate, '00000004', wrong(1), { address: HALL })
    await failedBefore(town, 'pair', 5)
    expect(await tried(gate, '00000004', password, { address: HALL })).toBe('in')
    expect(await sql(`select * from sign_in_limit where key like '%:pair:%'`)).toEqual([])
  }),
)

test(
  'a name is slowed after five wrong tries, also when many come at once; what is refused meanwhile does not count',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate, sql } = town
    const guesses = await Promise.all(
      Array.from({ length: 15 }, (_, i) => tried(gate, '00000004', wrong(i), { address: HALL })),
    )
    expect(guesses.filter((code) => code === 'wrong_name_or_password')).toHaveLength(5)
    expect(guesses.filter((code) => code === 'too_many_wrong').length).toBeLessThanOrEqual(3)
    expect(guesses.filter((code) => code === 'wait_to_try').length).toBeGreaterThanOrEqual(7)
    const counted = await sql<{ points: number }>(`select points from sign_in_limit where key like 'count:pair:%'`)
    expect(counted).toEqual([{ points: guesses.filter((code) => code !== 'wait_to_try').length }])

    later()
    expect(await tried(gate, '00000004', password, { address: HALL })).toBe('in')
    expect(await sql(`select * from sign_in_limit where key like '%:pair:%'`)).toEqual([])
  }),
)

test(
  'a short pause is waited out, a long one is told in seconds',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate } = town
    const from = { address: HALL }
    for (let i = 0; i < 6; i++) await tried(gate, '00000004', wrong(i), from)
    const begun = Date.now()
    expect(await tried(gate, '00000004', password, from)).toBe('in')
    expect(Date.now() - begun).toBeGreaterThan(700)

    await tried(gate, '00000004', wrong(6), from)
    await failedBefore(town, 'pair', 9)
    await tried(gate, '00000004', wrong(7), from)
    const refused = await gate
      .ask(auth.signIn, { loginName: '00000004', password }, from)
      .catch(({ code, values }) => ({ code, values }))
    expect(refused).toEqual({ code: 'wait_to_try', values: { seconds: 16 } })
  }),
)

test(
  'nobody keeps a name locked: guesses from one address slow neither another address nor a browser of the owner (INV-S6)',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate } = town
    const device = await browserOf(gate, '00000004', { address: HALL })
    await tried(gate, '00000004', wrong(1), { address: HALL })
    await failedBefore(town, 'pair', 9)
    await tried(gate, '00000004', wrong(2), { address: HALL })
    expect(await tried(gate, '00000004', wrong(3), { address: HALL })).toBe('wait_to_try')
    expect(await tried(gate, '00000004', password, { address: elsewhere(1) })).toBe('in')
    expect(await tried(gate, '00000004', password, { address: HALL, device })).toBe('in')
  }),
)

test(
  'guesses from everywhere slow strangers, not the browsers and addresses from which the name came before (INV-S6)',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate } = town
    const device = await browserOf(gate, '00000004', { address: HALL })
    for (let i = 0; i < 3; i++) await tried(gate, '00000004', wrong(i), { address: elsewhere(i) })
    expect(await tried(gate, '00000004', wrong(3), { address: HALL })).toBe('wrong_name_or_password')
    await failedBefore(town, 'account', 23)
    // Typed in full width it is the same name, for whoever guesses and for whoever knows the password.
    expect(await tried(gate, '０００００００４', wrong(4), { address: elsewhere(4) })).toBe('too_many_wrong')
    expect(await tried(gate, '00000004', wrong(25), { address: elsewhere(100) })).toBe('wait_to_try')
    expect(await tried(gate, '00000004', password, { address: HALL })).toBe('in')
    expect(await tried(gate, '00000004', password, { address: elsewhere(101), device })).toBe('in')
    later()
    expect(await tried(gate, '０００００００４', password, { address: elsewhere(102) })).toBe('in')
  }),
)

test(
  'guessing many names from one address meets 429; right passwords of others behind it still open (INV-S6)',
  inTown(async (town) => {
    await withPasswords(town, 'sato', 'ueda')
    const { gate } = town
    const codes: string[] = []
    await tried(gate, 'first', wrong(0), { address: HALL })
    await failedBefore(town, 'address', 28)
    for (let i = 0; i < 5; i++) codes.push(await tried(gate, `name-${i}`, wrong(i), { address: HALL }))
    expect(codes).toEqual([...repeated('wrong_name_or_password', 2), ...repeated('too_many_wrong', 3)])
    const crowd = Promise.all(
      Array.from({ length: 15 }, (_, i) => tried(gate, `more-${i}`, wrong(i), { address: HALL })),
    )
    expect(await tried(gate, staffNumberOf('sato'), password, { address: elsewhere(1) })).toBe('in')
    expect(await crowd).toContain('wait_to_try')
    expect(await tried(gate, staffNumberOf('sato'), password, { address: HALL })).toBe('in')
    expect(await tried(gate, staffNumberOf('ueda'), password, { address: HALL })).toBe('in')
    expect(await tried(gate, 'one-more', wrong(0), { address: elsewhere(1) })).toBe('wrong_name_or_password')
  }),
)

test(
  "people who open their account for the first time give a shared address back what others' slips took",
  inTown(async (town) => {
    await withPasswords(town, 'sato', 'ueda')
    const { gate, sql } = town
    const points = async () =>
      (await sql<{ points: number }>(`select points from sign_in_limit where key like 'count:address:%'`))[0]?.points
    for (let i = 0; i < 3; i++) await tried(gate, `name-${i}`, wrong(i), { address: HALL })
    expect(await points()).toBe(3)
    await tried(gate, staffNumberOf('sato'), password, { address: HALL })
    expect(await points()).toBe(2)
    // Again and again, as somebody would who pays for guesses with an account of their own.
    await tried(gate, staffNumberOf('sato'), password, { address: HALL })
    expect(await points()).toBe(2)
    await tried(gate, staffNumberOf('ueda'), password, { address: HALL })
    expect(await points()).toBe(1)
  }),
)

test(
  'a browser is known for the accounts that were opened in it, under a token that is new each time',
  inTown(async (town) => {
    await withPasswords(town, 'sato', 'ueda')
    const { gate, sql, asCommand } = town
    const knows = async (name: Name) =>
      (
        await sql<{ n: number }>(
          `select count(*)::int as n from known_device join account using (account_id) where subject_id = $1`,
          [town[name]],
        )
      )[0]!.n
    const planted = 'planted-by-somebody-else'
    const first = await browserOf(gate, staffNumberOf('sato'), { address: HALL, device: planted })
    expect(first).not.toBe(planted)
    const second = await browserOf(gate, staffNumberOf('ueda'), { address: HALL, device: first })
    expect(second).not.toBe(first)
    expect([await knows('sato'), await knows('ueda')]).toEqual([1, 1])
    await tried(gate, staffNumberOf('sato'), wrong(1), { address: elsewhere(1), device: first })
    await failedBefore(town, 'pair', 9)
    await tried(gate, staffNumberOf('sato'), wrong(2), { address: elsewhere(1), device: first })
    // The old token is a stranger's; the new one is known for both.
    expect(await sql(`select from sign_in_limit where key like '%:device:%'`)).toEqual([])
    expect(await tried(gate, staffNumberOf('sato'), password, { address: elsewhere(1), device: second })).toBe('in')

    await sql(
      `insert into known_device select sha256(n::text::bytea), account_id, '', '2026-11-01' from account, generate_series(1, 25) n
        where subject_id = $1`,
      [town.ueda],
    )
    await browserOf(gate, staffNumberOf('ueda'), { address: HALL })
    expect(await knows('ueda')).toBe(20)
    await asCommand.ask(people.setFirstPassword, { staffMemberId: town.ueda, password: `${password}!` })
    expect(await knows('ueda')).toBe(0)
  }),
)

test(
  'whoever is signed in and guesses the own password is slowed as well',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const change = (given: string) =>
      town
        .as('sato')
        .ask(auth.changePassword, { password: given, newPassword: 'long enough now' })
        .then(
          () => 'done',
          (refused) => refused.code,
        )
    for (let i = 0; i < 5; i++) expect(await change(wrong(i))).toBe('wrong_name_or_password')
    expect(await change(wrong(5))).toBe('too_many_wrong')
    await failedBefore(town, 'own', 12)
    expect(await change(wrong(6))).toBe('too_many_wrong')
    expect(await change(wrong(7))).toBe('wait_to_try')
    later()
    expect(await change(password)).toBe('done')
  }),
)

test(
  'a password that is changed while the old one is looked at opens no session',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate, sql } = town
    // Somebody who is slow to be heard: their turn comes after the change.
    await sql(`create function change_meanwhile() returns trigger language plpgsql as $$ begin
        update account set password_hash = 'another' where login_name = '00000004'; return null; end $$;
      create trigger meanwhile after delete on sign_in_limit for each statement execute function change_meanwhile()`)
    expect(await tried(gate, '00000004', password, { address: HALL })).toBe('wrong_name_or_password')
    expect(await sql(`select from known_device`)).toEqual([])
  }),
)

test(
  'while passwords are checked no connection is taken: readers are answered before the guesses are (INV-S6)',
  inTown(async (town) => {
    const { app, town: schema } = town.database
    const gate = openTown({ app, town: schema, sizes: { connections: 2, guestConnections: 1, hashWorkers: 1 } })
    onTestFinished(() => gate.close())
    const token = town.tokenOf('sato')
    await gate.ask(home.showSession, {}, { token })
    let answered = 0
    const guesses = Array.from({ length: 15 }, (_, i) =>
      tried(gate, `name-${i}`, wrong(i), { address: elsewhere(i) }).finally(() => answered++),
    )
    for (let i = 0; i < 10; i++) expect((await gate.ask(people.showMe, {}, { token })).staffMemberId).toBe(town.sato)
    expect(answered).toBeLessThan(15)
    expect(await Promise.all(guesses)).toEqual(guesses.map(() => 'wrong_name_or_password'))
  }),
)

test(
  'more passwords than are ever kept waiting are told to come back, at sign-in and where one is changed',
  inTown(async (town) => {
    await withPasswords(town, 'sato', 'ueda')
    const { app, town: schema } = town.database
    const sizes = { connections: 3, guestConnections: 2, hashWorkers: 1, hashWaiting: 0 }
    const gate = openTown({ app, town: schema, sizes })
    onTestFinished(() => gate.close())
    const wrongAtOnce = [1, 2, 3, 4, 5, 6].map((i) => tried(gate, `name-${i}`, wrong(i), { address: elsewhere(i) }))
    expect([...new Set(await Promise.all(wrongAtOnce))].sort()).toEqual(['sign_in_busy', 'wrong_name_or_password'])
    const changes = (['sato', 'ueda', 'sato', 'ueda'] as const).map((name) =>
      gate.ask(auth.changePassword, { password, newPassword: 'long enough now' }, { token: town.tokenOf(name) }),
    )
    const refused = (await Promise.allSettled(changes)).filter((one) => one.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toContain('sign_in_busy')
  }),
)

test(
  'guests never have all connections, and more of them than can wait are told to come back',
  inTown(async (town) => {
    const { app, town: schema } = town.database
    const gate = openTown({ app, town: schema, sizes: { connections: 3, guestConnections: 1, hashWorkers: 1 } })
    onTestFinished(() => gate.close())
    const asked = await Promise.allSettled(Array.from({ length: 530 }, () => gate.ask(home.showSession, {})))
    const refused = asked.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(29)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'too_many_guests', values: { seconds: 5 } })
    expect(gate.database.pool.totalCount).toBe(1)
  }),
)

test(
  'two processes of one town count together',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const other = openTown({ app: town.database.app, town: town.database.town })
    onTestFinished(() => other.close())
    for (let i = 0; i < 6; i++) await tried(i % 2 ? other : town.gate, '00000004', wrong(i), { address: HALL })
    await failedBefore(town, 'pair', 9)
    await tried(town.gate, '00000004', wrong(6), { address: HALL })
    expect(await tried(town.gate, '00000004', password, { address: HALL })).toBe('wait_to_try')
    expect(await tried(other, '00000004', password, { address: HALL })).toBe('wait_to_try')
    later()
    expect(await tried(other, '00000004', password, { address: HALL })).toBe('in')
    expect(await tried(town.gate, '00000004', password, { address: HALL })).toBe('in')
  }),
)

test(
  'what is over is deleted by the clock: failures after a day, sessions and browsers when they end',
  inTown(async (town) => {
    await withPasswords(town, 'sato')
    const { gate, sql, asJob, asGuest, on } = town
    await browserOf(gate, '00000004', { address: HALL })
    for (let i = 0; i < 6; i++) await tried(gate, '00000004', wrong(i), { address: HALL })
    expect(await asJob.ask(auth.forgetSignIns, {})).toEqual({ limits: 0, sessions: 0, devices: 0 })
    passed += 25 * 3_600_000
    on('2028-01-01')
    expect(await asJob.ask(auth.forgetSignIns, {})).toEqual({ limits: 3, sessions: 1, devices: 1 })
    for (const table of ['sign_in_limit', 'known_device']) expect(await sql(`select * from ${table}`)).toEqual([])
    await expect(asGuest.ask(auth.forgetSignIns, {})).rejects.toThrow('sign_in_needed')
  }),
)
