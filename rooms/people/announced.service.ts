/**
 * What of the organisation to come may be seen: the one place that decides. Sections, posts, names and roles of days to come are for those
 * who prepare them, HR and the machine's own verbs and jobs, until the day that HR sets for the day on which they take effect
 * (`announcement`), or so many days before (`announcement_lead`; none where nobody said so).
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'

/** Later than any day that a fact has. */
const EVER = '9999-12-31'

/** The last day of which the reader may know the organisation; EVER for those who prepare it. */
export async function lastDayShown(ctx: Ctx): Promise<string> {
  return prepares(ctx) ? EVER : lastDayForAll(ctx)
}

/** The same for everybody who prepares nothing. A day that is still kept hides all days after it: their posts tell of it. */
export async function lastDayForAll(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ days: number; open: string | null; shut: string | null }>`select
      coalesce((select days from announcement_lead order by announcement_lead_id desc limit 1), 0) as days,
      max(takes_effect_on) filter (where announced_on <= ${ctx.today}::date) as open,
      min(takes_effect_on) filter (where announced_on > ${ctx.today}::date) as shut
    from announcement where takes_effect_on > ${ctx.today}::date`.execute(ctx.db)
  const { days, open, shut } = rows[0]!
  const ahead = addDays(ctx.today, days)
  const last = open !== null && open > ahead ? open : ahead
  return shut !== null && shut <= last ? addDays(shut, -1) : last
}

/** The day that was asked for, or today. A day of which the reader may not know yet is refused. */
export async function dayToShow(ctx: Ctx, asOf = ctx.today): Promise<string> {
  if (asOf <= ctx.today) return asOf
  const last = await lastDayShown(ctx)
  ctx.must(asOf <= last, 'not_announced_yet', { last: formatDate(last, ctx.language) })
  return asOf
}

/** The organisation of a day as the reader may know it: that of the last day that is announced, where the day is later. */
export async function dayKnown(ctx: Ctx, day: string): Promise<string> {
  if (day <= ctx.today) return day
  const last = await lastDayShown(ctx)
  return day <= last ? day : last
}

/** Posts without the end that tells of what is to come. */
export async function withoutComingEnds<P extends { validTo: string | null }>(
  ctx: Ctx,
  posts: readonly P[],
): Promise<P[]> {
  if (posts.every(({ validTo }) => validTo === null)) return [...posts]
  const last = await lastDayShown(ctx)
  return posts.map((post) => (post.validTo !== null && post.validTo > last ? { ...post, validTo: null } : post))
}

function prepares({ actor }: Ctx): boolean {
  return actor.kind === 'command' || actor.kind === 'job' || actor.roles.includes('hr')
}
