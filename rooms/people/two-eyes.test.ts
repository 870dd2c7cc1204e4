/** Nobody comes to people's data alone: a role takes two, and a password that somebody else knows opens none (INV-S1). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { auth } from '#platform/auth/contract.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { accounts } from './accounts/contract.ts'
import { people } from './contract.ts'

const [given, own] = ['walnut basket river lamp', 'a password of my own']
const from = '2026-11-22'

const grant = (name: Name, role: 'hr' | 'it') => ({ staffNumber: staffNumberOf(name), role, validFrom: from })

/** What stands in the list of roles about one person's, as a reader sees it. */
async function seen(town: Town, reader: Name, holder: Name, role: 'hr' | 'it' = 'hr') {
  const { grants } = await town.as(reader).ask(people.listRoleGrants, {})
  return grants.find((one) => one.staffMemberId === town[holder] && one.role === role)
}

const rolesOf = async (town: Town, name: Name) => (await town.as(name).ask(people.showMe, {})).roles
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: Error) => error.message,
  )

/** 小野 is a second administrator, 井上 HR's head; both by the machine's owner. */
async function withSeconds(town: Town): Promise<void> {
  await town.asCommand.ask(people.grantRole, grant('ono', 'it'))
  await town.asCommand.ask(people.grantRole, grant('inoue', 'hr'))
}

test(
  'a role that one gives rests until another agrees: an administrator or HR’s head, not the giver, not the holder, nobody else',
  inTown(async (town) => {
    const { as } = town
    await withSeconds(town)
    expect(await as('ito').ask(people.grantRole, grant('ueda', 'hr'))).toEqual({
      granted: true,
      waitsUntil: '2026-12-06',
    })
    await expect(as('ono').ask(people.grantRole, grant('ueda', 'hr'))).rejects.toThrow('already_waiting')
    const { roleGrantId, ...waiting } = (await seen(town, 'inoue', 'ueda'))!
    expect(waiting).toMatchObject({
      state: 'waiting',
      may: ['agreeToRole'],
      asking: {
        cause: 'granted',
        askedBy: '伊藤 健',
        askedOn: from,
        until: '2026-12-06',
        answer: null,
        answeredBy: null,
      },
    })
    expect([(await seen(town, 'ito', 'ueda'))!.may, await rolesOf(town, 'ueda')]).toEqual([['revokeRole'], ['staff']])
    const agreeing = (name: Name) => refusalOf(as(name).ask(people.agreeToRole, { roleGrantId }))
    for (const [name, told] of [
      ['ito', 'second_person'],
      ['ueda', 'forbidden'],
      ['hayashi', 'forbidden'],
      ['suzuki', 'forbidden'],
    ] as const) {
      expect([name, await agreeing(name)]).toEqual([name, told])
    }
    const tasks = async (name: Name) =>
      (await as(name).ask(home.showHome, {})).tasks.filter(({ kind }) => kind === 'rolesToAgreeTo')
    expect(await tasks('inoue')).toMatchObject([
      { title: '付けられた役割1件が、あなたの確認を待っています。', to: '/admin/roles' },
    ])
    expect([await tasks('ito'), await tasks('hayashi')]).toEqual([[], []])
    expect(await agreeing('inoue')).toBe('done')
    expect([await rolesOf(town, 'ueda'), await tasks('ono'), await agreeing('ono')]).toEqual([
      ['staff', 'hr'],
      [],
      'not_waiting',
    ])
    expect(await seen(town, 'ito', 'ueda')).toMatchObject({
      state: 'held',
      asking: { answer: 'agreed', answeredBy: '井上 誠' },
    })
    expect(
      await town.sql(
        `select actor_subject, acted_as, subjects::int[], detail from journal_line where operation = 'people.agreeToRole'`,
      ),
    ).toEqual([{ actor_subject: town.inoue, acted_as: 'hr', subjects: [town.ueda], detail: { role: 'hr' } }])
  }),
)

test(
  'whoever would hold a role does not agree to it, even as an administrator; who declines says why, and it can be given anew',
  inTown(async (town) => {
    const { as } = town
    await withSeconds(town)
    await as('ito').ask(people.grantRole, grant('ono', 'hr'))
    const { roleGrantId } = (await seen(town, 'ono', 'ono'))!
    expect((await seen(town, 'ono', 'ono'))!.may).toEqual([])
    await expect(as('ono').ask(people.agreeToRole, { roleGrantId })).rejects.toThrow('own_role')
    await as('inoue').ask(people.declineRole, { roleGrantId, reason: '聞いていない' })
    expect(await seen(town, 'ito', 'ono')).toMatchObject({ state: 'over', may: [], asking: { answer: 'declined' } })
    await expect(as('inoue').ask(people.declineRole, { roleGrantId, reason: '二度目' })).rejects.toThrow('not_waiting')
    expect(await as('ito').ask(people.grantRole, grant('ono', 'hr'))).toMatchObject({ waitsUntil: '2026-12-06' })
  }),
)

test(
  'what nobody agrees to for fourteen days is over; the last of them is still one',
  inTown(async (town) => {
    const { as, on } = town
    await withSeconds(town)
    await as('ito').ask(people.grantRole, grant('ueda', 'hr'))
    await as('ito').ask(people.grantRole, grant('sato', 'hr'))
    const [ueda, sato] = [(await seen(town, 'ono', 'ueda'))!, (await seen(town, 'ono', 'sato'))!]
    on('2026-12-06')
    await as('ono').ask(people.agreeToRole, { roleGrantId: ueda.roleGrantId })
    on('2026-12-07')
    await expect(as('ono').ask(people.agreeToRole, { roleGrantId: sato.roleGrantId })).rejects.toThrow('not_waiting')
    expect(await seen(town, 'ono', 'sato')).toMatchObject({ state: 'over', asking: { answer: 'lapsed' } })
    expect([await rolesOf(town, 'ueda'), await rolesOf(town, 'sato')]).toEqual([['staff', 'hr'], ['staff']])
    expect(await as('ito').ask(people.grantRole, grant('sato', 'hr'))).toMatchObject({ waitsUntil: '2026-12-21' })
  }),
)

test(
  'IT does not become HR by a password: of whoever is given one in the browser all roles rest, also HR’s head’s and the other administrator’s',
  inTown(async (town) => {
    const { as, asCommand, gate, hayashi, inoue, ono, sql } = town
    await withSeconds(town)
    expect(await as('ito').ask(people.setFirstPassword, { staffMemberId: hayashi, password: given })).toMatchObject({
      resting: ['hr'],
    })
    await as('ito').ask(people.setFirstPassword, { staffMemberId: inoue, password: given })
    await as('ito').ask(people.setFirstPassword, { staffMemberId: ono, password: given })
    // 伊藤 signs in as each of them, and chooses the password in their name.
    const enter = async (name: Name) => {
      let cookie = ''
      const visitor = {
        setHeader: (header: string, value: string) => {
          if (header === 'set-cookie' && value.startsWith('hagukumi_session')) cookie = value.split(/[=;]/)[1]!
        },
      }
      await gate.ask(auth.signIn, { loginName: staffNumberOf(name), password: given }, visitor)
      await gate.ask(
        auth.changePassword,
        { password: given, newPassword: `${own} ${name}` },
        { ...visitor, token: cookie },
      )
      return { token: cookie }
    }
    const [asHayashi, asInoue, asOno] = [await enter('hayashi'), await enter('inoue'), await enter('ono')]
    const resting = (await seen(town, 'ito', 'hayashi'))!
    expect(resting).toMatchObject({
      state: 'waiting',
      asking: { cause: 'password', askedBy: '伊藤 健' },
      password: { givenBy: '伊藤 健', givenOn: from, chosenOn: from },
    })
    const ids = await Promise.all(
      (['hayashi', 'inoue'] as const).map(async (name) => (await seen(town, 'ito', name))!.roleGrantId),
    )
    for (const visitor of [asHayashi, asInoue, asOno]) {
      expect((await gate.ask(people.showMe, {}, visitor)).roles.filter((role) => ['hr', 'it'].includes(role))).toEqual(
        [],
      )
      for (const roleGrantId of ids) {
        expect(await refusalOf(gate.ask(people.agreeToRole, { roleGrantId }, visitor))).toBe('forbidden')
      }
    }
    for (const roleGrantId of ids)
      expect(await refusalOf(as('ito').ask(people.agreeToRole, { roleGrantId }))).toBe('second_person')
    // The machine's owner is asked, and says so; then there is a second one again.
    expect(await asCommand.ask(people.grantRole, grant('ono', 'it'))).toEqual({ granted: true, waitsUntil: null })
    await gate.ask(people.agreeToRole, { roleGrantId: ids[0]! }, asOno)
    expect((await gate.ask(people.showMe, {}, asHayashi)).roles).toContain('hr')
    expect(await sql(`select count(*)::int as n from role_asking where answer is null`)).toEqual([{ n: 1 }])
  }),
)

test(
  'nobody agrees while the holder still has the password of whoever gave it; letters count as that, the machine’s owner’s do not',
  inTown(async (town) => {
    const { as, asCommand, gate, sql, ueda } = town
    await withSeconds(town)
    await asCommand.ask(people.grantRole, grant('sato', 'hr'))
    await sql(`update account set password_hash = null where subject_id = $1`, [town.sato])
    await as('ito').ask(people.setFirstPassword, { staffMemberId: ueda, password: given })
    await as('ito').ask(people.grantRole, grant('ueda', 'hr'))
    const { roleGrantId, password } = (await seen(town, 'ono', 'ueda'))!
    expect(password).toEqual({ givenBy: '伊藤 健', givenOn: from, chosenOn: null })
    await expect(as('ono').ask(people.agreeToRole, { roleGrantId })).rejects.toThrow('own_password_first')
    await sql(`update account set must_change_password = false where subject_id = $1`, [ueda])
    expect(await as('ono').ask(people.agreeToRole, { roleGrantId })).toEqual({ agreed: true })
    await as('ito').ask(accounts.issueAccounts, { staffNumbers: [staffNumberOf('sato')] })
    expect((await seen(town, 'ono', 'sato'))!.asking).toMatchObject({ cause: 'password', answer: null })
    // What is asked twice is agreed to once, and the first password from the command line asks nobody.
    await as('ono').ask(people.setFirstPassword, { staffMemberId: ueda, password: given })
    await as('ono').ask(people.setFirstPassword, { staffMemberId: ueda, password: given })
    expect(
      await sql(`select count(*)::int as n from role_asking where role_grant_id = $1 and answer is null`, [
        roleGrantId,
      ]),
    ).toEqual([{ n: 1 }])
    await asCommand.ask(people.setFirstPassword, { staffMemberId: town.inoue, password: given })
    expect(await seen(town, 'ono', 'inoue')).toMatchObject({ state: 'held', asking: null })
    await expect(as('ito').ask(people.setFirstPassword, { staffMemberId: town.ito, password: given })).rejects.toThrow(
      'own_account',
    )
    for (const [bad, told] of [
      ['password1234', 'common_password'],
      ['00000005 ab12', 'own_number_password'],
    ] as const) {
      await expect(as('ito').ask(people.setFirstPassword, { staffMemberId: ueda, password: bad })).rejects.toThrow(told)
    }
    for (const [bad, told] of [
      ['123456789012', 'common_password'],
      ['jimu-jinji-12', 'own_number_password'],
    ] as const) {
      await expect(
        gate.ask(people.createAdministrator, { loginName: 'jimu-jinji', password: bad }, commandLine),
      ).rejects.toThrow(told)
    }
  }),
)

const commandLine = { actor: { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'test' } }

test(
  'a very small town lets one person give a role from a day on, which the page and the journal say; two again from another day',
  inTown(async (town) => {
    const { as, asCommand, on } = town
    await expect(
      asCommand.ask(people.setRolePersons, { persons: 1, validFrom: '2026-11-21', reason: '職員は3人' }),
    ).rejects.toThrow('in_the_past')
    await asCommand.ask(people.setRolePersons, { persons: 1, validFrom: '2026-12-01', reason: '職員は3人' })
    const { persons } = await as('ito').ask(people.listRoleGrants, {})
    expect(persons).toEqual({ persons: 2, since: null, reason: null, days: 14 })
    on('2026-12-01')
    expect((await as('ito').ask(people.listRoleGrants, {})).persons).toMatchObject({
      persons: 1,
      since: '2026-12-01',
      reason: '職員は3人',
    })
    expect(await as('ito').ask(people.grantRole, grant('ueda', 'hr'))).toEqual({ granted: true, waitsUntil: null })
    expect(await as('ito').ask(people.setFirstPassword, { staffMemberId: town.ueda, password: given })).toMatchObject({
      resting: [],
    })
    await asCommand.ask(people.setRolePersons, { persons: 2, validFrom: '2026-12-01', reason: '増員' })
    expect(await as('ito').ask(people.grantRole, grant('sato', 'hr'))).toMatchObject({ waitsUntil: '2026-12-15' })
    expect(
      await town.sql(
        `select reason, detail from journal_line where operation = 'people.setRolePersons' order by line_id`,
      ),
    ).toEqual([
      { reason: '職員は3人', detail: { persons: 1, validFrom: '2026-12-01' } },
      { reason: '増員', detail: { persons: 2, validFrom: '2026-12-01' } },
    ])
  }),
)

test(
  'whom an older grant names as its giver is who the journal says; nobody where it says nothing',
  inTown(async (town) => {
    const { as, sql } = town
    await as('ito').ask(people.grantRole, grant('ueda', 'hr'))
    await as('ito').ask(people.grantRole, grant('sato', 'hr'))
    // As it once was: the number of an account, which is that of somebody else; the journal's clock is the database's.
    await sql(`update role_grant set recorded_by = $1, recorded_at = now() - interval '1 second'`, [town.kato])
    await sql(`delete from journal_line where $1 = any (subjects)`, [town.sato])
    const migration = readFileSync('migrations/0030-two-pairs-of-eyes.sql', 'utf8')
    await sql(migration.slice(migration.indexOf('update role_grant g')))
    const givers = await sql(
      `select a.subject_id::int as holder, g.recorded_by::int as giver from role_grant g join account a using (account_id)
      where a.subject_id = any ($1) order by 1`,
      [[town.ueda, town.sato]],
    )
    expect(givers).toEqual([
      { holder: town.sato, giver: null },
      { holder: town.ueda, giver: town.ito },
    ])
  }),
)
