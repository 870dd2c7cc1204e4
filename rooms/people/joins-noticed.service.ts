/** Whom of HR a join of two numbers waits for: whoever did not ask, and is not one of the two (decisions/0046). The kind: notices.ts. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { namesOf } from './directory.service.ts'

interface Waiting {
  thing: number
  first: number
  second: number
  askedBy: number | null
}

export async function standingOfJoins(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const waiting = await waitingAmong(ctx, things)
  if (waiting.length === 0) return []
  const hr = await holdersOf(ctx, 'hr')
  return waiting.flatMap((one) =>
    hr
      .filter((id) => mayAgree(one, id))
      .map((receiver): Standing => {
        return { kind: 'joinToAgree', receiver, thing: one.thing, fact: `join ${one.thing}`, dueOn: null }
      }),
  )
}

export async function wordsOfJoins(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const waiting = await waitingAmong(
    ctx,
    asked.map(({ thing }) => thing),
  )
  const [hr, names] = await Promise.all([
    holdersOf(ctx, 'hr'),
    namesOf(
      ctx,
      waiting.flatMap(({ first, second }) => [first, second]),
    ),
  ])
  const found = new Map(waiting.map((one) => [one.thing, one]))
  return asked.map(({ thing }) => {
    const one = found.get(thing)
    if (!one || !hr.includes(receiver) || !mayAgree(one, receiver)) return undefined
    const values = { first: names.get(one.first)?.name ?? '', second: names.get(one.second)?.name ?? '' }
    return { values, to: '/admin/records' }
  })
}

function mayAgree({ first, second, askedBy }: Waiting, id: number): boolean {
  return ![first, second, askedBy].includes(id)
}

async function waitingAmong(ctx: Ctx, things?: readonly number[]): Promise<Waiting[]> {
  const among = things ? sql`j.person_join_id = any(${things}::bigint[])` : sql`true`
  const { rows } =
    await sql<Waiting>`select j.person_join_id as thing, j.staff_member_id as first, j.second_id as second,
      j.asked_by as "askedBy"
    from person_join j where ${among} and j.answer is null`.execute(ctx.db)
  return rows
}
