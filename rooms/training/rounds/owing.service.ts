/** Who has a course ahead in a round, for whoever plans seats. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { attendedStates } from '../rules.ts'
import { inState } from '../shape.service.ts'
import { membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { owingStates } from './rules.ts'

/**
 * Whoever owes something in an open round with this course and has not attended it since the round began, by number; undefined: no open round
 * holds the course, or not that one. Whoever is on leave is not among them. A policy must hold today.
 */
export async function owingOf(ctx: Ctx, courseId: number, roundId?: number): Promise<number[] | undefined> {
  const open = (await openRoundsWith(ctx, courseId)).filter((one) => roundId === undefined || one.roundId === roundId)
  if (open.length === 0) return undefined
  const ids = open.map(({ roundId }) => roundId)
  const [{ membersOf }, { rows }] = await Promise.all([
    membersToday(ctx, open),
    sql<{ round: number; person: number }>`select r.round_id as round, a.staff_member_id as person
      from training_round r join course_session s on s.course_id = ${courseId} and s.cancelled_on is null and s.ends_on >= r.begun_on
        join application a on a.course_session_id = s.course_session_id and ${inState(...attendedStates)}
      where r.round_id = any(${ids}::bigint[])`.execute(ctx.db),
  ])
  const attended = new Set(rows.map(({ round, person }) => `${round} ${person}`))
  const owing = open.flatMap((round) =>
    membersOf(round).filter(
      ({ state, staffMemberId }) =>
        (owingStates as readonly string[]).includes(state) && !attended.has(`${round.roundId} ${staffMemberId}`),
    ),
  )
  return [...new Set(owing.map(({ staffMemberId }) => staffMemberId))].sort((a, b) => a - b)
}

/** Open rounds that hold a course, the latest first. */
export async function openRoundsWith(ctx: Ctx, courseId: number): Promise<Round[]> {
  const open = await roundsStored(ctx, { openOnly: true })
  return open.filter(({ courses }) => courses.some((course) => course.courseId === courseId))
}
