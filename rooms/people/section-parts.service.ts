/** Counts by section, a level at a time, so that an answer costs what is shown and nobody can be singled out (INV-S1). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { SumsOf } from '#platform/measure/counting.ts'
import { FOOTING } from '#platform/measure/moment.ts'
import { remembering } from '#platform/measure/remembering.ts'
import { withAllBelow } from './organisation.rules.ts'
import { organisationBy } from './organisation.service.ts'
import { upwards } from './relations.service.ts'
import {
  type CountedTree,
  type Enough,
  type Parts,
  partsAlong,
  type SectionNode,
  THRESHOLD,
} from './small-sections.rules.ts'

interface Asked {
  readonly asOf: string
  /** The section whose parts are asked for; undefined: those of the town. */
  readonly within: string | undefined
  /** People below which a section is counted with others, or what else says so; 1: nobody is. */
  readonly threshold: Enough
}

export interface SectionParts extends Parts {
  /** From the root down to the section asked for. */
  readonly path: readonly SectionNode[]
}

interface Sums {
  readonly sums: SumsOf
  /** So many of the tallies are read; the first says how many people. */
  readonly places?: number
}

/** Each section with all below it: [people, of whom counted], and as many tallies more as are asked for. */
export async function countedBySection(
  ctx: Ctx,
  sums: SumsOf,
  { asOf, places = 2 }: { asOf: string; places?: number },
): Promise<CountedTree> {
  return (await countedOfEach(ctx, asOf, [{ sums, places }]))[0]!
}

/** The same of each of some sums; what is not remembered is read in one statement. */
export async function countedOfEach(ctx: Ctx, asOf: string, asked: readonly Sums[]): Promise<CountedTree[]> {
  const keyOf = (stamp: string | null, { places = 2 }: Sums) => stamp && `${stamp} ${asOf} ${places}`
  const known = asked.map((one) => remembered.at(keyOf(one.sums.stamp, one)))
  const unknown = asked.filter((_, at) => !known[at])
  const read = unknown.length > 0 ? await readSums(ctx, unknown) : []
  const footing = read[0]?.footing ?? null
  const organised = read.length > 0 ? await organisationBy(ctx, footing, asOf) : undefined
  const made = read.map(({ stamp, codes, columns, whole }, at) => {
    const counted = withAllBelow(organised!.organisation, { whole, codes: codes ?? [], columns: columns ?? [] })
    if (organised!.footing === footing) remembered.keep(keyOf(stamp, unknown[at]!), counted)
    return counted
  })
  let next = 0
  return known.map((one) => one ?? made[next++]!)
}

/** A process remembers what it has added up; whatever follows from it can be hung on it by a WeakMap. */
const remembered = remembering<CountedTree>(16)

/** Sums travel as lists, a column each, and are added up here: thousands of rows cost more. */
async function readSums(ctx: Ctx, asked: readonly Sums[]) {
  const ofSections = sql`filter (where not c.is_ward and c.section_code is not null)`
  const each = asked.map(({ sums, places = 2 }, which) => {
    const tallies = Array.from({ length: places }, (_, place) => sql`coalesce(c.tallies[${sql.lit(place + 1)}], 0)`)
    const lists = tallies.map((tally) => sql`array_agg(${tally}) ${ofSections}`)
    const wholes = tallies.map((tally) => sql`coalesce(sum(${tally}) filter (where c.is_ward), 0)::integer`)
    return sql`select ${sql.lit(which)} as which, q.* from (with ${sums.counted}
      select ${sums.stampThen} as stamp, ${FOOTING} as footing, json_agg(c.section_code) ${ofSections} as codes,
        array_to_json(array[${sql.join(lists)}]) as columns, array[${sql.join(wholes)}] as whole
      from counted c where c.outside is null) q`
  })
  const { rows } = await sql<{
    which: number
    stamp: string | null
    footing: string | null
    codes: string[] | null
    columns: number[][] | null
    whole: number[]
  }>`${sql.join(each, sql` union all `)} order by 1`.execute(ctx.db)
  return rows
}

/** The parts of a section, each with all below it, that add up to it. */
export async function partsOfSections(
  ctx: Ctx<'no_such_section' | 'section_too_small'>,
  counted: CountedTree,
  asked: Asked,
): Promise<SectionParts> {
  const parts = await partsWithin(ctx, counted, asked)
  ctx.must(parts, 'no_such_section', { sectionCode: asked.within ?? '' })
  ctx.must(!parts.isHidden, 'section_too_small', { threshold: THRESHOLD })
  return parts
}

/** A section with all below it, [people, of whom counted]; null on a day that did not know it, or on which it is counted with others. */
export async function wholeOfSection(ctx: Ctx, counted: CountedTree, asked: Asked): Promise<readonly number[] | null> {
  const parts = await partsWithin(ctx, counted, asked)
  return parts && !parts.isHidden ? parts.whole : null
}

/** Undefined where the organisation of the day has no such section. */
async function partsWithin(
  ctx: Ctx,
  counted: CountedTree,
  { asOf, within, threshold }: Asked,
): Promise<SectionParts | undefined> {
  const path = within === undefined ? [] : await pathOf(ctx, within, asOf)
  if (within !== undefined && path.length === 0) return undefined
  return { ...partsAlong(path, counted, threshold), path }
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
