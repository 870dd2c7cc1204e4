/** Sections as they are recorded for all days. `validTo` is the first day after. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { isAboveItself, type SectionPeriod } from '../import/sections.rules.ts'
import { firstGap } from '../import/spans.rules.ts'
import { readSections } from '../import/stored.service.ts'

/** All of them by code, each code's in order. */
export async function periodsByCode(ctx: Ctx): Promise<Map<string, SectionPeriod[]>> {
  const periods = (await readSections(ctx)).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return Map.groupBy(periods, ({ sectionCode }) => sectionCode)
}

/** The one that ended on the day on which this one began. */
export function previousOf(periods: readonly SectionPeriod[], { validFrom }: SectionPeriod): SectionPeriod | undefined {
  return periods.find(({ validTo }) => validTo === validFrom)
}

/** What is said of it, by which it is told apart. */
export const sectionFacts = ({
  sectionCode,
  name,
  kind,
  parentCode,
  authority,
  validFrom,
  validTo,
}: SectionPeriod) => ({
  ...{ sectionCode, name, kind, parentCode, authority, validFrom, validTo },
})

/** Whether it hangs where it is said to, on each of its days, as everything will stand; and nothing comes to lie above itself. */
export async function mustHang(ctx: Ctx<'parent_not_there' | 'above_itself'>, period: SectionPeriod): Promise<void> {
  const { parentCode } = period
  const all = await periodsByCode(ctx)
  const gap = parentCode === null ? undefined : firstGap(all.get(parentCode) ?? [], period)
  ctx.must(gap === undefined, 'parent_not_there', { code: parentCode ?? '' })
  const facts = new Map([...all].map(([code, periods]) => [code, periods.map((fact) => ({ fact }))]))
  const isCircle = [...all.values()].flat().some((one) => isAboveItself(one, facts))
  ctx.must(!isCircle, 'above_itself')
}

export async function addPeriod(ctx: Ctx, { sectionCode, name, kind, parentCode, authority, ...days }: SectionPeriod) {
  await sql`insert into section_period (section_code, name, kind, parent_code, authority, valid_from, valid_to)
    values (${sectionCode}, ${name}, ${kind}, ${parentCode}, ${authority}, ${days.validFrom}::date, ${days.validTo}::date)`.execute(
    ctx.db,
  )
}

export async function removePeriod(ctx: Ctx, { sectionCode, validFrom }: SectionPeriod): Promise<void> {
  await sql`delete from section_period where section_code = ${sectionCode} and valid_from = ${validFrom}::date`.execute(
    ctx.db,
  )
}

/** Ends it on another day. */
export async function setEnd(ctx: Ctx, { sectionCode, validFrom, validTo }: SectionPeriod): Promise<void> {
  await sql`update section_period set valid_to = ${validTo}::date, recorded_at = now()
    where section_code = ${sectionCode} and valid_from = ${validFrom}::date`.execute(ctx.db)
}
