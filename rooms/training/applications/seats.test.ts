import { expect, test } from 'vitest'
import { hashToken } from '#platform/auth/identify.ts'
import { inTown, type Town } from '#testing/town.ts'
import { training } from '../contract.ts'
import { seatStates } from '../rules.ts'

const CROWD = 60
const SEATS = 30

/** Sixty people of the counter, each signed in, whose head is 田中. */
async function crowd(town: Town): Promise<number[]> {
  const rows = await town.sql<{ staff_member_id: number }>(
    `insert into staff_member (name, name_kana, search_text) select '職員' || n, 'ショクイン', '' from generate_series(1, $1::int) n
     returning staff_member_id::int`,
    [CROWD],
  )
  const ids = rows.map(({ staff_member_id }) => staff_member_id)
  await town.sql(
    `with e as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
        select id, 'C' || id, '常勤', '事務', '2020-04-01' from unnest($1::bigint[]) id),
      a as (insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        select id, 'C' || id, '101010', '1級職', '係員', 'primary', false, '2020-04-01' from unnest($1::bigint[]) id)
     insert into account (login_name, subject_id) select 'C' || id, id from unnest($1::bigint[]) id`,
    [ids],
  )
  await town.sql(
    `insert into session (token_hash, account_id, expires_at) select decode(t.token, 'hex'), a.account_id, '2100-01-01'
     from jsonb_to_recordset($1::jsonb) as t(id bigint, token text) join account a on a.subject_id = t.id`,
    [JSON.stringify(ids.map((id) => ({ id, token: hashToken(town.tokenOf(id)).toString('hex') })))],
  )
  return ids
}

async function openCourse({ as, hayashi }: Town) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    courseCode: 'CROWD',
    title: '全職員ICT研修',
    summary: '',
    hours: 3,
    provider: '人事課',
  })
  const { courseSessionId } = await as(hayashi).ask(training.saveSession, {
    courseId,
    startsOn: '2027-01-20',
    endsOn: '2027-01-20',
    startsAt: '09:00',
    endsAt: '12:00',
    place: '大会議室',
    capacity: SEATS,
    applyBy: '2027-01-13',
  })
  return courseSessionId
}

/** Tries again when the server is busy, as its sentence asks: a crowded machine is not what is tested here. */
async function patiently<T>(press: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await press()
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'database_unavailable') throw error
    }
  }
}

const standing = async ({ sql }: Town) => {
  const rows = await sql<{ application_id: number; state: string }>(
    `select application_id::int, state from application order by application_id`,
  )
  const [session] = await sql<{ seats_taken: number; recounted: number }>(
    `select seats_taken, (select count(*)::int from application where state = any($1)) as recounted from course_session`,
    [seatStates],
  )
  expect(session?.seats_taken).toBe(session?.recounted)
  return rows
}

test(
  'sixty at once for thirty seats: exactly thirty are confirmed, the rest wait in order, and each who leaves frees one seat (INV-T2)',
  { timeout: 120_000 },
  inTown(async (town) => {
    const { as, sql, hayashi, tanaka } = town
    const people = await crowd(town)
    const courseSessionId = await openCourse(town)
    // Everyone presses twice.
    const pressed = await Promise.allSettled(
      [...people, ...people].map((person) => patiently(() => as(person).ask(training.apply, { courseSessionId }))),
    )
    const reasons = pressed.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []))
    expect(new Set(reasons)).toEqual(new Set(['already_applied']))
    expect(reasons).toHaveLength(CROWD)
    const ids = (await standing(town)).map(({ application_id }) => application_id)
    expect(ids).toHaveLength(CROWD)

    await Promise.all(ids.map((applicationId) => patiently(() => as(tanaka).ask(training.approve, { applicationId }))))
    const answers = await Promise.all(
      ids.map((id) => patiently(() => as(hayashi).ask(training.select, { courseSessionId, applicationIds: [id] }))),
    )
    expect(answers.flatMap(({ selected }) => selected)).toHaveLength(SEATS)
    expect(answers.flatMap(({ waitlisted }) => waitlisted)).toHaveLength(CROWD - SEATS)
    const after = await standing(town)
    const waiting = after.filter(({ state }) => state === 'waitlisted').map(({ application_id }) => application_id)
    expect(after.filter(({ state }) => state === 'hr_selected')).toHaveLength(SEATS)

    // Five of the seated leave at the same moment; the five who applied first among those who wait move up.
    const seated = await sql<{ application_id: number; staff_member_id: number }>(
      `select application_id::int, staff_member_id::int from application where state = 'hr_selected' order by 1 limit 5`,
    )
    await Promise.all(
      seated.map(({ application_id, staff_member_id }) =>
        as(staff_member_id).ask(training.withdraw, { applicationId: application_id, reason: '都合が付かない' }),
      ),
    )
    const moved = (await standing(town)).filter(({ state }) => state === 'hr_selected')
    expect(moved).toHaveLength(SEATS)
    expect(moved.map(({ application_id }) => application_id).filter((id) => waiting.includes(id))).toEqual(
      waiting.slice(0, 5),
    )
  }),
)

test(
  'selected in one list, the seats go by the order of application, whatever the order of the list',
  { timeout: 120_000 },
  inTown(async (town) => {
    const { as, hayashi, tanaka } = town
    const people = await crowd(town)
    const courseSessionId = await openCourse(town)
    for (const person of people.slice(0, 40)) await as(person).ask(training.apply, { courseSessionId })
    const ids = (await standing(town)).map(({ application_id }) => application_id)
    await Promise.all(ids.map((applicationId) => patiently(() => as(tanaka).ask(training.approve, { applicationId }))))
    const answer = await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids.toReversed() })
    expect(answer.selected).toEqual(ids.slice(0, SEATS))
    expect(answer.waitlisted).toEqual(ids.slice(SEATS))
  }),
)

test(
  'two heads who press at the same moment take one step (INV-O4)',
  inTown(async (town) => {
    const { as, sql, sato, tanaka, ono } = town
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000011', '1010', '5級職', '課長事務取扱', 'acting', true, '2026-10-01')`,
      [ono],
    )
    const courseSessionId = await openCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const presses = await Promise.allSettled(
      [tanaka, ono, tanaka, ono].map((head) => as(head).ask(training.approve, { applicationId })),
    )
    const refused = presses.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(3)
    expect(refused[0]).toMatchObject({ code: 'already_decided', values: { state: '承認済み・選考待ち' } })
    expect(
      await sql(`select count(*)::int as n from application_step where to_state = 'section_head_approved'`),
    ).toEqual([{ n: 1 }])
  }),
)
