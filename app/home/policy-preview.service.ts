import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { toldIn } from '#rooms/policy/file.rules.ts'
import { checkPolicyApart } from '#rooms/policy/file.service.ts'
import { floorOf, ladder } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { policyPreview } from './policy-preview.contract.ts'

type Summary = NonNullable<Answer<typeof policyPreview.previewPolicy>['summary']>

export async function previewPolicy(ctx: Ctx, { text }: Input<typeof policyPreview.previewPolicy>) {
  const inForce = await policyOn(ctx)
  const { document, problems, warnings } = await checkPolicyApart(text)
  return {
    problems: toldIn(ctx.language, problems),
    warnings: toldIn(ctx.language, warnings),
    summary: document && problems.length === 0 ? summaryOf(document) : null,
    inForce: inForce ? summaryOf(inForce) : null,
  }
}

function summaryOf(document: PolicyDocument): Summary {
  const { policy, pyramid, model, kpis, indicators, statements, chapters, desiredStaffProfile } = document
  return {
    title: policy.title,
    edition: policy.edition,
    town: policy.town.name,
    statements: (statements?.length ?? 0) + (chapters?.length ?? 0) + (desiredStaffProfile?.length ?? 0),
    grades: ladder(document).map(({ id }) => id),
    tiers: (pyramid?.tiers ?? []).map(({ name, weight, skills }) => ({ name, weight, skills: skills.length })),
    floorSkills: floorOf(document).map(({ name }) => name),
    model: model && {
      activities: model.activities.length,
      outputs: model.outputs.length,
      directOutcomes: model.directOutcomes.length,
      intermediateOutcomes: model.intermediateOutcomes.length,
      finalOutcomes: model.finalOutcomes.length,
      arrows: model.arrows.length,
    },
    values: (kpis ?? indicators) && {
      kpis: kpis?.length ?? 0,
      kpisWithoutTarget: (kpis ?? []).filter(({ targets }) => targets.length === 0).length,
      indicators: indicators?.length ?? 0,
    },
    samples: samplesIn(document),
  }
}

/** Counts every part of the document that says of itself that it is a sample. */
function samplesIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  const own = 'isSample' in part && part.isSample === true ? 1 : 0
  return Object.values(part).reduce<number>((sum, inner) => sum + samplesIn(inner), own)
}
