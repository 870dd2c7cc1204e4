/** Seats that go from one session to another, or are given up, all or none. Every rule is checked at that moment. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Barrier } from '../barrier.rules.ts'
import { lostWithSession, seatMoved } from '../sessions/moves.service.ts'
import { changeSeats, lockPeople } from '../sessions/seats.service.ts'
import { inState } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import type { SessionThen } from '../staffing/records.rules.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen, staffToday } from '../staffing/records.service.ts'
import { APPLICATION, type Application, followSteps, lockSessions } from '../steps.service.ts'
import { withMore } from './opening.service.ts'
import { type BrokenPlace, brokenPlaces, type Seat } from './rules.ts'
import { sayBroken } from './saying.service.ts'
import { noSession, replaceOpen } from './service.ts'

export interface Move {
  readonly applicationId: number
  /** Null: the seat is given up. */
  readonly to: number | null
  readonly reason: string
  readonly barrier: Barrier
}

/** A seat that somebody has, with who they are. */
export interface Held {
  readonly applicationId: number
  readonly staffMemberId: number
  readonly courseSessionId: number
}

interface How {
  /** In what capacity: HR, or two who give their seats to each other. */
  readonly as?: 'hr' | 'swap'
  /** Says that so many places break a rule, and which. */
  readonly refuse: (count: number, fields: { path: string; reason: string }[]) => Error
  /** Says that a seat is no more as it was. */
  readonly changed: () => Error
}

/** In the order in which every change of seats goes: sessions, people, applications, steps, seats (steps.service.ts). */
export async function moveSeats(
  ctx: Ctx,
  moves: readonly Move[],
  { as = 'hr', refuse, changed }: How,
): Promise<Application[]> {
  const ids = moves.map(({ applicationId }) => applicationId)
  // Who lost a seat with its session may be given another by HR; two who swap both have theirs.
  const seatsNow = (locked = false) => movable(ctx, ids, { lostToo: as === 'hr', locked })
  const before = await seatsNow()
  if (before.length < ids.length) throw changed()
  const from = before.map(({ courseSessionId }) => courseSessionId)
  const locked = await lockSessions(ctx, [...new Set([...from, ...moves.flatMap(({ to }) => to ?? [])])])
  await lockPeople(
    ctx,
    before.map(({ staffMemberId }) => staffMemberId),
  )
  const held = await seatsNow(true)
  const isAsBefore = held.every((one, at) => one.courseSessionId === from[at])
  if (held.length < ids.length || !isAsBefore) throw changed()
  const seatOf = new Map(held.map((one) => [one.applicationId, one]))
  const wanted = moves.flatMap(({ applicationId, to }) =>
    to === null ? [] : [{ person: seatOf.get(applicationId)!.staffMemberId, session: to, applicationId }],
  )
  await mustHold(ctx, held, wanted, refuse)
  await replaceOpen(ctx, wanted, as)
  const lost = new Set(held.filter(isLost).map(({ applicationId }) => applicationId))
  await followSteps(
    ctx,
    as,
    moves
      .filter(({ applicationId }) => !lost.has(applicationId))
      .map(({ applicationId, reason, barrier }) => ({
        ...{ application: seatOf.get(applicationId)!, name: 'cancel' as const, reason, barrier },
      })),
  )
  ctx.tells('application', [...lost])
  const given = await seatAgain(ctx, wanted, as)
  await seatMoved(
    ctx,
    moves.map(({ applicationId }) => ({ applicationId, to: given.get(applicationId)?.applicationId ?? null })),
  )
  for (const session of locked) {
    const { courseSessionId: id } = session
    const left = held.filter((one) => one.courseSessionId === id && !lost.has(one.applicationId)).length
    await changeSeats(ctx, session, wanted.filter((one) => one.session === id).length - left)
    if (left > 0) await promote(ctx, session)
  }
  return [...given.values()]
}

/** The seat went with its session: it takes no place. */
const isLost = ({ state }: Application) => state === 'cancelled'

/** Of these applications those that hold a seat of a session ahead, or lost it with their session. */
async function movable(
  ctx: Ctx,
  ids: readonly number[],
  { lostToo, locked }: { lostToo: boolean; locked: boolean },
): Promise<Application[]> {
  const { rows } = await sql<Application>`select ${APPLICATION}
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.application_id = any(${ids}::bigint[]) and (${inState('hr_selected', 'ordered')} and s.cancelled_on is null
        and s.starts_on > ${ctx.today}::date ${lostToo ? sql`or ${lostWithSession(ctx)}` : sql``})
    order by a.application_id ${locked ? sql`for update of a` : sql``}`.execute(ctx.db)
  return rows
}

interface Wanted {
  readonly person: number
  readonly session: number
  readonly applicationId: number
}

/** The seats are new applications, with whatever recommendation and motive led to the first. */
async function seatAgain(ctx: Ctx, wanted: readonly Wanted[], as: 'hr' | 'swap'): Promise<Map<number, Application>> {
  const { rows } = await sql<Application & { before: number }>`with w as (select * from
        jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint, "applicationId" bigint)),
      added as (insert into application (course_session_id, staff_member_id, recommendation_id, motive, state, applied_on)
        select w.session, w.person, b.recommendation_id, b.motive, 'draft', ${ctx.today}::date
        from w join application b on b.application_id = w."applicationId" returning *)
    select ${APPLICATION}, w."applicationId" as before
    from added a join w on w.person = a.staff_member_id and w.session = a.course_session_id
    order by a.application_id`.execute(ctx.db)
  await followSteps(
    ctx,
    as,
    rows.map((application) => ({ application, name: 'nominate' as const })),
  )
  return new Map(rows.map((row) => [row.before, row]))
}

async function mustHold(
  ctx: Ctx,
  held: readonly Application[],
  wanted: readonly Wanted[],
  refuse: How['refuse'],
): Promise<void> {
  const { broken, sessions } = await brokenAfter(
    ctx,
    held.filter((one) => !isLost(one)),
    wanted.map(({ person, session }) => ({ staff: String(person), session: String(session) })),
  )
  if (broken.length === 0) return
  const say = await sayBroken(ctx, broken, sessions)
  const fields = broken.map((one) => ({ path: `seats[${one.place}]`, reason: say(one) }))
  throw refuse(broken.length, fields)
}

/** Which of the wanted seats would break a rule once those that are held are given up. People stand under their ids. */
async function brokenAfter(
  ctx: Ctx,
  held: readonly Held[],
  wanted: readonly Seat[],
): Promise<{ broken: BrokenPlace[]; sessions: ReadonlyMap<string, SessionThen> }> {
  if (wanted.length === 0) return { broken: [], sessions: new Map() }
  const people = [...held.map(({ staffMemberId }) => staffMemberId), ...wanted.map(({ staff }) => Number(staff))]
  const sessionIds = wanted.map(({ session }) => Number(session))
  const looked = await lookedAt(ctx, { people, held, sessionIds })
  return { broken: brokenPlaces(wanted, looked.records), sessions: looked.records.sessions }
}

/** Of a seat and others that could be swapped for it: which rules each swap would break. */
export async function brokenBySwap(
  ctx: Ctx,
  mine: Held,
  others: readonly Held[],
): Promise<(other: Held) => BrokenPlace[]> {
  const held = [mine, ...others]
  const looked = await lookedAt(ctx, {
    ...{ held, people: held.map(({ staffMemberId }) => staffMemberId) },
    sessionIds: held.map(({ courseSessionId }) => courseSessionId),
  })
  // Each gives up the seat that the other takes.
  const sessions = new Map([...looked.records.sessions].map(([id, session]) => [id, { ...session, seatsLeft: 1 }]))
  return (other) => {
    const presence = looked.counted.without([mine.applicationId, other.applicationId])
    const wanted = [
      { staff: String(mine.staffMemberId), session: String(other.courseSessionId) },
      { staff: String(other.staffMemberId), session: String(mine.courseSessionId) },
    ]
    return brokenPlaces(wanted, { ...looked.records, sessions, presence })
  }
}

/** What seats of these people are held against where some that are held may go elsewhere: records as they are without those. */
export async function lookedAt(
  ctx: Ctx,
  asked: {
    readonly people: readonly number[]
    readonly held: readonly Held[]
    readonly sessionIds: readonly number[]
    /** Seats that a draft would add, by session. */
    readonly more?: ReadonlyMap<number, number>
    /** Whoever is asked to stand in and has not answered yet counts as coming. */
    readonly withAsked?: boolean
  },
) {
  const { held } = asked
  const [people, sessionIds] = [[...new Set(asked.people)], [...new Set(asked.sessionIds)]]
  const applications = held.map(({ applicationId }) => applicationId)
  const [staff, stored] = await Promise.all([staffToday(ctx, { ids: people }), sessionsThen(ctx, { ids: sessionIds })])
  const freed = Map.groupBy(held, ({ courseSessionId }) => courseSessionId)
  const sessions = stored
    .map((one) => withMore(one, asked.more))
    .map((one) => ({ ...one, seatsLeft: one.seatsLeft + (freed.get(one.courseSessionId)?.length ?? 0) }))
  const [notThere, others, counted] = await Promise.all([
    notThereIn(ctx, people, sessions),
    heldBy(ctx, people, applications),
    presenceFor(ctx, people, sessions.length > 0 ? sessions : [noSession], asked),
  ])
  const presence = counted.without(applications)
  const byId = new Map(sessions.map((session) => [String(session.courseSessionId), session]))
  const personOf = new Map(staff.map(({ id }) => [String(id), id]))
  return {
    ...{ staff, counted, list: sessions },
    records: { personOf, sessions: byId, notThere, held: others, presence },
  }
}
