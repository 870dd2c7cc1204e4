import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { isHeadOfSection, standpointOf } from '#rooms/mvv/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { lineOfSight } from './line-of-sight.contract.ts'
import { contributionsFrom, sightAbove } from './line-of-sight.rules.ts'
import { wardValues } from './ward-values.service.ts'

type Sight = Answer<typeof lineOfSight.showLineOfSight>

export async function showLineOfSight(ctx: Ctx): Promise<Sight> {
  const me = ctx.actor.subjectId!
  const [document, { section, duty, purpose }, values] = await Promise.all([
    policyOn(ctx),
    standpointOf(ctx, me),
    wardValues(ctx),
  ])
  const [isHead, contributions] = await Promise.all([
    section && isHeadOfSection(ctx, section.sectionCode),
    document ? contributionsOf(ctx, document, me) : [],
  ])
  const mayStatePurpose = section !== null && (isHead || ctx.actor.roles.includes('hr'))
  const nothing = { isConnected: false, directOutcomes: [], intermediateOutcomes: [], finalOutcomes: [], arrows: [] }
  return {
    asOf: ctx.today,
    countedAt: values.countedAt,
    policy: document ? { title: document.policy.title, edition: document.policy.edition } : null,
    ...{ section, duty, purpose, mayStatePurpose, contributions },
    ...(document ? sightAbove(document, purpose?.contributesTo ?? [], values, ctx.today) : nothing),
    choices: mayStatePurpose && document ? document.model.directOutcomes.map(({ id, name }) => ({ id, name })) : [],
  }
}

/** Counts of this fiscal year over a person's own records: what the KPIs count, and nothing about anybody else. */
async function contributionsOf(ctx: Ctx, document: PolicyDocument, me: number): Promise<Sight['contributions']> {
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const floor = floorOf(document).map(({ id }) => id)
  const { rows } = await sql<Parameters<typeof contributionsFrom>[1]>`select
      (select count(*) from application a where a.staff_member_id = ${me} and a.state = 'completed'
        and exists (select 1 from application_step p where p.application_id = a.application_id
          and p.to_state = 'completed' and p.taken_on >= ${from}::date)) as completion,
      (select count(*) from skill_evidence where staff_member_id = ${me} and as_of >= ${from}::date
        and as_of <= ${ctx.today}::date and withdrawn_at is null and kind <> 'completion') as evidence,
      (select count(*) from skill_evidence where staff_member_id = ${me} and as_of >= ${from}::date
        and as_of <= ${ctx.today}::date and withdrawn_at is null and kind in ('test', 'qualification')
        and skill = any(${floor}::text[])) as "floorEvidence",
      (select count(*) from cover_arrangement where substitute = ${me} and agreed_by = ${me}
        and replaced_at is null and agreed_on >= ${from}::date) as cover,
      (select count(*) from application a join recommendation r on r.recommendation_id = a.recommendation_id
        where a.staff_member_id = ${me} and r.recommended_on >= ${from}::date
          and a.state in ('attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed')) as "recommendationTaken"`.execute(
    ctx.db,
  )
  return contributionsFrom(document, rows[0]!)
}
