import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats } from '#testing/training.ts'
import { wholeOf } from '../applications/waiting.rules.ts'
import { training } from '../contract.ts'

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
    const approvals = wholeOf(await as(tanaka).ask(training.listApprovals, {}))
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
    const always = ['nominate', 'saveSession']
    expect(await may()).toEqual([...always, 'cancelSession'])
    on('2027-01-20')
    expect(await may()).toEqual(['recordAttendance', 'recordCompletion', ...always, 'cancelSession'])
    const there = { applicationId, attendance: 'attended' as const }
    const away = { applicationId, attendance: 'absent' as const, reason: '窓口の応援' }
    await expect(
      as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance: [there, away] }),
    ).rejects.toThrow('application_named_twice')
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance: [there] })
    expect(await may()).toEqual(['recordAttendance', 'recordCompletion', ...always])
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
  'whoever is on leave is not absent: the application is cancelled with a reason (INV-T7)',
  inTown(async (town) => {
    const { as, on, sql, kimura, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    await sql(`update leave_of_absence set valid_from = '2027-01-21'`)
    const applicationId = await ordered(town, kimura, courseSessionId, tanaka)
    await sql(`update leave_of_absence set valid_from = '2027-01-20'`)
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

/** A session of three days in January with the order to attend for these people, made from the day of the cast. */
async function threeDays(town: Town, people: readonly number[], more: { reportRequired?: boolean } = {}) {
  const { courseSessionId } = await dataCourse(town, 5, { endsOn: '2027-01-22', ...more })
  const ids: number[] = []
  for (const person of people) ids.push(await ordered(town, person, courseSessionId, town.tanaka))
  const record = (applicationId: number, attendance: 'attended' | 'partially_attended' | 'absent', reason?: string) =>
    town.as(town.hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [{ applicationId, attendance, ...(reason ? { reason } : {}) }],
    })
  const complete = (applicationId: number, completed: boolean) =>
    town.as(town.hayashi).ask(training.recordCompletion, {
      courseSessionId,
      completion: [{ applicationId, completed }],
    })
  return { courseSessionId, ids: ids as [number, number], record, complete }
}

test(
  'attendance is recorded from the first day, completion from the last; each is one record (INV-T8)',
  inTown(async (town) => {
    const { on, sql, sato, ueda } = town
    const { ids, record, complete } = await threeDays(town, [sato, ueda])
    on('2027-01-19')
    await expect(record(ids[0], 'attended')).rejects.toThrow('session_not_begun')
    on('2027-01-20')
    expect(await record(ids[0], 'attended')).toEqual({ changed: 1 })
    await expect(record(ids[0], 'absent', '窓口')).rejects.toThrow('wrong_state')
    await expect(complete(ids[0], true)).rejects.toThrow('session_not_ended')
    on('2027-01-21')
    await expect(complete(ids[0], true)).rejects.toThrow('session_not_ended')
    on('2027-01-22')
    await record(ids[1], 'partially_attended')
    expect(await complete(ids[0], true)).toEqual({ changed: 1 })
    await complete(ids[1], false)
    expect(await sql(`select state, staff_member_id::int as who from application order by 2`)).toEqual([
      { state: 'completed', who: sato },
      { state: 'not_completed', who: ueda },
    ])
    // Only a completion becomes evidence, as of the last day, and sets no level (INV-P6).
    expect(
      await sql(`select staff_member_id::int as who, skill, kind, as_of::text, source, level from skill_evidence`),
    ).toEqual([
      {
        ...{ who: sato, skill: 'data-use', kind: 'completion', as_of: '2027-01-22', level: null },
        source: 'データ活用入門 (2027-01-20)',
      },
    ])
  }),
)

test(
  'where a report is due, whoever was there owes it, wholly or partly; whoever was absent owes none',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, hayashi } = town
    const { courseSessionId, ids, record, complete } = await threeDays(town, [sato, ueda], { reportRequired: true })
    const absent = await ordered(town, mori, courseSessionId, town.tanaka)
    on('2027-01-22')
    await record(ids[0], 'attended')
    await record(ids[1], 'partially_attended')
    await record(absent, 'absent', '窓口')
    const states = async () =>
      (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications.map(
        ({ state, reportSubmittedOn }) => `${state} ${reportSubmittedOn ?? ''}`.trim(),
      )
    expect(await states()).toEqual(['report_due', 'report_due', 'absent'])
    await expect(as(mori).ask(training.submitReport, { applicationId: absent, body: '報告' })).rejects.toThrow(
      'wrong_state',
    )
    on('2027-01-25')
    await as(sato).ask(training.submitReport, { applicationId: ids[0], body: '報告' })
    await expect(as(sato).ask(training.submitReport, { applicationId: ids[0], body: '報告' })).rejects.toThrow(
      'wrong_state',
    )
    await expect(complete(ids[1], true)).rejects.toThrow('report_missing')
    // Whoever never hands it in does not complete, and that may be said.
    await complete(ids[1], false)
    await complete(ids[0], true)
    expect(await states()).toEqual(['completed 2027-01-25', 'not_completed', 'absent'])
  }),
)

test(
  'whoever is on leave on one of the days is not absent; leave that ended before, or begins after, is none (INV-T7)',
  inTown(async (town) => {
    const { on, sql, sato, ueda } = town
    const { ids, record } = await threeDays(town, [sato, ueda])
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-01-22')`, [
      sato,
    ])
    const away = (from: string, to: string | null) =>
      sql(`update leave_of_absence set valid_from = $2, valid_to = $3 where staff_member_id = $1`, [sato, from, to])
    on('2027-01-22')
    const missed = () => record(ids[0], 'absent', '来なかった')
    const refused = { code: 'on_leave_is_not_absent', values: { name: '佐藤 はるか' } }
    await expect(missed()).rejects.toMatchObject(refused)
    await away('2027-01-10', '2027-01-21')
    await expect(missed()).rejects.toMatchObject(refused)
    // The leave of somebody who came is nobody's question.
    await record(ids[1], 'attended')
    await away('2027-01-23', null)
    await missed()
    await sql(`update application set state = 'ordered' where application_id = $1`, [ids[0]])
    await away('2027-01-10', '2027-01-20')
    await missed()
  }),
)

test(
  'what is recorded is of this session, and of one that stands',
  inTown(async (town) => {
    const { as, on, sato, ueda, hayashi } = town
    const { courseSessionId, ids } = await threeDays(town, [sato])
    const other = await threeDays(town, [ueda].slice(1))
    on('2027-01-22')
    const attendance = [{ applicationId: ids[0], attendance: 'attended' as const }]
    const completion = [{ applicationId: ids[0], completed: true }]
    const record = (id: number) => as(hayashi).ask(training.recordAttendance, { courseSessionId: id, attendance })
    const complete = (id: number) => as(hayashi).ask(training.recordCompletion, { courseSessionId: id, completion })
    for (const ask of [record, complete]) {
      await expect(ask(999)).rejects.toThrow('no_such_session')
      await expect(ask(other.courseSessionId)).rejects.toThrow('no_such_application')
    }
    await as(hayashi).ask(training.cancelSession, { courseSessionId: other.courseSessionId, reason: '台風' })
    for (const ask of [record, complete]) await expect(ask(other.courseSessionId)).rejects.toThrow('session_cancelled')
    await expect(complete(courseSessionId)).rejects.toThrow('wrong_state')
    await record(courseSessionId)
  }),
)
