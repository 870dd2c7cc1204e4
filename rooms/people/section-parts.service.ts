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

interface EveryPart {
  readonly path: string[]
  readonly row: Parts['rows'][number]
}

/** The rows of one (`everyPartOfEach`). */
export async function everyPart(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, ...asked }: Omit<Asked, 'within'>,
): Promise<EveryPart[]> {
  return (await everyPartOfEach(ctx, asOf, [{ sums, ...asked }]))[0]!
}

/**
 * Of each of some sums every row that whoever goes down from the town section by section may come to see, in that order, each once; in one
 * statement. `path`: the codes of the sections down to the one whose part it is.
 */
export async function everyPartOfEach(
  ctx: Ctx,
  asOf: string,
  asked: readonly { readonly sums: RawBuilder<unknown>; readonly threshold: Enough; readonly places?: number }[],
): Promise<EveryPart[][]> {
  if (asked.length === 0) return []
  const each = asked.map(({ sums, places = 2 }, which) => {
    const tallies = talliesOf(places)
    return sql`select ${sql.lit(which)} as which, q.* from (with recursive ${sums}
      select s.section_code as "sectionCode", coalesce(s.parent_code, ${TOWN}) as "parentCode", s.name, ${tallies} as tallies, false as "isParent"
      from ${sectionsOn(asOf)} s left join counted c on ${OF_SECTION} and c.section_code = s.section_code group by 1, 2, 3
      union all select ${TOWN}, null, '', ${tallies}, true from counted c where c.is_ward and c.outside is null) q`
  })
  const { rows } = await sql<Counted & { which: number }>`${sql.join(each, sql` union all `)} order by 1, 2`.execute(
    ctx.db,
  )
  const found = Map.groupBy(rows, ({ which }) => which)
  return asked.map(({ threshold, places = 2 }, which) =>
    partsDown(withAllBelow(found.get(which) ?? []), { threshold, none: Array(places).fill(0) }),
  )
}

/** All that lies in some sections and under them, each once: people, of whom counted, and as many tallies more as are asked for. */
export async function sumWithin(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, codes, places = 2 }: { asOf: string; codes: readonly string[]; places?: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ tallies: number[] }>`with recursive ${sums}, within as (
      select u.code as section_code from unnest(${codes}::text[]) u(code)
      union select s.section_code from within w join ${sectionsOn(asOf)} s on s.parent_code = w.section_code)
    select ${talliesOf(places)} as tallies from within w join counted c on ${OF_SECTION} and c.section_code = w.section_code`.execute(
    ctx.db,
  )
  return rows[0]!.tallies
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

/**
 * These sections (`TOWN`: the town) and those right below them, in the order of their codes, each with all below it. All of the organisation below is
 * gone through: so what is carried along is a number and not a code, and the sums are taken out of their rows once.
 */
async function countedAround(
  ctx: Ctx,
  sums: RawBuilder<unknown>,
  { asOf, codes, places }: { asOf: string; codes: readonly string[]; places: number },
): Promise<Counted[]> {
  const sections = sectionsOn(asOf)
  const each = Array.from({ length: places }, (_, place) => place + 1)
  const named = (place: number) => sql.ref(`t${place}`)
  const columns = sql.join(each.map(named))
  const added = sql.join(each.map((place) => sql`sum(${named(place)})::integer as ${named(place)}`))
  const { rows } = await sql<Counted>`with recursive ${sums},
    own as materialized (select c.section_code, ${sql.join(each.map((place) => sql`c.tallies[${sql.lit(place)}] as ${named(place)}`))}
      from counted c where ${OF_SECTION} and c.section_code is not null),
    part as materialized (select row_number() over () as id, p.* from (
      select s.section_code as code, s.parent_code as parent from ${sections} s where s.parent_code = any(${codes}::text[])
      union all select s.section_code, ${TOWN} from ${sections} s where s.parent_code is null and ${TOWN} = any(${codes}::text[])) p),
    below as (select id, code as section_code, 1 as depth from part
      union all select b.id, s.section_code, b.depth + 1
        from below b join ${sections} s on s.parent_code = b.section_code where b.depth < ${MOST_LEVELS}::int),
    summed as (select b.id, ${added}, bool_or(b.depth > 1 and t1 > 0) as is_parent
      from below b join own o on o.section_code = b.section_code group by b.id),
    around as (select p.code, p.parent, ${columns}, u.is_parent from summed u join part p on p.id = u.id
      union all select w.code, null, ${added}, bool_or(w.is_parent) from (
          select p.parent as code, ${columns}, u.is_parent from summed u join part p on p.id = u.id where p.parent <> ${TOWN}
          union all select o.section_code, ${columns}, false from own o where o.section_code = any(${codes}::text[])) w
        group by w.code
      union all select ${TOWN}, null, ${sql.join(each.map(sumOf))}, false from counted c where c.is_ward and c.outside is null)
    select a.code as "sectionCode", a.parent as "parentCode", coalesce(s.name, '') as name, array[${columns}] as tallies,
      a.is_parent as "isParent"
    from around a left join ${sections} s on s.section_code = a.code order by a.code`.execute(ctx.db)
  return rows
}

const OF_SECTION = sql`not c.is_ward and c.outside is null`

function talliesOf(places: number): RawBuilder<unknown> {
  return sql`array[${sql.join(Array.from({ length: places }, (_, place) => sumOf(place + 1)))}]`
}

const sumOf = (place: number) => sql`coalesce(sum(c.tallies[${sql.lit(place)}]), 0)::integer`
