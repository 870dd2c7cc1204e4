import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown } from '#testing/town.ts'
import { auth } from './contract.ts'

const password = 'そらいろの長靴と雨傘 42'

test(
  'a password opens a session; the cookie is for this site only and hidden from scripts',
  inTown(async ({ gate, asCommand, sato }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    let cookie = ''
    const answer = await gate.ask(
      auth.signIn,
      { loginName: '00000004', password },
      {
        setHeader: (_, value) => {
          cookie = value
        },
      },
    )
    expect(answer).toEqual({ mustChangePassword: true })
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=36000$/)
    const token = /hagukumi_session=([^;]+)/.exec(cookie)![1]!
    expect((await gate.ask(home.showSession, {}, { token })).signedIn?.staffMemberId).toBe(sato)
    await gate.ask(auth.signOut, {}, { token })
    await expect(gate.ask(people.showMe, {}, { token })).rejects.toThrow('session_expired')
  }),
)

test(
  'with a password that somebody else gave, nothing is answered until it is changed to one of their own',
  inTown(async ({ as, asCommand, sato, gate }) => {
    await as(sato).ask(people.showMe, {})
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    let token = ''
    const setHeader = (_: string, value: string) => {
      token = /hagukumi_session=([^;]+)/.exec(value)?.[1] ?? token
    }
    await gate.ask(auth.signIn, { loginName: '00000004', password }, { setHeader })
    await expect(gate.ask(people.showMe, {}, { token })).rejects.toThrow('own_password_needed')
    expect((await gate.ask(home.showSession, {}, { token })).signedIn?.mustChangePassword).toBe(true)
    await gate.ask(auth.changePassword, { password, newPassword: 'long enough now' }, { token, setHeader })
    expect((await gate.ask(people.showMe, {}, { token })).staffMemberId).toBe(sato)
  }),
)

test(
  'an unknown name is refused with the same words as a wrong password',
  inTown(async ({ asGuest, asCommand, sato }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    for (const loginName of ['00000004', 'nobody', '00000005']) {
      await expect(asGuest.ask(auth.signIn, { loginName, password: 'x' })).rejects.toThrow('wrong_name_or_password')
    }
  }),
)

test(
  'changing the password ends the other sessions',
  inTown(async ({ as, gate, asCommand, sato, tokenOf }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    await expect(as(sato).ask(auth.changePassword, { password: 'no', newPassword: 'long enough now' })).rejects.toThrow(
      'wrong_name',
    )
    await as(sato).ask(auth.changePassword, { password, newPassword: 'long enough now' })
    await expect(gate.ask(people.showMe, {}, { token: tokenOf(sato) })).rejects.toThrow('session_expired')
    expect(await gate.ask(auth.signIn, { loginName: '00000004', password: 'long enough now' })).toEqual({
      mustChangePassword: false,
    })
  }),
)

test(
  'a password that others try, that is one’s own number, or that somebody gave is not chosen, also not later',
  inTown(async ({ gate, asCommand, sato }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    const visitor = { token: '' }
    const setHeader = (_name: string, value: string) => {
      visitor.token = /hagukumi_session=([^;]+)/.exec(value)?.[1] ?? visitor.token
    }
    const change = (from: string, newPassword: string) =>
      gate.ask(auth.changePassword, { password: from, newPassword }, { token: visitor.token, setHeader })
    await gate.ask(auth.signIn, { loginName: '00000004', password }, { setHeader })
    await expect(change(password, 'Password2026!')).rejects.toThrow('common_password')
    await expect(change(password, '0000000400000004-')).rejects.toThrow('own_number_password')
    await expect(change(password, password)).rejects.toThrow('password_used_before')
    await change(password, 'long enough now')
    await expect(change('long enough now', 'long enough now')).rejects.toThrow('password_used_before')
    await change('long enough now', 'longer than before')
    await expect(change('longer than before', password)).rejects.toThrow('password_used_before')
    await change('longer than before', 'long enough now')
  }),
)

test(
  'whoever is given a new password does not wait for the end of a pause, and others’ pauses stay',
  inTown(async ({ gate, asCommand, as, sato, ueda, sql }) => {
    for (const staffMemberId of [sato, ueda]) await asCommand.ask(people.setFirstPassword, { staffMemberId, password })
    const guess = (loginName: string, tried: string) =>
      gate.ask(auth.signIn, { loginName, password: tried }, { address: '203.0.113.9' })
    const counted = () => sql<{ n: number }>(`select count(*)::int as n from sign_in_limit where points > 100`)
    for (const loginName of ['00000004', '00000005']) {
      await expect(guess(loginName, 'wrong')).rejects.toThrow('wrong_name_or_password')
    }
    await expect(
      as('sato').ask(auth.changePassword, { password: 'no', newPassword: 'long enough now' }),
    ).rejects.toThrow()
    await sql(`update sign_in_limit set points = 500 where key not like '%:address:%'`)
    await expect(guess('00000004', 'wrong')).rejects.toThrow('too_many_wrong')
    const before = (await counted())[0]!.n
    await as('ito').ask(people.setFirstPassword, { staffMemberId: sato, password: 'given for the second time' })
    expect((await counted())[0]!.n).toBeLessThan(before)
    expect(await sql(`select from sign_in_limit where key like '%:own:%' or key like 'turn:pair:%'`)).toEqual([])
    await gate.ask(
      auth.signIn,
      { loginName: '00000004', password: 'given for the second time' },
      { address: '203.0.113.9' },
    )
    expect(await sql(`select points from sign_in_limit where key like 'count:pair:%'`)).toEqual([{ points: 500 }])
  }),
)

test(
  'personas open only in the sample ward and only from this machine',
  inTown(async ({ gate, sql, sato }) => {
    await sql(`update account set persona = 'staff' where subject_id = $1`, [sato])
    const ask = (fromLoopback: boolean) => gate.ask(auth.signInAsPersona, { persona: 'staff' }, { fromLoopback })
    await expect(ask(true)).rejects.toThrow('no_personas_here')
    await sql('update installation set is_sample = true')
    await expect(ask(false)).rejects.toThrow('sign_in_needed')
    expect(await ask(true)).toEqual({ done: true })
  }),
)

test(
  'an expired session says so',
  inTown(async ({ as, on, sato, sql }) => {
    await sql(`update session set expires_at = '2026-11-23'`)
    await as(sato).ask(people.showMe, {})
    on('2026-11-24')
    await expect(as(sato).ask(people.showMe, {})).rejects.toThrow('session_expired')
  }),
)
