/** Two numbers are one person (app/persons): what only one of them can have here is brought together before their rows are. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Two } from '#platform/privacy/joining.ts'
import { countMoves } from '../figures.service.ts'
import { closedStates, holdsSeat, type State, states } from '../rules.ts'
import { overlapping } from '../sessions/overlap.service.ts'
import { changeSeats } from '../sessions/seats.service.ts'
import { inState } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import { APPLICATION, type Application, type LockedSession, lockSessions } from '../steps.service.ts'

/** Seats of both at the same hours, of which somebody has to give one up first (INV-T5): the second's, and what it clashes with. */
export async function clashingSeats(ctx: Ctx, { first, second }: Two) {
  const { rows } = await sql<{ title: string; startsOn: string; otherTitle: string }>`select c.title,
      t.starts_on as "startsOn", d.title as "otherTitle"
    from application a join course_session s on s.course_session_id = a.course_session_id join course d on d.course_id = s.course_id
      join application b on b.staff_member_id = ${second} and b.state in ('hr_selected', 'ordered')
      join course_session t on t.course_session_id = b.course_session_id and t.course_session_id <> s.course_session_id
      join course c on c.course_id = t.course_id
    where a.staff_member_id = ${first} and ${inState('hr_selected', 'ordered')} and s.cancelled_on is null
      and t.cancelled_on is null and ${overlapping('s', 't')} order by t.starts_on, c.title`.execute(ctx.db)
  return rows
}

/**
 * Of two applications for one session the one that has come further stays; the other is cancelled, and its seat is free. Whoever stood in for themselves
 * does no more. The rest moves as it is.
 */
export async function joinApplications(ctx: Ctx, two: Two, reason: string): Promise<void> {
  const { rows: ids } = await sql<{ id: number }>`select a.course_session_id as id from application a
    where a.staff_member_id = any(${[two.first, two.second]}::bigint[]) and not ${inState(...closedStates)}
    group by a.course_session_id having count(*) > 1`.execute(ctx.db)
  const sessions = await lockSessions(
    ctx,
    ids.map(({ id }) => id),
  )
  for (const session of sessions) await keepOne(ctx, session, two, reason)
  const { rows: covers } = await sql<{ id: number }>`update cover_arrangement v
    set declined_at = ${ctx.now.toString()}::timestamptz, replaced_at = ${ctx.now.toString()}::timestamptz
    from application a where a.application_id = v.application_id and v.replaced_at is null
      and (v.substitute, a.staff_member_id) in ((${two.first}::bigint, ${two.second}::bigint), (${two.second}::bigint, ${two.first}::bigint))
    returning a.application_id as id`.execute(ctx.db)
  const { rows: all } = await sql<{ id: number }>`select application_id as id from application
    where staff_member_id = ${two.second}`.execute(ctx.db)
  ctx.tells(
    'application',
    [...covers, ...all].map(({ id }) => id),
  )
}

async function keepOne(ctx: Ctx, session: LockedSession, { first, second }: Two, reason: string): Promise<void> {
  const { rows } = await sql<Application>`select ${APPLICATION} from application a
    where a.course_session_id = ${session.courseSessionId} and a.staff_member_id = any(${[first, second]}::bigint[])
      and not ${inState(...closedStates)} order by a.application_id for update`.execute(ctx.db)
  const rank = ({ state, staffMemberId }: Application) => states.indexOf(state) * 2 + (staffMemberId === first ? 1 : 0)
  const [going] = rows.toSorted((a, b) => rank(a) - rank(b))
  if (!going) return
  await cancelTwin(ctx, going, reason)
  if (!holdsSeat(going.state)) return
  await changeSeats(ctx, session, -1)
  await promote(ctx, session)
}

/** Not a step of its way: it may have been completed. It kept nobody from learning, so it has no barrier. */
async function cancelTwin(ctx: Ctx, { applicationId, courseSessionId, state }: Application, reason: string) {
  const to: State = 'cancelled'
  await sql`with moved as (update application set state = ${to} where application_id = ${applicationId})
    insert into application_step (application_id, from_state, to_state, actor, acted_as, reason, taken_at, taken_on)
    values (${applicationId}, ${state}, ${to}, ${ctx.actor.subjectId}, 'hr', ${reason}, ${ctx.now.toString()}::timestamptz, ${ctx.today}::date)`.execute(
    ctx.db,
  )
  await countMoves(ctx, [{ courseSessionId, from: state, to }])
}
