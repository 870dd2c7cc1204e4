/** Which notices stand about rounds: whoever is asked and has not answered, by receipt, on paper or under their name. Who has not answered is known, and nothing else (INV-A1). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { formatDate } from '#platform/time/dates.ts'
import { surveysNoticedMessages } from './noticed.messages.ts'
import { stageOn } from './reminding.rules.ts'
import { hasAnswered } from './rounds.service.ts'

interface Owing {
  readonly roundId: number
  readonly from: string
  readonly to: string
  readonly receivers: number[]
}

export async function standingOfSurveys(
  ctx: Ctx,
  days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const { rows } = await sql<Owing>`select r.survey_round_id as "roundId", r.opens_on as "from", r.closes_on as "to",
      (select coalesce(array_agg(m.staff_member_id), '{}') from survey_receiver m
        where m.survey_round_id = r.survey_round_id and not ${hasAnswered}) as receivers
    from survey_round r where r.closed_at is null and ${ctx.today}::date between r.opens_on and r.closes_on
      and (${things ?? null}::bigint[] is null or r.survey_round_id = any(${things ?? null}::bigint[]))`.execute(ctx.db)
  return rows.flatMap(({ roundId, from, to, receivers }) => {
    const kind = stageOn(ctx.today, { from, to }, days.surveyEnd!)
    const one = { thing: roundId, fact: `round ${roundId}`, dueOn: to }
    return kind ? receivers.map((receiver) => ({ ...one, kind, receiver })) : []
  })
}

/** Nothing once a receipt was brought or the round is closed: what was to go out until then goes nowhere. */
export async function wordsOfSurveys(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ roundId: number; title: string; to: string; keysHash: string | null }>`select
      r.survey_round_id as "roundId", v.title, r.closes_on as "to", r.keys_hash as "keysHash"
    from survey_round r join survey_version v using (survey_version_id) join survey_receiver m using (survey_round_id)
    where r.survey_round_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and m.staff_member_id = ${receiver}
      and not ${hasAnswered} and r.closed_at is null and ${ctx.today}::date between r.opens_on and r.closes_on`.execute(
    ctx.db,
  )
  const open = new Map(rows.map((row) => [row.roundId, row]))
  return asked.map(({ thing }): Said | undefined => {
    const round = open.get(thing)
    if (!round) return undefined
    const { title, to, keysHash } = round
    // Without keys none is open but a named one.
    const how = keysHash
      ? ctx.t(surveysNoticedMessages, 'how.anonymous', { hash: keysHash })
      : ctx.t(surveysNoticedMessages, 'how.named')
    return { values: { title, due: formatDate(to, ctx.language, 'weekday'), how }, to: `/surveys/${thing}` }
  })
}
