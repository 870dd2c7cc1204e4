import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'a second application, a past session, a cancelled one and one that is not for me are refused in words (INV-T4)',
  inTown(async (town) => {
    const { as, on, sato, kato, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    await expect(as(sato).ask(training.apply, { courseSessionId })).rejects.toThrow('already_applied')
    const leaders = await as(hayashi).ask(training.saveCourse, {
      courseCode: 'L1',
      title: '係長研修',
      summary: '',
      hours: 6,
      provider: '人事課',
      eligibility: { minRank: 3 },
    })
    const session = {
      startsOn: '2027-02-01',
      endsOn: '2027-02-01',
      startsAt: '09:00',
      endsAt: '12:00',
      place: '会議室',
    }
    const made = await as(hayashi).ask(training.saveSession, {
      courseId: leaders.courseId,
      ...session,
      capacity: 5,
      applyBy: '2027-01-25',
    })
    await expect(as(sato).ask(training.apply, { courseSessionId: made.courseSessionId })).rejects.toMatchObject({
      code: 'not_eligible',
      values: { rule: '3級職以上の職員' },
    })
    await as(kato).ask(training.apply, { courseSessionId: made.courseSessionId })
    const listed = await as(sato).ask(training.showCourse, { courseId: leaders.courseId })
    expect(listed).toMatchObject({ isForMe: false, eligibilityRule: '3級職以上の職員' })
    await as(hayashi).ask(training.cancelSession, { courseSessionId: made.courseSessionId, reason: '講師の都合' })
    await expect(as(kato).ask(training.apply, { courseSessionId: made.courseSessionId })).rejects.toThrow(
      'session_cancelled',
    )
    expect((await as(kato).ask(training.listMyTraining, {})).applications).toMatchObject([
      { state: 'cancelled', reason: '講師の都合' },
    ])
    on('2027-01-21')
    await expect(as(kato).ask(training.apply, { courseSessionId })).rejects.toThrow('session_closed')
    expect((await as(sato).ask(training.showCourse, { courseId })).sessions).toEqual([])
  }),
)

test(
  'one may apply until the last day to apply, while in service on every day of the session, and not where people are nominated (INV-T4)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori } = town
    const { courseSessionId } = await dataCourse(town, 5, { endsOn: '2027-01-22', applyBy: '2027-01-13' })
    const apply = (person: number, id = courseSessionId) => as(person).ask(training.apply, { courseSessionId: id })
    const nominated = await dataCourse(town, 5, { enrolmentMode: 'nominated' })
    await expect(apply(sato, nominated.courseSessionId)).rejects.toThrow('nominated_only')
    await expect(apply(sato, 999)).rejects.toThrow('no_such_session')
    const leaves = (day: string) => sql(`update employment set left_on = $2 where staff_member_id = $1`, [sato, day])
    await leaves('2027-01-22')
    await expect(apply(sato)).rejects.toThrow('not_in_service_then')
    await leaves('2027-01-23')
    await apply(sato)
    on('2027-01-13')
    await apply(ueda)
    on('2027-01-14')
    await expect(apply(mori)).rejects.toMatchObject({ code: 'session_closed', values: { date: '令和9年1月13日' } })
  }),
)

test(
  'a confirmed seat is in the way at common hours only; one that is waited for, or was cancelled, is not (INV-T5)',
  inTown(async (town) => {
    const { as, sql, sato, tanaka } = town
    const taken = await dataCourse(town, 5, { startsAt: '09:00', endsAt: '12:00' })
    await ordered(town, sato, taken.courseSessionId, tanaka)
    const at = async (startsAt: string, endsAt: string, startsOn = '2027-01-20') => {
      const { courseSessionId } = await dataCourse(town, 5, { startsOn, startsAt, endsAt })
      return as(sato).ask(training.apply, { courseSessionId })
    }
    await expect(at('11:59', '17:00')).rejects.toThrow('overlapping_session')
    await at('12:00', '17:00')
    await at('08:00', '09:00')
    await at('09:00', '12:00', '2027-01-21')
    await at('13:00', '14:00')
    await sql(`update course_session set cancelled_on = '2026-11-22' where course_session_id = $1`, [
      taken.courseSessionId,
    ])
    await at('09:00', '12:00')
  }),
)

test(
  'whoever has a seat, or waits, withdraws until the first day; only a seat that is freed moves somebody up',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, ito, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 1)
    const ids: number[] = []
    for (const person of [sato, ueda, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    const { applicationId: open } = await as(ito).ask(training.apply, { courseSessionId })
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })
    const withdraw = (person: number, applicationId: number) =>
      as(person).ask(training.withdraw, { applicationId, reason: '都合' })
    const states = async () =>
      (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications.map(
        ({ state }) => state,
      )
    await withdraw(ueda, ids[1]!)
    expect(await states()).toEqual(['hr_selected', 'withdrawn', 'waitlisted', 'submitted'])
    await expect(withdraw(ueda, ids[1]!)).rejects.toThrow('wrong_state')
    on('2027-01-21')
    await expect(withdraw(sato, ids[0]!)).rejects.toThrow('session_over')
    await expect(withdraw(ito, open)).rejects.toThrow('session_over')
    on('2027-01-20')
    expect(await withdraw(ito, open)).toEqual({ applicationId: open, state: 'withdrawn' })
    expect(await withdraw(sato, ids[0]!)).toEqual({ applicationId: ids[0], state: 'withdrawn' })
    expect(await states()).toEqual(['withdrawn', 'withdrawn', 'waitlisted', 'withdrawn'])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a returned application is sent again with new words and cover, while the session takes applications',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { applyBy: '2027-01-13' })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, motive: '前' })
    const again = (more: object = {}) => as(sato).ask(training.resubmit, { applicationId, motive: '後', ...more })
    await expect(again()).rejects.toThrow('wrong_state')
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '直して' })
    on('2027-01-14')
    await expect(again()).rejects.toThrow('session_closed')
    on('2027-01-13')
    expect(await again({ cover: { kind: 'substitute', substitute: ueda } })).toEqual({
      applicationId,
      state: 'submitted',
    })
    expect(await as(sato).ask(training.showApplication, { applicationId })).toMatchObject({
      ...{ motive: '後', cover: { substitute: { staffMemberId: ueda } } },
    })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '直して' })
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '台風' })
    await expect(again()).rejects.toThrow('session_cancelled')
  }),
)

test(
  'the page of an application names what its reader may do now, and no more',
  inTown(async (town) => {
    const { as, on, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { reportRequired: true })
    const cover = { kind: 'shiftSwap' as const }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    const may = async (person: number) => (await as(person).ask(training.showApplication, { applicationId })).may.sort()
    await expect(as(hayashi).ask(training.showApplication, { applicationId: 999 })).rejects.toThrow(
      'no_such_application',
    )
    expect(await may(sato)).toEqual(['arrangeCover', 'withdraw'])
    expect(await may(hayashi)).toEqual(['cancelApplication'])
    expect(await may(tanaka)).toEqual(['agreeToCover', 'approve', 'arrangeCover', 'reject', 'returnForRevision'])
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '直して' })
    expect(await may(sato)).toEqual(['arrangeCover', 'resubmit', 'withdraw'])
    await as(sato).ask(training.resubmit, { applicationId, motive: '' })
    await as(tanaka).ask(training.approve, { applicationId })
    expect(await may(tanaka)).toEqual(['arrangeCover', 'takeBackStep'])
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    on('2027-01-20')
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await as(sato).ask(training.showApplication, { applicationId })).toMatchObject({
      ...{ may: ['submitReport'], reportDueOn: '2027-02-20', report: null },
    })
    await as(sato).ask(training.submitReport, { applicationId, body: '学びました。' })
    expect(await as(hayashi).ask(training.showApplication, { applicationId })).toMatchObject({
      ...{ may: ['correctRecord'], reportDueOn: null, report: { body: '学びました。', submittedOn: '2027-01-20' } },
    })
    expect([await may(tanaka), await may(sato)]).toEqual([[], ['correctReport']])
  }),
)
