/** Whom the plans want, by occupation, grade and role, beside who is there: today, and of years to come as far as is known. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { during, on } from '#platform/sql/sql.ts'
import { addDays, fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { lastDayShown } from '#rooms/people/announced.service.ts'
import { employments, inServiceOn, postsDuring, postsOn } from '#rooms/people/relations.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { type Demand, demandOf, type WantedPeople, wantedIn, whoIn } from '#rooms/policy/demand.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { gradeByIdOrFormer } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { restsOnSample } from '../population.service.ts'
import type { roleHolders } from './contract.ts'
import { hiddenAmong, isOf, type There } from './demand.rules.ts'

type Shown = Answer<typeof roleHolders.showDemandForPeople>

/** The years of a plan that are looked at, from today's on. */
const MOST_YEARS = 12
const IN_SERVICE = ['joined_on', 'left_on'] as const

export async function showDemandForPeople(ctx: Ctx<typeof roleHolders.showDemandForPeople>): Promise<Shown> {
  const document = await requirePolicy(ctx)
  const threshold = ctx.actsAs === 'hr' ? 1 : THRESHOLD
  const demand = demandOf(document)
  const now = fiscalYearOf(ctx.today)
  const yearsOf = ({ from, to }: Demand) => {
    const first = Math.max(from, now)
    return Array.from({ length: Math.max(0, Math.min(MOST_YEARS, to - first + 1)) }, (_, n) => first + n)
  }
  const years = [...new Set(demand.flatMap(yearsOf))].toSorted((a, b) => a - b)
  const dayOf = (year: number) => (year === now ? ctx.today : addDays(fiscalYearRange(year).to, -1))
  const lastDay = years.length === 0 ? ctx.today : await lastDayShown(ctx)
  const known = years.filter((year) => dayOf(year) <= lastDay)
  const counted = await thereOn(ctx, document, demand, known.map(dayOf))
  const whoOf = whoIn(document)
  const hidden = known.map((_, at) => hiddenAmong(demand, counted[at]!, threshold))
  return {
    asOf: ctx.today,
    isSample: await restsOnSample(ctx),
    threshold: threshold > 1 ? threshold : null,
    wanted: demand.map((one, group) => ({
      ...{ plan: one.plan, pillar: one.pillar, who: whoOf(one) },
      years: yearsOf(one).map((fiscalYear) => {
        const { people: wanted, source, isSample } = wantedIn(one, fiscalYear)
        const at = known.indexOf(fiscalYear)
        const why = at < 0 ? ('coming' as const) : hidden[at]![group] ? ('few' as const) : null
        const there = why === null ? counted[at]![group]! : null
        const missing = there === null ? null : Math.max(0, wanted - there)
        return { fiscalYear, asOf: dayOf(fiscalYear), wanted, source, isSample, there, missing, hidden: why }
      }),
    })),
  }
}

/** By day, how many there are of each group, in the order of the groups. */
async function thereOn(
  ctx: Ctx,
  document: PolicyDocument,
  groups: readonly WantedPeople[],
  days: readonly string[],
): Promise<number[][]> {
  if (days.length === 0) return []
  const byPost = groups.some(({ role, grade }) => role === null && grade !== null)
  const byOccupation = groups.some(({ role, grade }) => role === null && grade === null)
  const roles = [...new Set(groups.flatMap(({ role }) => (role === null ? [] : [role])))]
  const found = await Promise.all([
    ...(byOccupation ? [rowsOf(ctx, ofOccupations(days))] : []),
    ...(byPost ? [rowsOf(ctx, ofGrades(days))] : []),
    ...(roles.length > 0 ? [rowsOf(ctx, ofRoles(days, roles))] : []),
  ])
  const there = found.flat().map((row) => ({ ...row, grade: gradeIn(document, row.grade) }))
  return days.map((_, at) =>
    groups.map((group) => there.reduce((sum, row) => sum + (isOf(group, row) ? row.people[at]! : 0), 0)),
  )
}

/** A former grade counts as the one that it became. */
function gradeIn(document: PolicyDocument, grade: string | null): string | null {
  return grade === null ? null : (gradeByIdOrFormer(document, grade)?.id ?? grade)
}

async function rowsOf(ctx: Ctx, select: RawBuilder<There>): Promise<There[]> {
  const { rows } = await select.execute(ctx.db)
  return rows
}

const onEach = (days: readonly string[], holds: (day: string) => RawBuilder<boolean>) =>
  sql`array[${sql.join(days.map((day) => sql`count(*) filter (where ${holds(day)})`))}]::integer[]`
const inService = (day: string) => on('e', day, IN_SERVICE)

function ofOccupations(days: readonly string[]): RawBuilder<There> {
  return sql<There>`select 'occupation' as by, e.occupation, null as grade, null as role, ${onEach(days, inService)} as people
    from ${employments()} e where ${during('e', days[0]!, days.at(-1)!, IN_SERVICE)} group by e.occupation`
}

/** One primary post a person and day (INV-O1, O2), so that nobody is counted twice on one. */
function ofGrades(days: readonly string[]): RawBuilder<There> {
  const holds = (day: string) => sql<boolean>`(${inService(day)} and ${on('a', day)})`
  return sql<There>`select 'grade' as by, e.occupation, a.grade, null as role, ${onEach(days, holds)} as people
    from ${employments()} e join ${postsDuring(days[0]!, days.at(-1)!)} a on a.staff_member_id = e.staff_member_id
    where ${during('e', days[0]!, days.at(-1)!, IN_SERVICE)} group by e.occupation, a.grade`
}

function ofRoles(days: readonly string[], roles: readonly string[]): RawBuilder<There> {
  const places = sql.join(days.map((_, at) => sql`count(*) filter (where d.place = ${sql.lit(at + 1)})`))
  return sql<There>`select 'role' as by, e.occupation, a.grade, h.role, array[${places}]::integer[] as people
    from unnest(${days as string[]}::date[]) with ordinality d(day, place)
      join role_holder h on h.role = any(${roles as string[]}) and ${on('h', sql`d.day`)}
      join lateral ${inServiceOn(sql`d.day`)} e on e.staff_member_id = h.staff_member_id
      left join lateral ${postsOn(sql`d.day`)} a on a.staff_member_id = h.staff_member_id
    group by e.occupation, a.grade, h.role`
}
