/** What was asked about two numbers that are one person, and what was answered; and who somebody was before. */
import { sql } from 'kysely'
import { rolePersonsOn } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Two } from '#platform/privacy/joining.ts'
import { cutPage } from '#platform/sql/sql.ts'

export interface Join extends Two {
  readonly personJoinId: number
  readonly reason: string
  readonly askedAccount: number | null
  readonly askedBy: number | null
  readonly askedOn: string
  readonly answer: 'joined' | 'declined' | null
  readonly answeredBy: number | null
  readonly answeredOn: string | null
  readonly answerReason: string | null
  /** The second's as it was, where they are joined. */
  readonly secondName: string | null
  readonly secondNumbers: string[] | null
}

const JOIN = sql`j.person_join_id as "personJoinId", j.staff_member_id as first, j.second_id as second, j.reason,
  j.asked_account as "askedAccount", j.asked_by as "askedBy", (j.asked_at at time zone 'Asia/Tokyo')::date as "askedOn", j.answer,
  j.answered_by as "answeredBy", (j.answered_at at time zone 'Asia/Tokyo')::date as "answeredOn", j.answer_reason as "answerReason",
  j.set_aside #>> '{staff_member,0,name}' as "secondName",
  (select array_agg(n #>> '{}') from jsonb_array_elements(j.set_aside -> 'numbers') n) as "secondNumbers"`

/** Those that wait, then the latest; of everybody, or of one person. */
export async function joinsOf(
  ctx: Ctx,
  { person = null, after = null, pageSize }: { person?: number | null; after?: number | null; pageSize: number },
) {
  const place = sql`j.answer is null, j.person_join_id`
  const { rows } = await sql<Join>`select ${JOIN} from person_join j
    where (${person}::bigint is null or j.staff_member_id = ${person} or j.second_id = ${person})
      and (${after}::bigint is null or (${place}) < (select ${place} from person_join j where j.person_join_id = ${after}))
    order by j.answer is null desc, j.person_join_id desc limit ${pageSize + 1}`.execute(ctx.db)
  return cutPage(rows, pageSize)
}

/** One that waits; nobody else answers it meanwhile. */
export async function waitingJoin(ctx: Ctx, personJoinId: number): Promise<Join | undefined> {
  const { rows } = await sql<Join>`select ${JOIN} from person_join j
    where j.person_join_id = ${personJoinId} and j.answer is null for update`.execute(ctx.db)
  return rows[0]
}

/** Writes that it is asked for, where nothing about either waits. */
export async function askForJoin(ctx: Ctx, { first, second }: Two, reason: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into person_join
      (staff_member_id, second_id, reason, asked_account, asked_by, asked_at)
    values (${first}, ${second}, ${reason}, ${ctx.actor.accountId}, ${ctx.actor.subjectId}, ${ctx.now.toString()}::timestamptz)
    returning person_join_id as id`.execute(ctx.db)
  ctx.tells('person_join', [rows[0]!.id])
  return rows[0]!.id
}

export async function answerJoin(
  ctx: Ctx,
  personJoinId: number,
  answer: 'joined' | 'declined',
  reason: string | null = null,
): Promise<void> {
  await sql`update person_join set answer = ${answer}, answered_by = ${ctx.actor.subjectId},
      answered_at = ${ctx.now.toString()}::timestamptz, answer_reason = ${reason}
    where person_join_id = ${personJoinId}`.execute(ctx.db)
  ctx.tells('person_join', [personJoinId])
}

/** What moved, and what was set aside as it was. */
export async function keepJoined(ctx: Ctx, personJoinId: number, moved: object, setAside: object): Promise<void> {
  await sql`update person_join set moved = ${JSON.stringify(moved)}::jsonb, set_aside = ${JSON.stringify(setAside)}::jsonb
    where person_join_id = ${personJoinId}`.execute(ctx.db)
}

/** Whether it takes another person than whoever asks: as with roles (decisions/0020). */
export async function needsSecondPerson(ctx: Ctx): Promise<boolean> {
  return (await rolePersonsOn(ctx, ctx.today)).persons > 1
}

/** All numbers by which the house has known a person: the present one, and those that were joined to it. The journal keeps each (INV-S4). */
export async function idsOfPerson(ctx: Ctx, staffMemberId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select second_id as id from person_join
    where staff_member_id = ${staffMemberId} and answer = 'joined' order by 1`.execute(ctx.db)
  return [staffMemberId, ...rows.map(({ id }) => id)]
}

/** Of numbers that were joined to others the number of today. */
export async function presentIdsOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ second: number; first: number }>`select second_id as second, staff_member_id as first
    from person_join where answer = 'joined' and second_id = any(${ids}::bigint[])`.execute(ctx.db)
  return new Map(rows.map(({ second, first }) => [second, first]))
}
