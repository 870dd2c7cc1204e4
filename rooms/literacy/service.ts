import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { listSections } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { type FloorSkill, floorOf } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import { levelsOn } from '#rooms/skills/levels.service.ts'
import { compositionOf, type PopulationCount, sectionCountsOf } from '#rooms/skills/population.rules.ts'
import { populationOn, restsOnSample } from '#rooms/skills/population.service.ts'
import type { literacy } from './contract.ts'
import { mergeSmallSections, THRESHOLD } from './rules.ts'

/** People of one section and one reason, with who of them has reached the floor. */
export interface FloorCount extends PopulationCount {
  /** Without any allowed evidence in at least one floor skill. */
  unassessed: number
  /** Those who reached each floor skill, in the order of the policy's floor. */
  bySkill: number[]
}

export async function showLiteracyBoard(
  ctx: Ctx<typeof literacy.showLiteracyBoard>,
  input: Input<typeof literacy.showLiteracyBoard>,
) {
  const asOf = upToToday(ctx, input.asOf)
  const document = await requirePolicy(ctx, asOf)
  const counts = await countAtFloor(ctx, asOf)
  const inside = counts.filter(({ outside }) => outside === null)
  const { total, outside } = compositionOf(counts, false)
  const denominator = total.denominator ?? 0
  return {
    asOf,
    name: document.literacy.name,
    populationNote: document.literacy.population.note,
    isSample: await floorRestsOnSample(ctx, asOf),
    total: { numerator: total.numerator, denominator },
    unassessed: inside.reduce((sum, { unassessed }) => sum + unassessed, 0),
    outside: [...outside],
    floor: floorOf(document).map((skill, index) => ({
      skill: skill.id,
      name: skill.name,
      level: skill.floorLevel,
      levelName: levelOf(skill)?.name ?? null,
      evidence: skill.evidence,
      numerator: inside.reduce((sum, { bySkill }) => sum + (bySkill[index] ?? 0), 0),
      denominator,
    })),
    threshold: THRESHOLD,
    sections:
      ctx.actsAs === 'staff'
        ? []
        : mergeSmallSections(
            await listSections(ctx, { asOf }),
            sectionCountsOf(counts).map((count) => ({ ...count, denominator: count.denominator ?? 0 })),
          ),
  }
}

export async function showMyFloor(ctx: Ctx<typeof literacy.showMyFloor>): Promise<Answer<typeof literacy.showMyFloor>> {
  const document = await requirePolicy(ctx)
  const floor = floorOf(document)
  const { rows } = await sql<{ outside: string | null; levels: (number | null)[] }>`select p.outside,
      array(select max(s.level) from ${floorRows(floor)}
        left join ${levelsOn('standings', ctx.today, idsOf(floor))} s
        on s.staff = p.staff and s.skill = f.skill and s.kind = f.kind group by f.place order by f.place) as levels
    from (${populationOn(ctx.today, document.literacy.population)}) p
    where p.staff = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
  const skills = floor.map((skill, index) => {
    const level = rows[0]?.levels[index] ?? null
    return {
      skill: skill.id,
      name: skill.name,
      floorLevel: skill.floorLevel,
      levelName: levelOf(skill)?.name ?? null,
      behaviour: levelOf(skill)?.behaviour ?? null,
      evidence: skill.evidence,
      level,
      reached: level !== null && level >= skill.floorLevel,
    }
  })
  return {
    name: document.literacy.name,
    isSample: await floorRestsOnSample(ctx, ctx.today),
    outside: rows[0]?.outside ?? null,
    reached: skills.every(({ reached }) => reached),
    skills,
  }
}

/** Nobody where no policy says what the floor is. Today from the standings, any other day from the evidence; a test holds both to the same answer. */
export async function countAtFloor(
  ctx: Ctx,
  day: string,
  source: 'standings' | 'evidence' = day === ctx.today ? 'standings' : 'evidence',
): Promise<FloorCount[]> {
  const document = await policyOn(ctx, day)
  if (!document) return []
  const floor = floorOf(document)
  const { rows } = await sql<FloorCount>`with ${peopleAtFloor(document, floor, day, source)}
    select section_code as "sectionCode", outside, count(*) as people,
      count(*) filter (where reached = ${floor.length}) as counted,
      count(*) filter (where known < ${floor.length}) as unassessed,
      array[${sql.join(floor.map((_, place) => sql`count(*) filter (where (1 << ${sql.lit(place)}) & mask <> 0)`))}]::int[] as "bySkill"
    from person group by section_code, outside`.execute(ctx.db)
  return rows.toSorted(bySectionAndReason)
}

/** Sorted here: in the database every person would be sorted before they are counted. */
function bySectionAndReason(a: FloorCount, b: FloorCount): number {
  const key = ({ sectionCode, outside }: FloorCount) => `${sectionCode ?? ''}\0${outside ?? ''}`
  return key(a) < key(b) ? -1 : 1
}

export async function recordsAtFloor(
  ctx: Ctx,
  day: string,
  page: { readonly sectionCode?: string; readonly offset: number; readonly limit: number },
) {
  const document = await policyOn(ctx, day)
  if (!document) return { total: 0, floor: [], people: [] }
  const floor = floorOf(document)
  const section = page.sectionCode ?? null
  const { rows } = await sql<{ staffMemberId: number; counted: boolean; levels: (number | null)[]; total: number }>`
    with ${peopleAtFloor(document, floor, day, day === ctx.today ? 'standings' : 'evidence')}
    select staff as "staffMemberId", reached = ${floor.length} as counted, count(*) over () as total,
      coalesce(levels, array_fill(null::int, array[${floor.length}::int])) as levels
    from person where outside is null and (${section}::text is null or section_code = ${section})
    order by section_code, staff limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return { total: rows[0]?.total ?? 0, floor, people: rows }
}

export async function floorRestsOnSample(ctx: Ctx, day: string): Promise<boolean> {
  const document = await policyOn(ctx, day)
  return document !== undefined && restsOnSample(ctx, document.literacy, ...floorOf(document))
}

function levelOf({ levels, floorLevel }: FloorSkill) {
  return levels.find(({ level }) => level === floorLevel)
}

/** The floor as rows `f`: skill, level, place in the policy's order from 0, one for each kind that counts. */
function floorRows(floor: readonly FloorSkill[]) {
  const rows = floor.flatMap(({ id, floorLevel, evidence }, place) =>
    evidence.map((kind) => ({ skill: id, level: floorLevel, place, kind })),
  )
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(skill text, level smallint, place int, kind text)`
}

function idsOf(floor: readonly FloorSkill[]) {
  return floor.map(({ id }) => id)
}

/**
 * Tables `own` (staff, place, level: the highest of the kinds that count) and `person` (population of the day with reached,
 * known, mask and levels of floor skills).
 */
function peopleAtFloor(
  document: PolicyDocument,
  floor: readonly FloorSkill[],
  day: string,
  source: 'standings' | 'evidence',
) {
  const own = sql`select s.staff, f.place, f.level as floor_level, max(s.level) as level
    from ${floorRows(floor)} join ${levelsOn(source, day, idsOf(floor))} s on s.skill = f.skill and s.kind = f.kind
    group by s.staff, f.place, f.level`
  return sql`own as (${own}),
    achieved as (select staff, count(level) as known, count(*) filter (where level >= floor_level) as reached,
      bit_or(case when level >= floor_level then 1 << place else 0 end) as mask,
      array[${sql.join(floor.map((_, place) => sql`max(level) filter (where place = ${sql.lit(place)})`))}]::int[] as levels
      from own group by staff),
    person as (select p.*, coalesce(a.known, 0) as known, coalesce(a.reached, 0) as reached, coalesce(a.mask, 0) as mask, a.levels
      from (${populationOn(day, document.literacy.population)}) p left join achieved a using (staff))`
}
