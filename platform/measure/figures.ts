/** What rooms ask for: figures of measures on days, kept up where they are, else counted from the records. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import {
  countTogether,
  type Figure,
  figureOf,
  planForMany,
  rootOf,
  type Sums,
  type SumsOf,
  sumsCounted,
  unstamped,
} from './counting.ts'
import { basisSources, type Json, type Quantity } from './measure.ts'
import { FOOTING, UNSEEN } from './moment.ts'
import { sectionTotals } from './sections.ts'

export interface Asked {
  readonly measure: Quantity
  readonly asOf: string
  /** Its sections too. */
  readonly bySection?: boolean
}

/**
 * Figures in the order asked; undefined where nothing can be counted on that day. Kept figures are all of one moment, which is not
 * before the question where `ctx.isPrepared` (keeping.ts). In one answer that compares counted ones the operation reads
 * from one snapshot.
 */
export async function figuresOf(ctx: Ctx, asked: readonly Asked[]): Promise<(Figure | undefined)[]> {
  const kept = ctx.isPrepared && asked.length > 0 ? await keptFigures(ctx, asked) : []
  const counted = await countAll(
    ctx,
    asked.map((one, place) => (kept[place] ? undefined : one)),
  )
  return asked.map(({ bySection }, place) => {
    const figure = kept[place] ?? counted[place]
    return figure && !bySection ? { ...figure, sections: [] } : figure
  })
}

/** From so many countings on they are planned for their day, and a second connection takes its share. */
const MANY = 4
/** Seconds that each of so many may take; of a prefecture it may be five on a quick machine. */
const PATIENCE = 60

/** Figures from the records, in their places: what follows from the same parts together, and many by two connections. */
async function countAll(ctx: Ctx, asked: readonly (Asked | undefined)[]): Promise<(Figure | undefined)[]> {
  const places = asked.flatMap((one, place) => (one ? [{ ...one, place }] : []))
  const works = [...Map.groupBy(places, ({ measure, asOf }) => `${rootOf(measure).name} ${asOf}`).values()]
  const found: (Figure | undefined)[] = asked.map(() => undefined)
  const count = async (reader: Ctx, [first, ...others]: typeof places) => {
    const figures = await countTogether(reader, [first!.measure, ...others.map(({ measure }) => measure)], first!.asOf)
    for (const [at, { place }] of [first!, ...others].entries()) found[place] = figures[at]
  }
  const isMuch = works.length >= MANY
  const beside = isMuch ? await ctx.beside() : undefined
  if (isMuch) await Promise.all([ctx.db, ...(beside ? [beside] : [])].map((db) => planForAll({ db })))
  if (!beside) {
    await Promise.all(works.map((work) => count(ctx, work)))
    return found
  }
  const left = works.values()
  const take = async (reader: Ctx) => {
    for (const work of left) await count(reader, work)
  }
  await Promise.all([take(ctx), take({ ...ctx, db: beside })])
  return found
}

/** Of a reading of one snapshot. An operation that has more patience keeps it. */
async function planForAll(ctx: Pick<Ctx, 'db'>): Promise<void> {
  const patience = `${PATIENCE}s`
  await Promise.all([
    planForMany(ctx),
    sql<{ patience: string }>`select set_config('statement_timeout', ${patience}, true) as patience
      where current_setting('statement_timeout')::interval between interval '1 ms' and ${patience}::interval`.execute(
      ctx.db,
    ),
  ])
}

async function keptFigures(ctx: Ctx, asked: readonly Asked[]): Promise<(Figure | undefined)[]> {
  const isOfSections = asked.some(({ measure }) => measure.sectionsOf)
  const rows = (
    await Promise.all([
      keptRows(ctx, asked, ({ measure }) => !measure.sectionsOf && measure.name, sql`figure_total`),
      isOfSections ? keptRows(ctx, asked, ({ measure }) => measure.sectionsOf?.name, sectionTotals) : [],
    ])
  ).flat()
  // What is counted beside them is of this snapshot: then all of them are, unless nothing that it rests on was changed since the moment.
  const kept = new Set(rows.map(({ place }) => place - 1))
  const unseen = rows[0]?.unseen ?? []
  const concerned = asked.filter(
    ({ measure }, place) =>
      !kept.has(place) &&
      unseen.some((source) => Object.hasOwn(measure.follows, source) || basisSources(measure).includes(source)),
  )
  // What the policy says nothing of is not counted at all.
  for (const { measure, asOf } of concerned) if (await measure.basis(ctx, asOf)) return []
  const found: (Figure | undefined)[] = []
  for (const row of rows) {
    const { measure } = asked[row.place - 1]!
    const sums = measure.sectionsOf ? unstamped(countedIn(sectionTotals, row)) : sumsKept(row)
    found[row.place - 1] = { ...figureOf(measure, row, sumsIn(row)), sums }
  }
  return found
}

/** Of those asked that have a kept figure of that name, what its sums `totals` say. */
async function keptRows(
  ctx: Ctx,
  asked: readonly Asked[],
  nameOf: (asked: Asked) => string | false | undefined,
  totals: RawBuilder<unknown>,
): Promise<KeptRow[]> {
  const names = asked.map((one) => nameOf(one) || null)
  const days = asked.map(({ asOf }) => asOf)
  const sections = asked.map(({ bySection = false }) => bySection)
  // Sections travel as lists, a column each: a large town has thousands of them, and as many rows cost more than the sums.
  const { rows } = await sql<KeptRow>`
    select a.place, f.figure_id as "figureId", f.version, ${FOOTING} as footing, (f.basis ->> 'restsOnSample')::boolean as "restsOnSample", f.basis -> 'told' as told,
      array(select distinct c.source from figure_change c where ${UNSEEN}) as unseen, w.ward, s.codes, s.people, s.counted
    from unnest(${names}::text[], ${days}::date[], ${sections}::boolean[]) with ordinality a(measure, day, by_section, place)
      join figure f using (measure, day) cross join figure_moment m
      cross join lateral (select coalesce(json_agg(json_build_object('outside', t.outside, 'tallies', t.tallies)), '[]') as ward
        from ${totals} t where t.figure_id = f.figure_id and t.is_ward) w
      cross join lateral (select json_agg(t.section_code) as codes, json_agg(coalesce(t.tallies[1], 0)) as people, json_agg(coalesce(t.tallies[2], 0)) as counted
        from ${totals} t where a.by_section and t.figure_id = f.figure_id and not t.is_ward and t.outside is null) s`.execute(
    ctx.db,
  )
  return rows
}

interface KeptRow extends KeptFigure {
  readonly place: number
  readonly restsOnSample: boolean
  readonly told: Json
  /** The tables of which changes were committed that the moment does not see. */
  readonly unseen: readonly string[]
  readonly ward: { outside: string | null; tallies: number[] }[]
  /** Null where they were not asked for. */
  readonly codes: (string | null)[] | null
  readonly people: number[] | null
  readonly counted: number[] | null
}

function sumsIn({ ward, codes, people, counted }: KeptRow): Sums[] {
  return [
    ...ward.map((sums) => ({ isWard: true, sectionCode: null, ...sums })),
    ...(codes ?? []).map((sectionCode, index) => ({
      ...{ isWard: false, sectionCode, outside: null },
      tallies: [people![index]!, counted![index]!],
    })),
  ]
}

/**
 * A quantity's sums by section: kept, or counted from the records.
 * Undefined where nothing can be counted on that day. What the policy and the organisation say in the same snapshot fits.
 */
export async function sumsBySection(ctx: Ctx, quantity: Quantity, asOf: string): Promise<SumsOf | undefined> {
  const kept = await keptFigure(ctx, quantity, asOf, basisSources(quantity))
  if (kept) return sumsKept(kept)
  const basis = await quantity.basis(ctx, asOf)
  return basis && sumsCounted(quantity, asOf, basis)
}

function sumsKept({ figureId, version, footing }: KeptFigure): SumsOf {
  return {
    counted: countedIn(sql`figure_total`, { figureId }),
    stamp: footing === null ? null : `${version} ${footing}`,
    stampThen: sql`(select f.version || ' ' || ${FOOTING} from figure f where f.figure_id = ${figureId}::integer)`,
  }
}

function countedIn(totals: RawBuilder<unknown>, { figureId }: Pick<KeptFigure, 'figureId'>): RawBuilder<unknown> {
  return sql`counted as not materialized (select * from ${totals} t where figure_id = ${figureId}::integer)`
}

interface KeptFigure {
  readonly figureId: number
  readonly version: string
  /** As `FOOTING`. */
  readonly footing: string | null
}

/** A figure that is kept and to which none of these sources, or none at all, says anything else than this snapshot. */
export async function keptFigure(
  ctx: Ctx,
  { name }: Quantity,
  asOf: string,
  sources: readonly string[] | null = null,
): Promise<KeptFigure | undefined> {
  if (!ctx.isPrepared) return undefined
  const { rows } = await sql<KeptFigure>`select f.figure_id as "figureId", f.version, ${FOOTING} as footing
    from figure f cross join figure_moment m where f.measure = ${name} and f.day = ${asOf}::date
      and not exists (select 1 from figure_change c where ${UNSEEN}
        and (${sources}::text[] is null or c.source = any(${sources}::text[])))`.execute(ctx.db)
  return rows[0]
}
