import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
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

/** What a person did for training since a day: their own completions, the cover that they gave, recommendations that they took. */
export async function contributionsSince(
  ctx: Ctx,
  staffMemberId: number,
  from: string,
): Promise<TrainingContributions> {
  const { rows } = await sql<TrainingContributions>`select
      (select count(*) from application a where a.staff_member_id = ${staffMemberId} and ${inState('completed')}
        and exists (select 1 from application_step p where p.application_id = a.application_id
          and p.taken_back_at is null and p.to_state = a.state and p.taken_on >= ${from}::date)) as completion,
      (select count(*) from cover_arrangement v where v.substitute = ${staffMemberId} and v.agreed_by = v.substitute
        and v.replaced_at is null and v.agreed_on >= ${from}::date) as cover,
      (select count(*) from application a join recommendation r on r.recommendation_id = a.recommendation_id
        where a.staff_member_id = ${staffMemberId} and r.recommended_on >= ${from}::date
          and ${inState(...attendedStates)}) as "recommendationTaken"`.execute(ctx.db)
  return rows[0]!
}
