/** Accounts, numbers and roles follow the spells of employment, each on its day (INV-O5, O6, S1). */
import { expect, test } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { people } from './contract.ts'
import { importing } from './import/contract.ts'

const password = 'walnut basket river lamp'
const HEADER = '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日,旧職員番号'

/** Rows as HR's file has them: the last day of service stands in it. */
async function bring(town: Town, ...rows: string[]) {
  const base64 = Buffer.from([HEADER, ...rows].join('\n')).toString('base64')
  const report = await town.as('hayashi').ask(importing.importWard, { staff: { name: '職員.csv', base64 } })
  expect(report.problems).toEqual([])
}

const opens = async ({ gate }: Town, loginName: string) => {
  const visitor = { setHeader: () => undefined }
  return gate.ask(auth.signIn, { loginName, password }, visitor).then(
    () => true,
    () => false,
  )
}

test(
  'who leaves and comes back signs in on no day between, and the role of the first time is over with it',
  inTown(async (town) => {
    const { as, asCommand, on, sql, ueda } = town
    await asCommand.ask(people.grantRole, { staffNumber: '00000005', role: 'hr', validFrom: '2026-04-01' })
    await asCommand.ask(people.setFirstPassword, { staffMemberId: ueda, password })
    await sql('update account set must_change_password = false')
    await bring(
      town,
      '00000005,上田 陽介,ウエダ ヨウスケ,常勤,事務,2015/4/1,2026/11/30,',
      '00000005,上田 陽介,ウエダ ヨウスケ,再任用,事務,2027/4/1,,',
    )
    const state = async () => {
      const { grants } = await as('hayashi').ask(people.listRoleGrants, {})
      return grants.find(({ staffMemberId }) => staffMemberId === ueda)?.state
    }
    const seen: unknown[] = []
    for (const day of ['2026-11-30', '2026-12-01', '2027-03-31', '2027-04-01']) {
      on(day)
      const roles = await as(ueda)
        .ask(people.showMe, {})
        .then(
          (me) => me.roles,
          (error: Error) => error.message,
        )
      seen.push([day, await opens(town, '00000005'), String(roles).includes('hr'), await state()])
    }
    expect(seen).toEqual([
      ['2026-11-30', true, true, 'held'],
      ['2026-12-01', false, false, 'over'],
      ['2027-03-31', false, false, 'over'],
      ['2027-04-01', true, false, 'over'],
    ])
  }),
)

test(
  'a new number opens from its day and the old one until the day before; the role goes on; there is one account all the time',
  inTown(async (town) => {
    const { asCommand, on, sql, ueda, gate } = town
    await bring(
      town,
      '00000005,上田 陽介,ウエダ ヨウスケ,常勤,事務,2015/4/1,2027/3/31,',
      '00000905,上田 陽介,ウエダ ヨウスケ,再任用,事務,2027/4/1,,00000005',
    )
    await asCommand.ask(people.setFirstPassword, { staffMemberId: ueda, password })
    await asCommand.ask(people.grantRole, { staffNumber: '00000905', role: 'it', validFrom: '2026-12-01' })
    expect(await sql('select count(*)::int as n from account where subject_id = $1', [ueda])).toEqual([{ n: 1 }])
    expect(await sql(`select count(*)::int as n from account`)).toEqual([{ n: 12 }])
    const seen: unknown[] = []
    for (const day of ['2027-03-31', '2027-04-01']) {
      on(day)
      const roles =
        (await gate.ask(people.showMe, {}, { token: town.tokenOf(ueda) }).catch(() => undefined))?.roles ?? []
      seen.push([await opens(town, '00000005'), await opens(town, '00000905'), roles.includes('it')])
    }
    expect(seen).toEqual([
      [true, false, false],
      [false, true, false],
    ])
    await sql('update account set must_change_password = false where subject_id = $1', [ueda])
    const me = await gate.ask(people.showMe, {}, { token: town.tokenOf(ueda) })
    expect([me.staffNumber, me.roles.includes('it')]).toEqual(['00000905', true])
  }),
)

test(
  'a newcomer has a password before the first day, which opens on that day',
  inTown(async (town) => {
    await bring(town, '00000101,髙﨑 律,タカサキ リツ,常勤,事務,2027/4/1,,')
    const [newcomer] = await town.sql<{ id: number }>(
      `select staff_member_id as id from employment where staff_number = '00000101'`,
    )
    await town.as('ito').ask(people.setFirstPassword, { staffMemberId: newcomer!.id, password })
    town.on('2027-03-31')
    expect(await opens(town, '00000101')).toBe(false)
    town.on('2027-04-01')
    expect(await opens(town, '00000101')).toBe(true)
  }),
)

test(
  'a role is looked at again when its holder was transferred: it goes on until somebody says so or ends it, and asks no more then',
  inTown(async (town) => {
    const { as, on, sql, hayashi, ito } = town
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id = $1`, [hayashi])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000010', '1010', '2級職', '主任', 'primary', false, '2027-04-01')`,
      [hayashi],
    )
    const seen = async (reader: number) => {
      const { grants } = await as(reader).ask(people.listRoleGrants, {})
      const { roleGrantId, movedOn, may, state } = grants.find(({ staffMemberId }) => staffMemberId === hayashi)!
      return { roleGrantId, movedOn, may, state }
    }
    on('2027-03-31')
    expect(await seen(ito)).toMatchObject({ movedOn: null, may: ['revokeRole'] })
    on('2027-04-01')
    const moved = await seen(ito)
    expect(moved).toMatchObject({ movedOn: '2027-04-01', may: ['confirmRole', 'revokeRole'], state: 'held' })
    expect(await seen(hayashi)).toMatchObject({ movedOn: '2027-04-01', may: [] })
    const { roleGrantId } = moved
    await expect(as(hayashi).ask(people.confirmRole, { roleGrantId })).rejects.toThrow('forbidden')
    await as(ito).ask(people.confirmRole, { roleGrantId, reason: '兼務のため' })
    expect(await seen(ito)).toMatchObject({ movedOn: null, may: ['revokeRole'], state: 'held' })
    // A wrong press is taken back on its day by whoever pressed: it is asked about again, as before.
    await expect(as(hayashi).ask(people.takeBackRoleConfirmation, { roleGrantId })).rejects.toThrow('forbidden')
    await as(ito).ask(people.takeBackRoleConfirmation, { roleGrantId })
    expect(await seen(ito)).toEqual(moved)
    await expect(as(ito).ask(people.takeBackRoleConfirmation, { roleGrantId })).rejects.toThrow('acted_on_meanwhile')
    await as(ito).ask(people.confirmRole, { roleGrantId })
    on('2027-04-02')
    await expect(as(ito).ask(people.takeBackRoleConfirmation, { roleGrantId })).rejects.toThrow('acted_on_meanwhile')
    await as(ito).ask(people.confirmRole, { roleGrantId })
    await as(ito).ask(people.confirmRole, { roleGrantId })
    await as(ito).ask(people.takeBackRoleConfirmation, { roleGrantId })
    expect(await sql(`select confirmed_on from role_grant where role_grant_id = $1`, [roleGrantId])).toEqual([
      { confirmed_on: '2027-04-01' },
    ])
    const [own] = await sql<{ id: number }>(`select role_grant_id as id from role_grant where role = 'it'`)
    await expect(as(ito).ask(people.confirmRole, { roleGrantId: own!.id })).rejects.toThrow('own_role')
    await expect(as(ito).ask(people.confirmRole, { roleGrantId: 999 })).rejects.toThrow('not_granted')
  }),
)
