import { formatDate } from '#platform/time/dates.ts'
import type { Ctx } from './ctx.ts'

/** The day that was asked for, or today. Levels and figures of a day to come do not exist. */
export function upToToday(ctx: Ctx, asOf = ctx.today): string {
  ctx.must(asOf <= ctx.today, 'as_of_in_future', { today: formatDate(ctx.today, ctx.language) })
  return asOf
}
