/** Both ends of every arrow beside each other, from the figures by section. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { isFirstAt } from '#platform/sql/sql.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { YEARS_SHOWN } from '#rooms/kpi/kept.service.ts'
import { placesOf } from '#rooms/kpi/lowest.service.ts'
import { type Definition, definitionsOf, figureOf, lastDayOf } from '#rooms/kpi/rules.ts'
import { enoughPeople, figuresFor, isKnown, measureOf } from '#rooms/kpi/values.service.ts'
import { countedBySection } from '#rooms/people/section-parts.service.ts'
import { partsDown } from '#rooms/people/small-sections.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { arrows } from './arrows.contract.ts'
import { comparedOf, movementsOf } from './comovement.rules.ts'
import { reorganisedBy } from './reorganised.service.ts'
import { pairsOf, type Series } from './series.rules.ts'

/** By the section's own key, the value of each section that stands by itself, or of what small ones come to together. */
type BySection = ReadonlyMap<string, { readonly name: string; readonly value: number }>

/** All arrows at once, because what is said of one depends on how many there are; what was said before goes. */
export async function compareArrows(
  ctx: Ctx<typeof arrows.compareArrows>,
): Promise<{ compared: number; against: number }> {
  const document = await policyOn(ctx)
  if (!document) return { compared: 0, against: 0 }
  const { rows: alone } = await isFirstAt('arrows').execute(ctx.db)
  ctx.must(alone[0]?.got, 'another_comparison_runs')
  const thisYear = fiscalYearOf(ctx.today)
  const days = Array.from({ length: YEARS_SHOWN + 1 }, (_, back) => lastDayOf(thisYear - 1 - YEARS_SHOWN + back))
  const counted = definitionsOf(document).filter((definition) => measureOf(definition))
  const ends = (document.model?.arrows ?? []).flatMap((arrow) =>
    counted
      .filter(({ node }) => node === arrow.from)
      .flatMap((cause) =>
        counted
          .filter(({ node, kind }) => node === arrow.to && kind === 'kpi')
          .map((effect) => ({ arrow, cause, effect })),
      ),
  )
  const wanted = new Map(ends.flatMap(({ cause, effect }) => [cause, effect].map((one) => [one.id, one] as const)))
  const led = await reorganisedBy(ctx, days)
  const values = new Map<string, (BySection | null)[]>()
  for (const [id, definition] of wanted) values.set(id, await valuesAt(ctx, definition, days, led))
  const series = ends.map(({ cause, effect }) => seriesOf(days, values.get(cause.id)!, values.get(effect.id)!))
  const compared = ends.map(({ arrow }, place) => comparedOf(pairsOf(series[place]!, arrow.lagYears), arrow.sign))
  const movements = movementsOf(compared)
  const rows = ends.map(({ arrow, cause, effect }, place) => ({
    ...{ from_node: arrow.from, to_node: arrow.to, cause: cause.id, effect: effect.id, movement: movements[place] },
    ...{ sections: compared[place]!.sections, pairs: compared[place]!.pairs, series: series[place] },
    ...{ p_with: compared[place]!.pWith, p_against: compared[place]!.pAgainst },
  }))
  // Whoever began before the one before was through finds rows that its snapshot does not hold, and is tried again.
  await sql`delete from arrow_comparison`.execute(ctx.db)
  await sql`insert into arrow_comparison (from_node, to_node, cause, effect, compared_on, sections, pairs, movement, p_with, p_against, series)
    select from_node, to_node, cause, effect, ${ctx.today}::date, sections, pairs, movement, p_with, p_against, series
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(from_node text, to_node text, cause text, effect text, movement text,
      sections integer, pairs integer, series jsonb, p_with double precision, p_against double precision)
    on conflict (from_node, to_node, cause, effect) do update set compared_on = excluded.compared_on, sections = excluded.sections,
      pairs = excluded.pairs, movement = excluded.movement, p_with = excluded.p_with, p_against = excluded.p_against,
      series = excluded.series`.execute(ctx.db)
  return { compared: rows.length, against: movements.filter((one) => one === 'against').length }
}

async function valuesAt(
  ctx: Ctx,
  definition: Definition,
  days: readonly string[],
  led: readonly ReadonlySet<string>[],
): Promise<(BySection | null)[]> {
  const asked = days.map((asOf) => ({ definition, asOf, bySection: true }))
  const figures = await figuresFor(ctx, asked)
  const found: (BySection | null)[] = []
  for (const [place, figure] of figures.entries())
    found.push(
      figure && isKnown(definition, figure)
        ? await bySection(ctx, definition, figure, { asOf: days[place]!, led: led.slice(0, place + 1) })
        : null,
    )
  return found
}

/**
 * Divisions within their departments, and departments that are not parted; what is merged has a key of all that it holds. Of what counts records
 * a section stands by itself where they are of enough people, as on the page of a KPI. Once a section was laid otherwise it goes on under another key, and
 * no change is taken across.
 */
async function bySection(
  ctx: Ctx,
  { unit, measure }: Definition,
  { sums, total }: Figure,
  { asOf, led }: { asOf: string; led: readonly ReadonlySet<string>[] },
): Promise<BySection> {
  const enough = enoughPeople({ measure, frozen: null })
  const parts = partsDown(await countedBySection(ctx, sums, { asOf, places: placesOf(enough) }), enough.threshold)
  const open = new Set(parts.map(({ path }) => path.join('/')))
  return new Map(
    parts.flatMap(({ path, row: { sectionCode, name, holds, people, tallies } }) => {
      const isParted = path.length === 0 && sectionCode !== null && open.has(sectionCode)
      if (path.length > 1 || isParted || people === 0) return []
      const denominator = total.denominator === null ? null : tallies[0]!
      const value = figureOf({ numerator: tallies[1]!, denominator }, unit)!
      const times = led.filter((codes) => sectionCode !== null && codes.has(sectionCode)).length
      return [[[...path, sectionCode, ...holds, times].join('/'), { name: name ?? '', value }] as const]
    }),
  )
}

function seriesOf(
  days: readonly string[],
  causes: readonly (BySection | null)[],
  effects: readonly (BySection | null)[],
): Series {
  const names = new Map(
    [...causes, ...effects].flatMap((values) => [...(values ?? [])].map(([key, { name }]) => [key, name] as const)),
  )
  const at = (values: readonly (BySection | null)[], key: string) => values.map((one) => one?.get(key)?.value ?? null)
  const isSomething = (values: readonly (number | null)[]) => values.some((value) => value !== null)
  const sections = [...names]
    .map(([key, name]) => ({ name, cause: at(causes, key), effect: at(effects, key) }))
    .filter(({ cause, effect }) => isSomething(cause) && isSomething(effect))
  // Sections of two departments may bear one name: what is compared is told apart by it.
  const seen = new Map<string, number>()
  return {
    days,
    sections: sections.map((one) => {
      const times = (seen.get(one.name) ?? 0) + 1
      seen.set(one.name, times)
      return times === 1 ? one : { ...one, name: `${one.name}(${times})` }
    }),
  }
}
