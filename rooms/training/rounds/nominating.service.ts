/** Seats for people of a round, many at once, by the same step as HR's nomination; whoever gets none is named with the reason. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import { seatNominated } from '../applications/selecting.service.ts'
import { eligibleFor } from '../catalogue/service.ts'
import { attendedStates, closedStates, seatStates } from '../rules.ts'
import { lockPeople } from '../sessions/seats.service.ts'
import { inState, notInState, tables } from '../shape.service.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen } from '../staffing/records.service.ts'
import { lockSessions } from '../steps.service.ts'
import { type ListedMember, membersChosen } from './listing.service.ts'
import { roundsMessages } from './messages.ts'
import type { nominatingRound } from './nominating.contract.ts'
import { type LeftOutBecause, seatInOrder } from './nominating.rules.ts'
import type { Round } from './rows.service.ts'
import { owingStates } from './rules.ts'

type Asked = Input<typeof nominatingRound.nominateRound>
type Nominating = Ctx<typeof nominatingRound.nominateRound>

export async function nominateRound(
  ctx: Nominating,
  { roundId, courseId, courseSessionIds, who, allOrNone }: Asked,
): Promise<Answer<typeof nominatingRound.nominateRound>> {
  const { round, members } = await membersChosen(ctx, roundId, 'staffMemberIds' in who ? {} : who)
  ctx.must(round.endedOn === null, 'round_ended')
  ctx.must(
    round.courses.some((course) => course.courseId === courseId),
    'no_such_course',
  )
  const owing = members.filter(isOwing).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const named = 'staffMemberIds' in who ? new Set(who.staffMemberIds) : undefined
  const chosen = named ? owing.filter(({ staffMemberId }) => named.has(staffMemberId)) : owing
  ctx.must(named ? named.size > 0 : chosen.length > 0, 'nobody_chosen')
  const people = chosen.map(({ staffMemberId }) => staffMemberId)
  const locked = await lockSessions(ctx, await sessionsAhead(ctx, courseId, courseSessionIds))
  await lockPeople(ctx, people)
  const sessions = (await sessionsThen(ctx, { ids: locked.map(({ courseSessionId }) => courseSessionId) })).filter(
    ({ isOpen }) => isOpen,
  )
  ctx.must(sessions.length > 0, 'no_session_ahead')
  const before = await beforehand(ctx, round, courseId, people, named !== undefined)
  const able = people.filter((id) => !before.has(id))
  const [notThere, held, { presence }] = await Promise.all([
    notThereIn(ctx, able, sessions),
    heldBy(ctx, able),
    presenceFor(ctx, able, sessions),
  ])
  const { seats, leftOut } = seatInOrder(able, { sessions, notThere, held, presence })
  const isIn = new Set(people)
  const strangers = [...(named ?? [])].filter((id) => !isIn.has(id))
  const without = [
    ...strangers.map((person) => ({ person, because: 'not_owing' as const })),
    ...[...before].map(([person, because]) => ({ person, because })),
    ...leftOut,
  ]
  const names = await namesOf(
    ctx,
    without.map(({ person }) => person),
  )
  const nameOf = (person: number) => names.get(person)?.name ?? ''
  if (allOrNone && without.length > 0) {
    const fields = without.slice(0, SHOWN).map(({ person, because }) => ({
      path: nameOf(person),
      reason: ctx.t(roundsMessages, `round_left_out.${because}`),
    }))
    throw ctx.refusal('not_all_seated', { count: without.length }, fields)
  }
  const bySession = Map.groupBy(seats, ({ courseSessionId }) => courseSessionId)
  for (const session of locked) {
    const mine = (bySession.get(session.courseSessionId) ?? []).map(({ person }) => person)
    await seatNominated(ctx, session, mine)
  }
  return {
    seated: sessions.flatMap(({ courseSessionId, startsOn }) => {
      const seated = bySession.get(courseSessionId)?.length ?? 0
      return seated > 0 ? [{ courseSessionId, startsOn, people: seated }] : []
    }),
    leftOut: without.map(({ person, because }) => ({ staffMemberId: person, name: nameOf(person), because })),
  }
}

/** People that a refusal names; all are counted. */
const SHOWN = 200

const isOwing = ({ state }: ListedMember) => (owingStates as readonly string[]).includes(state)

/** The sessions of a course that begin after today: those that are asked for, else all. */
async function sessionsAhead(
  ctx: Ctx<'no_such_session'>,
  courseId: number,
  asked: readonly number[] | undefined,
): Promise<number[]> {
  const rows = await tables(ctx)
    .selectFrom('course_session')
    .select('course_session_id')
    .where('course_id', '=', courseId)
    .where((where) =>
      asked
        ? where('course_session_id', 'in', [...asked])
        : where.and([where('starts_on', '>', ctx.today), where('cancelled_on', 'is', null)]),
    )
    .execute()
  ctx.must(!asked || rows.length === new Set(asked).size, 'no_such_session')
  return rows.map((row) => row.course_session_id)
}

/** Why people get no seat of the course, whatever session it is. Who was there already is asked again only by name. */
async function beforehand(
  ctx: Ctx,
  round: Round,
  courseId: number,
  people: readonly number[],
  byName: boolean,
): Promise<Map<number, LeftOutBecause>> {
  const isFor = new Set(await eligibleFor(ctx, courseId, people))
  const { rows } = await sql<{ person: number; because: LeftOutBecause | null }>`select a.staff_member_id as person,
      case when bool_or(${inState('hr_selected', 'ordered')}) then 'has_seat'
        when bool_or(${notInState(...closedStates, ...seatStates)} and s.starts_on >= ${ctx.today}::date) then 'has_applied'
        when bool_or(${inState(...attendedStates)}) and not ${byName}::boolean then 'has_attended' end as because
    from application a join course_session s on s.course_session_id = a.course_session_id
    where s.course_id = ${courseId} and a.staff_member_id = any(${people}::bigint[]) and s.cancelled_on is null
      and s.ends_on >= ${round.begunOn}::date group by 1`.execute(ctx.db)
  const found = new Map(rows.map(({ person, because }) => [person, because]))
  return new Map(
    people.flatMap((person): [number, LeftOutBecause][] => {
      const because = isFor.has(person) ? found.get(person) : 'not_eligible'
      return because ? [[person, because]] : []
    }),
  )
}
