import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { forgetMail, mailDomain, oldMail, setTimes } from '#platform/mail/outbox.ts'
import { addressesOf } from '#platform/mail/receivers.ts'
import { cutPage, oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import type { notices } from './contract.ts'
import { digestGoesAt, mayGoAt, usualHours } from './hours.ts'
import { kindNamed, type NoticeWay, noticeSources, noticeWays } from './notices.ts'
import { saidTo } from './said.ts'
import { daysOf, settleAstray, settleAwaited } from './settle.ts'

export { collectMail } from './letters.ts'

/** Days after which a notice that is over, and mail that went out, is forgotten. */
const KEPT_DAYS = 90

interface Row {
  noticeId: number
  kind: string
  topic: string
  thing: number
  fact: string
  dueOn: string | null
  noticedAt: Date
  readAt: Date | null
  resolvedAt: Date | null
}

export async function listMyNotices(
  ctx: Ctx,
  { after, pageSize, only }: Input<typeof notices.listMyNotices>,
): Promise<Answer<typeof notices.listMyNotices>> {
  const me = ctx.actor.subjectId!
  const wanted = [
    sql`n.receiver = ${me}`,
    ...(after === undefined ? [] : [sql`n.notice_id < ${after}`]),
    ...(only === 'unread' ? [UNREAD] : []),
  ]
  const [{ rows: found }, unread] = await Promise.all([
    sql<Row>`select n.notice_id as "noticeId", n.kind, n.topic, n.thing, n.fact, n.due_on as "dueOn",
      n.noticed_at as "noticedAt", n.read_at as "readAt", n.resolved_at as "resolvedAt"
    from notice n where ${sql.join(wanted, sql` and `)} order by n.notice_id desc limit ${sql.lit(pageSize + 1)}`.execute(
      ctx.db,
    ),
    unreadNotices(ctx),
  ])
  const { rows, hasMore } = cutPage(found, pageSize)
  const said = await saidTo(ctx, me, rows)
  return {
    unread,
    next: hasMore ? (rows.at(-1)?.noticeId ?? null) : null,
    notices: rows.flatMap((row, at) => {
      const words = said[at]
      if (!words) return []
      const { noticeId, kind, dueOn, noticedAt, readAt, resolvedAt } = row
      return [
        {
          ...{ noticeId, kind, dueOn, title: words.title, to: words.to },
          noticedAt: noticedAt.toISOString(),
          isRead: readAt !== null,
          isToDo: resolvedAt === null && kindNamed(kind)!.isToDo,
          isOver: resolvedAt !== null,
          act: resolvedAt === null ? (words.act ?? null) : null,
        },
      ]
    }),
  }
}

const UNREAD = sql`n.read_at is null and n.resolved_at is null`

/** How many notices the actor has not seen yet, of what is not over; the number on the bell. */
export async function unreadNotices(ctx: Ctx): Promise<number> {
  if (ctx.actor.subjectId === null) return 0
  const { rows } = await sql<{ n: number }>`select count(*) as n from notice n
    where n.receiver = ${ctx.actor.subjectId} and ${UNREAD}`.execute(ctx.db)
  return rows[0]!.n
}

export async function readNotices(ctx: Ctx, { noticeIds, upTo }: Input<typeof notices.readNotices>) {
  await sql`update notice n set read_at = ${ctx.now.toString()}::timestamptz where n.receiver = ${ctx.actor.subjectId}
    and n.read_at is null and (n.notice_id = any(${noticeIds}::bigint[]) or n.notice_id <= ${upTo ?? 0}::bigint)`.execute(
    ctx.db,
  )
  return { unread: await unreadNotices(ctx) }
}

export async function showNoticeChoices(ctx: Ctx): Promise<Answer<typeof notices.showNoticeChoices>> {
  const me = ctx.actor.subjectId!
  const [choices, hours, domain, addresses] = await Promise.all([
    sql<{ kind: string; way: NoticeWay }>`select kind, way from notice_choice where staff_member_id = ${me}`.execute(
      ctx.db,
    ),
    sql<
      typeof usualHours
    >`select left(quiet_from::text, 5) as "quietFrom", left(quiet_to::text, 5) as "quietTo", quiet_on_weekends as "quietOnWeekends",
      left(digest_at::text, 5) as "digestAt" from notice_hours where staff_member_id = ${me}`.execute(ctx.db),
    mailDomain(ctx),
    addressesOf(ctx, [me]),
  ])
  const chosen = new Map(choices.rows.map(({ kind, way }) => [kind, way]))
  return {
    mail: { isOn: domain !== undefined, hasAddress: Boolean(addresses.get(me)?.email) },
    hours: hours.rows[0] ?? usualHours,
    kinds: noticeSources().flatMap(({ kinds, messages }) =>
      Object.entries(kinds).map(([kind, { usual, mayBeOff, concerns }]) => ({
        ...{ kind, usual, concerns },
        name: ctx.t(messages, `kind.${kind}`),
        way: chosen.get(kind) ?? usual,
        ways: noticeWays.filter((way) => way !== 'off' || mayBeOff),
      })),
    ),
  }
}

export async function saveNoticeChoices(
  ctx: Ctx<typeof notices.saveNoticeChoices>,
  { choices, hours }: Input<typeof notices.saveNoticeChoices>,
) {
  for (const { kind, way } of choices) {
    const known = kindNamed(kind)
    ctx.must(known, 'no_such_notice_kind')
    ctx.must(way !== 'off' || known.mayBeOff, 'notice_not_silent')
  }
  const me = ctx.actor.subjectId
  await sql`insert into notice_choice (staff_member_id, kind, way)
    select distinct on (kind) ${me}::bigint, kind, way from jsonb_to_recordset(${JSON.stringify(choices)}::jsonb) as c(kind text, way text)
    on conflict (staff_member_id, kind) do update set way = excluded.way`.execute(ctx.db)
  await sql`insert into notice_hours (staff_member_id, quiet_from, quiet_to, quiet_on_weekends, digest_at)
    values (${me}, ${hours.quietFrom}::time, ${hours.quietTo}::time, ${hours.quietOnWeekends}, ${hours.digestAt}::time)
    on conflict (staff_member_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      quiet_on_weekends = excluded.quiet_on_weekends, digest_at = excluded.digest_at`.execute(ctx.db)
  // What waits already goes by the hours that were chosen now.
  await setTimes(ctx, me!, { atOnce: mayGoAt(ctx.now, hours), digest: digestGoesAt(ctx.now, hours) })
  return { saved: true as const }
}

export async function listNoticeDays(ctx: Ctx): Promise<Answer<typeof notices.listNoticeDays>> {
  const days = await daysOf(ctx)
  return {
    version: versionOf(days),
    reminders: noticeSources().flatMap(({ reminders, messages }) =>
      Object.entries(reminders).map(([reminder, usual]) => ({
        ...{ reminder, usual },
        name: ctx.t(messages, `days.${reminder}`),
        days: days[reminder]!,
      })),
    ),
  }
}

export async function saveNoticeDays(
  ctx: Ctx<typeof notices.saveNoticeDays>,
  { seen, reminders }: Input<typeof notices.saveNoticeDays>,
) {
  await oneAtATime('notice days').execute(ctx.db)
  mustBeMadeFrom(ctx, seen, await daysOf(ctx))
  const known = new Set(noticeSources().flatMap((source) => Object.keys(source.reminders)))
  ctx.must(
    reminders.every(({ reminder }) => known.has(reminder)),
    'no_such_reminder',
  )
  await sql`insert into notice_days (reminder, days) select distinct on (reminder) reminder, days
    from jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb) as r(reminder text, days integer)
    on conflict (reminder) do update set days = excluded.days`.execute(ctx.db)
  ctx.about([], { detail: Object.fromEntries(reminders.map(({ reminder, days }) => [reminder, days])) })
  return { saved: true as const }
}

export async function keepNotices(ctx: Ctx): Promise<Answer<typeof notices.keepNotices>> {
  return settleAstray(ctx)
}

export async function keepAwaited(ctx: Ctx): Promise<Answer<typeof notices.keepAwaited>> {
  return settleAwaited(ctx)
}

export async function forgetNotices(ctx: Ctx): Promise<Answer<typeof notices.forgetNotices>> {
  const now = sql`${ctx.now.toString()}::timestamptz`
  // What still stands keeps its notice, or it would be told again.
  const { numAffectedRows } = await sql`delete from notice
    where resolved_at < ${now} - make_interval(days => ${KEPT_DAYS}::int)`.execute(ctx.db)
  await sql`update notice n set mail_id = null from ${oldMail(ctx, KEPT_DAYS)} m where m.mail_id = n.mail_id`.execute(
    ctx.db,
  )
  return { notices: Number(numAffectedRows ?? 0n), mail: await forgetMail(ctx, KEPT_DAYS) }
}
