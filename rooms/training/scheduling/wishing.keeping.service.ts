/** Who has come to have a course ahead since its call began, because they joined, came back or entered the round, is asked as the others are. */
import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { type Course, wantedIn } from './exporting.service.ts'
import { hasSeat } from './wishes.service.ts'
import type { wishing } from './wishing.contract.ts'

export async function keepWishCalls(
  ctx: Ctx<typeof wishing.keepWishCalls>,
): Promise<Answer<typeof wishing.keepWishCalls>> {
  await oneAtATime('wishes').execute(ctx.db)
  const document = await policyOn(ctx)
  // Without a policy nobody can say who is below the floor.
  if (!document) return { asked: 0 }
  const { rows } = await sql<Course & { wishCallId: number }>`select l.wish_call_id as "wishCallId",
      c.course_id as "courseId", c.title, c.skills, c.eligibility
    from wish_call l join course c on c.course_id = l.course_id
    where l.ended_at is null and l.closes_on >= ${ctx.today}::date and exists (select from course_session s
      where s.course_id = l.course_id and s.cancelled_on is null and s.starts_on > ${ctx.today}::date
        and s.starts_on >= l.from_day and s.ends_on <= l.to_day)
    order by l.wish_call_id`.execute(ctx.db)
  let asked = 0
  for (const { wishCallId, ...course } of rows) {
    const wanted = (await wantedIn(ctx, document, course)) ?? []
    const { rows: added } = await sql`insert into wish_said (wish_call_id, staff_member_id)
      select l.wish_call_id, w.staff_member_id
      from wish_call l cross join unnest(${wanted}::bigint[]) as w(staff_member_id)
      where l.wish_call_id = ${wishCallId} and not ${hasSeat(ctx)}
        and not exists (select from wish_said o where o.wish_call_id = l.wish_call_id and o.staff_member_id = w.staff_member_id)
      returning staff_member_id`.execute(ctx.db)
    if (added.length > 0) ctx.tells('wish_call', [wishCallId])
    asked += added.length
  }
  ctx.about([], { detail: { asked } })
  return { asked }
}
