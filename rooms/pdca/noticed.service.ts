/** Which notices stand about the yearly review, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { lastDayOf } from '#rooms/kpi/rules.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import { subjectsOf } from './decisions.service.ts'
import { listReviews } from './service.ts'

type Days = Readonly<Record<string, number>>
type Told = Parameters<NoticeSource['words']>[2]

/** Whoever is to carry a decision out hears of it when it was made, before it is due, and once it is overdue; no more once it is done. */
export async function standingOfDecisions(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`d.review_decision_id = any(${things}::bigint[])` : sql`true`
  const { rows } = await sql<{ thing: number; receiver: number; dueOn: string }>`select d.review_decision_id as thing,
      d.owner as receiver, d.due_on as "dueOn" from review_decision d
    where ${among} and not exists (select from review_decision_done e where e.review_decision_id = d.review_decision_id)`.execute(
    ctx.db,
  )
  return rows.map(({ thing, receiver, dueOn }) => {
    const isSoon = ctx.today >= addDays(dueOn, -days.decision!)
    const kind = ctx.today > dueOn ? 'decisionOverdue' : isSoon ? 'decisionDue' : 'decisionGiven'
    return { kind, receiver, thing, fact: `decision ${thing}`, dueOn }
  })
}

export async function wordsOfDecisions(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; fiscalYear: number; subject: string; dueOn: string }>`select
      review_decision_id as thing, fiscal_year as "fiscalYear", subject, due_on as "dueOn" from review_decision
    where review_decision_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and owner = ${receiver}`.execute(
    ctx.db,
  )
  const found = new Map(rows.map((row) => [row.thing, row]))
  const editions = await editionsOn(ctx, [...new Set(rows.map(({ fiscalYear }) => lastDayOf(fiscalYear)))])
  const nameOf = ({ fiscalYear, subject }: (typeof rows)[number]) => {
    const document = editions.get(lastDayOf(fiscalYear))?.document
    return (document && subjectsOf(document).find(({ id }) => id === subject)?.name) ?? subject
  }
  return asked.map(({ thing }) => {
    const row = found.get(thing)
    if (!row) return undefined
    const year = formatFiscalYear(row.fiscalYear, ctx.language)
    return {
      values: { year, subject: nameOf(row), due: formatDate(row.dueOn, ctx.language) },
      to: `/review/${row.fiscalYear}`,
    }
  })
}

/** A year that has ended and that nobody has closed is HR's; earlier ones are history that nobody asks for any more. */
export async function standingOfYears(ctx: Ctx, _days: Days, things?: readonly number[]): Promise<Standing[]> {
  const { reviews, closable } = await listReviews(ctx)
  const year = closable.find((open) => open > (reviews[0]?.fiscalYear ?? 0))
  if (year === undefined || (things && !things.includes(year))) return []
  const hr = await holdersOf(ctx, 'hr')
  return hr.map((receiver) => ({ kind: 'yearToClose', receiver, thing: year, fact: `year ${year}`, dueOn: null }))
}

export async function wordsOfYears(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const hr = await holdersOf(ctx, 'hr')
  if (!hr.includes(receiver)) return asked.map(() => undefined)
  return asked.map(({ thing }) => ({ values: { year: formatFiscalYear(thing, ctx.language) }, to: '/review' }))
}
