/**
 * Sections that are not the same as before under the same number: a tenth of their people or more came or went because a section began or ended (INV-O2).
 * Whoever went from one section to another that were both there on both days was transferred, and breaks nothing (as rooms/kpi/causes.service.ts has it).
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { postsOn, sectionsOn, upFrom } from '#rooms/people/relations.service.ts'

/** Of the stretch `x` that the statement around them says. */
const [before, day] = [sql`x.before`, sql`x.day`]

/** For each of the days, in order, the sections (with all below them) that were laid otherwise since the one before; of the first nothing is said. */
export async function reorganisedBy(ctx: Ctx, days: readonly string[]): Promise<readonly ReadonlySet<string>[]> {
  const { rows } = await sql<{ day: string; code: string }>`with stretch as (
      select d.before, d.day from unnest(${days.slice(0, -1)}::date[], ${days.slice(1)}::date[]) d(before, day)),
    led as materialized (select x.before, x.day, w.section_code as was_at, i.section_code as is_at, count(*) as people
      from stretch x cross join lateral ${postsOn(before)} w
        join lateral ${postsOn(day)} i on i.staff_member_id = w.staff_member_id and i.section_code <> w.section_code
      where not exists (select from ${sectionsOn(day)} o where o.section_code = w.section_code)
        or not exists (select from ${sectionsOn(before)} o where o.section_code = i.section_code)
      group by 1, 2, 3, 4),
    moved as (
      select x.day, u.section_code, x.people from led x cross join lateral ${upFrom(sql`x.is_at`, day)} u
        where u.section_code not in (select o.section_code from ${upFrom(sql`x.was_at`, before)} o)
      union all select x.day, u.section_code, x.people from led x cross join lateral ${upFrom(sql`x.was_at`, before)} u
        where u.section_code not in (select o.section_code from ${upFrom(sql`x.is_at`, day)} o)),
    concerned as materialized (select day, section_code, sum(people) as people from moved group by 1, 2),
    there as (select x.day, u.section_code, sum(p.people) as people
      from (select distinct day from concerned) x
        cross join lateral (select section_code, count(*) as people from ${postsOn(day)} each group by 1) p
        cross join lateral ${upFrom(sql`p.section_code`, day)} u group by 1, 2)
    select c.day, c.section_code as code from concerned c left join there t using (day, section_code)
    where c.people * 10 >= coalesce(t.people, 0)`.execute(ctx.db)
  return days.map((one) => new Set(rows.flatMap((row) => (row.day === one ? [row.code] : []))))
}
