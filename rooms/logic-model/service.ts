import type { Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { svgOf } from '#platform/paper/html.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { pathsToFinal } from '#rooms/policy/rules.ts'
import { policyWith, requireEdition, withParts } from '#rooms/policy/service.ts'
import type { logicModel } from './contract.ts'
import { logicModelMessages } from './messages.ts'
import { columnsOf, nodesOf } from './rules.ts'

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

/** Columns by level, arrows by how strongly they are known to hold, as the page draws them. */
export async function showModelPicture(
  ctx: Ctx<typeof logicModel.showModelPicture>,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof logicModel.showModelPicture>> {
  const { document: whole } = await requireEdition(ctx, asOf)
  const document = withParts(ctx, whole, ['model'])
  const { title, edition } = document.policy
  const nodes = new Map(nodesOf(document).map((node) => [node.id, node]))
  const t = (key: keyof (typeof logicModelMessages)['ja'] & string) => ctx.t(logicModelMessages, key)
  const svg = svgOf(`${title} ${edition} ${t('graph')}`, {
    kind: 'diagram',
    columns: columnsOf([...nodes.values()], document.model.arrows).map(({ level, ids }) => ({
      title: t(`level.${level}`),
      nodes: ids.map((id) => ({ id, title: nodes.get(id)!.name, lines: [] })),
    })),
    arrows: document.model.arrows.map(({ from, to, evidence }) => ({
      ...{ from, to, look: looks[evidence], isCrossed: false },
    })),
    legend: (['hypothesis', 'comovement', 'beforeAfter', 'controlled'] as const).map((evidence) => ({
      ...{ look: looks[evidence], text: t(`evidence.${evidence}`) },
    })),
  })
  return { name: `${title}_${edition}`, svg }
}
const looks = { hypothesis: 'dotted', comovement: 'thin', beforeAfter: 'solid', controlled: 'double' } as const

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
