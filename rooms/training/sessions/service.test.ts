import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

const listed = async ({ as, hayashi }: Town, input: object = {}) =>
  (await as(hayashi).ask(training.listSessions, input)).sessions

test(
  'HR sees per session what is to be done: orders from the first day, completions from the last',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, ito, kato, tanaka, ono, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2, { endsOn: '2027-01-22' })
    const here = await ordered(town, sato, courseSessionId, tanaka)
    const ids = [await approved(town, ueda, courseSessionId, tanaka), await approved(town, ito, courseSessionId, ono)]
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })
    await as(kato).ask(training.apply, { courseSessionId })
    await approved(town, mori, courseSessionId, tanaka)
    const counts = { submitted: 1, toSelect: 1, waitlisted: 1, toOrder: 1, toRecord: 0, toComplete: 0 }
    on('2027-01-19')
    expect(await listed(town)).toMatchObject([{ courseSessionId, ...counts, seatsTaken: 2 }])
    on('2027-01-20')
    expect(await listed(town)).toMatchObject([{ ...counts, toRecord: 1 }])
    const attendance = [{ applicationId: here, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    on('2027-01-21')
    // Whoever was not seated by the first day has missed it.
    const past = { ...counts, submitted: 0, toSelect: 0, waitlisted: 0 }
    expect(await listed(town)).toMatchObject([past])
    on('2027-01-22')
    expect(await listed(town)).toMatchObject([{ ...past, toComplete: 1 }])
  }),
)

test(
  'without a day the list begins today, with what is past and not recorded; with days it holds the first and the last of them',
  inTown(async (town) => {
    const { as, on, sato, tanaka, hayashi } = town
    const past = await dataCourse(town, 2, { startsOn: '2026-12-01' })
    const gone = await dataCourse(town, 2, { startsOn: '2026-12-02' })
    const next = await dataCourse(town, 2, { startsOn: '2026-12-20' })
    const last = await dataCourse(town, 2, { startsOn: '2027-03-01' })
    const ids = (rows: readonly { courseSessionId: number }[]) => rows.map(({ courseSessionId }) => courseSessionId)
    const [a, b, c] = [past, next, last].map(({ courseSessionId }) => courseSessionId)
    const applicationId = await ordered(town, sato, past.courseSessionId, tanaka)
    on('2026-12-20')
    expect(ids(await listed(town))).toEqual([a, b, c])
    on('2026-12-21')
    expect(ids(await listed(town))).toEqual([a, c])
    expect(ids(await listed(town, { from: '2026-12-01', to: '2026-12-02' }))).toEqual([a, gone.courseSessionId])
    expect(ids(await listed(town, { from: '2026-12-02', to: '2026-12-20' }))).toEqual([gone.courseSessionId, b])
    expect(ids(await listed(town, { from: '2026-12-03' }))).toEqual([b, c])
    expect(ids(await listed(town, { to: '2026-12-31' }))).toEqual([a])
    expect(ids(await listed(town, { from: '2026-01-01', courseId: next.courseId }))).toEqual([b])
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId: past.courseSessionId, attendance })
    expect(ids(await listed(town))).toEqual([a, c])
    const completion = [{ applicationId, completed: true }]
    await as(hayashi).ask(training.recordCompletion, { courseSessionId: past.courseSessionId, completion })
    expect(ids(await listed(town))).toEqual([c])
  }),
)

test(
  'a session ends after it starts and takes applications until its first day at the latest',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { courseId } = await dataCourse(town)
    const save = (more: Parameters<typeof sessionOf>[1]) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, ...sessionOf(5, more) })
    await expect(save({ endsOn: '2027-01-19' })).rejects.toThrow('ends_before_start')
    await expect(save({ endsAt: '09:00' })).rejects.toThrow('ends_before_start')
    await expect(save({ endsAt: '08:59' })).rejects.toThrow('ends_before_start')
    await expect(save({ applyBy: '2027-01-21' })).rejects.toThrow('applies_after_start')
    await save({ endsAt: '09:01', applyBy: '2027-01-20' })
    await save({ endsOn: '2027-01-21' })
  }),
)

test(
  'a session is saved for its own course only, and not after it was cancelled',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town)
    const other = await dataCourse(town)
    const save = (wanted: { courseId: number; courseSessionId?: number }) =>
      afterLooking(as(hayashi), training.saveSession, { ...wanted, ...session })
    await expect(save({ courseId: 999 })).rejects.toThrow('no_such_course')
    await expect(save({ courseId, courseSessionId: 999 })).rejects.toThrow('no_such_session')
    await expect(save({ courseId, courseSessionId: other.courseSessionId })).rejects.toThrow('no_such_session')
    const cancel = () => as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '台風' })
    await expect(as(hayashi).ask(training.cancelSession, { courseSessionId: 999, reason: '台風' })).rejects.toThrow(
      'no_such_session',
    )
    expect(await cancel()).toEqual({ cancelled: 0 })
    await expect(cancel()).rejects.toThrow('session_cancelled')
    await expect(save({ courseId, courseSessionId })).rejects.toThrow('session_cancelled')
  }),
)

test(
  'with confirmed seats the capacity may be exactly those taken and no less, and a changed place moves nothing (INV-T2)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 3, { applyBy: '2027-01-10' })
    await sql('update course_session set is_sample = true')
    const save = (more: object) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...session, ...more })
    await ordered(town, sato, courseSessionId, tanaka)
    await ordered(town, ueda, courseSessionId, tanaka)
    await expect(save({ capacity: 1 })).rejects.toMatchObject({ code: 'capacity_below_seats', values: { seats: 2 } })
    expect(await save({ capacity: 2, place: '研修室9', applyBy: '2027-01-11' })).toEqual({
      courseSessionId,
      promoted: 0,
      version: expect.any(String),
    })
    // Whoever saves a sample session makes it the town's own (INV-D1).
    expect(
      await sql(`select place, capacity, apply_by::text, starts_on::text, seats_taken, is_sample from course_session`),
    ).toEqual([
      {
        ...{ place: '研修室9', capacity: 2, apply_by: '2027-01-11', starts_on: '2027-01-20' },
        ...{ seats_taken: 2, is_sample: false },
      },
    ])
  }),
)

test(
  'while nobody has a seat the dates may change, also with people who wait for the decision',
  inTown(async (town) => {
    const { as, sato, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    const moved = sessionOf(2, { startsOn: '2027-02-03', endsOn: '2027-02-04', startsAt: '10:00', endsAt: '11:00' })
    await afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...moved })
    const { place: _, capacity: __, applyBy: ___, ...times } = moved
    expect((await as(sato).ask(training.listMyTraining, {})).applications).toMatchObject([{ session: times }])
  }),
)

test(
  'cancelling takes every open application with it, leaves closed ones as they are, and stops at recorded attendance (INV-T9)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, ito, kato, tanaka, ono, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 1)
    const first = await approved(town, sato, courseSessionId, tanaka)
    const waits = await approved(town, ueda, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [first, waits] })
    await as(kato).ask(training.apply, { courseSessionId })
    const rejected = (await as(mori).ask(training.apply, { courseSessionId })).applicationId
    await as(tanaka).ask(training.reject, { applicationId: rejected, reason: '繁忙期' })
    const returned = (await as(ito).ask(training.apply, { courseSessionId })).applicationId
    await as(ono).ask(training.returnForRevision, { applicationId: returned, reason: '日程を' })
    expect(await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '講師の都合' })).toEqual({
      cancelled: 4,
    })
    expect(await sql(`select state, count(*)::int as n from application group by 1 order by 1`)).toEqual([
      { state: 'cancelled', n: 4 },
      { state: 'rejected', n: 1 },
    ])
    expect(await sql(`select seats_taken, cancelled_on::text, cancel_reason from course_session`)).toEqual([
      { seats_taken: 0, cancelled_on: '2026-11-22', cancel_reason: '講師の都合' },
    ])
    const held = await dataCourse(town, 5)
    const applicationId = await ordered(town, sato, held.courseSessionId, tanaka)
    on('2027-01-20')
    const attendance = [{ applicationId, attendance: 'absent' as const, reason: '窓口' }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId: held.courseSessionId, attendance })
    await expect(
      as(hayashi).ask(training.cancelSession, { courseSessionId: held.courseSessionId, reason: '都合' }),
    ).rejects.toThrow('session_was_held')
  }),
)

test(
  'more seats and freed ones go to those who wait until the day before the first day, past whoever is elsewhere (INV-T2, T5)',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, tanaka, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 1)
    const ids: number[] = []
    for (const person of [sato, ueda, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })
    const elsewhere = await dataCourse(town, 5, { startsAt: '15:00', endsAt: '17:00' })
    await as(hayashi).ask(training.nominate, {
      courseSessionId: elsewhere.courseSessionId,
      staffMemberIds: [ueda],
    })
    const save = (capacity: number) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...session, capacity })
    on('2027-01-20')
    expect((await save(2)).promoted).toBe(0)
    on('2027-01-19')
    expect((await save(3)).promoted).toBe(1)
    const states = (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications
    expect(states.map(({ state }) => state)).toEqual(['hr_selected', 'waitlisted', 'hr_selected'])
  }),
)

test(
  'pages of sessions go by the last one that was seen: what comes or moves meanwhile is neither missed nor seen twice',
  inTown(async (town) => {
    const { as, hayashi } = town
    const days = ['2027-01-20', '2027-01-20', '2027-01-21', '2027-02-01', '2027-02-02']
    const made: number[] = []
    let course = 0
    for (const startsOn of days) {
      const { courseId, courseSessionId } = await dataCourse(town, 5, { startsOn })
      course = courseId
      made.push(courseSessionId)
    }
    const page = async (after?: string) => {
      const { total, next, sessions } = await as(hayashi).ask(training.listSessions, {
        pageSize: 2,
        ...(after ? { after } : {}),
      })
      return { total, next, ids: sessions.map(({ courseSessionId }) => courseSessionId) }
    }
    const first = await page()
    expect(first).toEqual({ total: 5, next: `2027-01-20 ${made[1]}`, ids: made.slice(0, 2) })
    const earlier = await afterLooking(as(hayashi), training.saveSession, {
      courseId: course,
      ...sessionOf(5, { startsOn: '2027-01-10' }),
    })
    const second = await page(first.next!)
    expect([second.total, second.ids]).toEqual([6, made.slice(2, 4)])
    const last = await page(second.next!)
    expect(last).toEqual({ total: 6, next: null, ids: made.slice(4) })
    expect((await page()).ids).toEqual([earlier.courseSessionId, made[0]])
    // As many as a page holds: nothing follows.
    const all = await as(hayashi).ask(training.listSessions, { pageSize: 6 })
    expect([all.next, all.sessions.length]).toEqual([null, 6])
    for (const after of ['2', '2027-01-20', `x2027-01-20 1`, `2027-01-20 1x`]) {
      await expect(page(after), after).rejects.toThrow('invalid_input')
    }
  }),
)

test(
  'a session is moved with its seats: who agreed for the old days is asked again, both sides read it, and who is not free then is named (INV-T5, T6, T7)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, ito, tanaka, ono, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 3)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    const [asked] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: asked!.coverArrangementId })
    await as(tanaka).ask(training.approve, { applicationId })
    const byHead = await as(ito).ask(training.apply, { courseSessionId, cover: { kind: 'shiftSwap' } })
    await as(ono).ask(training.approve, { applicationId: byHead.applicationId })
    const choice = { courseSessionId, applicationIds: [applicationId, byHead.applicationId], alsoOrder: true }
    await as(hayashi).ask(training.select, choice)
    const waits = await as(mori).ask(training.apply, { courseSessionId })
    const tasks = async (person: number) =>
      (await as(person).ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)
    expect([await tasks(ueda), await tasks(ono)]).toEqual([[], []])
    on('2026-11-24')
    const save = (more: object) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...session, ...more })
    const later = { startsOn: '2027-02-03', endsOn: '2027-02-03' }

    // A seat elsewhere, leave and the last day of service are in the way, and nothing is changed (INV-T5, T7).
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-02-01')`, [
      ito,
    ])
    await expect(save(later)).rejects.toMatchObject({ code: 'seated_not_free', values: { n: 1, names: '伊藤 健' } })
    await sql(`delete from leave_of_absence where staff_member_id = $1`, [ito])
    const other = await dataCourse(town, 3, { startsOn: '2027-02-03' })
    await ordered(town, sato, other.courseSessionId, tanaka)
    await expect(save(later)).rejects.toMatchObject({
      ...{ code: 'seated_not_free', values: { n: 1, names: '佐藤 はるか' } },
      fields: [{ path: `release.${sato}`, reason: '佐藤 はるか: 令和9年2月3日(水)の「データ活用入門」の席がある' }],
    })
    // HR may say so of somebody else; whoever is not named keeps what they have.
    await expect(save({ ...later, release: [ito] })).rejects.toThrow('seated_not_free')
    expect([await tasks(ueda), await tasks(ono)]).toEqual([[], []])
    const moved = { startsOn: '2027-02-04', endsOn: '2027-02-04' }
    await save({ ...moved, applyBy: '2027-02-01' })
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])

    expect(await tasks(ueda)).toEqual(['coverToAgreeTo'])
    expect(await tasks(ono)).toEqual(['coverMissing'])
    const words = '日時が変わりました(変更前: 令和9年1月20日。令和8年11月24日に変更)'
    for (const reader of [sato, tanaka]) {
      const { moved: said, state } = await as(reader).ask(training.showApplication, { applicationId })
      expect([said, state]).toEqual([expect.stringContaining(words), 'ordered'])
    }
    const { toDecide } = await as(tanaka).ask(training.listApprovals, {})
    expect(toDecide.map((one) => [one.applicationId, one.moved?.includes(words)])).toEqual([
      [waits.applicationId, true],
    ])
    // Who agrees for the new days has agreed; what was agreed before stays as history.
    const [again] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    expect(again).toMatchObject({ session: moved, agreedOn: null })
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: again!.coverArrangementId })
    const [mine] = (await as(ono).ask(training.listApprovals, {})).toCover
    expect(mine?.may).toContain('agreeToCover')
    await as(ono).ask(training.agreeToCover, { coverArrangementId: mine!.cover!.coverArrangementId })
    expect([await tasks(ueda), await tasks(ono)]).toEqual([[], []])
    expect(
      await sql(`select 1 from cover_arrangement where replaced_at is not null and agreed_at is not null`),
    ).toHaveLength(2)
    // What was held is not held on another day.
    on('2027-02-04')
    await as(hayashi).ask(training.recordAttendance, {
      ...{ courseSessionId, attendance: [{ applicationId, attendance: 'attended' as const }] },
    })
    await expect(save({ startsOn: '2027-02-05', endsOn: '2027-02-05' })).rejects.toThrow('dates_with_attendance')
  }),
)

test(
  'a course is withdrawn from a day on once nothing of it is left from then on, and takes no session after it',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 3)
    const said = async () => {
      const course = await as(hayashi).ask(training.showCourse, { courseId })
      const { courseCode, title, summary, skills, hours, provider } = course
      return { courseId, courseCode, title, summary, skills, hours, provider }
    }
    const end = async (validTo: string) =>
      afterLooking(as(hayashi), training.saveCourse, { ...(await said()), validTo })
    await expect(end('2027-01-20')).rejects.toMatchObject({ code: 'sessions_after_end', values: { n: 1 } })
    await end('2027-01-21')
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '終了' })
    await end('2026-12-01')
    const add = as(hayashi).ask(training.saveSession, {
      courseId,
      ...session,
      startsOn: '2026-12-01',
      endsOn: '2026-12-01',
      applyBy: '2026-12-01',
    })
    await expect(add).rejects.toThrow('after_course_end')
    await as(hayashi).ask(training.saveSession, {
      courseId,
      ...session,
      startsOn: '2026-11-30',
      endsOn: '2026-11-30',
      applyBy: '2026-11-30',
    })
  }),
)
