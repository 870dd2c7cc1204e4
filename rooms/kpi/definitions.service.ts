/** What the policy of a day says of KPIs and indicators. */
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { editionOn } from '#rooms/policy/service.ts'
import { type Definition, definitionsOf } from './rules.ts'

export async function editionAsOf(ctx: Ctx<'no_policy'>, asOf: string) {
  const edition = await editionOn(ctx, upToToday(ctx, asOf))
  ctx.must(edition, 'no_policy')
  return edition
}

export async function definitionAsOf(
  ctx: Ctx<'no_policy' | 'no_such_kpi'>,
  id: string,
  asOf: string,
): Promise<{ policyEditionId: number; document: PolicyDocument; definition: Definition }> {
  const edition = await editionAsOf(ctx, asOf)
  const definition = definitionsOf(edition.document).find((one) => one.id === id)
  ctx.must(definition, 'no_such_kpi')
  return { ...edition, definition }
}
