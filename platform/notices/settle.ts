/**
 * Brings the written notices of some things to what stands: what is new is written, what was put to rest and stands again is reopened as
 * the same notice, what stands no longer is put to rest. With a notice its mail is written, for whoever wants one.
 *
 * Two requests that change the same thing settle it one after the other: the second sees what the first did, because it looks
 * only after it has the thing's lock.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mailDomain, type Wanted, writeMail } from '#platform/mail/outbox.ts'
import { digestGoesAt, type Hours, mayGoAt, usualHours } from './hours.ts'
import { kindNamed, type NoticeSource, type NoticeWay, noticeSources, type Standing, sourceOf } from './notices.ts'

/** Things of a source that one transaction settles: each is locked. What one change of the whole town leaves is the clock's, within the hour. */
const MOST = 2000

/** Notices that whoever changes something waits for; more than so many are the clock's, within a minute. */
const AT_ONCE = 1000

/** What a change said it touched; before its commit. */
export async function settleTold(ctx: Ctx, told: ReadonlyMap<string, ReadonlySet<number>>): Promise<void> {
  if (told.size === 0) return
  const days = await daysOf(ctx)
  const isAll = [...told.keys()].some((topic) => sourceOf(topic) === undefined)
  for (const source of noticeSources()) {
    const things = isAll ? await astray(ctx, source, days) : [...(told.get(source.topic) ?? [])]
    if (things.length > 0) await settle(ctx, source, days, things.slice(0, MOST))
  }
}

/** Things of which so many are told that their change did not wait: those of one source, as it stands by now. */
export async function settleAwaited(ctx: Ctx): Promise<{ settled: number; hasMore: boolean }> {
  const { rows } = await sql<{ topic: string; thing: number }>`delete from notice_awaited a
    where a.topic = (select min(topic) from notice_awaited) returning a.topic, a.thing`.execute(ctx.db)
  const source = rows[0] && sourceOf(rows[0].topic)
  if (!source) return { settled: 0, hasMore: false }
  await settle(
    ctx,
    source,
    await daysOf(ctx),
    rows.map(({ thing }) => thing),
  )
  return { settled: rows.length, hasMore: true }
}

/** Things whose notices are not what stands, as many as one transaction takes; after a day has begun, or what nobody told. */
export async function settleAstray(ctx: Ctx): Promise<{ settled: number; hasMore: boolean }> {
  const days = await daysOf(ctx)
  let settled = 0
  for (const source of noticeSources()) {
    const all = await astray(ctx, source, days)
    const things = all.slice(0, MOST - settled)
    if (things.length > 0) await settle(ctx, source, days, things)
    settled += things.length
    if (all.length > things.length) return { settled, hasMore: true }
  }
  return { settled, hasMore: false }
}

/** The reminders' days: the town's, else the usual ones. */
export async function daysOf(ctx: Ctx): Promise<Record<string, number>> {
  const { rows } = await sql<{ reminder: string; days: number }>`select reminder, days from notice_days`.execute(ctx.db)
  return {
    ...Object.assign({}, ...noticeSources().map(({ reminders }) => reminders)),
    ...Object.fromEntries(rows.map(({ reminder, days }) => [reminder, days])),
  }
}

async function astray(ctx: Ctx, source: NoticeSource, days: Record<string, number>): Promise<number[]> {
  const wanted = await source.standing(ctx, days)
  const { rows } = await sql<{ thing: number }>`with wanted as (${asRows(wanted)})
    select thing from wanted w where not exists (select from notice n where n.receiver = w.receiver and n.kind = w.kind
        and n.fact = w.fact and n.resolved_at is null)
      and not exists (select from notice_choice c where c.staff_member_id = w.receiver and c.kind = w.kind and c.way = 'off')
    union
    select n.thing from notice n where n.topic = ${source.topic} and n.resolved_at is null and not exists (select from wanted w
        where w.receiver = n.receiver and w.kind = n.kind and w.fact = n.fact)
    order by thing`.execute(ctx.db)
  return rows.map(({ thing }) => thing)
}

interface Added {
  noticeId: number
  receiver: number
  kind: string
  way: NoticeWay | null
  quietFrom: string | null
  quietTo: string | null
  quietOnWeekends: boolean | null
  digestAt: string | null
}

async function settle(
  ctx: Ctx,
  source: NoticeSource,
  days: Record<string, number>,
  things: readonly number[],
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('notices of ' || ${source.topic} || ' ' || id || ' ' || current_schema(), 0))
    from (select distinct id from unnest(${things}::bigint[]) id order by id) things`.execute(ctx.db)
  const wanted = await source.standing(ctx, days, things)
  if (wanted.length > AT_ONCE && ctx.actor.kind !== 'job') return await leave(ctx, source, things)
  const now = sql`${ctx.now.toString()}::timestamptz`
  const { rows } = await sql<Added>`with wanted as (${asRows(wanted)}),
    gone as (update notice n set resolved_at = ${source.isUntimed ? sql`n.noticed_at` : now} where n.topic = ${source.topic} and n.thing = any(${things}::bigint[])
      and n.resolved_at is null and not exists (select from wanted w
        where w.receiver = n.receiver and w.kind = n.kind and w.fact = n.fact)),
    added as (insert into notice as n (kind, receiver, topic, thing, fact, due_on, noticed_at)
      select w.kind, w.receiver, ${source.topic}, w.thing, w.fact, w.due_on, ${now} from wanted w
      where not exists (select from notice_choice c where c.staff_member_id = w.receiver and c.kind = w.kind and c.way = 'off')
      order by w.receiver, w.kind, w.fact
      on conflict (receiver, kind, fact) do update set resolved_at = null, due_on = excluded.due_on
        where n.resolved_at is not null or n.due_on is distinct from excluded.due_on
      returning n.notice_id, n.receiver, n.kind, n.mail_id)
    select a.notice_id as "noticeId", a.receiver, a.kind, c.way, h.quiet_from::text as "quietFrom", h.quiet_to::text as "quietTo",
      h.quiet_on_weekends as "quietOnWeekends", h.digest_at::text as "digestAt"
    from added a
      left join notice_choice c on c.staff_member_id = a.receiver and c.kind = a.kind
      left join notice_hours h on h.staff_member_id = a.receiver
    where a.mail_id is null`.execute(ctx.db)
  if (rows.length > 0) await mail(ctx, rows)
}

/** Left to the clock, which looks again at what stands then. */
async function leave(ctx: Ctx, { topic }: NoticeSource, things: readonly number[]): Promise<void> {
  await sql`insert into notice_awaited (topic, thing) select ${topic}, id from unnest(${things}::bigint[]) as t(id)
    order by id on conflict do nothing`.execute(ctx.db)
}

function asRows(wanted: readonly Standing[]) {
  return sql`select distinct on (receiver, kind, fact) kind, receiver, thing, fact, due_on
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(kind text, receiver bigint, thing bigint, fact text, "dueOn" date)
      cross join lateral (select w."dueOn" as due_on) d order by receiver, kind, fact, thing`
}

/** Of one change everybody gets one mail at the most, however many things it tells them. */
async function mail(ctx: Ctx, added: readonly Added[]): Promise<void> {
  const domain = await mailDomain(ctx)
  if (domain === undefined) return
  const wanted = new Map<string, Wanted & { noticeIds: number[] }>()
  for (const one of added) {
    const way = one.way ?? kindNamed(one.kind)!.usual
    if (way !== 'atOnce' && way !== 'digest') continue
    const hours = hoursOf(one)
    const nextAt = way === 'atOnce' ? mayGoAt(ctx.now, hours) : digestGoesAt(ctx.now, hours)
    const key = `${one.receiver} ${way}`
    const before = wanted.get(key)
    if (before) before.noticeIds.push(one.noticeId)
    else wanted.set(key, { receiver: one.receiver, way, nextAt, noticeIds: [one.noticeId] })
  }
  if (wanted.size === 0) return
  const written = await writeMail(ctx, [...wanted.values()], domain)
  const pairs = [...wanted].flatMap(([key, { noticeIds }]) => noticeIds.map((id) => ({ id, mail: written.get(key)! })))
  await sql`update notice n set mail_id = p.mail from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(id bigint, mail bigint)
    where n.notice_id = p.id`.execute(ctx.db)
}

/** HH:MM of times as the database says them. */
function hoursOf({ quietFrom, quietTo, quietOnWeekends, digestAt }: Added): Hours {
  if (quietFrom === null || quietTo === null || quietOnWeekends === null || digestAt === null) return usualHours
  return {
    quietFrom: quietFrom.slice(0, 5),
    quietTo: quietTo.slice(0, 5),
    quietOnWeekends,
    digestAt: digestAt.slice(0, 5),
  }
}
