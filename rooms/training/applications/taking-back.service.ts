/**
 * Undo of a step, by whoever took it: the state is that of before, and the step counts in nothing. On the same day, an approval until the session
 * begins, while it is the last step, so that nothing that others did since rests on it. A seat that was given up comes back if it is still free.
 */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { disagreeToCover } from '../cover/service.ts'
import { countMoves } from '../figures.service.ts'
import { closedStates, holdsSeat, type State } from '../rules.ts'
import { WAS_MOVED } from '../sessions/moves.service.ts'
import { changeSeats, clashing, lockPeople } from '../sessions/seats.service.ts'
import { notThereFor } from '../sessions/there.service.ts'
import { tables } from '../shape.service.ts'
import { type Application, done, type LockedSession, lockWithSession } from '../steps.service.ts'
import { isTakenBack } from './rules.ts'
import type { takingBack } from './taking-back.contract.ts'

interface LastStep {
  id: number
  from: State
  to: State
  actor: number | null
  actedAs: string
  takenAt: Date
  takenOn: string
}

export async function takeBackStep(
  ctx: Ctx<typeof takingBack.takeBackStep>,
  { applicationId }: Input<typeof takingBack.takeBackStep>,
) {
  const { session, application } = await lockWithSession(ctx, applicationId)
  ctx.must(session.cancelledOn === null, 'session_cancelled')
  const last = await lastStepOf(ctx, applicationId)
  ctx.must(last && isTakenBack(last, ctx.actor, ctx.today, session.startsOn), 'acted_on_meanwhile')
  if (isClosed(application.state)) await mustStandAlone(ctx, application)
  await moveSeat(ctx, session, application, last)
  await tables(ctx)
    .updateTable('application_step')
    .set({ taken_back_at: new Date(ctx.now.epochMilliseconds) })
    .where('application_step_id', '=', last.id)
    .execute()
  await tables(ctx)
    .updateTable('application')
    .set({ state: last.from })
    .where('application_id', '=', applicationId)
    .execute()
  await countMoves(ctx, [{ courseSessionId: session.courseSessionId, from: last.to, to: last.from }])
  if (last.to === 'section_head_approved') await disagreeToCover(ctx, applicationId, last.takenAt)
  ctx.tells('application', [applicationId])
  ctx.about([application.staffMemberId], { detail: { applicationId, takenBack: last.to, as: last.actedAs } })
  return done({ ...application, state: last.from })
}

/** The last step that counts; none where the seat went on to another session. */
async function lastStepOf(ctx: Ctx, applicationId: number): Promise<LastStep | undefined> {
  const { rows } =
    await sql<LastStep>`select t.application_step_id as id, t.from_state as "from", t.to_state as "to", t.actor,
      t.acted_as as "actedAs", t.taken_at as "takenAt", t.taken_on as "takenOn"
    from application_step t join application a on a.application_id = t.application_id and not ${WAS_MOVED}
    where t.application_id = ${applicationId} and t.taken_back_at is null
    order by t.application_step_id desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** Whoever took their application back may have applied again since. */
async function mustStandAlone(ctx: Ctx<'acted_on_meanwhile'>, { staffMemberId, courseSessionId }: Application) {
  const other = await tables(ctx)
    .selectFrom('application')
    .select('application_id')
    .where('course_session_id', '=', courseSessionId)
    .where('staff_member_id', '=', staffMemberId)
    .where('state', 'not in', [...closedStates])
    .executeTakeFirst()
  ctx.must(!other, 'acted_on_meanwhile')
}

/** A seat that was given goes, without moving anybody up: whoever took the decision back decides again. */
async function moveSeat(
  ctx: Ctx<'no_seat_left'>,
  session: LockedSession,
  { staffMemberId }: Application,
  { from, to }: LastStep,
): Promise<void> {
  const change = Number(holdsSeat(from)) - Number(holdsSeat(to))
  if (change > 0) {
    await lockPeople(ctx, [staffMemberId])
    const busy = await clashing(ctx, session.courseSessionId, [staffMemberId])
    const away = await notThereFor(ctx, session.courseSessionId, [staffMemberId])
    ctx.must(session.seatsTaken < session.capacity && busy.size === 0 && away.size === 0, 'no_seat_left')
  }
  await changeSeats(ctx, session, change)
}

function isClosed(state: State): boolean {
  return (closedStates as readonly State[]).includes(state)
}
