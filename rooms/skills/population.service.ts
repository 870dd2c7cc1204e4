import { sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Day } from '#platform/sql/sql.ts'
import { awayOn, inServiceOn, postsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'

export type Population = PolicyDocument['literacy']['population']

/**
 * Everyone in service on a day as rows (staff, section_code, outside): `outside` is null for those whom the policy's
 * population holds, else the reason (INV-P5); `other_category` comes before `on_leave`. Section: the primary one of the
 * day (INV-O2).
 */
export function populationOn(day: Day, { employmentCategories, excludeOnLeave }: Population) {
  return sql`select e.staff_member_id as staff, a.section_code,
      case when not e.employment_category = any(${employmentCategories}::text[]) then 'other_category'
        when ${excludeOnLeave} and l.staff_member_id is not null then 'on_leave' end as outside
    from ${inServiceOn(day)} e
    left join ${postsOn(day)} a using (staff_member_id)
    left join ${awayOn(day)} l using (staff_member_id)`
}

/** A figure over people rests on a sample: of the framework, or of a town that is invented as a whole (INV-D2). */
export async function restsOnSample(ctx: Ctx, ...definitions: readonly { isSample?: boolean | undefined }[]) {
  return definitions.some(({ isSample }) => isSample) || ((await isSampleTown(ctx)) ?? false)
}
