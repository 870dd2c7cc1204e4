import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { manyWithAccounts } from '#testing/section.ts'
import { inTown, type Town } from '#testing/town.ts'
import { training } from '../contract.ts'
import { seatStates } from '../rules.ts'

const CROWD = 500
const SEATS = 20

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

/** Comes again when the server is busy, as the browser does when it is told to (platform/client/again.ts), only sooner. */
async function patiently<T>(press: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await press()
    } catch (error) {
      if (!(error instanceof Error) || !BUSY.has(error.message)) throw error
      await sleep(100)
    }
  }
}
const BUSY = new Set(['database_unavailable', 'too_many_guests', 'too_many_of_one'])

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
  'five hundred at once for twenty seats, each pressing twice: exactly twenty are confirmed, the rest wait in order, and each who leaves frees one seat (INV-T2)',
  { timeout: 120_000 },
  inTown(async (town) => {
    const { as, sql, hayashi, tanaka } = town
    const people = await manyWithAccounts(town, CROWD)
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

    // What a head decides at once stands in at-once.test.ts.
    await sql(
      `with a as (update application set state = 'section_head_approved' returning application_id)
      insert into application_step (application_id, from_state, to_state, actor, acted_as, taken_on)
      select application_id, 'submitted', 'section_head_approved', $1, 'section_head', '2026-11-22' from a`,
      [tanaka],
    )
    // Ten selections at once, each of people from the whole line.
    const parts = Array.from({ length: 10 }, (_, part) => ids.filter((_id, place) => place % 10 === part))
    const answers = await Promise.all(
      parts.map((applicationIds) =>
        patiently(() => as(hayashi).ask(training.select, { courseSessionId, applicationIds })),
      ),
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
    const people = await manyWithAccounts(town, 60)
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
