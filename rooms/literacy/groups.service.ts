/** The share at the floor by grade, by category of employment, and by every section at once. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import { unitRows } from '#platform/measure/units.ts'
import { inServiceOn, postsOn } from '#rooms/people/relations.service.ts'
import { countedBySection } from '#rooms/people/section-parts.service.ts'
import { mergeSmall, partsDown, THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { FLOOR, shareAtFloor } from './floor.service.ts'
import type { groups } from './groups.contract.ts'

export async function showFloorByGroup(
  ctx: Ctx<typeof groups.showFloorByGroup>,
  { by, asOf: wanted }: Input<typeof groups.showFloorByGroup>,
) {
  const asOf = upToToday(ctx, wanted)
  const [document, [figure]] = await Promise.all([
    requirePolicyWith(ctx, FLOOR, asOf),
    figuresOf(ctx, [{ measure: shareAtFloor, asOf }]),
  ])
  const parts = await unitRows(ctx, shareAtFloor, asOf)
  const column =
    by === 'grade'
      ? sql`(select a.grade from ${postsOn(asOf)} a where a.staff_member_id = p.unit)`
      : sql`(select e.employment_category from ${inServiceOn(asOf)} e where e.staff_member_id = p.unit)`
  const { rows } = await sql<{ name: string | null; tallies: number[] }>`${parts!.named}
    select name, array[count(*), count(*) filter (where is_reached), count(*) filter (where is_unassessed)]::integer[] as tallies
    from (select ${column} as name, p.tallies[2] > 0 as is_reached, p.tallies[4] > 0 as is_unassessed
      from ${parts!.rows} p where p.outside is null) each group by name`.execute(ctx.db)
  const order = by === 'grade' ? (document.organisation?.grades ?? []).map(({ id }) => id) : []
  const known = rows
    .flatMap(({ name }) => name ?? [])
    .sort((a, b) => placeOf(order, a) - placeOf(order, b) || (a < b ? -1 : 1))
  const merged = mergeSmall(
    known.map((name) => ({ sectionCode: name, name, parentCode: null })),
    rows.map(({ name, tallies }) => ({ sectionCode: name, people: tallies[0]!, tallies })),
  )
  return {
    ...wholeOf(figure, asOf),
    groups: merged.map(({ sectionCode, holds, tallies }) => ({ group: sectionCode, holds, ...counted(tallies) })),
  }
}

export async function showFloorBySection(
  ctx: Ctx<typeof groups.showFloorBySection>,
  { asOf: wanted }: Input<typeof groups.showFloorBySection>,
) {
  const asOf = upToToday(ctx, wanted)
  await requirePolicyWith(ctx, FLOOR, asOf)
  const [figure] = await figuresOf(ctx, [{ measure: shareAtFloor, asOf }])
  const parts = partsDown(await countedBySection(ctx, figure!.sums, { asOf }), THRESHOLD)
  return {
    ...wholeOf(figure, asOf),
    sections: parts.map(({ path, row: { sectionCode, name, holds, isOpen, tallies } }) => {
      const { numerator, denominator } = counted(tallies)
      return { sectionCode, name, holds, isOpen, within: [...path], numerator, denominator }
    }),
  }
}

function wholeOf(figure: Figure | undefined, asOf: string) {
  const [people, reached, , unassessed] = figure?.tallies ?? []
  return {
    asOf,
    threshold: THRESHOLD,
    isSample: figure?.restsOnSample ?? false,
    total: counted([people ?? 0, reached ?? 0, unassessed ?? 0]),
  }
}

function counted([denominator = 0, numerator = 0, unassessed = 0]: readonly number[]) {
  return { numerator, denominator, unassessed }
}

/** As the policy names them; what it does not name comes last. */
function placeOf(order: readonly string[], name: string): number {
  const place = order.indexOf(name)
  return place < 0 ? order.length : place
}
