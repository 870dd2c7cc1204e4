/** What HR recorded wrongly is put right in the open, and what rests on it follows (INV-F4, P6, T8). */
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse, ordered } from '#testing/training.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)

test(
  'a wrong completion is corrected in a closed year: evidence and figures follow, the frozen value stays and is restated with the reason',
  inTown(async (town) => {
    const { as, asJob, on, sql, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const [first, second] = [
      await ordered(town, sato, courseSessionId, tanaka),
      await ordered(town, ueda, courseSessionId, tanaka),
    ]
    on('2027-01-20')
    const both = [first, second]
    const attendance = both.map((applicationId) => ({ applicationId, attendance: 'attended' as const }))
    const show = (applicationId = first, who = hayashi) => as(who).ask(training.showApplication, { applicationId })
    const correct = async (to: object, seen?: string) =>
      said(
        as(hayashi).ask(training.correctRecord, {
          ...{ applicationId: first, attendance: 'attended', completion: 'not_completed', reason: '同姓の別人でした' },
          seen: seen ?? (await show()).record?.version,
          ...to,
        }),
      )
    expect(await correct({})).toBe('not_recorded')
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    const completion = both.map((applicationId) => ({ applicationId, completed: true }))
    await as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })
    on('2027-04-01')
    await closesYear({ as }, 2026)
    const { version: seen, closedYears } = (await show()).record!
    expect(closedYears).toEqual([2026])
    const evidence = () =>
      sql(
        `select withdrawn_at is null as stands, withdrawn_reason as reason from skill_evidence
        where staff_member_id = $1 and kind = 'completion' order by skill_evidence_id`,
        [sato],
      )
    const counted = () =>
      sql(
        `select sum(attended)::int as attended, sum(completed)::int as completed, sum(not_completed)::int as not from course_year`,
      )
    expect([await evidence(), await counted()]).toEqual([
      [{ stands: true, reason: null }],
      [{ attended: 2, completed: 2, not: 0 }],
    ])
    expect(
      await said(
        as(sato).ask(training.correctRecord, {
          applicationId: first,
          seen,
          attendance: 'absent',
          completion: 'unrecorded',
          reason: 'x',
        }),
      ),
    ).toBe('forbidden')
    expect(await correct({ attendance: 'absent', completion: 'completed' })).toBe('absent_not_completed')
    expect(await correct({ completion: 'completed' })).toBe('nothing_to_correct')
    // Two windows: one corrects, the other has seen what is no longer so.
    const answers = await Promise.all([
      correct({}, seen),
      correct({ attendance: 'absent', completion: 'unrecorded' }, seen),
    ])
    expect(answers.toSorted()).toEqual(['changed_meanwhile', 'done'])
    if (answers[1] === 'done') expect(await correct({})).toBe('done')
    expect([await evidence(), await counted(), (await show()).state]).toEqual([
      [{ stands: false, reason: '同姓の別人でした' }],
      [{ attended: 2, completed: 1, not: 1 }],
      'not_completed',
    ])
    const shown = await show(first, sato)
    expect(shown.corrections.at(-1)).toMatchObject({
      after: { attendance: 'attended', completion: 'not_completed' },
      ...{ reason: '同姓の別人でした', by: '林 由佳', on: '2027-04-01' },
    })
    expect([shown.may, (await show()).may]).toEqual([[], expect.arrayContaining(['correctRecord'])])
    const value = async () => {
      const { values } = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2026 })
      return values.filter(({ restatements, restatementDue }) => restatements.length > 0 || restatementDue)
    }
    const due = (await value()).map(({ id }) => id)
    expect(due.length).toBeGreaterThan(0)
    expect(await asJob.ask(pdca.restateCorrected, {})).toMatchObject({ restated: due.length })
    expect(await value()).toEqual(
      due.map((id) =>
        expect.objectContaining({
          ...{ id, restatementDue: false },
          restatements: [
            expect.objectContaining({ reason: expect.stringContaining('同姓の別人でした'), by: '林 由佳' }),
          ],
        }),
      ),
    )
    expect(await asJob.ask(pdca.restateCorrected, {})).toEqual({ settled: 0, restated: 0 })
    // Right again, by a third word: the evidence comes back as new evidence.
    expect(await correct({ completion: 'completed' })).toBe('done')
    expect([(await evidence()).at(-1), await counted()]).toEqual([
      { stands: true, reason: null },
      [{ attended: 2, completed: 2, not: 0 }],
    ])
    expect(await correct({ attendance: 'unrecorded', completion: 'unrecorded' })).toBe('done')
    expect(await show()).toMatchObject({ state: 'ordered', record: { attendance: 'unrecorded' } })
    await as(hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [{ applicationId: first, attendance: 'partially_attended' }],
    })
    expect((await show()).record).toMatchObject({ attendance: 'partially_attended', completion: 'unrecorded' })
  }),
)

test(
  'with a report due nobody is corrected to completed without it, nobody on leave to absent, and nothing of a cancelled session',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { reportRequired: true })
    const applicationId = await ordered(town, sato, courseSessionId, tanaka)
    on('2027-01-20')
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    const show = () => as(hayashi).ask(training.showApplication, { applicationId })
    const correct = async (to: object) => {
      const { record } = await show()
      const input = {
        applicationId,
        seen: record?.version,
        completion: 'unrecorded',
        attendance: 'attended',
        reason: '取違え',
        ...to,
      }
      return said(as(hayashi).ask(training.correctRecord, input as never))
    }
    expect(await correct({ completion: 'completed' })).toBe('report_missing')
    expect([await correct({ attendance: 'absent' }), (await show()).state]).toEqual(['done', 'absent'])
    expect([await correct({ attendance: 'attended' }), (await show()).state]).toEqual(['done', 'report_due'])
    // Whoever was there has completed nothing by that.
    expect(await sql(`select from skill_evidence where kind = 'completion'`)).toEqual([])
    await as(sato).ask(training.submitReport, { applicationId, body: '学びました。' })
    expect([await correct({ attendance: 'partially_attended' }), (await show()).state]).toEqual([
      'done',
      'report_submitted',
    ])
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '病気休暇', '2027-01-19')`,
      [sato],
    )
    expect(await correct({ attendance: 'absent' })).toBe('on_leave_is_not_absent')
    await sql(`update course_session set cancelled_on = '2027-01-20'`)
    expect(await correct({ completion: 'completed' })).toBe('session_cancelled')
  }),
)

test(
  'a value that HR entered for a wrong day moves to the right one, or goes, and the year that was closed with it is restated',
  inTown(async (town) => {
    const { as, asJob, on, hayashi, inoue } = town
    const kpiId = 'kpi-pride'
    const enter = (numerator: number, asOf: string) =>
      as(hayashi).ask(kpi.recordKpiActual, { kpiId, numerator, denominator: 100, asOf })
    on('2027-04-02')
    await enter(60, '2027-03-01')
    await enter(70, '2027-03-31')
    await closesYear({ as }, 2026)
    const shown = () => as(hayashi).ask(kpi.showKpi, { kpiId })
    // The dialog says which closed years a correction would reach.
    expect([(await shown()).closedYears, (await as(inoue).ask(kpi.showKpi, { kpiId })).closedYears]).toEqual([
      [2026],
      [],
    ])
    const [wrong] = (await shown()).entries
    const right = { numerator: 70, denominator: 100, asOf: '2027-04-01', note: '' }
    const correct = (to: object | null, seen = wrong!.version, id = wrong!.kpiActualId) =>
      said(
        as(hayashi).ask(kpi.correctKpiActual, {
          kpiId,
          kpiActualId: id,
          seen,
          to: to as never,
          reason: '実施日の誤り',
        }),
      )
    expect(await correct({ ...right, numerator: 101 })).toBe('not_a_share')
    expect(await correct({ ...right, asOf: '2027-03-31' })).toBe('nothing_to_correct')
    expect(await correct({ ...right, asOf: '2020-03-31' })).toBe('no_policy')
    expect(
      await said(as(hayashi).ask(kpi.correctKpiActual, { kpiId: 'kpi-none', kpiActualId: 1, to: right, reason: 'x' })),
    ).toBe('no_such_kpi')
    expect(await correct(right, undefined, 999)).toBe('changed_meanwhile')
    const answers = await Promise.all([correct(right), correct(null)])
    expect(answers.toSorted()).toEqual(['changed_meanwhile', 'done'])
    const after = await shown()
    expect(after.corrections).toMatchObject([
      { before: { asOf: '2027-03-31', numerator: 70 }, reason: '実施日の誤り', by: '林 由佳' },
    ])
    expect(after.entries.filter(({ asOf }) => asOf === '2027-03-31')).toEqual([])
    expect((await as(inoue).ask(kpi.showKpi, { kpiId })).corrections).toEqual([])
    await asJob.ask(pdca.restateCorrected, {})
    const { values } = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2026 })
    expect(values.find(({ id }) => id === kpiId)).toMatchObject({
      frozen: { numerator: 70 },
      restatements: [{ before: { numerator: 70 }, after: { numerator: 60 }, reason: '実施日の誤り' }],
    })
    const [last] = after.entries
    expect(await correct(null, last!.version, last!.kpiActualId)).toBe('done')
  }),
)
