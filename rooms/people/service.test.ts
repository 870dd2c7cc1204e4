import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { people } from './contract.ts'

test(
  'the section head of the day is found upwards from the unit (INV-O4)',
  inTown(async ({ as, tanaka, sato, ueda, mori }) => {
    const team = await as(tanaka).ask(people.listTeam, {})
    expect(team.map((member) => member.staffMemberId)).toEqual(expect.arrayContaining([sato, ueda, mori]))
    expect(team.map((member) => member.name)).not.toContain('山田 実')
    expect(team.find((member) => member.name === '木村 葵')?.onLeave).toBe(true)
  }),
)

test(
  'a head is not their own head: one level up decides for them (INV-O4)',
  inTown(async ({ as, kato, tanaka }) => {
    const team = await as(kato).ask(people.listTeam, {})
    expect(team.map((member) => member.staffMemberId)).toEqual([tanaka])
  }),
)

test(
  'while the head is on leave the level above decides, and never nobody knows who (INV-O4)',
  inTown(async ({ sql, as, tanaka, kato, sato }) => {
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2026-11-20', '2026-11-25')`,
      [tanaka],
    )
    expect((await as(kato).ask(people.listTeam, {})).map((member) => member.staffMemberId)).toContain(sato)
    expect(await as(tanaka).ask(people.listTeam, {})).toEqual([])
  }),
)

test(
  'a posting of tomorrow opens nothing today and a posting that has ended opens nothing (INV-O5, S2)',
  inTown(async (town) => {
    const { sql, as, on, ono, tanaka, sato } = town
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id = $1`, [tanaka])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      values ($1, '00000011', '1010', '5級職', '戸籍住民課長', 'concurrent', true, '2027-04-01')`,
      [ono],
    )
    expect((await as(ono).ask(people.listTeam, {})).map((member) => member.staffMemberId)).not.toContain(sato)
    on('2027-04-01')
    expect((await as(ono).ask(people.listTeam, {})).map((member) => member.staffMemberId)).toContain(sato)
    expect(await as(tanaka).ask(people.listTeam, {})).toEqual([])
  }),
)

test(
  'roles follow from the posts of today and from what was granted',
  inTown(async ({ as, kato, hayashi, sato, tanaka }) => {
    expect((await as(kato).ask(people.showMe, {})).roles).toEqual(['staff', 'sectionHead', 'executive'])
    expect((await as(tanaka).ask(people.showMe, {})).roles).toEqual(['staff', 'sectionHead'])
    expect((await as(hayashi).ask(people.showMe, {})).roles).toEqual(['staff', 'hr'])
    expect((await as(sato).ask(people.showMe, {})).roles).toEqual(['staff'])
  }),
)

test(
  'whoever has left cannot come in any more (INV-O5)',
  inTown(async ({ as, yamada }) => {
    await expect(as(yamada).ask(people.showMe, {})).rejects.toThrow('session_expired')
  }),
)

test(
  'a colleague is found by reading, by half-width kana and by an older form of the character',
  inTown(async ({ as, sato }) => {
    for (const q of ['サトウ', 'ｻﾄｳ', 'さとう はるか', '佐藤', '00000004']) {
      const found = await as(sato).ask(people.listStaff, { q })
      expect(
        found.staff.map((colleague) => colleague.staffMemberId),
        q,
      ).toEqual([sato])
    }
    expect((await as(sato).ask(people.listStaff, { q: '100%' })).total).toBe(0)
    expect((await as(sato).ask(people.listStaff, { q: 'さとう まもる' })).total).toBe(0)
  }),
)

test(
  'whatever part of a name, reading or staff number is typed, those come in whom it stands in, and no others',
  inTown(async ({ as, sato, sql }) => {
    await sql(`update staff_member set search_text = search_text || ' ab9x00004' where staff_member_id = $1`, [sato])
    const everybody = await sql<{
      id: number
      text: string
    }>(`select m.staff_member_id as id, ' ' || search_text as text
      from staff_member m join employment e using (staff_member_id) where left_on is null order by name_kana`)
    const texts = everybody.flatMap(({ text }) => text.split(' '))
    const parts = texts.flatMap((word) =>
      [...word].flatMap((_, from) => [1, 2, 3, 5, 9].map((size) => word.slice(from, from + size))),
    )
    for (const part of new Set(parts.filter((_, index) => index % 7 === 0))) {
      const { staff, total } = await as(sato).ask(people.listStaff, { q: part })
      const wanted = everybody.filter(({ text }) => text.includes(part)).map(({ id }) => id)
      expect(staff.map(({ staffMemberId }) => staffMemberId).sort(), part).toEqual(wanted.sort())
      expect(total, part).toBe(wanted.length)
    }
  }),
)

test(
  'the directory has pages, and everybody in service stands on one of them',
  inTown(async ({ as, sato, yamada }) => {
    const pagesOf = async (asked: { q?: string; pageSize: number }) => {
      const pages = [await as(sato).ask(people.listStaff, asked)]
      while (pages.at(-1)!.hasMore) {
        const after = pages.at(-1)!.staff.at(-1)!.staffMemberId
        pages.push(await as(sato).ask(people.listStaff, { ...asked, after }))
      }
      const listed = pages.flatMap(({ staff }) => staff.map(({ staffMemberId }) => staffMemberId))
      return { sizes: pages.map(({ total, staff }) => [total, staff.length]), listed }
    }
    const idsIn = async (q: string) =>
      (await as(sato).ask(people.listStaff, { q })).staff.map(({ staffMemberId }) => staffMemberId)
    const all = await pagesOf({ pageSize: 4 })
    expect(all.sizes).toEqual([
      [11, 4],
      [11, 4],
      [11, 3],
    ])
    expect(all.listed).toEqual(await idsIn(''))
    expect(all.listed).not.toContain(yamada)
    const some = await pagesOf({ q: 'か', pageSize: 2 })
    expect(some.sizes).toEqual([
      [5, 2],
      [5, 2],
      [5, 1],
    ])
    expect(some.listed).toEqual(await idsIn('か'))
    const unit = await as(sato).ask(people.listStaff, { sectionCode: '101010' })
    expect([unit.total, unit.staff.map(({ sectionName }) => sectionName)]).toEqual([4, Array(4).fill('窓口係')])
    const both = await as(sato).ask(people.listStaff, { q: '上田', sectionCode: '101010' })
    expect(both.staff.map(({ name }) => name)).toEqual(['上田 陽介'])
    expect((await as(sato).ask(people.listStaff, { q: '田中', sectionCode: '101010' })).total).toBe(0)
  }),
)

test(
  'those whose name or reading begins with what was typed come first, the others by reading',
  inTown(async ({ as, sato, kato, ono, tanaka, hayashi }) => {
    const { staff } = await as(sato).ask(people.listStaff, { q: 'か' })
    expect(staff.map(({ staffMemberId }) => staffMemberId)).toEqual([kato, ono, sato, tanaka, hayashi])
  }),
)

test(
  'a role is given and ended by date, and not by others than the IT administrator',
  inTown(async ({ as, asCommand, on, ito, sato, ueda }) => {
    const grant = { staffNumber: '00000005', role: 'hr' as const, validFrom: '2026-12-01', reason: '担当替え' }
    await expect(as(sato).ask(people.grantRole, grant)).rejects.toThrow('forbidden')
    await asCommand.ask(people.grantRole, grant)
    expect((await as(ueda).ask(people.showMe, {})).roles).toEqual(['staff'])
    on('2026-12-01')
    expect((await as(ueda).ask(people.showMe, {})).roles).toEqual(['staff', 'hr'])
    await expect(as(ito).ask(people.grantRole, grant)).rejects.toThrow('already_granted')
    await as(ito).ask(people.revokeRole, { staffNumber: '00000005', role: 'hr', validTo: '2027-01-01' })
    on('2027-01-01')
    expect((await as(ueda).ask(people.showMe, {})).roles).toEqual(['staff'])
  }),
)

test(
  'roles are listed as they stand today, those that hold first, in pages; a role is ended by IT, and never one’s own (INV-S1)',
  inTown(async ({ as, asCommand, on, hayashi, ito, ueda }) => {
    const give = (staffNumber: string, validFrom: string, validTo?: string) =>
      asCommand.ask(people.grantRole, { staffNumber, role: 'hr', validFrom, ...(validTo ? { validTo } : {}) })
    await give('00000005', '2026-12-01', '2027-04-01')
    await give('00000004', '2026-11-23')
    await asCommand.ask(people.revokeRole, { staffNumber: '00000004', role: 'hr', validTo: '2026-11-22' })
    const listed = async (person: number, page = {}) => {
      const { grants, ...rest } = await as(person).ask(people.listRoleGrants, page)
      return { ...rest, states: grants.map((one) => [one.loginName, one.state, one.may.length].join(' ')), grants }
    }
    const before = await listed(ito)
    expect(before.states).toEqual([
      expect.stringContaining(' held '),
      expect.stringContaining(' held '),
      '00000005 coming 1',
      '00000004 over 0',
    ])
    expect(before.grants.find(({ staffMemberId }) => staffMemberId === ito)).toMatchObject({ role: 'it', may: [] })
    expect(before.grants.find(({ staffMemberId }) => staffMemberId === hayashi)).toMatchObject({ may: ['revokeRole'] })
    expect([before.may, before.hasMore]).toEqual([['grantRole', 'setFirstPassword'], false])
    const first = await listed(ito, { pageSize: 3 })
    const rest = await listed(ito, { pageSize: 3, after: first.grants.at(-1)!.roleGrantId })
    expect([first.hasMore, rest.hasMore, [...first.states, ...rest.states]]).toEqual([true, false, before.states])
    const stateOn = async (day: string) => {
      on(day)
      return (await listed(hayashi)).grants.find(({ staffMemberId }) => staffMemberId === ueda)?.state
    }
    expect(await stateOn('2026-11-30')).toBe('coming')
    expect(await stateOn('2026-12-01')).toBe('held')
    const asHr = await listed(hayashi)
    expect([asHr.may, asHr.grants.flatMap(({ may }) => may)]).toEqual([[], []])
    expect(await stateOn('2027-03-31')).toBe('held')
    expect(await stateOn('2027-04-01')).toBe('over')
  }),
)

test(
  'a role ends after it begins',
  inTown(async ({ as, ito }) => {
    const grant = { staffNumber: '00000005', role: 'hr' as const, validFrom: '2026-12-01' }
    for (const validTo of ['2026-11-30', '2026-12-01']) {
      await expect(as(ito).ask(people.grantRole, { ...grant, validTo })).rejects.toThrow('until_before_from')
    }
  }),
)

test(
  'nobody gives a role to themselves or ends their own; the command line may (INV-S1)',
  inTown(async ({ as, asCommand, ito }) => {
    const { staffNumber } = await as(ito).ask(people.showMe, {})
    const own = { staffNumber, validFrom: '2026-11-22', validTo: '2026-11-23' }
    await expect(as(ito).ask(people.grantRole, { ...own, role: 'hr' })).rejects.toThrow('own_role')
    await expect(as(ito).ask(people.revokeRole, { staffNumber, role: 'it', validTo: '2026-11-23' })).rejects.toThrow(
      'own_role',
    )
    expect(await asCommand.ask(people.grantRole, { ...own, role: 'hr' })).toEqual({
      ...{ granted: true, waitsUntil: null },
    })
  }),
)

test(
  'an administrator’s account that is there stays as it is',
  inTown(async ({ asCommand }) => {
    const wanted = { loginName: 'kanri', password: 'a-long-first-password', role: 'it' as const }
    await asCommand.ask(people.createAdministrator, wanted)
    await expect(asCommand.ask(people.createAdministrator, wanted)).rejects.toThrow('login_taken')
  }),
)
