/** Which notices stand about tests: whoever may take one hears of it once, until it was taken or is over. Who must, hears of their round. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { awayOn, inServiceOn, postsOn, upFrom } from '#rooms/people/relations.service.ts'
import { satAttempts, testsOpenOn } from './relations.service.ts'

type Told = Parameters<NoticeSource['words']>[2]
interface Open {
  readonly thing: number
  readonly receiver: number
  readonly title: string
  readonly openTo: string | null
}

/** Whoever is on leave hears of it when they are back. */
export async function standingOfTests(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const among = things ? sql`t.test_id = any(${things}::bigint[])` : sql`true`
  const isAhead = sql`not exists (select from ${satAttempts()} a where a.test_id = t.test_id and a.staff_member_id = e.staff_member_id)
    and not exists (select from ${awayOn(ctx.today)} l where l.staff_member_id = e.staff_member_id)`
  const { rows } = await openFor(ctx, sql`${among} and ${isAhead}`)
  return rows.map(({ thing, receiver, openTo }) => ({
    ...{ kind: openTo === null ? 'testOpened' : 'testOpenedUntil', receiver, thing },
    ...{ fact: `test ${thing}`, dueOn: openTo === null ? null : addDays(openTo, -1) },
  }))
}

/** Nothing of a test that is for somebody no more. */
export async function wordsOfTests(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const ids = asked.map(({ thing }) => thing)
  const { rows } = await openFor(ctx, sql`t.test_id = any(${ids}::bigint[]) and e.staff_member_id = ${receiver}`)
  const open = new Map(rows.map((row) => [row.thing, row]))
  return asked.map(({ thing }): Said | undefined => {
    const found = open.get(thing)
    if (!found) return undefined
    const last = found.openTo === null ? '' : formatDate(addDays(found.openTo, -1), ctx.language, 'weekday')
    return { values: { title: found.title, last }, to: '/tests' }
  })
}

/** Of tests `t` that are open today and people `e` in service, those for whom each is. */
async function openFor(ctx: Ctx, where: RawBuilder<unknown>) {
  return await sql<Open>`select t.test_id as thing, e.staff_member_id as receiver, t.title, t.open_to as "openTo"
    from ${testsOpenOn(ctx.today)} o join test t on t.test_id = o.test_id
      join ${inServiceOn(ctx.today)} e on cardinality(t.employment_categories) = 0 or e.employment_category = any(t.employment_categories)
      left join ${postsOn(ctx.today)} p on p.staff_member_id = e.staff_member_id
    where ${where} and case when cardinality(t.sections) = 0 then true else exists (
      select from ${upFrom(sql`p.section_code`, ctx.today)} up where up.section_code = any(t.sections)) end`.execute(
    ctx.db,
  )
}
