/** Counts by section, a level at a time, so that an answer costs what is shown and nobody can be singled out (INV-S1). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { MOST_LEVELS, sectionsOn, upwards } from './relations.service.ts'
import {
  type Counted,
  type Enough,
  type Parts,
  partsAlong,
  partsDown,
  type SectionNode,
  THRESHOLD,
  TOWN,
  withAllBelow,
} from './small-sections.rules.ts'

interface Asked {
  readonly asOf: string
  /** The section whose parts are asked for; undefined: those of the town. */
  readonly within: string | undefined
  /** People below which a section is counted with others, or what else says so; 1: nobody is. */
  readonly threshold: Enough
  /** So many of the tallies are summed; the first says how many people. */
  readonly places?: number
}

export interface SectionParts extends Parts {
  /** From the root down to the section asked for. */
  readonly path: readonly SectionNode[]
}

/**
 * The parts of a section, each with all below it, that add up to it: [people, of whom counted], and as many tallies more as are asked for.
 *
 * @param sums a common table expression `counted` by sections' own sums, with columns as `figure_total` (platform/measure)
 */
export async function partsOfSections(
  ctx: Ctx<'no_such_section' | 'section_too_small'>,
  sums: RawBuilder<unknown>,
  asked: Asked,
): Promise<SectionParts> {
  const parts = await partsWithin(ctx, sums, asked)
  ctx.must(parts, 'no_such_section', { sectionCode: asked.within ?? '' })
  ctx.must(!parts.isHidden, 'section_too_small', { threshold: THRESHOLD })
  return parts
}

/** A section with all below it, [people, of whom counted]; null on a day that did not know it, or on which it is counted with others. */
export async function wholeOfSection(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  asked: Asked,
): Promise<readonly number[] | null> {
  const parts = await partsWithin(ctx, sums, asked)
  return parts && !parts.isHidden ? parts.whole : null
}

/** Undefined where the organisation of the day has no such section. */
async function partsWithin(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, within, threshold, places = 2 }: Asked,
): Promise<SectionParts | undefined> {
  const path = within === undefined ? [] : await pathOf(ctx, within, asOf)
  if (within !== undefined && path.length === 0) return undefined
  const codes = [TOWN, ...path.map(({ sectionCode }) => sectionCode)]
  const counted = await countedAround(ctx, sums, {
    ...{ asOf, places, codes: threshold !== 1 ? codes : codes.slice(-1) },
  })
  return { ...partsAlong(path, counted, { threshold, none: Array(places).fill(0) }), path }
}

/**
 * Every row that whoever goes down from the town section by section may come to see, in that order, each once. `path`: the codes of the sections
 * down to the one whose part it is.
 */
export async function everyPart(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, threshold }: Omit<Asked, 'within'>,
): Promise<{ path: string[]; row: Parts['rows'][number] }[]> {
  const { rows } = await sql<Counted>`with recursive ${sums}
    select s.section_code as "sectionCode", coalesce(s.parent_code, ${TOWN}) as "parentCode", s.name,
      array[${sumOf(1)}, ${sumOf(2)}] as tallies, false as "isParent"
    from ${sectionsOn(asOf)} s left join counted c on ${OF_SECTION} and c.section_code = s.section_code group by 1, 2, 3
    union all select ${TOWN}, null, '', array[${sumOf(1)}, ${sumOf(2)}], true from counted c where c.is_ward and c.outside is null
    order by 1`.execute(ctx.db)
  return partsDown(withAllBelow(rows), { threshold, none: [0, 0] })
}

/** All that lies in some sections and under them, each once: [people, of whom counted]. */
export async function sumWithin(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, codes }: { asOf: string; codes: readonly string[] },
): Promise<readonly [number, number]> {
  const { rows } = await sql<{ people: number; counted: number }>`with recursive ${sums}, within as (
      select u.code as section_code from unnest(${codes}::text[]) u(code)
      union select s.section_code from within w join ${sectionsOn(asOf)} s on s.parent_code = w.section_code)
    select ${sumOf(1)} as people, ${sumOf(2)} as counted
    from within w join counted c on ${OF_SECTION} and c.section_code = w.section_code`.execute(ctx.db)
  return [rows[0]?.people ?? 0, rows[0]?.counted ?? 0]
}

/** The section and those above it on a day, from the root down; empty where there is no such section. */
export async function pathOf(ctx: Ctx, sectionCode: string, day: string): Promise<SectionNode[]> {
  const { rows } =
    await sql<SectionNode>`with recursive start as (select ${sectionCode}::text as section_code), ${upwards(day)}
    select section_code as "sectionCode", name, parent_code as "parentCode" from up order by height desc`.execute(
      ctx.db,
    )
  return rows
}

/** These sections (`TOWN`: the town) and those right below them, in the order of their codes, each with all below it. */
async function countedAround(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, codes, places }: { asOf: string; codes: readonly string[]; places: number },
): Promise<Counted[]> {
  const sections = sectionsOn(asOf)
  const tallies = sql`array[${sql.join(Array.from({ length: places }, (_, place) => sumOf(place + 1)))}]`
  const { rows } = await sql<Counted>`with recursive ${sums}, below as (
      (select s.parent_code as parent, s.section_code as child, s.section_code, 1 as depth
        from ${sections} s where s.parent_code = any(${codes}::text[])
      union all select ${TOWN}, s.section_code, s.section_code, 1
        from ${sections} s where s.parent_code is null and ${TOWN} = any(${codes}::text[]))
      union all select b.parent, b.child, s.section_code, b.depth + 1
        from below b join ${sections} s on s.parent_code = b.section_code where b.depth < ${MOST_LEVELS}::int),
    held as (select child as code, parent, section_code, depth from below
      union all select parent, null, section_code, 0 from below where parent <> ${TOWN}
      union all select u.code, null, u.code, 0 from unnest(${codes}::text[]) u(code) where u.code <> ${TOWN}),
    summed as (select h.code, h.parent, ${tallies} as tallies,
        coalesce(bool_or(h.depth > 1 and c.tallies[1] > 0), false) as is_parent
      from held h join counted c on ${OF_SECTION} and c.section_code = h.section_code group by h.code, h.parent
      union all select ${TOWN}, null, ${tallies}, false
      from counted c where c.is_ward and c.outside is null)
    select d.code as "sectionCode", d.parent as "parentCode", coalesce(s.name, '') as name, d.tallies, d.is_parent as "isParent"
    from summed d left join ${sections} s on s.section_code = d.code order by d.code`.execute(ctx.db)
  return rows
}

const OF_SECTION = sql`not c.is_ward and c.outside is null`

const sumOf = (place: number) => sql`coalesce(sum(c.tallies[${sql.lit(place)}]), 0)::integer`
