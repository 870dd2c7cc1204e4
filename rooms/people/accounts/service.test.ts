import { expect, test } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { cast, staffNumberOf } from '#testing/cast.ts'
import { inTown } from '#testing/town.ts'
import { accounts } from './contract.ts'

test(
  'everybody in service or joining later who has no password gets one, by section; again nobody is touched',
  inTown(async ({ as, asGuest, asCommand, gate, sql, sato, hayashi }) => {
    await asCommand.ask(people.setFirstPassword, { staffMemberId: sato, password: 'walnut basket river lamp' })
    await sql(`update account set persona = 'hr' where subject_id = $1`, [hayashi])
    const before = await sql('select password_hash from account where subject_id = $1', [sato])
    const waiting = await as('ito').ask(accounts.listAccountsToIssue, {})
    const { letters, remaining } = await as('ito').ask(accounts.issueAccounts, {})
    // 山田 has left, 佐藤 has one, 伊藤 is here already, and 林 is shown to visitors of the sample without one.
    const wanted = cast
      .filter(([name]) => !['yamada', 'sato', 'ito', 'hayashi'].includes(name))
      .map(([name]) => staffNumberOf(name))
    expect(letters.map(({ staffNumber }) => staffNumber).toSorted()).toEqual(wanted)
    expect([remaining, waiting.people]).toEqual([0, wanted.length])
    expect(waiting.sections.reduce((sum, section) => sum + section.people, 0)).toBe(wanted.length)
    expect(new Set(letters.map(({ password }) => password)).size).toBe(letters.length)
    expect(await sql('select password_hash from account where subject_id = $1', [sato])).toEqual(before)
    const mori = letters.find(({ staffNumber }) => staffNumber === '00000003')!
    expect(mori).toMatchObject({ name: '森 千夏', sectionName: '窓口係', loginName: '00000003' })
    const given = { loginName: mori.loginName, password: mori.password }
    expect(await gate.ask(auth.signIn, given, { setHeader: () => undefined })).toEqual({ mustChangePassword: true })
    await expect(asGuest.ask(auth.signIn, { ...given, password: `${mori.password}x` })).rejects.toThrow()
    expect(await as('ito').ask(accounts.issueAccounts, {})).toEqual({ letters: [], remaining: 0 })
    expect(await as('ito').ask(accounts.listAccountsToIssue, {})).toMatchObject({ people: 0, sections: [] })
    const kept =
      JSON.stringify(await sql('select * from account')) + JSON.stringify(await sql('select * from journal_line'))
    expect(letters.filter(({ password }) => kept.includes(password))).toEqual([])
  }),
)

test(
  'letters come for sections with what is below them, for numbers, and in steps that say how many remain',
  inTown(async ({ asCommand }) => {
    const numbers = async (whom: object) =>
      (await asCommand.ask(accounts.issueAccounts, whom)).letters.map(({ staffNumber }) => staffNumber)
    expect(await numbers({ staffNumbers: ['00000005'] })).toEqual(['00000005'])
    expect(await numbers({ sectionCodes: ['1010'], below: false })).toEqual(['00000002'])
    const step = await asCommand.ask(accounts.issueAccounts, { sectionCodes: ['1010'], most: 1 })
    expect([step.letters.length, step.remaining > 0, step.letters[0]!.sectionName]).toEqual([1, true, '窓口係'])
    const rest = await numbers({ sectionCodes: ['10'] })
    expect(rest[0]).toBe('00000001')
    expect(rest).not.toContain('00000002')
    await expect(numbers({ sectionCodes: ['1O10'] })).rejects.toThrow('no_such_section')
    await expect(numbers({ staffNumbers: ['13'] })).rejects.toThrow('no_such_staff_number')
  }),
)

test(
  'letters that were lost are made anew, once, for whoever has not made the given password their own; the earlier one opens nothing',
  inTown(async ({ as, gate, on, sql }) => {
    const numbers = ['00000002', '00000003']
    const first = (await as('ito').ask(accounts.issueAccounts, { staffNumbers: numbers })).letters
    await sql(`update account set must_change_password = false where login_name = '00000002'`)
    on('2026-11-23')
    const { asOf, unopened } = await as('ito').ask(accounts.listAccountsToIssue, {})
    expect(unopened).toEqual({ people: 1, sections: [{ sectionCode: '101010', name: '窓口係', people: 1 }] })
    on('2026-11-24')
    const again = await as('ito').ask(accounts.issueAccounts, { givenBefore: asOf })
    expect([again.remaining, again.letters.map(({ staffNumber }) => staffNumber)]).toEqual([0, ['00000003']])
    const signIn = (password: string) =>
      gate.ask(auth.signIn, { loginName: '00000003', password }, { setHeader: () => undefined })
    await expect(signIn(first.find(({ staffNumber }) => staffNumber === '00000003')!.password)).rejects.toThrow('wrong')
    expect(await signIn(again.letters[0]!.password)).toEqual({ mustChangePassword: true })
    expect(await as('ito').ask(accounts.issueAccounts, { givenBefore: asOf })).toEqual({ letters: [], remaining: 0 })
  }),
)

test(
  'who left is left out on the day after, who joins later has a letter that names the day (INV-O6)',
  inTown(async ({ as, sql, ueda, mori, on }) => {
    await sql(`update employment set left_on = '2026-12-01' where staff_member_id = $1`, [ueda])
    await sql(`update employment set joined_on = '2027-04-01' where staff_member_id = $1`, [mori])
    const waits = async () => (await as('ito').ask(accounts.listAccountsToIssue, {})).people
    on('2026-11-30')
    const before = await waits()
    on('2026-12-01')
    expect(await waits()).toBe(before - 1)
    const { letters } = await as('ito').ask(accounts.issueAccounts, { staffNumbers: ['00000003', '00000005'] })
    expect(letters.map(({ staffNumber, opensOn }) => [staffNumber, opensOn])).toEqual([['00000003', '2027-04-01']])
  }),
)

test(
  'a password that somebody else gave meanwhile holds, and two who issue at once never write two letters to one person',
  inTown(async ({ asCommand }) => {
    const [one, other] = await Promise.all([
      asCommand.ask(accounts.issueAccounts, {}),
      asCommand.ask(accounts.issueAccounts, {}),
    ])
    const numbers = [...one.letters, ...other.letters].map(({ staffNumber }) => staffNumber)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThan(0)
  }),
)

test(
  'passwords are for the IT administrator and the command line alone (INV-S1)',
  inTown(async ({ as, asGuest }) => {
    for (const person of ['sato', 'tanaka', 'hayashi', 'kato'] as const) {
      await expect(as(person).ask(accounts.issueAccounts, {}), person).rejects.toThrow('forbidden')
      await expect(as(person).ask(accounts.listAccountsToIssue, {}), person).rejects.toThrow('forbidden')
    }
    await expect(asGuest.ask(accounts.issueAccounts, {})).rejects.toThrow('sign_in_needed')
  }),
)
