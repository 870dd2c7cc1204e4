/** Who moves up from the waiting list, by itself: nobody is there to look at the counter, so that the rules of the counter hold here too. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { changeSeats, clashing, lockPeople } from '../sessions/seats.service.ts'
import { isOfSectionBefore, notThereFor } from '../sessions/there.service.ts'
import { inState } from '../shape.service.ts'
import { APPLICATION, type Application, followSteps, type LockedSession } from '../steps.service.ts'
import { type PresenceFacts, presenceFrom } from './presence.rules.ts'
import { type SessionThen, slotsOf } from './records.rules.ts'
import { presenceFor } from './records.service.ts'
import { counterWithout } from './stand-ins.rules.ts'

interface Waiting extends Application {
  /** Who has agreed to stand in. */
  readonly substitute: number | null
}

/**
 * Gives free seats of a locked session to those who wait, in the order of application, passing over whoever has a seat elsewhere at these hours, is not
 * there then, or would leave a counter under its minimum; nobody is promoted once the session has begun. Answers how many were (INV-T2, T5, T7).
 */
export async function promote(ctx: Ctx, session: LockedSession): Promise<number> {
  const free = session.capacity - session.seatsTaken
  if (free <= 0 || session.cancelledOn !== null || session.startsOn <= ctx.today) return 0
  const waiting = await whoWaits(ctx, session.courseSessionId, sql`for update of a`)
  if (waiting.length === 0) return 0
  const people = waiting.map(({ staffMemberId }) => staffMemberId)
  await lockPeople(ctx, people)
  const busy = await clashing(ctx, session.courseSessionId, people)
  const away = await notThereFor(ctx, session.courseSessionId, people)
  const able = waiting.filter(({ staffMemberId }) => !busy.has(staffMemberId) && !away.has(staffMemberId))
  const next = (await spared(ctx, session, able)).slice(0, free)
  await followSteps(
    ctx,
    'waitingList',
    next.map((application) => ({ application, name: 'select' })),
  )
  await changeSeats(ctx, session, next.length)
  return next.length
}

/** Of those who wait for a session with free seats, the applications that the counter holds back: whoever decides for them finds who stands in. */
export async function heldBack(ctx: Ctx, session: SessionThen): Promise<Set<number>> {
  const waiting = session.isOpen && session.seatsLeft > 0 ? await whoWaits(ctx, session.courseSessionId) : []
  const able = new Set((await spared(ctx, session, waiting)).map(({ applicationId }) => applicationId))
  return new Set(waiting.map(({ applicationId }) => applicationId).filter((id) => !able.has(id)))
}

async function whoWaits(ctx: Ctx, courseSessionId: number, locked = sql``): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select ${APPLICATION}, v.substitute
    from application a left join cover_arrangement v on v.application_id = a.application_id and v.replaced_at is null
      and v.agreed_at is not null and not ${isOfSectionBefore(ctx.today)}
    where a.course_session_id = ${courseSessionId} and ${inState('waitlisted')}
    order by a.applied_on, a.application_id ${locked}`.execute(ctx.db)
  return rows
}

/**
 * Those whom their counters can do without in every half-day of the session, the first in line first: each is gone for the next. Everybody who waits is
 * counted at the counter before.
 */
async function spared(
  ctx: Ctx,
  session: Pick<SessionThen, 'courseSessionId' | 'startsOn' | 'endsOn' | 'startsAt' | 'endsAt'>,
  waiting: readonly Waiting[],
): Promise<Waiting[]> {
  if (waiting.length === 0) return []
  const { facts } = await presenceFor(
    ctx,
    waiting.map(({ staffMemberId }) => staffMemberId),
    [{ ...session, courseCode: '', seatsLeft: 0, isOpen: true }],
  )
  if (facts.minimums.length === 0) return [...waiting]
  const slots = slotsOf(session)
  const here = new Set(waiting.map(({ applicationId }) => applicationId))
  let presence = presenceWithout(facts, here)
  return waiting.filter(({ applicationId, staffMemberId, substitute }) => {
    const needed = slots.filter((slot) => {
      const section = presence.sectionOf(staffMemberId, slot.day)
      return section !== undefined && presence.half(section, slot).isThere(staffMemberId)
    })
    if (counterWithout(presence, { staffMemberId, slots: needed, substitute }).some(({ isShort }) => isShort))
      return false
    here.delete(applicationId)
    presence = presenceWithout(facts, here)
    return true
  })
}

/** Presence with these applicants at their counters: what is promised to them takes nobody away. */
function presenceWithout(facts: PresenceFacts, here: ReadonlySet<number>) {
  const away = facts.away.filter(({ what, other }) => what !== 'promised' || other === null || !here.has(other))
  return presenceFrom({ ...facts, away })
}
