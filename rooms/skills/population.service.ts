import { type RawBuilder, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { everybody } from '#platform/measure/counting.ts'
import type { Among, Days } from '#platform/measure/measure.ts'
import { type Day, date } from '#platform/sql/sql.ts'
import { awayOn, inServiceOn, postsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'

export type Population = PolicyDocument['literacy']['population']

/**
 * Everyone in service on a day as rows (staff, section_code, outside): `outside` is null for those whom the policy's
 * population holds, else the reason (INV-P5); `other_category` comes before `on_leave`. Section: the primary one of the
 * day (INV-O2).
 */
export function populationOn(day: Day, population: Population) {
  const basis = { population: populationBasis(population) }
  return sql`select staff, section_code, outside from ${populationOnDays(
    sql`(select 0 as figure_id, ${date(day)} as day, ${JSON.stringify(basis)}::jsonb as basis)`,
  )} p`
}

/** What the statement below reads of the policy, as `population` of a figure's basis. */
export function populationBasis({ employmentCategories, excludeOnLeave }: Population) {
  return { employmentCategories, excludeOnLeave }
}

/** The same of each of some days, as a derived table with figure_id, day and basis of the day. */
export function populationOnDays(days: Days, among: Among = everybody): RawBuilder<unknown> {
  const day = sql`d.day`
  return sql`(select d.figure_id, d.day, d.basis, e.staff_member_id as staff, a.section_code, a.grade,
      case when not d.basis -> 'population' -> 'employmentCategories' ? e.employment_category then 'other_category'
        when (d.basis -> 'population' -> 'excludeOnLeave')::boolean and l.staff_member_id is not null then 'on_leave' end as outside
    from ${days} d cross join lateral ${inServiceOn(day)} e
    left join lateral ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
    left join lateral ${awayOn(day)} l on l.staff_member_id = e.staff_member_id
    where ${among('e.staff_member_id')})`
}

/** A figure over people rests on a sample: of the framework, or of a town that is invented as a whole (INV-D2). */
export async function restsOnSample(ctx: Ctx, ...definitions: readonly { isSample?: boolean | undefined }[]) {
  return definitions.some(({ isSample }) => isSample) || (await isSampleTown(ctx)) === true
}
