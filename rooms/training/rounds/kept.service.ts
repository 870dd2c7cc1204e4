/**
 * The people of rounds, kept up so that nobody follows a whole town for an answer (decisions/0045).
 *
 * Data: `round_member`, what everybody who was ever in a round has come to; `round_count`, how many stand in each way, always the count of
 * that; `round_kept`, of which rounds they are, and by what they were counted. All of it is as of the moment of the kept figures and brought up
 * with them (platform/measure/following.ts): whoever a change concerns is followed anew by the same rule as everybody (members.service.ts).
 * What changes a round itself writes it in its own transaction. Where the kept rows do not stand, answers are made from the records.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Change, Follower, SinceMoment } from '#platform/measure/following.ts'
import { holdMoment } from '#platform/measure/keeping.ts'
import { followsAttempts } from '#rooms/literacy/attempts/relations.service.ts'
import { FLOOR, meaningOf } from '#rooms/literacy/floor.service.ts'
import { followsPeople, organisationOn } from '#rooms/people/relations.service.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { followsEvidence, turningWithEvidence } from '#rooms/skills/reflected.service.ts'
import { lapsingStates } from '../days.rules.ts'
import { inState } from '../shape.service.ts'
import { membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'

const ofPeople: ReadonlySet<string> = new Set([
  ...Object.keys(followsPeople),
  ...Object.keys(followsEvidence),
  ...Object.keys(followsAttempts),
  'application',
])
/** What everybody is counted by is written in these. */
const ofAll: ReadonlySet<string> = new Set(['policy_edition', 'section_period'])

export const keptRounds: Follower = {
  async concerned(ctx, { changes, turning }) {
    const kept = await keptBy(ctx)
    if (kept.size === 0) return []
    const mayBeOther = turning !== null || changes.some(({ source }) => ofAll.has(source))
    if (mayBeOther && (await isOtherNow(ctx, kept))) return 'all'
    const lists = await Promise.all([
      ofChanges(ctx, [...changes, ...(turning?.early ?? [])]),
      turning ? whoTurns(ctx, turning) : [],
    ])
    return [...new Set(lists.flat())]
  },

  async countAnew(ctx, people) {
    const kept = await keptBy(ctx)
    const rounds = (await roundsStored(ctx)).filter(({ roundId }) => kept.has(roundId))
    await write(ctx, rounds, people)
  },

  async forget(ctx) {
    await sql`delete from round_kept`.execute(ctx.db)
  },

  async make(ctx) {
    const kept = await keptBy(ctx)
    await makeWhole(
      ctx,
      (await roundsStored(ctx)).filter(({ roundId }) => !kept.has(roundId)),
    )
  },
}

/** In the transaction that begins, changes or ends a round. */
export async function keepRoundNow(ctx: Ctx, roundId: number): Promise<void> {
  if (await holdMoment(ctx)) await makeWhole(ctx, await roundsStored(ctx, { roundId }))
}

/** In the transaction that writes history of these people. */
export async function keepPeopleNow(ctx: Ctx, people: readonly number[]): Promise<void> {
  if (people.length > 0 && (await holdMoment(ctx))) await keptRounds.countAnew(ctx, people)
}

/** Rows of people (round_id, staff_member_id, section_code, wave, state, lack, due_on), and how many stand in each way (`people` of each). */
export interface MemberRows {
  readonly members: RawBuilder<unknown>
  readonly counts: RawBuilder<unknown>
}

/** Of these rounds: as they are kept, where that is not before the question, else as they follow from the records. A policy must hold today. */
export async function memberRows(ctx: Ctx, rounds: readonly Round[]): Promise<MemberRows> {
  const ids = rounds.map(({ roundId }) => roundId)
  const kept = ctx.isPrepared ? await keptBy(ctx) : new Map()
  if (ids.every((id) => kept.has(id))) {
    // Of one round a page goes along its order.
    const among = ids.length === 1 ? sql`where round_id = ${ids[0]!}` : sql`where round_id = any(${ids}::bigint[])`
    return { members: sql`(select * from round_member ${among})`, counts: sql`(select * from round_count ${among})` }
  }
  const members = sql`(select * from ${rowsOf(await followed(ctx, rounds))})`
  return {
    members,
    counts: sql`(select round_id, section_code, wave, state, lack, due_on, count(*)::integer as people
      from ${members} m group by 1, 2, 3, 4, 5, 6)`,
  }
}

/** By what each round that is kept was counted. */
async function keptBy(ctx: Ctx): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; basis: string }>`select round_id as id, basis from round_kept`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ id, basis }) => [id, basis]))
}

async function isOtherNow(ctx: Ctx, kept: ReadonlyMap<number, string>): Promise<boolean> {
  const basis = await basisOf(ctx)
  return [...kept.values()].some((one) => one !== basis)
}

/** Null where nobody can say today who is below the floor. */
async function basisOf(ctx: Ctx): Promise<string | null> {
  const [document, organisation] = await Promise.all([policyWith(ctx, FLOOR), organisationOn(ctx, ctx.today)])
  return document ? `${meaningOf(document)} ${organisation}` : null
}

async function ofChanges(ctx: Ctx, changes: readonly Change[]): Promise<readonly number[]> {
  const people = changes.filter(({ source }) => ofPeople.has(source)).flatMap(({ ids }) => ids)
  const sessions = changes.filter(({ source }) => source === 'course_session').flatMap(({ ids }) => ids)
  if (sessions.length === 0) return people
  const { rows } = await sql<{ unit: number }>`select distinct a.staff_member_id as unit from application a
    where a.course_session_id = any(${sessions}::bigint[])`.execute(ctx.db)
  return [...people, ...rows.map(({ unit }) => unit)]
}

/** For whom something begins, ends or lapses on a day since, and of whom history is still to be written. */
async function whoTurns(ctx: Ctx, { from, to }: NonNullable<SinceMoment['turning']>): Promise<readonly number[]> {
  const { rows } = await sql<{ unit: number }>`select unit from (${turningWithEvidence(from, to)}) t
    union select a.staff_member_id from course_session s join application a on a.course_session_id = s.course_session_id
      where s.starts_on >= ${from}::date and s.starts_on < ${to}::date and ${inState(...lapsingStates)}
    union select m.staff_member_id from round_member m where m.is_pending`.execute(ctx.db)
  return rows.map(({ unit }) => unit)
}

async function makeWhole(ctx: Ctx, rounds: readonly Round[]): Promise<void> {
  const basis = rounds.length === 0 ? null : await basisOf(ctx)
  if (basis === null) return
  await write(ctx, rounds)
  await sql`insert into round_kept (round_id, basis) select id, ${basis} from unnest(${rounds.map(({ roundId }) => roundId)}::bigint[]) as r(id)
    on conflict (round_id) do update set basis = excluded.basis`.execute(ctx.db)
}

type Kept = Awaited<ReturnType<typeof followed>>[number]

async function followed(ctx: Ctx, rounds: readonly Round[], people?: readonly number[]) {
  const { membersOf } = await membersToday(ctx, rounds, { people })
  return rounds.flatMap((round) => membersOf(round).map((member) => ({ ...member, roundId: round.roundId })))
}

function rowsOf(members: readonly Kept[]): RawBuilder<unknown> {
  return sql`(select "roundId" as round_id, "staffMemberId" as staff_member_id, "sectionCode" as section_code, wave, state, lack, "dueOn" as due_on,
      "isPending" as is_pending
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as r("roundId" bigint, "staffMemberId" bigint, "sectionCode" text, wave smallint,
      state text, lack text, "dueOn" date, "isPending" boolean))`
}

/** Of these rounds, everybody or these people: what they have come to; counts follow by the difference. */
async function write(ctx: Ctx, rounds: readonly Round[], people?: readonly number[]): Promise<void> {
  if (rounds.length === 0) return
  const ids = rounds.map(({ roundId }) => roundId)
  const fresh = rowsOf(await followed(ctx, rounds, people))
  await sql`with fresh as materialized (select * from ${fresh} f),
    old as materialized (select * from round_member m where m.round_id = any(${ids}::bigint[])
      and ${people ? sql`m.staff_member_id = any(${people}::bigint[])` : sql`true`}),
    gone as (delete from round_member m using old o where m.round_id = o.round_id and m.staff_member_id = o.staff_member_id
      and not exists (select from fresh f where f.round_id = o.round_id and f.staff_member_id = o.staff_member_id)),
    stands as (insert into round_member (round_id, staff_member_id, section_code, wave, state, lack, due_on, is_pending)
      select f.round_id, f.staff_member_id, f.section_code, f.wave, f.state, f.lack, f.due_on, f.is_pending from fresh f
      where not exists (select from old o where o.round_id = f.round_id and o.staff_member_id = f.staff_member_id
        and (o.section_code, o.wave, o.state, o.lack, o.due_on, o.is_pending)
          is not distinct from (f.section_code, f.wave, f.state, f.lack, f.due_on, f.is_pending))
      on conflict (round_id, staff_member_id) do update set section_code = excluded.section_code, wave = excluded.wave,
        state = excluded.state, lack = excluded.lack, due_on = excluded.due_on, is_pending = excluded.is_pending),
    change as (select round_id, section_code, wave, state, lack, due_on, 1 as people from fresh
      union all select round_id, section_code, wave, state, lack, due_on, -1 from old)
    insert into round_count as c (round_id, section_code, wave, state, lack, due_on, people)
    select round_id, section_code, wave, state, lack, due_on, sum(people) from change group by 1, 2, 3, 4, 5, 6 having sum(people) <> 0
    on conflict (round_id, section_code, wave, state, lack, due_on) do update set people = c.people + excluded.people`.execute(
    ctx.db,
  )
  await sql`delete from round_count where round_id = any(${ids}::bigint[]) and people = 0`.execute(ctx.db)
}
