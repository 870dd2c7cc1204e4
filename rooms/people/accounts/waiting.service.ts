/** Who has no password yet, and who has not made the given one their own. */
import { sql } from 'kysely'
import { accountsToOpen } from '#platform/auth/service.ts'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { notEndedBy } from '#platform/sql/sql.ts'
import { lastDayShown } from '../announced.service.ts'
import { namesBegunBy } from '../relations.service.ts'
import type { accounts } from './contract.ts'

type Whom = Pick<
  Input<typeof accounts.issueAccounts>,
  'sectionCodes' | 'below' | 'staffNumbers' | 'most' | 'givenBefore'
>

export interface Waiting {
  readonly staffMemberId: number
  readonly staffNumber: string
  readonly name: string
  readonly sectionCode: string | null
  readonly sectionName: string | null
  readonly opensOn: string
  readonly accountId: number
}

/**
 * In service or joining later, with an account that has no password, or still the one that was given before a moment; the first `most` of them by section and number, and how many there
 * are. Somebody's section is that of their primary post, today's or the next one as far as it is announced to whoever asks.
 */
export async function waitingFor(
  ctx: Ctx,
  { sectionCodes, below, staffNumbers, most, givenBefore }: Whom,
): Promise<{ rows: Waiting[]; total: number }> {
  const { rows } = await sql<Waiting & { total: number }>`with recursive below as (
      select section_code from section_period s where section_code = any(${sectionCodes ?? []}) and ${notEndedBy('s', ctx.today)}
      union select s.section_code from section_period s join below b on s.parent_code = b.section_code where ${below} and ${notEndedBy('s', ctx.today)})
    select w.*, count(*) over ()::int as total from ${waiting(ctx, await lastDayShown(ctx), givenBefore)} w
    where (${sectionCodes === undefined} or w."sectionCode" in (select section_code from below))
      and (${staffNumbers === undefined} or w."staffNumber" = any(${staffNumbers ?? []}))
    order by w."sectionCode" nulls last, w."staffNumber" limit ${most}`.execute(ctx.db)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** The accounts of the first `most` of them. */
export async function accountsToIssue(ctx: Ctx, whom: Whom): Promise<number[]> {
  return (await waitingFor(ctx, whom)).rows.map(({ accountId }) => accountId)
}

/** All of them, by section. */
export async function waitingBySection(ctx: Ctx, givenBefore?: string) {
  const { rows } = await sql<{ sectionCode: string | null; name: string | null; people: number }>`
    select w."sectionCode", w."sectionName" as name, count(*)::int as people from ${waiting(ctx, await lastDayShown(ctx), givenBefore)} w
    group by w."sectionCode", w."sectionName" order by w."sectionCode" nulls last limit 2000`.execute(ctx.db)
  return { people: rows.reduce((sum, { people }) => sum + people, 0), sections: rows }
}

function waiting(ctx: Ctx, until: string, givenBefore: string | undefined) {
  return sql`(select e.staff_member_id as "staffMemberId", e.staff_number as "staffNumber", coalesce(n.name, m.name) as name, post.section_code as "sectionCode",
      section.name as "sectionName", e.joined_on as "opensOn", a.account_id as "accountId"
    from ${accountsToOpen(ctx, givenBefore)} a
    join lateral (select * from employment e where e.staff_member_id = a.subject_id and ${notEndedBy('e', ctx.today, ['joined_on', 'left_on'])}
      order by e.joined_on limit 1) e on true
    join staff_member m on m.staff_member_id = e.staff_member_id
    left join ${namesBegunBy(ctx.today)} n on n.staff_member_id = m.staff_member_id
    left join lateral (select p.section_code from assignment p where p.staff_member_id = e.staff_member_id and p.kind = 'primary'
      and ${notEndedBy('p', ctx.today)} and p.valid_from <= ${until}::date order by p.valid_from limit 1) post on true
    left join lateral (select s.name from section_period s where s.section_code = post.section_code and ${notEndedBy('s', ctx.today)}
      order by s.valid_from limit 1) section on true)`
}

/** Sections that are there or are to come. */
export async function knowsSections(ctx: Ctx, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select distinct section_code as code from section_period s
    where section_code = any(${codes}) and ${notEndedBy('s', ctx.today)}`.execute(ctx.db)
  return new Set(rows.map(({ code }) => code))
}
