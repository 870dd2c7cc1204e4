import { expect, test } from 'vitest'
import type { Actor } from '#platform/ctx/ctx.ts'
import { inTown, type Town } from '#testing/town.ts'
import { people } from './contract.ts'

const password = 'a-long-first-password'

/** An administrator's account without a person, as the command line makes it. */
async function administrator({ asCommand, sql }: Town, loginName: string): Promise<Actor> {
  await asCommand.ask(people.createAdministrator, { loginName, password, role: 'it' })
  const [row] = await sql<{ id: number }>(`select account_id::int as id from account where login_name = $1`, [
    loginName,
  ])
  return { kind: 'account', accountId: row!.id, subjectId: null, roles: ['it'], name: loginName }
}

test(
  'an administrator’s account has its role from today and a password; it ends no role of its own, another’s it may',
  inTown(async (town) => {
    const { gate, sql } = town
    const one = await administrator(town, 'kanri')
    await administrator(town, 'yobi')
    expect(
      await sql(`select a.login_name, a.password_hash is not null as "hasPassword", g.role, g.valid_from, g.valid_to
        from account a join role_grant g using (account_id) where a.subject_id is null order by 1`),
    ).toEqual(
      ['kanri', 'yobi'].map((login_name) => ({
        ...{ login_name, hasPassword: true, role: 'it', valid_from: '2026-11-22', valid_to: null },
      })),
    )
    const asked = { actor: one }
    const { grants, may } = await gate.ask(people.listRoleGrants, {}, asked)
    expect(grants.map(({ loginName, name, may: own }) => [loginName, name, own])).toEqual(
      expect.arrayContaining([
        ['kanri', null, []],
        ['yobi', null, ['revokeRole']],
        ['00000010', '林 由佳', ['revokeRole']],
      ]),
    )
    expect(may).toEqual(['grantRole', 'setFirstPassword'])
    const end = { role: 'it' as const, validTo: '2026-12-01' }
    await expect(gate.ask(people.revokeRole, { ...end, staffNumber: 'kanri' }, asked)).rejects.toThrow('own_role')
    expect(await gate.ask(people.revokeRole, { ...end, staffNumber: 'yobi' }, asked)).toEqual({ ended: 1 })
    await expect(gate.ask(people.revokeRole, { ...end, staffNumber: '00000004' }, asked)).rejects.toThrow('not_granted')
    const grant = { role: 'hr' as const, validFrom: '2026-12-01', staffNumber: 'nobody' }
    await expect(gate.ask(people.grantRole, grant, asked)).rejects.toThrow('no_such_staff_member')
    expect(
      await gate.ask(people.grantRole, { ...grant, staffNumber: '00000004', validTo: '2026-12-02' }, asked),
    ).toEqual({ granted: true, waitsUntil: '2026-12-06' })
  }),
)

test(
  'HR sees the roles and may end none; whoever administers may end none of their own, nor one that is over',
  inTown(async ({ as, asCommand, on, hayashi, ito }) => {
    await asCommand.ask(people.grantRole, {
      staffNumber: '00000005',
      role: 'hr',
      validFrom: '2026-11-22',
      validTo: '2026-11-24',
    })
    const mayEnd = async (person: number) => {
      const { grants, may } = await as(person).ask(people.listRoleGrants, {})
      const own = grants.map(({ loginName, state, may: ends }) => `${loginName} ${state} ${ends.join()}`.trim())
      return [own.sort(), may]
    }
    expect(await mayEnd(hayashi)).toEqual([['00000005 held', '00000010 held', '00000012 held'], []])
    on('2026-11-24')
    expect(await mayEnd(ito)).toEqual([
      ['00000005 over', '00000010 held revokeRole', '00000012 held'],
      ['grantRole', 'setFirstPassword'],
    ])
  }),
)

test(
  'the journal tells of a role, a password and an account whose they are, with the days and the reason (INV-S4)',
  inTown(async ({ as, asCommand, sql, ito, ueda, yamada }) => {
    const grant = { staffNumber: '00000005', role: 'hr' as const, validFrom: '2026-12-01', reason: '担当替え' }
    await as(ito).ask(people.grantRole, grant)
    const end = { staffNumber: '00000005', role: 'hr' as const, validTo: '2027-01-01', reason: '交代' }
    await as(ito).ask(people.revokeRole, end)
    const before = await sql(`select password_hash from account where subject_id = $1`, [ueda])
    expect(await as(ito).ask(people.setFirstPassword, { staffMemberId: ueda, password })).toEqual({
      ...{ done: true, resting: ['hr'] },
    })
    expect(await sql(`select password_hash from account where subject_id = $1`, [ueda])).not.toEqual(before)
    await expect(as(ito).ask(people.setFirstPassword, { staffMemberId: yamada, password })).rejects.toThrow(
      'no_such_staff_member',
    )
    await asCommand.ask(people.createAdministrator, { loginName: 'kanri', password, role: 'hr' })
    expect(
      await sql(`select operation, acted_as, subjects::int[], reason, detail from journal_line
        where operation like 'people.%' and kind = 'change' order by line_id`),
    ).toEqual([
      {
        ...{ operation: 'people.grantRole', acted_as: 'it', subjects: [ueda], reason: '担当替え' },
        detail: {
          ...{ role: 'hr', validFrom: '2026-12-01', waitsUntil: '2026-12-06' },
          later: { '2026-12-01': [ueda] },
        },
      },
      {
        ...{ operation: 'people.revokeRole', acted_as: 'it', subjects: [ueda], reason: '交代' },
        detail: { role: 'hr', validTo: '2027-01-01' },
      },
      {
        ...{ operation: 'people.setFirstPassword', acted_as: 'it', subjects: [ueda], reason: null },
        detail: { resting: ['hr'] },
      },
      {
        ...{ operation: 'people.createAdministrator', acted_as: 'command', subjects: [], reason: null },
        detail: { loginName: 'kanri', role: 'hr' },
      },
    ])
  }),
)
