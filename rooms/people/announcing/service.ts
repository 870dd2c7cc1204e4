import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { lastDayForAll } from '../announced.service.ts'
import type { announcing } from './contract.ts'

export async function showAnnouncements(ctx: Ctx) {
  const [daysBefore, shownUntil, coming] = [await leadOf(ctx), await lastDayForAll(ctx), await comingDays(ctx)]
  return {
    daysBefore,
    version: versionOf({ daysBefore }),
    shownUntil,
    coming: coming.map(({ announcedOn, ...day }) => ({
      ...day,
      announcedOn: announcedOn ?? addDays(day.takesEffectOn, -daysBefore),
      isOwnDay: announcedOn !== null,
      version: versionOf({ announcedOn }),
    })),
  }
}

export async function announceBefore(
  ctx: Ctx<typeof announcing.announceBefore>,
  { daysBefore, seen }: Input<typeof announcing.announceBefore>,
) {
  await oneAtATime('announcement').execute(ctx.db)
  mustBeMadeFrom(ctx, seen, { daysBefore: await leadOf(ctx) })
  await sql`insert into announcement_lead (days) values (${daysBefore})`.execute(ctx.db)
  ctx.about([], { detail: { daysBefore } })
  return { done: true as const }
}

export async function announceOn(
  ctx: Ctx<typeof announcing.announceOn>,
  { takesEffectOn, announcedOn, seen }: Input<typeof announcing.announceOn>,
) {
  ctx.must(takesEffectOn > ctx.today, 'holds_already', { day: formatDate(takesEffectOn, ctx.language) })
  ctx.must(announcedOn === null || announcedOn <= takesEffectOn, 'announced_too_late')
  await oneAtATime('announcement').execute(ctx.db)
  mustBeMadeFrom(ctx, seen, { announcedOn: await announcedFor(ctx, takesEffectOn) })
  if (announcedOn === null) {
    await sql`delete from announcement where takes_effect_on = ${takesEffectOn}::date`.execute(ctx.db)
  } else {
    await sql`insert into announcement (takes_effect_on, announced_on) values (${takesEffectOn}::date, ${announcedOn}::date)
      on conflict (takes_effect_on) do update set announced_on = excluded.announced_on, recorded_at = now()`.execute(
      ctx.db,
    )
  }
  ctx.about([], { detail: { takesEffectOn, announcedOn } })
  return { done: true as const }
}

async function leadOf(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ days: number }>`select days from announcement_lead
    order by announcement_lead_id desc limit 1`.execute(ctx.db)
  return rows[0]?.days ?? 0
}

async function announcedFor(ctx: Ctx, day: string): Promise<string | null> {
  const { rows } = await sql<{ announcedOn: string }>`select announced_on as "announcedOn" from announcement
    where takes_effect_on = ${day}::date`.execute(ctx.db)
  return rows[0]?.announcedOn ?? null
}

/** Days on which anything of the organisation begins or ends, and those that HR has said something of; at most the next 200. */
async function comingDays(ctx: Ctx) {
  const { rows } = await sql<{ takesEffectOn: string; people: number; sections: number; announcedOn: string | null }>`
    with facts as (
      select valid_from as day, staff_member_id as person, null as section from assignment
      union all select valid_to, staff_member_id, null from assignment
      union all select joined_on, staff_member_id, null from employment
      union all select left_on, staff_member_id, null from employment
      union all select valid_from, staff_member_id, null from coming_name
      union all select valid_from, null, section_code from section_period
      union all select valid_to, null, section_code from section_period
      union all select takes_effect_on, null, null from announcement)
    select f.day as "takesEffectOn", count(distinct f.person)::int as people, count(distinct f.section)::int as sections,
      a.announced_on as "announcedOn"
    from facts f left join announcement a on a.takes_effect_on = f.day
    where f.day > ${ctx.today}::date group by f.day, a.announced_on order by f.day limit 200`.execute(ctx.db)
  return rows
}
