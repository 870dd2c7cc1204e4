/** What a test showed, as evidence: written by the room that holds tests, within the transaction that ends an attempt. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'
import { becameIn, carriedIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { addEvidence, lockStandings, type NewEvidence, renewStandings, standingOn } from './standing.service.ts'

const KIND = 'test' satisfies EvidenceKind

type Shown = Required<Pick<NewEvidence, 'staffMemberId' | 'skill' | 'asOf' | 'source' | 'cameOf'>> & {
  readonly level: number
}

/**
 * A lower level than a test has shown before says nothing against it, and is not written. What a test of a former skill shows it shows of what that
 * skill had become by the day.
 */
export async function addTestEvidence(ctx: Ctx, shown: Shown): Promise<void> {
  await oneAtATime(`tests of ${shown.staffMemberId}`).execute(ctx.db)
  const document = await policyOn(ctx, shown.asOf)
  const tested = becameIn(document, shown.skill)
  const { rows } = await sql<{ skill: string; level: number; isOwn: boolean }>`select s.skill, s.level, false as "isOwn"
    from ${standingOn(ctx.today, document && carriedIn(document))} s
    where s.staff_member_id = ${shown.staffMemberId} and s.skill = any(${tested}::text[]) and s.kind = ${KIND}
    union all select e.skill, e.level, true from skill_evidence e
    where e.came_of = ${shown.cameOf} and e.withdrawn_at is null`.execute(ctx.db)
  // Another attempt was voided, and what this one showed stands already.
  const isNews = (skill: string) =>
    rows.every((stands) => stands.skill !== skill || (!stands.isOwn && stands.level <= shown.level))
  const news = tested.filter(isNews)
  if (news.length > 0)
    await addEvidence(
      ctx,
      news.map((skill) => ({ ...shown, skill, kind: KIND })),
    )
}

/** The attempt does not count any more: what stands is worked out again from the rest. */
export async function withdrawTestEvidence(ctx: Ctx, cameOf: string, reason: string): Promise<void> {
  const { rows: places } = await sql<{ staff: number; skill: string; kind: EvidenceKind }>`
    select e.staff_member_id as staff, e.skill, e.kind from skill_evidence e
    where e.came_of = ${cameOf} and e.withdrawn_at is null`.execute(ctx.db)
  await lockStandings(ctx, places)
  await sql`update skill_evidence set withdrawn_at = ${ctx.now.toString()}::timestamptz,
      withdrawn_by = ${ctx.actor.subjectId}::bigint, withdrawn_reason = ${reason}
    where came_of = ${cameOf} and withdrawn_at is null`.execute(ctx.db)
  await renewStandings(ctx, places)
}
