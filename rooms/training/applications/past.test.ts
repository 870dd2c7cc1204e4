import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#platform/time/dates.ts'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'
import { isPast, lapsingStates, resendBy } from '../days.rules.ts'
import { states } from '../rules.ts'
import { wholeOf } from './waiting.rules.ts'

const shown = async ({ as }: Town, person: number, applicationId: number) => {
  const { isPast, next, may, way } = await as(person).ask(training.showApplication, { applicationId })
  return { isPast, next, may, current: way.filter(({ is }) => is === 'current').length }
}

test(
  'an application whose session began without a decision is past: no approval, on no list, and both sides read why (INV-T1)',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 1)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const first = await approved(town, ueda, courseSessionId, tanaka)
    const second = await approved(town, mori, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [first, second] })
    on('2027-01-20')
    expect((await shown(town, tanaka, applicationId)).may).toContain('approve')
    expect((await as(tanaka).ask(training.listApprovals, {})).total).toEqual({ toDecide: 1, toCover: 2 })
    on('2027-01-21')
    expect((await as(tanaka).ask(training.listApprovals, {})).total).toEqual({ toDecide: 0, toCover: 0 })
    for (const reader of [sato, tanaka]) {
      expect(await shown(town, reader, applicationId)).toEqual({
        isPast: true,
        next: '承認されないまま開催日(令和9年1月20日(水))を過ぎました。別の回に申し込めます。',
        may: [],
        current: 0,
      })
    }
    const mine = async (person: number) => (await as(person).ask(training.listMyTraining, {})).applications[0]
    expect(await mine(sato)).toMatchObject({ state: 'submitted', isPast: true, isOver: true })
    expect(await mine(mori)).toMatchObject({ state: 'waitlisted', isPast: true, isOver: true })
    expect(await mine(ueda)).toMatchObject({ state: 'hr_selected', isPast: false, isOver: false })
    const late = { applicationId, reason: '遅い' }
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('application_past')
    await expect(as(tanaka).ask(training.returnForRevision, late)).rejects.toThrow('application_past')
    await expect(as(tanaka).ask(training.reject, late)).rejects.toThrow('application_past')
    await expect(as(sato).ask(training.withdraw, late)).rejects.toThrow('session_over')
    const cover = { kind: 'notNeeded' as const }
    await expect(as(tanaka).ask(training.arrangeCover, { applicationId, cover })).rejects.toThrow('application_past')
    const listed = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    expect(listed.applications.map(({ isPast }) => isPast)).toEqual([true, false, true])
    const [session] = (await as(hayashi).ask(training.listSessions, { from: '2027-01-20' })).sessions
    expect(session).toMatchObject({ submitted: 0, toSelect: 0, waitlisted: 0 })
    const kinds = async (person: number) =>
      (await as(person).ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)
    expect([await kinds(tanaka), await kinds(sato)]).toEqual([[], []])
    const notices = await town.sql<{ kind: string }>(
      `select kind from notice where receiver = $1 and resolved_at is null and thing = $2`,
      [sato, applicationId],
    )
    expect(notices).toEqual([])
  }),
)

test(
  'one that was returned at the deadline is sent again for a week more, says until when, and is past after it (INV-T1)',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 2, { applyBy: '2026-12-01' })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    on('2026-12-04')
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を' })
    const task = async () =>
      (await as(sato).ask(training.showMyTasks, {})).tasks.map(({ kind, dueOn }) => `${kind} ${dueOn}`)
    expect(await task()).toEqual(['applicationReturned 2026-12-11'])
    expect((await shown(town, sato, applicationId)).next).toContain('令和8年12月11日までに直して')
    on('2026-12-12')
    expect(await task()).toEqual([])
    expect(await shown(town, sato, applicationId)).toMatchObject({ isPast: true, may: ['withdraw', 'arrangeCover'] })
    const again = { applicationId, motive: 'もう一度' }
    await expect(as(sato).ask(training.resubmit, again)).rejects.toThrow('session_closed')
    on('2026-12-11')
    await as(sato).ask(training.resubmit, again)
    // And it is decided as any other, though the day to apply has passed.
    await as(tanaka).ask(training.approve, { applicationId })
  }),
)

test(
  'what the statements say of days is what the rules say, whatever the days (INV-T1)',
  inTown(async (town) => {
    const { as, on, sql, sato } = town
    const { courseSessionId } = await dataCourse(town, 2)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const days = fc.record({
      starts: fc.integer({ min: -3, max: 25 }),
      apply: fc.integer({ min: 0, max: 20 }),
      returned: fc.option(fc.integer({ min: 0, max: 15 })),
      state: fc.constantFrom(...lapsingStates, 'ordered' as const),
    })
    const today = '2027-03-01'
    on(today)
    const property = fc.asyncProperty(days, async ({ starts, apply, returned, state }) => {
      const startsOn = addDays(today, starts)
      const session = { startsOn, applyBy: addDays(startsOn, -apply) }
      const returnedOn = returned === null ? null : addDays(today, -returned)
      await sql(`update course_session set starts_on = $1, ends_on = $1, apply_by = $2`, [startsOn, session.applyBy])
      await sql(`update application set state = $1`, [state])
      await sql(`delete from application_step where to_state = 'returned'`)
      if (returnedOn) {
        await sql(
          `insert into application_step (application_id, to_state, acted_as, reason, taken_on) values ($1, 'returned', 'sectionHead', 'x', $2)`,
          [applicationId, returnedOn],
        )
      }
      const by = resendBy(session, returnedOn)
      const tasks = (await as(sato).ask(training.showMyTasks, {})).tasks.map(({ kind, dueOn }) => `${kind} ${dueOn}`)
      expect(tasks.filter((task) => task.startsWith('applicationReturned'))).toEqual(
        state === 'returned' && by >= today ? [`applicationReturned ${by}`] : [],
      )
      const { may, isPast: past } = await as(sato).ask(training.showApplication, { applicationId })
      expect(may.includes('resubmit')).toBe(state === 'returned' && by >= today)
      expect(past).toBe(isPast(state, session, today) || (state === 'returned' && by < today))
      const [row] = (await as('hayashi').ask(training.listSessionApplications, { courseSessionId })).applications
      expect(row?.isPast).toBe(isPast(state, session, today))
    })
    await fc.assert(property, { numRuns: 15 })
    expect(states.filter((state) => isPast(state, { startsOn: '2027-02-01' }, today))).toEqual(
      [...lapsingStates].sort((a, b) => states.indexOf(a) - states.indexOf(b)),
    )
  }),
)

test(
  'a head approves nobody for days on which they are on leave or have left; a transfer meanwhile changes who decides, not whether (INV-T7, O5)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, ono } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const other = await as(ueda).ask(training.apply, { courseSessionId })
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-01-20')`, [
      sato,
    ])
    const waiting = async () =>
      wholeOf(await as(tanaka).ask(training.listApprovals, {})).toDecide.map(({ applicant, notThere, may }) => [
        applicant.name,
        notThere,
        may.includes('approve'),
      ])
    const away = '開催日に休業しているため、承認できません。差し戻すか、承認しない理由を伝えてください。'
    expect(await waiting()).toEqual([
      ['佐藤 はるか', away, false],
      ['上田 陽介', null, true],
    ])
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('applicant_not_there')
    await sql(`delete from leave_of_absence where staff_member_id = $1`, [sato])
    await sql(`update employment set left_on = '2027-01-20' where staff_member_id = $1`, [sato])
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('applicant_not_there')
    await as(tanaka).ask(training.reject, { applicationId, reason: '退職のため' })
    // 上田 moves before the session: who heads him on the day of the step decides, and a move to come tells nobody.
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [ueda])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1::bigint, $1::bigint::text, '2020', '2級職', '主任', 'primary', false, '2026-12-01')`,
      [ueda],
    )
    expect((await as(ono).ask(training.listApprovals, {})).toDecide).toEqual([])
    await as(tanaka).ask(training.approve, { applicationId: other.applicationId })
  }),
)
