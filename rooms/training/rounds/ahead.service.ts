/** What rounds ask of somebody who has done nothing towards them yet, among their other tasks. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { runningAttempts, satAttempts, testsOpenOn, testTitles } from '#rooms/literacy/attempts/relations.service.ts'
import { closedStates } from '../rules.ts'
import { isPastOn, notInState } from '../shape.service.ts'

/**
 * What open rounds ask of a person who owes something, as it was kept last: a course of a round in which they have neither applied, nor a seat,
 * nor attended since it began; a test of it that is open and that they have not taken since; and a test that they have begun and not handed in,
 * of a round or not. Columns as those of a person's own tasks (tasks.service.ts).
 */
export function roundsAhead(ctx: Ctx, me: number): RawBuilder<unknown> {
  const owed = sql`round_spell p join training_round r on r.round_id = p.round_id and r.ended_on is null
      join round_wave w on w.round_id = p.round_id and w.wave = p.wave`
  const mine = sql`p.staff_member_id = ${me} and p.left_on is null and p.kind = 'owes'`
  return sql`select 'roundAhead', coalesce(p.own_due_on, w.due_on), r.name, null, null, null, null, null
    from ${owed}
    where ${mine} and exists (select from round_course o where o.round_id = r.round_id)
      and not exists (select from round_course o join course_session s on s.course_id = o.course_id and s.cancelled_on is null
          and s.ends_on >= r.begun_on
        join application a on a.course_session_id = s.course_session_id and a.staff_member_id = ${me}
        where o.round_id = r.round_id and ${notInState(...closedStates, 'absent')} and not ${isPastOn(ctx.today)})
    union all
    select 'testAhead', min(coalesce(p.own_due_on, w.due_on)), t.title, null, null, null, null, null
    from ${owed} join round_test o on o.round_id = r.round_id
      join ${testsOpenOn(ctx.today)} n on n.test_id = o.test_id join ${testTitles()} t on t.test_id = o.test_id
    where ${mine}
      and not exists (select from ${satAttempts()} a where a.test_id = o.test_id and a.staff_member_id = ${me} and a.sat_on >= r.begun_on)
      and not exists (select from ${runningAttempts()} a where a.test_id = o.test_id and a.staff_member_id = ${me})
    group by o.test_id, t.title
    union all
    select 'testRunning', a.ends_on, a.title, null, null, null, null, null
    from ${runningAttempts()} a where a.staff_member_id = ${me}`
}
