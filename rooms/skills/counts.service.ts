import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'

/** How many pieces of evidence that stand a person has had since a day, by skill and kind; `n` each. */
export async function evidenceSince(ctx: Ctx, staffMemberId: number, from: string) {
  const { rows } = await sql<{ skill: string; kind: EvidenceKind; n: number }>`select skill, kind, count(*) as n
    from skill_evidence where staff_member_id = ${staffMemberId} and withdrawn_at is null
      and as_of >= ${from}::date and as_of <= ${ctx.today}::date
    group by skill, kind order by skill, kind`.execute(ctx.db)
  return rows
}
