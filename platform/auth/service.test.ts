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
