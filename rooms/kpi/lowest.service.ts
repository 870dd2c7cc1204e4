/**
 * The lowest group beside the share of the whole. Groups are the rows into which the town falls for whoever goes down to the last section that may be
 * shown: everybody is in exactly one, none has fewer people than the threshold, whoever asks (INV-S1).
 */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { everyPartOfEach } from '#rooms/people/section-parts.service.ts'
import { editionAsOf } from './definitions.service.ts'
import { sumsFrozen } from './freezing.service.ts'
import type { lowest } from './lowest.contract.ts'
import { bandsOf, lowestOf, speaksOfAll } from './lowest.rules.ts'
import { type Direction, definitionsOf } from './rules.ts'
import { type ItemOn, itemsOn } from './trend.service.ts'
import { enoughPeople } from './values.service.ts'

export async function listLowestGroups(
  ctx: Ctx<typeof lowest.listLowestGroups>,
  { asOf = ctx.today }: Input<typeof lowest.listLowestGroups>,
) {
  const { document } = await editionAsOf(ctx, asOf)
  const definitions = definitionsOf(document).filter(({ kind, unit }) => kind === 'kpi' && unit === '%')
  const shown = await itemsOn(ctx, { document, definitions, asOf, withoutTrend: true })
  return { asOf, groups: (await lowestGroups(ctx, shown, asOf)).map(inALine) }
}

/** Without how the groups are spread, for a line under the share. */
export function inALine<G extends { readonly lowest: Lowest | null }>({ lowest, ...of }: G) {
  if (!lowest) return { ...of, lowest }
  const { bands: _, ...line } = lowest
  return { ...of, lowest: line }
}

type Lowest = NonNullable<ReturnType<typeof lowestIn>>

/** Of those items that speak of all staff, in their order. */
export async function lowestGroups(ctx: Ctx, shown: readonly ItemOn[], asOf: string) {
  const ofAll = shown.filter(({ item }) => isOfAll(item))
  const counted = ofAll.flatMap(({ item, sums: ofToday }) => {
    const sums = ofToday && (item.frozen ? sumsFrozen(item.frozen.fiscalYear, item.id) : ofToday)
    const { threshold, peopleAt } = enoughPeople(item)
    return sums && item.value ? [{ id: item.id, peopleAt, sums, threshold, places: Math.max(2, peopleAt) }] : []
  })
  const parts = await everyPartOfEach(ctx, asOf, counted)
  return ofAll.map(({ item }) => {
    const at = counted.findIndex(({ id }) => id === item.id)
    const lowest =
      at < 0 || item.kind !== 'kpi' ? null : lowestIn(ctx, parts[at]!, counted[at]!.peopleAt, item.direction)
    return { kpiId: item.id, lowest }
  })
}

/** Null where the outcome does not speak of everybody, where the value is no share, or where nothing is known. */
export async function lowestGroup(ctx: Ctx, shown: ItemOn, asOf: string) {
  return (await lowestGroups(ctx, [shown], asOf))[0]?.lowest ?? null
}

function lowestIn(
  ctx: Ctx,
  parts: Awaited<ReturnType<typeof everyPartOfEach>>[number],
  peopleAt: number,
  direction: Direction,
) {
  // What is open falls into parts of its own.
  const groups = parts.flatMap(({ row: { isOpen, tallies, ...row } }) =>
    isOpen
      ? []
      : [{ ...row, numerator: tallies[1] ?? 0, denominator: tallies[0] ?? 0, people: tallies[peopleAt - 1] ?? 0 }],
  )
  const lowest = lowestOf(groups, direction)
  if (!lowest || groups.length < 2) return null
  const { numerator, denominator, people, sectionCode, name, holds } = lowest
  const mayName = ctx.actsAs === 'hr' || ctx.actsAs === 'executive'
  return {
    ...{ numerator, denominator, people, groups: groups.length, bands: bandsOf(groups) },
    // Who it is stays with whoever sees sections.
    section: mayName ? { sectionCode, name, holds } : null,
  }
}

function isOfAll(item: ItemOn['item']): item is Extract<ItemOn['item'], { kind: 'kpi' }> {
  return item.kind === 'kpi' && item.unit === '%' && speaksOfAll(item.nodeName)
}
