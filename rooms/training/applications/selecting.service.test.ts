import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, recountSeats, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'nobody has two seats at one hour (INV-T5)',
  inTown(async (town) => {
    const { as, sato, tanaka, hayashi } = town
    const first = await dataCourse(town, 2)
    const second = await dataCourse(town, 3)
    const third = await dataCourse(town, 4)
    const one = await approved(town, sato, first.courseSessionId, tanaka)
    const two = await approved(town, sato, second.courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId: first.courseSessionId, applicationIds: [one] })
    const answer = await as(hayashi).ask(training.select, {
      courseSessionId: second.courseSessionId,
      applicationIds: [two],
    })
    expect(answer).toEqual({ selected: [], waitlisted: [], clashing: [two], notThere: [] })
    await expect(as(sato).ask(training.apply, { courseSessionId: third.courseSessionId })).rejects.toMatchObject({
      code: 'overlapping_session',
      values: { course: 'データ活用入門', date: '令和9年1月20日' },
    })
    const nomination = { courseSessionId: third.courseSessionId, staffMemberIds: [sato] }
    expect(await as(hayashi).ask(training.nominate, nomination)).toEqual({
      nominated: [],
      clashing: [sato],
      notThere: [],
      ...{ notEligible: [], hasApplied: [] },
    })
  }),
)

test(
  'two selections at once in two sessions of the same hour give one seat (INV-T5)',
  inTown(async (town) => {
    const { as, sql, sato, tanaka, hayashi } = town
    const sessions = [(await dataCourse(town, 5)).courseSessionId, (await dataCourse(town, 6)).courseSessionId]
    const ids = [await approved(town, sato, sessions[0]!, tanaka), await approved(town, sato, sessions[1]!, tanaka)]
    await Promise.all(
      sessions.map((courseSessionId, index) =>
        as(hayashi).ask(training.select, { courseSessionId, applicationIds: [ids[index]!] }),
      ),
    )
    expect(await sql(`select count(*)::int as n from application where state = 'hr_selected'`)).toEqual([{ n: 1 }])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a freed seat passes over whom the counter cannot spare, who is named to HR and has the next one once somebody stands in (INV-T2, T5, T6)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, ito, ono, kato, tanaka, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 1)
    const ids: number[] = []
    for (const person of [ueda, sato, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    ids.push(await approved(town, ito, courseSessionId, ono))
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: ids })
    // 窓口係 of three needs two: with 上田 gone nobody else can go.
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(2) },
    })
    const rows = async () =>
      (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications.map(
        ({ state, isHeldBack }) => (isHeldBack ? `${state} held back` : state),
      )
    expect(await rows()).toEqual(['hr_selected', 'waitlisted', 'waitlisted', 'waitlisted'])
    const seats = (capacity: number) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...sessionOf(capacity) })
    expect((await seats(2)).promoted).toBe(1)
    expect(await rows()).toEqual(['hr_selected', 'waitlisted', 'waitlisted', 'hr_selected'])
    expect((await seats(3)).promoted).toBe(0)
    expect(await rows()).toEqual(['hr_selected', 'waitlisted held back', 'waitlisted held back', 'hr_selected'])
    // Somebody of another section stands in for the second in line, and is asked first.
    const cover = { kind: 'substitute' as const, substitute: kato }
    const { coverArrangementId } = await as(tanaka).ask(training.arrangeCover, { applicationId: ids[2]!, cover })
    expect((await rows())[2]).toBe('waitlisted held back')
    await as(kato).ask(training.agreeToCover, { coverArrangementId })
    expect(await rows()).toEqual(['hr_selected', 'waitlisted', 'hr_selected', 'hr_selected'])
    // Of two who wait the first goes, and the counter is then at its minimum again.
    await as(ueda).ask(training.withdraw, { applicationId: ids[0]!, reason: '都合', barrier: 'personal' })
    expect(await rows()).toEqual(['withdrawn', 'hr_selected', 'hr_selected', 'hr_selected'])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a freed seat goes to the first who waits, once; more seats go to the next; fewer seats than people are refused (INV-T2)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, ito, tanaka, ono, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 1)
    const ids: number[] = []
    for (const person of [sato, ueda, mori]) ids.push(await approved(town, person, courseSessionId, tanaka))
    ids.push(await approved(town, ito, courseSessionId, ono))
    const answer = await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [...ids].reverse() })
    expect(answer).toEqual({ selected: [ids[0]], waitlisted: ids.slice(1), clashing: [], notThere: [] })
    await as(sato).ask(training.withdraw, { applicationId: ids[0]!, reason: '予定が変わったため' })
    const states = async () =>
      (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications.map(
        ({ state, waitingPlace }) => (waitingPlace ? `${state} ${waitingPlace}` : state),
      )
    expect(await states()).toEqual(['withdrawn', 'hr_selected', 'waitlisted 1', 'waitlisted 2'])
    const promotedStep = (await as(ueda).ask(training.showApplication, { applicationId: ids[1]! })).steps.at(-1)
    expect(promotedStep).toMatchObject({ to: 'hr_selected', actedAs: 'waitingList', actor: null })
    const session = {
      courseId,
      courseSessionId,
      startsOn: '2027-01-20',
      endsOn: '2027-01-20',
      startsAt: '09:00',
      endsAt: '16:00',
      place: '研修室1',
      applyBy: '2027-01-20',
    }
    expect((await afterLooking(as(hayashi), training.saveSession, { ...session, capacity: 2 })).promoted).toBe(1)
    expect(await states()).toEqual(['withdrawn', 'hr_selected', 'hr_selected', 'waitlisted 1'])
    await expect(afterLooking(as(hayashi), training.saveSession, { ...session, capacity: 1 })).rejects.toThrow(
      'capacity_below_seats',
    )
    await as(hayashi).ask(training.notSelect, { courseSessionId, applicationIds: [ids[1]!] })
    expect(await states()).toEqual(['withdrawn', 'not_selected', 'hr_selected', 'hr_selected'])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'HR nominates within the seats; the nominated enter with attendance ordered, once',
  inTown(async (town) => {
    const { as, sato, ueda, mori, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2)
    await expect(
      as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato, ueda, mori] }),
    ).rejects.toMatchObject({ code: 'not_enough_seats', values: { seats: 2 } })
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })
    expect((await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })).nominated).toEqual(
      [],
    )
    expect((await as(sato).ask(training.listMyTraining, {})).applications).toMatchObject([{ state: 'ordered' }])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'HR decides over applications of this session only, while it stands, and nominates whom there is',
  inTown(async (town) => {
    const { as, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const other = await dataCourse(town, 5, { startsOn: '2027-02-20' })
    const mine = await approved(town, sato, courseSessionId, tanaka)
    const elsewhere = await approved(town, ueda, other.courseSessionId, tanaka)
    const { select, notSelect, orderAttendance, nominate } = training
    for (const operation of [select, notSelect, orderAttendance]) {
      const ask = (id: number, application: number) =>
        as(hayashi).ask(operation, { courseSessionId: id, applicationIds: [application] })
      await expect(ask(courseSessionId, elsewhere)).rejects.toThrow('no_such_application')
      await expect(ask(999, mine)).rejects.toThrow('no_such_session')
    }
    await expect(as(hayashi).ask(orderAttendance, { courseSessionId, applicationIds: [mine] })).rejects.toThrow(
      'wrong_state',
    )
    await expect(as(hayashi).ask(training.listSessionApplications, { courseSessionId: 999 })).rejects.toThrow(
      'no_such_session',
    )
    await expect(as(hayashi).ask(nominate, { courseSessionId, staffMemberIds: [sato, 999] })).rejects.toThrow(
      'no_such_staff_member',
    )
    await as(hayashi).ask(select, { courseSessionId, applicationIds: [mine] })
    expect(await as(hayashi).ask(orderAttendance, { courseSessionId })).toEqual({ changed: 1, notThere: [] })
    await as(hayashi).ask(training.cancelSession, { courseSessionId: other.courseSessionId, reason: '台風' })
    for (const operation of [select, orderAttendance]) {
      await expect(
        as(hayashi).ask(operation, { courseSessionId: other.courseSessionId, applicationIds: [elsewhere] }),
      ).rejects.toThrow('session_cancelled')
    }
    await expect(
      as(hayashi).ask(nominate, { courseSessionId: other.courseSessionId, staffMemberIds: [sato] }),
    ).rejects.toThrow('session_cancelled')
  }),
)

test(
  'as many as there are seats are nominated or selected, not one more; whoever waits keeps the place in the line (INV-T2)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, ito, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2)
    const nominated = await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato, ueda] })
    expect(nominated.nominated).toHaveLength(2)
    await expect(as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [ito] })).rejects.toMatchObject({
      code: 'not_enough_seats',
      values: { seats: 0 },
    })
    const waits = await approved(town, mori, courseSessionId, tanaka)
    const choose = () => as(hayashi).ask(training.select, { courseSessionId, applicationIds: [waits] })
    expect(await choose()).toEqual({ selected: [], waitlisted: [waits], clashing: [], notThere: [] })
    expect(await choose()).toEqual({ selected: [], waitlisted: [waits], clashing: [], notThere: [] })
    await as(hayashi).ask(training.cancelApplication, { applicationId: nominated.nominated[0]!, reason: '休職' })
    expect((await as(mori).ask(training.showApplication, { applicationId: waits })).state).toBe('hr_selected')
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'an order of all is for all who are selected in that session, and for nobody of another',
  inTown(async (town) => {
    const { as, sato, ueda, tanaka, hayashi } = town
    const [one, two] = [await dataCourse(town, 2), await dataCourse(town, 2, { startsOn: '2027-02-20' })]
    for (const [person, { courseSessionId }] of [
      [sato, one],
      [ueda, two],
    ] as const) {
      const applicationId = await approved(town, person, courseSessionId, tanaka)
      await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId] })
    }
    const order = await as(hayashi).ask(training.orderAttendance, { courseSessionId: one.courseSessionId })
    expect(order).toEqual({ changed: 1, notThere: [] })
    expect((await as(ueda).ask(training.listMyTraining, {})).applications[0]?.state).toBe('hr_selected')
  }),
)
