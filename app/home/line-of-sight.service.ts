import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { kpisByOutcome } from '#rooms/kpi/service.ts'
import { isHeadOfSection, proposalsNamed, purposeOf, standpointOf } from '#rooms/mvv/service.ts'
import { headshipsToCome } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { evidenceSince } from '#rooms/skills/counts.service.ts'
import { contributionsSince } from '#rooms/training/contributions.service.ts'
import type { lineOfSight } from './line-of-sight.contract.ts'
import { contributionsFrom, evidenceCounts, sightAbove } from './line-of-sight.rules.ts'

type Sight = Answer<typeof lineOfSight.showLineOfSight>

export async function showLineOfSight(ctx: Ctx): Promise<Sight> {
  const me = ctx.actor.subjectId!
  const [document, { section, duty, proposal, purpose }, kpis, coming] = await Promise.all([
    policyOn(ctx),
    standpointOf(ctx, me),
    kpisByOutcome(ctx),
    comingOf(ctx, me),
  ])
  const [isHead, contributions, named] = await Promise.all([
    section && isHeadOfSection(ctx, section.sectionCode),
    document ? contributionsOf(ctx, document, me) : [],
    proposalsNamed(ctx, [proposal]),
  ])
  const mayStatePurpose = section !== null && (isHead || ctx.actor.roles.includes('hr'))
  const nothing = { isConnected: false, directOutcomes: [], intermediateOutcomes: [], finalOutcomes: [], arrows: [] }
  return {
    asOf: ctx.today,
    countedAt: ctx.now.toString(),
    policy: document ? { title: document.policy.title, edition: document.policy.edition } : null,
    ...{ section, duty, proposal: named(proposal), purpose, mayStatePurpose, coming, contributions },
    ...(document ? sightAbove(document, purpose?.contributesTo ?? [], kpis, ctx.today) : nothing),
    choices:
      (mayStatePurpose || coming.length > 0) && document
        ? (document.model?.directOutcomes ?? []).map(({ id, name }) => ({ id, name }))
        : [],
  }
}

/** What the sections that a person will lead are for, on the first day on which they do. */
async function comingOf(ctx: Ctx, me: number): Promise<Sight['coming']> {
  const headships = await headshipsToCome(ctx, me)
  return Promise.all(
    headships.map(async ({ sectionCode, name, from }) => ({
      ...{ section: { sectionCode, name }, from, purpose: await purposeOf(ctx, sectionCode, from) },
    })),
  )
}

/** Counts of this fiscal year over a person's own records: what the KPIs count, and nothing about anybody else. */
async function contributionsOf(ctx: Ctx, document: PolicyDocument, me: number): Promise<Sight['contributions']> {
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const [training, evidence] = await Promise.all([contributionsSince(ctx, me, from), evidenceSince(ctx, me, from)])
  return contributionsFrom(document, { ...training, ...evidenceCounts(document, evidence) })
}
