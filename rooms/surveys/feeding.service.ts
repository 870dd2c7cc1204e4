/**
 * Surveys that somebody answered, once their round is closed: of whoever answered no moment is kept (INV-A1), so that the day is that of closing. And where what a
 * measure rests on is asked of somebody.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Feed } from '#platform/measure/feeding.ts'
import { responseName } from './counting.service.ts'
import { favourableName } from './favourable.service.ts'
import { surveysMessages } from './messages.ts'
import { hasAnswered } from './rounds.service.ts'
import type { SurveyItem } from './survey.rules.ts'

const closedOn = sql`(r.closed_at at time zone 'Asia/Tokyo')::date`

export const surveysFeed: Feed = async (ctx, me, from) => {
  const { rows } = await sql<{ id: number; survey: string; title: string; day: string }>`
    select r.survey_round_id as id, v.survey, v.title, ${closedOn} as day
    from survey_receiver m join survey_round r using (survey_round_id) join survey_version v using (survey_version_id)
    where m.staff_member_id = ${me} and ${hasAnswered} and ${closedOn} between ${from}::date and ${ctx.today}::date`.execute(
    ctx.db,
  )
  return rows.map(({ id, survey, title, day }) => ({
    ...{ id: `survey:${id}`, day, what: ctx.t(surveysMessages, 'fed', { title }), path: '/surveys/changes' },
    measures: [`${favourableName}(${survey}/`, `${responseName}(${survey})`],
  }))
}

export interface Question {
  readonly measure: string
  readonly title: string
  readonly wording: string
  /** A round that asks the reader today and that they have not answered yet. */
  readonly roundId: number | null
  /** The last day on which answers are taken; without a round that of the last one that was closed, if any. */
  readonly on: string | null
}

/** Of measures of this room the first that the reader can answer today, else the first that anybody was ever asked for. */
export async function questionBehind(ctx: Ctx, measures: readonly string[]): Promise<Question | null> {
  const asked = measures.map((measure) => {
    const [survey = '', item = ''] = measure.slice(favourableName.length + 1, -1).split('/')
    return { measure, survey, item }
  })
  const { rows } = await sql<{
    survey: string
    title: string
    items: SurveyItem[]
    roundId: number | null
    closesOn: string | null
    lastOn: string | null
  }>`select distinct on (v.survey) v.survey, v.title, v.items, o.id as "roundId", o.closes_on as "closesOn",
      (select max(${closedOn}) from survey_round r
        join survey_version w using (survey_version_id) where w.survey = v.survey and r.closed_at is not null) as "lastOn"
    from survey_version v left join lateral (select r.survey_round_id as id, r.closes_on from survey_receiver m
        join survey_round r using (survey_round_id) join survey_version w using (survey_version_id)
        where w.survey = v.survey and m.staff_member_id = ${ctx.actor.subjectId}::bigint and r.closed_at is null
          and ${ctx.today}::date between r.opens_on and r.closes_on and not ${hasAnswered}
        order by r.closes_on limit 1) o on true
    where v.survey = any(${asked.map(({ survey }) => survey)}::text[]) order by v.survey, v.number desc`.execute(ctx.db)
  const found = asked.flatMap(({ measure, survey, item }) => {
    const row = rows.find((one) => one.survey === survey)
    const wording = row?.items.find(({ id }) => id === item)?.wording
    if (!row || !wording) return []
    const { title, roundId, closesOn, lastOn } = row
    return [{ measure, title, wording, roundId, on: closesOn ?? lastOn }]
  })
  return found.find(({ roundId }) => roundId !== null) ?? found[0] ?? null
}
