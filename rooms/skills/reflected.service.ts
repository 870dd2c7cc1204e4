import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { recordedBy } from '#rooms/policy/evidence.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { PopulationCount } from './population.rules.ts'
import { populationOn, restsOnSample } from './population.service.ts'

/** People in scope, nobody where no policy says who is, and those of them who had reflected by the day, by section. */
export async function countReflected(ctx: Ctx, day: string): Promise<PopulationCount[]> {
  const document = await policyOn(ctx, day)
  if (!document) return []
  const { rows } = await sql<PopulationCount>`select p.section_code as "sectionCode", p.outside, count(*) as people,
      count(*) filter (where ${reflectedBy(day)}) as counted
    from (${populationOn(day, document.literacy.population)}) p group by 1, 2`.execute(ctx.db)
  return rows
}

export async function reflectedRecords(
  ctx: Ctx,
  day: string,
  page: { readonly sectionCode?: string; readonly offset: number; readonly limit: number },
): Promise<{ total: number; people: { staffMemberId: number; reflected: boolean }[] }> {
  const document = await policyOn(ctx, day)
  if (!document) return { total: 0, people: [] }
  const section = page.sectionCode ?? null
  const { rows } = await sql<{ staffMemberId: number; reflected: boolean; total: number }>`
    select p.staff as "staffMemberId", ${reflectedBy(day)} as reflected, count(*) over () as total
    from (${populationOn(day, document.literacy.population)}) p
    where p.outside is null and (${section}::text is null or p.section_code = ${section})
    order by p.section_code, p.staff limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    people: rows.map(({ staffMemberId, reflected }) => ({ staffMemberId, reflected })),
  }
}

export async function reflectedRestsOnSample(ctx: Ctx, day: string): Promise<boolean> {
  const document = await policyOn(ctx, day)
  if (!document) return false
  const { pyramid, literacy } = document
  return restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers)
}

function reflectedBy(day: string) {
  return sql`exists (select from skill_evidence e where e.staff_member_id = p.staff and ${oneOf('e.kind', recordedBy('self'))}
    and e.as_of <= ${day}::date and e.withdrawn_at is null)`
}
