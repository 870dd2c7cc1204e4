/**
 * What HR recorded wrongly of attendance and completion, put right: the history keeps the wrong word and gets the right one as further steps,
 * the course's figures move with it, and so does the evidence that came of a completion. The seat is the same before and after.
 */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import { correctionsAmong, noteCorrection } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { namesOf } from '#rooms/people/service.ts'
import { addCompletionEvidence, withdrawCompletionEvidence } from '#rooms/skills/service.ts'
import { countMoves } from '../figures.service.ts'
import type { State } from '../rules.ts'
import { tables } from '../shape.service.ts'
import { type Application, done, lockWithSession } from '../steps.service.ts'
import type { correcting } from './correcting.contract.ts'
import { type RecordOf, statesOf } from './rules.ts'
import { completionOf, evidenceOf, mustNotBeOnLeave } from './service.ts'

const RECORD = 'training.record'
export const REPORT = 'training.report'

export async function correctRecord(
  ctx: Ctx<typeof correcting.correctRecord>,
  { applicationId, seen, reason, attendance, completion }: Input<typeof correcting.correctRecord>,
) {
  const { session, application } = await lockWithSession(ctx, applicationId)
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  const before = await recordOf(ctx, application)
  ctx.must(before, 'not_recorded')
  mustBeMadeFrom(ctx, seen, { ...before })
  const after: RecordOf = { attendance, completion }
  const isThere = attendance === 'attended' || attendance === 'partially_attended'
  ctx.must(isThere || completion === 'unrecorded', 'absent_not_completed')
  const hasReport = await reportStands(ctx, applicationId)
  ctx.must(completion !== 'completed' || !session.reportRequired || hasReport, 'report_missing')
  if (attendance === 'absent' && before.attendance !== 'absent') await mustNotBeOnLeave(ctx, session, [application])
  const concerned = { thing: RECORD, id: applicationId, subject: application.staffMemberId }
  await noteCorrection(ctx, {
    ...concerned,
    concernsFrom: session.startsOn,
    before: { ...before },
    after: { ...after },
    reason,
  })
  await goThrough(ctx, application, statesOf(after, session.reportRequired, hasReport), reason)
  if (before.completion === 'completed' && completion !== 'completed')
    await withdrawCompletionEvidence(ctx, completionOf(applicationId), reason)
  if (before.completion !== 'completed' && completion === 'completed')
    await addCompletionEvidence(ctx, evidenceOf(session, application))
  ctx.tells('application', [applicationId])
  return { ...done(application), version: versionOf({ ...after }) }
}

/**
 * What stands recorded, with its version and what was corrected in it; null where nothing is recorded yet.
 *
 * @param corrects whether the reader may correct it, and so has to know which closed years that would reach
 */
export async function recordShown(
  ctx: Ctx,
  application: Pick<Application, 'applicationId' | 'state'>,
  { corrects }: { corrects: boolean },
) {
  const [record, corrected, years] = await Promise.all([
    recordOf(ctx, application),
    correctionsAmong(ctx, [RECORD, REPORT], application.applicationId),
    corrects ? closedYears(ctx) : [],
  ])
  const names = await namesOf(
    ctx,
    corrected.flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  const shown = (thing: string) =>
    corrected
      .filter((one) => one.thing === thing)
      .map(({ id: _, thing: __, recordedBy, ...one }) => ({
        ...one,
        before: { ...one.before },
        after: { ...one.after },
        by: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      }))
  return {
    record: record && { ...record, closedYears: years, version: versionOf({ ...record }) },
    corrections: shown(RECORD),
    reportCorrections: shown(REPORT),
  }
}

/** The last word on who was there is a step; whether it was completed is where the application stands. */
async function recordOf(
  ctx: Ctx,
  { applicationId, state }: Pick<Application, 'applicationId' | 'state'>,
): Promise<RecordOf | null> {
  const { rows } = await sql<{ attendance: RecordOf['attendance']; isCorrected: boolean }>`select
      case t.to_state when 'ordered' then 'unrecorded' else t.to_state end as attendance,
      t.from_state in ('attended', 'partially_attended', 'absent', 'report_due', 'report_submitted', 'completed', 'not_completed') as "isCorrected"
    from application_step t where t.application_id = ${applicationId} and t.taken_back_at is null
      and t.to_state in ('ordered', 'attended', 'partially_attended', 'absent')
    order by t.application_step_id desc limit 1`.execute(ctx.db)
  const [last] = rows
  if (!last || (last.attendance === 'unrecorded' && !last.isCorrected)) return null
  const completion = state === 'completed' || state === 'not_completed' ? state : 'unrecorded'
  return { attendance: last.attendance, completion }
}

async function reportStands(ctx: Ctx, applicationId: number): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('training_report')
    .select('training_report_id')
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row !== undefined
}

async function goThrough(ctx: Ctx, application: Application, states: readonly State[], reason: string): Promise<void> {
  const { applicationId, courseSessionId, state: from } = application
  const to = states.at(-1)!
  await tables(ctx)
    .insertInto('application_step')
    .values(
      states.map((state, place) => ({
        application_id: applicationId,
        from_state: place === 0 ? from : states[place - 1]!,
        to_state: state,
        actor: ctx.actor.subjectId,
        acted_as: 'hr',
        reason,
        taken_at: new Date(ctx.now.epochMilliseconds),
        taken_on: ctx.today,
        taken_back_at: null,
      })),
    )
    .execute()
  await tables(ctx).updateTable('application').set({ state: to }).where('application_id', '=', applicationId).execute()
  await countMoves(ctx, [{ courseSessionId, from, to }])
  application.state = to
}
