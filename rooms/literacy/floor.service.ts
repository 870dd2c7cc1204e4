import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { derivedTallies, everybody } from '#platform/measure/counting.ts'
import type { Among, Basis, Days, Quantity, RecordPage } from '#platform/measure/measure.ts'
import { listUnits } from '#platform/measure/units.ts'
import { followsPeople } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { type FloorSkill, floorOf } from '#rooms/policy/rules.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { latestLevels } from '#rooms/skills/levels.service.ts'
import { populationBasis, populationOnDays, restsOnSample } from '#rooms/skills/population.service.ts'
import { endsOf, evidenceEnding, followsEvidence, turningWithEvidence } from '#rooms/skills/reflected.service.ts'

/** The parts of a policy on which all of this room rests: which skills, and at which levels. */
export const FLOOR = ['literacy', 'pyramid'] as const

const ofFloor = {
  kind: 'state',
  unit: '%',
  isOutput: false,
  follows: { ...followsPeople, ...followsEvidence },
  turning: turningWithEvidence,
  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const document = await policyWith(ctx, FLOOR, asOf)
    if (!document) return undefined
    const floor = floorOf(document)
    return {
      restsOnSample: await restsOnSample(ctx, document.literacy, ...floor),
      population: populationBasis(document.literacy.population),
      skills: floor.length,
      floor: floorRows(floor),
    }
  },
} as const

/**
 * Floor skills, one a person and skill, that are reached (INV-P5, P7): a town sees the way, before many are at the whole floor. Tallies: floor skills, those
 * reached, none of the sample, the person, floor skills with evidence that counts, and for each in the policy's order whether it is reached.
 */
export const floorCoverage: Quantity = {
  ...{ ...ofFloor, name: 'literacy.floorCoverage', peopleAt: 4 },
  isKnown: (tallies) => (tallies[4] ?? 0) > 0,
  parts(days, among) {
    const skills = sql`(p.basis -> 'skills')::integer`
    return sql`select p.figure_id, p.staff as unit, p.section_code, p.outside,
        array[${skills}, coalesce(a.reached, 0), 0, 1, coalesce(a.known, 0)]::integer[]
          || array(select (coalesce(a.places, 0) >> place & 1)::integer from generate_series(0, ${skills} - 1) place) as tallies
      from ${withReached(days, among)}`
  },
}

/**
 * Share of the people in scope who are at or above the floor in every floor skill, by evidence that counts. Its own
 * tallies: without any evidence that counts in at least one floor skill, then who reached each skill in the policy's order.
 */
export const shareAtFloor: Quantity = {
  ...{ ...ofFloor, name: 'literacy.shareAtFloor', isFollowedByMonth: true },
  // Somebody has evidence for every floor skill, or reached one of them.
  isKnown: ([people = 0, , , lacking = 0, ...reached]) => lacking < people || reached.some((some) => some > 0),
  ...derivedTallies(
    floorCoverage,
    sql`array[1, (tallies[2] = tallies[1])::integer, 0, (tallies[5] < tallies[1])::integer] || tallies[6:]`,
  ),
}

/**
 * The share at the floor by what people are: where others have the section, these have grade and category of employment (`groupIn`), so that
 * the sums of every grade and category are kept up as those of sections are (decisions/0086).
 */
export const floorByGroup: Quantity = {
  ...{ ...ofFloor, name: 'literacy.floorByGroup' },
  parts(days, among) {
    const skills = sql`(p.basis -> 'skills')::integer`
    return sql`select p.figure_id, p.staff as unit, json_build_array(p.grade, p.employment_category)::text as section_code, p.outside,
        array[1, (coalesce(a.reached, 0) = ${skills})::integer, 0, (coalesce(a.known, 0) < ${skills})::integer] as tallies
      from ${withReached(days, among)}`
  },
}

/** What stands where others have the section. */
export function groupIn(place: string): { readonly grade: string | null; readonly employmentCategory: string } {
  const [grade, employmentCategory] = JSON.parse(place) as [string | null, string]
  return { grade, employmentCategory }
}

/** Whoever is in scope, and whether they have reached the floor. */
export async function listAtFloor(ctx: Ctx, asOf: string, page: RecordPage) {
  return await listUnits(ctx, shareAtFloor, asOf, page)
}

/** Levels of some people in the floor skills, by evidence that counts: of each person as many as there are floor skills. */
export async function levelsAtFloor(
  ctx: Ctx,
  day: string,
  floor: readonly FloorSkill[],
  people: readonly number[],
): Promise<Map<number, (number | null)[]>> {
  const basis = JSON.stringify({ floor: floorRows(floor) })
  const days = sql`(select 0 as figure_id, ${day}::date as day, ${basis}::jsonb as basis)`
  const among: Among = (column) => sql<boolean>`${sql.ref(column)} = any(${people}::bigint[])`
  const { rows } = await sql<{ staff: number; place: number; level: number }>`select staff, place, max(level) as level
    from ${floorLevels(days, among)} l group by staff, place`.execute(ctx.db)
  const levels = new Map(people.map((person) => [person, floor.map((): number | null => null)]))
  for (const { staff, place, level } of rows) levels.get(staff)![place] = level
  return levels
}

/** What a share of a day says: of two days with the same meaning they can be compared (INV-L7). */
export function meaningOf(document: PolicyDocument): string {
  return JSON.stringify([populationBasis(document.literacy?.population), floorRows(floorOf(document))])
}

/** Of whom evidence ends up to a day, those who are not at the floor then by what is known today. */
export async function belowBy(ctx: Ctx, floor: readonly FloorSkill[], until: string): Promise<number[]> {
  const ending = evidenceEnding(ctx.today, until)
  const among: Among = (column) => sql<boolean>`${sql.ref(column)} in (${ending})`
  const { rows } = await sql<{ unit: number }>`select unit from (select distinct unit from (${ending}) e) c
    left join (${reachedOn(sql`select ${until}::date as day`, floor, among)}) r on r.staff = c.unit
    where coalesce(r.reached, 0) < ${floor.length}::integer`.execute(ctx.db)
  return rows.map(({ unit }) => unit)
}

/** Of these people the first day up to `until` on which they are not at the floor any more because evidence ends. */
export async function firstDaysBelow(
  ctx: Ctx,
  floor: readonly FloorSkill[],
  people: readonly number[],
  until: string,
): Promise<Map<number, string>> {
  if (people.length === 0) return new Map()
  const among: Among = (column) => sql<boolean>`${sql.ref(column)} = any(${people}::bigint[])`
  const ends = sql`select distinct ends_on as day from (${endsOf(ctx.today, until, people)}) e`
  const { rows } = await sql<{ staff: number; day: string }>`select staff, min(day)::date as day
    from (select e.unit as staff, e.ends_on as day from (${endsOf(ctx.today, until, people)}) e
      left join (${reachedOn(ends, floor, among)}) r on (r.staff, r.day) = (e.unit, e.ends_on)
      where coalesce(r.reached, 0) < ${floor.length}::integer) below group by staff`.execute(ctx.db)
  return new Map(rows.map(({ staff, day }) => [staff, day]))
}

/** How many floor skills each person has reached on each of some days (a select of `day`): rows of day, staff, reached. */
function reachedOn(days: RawBuilder<unknown>, floor: readonly FloorSkill[], among: Among): RawBuilder<unknown> {
  const basis = JSON.stringify({ floor: floorRows(floor) })
  const asked = sql`(select row_number() over (order by day)::integer as figure_id, day, ${basis}::jsonb as basis from (${days}) w)`
  return sql`select a.day, l.staff, count(distinct l.place)::integer as reached from ${asked} a
    join ${floorLevels(asked, among)} l on l.figure_id = a.figure_id where l.level >= l.floor_level group by a.day, l.staff`
}

/** The population `p` of each day, and (`a`) of whom something is known: of how many floor skills, how many are reached, and which. */
function withReached(days: Days, among: Among): RawBuilder<unknown> {
  return sql`${populationOnDays(days, among)} p left join (
      select figure_id, staff, bit_count(known::bit(64)) as known, bit_count(places::bit(64)) as reached, places
      from (select figure_id, staff, bit_or(1::bigint << place) as known, bit_or((level >= floor_level)::integer::bigint << place) as places
        from ${floorLevels(days, among)} l group by figure_id, staff) each) a
    on a.figure_id = p.figure_id and a.staff = p.staff`
}

/** The floor as rows: skill, level, place in the policy's order from 0, one for each kind of evidence and each skill whose records count. */
function floorRows(floor: readonly FloorSkill[]) {
  return floor.flatMap(({ floorLevel, evidence, records }, place) =>
    records.flatMap((skill) =>
      evidence.map((kind) => ({
        ...{ skill, level: floorLevel, place, kind },
        ...(records.length > 1 && { isOneOfSeveral: true }),
      })),
    ),
  )
}

/** A derived table of figure_id, staff, place, floor_level, level: the latest of each kind that counts, of all whose records count. */
function floorLevels(days: Days, among: Among = everybody): RawBuilder<unknown> {
  const floor = sql`jsonb_to_recordset(d.basis -> 'floor') as f(skill text, level smallint, place integer, kind text, "isOneOfSeveral" boolean)`
  const from = (isOneOfSeveral: RawBuilder<boolean>) => sql`${days} d
    cross join lateral (select * from ${floor} where f."isOneOfSeveral" is ${isOneOfSeveral}) f
    cross join lateral ${latestLevels({ skill: sql`f.skill`, kind: sql`f.kind`, day: sql`d.day` }, among)} s`
  const level = sql`d.figure_id, s.staff, f.place, f.level as floor_level, s.level`
  return sql`(select ${level} from ${from(sql`null`)}
    union all (select distinct on (d.figure_id, s.staff, f.place, f.kind) ${level} from ${from(sql`true`)}
      order by d.figure_id, s.staff, f.place, f.kind, s.as_of desc, s.id desc))`
}
