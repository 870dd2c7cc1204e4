import type { Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { pathsToFinal } from '#rooms/policy/rules.ts'
import { policyWith, requireEdition, withParts } from '#rooms/policy/service.ts'
import type { logicModel } from './contract.ts'
import { nodesOf } from './rules.ts'

export async function showModel(
  ctx: Ctx<typeof logicModel.showModel>,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof logicModel.showModel>> {
  const { policyEditionId, digest, document: whole } = await requireEdition(ctx, asOf)
  const document = withParts(ctx, whole, ['model'])
  ctx.edition(`${digest} ${asOf}`)
  return {
    policyEditionId,
    title: document.policy.title,
    edition: document.policy.edition,
    asOf,
    nodes: nodesOf(document),
    arrows: document.model.arrows,
  }
}

/** The part of the model that some direct outcomes lead to; `ways` are lists of node ids from each of them to a final outcome. */
export interface Path {
  nodes: ReturnType<typeof nodesOf>
  arrows: PolicyWith<'model'>['model']['arrows']
  ways: string[][]
}

/** For a line of sight: what direct outcomes lead to on a day. Ids that the policy of that day does not know lead nowhere. */
export async function pathOf(ctx: Ctx, directOutcomeIds: readonly string[], asOf = ctx.today): Promise<Path> {
  const document = await policyWith(ctx, ['model'], asOf)
  if (!document) return { nodes: [], arrows: [], ways: [] }
  const ways = directOutcomeIds.flatMap((id) => pathsToFinal(document, id))
  const on = new Set(ways.flat())
  return {
    nodes: nodesOf(document).filter(({ id }) => on.has(id)),
    arrows: document.model.arrows.filter(({ from, to }) => on.has(from) && on.has(to)),
    ways,
  }
}
