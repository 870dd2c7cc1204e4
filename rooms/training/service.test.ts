import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { training } from './contract.ts'
import { seatStates } from './rules.ts'

/** A data course on 20 January 2027 with this many seats, made by HR. */
async function dataCourse(town: Town, seats = 2, more: { reportRequired?: boolean; startsOn?: string } = {}) {
  const { courseId } = await town.as(town.hayashi).ask(training.saveCourse, {
    courseCode: `D${seats}${more.startsOn ?? ''}${more.reportRequired ?? ''}`,
    title: 'データ活用入門',
    summary: '表の見方から始めます。',
    skills: ['data-use'],
    hours: 6,
    provider: '人事課',
    reportRequired: more.reportRequired ?? false,
  })
  const startsOn = more.startsOn ?? '2027-01-20'
  const { courseSessionId } = await town.as(town.hayashi).ask(training.saveSession, {
    courseId,
    startsOn,
    endsOn: startsOn,
    startsAt: '09:00',
    endsAt: '16:00',
    place: '研修室1',
    capacity: seats,
    applyBy: startsOn,
  })
  return { courseId, courseSessionId }
}

/** Applied for and approved by the section head of the day. */
async function approved(town: Town, person: number, courseSessionId: number, head: number) {
  const { applicationId } = await town.as(person).ask(training.apply, { courseSessionId })
  await town.as(head).ask(training.approve, { applicationId })
  return applicationId
}

const recountSeats = (town: Town) =>
  town.sql<{ wrong: number }>(
    `select count(*)::int as wrong from course_session s where seats_taken <> (select count(*) from application a
      where a.course_session_id = s.course_session_id and a.state = any($1))`,
    [seatStates],
  )

test(
  'from the application to the evidence: every step says who, as what, when and why (INV-T1, T8, P6)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2, { reportRequired: true })
    const cover = { kind: 'substitute' as const, substitute: ueda, duty: '午前の窓口' }
    const { applicationId } = await as(sato).ask(training.apply, {
      courseSessionId,
      motive: '窓口の声を数えたい',
      cover,
    })
    const asked = await as(ueda).ask(training.listMyTraining, {})
    expect(asked.coverRequests).toMatchObject([{ courseTitle: 'データ活用入門', duty: '午前の窓口', agreedOn: null }])
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: asked.coverRequests[0]!.coverArrangementId })
    const approvals = await as(tanaka).ask(training.listApprovals, {})
    expect(approvals.toDecide).toMatchObject([
      { applicationId, cover: { substitute: { name: '上田 陽介' }, agreedOn: '2026-11-22' } },
    ])
    // 窓口係: 森 佐藤 上田 木村; 木村 is on leave, 佐藤 will be in the session.
    expect(approvals.toDecide[0]!.staffing).toEqual([
      { day: '2027-01-20', members: 4, onLeave: 1, inSession: 0, inService: 2 },
    ])
    await as(tanaka).ask(training.approve, { applicationId })
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId] })
    await as(hayashi).ask(training.orderAttendance, { courseSessionId })
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await expect(as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })).rejects.toThrow(
      'session_not_begun',
    )
    on('2027-01-21')
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    const mine = await as(sato).ask(training.listMyTraining, {})
    expect(mine.applications).toMatchObject([
      { state: 'report_due', reportDueOn: '2027-02-20', next: '研修報告を令和9年2月20日までに出してください。' },
    ])
    const completion = [{ applicationId, completed: true }]
    await expect(as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })).rejects.toThrow(
      'report_missing',
    )
    await as(sato).ask(training.submitReport, { applicationId, body: '数え方を係で決めました。' })
    await as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })
    const shown = await as(sato).ask(training.showApplication, { applicationId })
    expect(shown.steps.map(({ to, actedAs, actor, takenOn }) => [to, actedAs, actor, takenOn])).toEqual([
      ['submitted', 'self', '佐藤 はるか', '2026-11-22'],
      ['section_head_approved', 'sectionHead', '田中 聡', '2026-11-22'],
      ['hr_selected', 'hr', '林 由佳', '2026-11-22'],
      ['ordered', 'hr', '林 由佳', '2026-11-22'],
      ['attended', 'hr', '林 由佳', '2027-01-21'],
      ['report_due', 'hr', '林 由佳', '2027-01-21'],
      ['report_submitted', 'self', '佐藤 はるか', '2027-01-21'],
      ['completed', 'hr', '林 由佳', '2027-01-21'],
    ])
    expect(shown.report?.body).toBe('数え方を係で決めました。')
    expect(await sql(`select skill, kind, level from skill_evidence where staff_member_id = $1`, [sato])).toEqual([
      { skill: 'data-use', kind: 'completion', level: null },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'of an application that is named twice nothing is recorded, and the day says what may be (INV-T8)',
  inTown(async (town) => {
    const { as, on, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    const may = async () => (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).may
    expect(await may()).toEqual([])
    on('2027-01-20')
    expect(await may()).toEqual(['recordAttendance', 'recordCompletion'])
    const there = { applicationId, attendance: 'attended' as const }
    const away = { applicationId, attendance: 'absent' as const, reason: '窓口の応援' }
    await expect(
      as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance: [there, away] }),
    ).rejects.toThrow('application_named_twice')
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance: [there] })
    const completion = [true, false].map((completed) => ({ applicationId, completed }))
    await expect(as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })).rejects.toThrow(
      'application_named_twice',
    )
  }),
)

test(
  'without a report the completion follows attendance, and absence ends the way with its reason (INV-T1, T8)',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const [a, b] = [
      await approved(town, sato, courseSessionId, tanaka),
      await approved(town, ueda, courseSessionId, tanaka),
    ]
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [a, b], alsoOrder: true })
    on('2027-01-20')
    const attendance = (reason?: string) => ({
      courseSessionId,
      attendance: [
        { applicationId: a, attendance: 'attended' as const },
        { applicationId: b, attendance: 'absent' as const, ...(reason ? { reason } : {}) },
      ],
    })
    await expect(as(hayashi).ask(training.recordAttendance, attendance())).rejects.toThrow('reason_needed')
    expect((await as(sato).ask(training.showApplication, { applicationId: a })).state).toBe('ordered')
    await as(hayashi).ask(training.recordAttendance, attendance('窓口が混んだため'))
    const completion = [
      { applicationId: a, completed: true },
      { applicationId: b, completed: true },
    ]
    await expect(as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })).rejects.toThrow(
      'wrong_state',
    )
    await as(hayashi).ask(training.recordCompletion, { courseSessionId, completion: completion.slice(0, 1) })
    expect((await as(sato).ask(training.listMyTraining, {})).applications[0]?.state).toBe('completed')
    expect((await as(ueda).ask(training.listMyTraining, {})).applications[0]).toMatchObject({
      state: 'absent',
      reason: '窓口が混んだため',
    })
  }),
)

test(
  'a returned application is mended and sent again; return and rejection carry a reason (INV-T1)',
  inTown(async (town) => {
    const { as, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await expect(as(tanaka).ask(training.returnForRevision, { applicationId, reason: ' ' })).rejects.toThrow(
      'invalid_input',
    )
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '代わりの人を書いてください' })
    expect(await as(sato).ask(training.showMyTasks, {})).toMatchObject([
      { kind: 'applicationReturned', title: '「データ活用入門」の申込みが差し戻されました', applicationId },
    ])
    await as(sato).ask(training.resubmit, { applicationId, motive: '学びたい', cover: { kind: 'notNeeded' } })
    await as(tanaka).ask(training.reject, { applicationId, reason: '繁忙期のため' })
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('already_decided')
    // Someone whose application was not approved may apply again (INV-T4).
    await as(sato).ask(training.apply, { courseSessionId })
  }),
)

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
    expect(listed).toMatchObject({ mayApply: false, eligibilityRule: '3級職以上の職員' })
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
    expect(answer).toEqual({ selected: [], waitlisted: [], clashing: [two] })
    await expect(as(sato).ask(training.apply, { courseSessionId: third.courseSessionId })).rejects.toMatchObject({
      code: 'overlapping_session',
      values: { course: 'データ活用入門', date: '令和9年1月20日' },
    })
    const nomination = { courseSessionId: third.courseSessionId, staffMemberIds: [sato] }
    expect(await as(hayashi).ask(training.nominate, nomination)).toEqual({ nominated: [], clashing: [sato] })
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
  'missing cover is the section head’s task; cover without a substitute is agreed to by the approval (INV-T6)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, kimura, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const none = await approved(town, sato, courseSessionId, tanaka)
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toMatchObject([{ applicationId: none }])
    expect(await as(tanaka).ask(training.showMyTasks, {})).toMatchObject([{ kind: 'coverMissing', values: { n: 1 } }])
    const ask = (cover: { kind: 'substitute' | 'reducedCounter' | 'notNeeded'; substitute?: number }) =>
      as(tanaka).ask(training.arrangeCover, { applicationId: none, cover })
    await expect(ask({ kind: 'substitute' })).rejects.toThrow('substitute_needed')
    await expect(ask({ kind: 'notNeeded', substitute: mori })).rejects.toThrow('substitute_not_needed')
    await expect(ask({ kind: 'substitute', substitute: sato })).rejects.toThrow('substitute_is_applicant')
    await expect(ask({ kind: 'substitute', substitute: kimura })).rejects.toThrow('substitute_away')
    await expect(ask({ kind: 'substitute', substitute: 999 })).rejects.toThrow('no_such_substitute')
    const asked = await ask({ kind: 'substitute', substitute: mori })
    expect(asked.agreedOn).toBeNull()
    await as(mori).ask(training.declineCover, { coverArrangementId: asked.coverArrangementId })
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toHaveLength(1)
    await expect(as(mori).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })).rejects.toThrow(
      'cover_not_open',
    )
    expect((await ask({ kind: 'reducedCounter' })).agreedOn).toBe('2026-11-22')
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toEqual([])
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId, cover: { kind: 'splitDates' } })
    await as(tanaka).ask(training.approve, { applicationId })
    expect((await as(ueda).ask(training.showApplication, { applicationId })).cover?.agreedOn).toBe('2026-11-22')
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
    expect(answer).toEqual({ selected: [ids[0]], waitlisted: ids.slice(1), clashing: [] })
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
    expect((await as(hayashi).ask(training.saveSession, { ...session, capacity: 2 })).promoted).toBe(1)
    expect(await states()).toEqual(['withdrawn', 'hr_selected', 'hr_selected', 'waitlisted 1'])
    await expect(as(hayashi).ask(training.saveSession, { ...session, capacity: 1 })).rejects.toThrow(
      'capacity_below_seats',
    )
    await expect(
      as(hayashi).ask(training.saveSession, { ...session, capacity: 2, startsOn: '2027-01-21', endsOn: '2027-01-21' }),
    ).rejects.toThrow('dates_with_seats')
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
  'whoever is on leave is not absent: the application is cancelled with a reason (INV-T7)',
  inTown(async (town) => {
    const { as, on, kimura, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const applicationId = await approved(town, kimura, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    on('2027-01-21')
    await expect(as(kimura).ask(training.withdraw, { applicationId, reason: '後から' })).rejects.toThrow('session_over')
    const attendance = [{ applicationId, attendance: 'absent' as const, reason: '来なかった' }]
    await expect(as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })).rejects.toThrow(
      'on_leave_is_not_absent',
    )
    await as(hayashi).ask(training.cancelApplication, { applicationId, reason: '育児休業のため' })
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a pending approval moves to the successor on the day of the posting, and the head’s own goes one level up (INV-O4, O5)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, ono, kato } = town
    const { courseSessionId } = await dataCourse(town, 3, { startsOn: '2027-05-10' })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const own = await as(tanaka).ask(training.apply, { courseSessionId })
    await expect(as(tanaka).ask(training.approve, { applicationId: own.applicationId })).rejects.toThrow('forbidden')
    await as(kato).ask(training.approve, { applicationId: own.applicationId })
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id in ($1, $2)`, [tanaka, ono])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000011', '1010', '5級職', '戸籍住民課長', 'primary', true, '2027-04-01')`,
      [ono],
    )
    expect((await as(ono).ask(training.listApprovals, {})).toDecide).toEqual([])
    on('2027-04-01')
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toEqual([])
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('forbidden')
    expect((await as(ono).ask(training.listApprovals, {})).toDecide).toMatchObject([{ applicationId }])
    await as(ono).ask(training.approve, { applicationId })
  }),
)

test(
  'a recommendation enrols nobody, is declined without a reason, and leads to the form (INV-T3)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    const offer = { courseId, reason: '窓口の改善に', targetSkill: 'data-use', offeredCover: '私が窓口に立ちます' }
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer })
    const other = await as(tanaka).ask(training.recommendCourse, { staffMemberId: ueda, ...offer })
    await expect(as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer })).rejects.toThrow(
      'already_recommended',
    )
    expect(await as(sato).ask(training.showMyTasks, {})).toMatchObject([
      { kind: 'recommendationToAnswer', title: '田中 聡さんから「データ活用入門」のおすすめが届いています' },
    ])
    await as(ueda).ask(training.answerRecommendation, { recommendationId: other.recommendationId, answer: 'declined' })
    await as(sato).ask(training.answerRecommendation, { recommendationId, answer: 'accepted' })
    expect(await sql(`select 1 from application`)).toEqual([])
    await expect(as(ueda).ask(training.apply, { courseSessionId, recommendationId })).rejects.toThrow(
      'no_such_recommendation',
    )
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    const given = await as(tanaka).ask(training.listGivenRecommendations, {})
    expect(given.map(({ person, answer, applicationState }) => [person.name, answer, applicationState])).toEqual([
      ['上田 陽介', 'declined', null],
      ['佐藤 はるか', 'accepted', 'submitted'],
    ])
    expect((await as(sato).ask(training.listMyTraining, {})).recommendations).toMatchObject([
      { recommendationId, applicationId, offeredCover: '私が窓口に立ちます' },
    ])
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toMatchObject([{ recommendedByMe: true }])
  }),
)

test(
  'nothing is suggested to someone who has left, nor for a skill or a course that is not there',
  inTown(async (town) => {
    const { as, sato, yamada, tanaka } = town
    const { courseId } = await dataCourse(town)
    const offer = { courseId, reason: 'ぜひ' }
    await expect(as(tanaka).ask(training.recommendCourse, { staffMemberId: yamada, ...offer })).rejects.toThrow(
      'has_left',
    )
    await expect(
      as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer, targetSkill: 'magic' }),
    ).rejects.toThrow('no_such_skill')
    await expect(
      as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer, courseId: 999 }),
    ).rejects.toThrow('no_such_course')
  }),
)

test(
  'the section head sees who has had no training this year and to whom nothing was recommended',
  inTown(async (town) => {
    const { as, on, sato, kimura, tanaka, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 2, { startsOn: '2026-12-01' })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    on('2026-12-02')
    await as(hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [{ applicationId, attendance: 'partially_attended' }],
    })
    await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, courseId, reason: '続けて' })
    const team = await as(tanaka).ask(training.showTeamTraining, {})
    expect(team.map(({ person, attendedThisYear }) => [person.name, attendedThisYear])).toEqual([
      ['上田 陽介', 0],
      ['木村 葵', 0],
      ['佐藤 はるか', 1],
      ['森 千夏', 0],
    ])
    expect(team.find(({ person }) => person.staffMemberId === kimura)?.onLeave).toBe(true)
    expect(team.find(({ person }) => person.staffMemberId === sato)).toMatchObject({
      recommendations: 1,
      lastAttendedOn: '2026-12-01',
    })
    on('2027-04-01')
    expect((await as(tanaka).ask(training.showTeamTraining, {})).every((row) => row.attendedThisYear === 0)).toBe(true)
  }),
)

test(
  'the catalogue is found by words of any width and by skill, the soonest first',
  inTown(async (town) => {
    const { as, sato } = town
    const later = await dataCourse(town, 2, { startsOn: '2027-02-20' })
    const sooner = await dataCourse(town, 3)
    const titles = await as(sato).ask(training.listCourses, {})
    expect(titles.courses.map(({ courseId }) => courseId)).toEqual([sooner.courseId, later.courseId])
    expect(titles.courses[0]?.sessions).toMatchObject([{ seatsLeft: 3, waiting: 0, isOpen: true, mine: null }])
    expect((await as(sato).ask(training.listCourses, { q: 'ﾃﾞｰﾀ 人事課', skill: 'data-use' })).total).toBe(2)
    expect((await as(sato).ask(training.listCourses, { q: '100%' })).total).toBe(0)
    expect((await as(sato).ask(training.listCourses, { skill: 'ict-tools' })).total).toBe(0)
  }),
)

test(
  'HR sees per session what is to be done',
  inTown(async (town) => {
    const { as, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    await approved(town, sato, courseSessionId, tanaka)
    await as(ueda).ask(training.apply, { courseSessionId })
    const { sessions, total } = await as(hayashi).ask(training.listSessions, {})
    expect(total).toBe(1)
    expect(sessions).toMatchObject([{ courseSessionId, submitted: 1, toSelect: 1, waitlisted: 0, seatsTaken: 0 }])
    expect(await as(hayashi).ask(training.showMyTasks, {})).toMatchObject([
      { kind: 'selectionWaiting', title: '選考を待つ申込みが1件あります', courseSessionId },
    ])
  }),
)

test(
  'every change is in the journal with whom it concerns and why',
  inTown(async (town) => {
    const { as, sql, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を確かめて' })
    const lines = await sql(
      `select operation, acted_as, subjects::int[], reason from journal_line where subjects @> array[$1::bigint] order by line_id`,
      [sato],
    )
    expect(lines).toMatchObject([
      { operation: 'training.apply', acted_as: 'staff', reason: null },
      { operation: 'training.returnForRevision', acted_as: 'sectionHead', reason: '日程を確かめて' },
    ])
  }),
)
