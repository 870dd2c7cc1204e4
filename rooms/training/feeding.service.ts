/** What of a person's training, of the cover that they gave and of what they recommended stands in this room's measures. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { measureMessages } from './counting.messages.ts'
import { attendedStates } from './rules.ts'

const attended = ['staffTrained', 'shareTrained', 'minutesPerPerson', 'sectionsSending', 'completionRate']
const counted = {
  completed: [...attended, 'completions'],
  attended: attended.slice(0, -1),
  recommended: ['recommendationsMade', 'shareRecommended'],
  covered: ['coverAgreed', 'approvalsWithCover'],
  applied: ['ownApplications'],
} as const

export const trainingFeed: Feed = async (ctx, me, from) => {
  const within = (column: string) => sql`${sql.ref(column)} between ${from}::date and ${ctx.today}::date`
  const { rows } = await sql<{
    kind: keyof typeof counted
    id: number
    day: string
    course: string
    application: number | null
    isTaken: boolean
  }>`select f.kind, f.id, f.day, f.application, f."isTaken", c.title as course from (
      select case when a.state = 'completed' then 'completed' else 'attended' end as kind, a.application_id as id, s.starts_on as day,
        a.course_session_id, null::bigint as course_id, a.application_id as application, exists (select from recommendation r
          where r.recommendation_id = a.recommendation_id and r.struck_on is null and ${within('r.recommended_on')}) as "isTaken"
      from application a join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null and ${within('s.starts_on')}
      where a.staff_member_id = ${me} and ${oneOf('a.state', attendedStates)}
      union all select 'applied', a.application_id, a.applied_on, a.course_session_id, null, a.application_id, false
      from application a join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null
      where a.staff_member_id = ${me} and a.recommendation_id is null and ${within('a.applied_on')}
        and exists (select from application_step b where b.application_id = a.application_id and b.to_state = 'submitted')
      union all select 'recommended', r.recommendation_id, r.recommended_on, null, r.course_id, null, false
      from recommendation r where r.recommended_by = ${me} and r.struck_on is null and ${within('r.recommended_on')}
      union all select 'covered', v.cover_arrangement_id, v.agreed_on, a.course_session_id, null, null, false
      from cover_arrangement v join application a on a.application_id = v.application_id
        join course_session s on s.course_session_id = a.course_session_id and s.cancelled_on is null
      where v.substitute = ${me} and v.agreed_by = v.substitute and v.declined_at is null and v.replaced_at is null and ${within('v.agreed_on')}
    ) f left join course_session s on s.course_session_id = f.course_session_id
      join course c on c.course_id = coalesce(f.course_id, s.course_id)`.execute(ctx.db)
  return rows.map(({ kind, id, day, course, application, isTaken }) => ({
    ...{ id: `${kind}:${id}`, day, what: ctx.t(measureMessages, `fed.${kind}`, { course }) },
    path: application === null ? '/training' : `/training/applications/${application}`,
    measures: [...counted[kind], ...(isTaken ? ['recommendationsTaken'] : [])].map((name) => `training.${name}`),
  }))
}
