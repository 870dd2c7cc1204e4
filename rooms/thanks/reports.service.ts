import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import type { thanks } from './contract.ts'
import { namesOn, SAID } from './reading.service.ts'
import type { ReportAnswer } from './rules.ts'
import { tables } from './standing.service.ts'

type Reported = Answer<typeof thanks.listReportedThanks>['thanks'][number]

/** So many are shown to HR at once; the rest comes as these are answered. */
const AT_ONCE = 50

export async function reportThanks(
  ctx: Ctx<typeof thanks.reportThanks>,
  { thankYouId, reason }: Input<typeof thanks.reportThanks>,
) {
  const row = await tables(ctx)
    .selectFrom('thank_you')
    .select(['words', 'taken_back_at', 'removed_at', 'written_by'])
    .where('thank_you_id', '=', thankYouId)
    .forUpdate()
    .executeTakeFirst()
  ctx.must(row && row.taken_back_at === null && row.removed_at === null, 'thanks_gone')
  const { numInsertedOrUpdatedRows } = await tables(ctx)
    .insertInto('thank_you_report')
    .values({
      ...{ thank_you_id: thankYouId, reported_by: ctx.actor.subjectId ?? 0, words: row.words, reason },
      reported_at: new Date(ctx.now.epochMilliseconds),
    })
    .onConflict((clash) => clash.columns(['thank_you_id', 'reported_by']).doNothing())
    .executeTakeFirst()
  ctx.must(numInsertedOrUpdatedRows === 1n, 'already_reported')
  ctx.tells('thank_you', [thankYouId])
  ctx.about([row.written_by], { reason, detail: { thankYouId } })
  return { thankYouId }
}

export async function listReportedThanks(ctx: Ctx<typeof thanks.listReportedThanks>) {
  const me = ctx.actor.subjectId
  const { rows } = await sql<Reported & { total: number }>`select ${SAID}, h.taken_back_at is not null as "isTakenBack",
      h.written_by is distinct from ${me}::bigint as "mayDecide", o.reports, count(*) over ()::integer as total
    from (select r.thank_you_id, min(r.thank_you_report_id) as first, json_agg(json_build_object('by', m.name,
          'on', (r.reported_at at time zone 'Asia/Tokyo')::date, 'reason', r.reason, 'words', r.words)
          order by r.thank_you_report_id) as reports
        from thank_you_report r join ${peopleRows(ctx.today)} m on m.staff_member_id = r.reported_by
        where r.answer is null group by r.thank_you_id) o
      join thank_you h on h.thank_you_id = o.thank_you_id ${namesOn(ctx.today)}
    order by o.first limit ${AT_ONCE}::integer`.execute(ctx.db)
  // Words that were for one reader alone are read by HR: durable before they are shown.
  ctx.sees([...new Set(rows.flatMap(({ from, to }) => [from.staffMemberId, to.staffMemberId]))], 'reported thanks')
  return { total: rows[0]?.total ?? 0, thanks: rows.map(({ total: _, ...one }) => one) }
}

export async function removeThanks(
  ctx: Ctx<typeof thanks.removeThanks>,
  { thankYouId, reason }: Input<typeof thanks.removeThanks>,
) {
  const writer = await answer(ctx, thankYouId, 'removed', reason)
  await sql`update thank_you set removed_at = ${ctx.now.toString()}::timestamptz, removed_by = ${ctx.actor.subjectId},
    removed_because = ${reason} where thank_you_id = ${thankYouId} and removed_at is null`.execute(ctx.db)
  ctx.about([writer], { reason, detail: { thankYouId } })
  return { thankYouId }
}

export async function keepThanks(
  ctx: Ctx<typeof thanks.keepThanks>,
  { thankYouId, reason }: Input<typeof thanks.keepThanks>,
) {
  const writer = await answer(ctx, thankYouId, 'kept', reason)
  ctx.about([writer], { reason, detail: { thankYouId } })
  return { thankYouId }
}

/** Answers all that are open of it; of two who answer at once the second finds none. */
async function answer(
  ctx: Ctx<'no_open_report'>,
  thankYouId: number,
  given: ReportAnswer,
  reason: string,
): Promise<number> {
  const { rows } = await sql<{
    writer: number
  }>`update thank_you_report r set answer = ${given}, answer_reason = ${reason},
      answered_by = ${ctx.actor.subjectId}, answered_at = ${ctx.now.toString()}::timestamptz
    from thank_you h where h.thank_you_id = r.thank_you_id and r.thank_you_id = ${thankYouId} and r.answer is null
    returning h.written_by as writer`.execute(ctx.db)
  const [first] = rows
  ctx.must(first, 'no_open_report')
  ctx.tells('thank_you', [thankYouId])
  return first.writer
}
