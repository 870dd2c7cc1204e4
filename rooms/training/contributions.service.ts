import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { CAME_OF_ONE } from './recommendations/standing.service.ts'
import { attendedStates } from './rules.ts'
import { inState } from './shape.service.ts'

export interface TrainingContributions {
  /** Courses that were completed. */
  completion: number
  /** Colleagues whom the person stood in for, or agreed to. */
  cover: number
  /** Recommendations that led to attendance. */
  recommendationTaken: number
}

/**
 * What a person did for training since a day, each by the first day of its session (days.rules.ts): their own completions, the cover that they
 * gave, recommendations that they took.
 */
export async function contributionsSince(
  ctx: Ctx,
  staffMemberId: number,
  from: string,
): Promise<TrainingContributions> {
  const since = sql`s.course_session_id = a.course_session_id and s.cancelled_on is null and s.starts_on >= ${from}::date`
  const { rows } = await sql<TrainingContributions>`select
      (select count(*) from application a join course_session s on ${since}
        where a.staff_member_id = ${staffMemberId} and ${inState('completed')}) as completion,
      (select count(*) from cover_arrangement v join application a on a.application_id = v.application_id
        join course_session s on ${since}
        where v.substitute = ${staffMemberId} and v.agreed_by = v.substitute and v.replaced_at is null) as cover,
      (select count(*) from application a join course_session s on ${since}
        where a.staff_member_id = ${staffMemberId} and ${CAME_OF_ONE}
          and ${inState(...attendedStates)}) as "recommendationTaken"`.execute(ctx.db)
  return rows[0]!
}
