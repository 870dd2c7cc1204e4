import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { disclosure } from './contract.ts'

const NUMBERS = { sato: '00000004', ueda: '00000005', yamada: '00000007', tanaka: '00000002', mori: '00000003' }

/** 佐藤 applies, names 上田 as her substitute, and 田中 returns it with a reason; 田中 has recommended the course. */
async function applied({ as, sql, sato, ueda }: Town): Promise<void> {
  await sql(`insert into course (course_code, title, summary, hours, enrolment_mode, provider, valid_from)
    values ('K1', 'データ活用入門', '', 3, 'openApplication', '人事課', '2026-04-01')`)
  await sql(`insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
    select course_id, '2026-12-10', '2026-12-10', '09:00', '12:00', '第一研修室', 10, '2026-12-01' from course`)
  const [{ courseId }] = (await sql<{ courseId: number }>(`select course_id as "courseId" from course`)) as [
    { courseId: number },
  ]
  const [{ id }] = (await sql<{ id: number }>(`select course_session_id as id from course_session`)) as [{ id: number }]
  await as('tanaka').ask(training.recommendCourse, {
    staffMemberId: sato,
    courseId,
    reason: '窓口の統計をまとめる力がつきます',
  })
  const { applicationId } = await as('sato').ask(training.apply, {
    courseSessionId: id,
    motive: '統計を読めるようになりたい',
    cover: { kind: 'substitute', substitute: ueda, duty: '転入の窓口' },
  })
  await as('tanaka').ask(training.returnForRevision, { applicationId, reason: '体調のことを先に相談しましょう' })
}

const fileOf = async ({ as }: Pick<Town, 'as'>, staffNumber: string) =>
  (await as('hayashi').ask(disclosure.exportPerson, { staffNumber })).tables

test(
  'everything held about one person leaves on request, without secrets, and the journal knows',
  inTown(async (town) => {
    await town
      .as(town.ito)
      .ask(people.grantRole, { staffNumber: NUMBERS.ueda, role: 'hr', validFrom: '2026-11-22', reason: '増員' })
    await town.asCommand.ask(people.setFirstPassword, { staffMemberId: town.ueda, password: 'そらいろの長靴と雨傘 42' })
    const tables = await fileOf(town, NUMBERS.ueda)
    expect(Object.keys(tables)).toEqual([
      'account',
      'account_spell',
      'assignment',
      'employment',
      'given_password',
      'journal_line',
      'role_asking',
      'role_grant',
      'session',
      'staff_member',
    ])
    expect(tables.staff_member).toMatchObject([{ as: ['subject'], row: { name: '上田 陽介' } }])
    expect(tables.role_grant).toMatchObject([{ as: ['holder'], row: { role: 'hr', reason: '増員' } }])
    expect(JSON.stringify(tables)).not.toMatch(/argon2id|token_hash|佐藤/)
    const [line] = await town.sql(
      `select kind, subjects from journal_line where operation = 'disclosure.exportPerson' and kind = 'export'`,
    )
    expect(line).toEqual({ kind: 'export', subjects: [town.ueda] })
    for (const person of [town.sato, town.tanaka, town.kato, town.ito]) {
      await expect(town.as(person).ask(disclosure.exportPerson, { staffNumber: NUMBERS.ueda })).rejects.toThrow(
        'forbidden',
      )
    }
    await expect(fileOf(town, '99999999')).rejects.toThrow('no_such_staff_member')
  }),
)

test(
  'whoever was asked to stand in finds that in their file, without the words of the other’s application',
  inTown(async (town) => {
    await applied(town)
    const tables = await fileOf(town, NUMBERS.ueda)
    expect(tables.cover_arrangement).toMatchObject([
      { as: ['substitute'], row: { kind: 'substitute', duty: '転入の窓口', substitute: town.ueda } },
    ])
    expect(Object.keys(tables.cover_arrangement![0]!.row)).not.toContain('application_id')
    expect(tables.application).toBeUndefined()
    expect(JSON.stringify(tables)).not.toMatch(/統計|体調/)
  }),
)

test(
  'a reason that a head wrote is of whom it is about; the head’s file knows that a step was taken',
  inTown(async (town) => {
    await applied(town)
    const [hers, his] = [await fileOf(town, NUMBERS.sato), await fileOf(town, NUMBERS.tanaka)]
    expect(JSON.stringify(hers)).toMatch(/体調のことを先に相談しましょう/)
    expect(JSON.stringify(hers)).toMatch(/窓口の統計をまとめる力がつきます/)
    expect(hers.application_step!.map(({ as }) => as)).toEqual([['applicant', 'actor'], ['applicant']])
    expect(JSON.stringify(his)).not.toMatch(/体調|統計をまとめる|佐藤/)
    expect(his.application_step).toMatchObject([
      { as: ['actor'], row: { to_state: 'returned', acted_as: 'sectionHead' } },
    ])
    expect(his.recommendation).toMatchObject([{ as: ['author'], row: { recommended_by: town.tanaka } }])
    expect(
      his.journal_line!.some(({ as, row }) => as.includes('actor') && row.operation === 'training.returnForRevision'),
    ).toBe(true)
  }),
)

test(
  'names and words of somebody who has left are erased everywhere; what they did stays countable, and nothing of others changes',
  inTown(async (town) => {
    await applied(town)
    const before = { tanaka: await fileOf(town, NUMBERS.tanaka), ueda: await fileOf(town, NUMBERS.ueda) }
    const erase = (staffNumber: string) =>
      town.as('hayashi').ask(disclosure.erasePerson, { staffNumber, reason: '保存期間の満了' })
    await expect(erase(NUMBERS.sato)).rejects.toThrow('still_in_service')
    await expect(erase('99999999')).rejects.toThrow('no_such_staff_member')
    await expect(
      town.as('ito').ask(disclosure.erasePerson, { staffNumber: NUMBERS.yamada, reason: 'x' }),
    ).rejects.toThrow('forbidden')
    // Last day of service, and the first after it.
    await town.sql(`update employment set left_on = '2026-11-23' where staff_member_id = $1`, [town.sato])
    await expect(erase(NUMBERS.sato)).rejects.toThrow('still_in_service')
    await town.sql(`update employment set left_on = '2026-11-22' where staff_member_id = $1`, [town.sato])
    await town.sql(`update account set password_hash = 'a secret' where subject_id = $1`, [town.sato])
    const { tables } = await erase(NUMBERS.sato)
    expect(tables).toMatchObject({
      staff_member: 1,
      employment: 1,
      assignment: 1,
      account: 1,
      session: 1,
      application: 1,
      recommendation: 1,
    })
    const left = await town.sql(
      `select (select jsonb_agg(to_jsonb(t)) from application t) as a, (select jsonb_agg(to_jsonb(t)) from application_step t) as s,
      (select jsonb_agg(to_jsonb(t)) from recommendation t) as r, (select jsonb_agg(to_jsonb(t)) from cover_arrangement t) as c,
      (select jsonb_agg(to_jsonb(t)) from staff_member t where staff_member_id = $1) as m, (select jsonb_agg(to_jsonb(t)) from account t where subject_id = $1) as l`,
      [town.sato],
    )
    expect(JSON.stringify(left)).not.toMatch(/佐藤|サトウ|00000004|統計|体調|転入の窓口|a secret/)
    expect(left).toMatchObject([
      {
        a: [{ state: 'returned', staff_member_id: town.sato }],
        s: [{ to_state: 'submitted' }, { to_state: 'returned' }],
      },
    ])
    expect((await fileOf(town, NUMBERS.tanaka)).recommendation).toEqual(before.tanaka.recommendation)
    expect((await fileOf(town, NUMBERS.ueda)).staff_member).toEqual(before.ueda.staff_member)
    await expect(town.as('sato').ask(people.showMe, {})).rejects.toThrow('session_expired')
    const [line] = await town.sql(
      `select reason, subjects from journal_line where operation = 'disclosure.erasePerson'`,
    )
    expect(line).toEqual({ reason: '保存期間の満了', subjects: [town.sato] })
  }),
)
