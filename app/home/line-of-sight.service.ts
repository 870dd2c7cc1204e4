import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { kpisByOutcome } from '#rooms/kpi/service.ts'
import { isHeadOfSection, standpointOf } from '#rooms/mvv/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { evidenceSince } from '#rooms/skills/counts.service.ts'
import { contributionsSince } from '#rooms/training/contributions.service.ts'
import type { lineOfSight } from './line-of-sight.contract.ts'
import { contributionsFrom, evidenceCounts, sightAbove } from './line-of-sight.rules.ts'

type Sight = Answer<typeof lineOfSight.showLineOfSight>

export async function showLineOfSight(ctx: Ctx): Promise<Sight> {
  const me = ctx.actor.subjectId!
  const [document, { section, duty, purpose }, kpis] = await Promise.all([
    policyOn(ctx),
    standpointOf(ctx, me),
    kpisByOutcome(ctx),
  ])
  const [isHead, contributions] = await Promise.all([
    section && isHeadOfSection(ctx, section.sectionCode),
    document ? contributionsOf(ctx, document, me) : [],
  ])
  const mayStatePurpose = section !== null && (isHead || ctx.actor.roles.includes('hr'))
  const nothing = { isConnected: false, directOutcomes: [], intermediateOutcomes: [], finalOutcomes: [], arrows: [] }
  return {
    asOf: ctx.today,
    countedAt: ctx.now.toString(),
    policy: document ? { title: document.policy.title, edition: document.policy.edition } : null,
    ...{ section, duty, purpose, mayStatePurpose, contributions },
    ...(document ? sightAbove(document, purpose?.contributesTo ?? [], kpis, ctx.today) : nothing),
    choices: mayStatePurpose && document ? document.model.directOutcomes.map(({ id, name }) => ({ id, name })) : [],
  }
}

/** Counts of this fiscal year over a person's own records: what the KPIs count, and nothing about anybody else. */
async function contributionsOf(ctx: Ctx, document: PolicyDocument, me: number): Promise<Sight['contributions']> {
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const [training, evidence] = await Promise.all([contributionsSince(ctx, me, from), evidenceSince(ctx, me, from)])
  return contributionsFrom(document, { ...training, ...evidenceCounts(document, evidence) })
}
