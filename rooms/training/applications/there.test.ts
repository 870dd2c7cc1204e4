import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse, recountSeats } from '#testing/training.ts'
import { training } from '../contract.ts'

const three = { endsOn: '2027-01-22' }

function factsOf({ sql }: Town) {
  return {
    joins: (who: number, day: string) =>
      sql(`update employment set joined_on = $2 where staff_member_id = $1`, [who, day]),
    leaves: (who: number, day: string | null) =>
      sql(`update employment set left_on = $2 where staff_member_id = $1`, [who, day]),
    away: async (who: number, from: string, to: string | null = null) => {
      await sql(`delete from leave_of_absence where staff_member_id = $1`, [who])
      await sql(
        `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '休職', $2, $3)`,
        [who, from, to],
      )
    },
  }
}

test(
  'whoever is not in service on each day of a session, or is on leave on one, is left without a seat and HR is told whom (INV-T7)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka, hayashi, ito, ono, inoue, suzuki, yamada, kato } = town
    const { joins, leaves, away } = factsOf(town)
    const { courseSessionId } = await dataCourse(town, 9, three)
    const ids: number[] = []
    for (const person of [sato, ueda, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    const [leaver, absent, there] = ids as [number, number, number]
    await leaves(sato, '2027-01-22')
    await away(ueda, '2027-01-22')
    await away(mori, '2027-01-01', '2027-01-20')
    await leaves(mori, '2027-01-23')
    const listed = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    expect(listed.applications.map(({ inService, onLeave, may }) => [inService, onLeave, may])).toEqual([
      [false, false, []],
      [true, true, []],
      [true, false, ['select']],
    ])
    expect(listed.may).not.toContain('orderAttendance')
    expect(await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })).toEqual({
      ...{ selected: [there], waitlisted: [], clashing: [], notThere: [leaver, absent] },
    })
    await leaves(sato, '2027-01-23')
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [leaver] })
    await leaves(sato, '2027-01-21')
    expect((await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).may).toContain(
      'orderAttendance',
    )
    expect(await as(hayashi).ask(training.orderAttendance, { courseSessionId })).toEqual({
      ...{ changed: 1, notThere: [leaver] },
    })
    const nominate = (...staffMemberIds: number[]) =>
      as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds })
    await joins(ito, '2027-01-20')
    await joins(ono, '2027-01-21')
    await away(suzuki, '2026-01-01', '2027-01-21')
    await away(inoue, '2027-01-23')
    // Whoever joins by the first day is nominated before; whoever has left, or is named twice, is no seat more.
    const answer = await nominate(yamada, ito, suzuki, ono, inoue, ito, ueda)
    expect([answer.nominated.length, answer.clashing, answer.notThere]).toEqual([2, [], [ueda, yamada, suzuki, ono]])
    await expect(nominate(kato, 999)).rejects.toThrow('no_such_staff_member')
    const { applications, session } = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    expect(applications.map(({ applicant, state }) => [applicant.staffMemberId, state])).toEqual([
      [sato, 'hr_selected'],
      [ueda, 'section_head_approved'],
      [mori, 'ordered'],
      [inoue, 'ordered'],
      [ito, 'ordered'],
    ])
    expect(session.seatsTaken).toBe(4)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a freed seat passes over whoever waits and is not there then (INV-T2, T7)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka, hayashi } = town
    const { away } = factsOf(town)
    const { courseSessionId } = await dataCourse(town, 1, three)
    const ids: number[] = []
    for (const person of [sato, ueda, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })
    await away(ueda, '2027-01-21', '2027-01-22')
    await as(sato).ask(training.withdraw, { applicationId: ids[0]!, reason: '都合' })
    const { applications } = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    expect(applications.map(({ state }) => state)).toEqual(['withdrawn', 'waitlisted', 'hr_selected'])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'nobody applies, or sends again, for days of a leave or after the service; the page offers what is taken (INV-T4, T7)',
  inTown(async (town) => {
    const { as, sato, tanaka } = town
    const { leaves, away } = factsOf(town)
    const { courseId, courseSessionId } = await dataCourse(town, 5, three)
    const offered = async () => (await as(sato).ask(training.showCourse, { courseId })).sessions[0]?.mayApply
    const apply = () => as(sato).ask(training.apply, { courseSessionId })
    const refused = async (code: string, ask: () => Promise<unknown>) => {
      expect(await offered()).toBe(false)
      await expect(ask()).rejects.toThrow(code)
    }
    await away(sato, '2027-01-22')
    await refused('on_leave_then', apply)
    await away(sato, '2027-01-01', '2027-01-21')
    await refused('on_leave_then', apply)
    await away(sato, '2027-01-23')
    expect(await offered()).toBe(true)
    await leaves(sato, '2027-01-22')
    await refused('not_in_service_then', apply)
    await leaves(sato, null)
    expect(await offered()).toBe(true)
    expect((await as(sato).ask(training.listCourses, {})).courses[0]?.sessions[0]?.mayApply).toBe(true)
    const { applicationId } = await apply()
    await refused('already_applied', apply)
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '直して' })
    const again = () => as(sato).ask(training.resubmit, { applicationId, motive: '' })
    await away(sato, '2027-01-22')
    await refused('on_leave_then', again)
    await away(sato, '2027-01-23')
    await leaves(sato, '2027-01-22')
    await refused('not_in_service_then', again)
    await leaves(sato, '2027-01-23')
    await again()
  }),
)
