import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type SumsOf, unstamped } from '#platform/measure/counting.ts'
import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { inServiceOn, postsOn } from '#rooms/people/relations.service.ts'
import { countedBySection, partsOfSections } from '#rooms/people/section-parts.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { thanks } from './contract.ts'
import { FIRST_VALUE, isEnough, RECEIVED, valuesTold, WROTE } from './enough.rules.ts'
import { valuesOf } from './rules.ts'
import { STANDS } from './standing.service.ts'

type Totals = Answer<typeof thanks.showThanksTotals>
type ValueName = Totals['values'][number]

/** Whole months only: from one day to the next a table would say that one person more received one. */
export async function showThanksTotals(
  ctx: Ctx<typeof thanks.showThanksTotals>,
  { fiscalYear: asked, within }: Input<typeof thanks.showThanksTotals>,
): Promise<Totals> {
  const lastDay = addDays(`${ctx.today.slice(0, 7)}-01`, -1)
  const fiscalYear = asked ?? fiscalYearOf(lastDay)
  const { from, to } = fiscalYearRange(fiscalYear)
  const end = addDays(to, -1)
  const asOf = end < lastDay ? end : lastDay
  const { years, isSample } = await known(ctx, lastDay, from, asOf)
  const mayJudge = await ctx.may<typeof thanks.listReportedThanks>('thanks.listReportedThanks', {})
  const nothing = {
    ...{ mayJudge, fiscalYear, from, years, isSample, threshold: THRESHOLD },
    ...{ values: [], whole: null, sections: [] },
  }
  if (asOf < from) return { ...nothing, asOf: null, within: [] }
  const values = await valuesIn(ctx, from, asOf)
  const counted = await countedBySection(ctx, countedIn(from, asOf, values), {
    ...{ asOf, places: FIRST_VALUE + values.length },
  })
  const parts = await partsOfSections(ctx, counted, { asOf, within, threshold: isEnough })
  const { ofWhole, ofParts } = valuesTold(parts.whole, parts.along, values.length)
  const [people = 0] = parts.whole
  const told = (tallies: readonly number[], isTold: readonly boolean[]) => ({
    ...{ people: tallies[0] ?? 0, received: tallies[RECEIVED] ?? 0, wrote: tallies[WROTE] ?? 0 },
    byValue: isTold.map((is, value) => (is ? (tallies[FIRST_VALUE + value] ?? 0) : null)),
  })
  return {
    ...{ ...nothing, asOf, values },
    within: parts.path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    whole: isEnough({ people, tallies: [...parts.whole] }) ? told(parts.whole, ofWhole) : null,
    sections: parts.rows.map(({ sectionCode, name, holds, isOpen, tallies }) => ({
      ...{ sectionCode, name, holds, isOpen },
      ...told(tallies, ofParts),
    })),
  }
}

/** The values of the policy of that day in its order, then what people were thanked for by an earlier one. */
async function valuesIn(ctx: Ctx, from: string, asOf: string): Promise<ValueName[]> {
  const document = await policyOn(ctx, asOf)
  const { rows } = await sql<ValueName>`select distinct on (h.value_id) h.value_id as "valueId", h.value_name as name
    from thank_you h where h.value_id is not null and ${STANDS} and ${within(from, asOf)}
    order by h.value_id, h.written_on desc`.execute(ctx.db)
  const now = document ? valuesOf(document).map(({ valueId, name }) => ({ valueId, name })) : []
  return [...now, ...rows.filter(({ valueId }) => !now.some((one) => one.valueId === valueId))]
}

const within = (from: string, asOf: string) => sql`h.written_on between ${from}::date and ${asOf}::date`

/** For the head of a statement: `counted`, of each section its people, each once, whatever they have. */
function countedIn(from: string, asOf: string, values: readonly ValueName[]): SumsOf {
  const tallies = [
    sql`count(*)`,
    sql`count(*) filter (where p.is_receiver)`,
    sql`count(*) filter (where p.is_writer)`,
    ...values.map(({ valueId }) => sql`count(*) filter (where ${valueId}::text = any(p.for_values))`),
  ]
  return unstamped(sql`counted as materialized (with person as (
      select o.section_code, r.person is not null as is_receiver, w.person is not null as is_writer, r.for_values
      from ${inServiceOn(asOf)} e left join ${postsOn(asOf)} o on o.staff_member_id = e.staff_member_id
        left join (select h.receiver as person, array_agg(distinct h.value_id) as for_values from thank_you h
          where ${STANDS} and ${within(from, asOf)} group by 1) r on r.person = e.staff_member_id
        left join (select distinct h.written_by as person from thank_you h
          where ${STANDS} and ${within(from, asOf)}) w on w.person = e.staff_member_id)
    select p.is_ward, case when not p.is_ward then p.section_code end as section_code, null::text as outside,
      array[${sql.join(tallies)}]::integer[] as tallies
    from (select true as is_ward, person.* from person union all select false, person.* from person) p
    group by p.is_ward, case when not p.is_ward then p.section_code end)`)
}

/** The years of which anything is known, and whether any of what is counted was invented. */
async function known(
  ctx: Ctx,
  until: string,
  from: string,
  asOf: string,
): Promise<{ years: Totals['years']; isSample: boolean }> {
  const { rows } = await sql<{ first: string | null; last: string | null; isSample: boolean }>`select
      min(h.written_on) as first, max(h.written_on) as last,
      coalesce(bool_or(h.is_sample) filter (where ${STANDS} and ${within(from, asOf)}), false) as "isSample"
    from thank_you h where h.written_on <= ${until}::date`.execute(ctx.db)
  const { first, last, isSample } = rows[0]!
  const years = first === null || last === null ? null : { first: fiscalYearOf(first), last: fiscalYearOf(last) }
  return { years, isSample }
}
