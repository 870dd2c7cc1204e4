/** Which notices stand about comments on the policy, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { namesOf } from '#rooms/people/service.ts'

interface Thread {
  readonly thing: number
  readonly draft: number | null
  readonly edition: number | null
  readonly author: number | null
  readonly isClosed: boolean
  readonly isTakenBack: boolean
  /** What was said last, and by whom. */
  readonly last: number
  readonly lastBy: number | null
  readonly isLastFromHr: boolean
}

/** HR hears of what others said last, until somebody of HR has answered or it is closed; whoever began hears of what others answered. */
export async function standingOfComments(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const threads = await threadsAmong(ctx, things)
  if (threads.length === 0) return []
  const hr = await holdersOf(ctx, 'hr')
  return threads.flatMap(({ thing, author, last, lastBy, isClosed, isTakenBack, isLastFromHr }) => {
    const stands = { thing, fact: `comment ${last}`, dueOn: null }
    const waits = !(isClosed || isLastFromHr || (isTakenBack && last === thing))
    return [
      ...(waits ? hr.filter((receiver) => receiver !== lastBy) : []).map((receiver) => ({
        ...{ ...stands, receiver, kind: 'policyCommented' },
      })),
      ...(last !== thing && author !== null && lastBy !== author
        ? [{ ...stands, receiver: author, kind: 'policyAnswered' }]
        : []),
    ]
  })
}

export async function wordsOfComments(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const [threads, hr] = [
    await threadsAmong(
      ctx,
      asked.map(({ thing }) => thing),
    ),
    await holdersOf(ctx, 'hr'),
  ]
  const names = await namesOf(
    ctx,
    threads.flatMap(({ lastBy }) => lastBy ?? []),
  )
  const found = new Map(threads.map((one) => [one.thing, one]))
  return asked.map(({ kind, thing }) => {
    const one = found.get(thing)
    if (!one || (kind === 'policyAnswered' ? one.author !== receiver : !hr.includes(receiver))) return undefined
    const to =
      one.draft === null ? `/admin/policy/compare?to=${one.edition}` : `/policy/drafts/${one.draft}#comment-${thing}`
    return { values: { by: (one.lastBy && names.get(one.lastBy)?.name) || '–' }, to }
  })
}

async function threadsAmong(ctx: Ctx, things?: readonly number[]): Promise<Thread[]> {
  const among = things ? sql`c.policy_comment_id = any(${things}::bigint[])` : sql`true`
  const { rows } =
    await sql<Thread>`select c.policy_comment_id as thing, c.working_draft_id as draft, c.policy_edition_id as edition,
      c.written_by as author, c.closed_at is not null as "isClosed", c.taken_back_at is not null as "isTakenBack",
      l.policy_comment_id as last, l.written_by as "lastBy", l.is_from_hr as "isLastFromHr"
    from policy_comment c cross join lateral (select policy_comment_id, written_by, is_from_hr from policy_comment a
      where a.policy_comment_id = c.policy_comment_id or (a.answers = c.policy_comment_id and a.taken_back_at is null)
      order by a.policy_comment_id desc limit 1) l
    where c.answers is null and ${among}`.execute(ctx.db)
  return rows
}
