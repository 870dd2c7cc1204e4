/** Which notices stand about the words of duties, and what a receiver may know of each. The kinds: notices.ts. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { headsOf } from '#rooms/people/heads.service.ts'
import { postsOn } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'

type Days = Readonly<Record<string, number>>
type Told = Parameters<NoticeSource['words']>[2]

interface Waiting {
  readonly thing: number
  readonly person: number
  readonly since: string
  /** Who proposed it; of words of the person's own nobody. */
  readonly by: number | null
}

/** The head of today is asked to agree to what somebody said of their duty, and asked again once it has waited for long. */
export async function standingOfDuties(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const waiting = await wordsWaiting(ctx, things)
  const heads = await headsOf(ctx, [...new Set(waiting.map(({ person }) => person))])
  return waiting.flatMap(({ thing, person, since }) =>
    (heads.get(person) ?? []).map((receiver) => ({
      ...{ receiver, thing, fact: `words ${thing}`, dueOn: null },
      kind: ctx.today >= addDays(since, days.dutyWaits!) ? 'dutyStillWaits' : 'dutyToAgree',
    })),
  )
}

export async function wordsOfDuties(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const waiting = await wordsWaiting(ctx, thingsOf(asked))
  const heads = await headsOf(ctx, [...new Set(waiting.map(({ person }) => person))])
  const mine = waiting.filter(({ person }) => heads.get(person)?.includes(receiver))
  return said(ctx, asked, { waiting: mine, named: ({ person }) => person, to: '/team/workshop' })
}

/** A person is asked about words that a head proposed to them in the section in which they are. */
export async function standingOfProposals(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  return (await proposalsWaiting(ctx, things)).map(({ thing, person, since }) => ({
    ...{ receiver: person, thing, fact: `proposal ${thing}`, dueOn: null },
    kind: ctx.today >= addDays(since, days.proposalWaits!) ? 'proposalStillWaits' : 'dutyProposed',
  }))
}

export async function wordsOfProposals(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const waiting = (await proposalsWaiting(ctx, thingsOf(asked))).filter(({ person }) => person === receiver)
  return said(ctx, asked, { waiting, named: ({ by }) => by!, to: '/line-of-sight' })
}

function thingsOf(asked: Told): number[] {
  return [...new Set(asked.map(({ thing }) => thing))]
}

async function said(
  ctx: Ctx,
  asked: Told,
  { waiting, named, to }: { waiting: readonly Waiting[]; named: (one: Waiting) => number; to: string },
): Promise<(Said | undefined)[]> {
  const names = await namesOf(ctx, [...new Set(waiting.map(named))])
  const found = new Map(waiting.map((one) => [one.thing, one]))
  return asked.map(({ thing }) => {
    const one = found.get(thing)
    if (!one) return undefined
    return { values: { person: names.get(named(one))?.name ?? '', date: formatDate(one.since, ctx.language) }, to }
  })
}

/** Words that hold in the section in which their person is, to which nobody agreed and against which no head has proposed others. */
async function wordsWaiting(ctx: Ctx, things?: readonly number[]): Promise<Waiting[]> {
  const { rows } =
    await sql<Waiting>`select d.duty_id as thing, d.staff_member_id as person, d.valid_from as since, null::bigint as by
    from duty d join ${postsOn(ctx.today)} p on p.staff_member_id = d.staff_member_id
    where ${among(sql`d.duty_id`, things)} and d.agreed_on is null and ${isThere(sql`d.valid_from`)}
      and not exists (select from duty e where e.staff_member_id = d.staff_member_id
        and (e.valid_from, e.duty_id) > (d.valid_from, d.duty_id) and ${isThere(sql`e.valid_from`)})
      and not exists (select from duty_proposal q where q.staff_member_id = d.staff_member_id and q.ended_on is null
        and ${isThere(sql`q.proposed_on`)})`.execute(ctx.db)
  return rows
}

async function proposalsWaiting(ctx: Ctx, things?: readonly number[]): Promise<Waiting[]> {
  const { rows } =
    await sql<Waiting>`select q.duty_proposal_id as thing, q.staff_member_id as person, q.proposed_on as since,
      q.proposed_by as by
    from duty_proposal q join ${postsOn(ctx.today)} p on p.staff_member_id = q.staff_member_id
    where ${among(sql`q.duty_proposal_id`, things)} and q.ended_on is null and ${isThere(sql`q.proposed_on`)}`.execute(
      ctx.db,
    )
  return rows
}

function among(key: RawBuilder<unknown>, things: readonly number[] | undefined): RawBuilder<unknown> {
  return things ? sql`${key} = any(${things}::bigint[])` : sql`true`
}

/** Whether the person of `p` was, on a day, in the section in which they are. */
function isThere(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select from ${postsOn(day)} b where b.staff_member_id = p.staff_member_id and b.section_code = p.section_code)`
}
