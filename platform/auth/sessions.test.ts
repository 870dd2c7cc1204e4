import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { openTown } from '#app/server.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { auth } from './contract.ts'

const password = 'そらいろの長靴と雨傘 42'
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

async function signedIn({ gate }: Town, loginName: string, userAgent?: string): Promise<string> {
  let token = ''
  const setHeader = (_: string, value: string) => {
    token = /hagukumi_session=([^;]+)/.exec(value)?.[1] ?? token
  }
  await gate.ask(auth.signIn, { loginName, password }, { setHeader, ...(userAgent ? { userAgent } : {}) })
  return token
}

const until = async (holds: () => Promise<boolean>) => {
  for (let n = 0; n < 100 && !(await holds()); n++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await holds()).toBe(true)
}

test(
  'whoever is signed in sees where else they are, since when and last used when, and ends one of these or all, and nobody else’s',
  inTown(async (town) => {
    const { as, asCommand, asGuest, gate, sql, pass, sato, ueda } = town
    for (const staffMemberId of [sato, ueda]) await asCommand.ask(people.setFirstPassword, { staffMemberId, password })
    await sql(`update account set must_change_password = false`)
    await sql(`delete from session where account_id in (select account_id from account where subject_id = any($1))`, [
      [sato, ueda],
    ])
    const phone = await signedIn(town, '00000004', SAFARI)
    pass({ minutes: 30 })
    const desk = await signedIn(town, '00000004', EDGE)
    const script = await signedIn(town, '00000004')
    const other = await signedIn(town, '00000005', EDGE)
    const listed = async (token: string) => (await gate.ask(auth.listMySessions, {}, { token })).sessions
    const shown = async (token: string) => (await listed(token)).map(({ browser, isThis }) => [browser, isThis])
    expect(await shown(desk)).toEqual([
      ['Edge · Windows', true],
      [null, false],
      ['Safari · iPhone', false],
    ])
    const [, , away] = await listed(desk)
    expect(away).toMatchObject({ openedAt: '2026-11-22T01:00:00.000Z', lastUsedAt: '2026-11-22T01:00:00.000Z' })
    const [strangers] = await listed(other)
    // Another's, one's own of now, and one that is no more: nothing ends.
    const [mine] = await listed(desk)
    for (const sessionId of [strangers!.sessionId, mine!.sessionId, 999_999])
      expect(await gate.ask(auth.endMySession, { sessionId }, { token: desk })).toEqual({ ended: 0 })
    expect(await gate.ask(auth.endMySession, { sessionId: away!.sessionId }, { token: desk })).toEqual({ ended: 1 })
    await expect(gate.ask(people.showMe, {}, { token: phone })).rejects.toThrow('session_expired')
    expect(await gate.ask(auth.endMyOtherSessions, {}, { token: desk })).toEqual({ ended: 1 })
    await expect(gate.ask(people.showMe, {}, { token: script })).rejects.toThrow('session_expired')
    expect(await shown(desk)).toEqual([['Edge · Windows', true]])
    expect(await shown(other)).toEqual([['Edge · Windows', true]])
    const lines = await sql(
      `select detail, subjects from journal_line where operation like 'auth.endMy%' order by line_id`,
    )
    expect(lines.slice(-2)).toEqual([1, 1].map((ended) => ({ detail: { ended }, subjects: [sato] })))
    for (const asker of [asGuest, asCommand])
      for (const operation of [auth.listMySessions, auth.endMyOtherSessions])
        await expect(asker.ask(operation, {})).rejects.toThrow()
    await expect(asGuest.ask(auth.endMySession, { sessionId: 1 })).rejects.toThrow('sign_in_needed')
    expect((await as('tanaka').ask(auth.listMySessions, {})).sessions).toHaveLength(1)
  }),
)

test(
  'a sign-in that nobody used for the minutes that were set ends; each use moves the end on, and is written once a minute at the most',
  inTown(async ({ database, sql, tokenOf, sato }) => {
    const time = { now: Temporal.Instant.from('2026-11-22T01:00:00Z') }
    const gate = openTown({ app: database.app, town: database.town, clock: () => time.now, idleMinutes: 60 })
    const me = { token: tokenOf(sato) }
    const [session] = await sql<{ id: number }>(
      `select session_id as id from session s join account a using (account_id)
      where a.subject_id = $1`,
      [sato],
    )
    const noted = async () =>
      (
        await sql<{ used: string; ends: string }>(
          `select to_char(last_used_at at time zone 'UTC', 'HH24:MI:SS') as used,
            to_char(idle_ends_at at time zone 'UTC', 'HH24:MI:SS') as ends from session where session_id = $1`,
          [session!.id],
        )
      ).map(({ used, ends }) => `${used} ${ends}`)[0]
    const use = async (minutes: number) => {
      time.now = Temporal.Instant.from('2026-11-22T01:00:00Z').add({ seconds: minutes * 60 })
      return gate.ask(people.showMe, {}, me)
    }
    try {
      await use(0)
      await until(async () => (await noted()) === '01:00:00 02:00:00')
      await use(0.5)
      await use(0.9)
      await use(59.9)
      await until(async () => (await noted()) === '01:59:54 02:59:54')
      await use(119.8)
      await until(async () => (await noted()) === '02:59:48 03:59:48')
      await expect(use(179.8)).rejects.toThrow('session_expired')
      // Whoever asks again is still nobody: an end is an end.
      await expect(use(179.9)).rejects.toThrow('session_expired')
      expect(await noted()).toBe('02:59:48 03:59:48')
    } finally {
      await gate.close()
    }
  }),
)
