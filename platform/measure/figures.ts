/** What rooms ask for: figures of measures on days, kept up where they are, else counted from the records. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countFigure, type Figure, figureOf, type Sums } from './counting.ts'
import type { Quantity } from './measure.ts'

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
  return await Promise.all(
    asked.map(async ({ measure, asOf, bySection }, place) => {
      const figure = kept[place] ?? (await countFigure(ctx, measure, asOf))
      return figure && !bySection ? { ...figure, sections: [] } : figure
    }),
  )
}

async function keptFigures(ctx: Ctx, asked: readonly Asked[]): Promise<(Figure | undefined)[]> {
  const names = asked.map(({ measure }) => measure.name)
  const days = asked.map(({ asOf }) => asOf)
  const sections = asked.map(({ bySection = false }) => bySection)
  const { rows } = await sql<{ place: number; restsOnSample: boolean; sums: Sums[] }>`
    select a.place, (f.basis ->> 'restsOnSample')::boolean as "restsOnSample", coalesce((
        select json_agg(json_build_object('isWard', t.is_ward, 'sectionCode', t.section_code, 'outside', t.outside, 'tallies',
          case when t.is_ward then t.tallies else t.tallies[1:2] end))
        from figure_total t where t.figure_id = f.figure_id and (t.is_ward or a.by_section)), '[]') as sums
    from unnest(${names}::text[], ${days}::date[], ${sections}::boolean[]) with ordinality a(measure, day, by_section, place) join figure f using (measure, day)`.execute(
    ctx.db,
  )
  const found: (Figure | undefined)[] = []
  for (const { place, restsOnSample, sums } of rows) {
    found[place - 1] = figureOf(asked[place - 1]!.measure, { restsOnSample }, sums)
  }
  return found
}
