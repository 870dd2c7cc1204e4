import type { Ctx } from '#platform/ctx/ctx.ts'
import { checkFigures as check, keepFigures as keep } from '#platform/measure/keeping.ts'
import { offeredMeasures } from '#platform/measure/measure.ts'
import { MONTHS_KEPT } from '#platform/measure/pace.ts'
import { fiscalYearOf, monthEnds } from '#platform/time/dates.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import { lastDayOf } from './rules.ts'

/** Years before the present one that a single KPI shows, and whose last days are kept. */
export const YEARS_SHOWN = 3

/**
 * Today, and the ends of the years and months that are shown beside it, as far back as a policy held: of what the policies of those days name, and of
 * what a room shows month by month. What nobody names is not kept, so that no change is carried to figures that nobody reads.
 */
export async function keepFigures(ctx: Ctx) {
  return await keep(ctx, async () => {
    const always = daysShown(ctx.today)
    const followed = [...new Set([...always, ...monthEnds(ctx.today, MONTHS_KEPT)])]
    const editions = await editionsOn(ctx, followed)
    const named = [...editions.values()].flatMap(({ document }) =>
      [...(document.kpis ?? []), ...(document.indicators ?? [])].flatMap(({ measure }) => measure ?? []),
    )
    const shown = offeredMeasures().flatMap(({ name, isFollowedByMonth }) => (isFollowedByMonth ? name : []))
    return {
      daysOf: ({ isFollowedByMonth }) => (isFollowedByMonth ? followed : always).filter((day) => editions.has(day)),
      named: [...new Set([...shown, ...named])],
    }
  })
}

export async function checkFigures(ctx: Ctx) {
  const { wrong, left } = await check(ctx)
  // A figure that was wrong is a defect: whoever reads the journal learns of it.
  if (wrong) ctx.about([], { detail: { wrong } })
  return { wrong, left }
}

function daysShown(today: string): string[] {
  const thisYear = fiscalYearOf(today)
  return [today, ...Array.from({ length: YEARS_SHOWN }, (_, back) => lastDayOf(thisYear - 1 - back))]
}
