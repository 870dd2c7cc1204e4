/**
 * The lowest group beside the share of the whole. Groups are the rows into which the town falls for whoever goes down to the last section that may be
 * shown: everybody is in exactly one, none has fewer people than the threshold, whoever asks (INV-S1).
 */
import type { RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { everyPart } from '#rooms/people/section-parts.service.ts'
import { bandsOf, lowestOf, speaksOfAll } from './lowest.rules.ts'
import type { Item } from './trend.service.ts'
import { enoughPeople } from './values.service.ts'

/** Null where the outcome does not speak of everybody, where the value is no share, or where nothing is known. */
export async function lowestGroup(ctx: Ctx, item: Item, sums: RawBuilder<unknown> | undefined, asOf: string) {
  if (!sums || item.kind !== 'kpi' || item.unit !== '%' || !item.value || !speaksOfAll(item.nodeName)) return null
  const { threshold, peopleAt } = enoughPeople(item)
  const parts = await everyPart(ctx, sums, { asOf, threshold, places: Math.max(2, peopleAt) })
  // What is open falls into parts of its own.
  const groups = parts.flatMap(({ row: { isOpen, tallies, ...row } }) =>
    isOpen
      ? []
      : [{ ...row, numerator: tallies[1] ?? 0, denominator: tallies[0] ?? 0, people: tallies[peopleAt - 1] ?? 0 }],
  )
  const lowest = lowestOf(groups, item.direction)
  if (!lowest || groups.length < 2) return null
  const { numerator, denominator, people, sectionCode, name, holds } = lowest
  const mayName = ctx.actsAs === 'hr' || ctx.actsAs === 'executive'
  return {
    ...{ numerator, denominator, people, groups: groups.length, bands: bandsOf(groups) },
    // Who it is stays with whoever sees sections.
    section: mayName ? { sectionCode, name, holds } : null,
  }
}
