/** For whom a schedule is searched: a round, sections, a cohort, of those who have the course ahead. It stands with the draft, so that nobody takes a part for the whole. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearRange, formatFiscalYear } from '#platform/time/dates.ts'
import { inServiceOn, postsOn, sectionsBelow } from '#rooms/people/relations.service.ts'
import { sectionNames } from '#rooms/people/service.ts'
import { openRoundsWith } from '../rounds/owing.service.ts'
import { roundsStored } from '../rounds/rows.service.ts'
import { schedulingMessages } from './messages.ts'
import type { Who as Shape } from './who.contract.ts'

export type Who = z.infer<typeof Shape>

/** Whoever has the course ahead. */
export const EVERYBODY: Who = { sections: [], grades: [], employmentCategories: [] }

/** Of these people those of the sections and of the cohort, as of today. */
export async function narrowed(
  ctx: Ctx,
  people: readonly number[],
  { sections, joinedIn, grades, employmentCategories }: Who,
): Promise<readonly number[]> {
  const isAnybody = joinedIn === undefined && sections.length + grades.length + employmentCategories.length === 0
  if (isAnybody) return people
  const codes = sections.length === 0 ? null : (await below(ctx, sections)).map(({ code }) => code)
  const { from, to } = joinedIn === undefined ? { from: null, to: null } : fiscalYearRange(joinedIn)
  const { rows } = await sql<{ id: number }>`select e.staff_member_id as id from ${inServiceOn(ctx.today)} e
      left join ${postsOn(ctx.today)} a on a.staff_member_id = e.staff_member_id
    where e.staff_member_id = any(${people}::bigint[])
      and (${codes}::text[] is null or a.section_code = any(${codes}::text[]))
      and (${from}::date is null or e.joined_on >= ${from}::date and e.joined_on < ${to}::date)
      and (cardinality(${grades}::text[]) = 0 or a.grade = any(${grades}::text[]))
      and (cardinality(${employmentCategories}::text[]) = 0 or e.employment_category = any(${employmentCategories}::text[]))
    order by 1`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Refuses a round that does not ask for the course, and sections that there are not. */
export async function mustBeSome(
  ctx: Ctx<'round_not_for_course' | 'no_such_section'>,
  { courseId, title }: { readonly courseId: number; readonly title: string },
  { roundId, sections }: Who,
): Promise<void> {
  if (typeof roundId === 'number') {
    const open = await openRoundsWith(ctx, courseId)
    ctx.must(
      open.some((one) => one.roundId === roundId),
      'round_not_for_course',
      { course: title },
    )
  }
  const known = new Set(sections.length === 0 ? [] : (await below(ctx, sections)).map(({ named }) => named))
  const unknown = sections.find((code) => !known.has(code))
  ctx.must(unknown === undefined, 'no_such_section', { sectionCode: unknown ?? '' })
}

/** Each section with all below it, those that there are. */
async function below(ctx: Ctx, sections: readonly string[]): Promise<{ named: string; code: string }[]> {
  const { rows } = await sql<{ named: string; code: string }>`select n.named, b.section_code as code
    from unnest(${sections}::text[]) n(named) cross join lateral ${sectionsBelow(sql`n.named`, ctx.today)} b`.execute(
    ctx.db,
  )
  return rows
}

/** Each of them in the reader's words, one condition a line; of everybody who has the course ahead none. */
export async function whoInWords(ctx: Ctx, all: readonly Who[]): Promise<string[][]> {
  const isAny = (has: (who: Who) => boolean) => all.some(has)
  const [names, rounds] = await Promise.all([
    isAny(({ sections }) => sections.length > 0) ? sectionNames(ctx) : [],
    isAny(({ roundId }) => typeof roundId === 'number') ? roundsStored(ctx) : [],
  ])
  const nameOf = new Map(names.map(({ sectionCode, name }) => [sectionCode, name]))
  const roundOf = new Map(rounds.map(({ roundId, name }) => [roundId, name]))
  const list = (words: readonly string[]) => words.join(ctx.t(schedulingMessages, 'who.and'))
  return all.map(({ roundId, sections, joinedIn, grades, employmentCategories }) => [
    ...(roundId === null ? [ctx.t(schedulingMessages, 'who.floor')] : []),
    ...(typeof roundId === 'number'
      ? [ctx.t(schedulingMessages, 'who.round', { name: roundOf.get(roundId) ?? '' })]
      : []),
    ...(sections.length === 0
      ? []
      : [ctx.t(schedulingMessages, 'who.sections', { names: list(sections.map((code) => nameOf.get(code) ?? code)) })]),
    ...(joinedIn === undefined
      ? []
      : [ctx.t(schedulingMessages, 'who.joined', { year: formatFiscalYear(joinedIn, ctx.language) })]),
    ...(grades.length === 0 ? [] : [list(grades)]),
    ...(employmentCategories.length === 0 ? [] : [list(employmentCategories)]),
  ])
}
