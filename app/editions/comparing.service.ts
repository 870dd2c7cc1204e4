import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Difference, differencesBetween } from '#rooms/policy/compare.rules.ts'
import { placesOf } from '#rooms/policy/compared-places.rules.ts'
import { comparedArrows, comparedLevels } from '#rooms/policy/compared-tables.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { editionNumbered, listPolicyEditions } from '#rooms/policy/service.ts'
import type { editions } from './contract.ts'

type Comparison = Answer<typeof editions.comparePolicies>
type Edition = Comparison['editions'][number]

export async function comparePolicies(
  ctx: Ctx<typeof editions.comparePolicies>,
  asked: Input<typeof editions.comparePolicies>,
): Promise<Comparison> {
  const listed = (await listPolicyEditions(ctx)).map(({ policyEditionId, title, edition, state, validFrom }) => ({
    ...{ policyEditionId, title, edition, state, validFrom },
  }))
  const chosen = pairOf(listed, asked)
  ctx.must(asked.from === undefined || chosen.from, 'no_such_edition')
  ctx.must(asked.to === undefined || chosen.to, 'no_such_edition')
  const { from, to } = chosen
  if (!from || !to) {
    return { editions: listed, from, to, differences: [], levels: { grades: [], rows: [] }, arrows: [] }
  }
  const [first, second] = [
    await editionNumbered(ctx, from.policyEditionId),
    await editionNumbered(ctx, to.policyEditionId),
  ]
  return { editions: listed, from, to, ...differing(first.document, second.document) }
}

/** What the second says otherwise than the first. */
export function differing(first: PolicyDocument, second: PolicyDocument) {
  const { grades, rows } = comparedLevels(first, second)
  const found = differencesBetween(first, second)
  const places = placesOf(found, first, second)
  return {
    differences: found.map((one, i) => ({ ...readable(one, first, second), place: [...places[i]!] })),
    levels: { grades: [...grades], rows: rows.map((row) => ({ ...row, cells: [...row.cells] })) },
    arrows: comparedArrows(first, second),
  }
}

/** As asked; else the latest draft beside what is in force, or what is in force beside what was before it. */
function pairOf(listed: readonly Edition[], { from, to }: Input<typeof editions.comparePolicies>) {
  const numbered = (id: number | undefined) => listed.find(({ policyEditionId }) => policyEditionId === id) ?? null
  const inForce = listed.find(({ state }) => state === 'inForce') ?? null
  const drafts = listed.filter(({ state }) => state === 'draft')
  const later = to === undefined ? (drafts[0] ?? inForce ?? listed[0] ?? null) : numbered(to)
  const others = listed.filter((one) => one !== later && one.state !== 'draft')
  const earlier = inForce && inForce !== later ? inForce : (others[0] ?? null)
  return { from: from === undefined ? earlier : numbered(from), to: later }
}

/** What moved to another tier names both by their names. */
function readable(
  { what, part, within, fields, before, after }: Difference,
  first: PolicyDocument,
  second: PolicyDocument,
): Omit<Comparison['differences'][number], 'place'> {
  const tier = ({ pyramid }: PolicyDocument, id: unknown) => pyramid?.tiers.find((one) => one.id === id)?.name ?? null
  const isTier = what === 'moved' && part === 'skills'
  return {
    ...{ what, part, fields: [...fields], within: within.map((one) => ({ ...one })) },
    before: isTier ? tier(first, before) : (before as Comparison['differences'][number]['before']),
    after: isTier ? tier(second, after) : (after as Comparison['differences'][number]['after']),
  }
}
