import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from './contract.ts'

const tasksOf = async ({ as }: Town, person: number) =>
  (await as(person).ask(training.showMyTasks, {})).tasks.map(({ kind, dueOn, values }) =>
    [kind, dueOn, values.n].filter((value) => value !== undefined && value !== null).join(' '),
  )

test(
  'a seat is a task from fourteen days before its first day up to that day, and the report until it is in',
  inTown(async (town) => {
    const { as, on, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2, { reportRequired: true })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    on('2027-01-05')
    expect(await tasksOf(town, sato)).toEqual([])
    on('2027-01-06')
    expect(await tasksOf(town, sato)).toEqual(['attendSoon 2027-01-20'])
    on('2027-01-20')
    expect(await tasksOf(town, sato)).toEqual(['attendSoon 2027-01-20'])
    on('2027-01-21')
    expect(await tasksOf(town, sato)).toEqual([])
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    on('2027-06-01')
    expect(await tasksOf(town, sato)).toEqual(['reportDue 2027-02-20'])
    await as(sato).ask(training.submitReport, { applicationId, body: '学びました。' })
    expect(await tasksOf(town, sato)).toEqual([])
  }),
)

test(
  'a round is a task of whoever owes something and has done nothing towards it yet',
  inTown(async (town) => {
    const { as, asJob, asCommand, sato, ueda, kimura, tanaka, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5)
    const waves = [{ dueOn: '2027-02-28', sections: ['1010'] }, { dueOn: '2027-03-31' }]
    const { roundId } = await as(hayashi).ask(training.beginRound, {
      name: '回',
      who: {},
      waves,
      courseIds: [courseId],
    })
    expect(await tasksOf(town, sato)).toEqual(['roundAhead 2027-02-28'])
    expect(await tasksOf(town, kimura)).toEqual([])
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    expect(await tasksOf(town, sato)).toEqual([])
    await as(tanaka).ask(training.reject, { applicationId, reason: '繁忙期' })
    expect(await tasksOf(town, sato)).toEqual(['roundAhead 2027-02-28'])
    const levels = Object.entries({ 'ict-tools': 2, 'information-security': 2, 'data-use': 1 })
    await asCommand.ask(skills.importEvidence, {
      rows: levels.map(([skill, level]) => ({
        ...{ staffNumber: staffNumberOf('sato'), kind: 'test' as const, skill, level, asOf: '2026-11-22' },
      })),
    })
    await asJob.ask(training.keepRounds, {})
    expect(await tasksOf(town, sato)).toEqual([])
    expect(await tasksOf(town, ueda)).toEqual(['roundAhead 2027-02-28'])
    await as(hayashi).ask(training.endRound, { roundId, reason: '年度末' })
    expect(await tasksOf(town, ueda)).toEqual([])
  }),
)

test(
  'a returned application is a task until the session’s first day is over',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を' })
    on('2027-01-20')
    expect(await tasksOf(town, sato)).toEqual(['applicationReturned 2027-01-20'])
    on('2027-01-21')
    expect(await tasksOf(town, sato)).toEqual([])
  }),
)

test(
  'a request to stand in is a task until it is answered, or the session is over, or the application is',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    await as(mori).ask(training.apply, { courseSessionId, cover })
    const two = ['coverToAgreeTo 2027-01-20', 'coverToAgreeTo 2027-01-20']
    on('2027-01-20')
    expect(await tasksOf(town, ueda)).toEqual(two)
    on('2027-01-21')
    expect(await tasksOf(town, ueda)).toEqual([])
    on('2026-12-01')
    await as(sato).ask(training.withdraw, { applicationId, reason: '都合' })
    expect(await tasksOf(town, ueda)).toEqual(two.slice(1))
    const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await sql(`update cover_arrangement set replaced_at = now()`)
    expect(await tasksOf(town, ueda)).toEqual([])
    await sql(`update cover_arrangement set replaced_at = null`)
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
    expect(await tasksOf(town, ueda)).toEqual([])
    expect(await sql(`select 1 from cover_arrangement where agreed_on = '2026-12-01'`)).toHaveLength(1)
  }),
)

test(
  'a recommendation is a task for half a year, until it is answered or applied for',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5, { startsOn: '2027-05-24' })
    const offer = async (staffMemberId: number) =>
      (await as(tanaka).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ' })).recommendationId
    await offer(sato)
    const answered = await offer(ueda)
    const applied = await offer(mori)
    await as(ueda).ask(training.answerRecommendation, { recommendationId: answered, answer: 'later' })
    await as(mori).ask(training.apply, { courseSessionId, recommendationId: applied })
    expect(await tasksOf(town, ueda)).toEqual([])
    expect(await tasksOf(town, mori)).toEqual([])
    on('2027-05-23')
    expect(await tasksOf(town, sato)).toEqual(['recommendationToAnswer'])
    on('2027-05-24')
    expect(await tasksOf(town, sato)).toEqual([])
  }),
)

test(
  'of what is mine the nearest hundred are named, and how many there are',
  inTown(async ({ as, sql, sato }) => {
    await sql(`insert into course (course_code, title, summary, hours, enrolment_mode, provider, valid_from)
      select 'R' || n, '研修', '', 1, 'openApplication', '人事課', '2020-04-01' from generate_series(1, 120) n`)
    await sql(
      `insert into recommendation (staff_member_id, course_id, recommended_by, reason, recommended_on)
        select $1, course_id, 2, 'ぜひ', '2026-11-01' from course`,
      [sato],
    )
    const { total, tasks } = await as(sato).ask(training.showMyTasks, {})
    expect([total, tasks.length]).toEqual([120, 100])
  }),
)

test(
  'a head is told of what waits and of missing cover, one task a kind with its first day; who heads nobody is not (INV-O5)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, tanaka, hayashi } = town
    const first = await dataCourse(town, 5)
    const second = await dataCourse(town, 6, { startsOn: '2027-02-20' })
    await as(sato).ask(training.apply, { courseSessionId: second.courseSessionId })
    await as(ueda).ask(training.apply, { courseSessionId: first.courseSessionId })
    await approved(town, mori, first.courseSessionId, tanaka)
    const waits = ['approvalsWaiting 2027-01-20 2', 'coverMissing 2027-01-20 1']
    expect(await tasksOf(town, tanaka)).toEqual(waits)
    expect(await tasksOf(town, mori)).toEqual([])
    on('2027-01-20')
    expect(await tasksOf(town, tanaka)).toEqual(waits)
    // Of a session that is over nothing is wanted any more: neither cover nor a decision.
    on('2027-01-21')
    expect(await tasksOf(town, tanaka)).toEqual(['approvalsWaiting 2027-02-20 1'])
    on('2026-12-01')
    await as(hayashi).ask(training.cancelSession, { courseSessionId: first.courseSessionId, reason: '都合' })
    expect(await tasksOf(town, tanaka)).toEqual(['approvalsWaiting 2027-02-20 1'])
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [tanaka])
    expect(await tasksOf(town, tanaka)).toEqual([])
  }),
)

test(
  'HR is told of what is to be selected until the first day, and of what is to be recorded after the last',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2, { reportRequired: true })
    const [a, b] = [
      await approved(town, sato, courseSessionId, tanaka),
      await approved(town, ueda, courseSessionId, tanaka),
    ]
    await as(mori).ask(training.apply, { courseSessionId })
    on('2027-01-21')
    expect(await tasksOf(town, hayashi)).toEqual([])
    on('2027-01-20')
    expect(await tasksOf(town, hayashi)).toEqual(['selectionWaiting 2027-01-20 2'])
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [a, b], alsoOrder: true })
    expect(await tasksOf(town, hayashi)).toEqual([])
    on('2027-01-21')
    expect(await tasksOf(town, hayashi)).toEqual(['attendanceToRecord 2027-01-20 2'])
    const attendance = [a, b].map((applicationId) => ({ applicationId, attendance: 'attended' as const }))
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await tasksOf(town, hayashi)).toEqual([])
    await as(sato).ask(training.submitReport, { applicationId: a, body: '学びました。' })
    expect(await tasksOf(town, hayashi)).toEqual(['completionToRecord 2027-01-20 1'])
    expect(await tasksOf(town, tanaka)).toEqual([])
  }),
)

test(
  'a seat that was never ordered is HR’s from the first day on, and is ordered and recorded, or cancelled, then',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2)
    const [a, b] = [
      await approved(town, sato, courseSessionId, tanaka),
      await approved(town, ueda, courseSessionId, tanaka),
    ]
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [a, b] })
    const listed = async () =>
      (await as(hayashi).ask(training.listSessions, {})).sessions.map(({ toOrder, toRecord }) => [toOrder, toRecord])
    on('2027-01-19')
    expect(await tasksOf(town, hayashi)).toEqual([])
    on('2027-01-20')
    expect(await tasksOf(town, hayashi)).toEqual(['orderToGive 2027-01-20 2'])
    on('2027-03-01')
    expect([await tasksOf(town, hayashi), await listed()]).toEqual([['orderToGive 2027-01-20 2'], [[2, 0]]])
    await as(hayashi).ask(training.cancelApplication, { applicationId: b, reason: '来ませんでした' })
    await as(hayashi).ask(training.orderAttendance, { courseSessionId })
    expect([await tasksOf(town, hayashi), await listed()]).toEqual([['attendanceToRecord 2027-01-20 1'], [[0, 1]]])
  }),
)
