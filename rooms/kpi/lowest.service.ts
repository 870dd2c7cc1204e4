/**
 * The lowest group beside the share of the whole. Groups are the rows into which the town falls for whoever goes down to the last section that may be
 * shown: everybody is in exactly one, none has fewer people than the threshold, whoever asks (INV-S1).
 */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { SumsOf } from '#platform/measure/counting.ts'
import { countedOfEach } from '#rooms/people/section-parts.service.ts'
import { type CountedTree, partsDown } from '#rooms/people/small-sections.rules.ts'
import { editionAsOf } from './definitions.service.ts'
import { sumsFrozen } from './freezing.service.ts'
import type { lowest } from './lowest.contract.ts'
import { bandsOf, lowestOf, speaksOfAll } from './lowest.rules.ts'
import { type Direction, definitionsOf, isReported } from './rules.ts'
import { type ItemOn, itemsOn } from './trend.service.ts'
import { enoughPeople, measureOf } from './values.service.ts'

export async function listLowestGroups(
  ctx: Ctx<typeof lowest.listLowestGroups>,
  { asOf = ctx.today }: Input<typeof lowest.listLowestGroups>,
) {
  const { document } = await editionAsOf(ctx, asOf)
  const definitions = definitionsOf(document).filter(({ kind, unit }) => kind === 'kpi' && unit === '%')
  const shown = await itemsOn(ctx, { document, definitions, asOf, withoutTrend: true })
  const isTold = ctx.actsAs === 'hr' || isReported(asOf, ctx.today)
  const groups = await lowestGroups(
    ctx,
    isTold ? shown : shown.map(({ item, past }) => ({ item, past, sums: undefined })),
    asOf,
  )
  return { asOf, groups: groups.map(inALine) }
}

/** Without how the groups are spread, for a line under the share. */
export function inALine<G extends { readonly lowest: Lowest | null }>({ lowest, ...of }: G) {
  if (!lowest) return { ...of, lowest }
  const { bands: _, ...line } = lowest
  return { ...of, lowest: line }
}

type Lowest = NonNullable<ReturnType<typeof told>>
type EnoughPeople = ReturnType<typeof enoughPeople>

/** Of those items that speak of all staff, in their order. */
export async function lowestGroups(ctx: Ctx, shown: readonly ItemOn[], asOf: string) {
  const ofAll = shown.flatMap(({ item, sums }) => (isOfAll(item) ? [{ item, sums }] : []))
  const asked = ofAll.flatMap(({ item, sums: ofToday }) => {
    const sums = ofToday && sumsTold(ctx, item, ofToday)
    const enough = enoughPeople(item)
    return sums && item.value ? [{ item, enough, sums, places: placesOf(enough) }] : []
  })
  const counted = await countedOfEach(ctx, asOf, asked)
  const found = new Map(
    asked.map(({ item, enough }, at) => [item.id, told(ctx, lowestIn(counted[at]!, item.direction, enough))]),
  )
  return ofAll.map(({ item }) => ({ kpiId: item.id, lowest: found.get(item.id) ?? null }))
}

/** Null where the outcome does not speak of everybody, where the value is no share, or where nothing is known. */
export async function lowestGroup(
  ctx: Ctx,
  item: ItemOn['item'],
  { counted, enough }: { counted: () => Promise<CountedTree>; enough: EnoughPeople },
) {
  return isOfAll(item) && item.value ? told(ctx, lowestIn(await counted(), item.direction, enough)) : null
}

/**
 * What lies under a value by section: of a closed year as it was frozen. That says records and not people, so that of records of which one person may
 * have many it is for those alone who open them.
 */
export function sumsTold(ctx: Ctx, item: ItemOn['item'], ofToday: SumsOf): SumsOf | undefined {
  if (!item.frozen) return ofToday
  if (ctx.actsAs !== 'hr' && measureOf(item)?.peopleAt !== undefined) return undefined
  return sumsFrozen(item.frozen.fiscalYear, item.id)
}

/** So many tallies of a section are read. */
export const placesOf = ({ peopleAt }: EnoughPeople) => Math.max(2, peopleAt)

function told(ctx: Ctx, lowest: Found | null) {
  if (!lowest) return null
  const { sectionCode, name, holds, path: _, ...group } = lowest
  const mayName = ctx.actsAs === 'hr' || ctx.actsAs === 'executive'
  // Who it is stays with whoever sees sections.
  return { ...group, section: mayName ? { sectionCode, name, holds } : null }
}

/** What was found in what a process remembers of the sections (rooms/people/section-parts.service.ts), as long as it does. */
const remembered = new WeakMap<CountedTree, Map<string, Found | null>>()

export function lowestIn(counted: CountedTree, direction: Direction, enough: EnoughPeople): Found | null {
  const known = remembered.get(counted) ?? new Map<string, Found | null>()
  remembered.set(counted, known)
  const key = `${direction} ${enough.peopleAt}`
  const found = known.get(key) ?? findLowest(counted, direction, enough)
  known.set(key, found)
  return found
}

type Found = NonNullable<ReturnType<typeof findLowest>>

function findLowest(counted: CountedTree, direction: Direction, { threshold, peopleAt }: EnoughPeople) {
  // What is open falls into parts of its own.
  const groups = partsDown(counted, threshold).flatMap(({ path, row }) => {
    const { isOpen, tallies } = row
    const [denominator = 0, numerator = 0] = tallies
    return isOpen ? [] : [{ path, row, numerator, denominator, people: tallies[peopleAt - 1] ?? 0 }]
  })
  const lowest = lowestOf(groups, direction)
  if (!lowest || groups.length < 2) return null
  const { numerator, denominator, people, path, row } = lowest
  const { sectionCode, name, holds } = row
  const of = { numerator, denominator, people, path, sectionCode, name, holds }
  return { ...of, groups: groups.length, bands: bandsOf(groups) }
}

export function isOfAll(item: ItemOn['item']): item is Extract<ItemOn['item'], { kind: 'kpi' }> {
  return item.kind === 'kpi' && item.unit === '%' && speaksOfAll(item.nodeName ?? '')
}
