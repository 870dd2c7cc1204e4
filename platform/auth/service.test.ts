import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown } from '#testing/town.ts'
import { auth } from './contract.ts'
import { hashPassword, passwordMatches } from './password.ts'

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
      token = /hagukumi_session=([^;]+)/.exec(value)![1]!
    }
    await gate.ask(auth.signIn, { loginName: '00000004', password }, { setHeader })
    await expect(gate.ask(people.showMe, {}, { token })).rejects.toThrow('own_password_needed')
    expect((await gate.ask(home.showSession, {}, { token })).signedIn?.mustChangePassword).toBe(true)
    await gate.ask(auth.changePassword, { password, newPassword: 'long enough now' }, { token, setHeader })
    expect((await gate.ask(people.showMe, {}, { token })).staffMemberId).toBe(sato)
  }),
)

test(
  'guessing locks the name for a while, also when many guesses come at once, and ends by itself',
  inTown(async ({ asCommand, asGuest, sato, on, sql }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password })
    const guesses = await Promise.allSettled(
      Array.from({ length: 12 }, () => asGuest.ask(auth.signIn, { loginName: '00000004', password: 'wrong guess' })),
    )
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? guess.reason.code : 'in'))
    expect(codes.filter((code) => code === 'wrong_name_or_password')).toHaveLength(5)
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(7)
    await expect(asGuest.ask(auth.signIn, { loginName: '00000004', password })).rejects.toThrow('locked_out')
    on('2026-11-23')
    await asGuest.ask(auth.signIn, { loginName: '00000004', password })
    expect(await sql('select * from sign_in_failure')).toEqual([])
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

test('passwords are kept as argon2id of at least 19 MiB and two passes', async () => {
  const hash = await hashPassword(password)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches(password, hash)).toBe(true)
  expect(await passwordMatches(password.normalize('NFKD'), hash)).toBe(true)
  expect(await passwordMatches(`${password} `, hash)).toBe(false)
  expect(await passwordMatches(password, null)).toBe(false)
})
