/** The share at the floor by grade, by category of employment, and by every section at once. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import { countedBySection } from '#rooms/people/section-parts.service.ts'
import { mergeSmall, partsDown, THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { FLOOR, floorByGroup, groupIn, shareAtFloor } from './floor.service.ts'
import type { groups } from './groups.contract.ts'

export async function showFloorByGroup(
  ctx: Ctx<typeof groups.showFloorByGroup>,
  { by, asOf: wanted }: Input<typeof groups.showFloorByGroup>,
) {
  const asOf = upToToday(ctx, wanted)
  const [document, [figure]] = await Promise.all([
    requirePolicyWith(ctx, FLOOR, asOf),
    figuresOf(ctx, [{ measure: floorByGroup, asOf }]),
  ])
  const { rows } = await sql<{ place: string; tallies: number[] }>`with ${figure!.sums.counted}
    select c.section_code as place, c.tallies from counted c where not c.is_ward and c.outside is null`.execute(ctx.db)
  const tallied = rows.map(({ place, tallies }) => ({ name: groupIn(place)[by], tallies: threeOf(tallies) }))
  const order = by === 'grade' ? (document.organisation?.grades ?? []).map(({ id }) => id) : []
  const known = [...new Set(tallied.flatMap(({ name }) => name ?? []))].sort(
    (a, b) => placeOf(order, a) - placeOf(order, b) || (a < b ? -1 : 1),
  )
  const merged = mergeSmall(
    known.map((name) => ({ sectionCode: name, name, parentCode: null })),
    [...Map.groupBy(tallied, ({ name }) => name)].map(([sectionCode, own]) => {
      const tallies = own.map((one) => one.tallies).reduce(added)
      return { sectionCode, people: tallies[0]!, tallies }
    }),
  )
  return {
    ...wholeOf(figure, asOf),
    groups: merged.map(({ sectionCode, holds, tallies }) => ({ group: sectionCode, holds, ...counted(tallies) })),
  }
}

/** In the denominator, of these at the floor, and without evidence. */
const threeOf = ([people = 0, reached = 0, , unassessed = 0]: readonly number[]) => [people, reached, unassessed]
const added = (one: readonly number[], other: readonly number[]) => one.map((n, place) => n + other[place]!)

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
  return {
    asOf,
    threshold: THRESHOLD,
    isSample: figure?.restsOnSample ?? false,
    total: counted(threeOf(figure?.tallies ?? [])),
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
