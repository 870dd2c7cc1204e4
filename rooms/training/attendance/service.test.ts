import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, recountSeats } from '#testing/training.ts'
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
