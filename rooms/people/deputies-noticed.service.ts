/** Whoever was named to decide in the place of a head hears of it, and the head where somebody else named them. The kind: notices.ts. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { date } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { namesOf } from './directory.service.ts'
import { sectionsOn } from './relations.service.ts'

interface Named {
  readonly thing: number
  readonly section: string
  readonly head: number
  readonly deputy: number
  readonly validFrom: string
  readonly validTo: string
  readonly recordedBy: number | null
}

export async function standingOfDeputies(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  return (await namedAmong(ctx, things)).flatMap(({ thing, head, deputy, recordedBy }) => {
    const tell = (kind: string, receiver: number): Standing[] =>
      receiver === recordedBy ? [] : [{ kind, receiver, thing, fact: `deputy ${thing}`, dueOn: null }]
    return [...tell('deputyNamed', deputy), ...tell('deputyForYou', head)]
  })
}

export async function wordsOfDeputies(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const named = await namedAmong(
    ctx,
    asked.map(({ thing }) => thing),
  )
  const found = new Map(named.map((one) => [one.thing, one]))
  const names = await namesOf(
    ctx,
    named.flatMap(({ head, deputy }) => [head, deputy]),
  )
  return asked.map(({ kind, thing }) => {
    const one = found.get(thing)
    if (!one || receiver !== (kind === 'deputyNamed' ? one.deputy : one.head)) return undefined
    const values = {
      head: names.get(one.head)?.name ?? '',
      deputy: names.get(one.deputy)?.name ?? '',
      section: one.section,
      from: formatDate(one.validFrom, ctx.language),
      last: formatDate(addDays(one.validTo, -1), ctx.language),
    }
    return { values, to: '/team/deputies' }
  })
}

/** Those that hold or are to come. */
async function namedAmong(ctx: Ctx, things?: readonly number[]): Promise<Named[]> {
  const among = things ? sql`d.head_deputy_id = any(${[...things]}::bigint[])` : sql`true`
  const { rows } = await sql<Named>`select d.head_deputy_id as thing,
      coalesce((select s.name from ${sectionsOn(ctx.today)} s where s.section_code = d.section_code), d.section_code) as section, d.head, d.deputy,
      d.valid_from as "validFrom", d.valid_to as "validTo", d.recorded_by as "recordedBy"
    from head_deputy d where ${among} and d.valid_to > greatest(d.valid_from, ${date(ctx.today)})`.execute(ctx.db)
  return rows
}
