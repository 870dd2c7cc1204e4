/** Which notices stand about initiatives and their milestones, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'

type Days = Readonly<Record<string, number>>
type Told = Parameters<NoticeSource['words']>[2]

/** Whoever answers for an initiative hears that it is theirs; years that are over are told nobody any more. */
export async function standingOfInitiatives(ctx: Ctx, _days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`initiative_id = any(${things}::bigint[])` : sql`true`
  const { rows } = await sql<{
    thing: number
    receiver: number
  }>`select initiative_id as thing, owner as receiver from initiative
    where ${among} and dropped_on is null and fiscal_year >= ${fiscalYearOf(ctx.today)}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, kind: 'initiativeGiven', fact: `initiative ${row.thing}`, dueOn: null }))
}

export async function wordsOfInitiatives(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; year: number; initiative: string }>`select initiative_id as thing,
      fiscal_year as year, name as initiative from initiative
    where initiative_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and owner = ${receiver}`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.thing, row]))
  return asked.map(({ thing }) => {
    const row = found.get(thing)
    if (!row) return undefined
    return {
      values: { year: formatFiscalYear(row.year, ctx.language), initiative: row.initiative },
      to: `/review/${row.year}/plan`,
    }
  })
}

/** A milestone is told before it is due, and again once it is overdue; no more once it is reached. */
export async function standingOfMilestones(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`m.initiative_milestone_id = any(${things}::bigint[])` : sql`true`
  const { rows } = await sql<{ thing: number; receiver: number; dueOn: string }>`select
      m.initiative_milestone_id as thing, i.owner as receiver, m.due_on as "dueOn"
    from initiative_milestone m join initiative i using (initiative_id)
    where ${among} and i.dropped_on is null and m.done_on is null
      and m.due_on <= ${addDays(ctx.today, days.milestone!)}::date`.execute(ctx.db)
  return rows.map(({ thing, receiver, dueOn }) => ({
    ...{ thing, receiver, dueOn, fact: `milestone ${thing} ${dueOn}` },
    kind: ctx.today > dueOn ? 'milestoneOverdue' : 'milestoneDue',
  }))
}

export async function wordsOfMilestones(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{
    thing: number
    year: number
    initiative: string
    milestone: string
    dueOn: string
  }>`select m.initiative_milestone_id as thing, i.fiscal_year as year, i.name as initiative, m.name as milestone, m.due_on as "dueOn"
    from initiative_milestone m join initiative i using (initiative_id)
    where m.initiative_milestone_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and i.owner = ${receiver}`.execute(
    ctx.db,
  )
  const found = new Map(rows.map((row) => [row.thing, row]))
  return asked.map(({ thing }) => {
    const row = found.get(thing)
    if (!row) return undefined
    const { initiative, milestone, dueOn, year } = row
    return { values: { initiative, milestone, due: formatDate(dueOn, ctx.language) }, to: `/review/${year}/plan` }
  })
}
