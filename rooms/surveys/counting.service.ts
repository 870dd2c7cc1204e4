/**
 * How surveys go (measures.ts): how many of those who were asked have answered, and what became of what was promised because of the answers. Neither
 * speaks of anybody: the first is of the whole round, the second of what a town does.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Basis, MeasureRecord, Period, Quantity, RecordPage } from '#platform/measure/measure.ts'
import { placeIn } from '#platform/sql/place.ts'
import { formatDate } from '#platform/time/dates.ts'
import { ID } from './favourable.service.ts'
import { surveysMessages } from './messages.ts'

/** `surveys.responseRate(survey)`: of the latest round that was closed by the day. */
export const responseName = 'surveys.responseRate'
export const responsePattern = String.raw`^surveys\.responseRate\(${ID}\)$`

interface RoundBasis extends Basis {
  readonly round: number
  readonly receivers: number
  readonly answers: number
  readonly told: { readonly title: string; readonly closedOn: string }
}

export function responseRate(name: string): Quantity {
  const survey = name.slice(responseName.length + 1, -1)
  return {
    ...{ name, kind: 'state', unit: '%', isOutput: true },
    follows: { survey_round: 'basis' },
    turning: () => sql`select null::bigint as unit where false`,
    isKnown: ([people = 0]) => people > 0,
    basis: async (ctx, asOf) => (await closedRound(ctx, survey, asOf)) ?? { restsOnSample: false },
    parts: (days) => sql`select d.figure_id, 0::bigint as unit, null::text as section_code, null::text as outside,
        array[(d.basis -> 'receivers')::integer, (d.basis -> 'answers')::integer, 0] as tallies
      from ${days} d where d.basis ? 'round'`,
  }
}

/** Of one who lost a ballot two answers may have come: never more than were asked. */
async function closedRound(ctx: Ctx, survey: string, asOf: string): Promise<RoundBasis | undefined> {
  const { rows } = await sql<{
    round: number
    receivers: number
    answers: number
    restsOnSample: boolean
    title: string
    closedOn: string
  }>`select r.survey_round_id as round, r.receivers, least(r.answers, r.receivers) as answers, r.is_sample as "restsOnSample", v.title,
      (r.closed_at at time zone 'Asia/Tokyo')::date as "closedOn"
    from survey_round r join survey_version v using (survey_version_id)
    where v.survey = ${survey} and (r.closed_at at time zone 'Asia/Tokyo')::date <= ${asOf}::date
    order by r.closed_at desc, r.survey_round_id desc limit 1`.execute(ctx.db)
  const [found] = rows
  if (!found) return undefined
  const { title, closedOn, ...round } = found
  return { ...round, told: { title, closedOn } }
}

/** Which round it was. */
export function roundTold(ctx: Ctx, { title, closedOn }: RoundBasis['told']): string {
  return ctx.t(surveysMessages, 'measure.round', { title, closed: formatDate(closedOn, ctx.language) })
}

/** What was promised because of answers and fell due in the fiscal year: whether it was done by the day. */
export const changesDone: Quantity = {
  ...{ name: 'surveys.changesDone', kind: 'events', unit: '%', isOutput: true },
  follows: { survey_change: 'units' },
  turning: (from, to) => sql`select survey_change_id as unit from survey_change
    where (due_on > ${from}::date and due_on <= ${to}::date) or (settled_on > ${from}::date and settled_on <= ${to}::date)`,
  basis: async () => ({ restsOnSample: false }),
  parts: (
    days,
    among,
  ) => sql`select d.figure_id, c.survey_change_id as unit, null::text as section_code, null::text as outside,
      array[1, (${DONE})::integer, r.is_sample::integer] as tallies
    from ${days} d join survey_change c on c.due_on between d.from_day and d.day and c.deleted_at is null
      join survey_round r using (survey_round_id) where ${among('c.survey_change_id')}`,
}

const DONE = sql`c.state = 'done' and c.settled_on <= d.day`

export async function changesBehind(
  ctx: Ctx,
  { from, asOf }: Period,
  { sectionCode, after, limit }: RecordPage,
): Promise<{ total: number; records: MeasureRecord[]; next: string | null }> {
  // None of them is of a section.
  if (sectionCode !== undefined) return { total: 0, records: [], next: null }
  const [seen = '0'] = after === undefined ? [] : placeIn(after, /^(\d{1,15})$/)
  const { rows } = await sql<{ id: number; what: string; dueOn: string; counted: boolean; total: number }>`
    select * from (select c.survey_change_id as id, c.what, c.due_on as "dueOn", ${DONE} as counted, count(*) over () as total
      from (select ${asOf}::date as day) d join survey_change c on c.due_on between ${from}::date and d.day and c.deleted_at is null) c
    where id > ${seen}::bigint order by id limit ${limit}`.execute(ctx.db)
  const last = rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    records: rows.map(({ id, what, dueOn, counted }) => ({
      ...{ id: `survey change ${id}`, staffMemberId: null, counted },
      finding: ctx.t(surveysMessages, counted ? 'measure.change_done' : 'measure.change_open', {
        ...{ what, due: formatDate(dueOn, ctx.language) },
      }),
    })),
    next: last && rows.length === limit ? String(last.id) : null,
  }
}
