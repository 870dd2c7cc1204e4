import { type RawBuilder, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { everybody } from '#platform/measure/counting.ts'
import type { Among, Days } from '#platform/measure/measure.ts'
import { type Day, date } from '#platform/sql/sql.ts'
import { awayOn, inServiceOn, postsOn, upFrom } from '#rooms/people/relations.service.ts'
import type { Population } from '#rooms/policy/pyramid.rules.ts'
import { skillsMessages } from './messages.ts'

/**
 * Everyone in service on a day as rows (staff, section_code, outside): `outside` is null for those whom the policy's
 * population holds, else the reason (INV-P5); `other_category` comes before `excluded`, and that before `on_leave`. Section: the
 * primary one of the day (INV-O2).
 *
 * @param population everybody in service where the policy names none
 */
export function populationOn(day: Day, population: Population | undefined) {
  const basis = { population: populationBasis(population) }
  return sql`select staff, section_code, outside from ${populationOnDays(
    sql`(select 0 as figure_id, ${date(day)} as day, ${JSON.stringify(basis)}::jsonb as basis)`,
  )} p`
}

/** How many a population holds on a day. */
export async function countInPopulation(ctx: Ctx, day: Day, population: Population): Promise<number> {
  return (await countPopulation(ctx, day, population)).people
}

export interface PopulationCount {
  /** In service on the day. */
  readonly inService: number
  /** Of those, whom the policy includes. */
  readonly included: number
  /** In the order of the policy; whom two exclusions name is counted with the first. */
  readonly excluded: readonly { readonly reason: string; readonly people: number }[]
  readonly people: number
}

/**
 * How a population comes about: who is included, and whom each exclusion takes out (INV-P5). People of whom the same is true are looked at once:
 * there are some thousand kinds of them in a ward of 28,000.
 */
export async function countPopulation(
  ctx: Ctx,
  day: Day,
  { include = {}, exclude = [] }: Population,
): Promise<PopulationCount> {
  const { rows } = await sql<{ place: number; people: number }>`
    with kind as materialized (
      select e.employment_category, e.occupation, a.grade, a.section_code, l.staff_member_id is not null as is_away, count(*) as people
      from ${inServiceOn(day)} e left join ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
        left join ${awayOn(day)} l on l.staff_member_id = e.staff_member_id
      group by 1, 2, 3, 4, 5),
      asked as (select ${date(day)} as day, ${JSON.stringify(include)}::jsonb as include, ${JSON.stringify(exclude)}::jsonb as exclude)
    select case when ${isIn(sql`d.include`)} then coalesce((select min(x.place)::integer
        from jsonb_array_elements(d.exclude) with ordinality as x(group_of, place)
        where ${isIn(sql`x.group_of`)} and (x.group_of -> 'onLeave' is null or e.is_away)), 0) else -1 end as place,
      sum(e.people)::integer as people
    from asked d cross join kind e cross join lateral (select e.grade, e.section_code) a group by 1`.execute(ctx.db)
  const by = new Map(rows.map(({ place, people }) => [place, people]))
  const [people, others] = [by.get(0) ?? 0, by.get(-1) ?? 0]
  const inService = rows.reduce((sum, row) => sum + row.people, 0)
  return {
    ...{ inService, included: inService - others, people },
    excluded: exclude.map(({ reason }, i) => ({ reason, people: by.get(i + 1) ?? 0 })),
  }
}

/** What the statement below reads of the policy, as `population` of a figure's basis. */
export function populationBasis({ include = {}, exclude = [] }: Omit<Population, 'note'> = {}) {
  const { employmentCategories, ...included } = include
  const ofLeave = ({ reason: _, ...group }: (typeof exclude)[number]) => Object.keys(group).join() === 'onLeave'
  const others = exclude.filter((group) => !ofLeave(group)).map(({ reason: _, ...group }) => group)
  return {
    ...(employmentCategories && { employmentCategories }),
    excludeOnLeave: exclude.some(ofLeave),
    ...(Object.keys(included).length > 0 && { include: included }),
    ...(others.length > 0 && { exclude: others }),
  }
}

/** The same of each of some days, as a derived table with figure_id, day and basis of the day. */
export function populationOnDays(days: Days, among: Among = everybody): RawBuilder<unknown> {
  const day = sql`d.day`
  return sql`(select d.figure_id, d.day, d.basis, e.staff_member_id as staff, a.section_code, a.grade, e.occupation, e.employment_category,
      case when not d.basis -> 'population' -> 'employmentCategories' ? e.employment_category then 'other_category'
        when d.basis -> 'population' -> 'include' is not null and not ${isIn(sql`d.basis -> 'population' -> 'include'`)}
          or exists (select from jsonb_array_elements(d.basis -> 'population' -> 'exclude') as x(group_of)
            where ${isIn(sql`x.group_of`)} and (x.group_of -> 'onLeave' is null or l.staff_member_id is not null)) then 'excluded'
        when (d.basis -> 'population' -> 'excludeOnLeave')::boolean and l.staff_member_id is not null then 'on_leave' end as outside
    from ${days} d cross join lateral ${inServiceOn(day)} e
    left join lateral ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
    left join lateral ${awayOn(day)} l on l.staff_member_id = e.staff_member_id
    where ${among('e.staff_member_id')})`
}

/** Whether somebody is one of a group as the policy writes it, of `e` and `a` of the day: all that it names is true of them. */
function isIn(group: RawBuilder<unknown>): RawBuilder<boolean> {
  const has = (key: string, value: RawBuilder<unknown>) =>
    sql`(${group} -> ${sql.lit(key)} is null or coalesce(${group} -> ${sql.lit(key)} ? ${value}, false))`
  const above = sql`exists (select from ${upFrom(sql`a.section_code`, sql`d.day`)} u where ${group} -> 'sections' ? u.section_code)`
  return sql`(${has('employmentCategories', sql`e.employment_category`)} and ${has('occupations', sql`e.occupation`)}
    and ${has('grades', sql`a.grade`)} and (${group} -> 'sections' is null or ${above}))`
}

/** A figure over people rests on a sample: of the framework, or of a town that is invented as a whole (INV-D2). */
export async function restsOnSample(ctx: Ctx, ...definitions: readonly ({ isSample?: boolean | undefined } | null)[]) {
  return definitions.some((one) => one?.isSample) || (await isSampleTown(ctx)) === true
}

/** What the name of a file ends in that tells of people or figures, where they rest on a sample (INV-D1). */
export async function sampleMark(ctx: Ctx, ...definitions: Parameters<typeof restsOnSample>[1][]): Promise<string> {
  return (await restsOnSample(ctx, ...definitions)) ? `_${ctx.t(skillsMessages, 'file.sample')}` : ''
}
