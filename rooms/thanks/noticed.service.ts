/** Which notices stand about thank-yous, and what a receiver may know of each. The kinds: notices.ts. */
import { type RawBuilder, sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays } from '#platform/time/dates.ts'
import { headsOf, namesOf } from '#rooms/people/service.ts'
import { noticedMessages } from './noticed.messages.ts'
import type { ReportAnswer } from './rules.ts'
import { IS_FOR_HEAD, STANDS } from './standing.service.ts'

export type ThanksKind =
  | 'thankYouReceived'
  | 'thankYouShown'
  | 'thankYouReported'
  | 'thankYouRemoved'
  | 'reportAnswered'

/** Days for which somebody is told. */
const NEWS = 14

interface Written {
  thing: number
  writer: number
  receiver: number
  stands: boolean
  isForHead: boolean
  removedBecause: string | null
}

interface Report {
  thing: number
  report: number
  by: number
  writer: number
  answer: ReportAnswer | null
  reason: string
}

export async function standingOfThanks(
  ctx: Ctx,
  _: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const [written, reports] = [await writtenNow(ctx, things), await reportsNow(ctx, things)]
  const shown = written.filter(({ isForHead }) => isForHead)
  const heads = await headsOf(ctx, [...new Set(shown.map(({ receiver }) => receiver))])
  const hr = reports.some(({ answer }) => answer === null) ? await holdersOf(ctx, 'hr') : []
  const one = (kind: ThanksKind, receiver: number, thing: number, fact: string) => ({
    ...{ kind, receiver, thing, fact, dueOn: null },
  })
  return [
    ...written.flatMap(({ thing, receiver, writer, stands, removedBecause }) => [
      ...(stands ? [one('thankYouReceived', receiver, thing, `written ${thing}`)] : []),
      ...(removedBecause === null ? [] : [one('thankYouRemoved', writer, thing, `removed ${thing}`)]),
    ]),
    ...shown.flatMap(({ thing, receiver, writer }) =>
      (heads.get(receiver) ?? [])
        .filter((head) => head !== writer)
        .map((head) => one('thankYouShown', head, thing, `written ${thing}`)),
    ),
    ...reports.flatMap(({ thing, report, by, writer, answer }) => {
      if (answer !== null) return [one('reportAnswered', by, thing, `report ${report}`)]
      return hr
        .filter((person) => person !== writer)
        .map((person) => one('thankYouReported', person, thing, `report ${report}`))
    }),
  ]
}

/** Who thanked whom is said to those who may read it; the words are on the page. */
export async function wordsOfThanks(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const things = asked.map(({ thing }) => thing)
  const [written, reports, hr] = await Promise.all([
    writtenNow(ctx, things),
    reportsNow(ctx, things),
    holdersOf(ctx, 'hr'),
  ])
  const [names, heads] = await Promise.all([
    namesOf(
      ctx,
      written.flatMap((one) => [one.writer, one.receiver]),
    ),
    headsOf(ctx, [...new Set(written.filter(({ isForHead }) => isForHead).map((one) => one.receiver))]),
  ])
  const nameOf = (id: number) => names.get(id)?.name ?? ''
  return asked.map(({ kind, thing, fact }): Said | undefined => {
    const one = written.find((row) => row.thing === thing)
    const report = reports.find((row) => fact === `report ${row.report}`)
    if (kind === 'thankYouReceived') {
      if (!one?.stands || one.receiver !== receiver) return undefined
      return { values: { person: nameOf(one.writer) }, to: '/thanks?list=received' }
    }
    if (kind === 'thankYouShown') {
      if (!one?.isForHead || !heads.get(one.receiver)?.includes(receiver)) return undefined
      return { values: { person: nameOf(one.writer), to: nameOf(one.receiver) }, to: '/thanks?list=team' }
    }
    if (kind === 'thankYouRemoved') {
      if (!one || one.removedBecause === null || one.writer !== receiver) return undefined
      return { values: { to: nameOf(one.receiver), reason: one.removedBecause }, to: '/thanks?list=written' }
    }
    if (!report) return undefined
    if (kind === 'thankYouReported') {
      const mayKnow = report.answer === null && hr.includes(receiver) && report.writer !== receiver
      return mayKnow ? { values: {}, to: '/admin/thanks' } : undefined
    }
    if (report.answer === null || report.by !== receiver) return undefined
    const answer = ctx.t(noticedMessages, `answer.${report.answer}`)
    return { values: { answer, reason: report.reason }, to: '/thanks' }
  })
}

function among(things: readonly number[] | undefined): RawBuilder<unknown> {
  return things ? sql`h.thank_you_id = any(${things}::bigint[])` : sql`true`
}

/** Of these, or of all, those that are news, as written or as removed. */
async function writtenNow(ctx: Ctx, things?: readonly number[]): Promise<Written[]> {
  const since = addDays(ctx.today, -NEWS)
  const { rows } = await sql<Written>`select h.thank_you_id as thing, h.written_by as writer, h.receiver,
      ${STANDS} and h.hidden_at is null and ${IS_NEWS(since)} as stands, ${IS_FOR_HEAD} and ${IS_NEWS(since)} as "isForHead",
      case when h.removed_at > ${since}::date then h.removed_because end as "removedBecause"
    from thank_you h where ${among(things)} and (${IS_NEWS(since)} or h.removed_at > ${since}::date)`.execute(ctx.db)
  return rows
}

/** What came from elsewhere was not written here, and is no news. */
const IS_NEWS = (since: string) => sql`(h.written_on > ${since}::date and not h.is_imported)`

/** Of these, or of all: reports that are open, or whose answer is news. */
async function reportsNow(ctx: Ctx, things?: readonly number[]): Promise<Report[]> {
  const since = addDays(ctx.today, -NEWS)
  const { rows } =
    await sql<Report>`select h.thank_you_id as thing, r.thank_you_report_id as report, r.reported_by as by,
      h.written_by as writer, r.answer, r.answer_reason as reason
    from thank_you_report r join thank_you h on h.thank_you_id = r.thank_you_id
    where ${among(things)} and (r.answered_at is null or r.answered_at > ${since}::date)`.execute(ctx.db)
  return rows
}
