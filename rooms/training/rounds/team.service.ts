/** What a head sees of rounds: who of their own people still owes what, until when, and how much time that takes. No level (INV-S1). */
import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { testTitles } from '#rooms/literacy/attempts/relations.service.ts'
import { listTeam } from '#rooms/people/service.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { SESSION } from '../columns.service.ts'
import { inState, type Session } from '../shape.service.ts'
import type { rounds } from './contract.ts'
import { type Member, membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { hoursFor, type Lack, owingStates } from './rules.ts'

export async function showTeamRounds(
  ctx: Ctx<typeof rounds.showTeamRounds>,
): Promise<Answer<typeof rounds.showTeamRounds>> {
  const team = await listTeam(ctx)
  const people = team.map(({ staffMemberId }) => staffMemberId)
  const open = people.length === 0 ? [] : await roundsStored(ctx, { openOnly: true })
  if (open.length === 0) return { rounds: [] }
  await requirePolicy(ctx)
  const ids = open.map(({ roundId }) => roundId)
  const [{ membersOf }, lengths, seats] = await Promise.all([
    membersToday(ctx, open, { people }),
    lengthsOf(ctx, ids),
    seatsAhead(ctx, ids, people),
  ])
  const byId = new Map(team.map(({ onLeave: _, ...colleague }) => [colleague.staffMemberId, colleague]))
  const shown = open.map((round) => {
    const { roundId, name, courses, tests } = round
    return {
      ...{ roundId, name, courses: [...courses], tests: [...tests] },
      people: membersOf(round)
        .filter(isAhead)
        .flatMap(({ staffMemberId, state, lack: lacks, dueOn, isOverdue }) => {
          const colleague = byId.get(staffMemberId)
          const seat = state === 'seated' ? seats.get(`${roundId} ${staffMemberId}`) : undefined
          const lack = forHead(lacks, round)
          const hours = hoursFor(lack, { ...lengths.get(roundId)!, ...(seat && { course: seat.hours }) })
          const session = seat?.session ?? null
          return colleague ? [{ ...colleague, state, lack, dueOn, isOverdue, hours, session }] : []
        })
        .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    }
  })
  ctx.sees(
    shown.flatMap((round) => round.people.map(({ staffMemberId }) => staffMemberId)),
    'training.teamRounds',
  )
  return { rounds: shown.filter((round) => round.people.length > 0) }
}

/** The floor is still ahead of them: what a head may know, and makes time for. */
const isAhead = ({ state }: Member) => state === 'paused' || (owingStates as readonly string[]).includes(state)

/** A head makes time for a test, and is not told whether one was taken without reaching the level (INV-S1). */
const forHead = (lack: Lack | null, { tests }: Round): Lack | null =>
  lack === 'nothing' && tests.length > 0 ? 'test' : lack

/** Hours of the shortest course of each round, and of all its tests. */
async function lengthsOf(ctx: Ctx, rounds: readonly number[]) {
  const { rows } = await sql<{ round: number; course: number; tests: number }>`select r.round_id as round,
      coalesce((select min(c.hours) from round_course o join course c on c.course_id = o.course_id
        where o.round_id = r.round_id), 0)::float8 as course,
      coalesce((select sum(t.minutes) from round_test o join ${testTitles()} t on t.test_id = o.test_id
        where o.round_id = r.round_id), 0)::float8 / 60 as tests
    from training_round r where r.round_id = any(${rounds}::bigint[])`.execute(ctx.db)
  return new Map(rows.map(({ round, ...lengths }) => [round, lengths]))
}

/** The next seat of each of these people in a course of each round, by `round person`. */
async function seatsAhead(ctx: Ctx, rounds: readonly number[], people: readonly number[]) {
  const { rows } = await sql<{ round: number; person: number; hours: number; session: Session }>`select distinct on
      (o.round_id, a.staff_member_id) o.round_id as round, a.staff_member_id as person, c.hours::float8 as hours, ${SESSION} as session
    from round_course o join course c on c.course_id = o.course_id
      join course_session s on s.course_id = o.course_id and s.cancelled_on is null and s.ends_on >= ${ctx.today}::date
      join application a on a.course_session_id = s.course_session_id and a.staff_member_id = any(${people}::bigint[])
        and ${inState('hr_selected', 'ordered')}
    where o.round_id = any(${rounds}::bigint[])
    order by o.round_id, a.staff_member_id, s.starts_on, s.starts_at`.execute(ctx.db)
  return new Map(rows.map(({ round, person, ...seat }) => [`${round} ${person}`, seat]))
}
