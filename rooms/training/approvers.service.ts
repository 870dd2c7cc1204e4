/** Who decides about an application: those who always do, and once nobody has for days whoever is next above them as well. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { reminderDays } from '#platform/notices/days.ts'
import { type Deciders, type DecidesAs, headFor } from '#rooms/people/deciders.rules.ts'
import { type DecidedBy, type Deciding, decidedBy, decidesAs, decidingOn } from '#rooms/people/service.ts'
import { ABOVE_DAYS } from './days.rules.ts'
import { inState } from './shape.service.ts'

/** Days since application `a` was last sent, once nobody has decided it for as many as the town waits; null before, and when it is decided. */
export function waitedDays(day: string): RawBuilder<number | null> {
  return waitedWhere(day, inState('submitted'))
}

/** The same of one that was decided that day, so that whoever is above and comes second learns what the first decided. */
function waitedUntil(day: string): RawBuilder<number | null> {
  return waitedWhere(
    day,
    sql<boolean>`coalesce((select t.from_state = 'submitted' and t.taken_on = ${day}::date from application_step t
      where t.application_id = a.application_id and t.taken_back_at is null order by t.application_step_id desc limit 1), false)`,
  )
}

function waitedWhere(day: string, condition: RawBuilder<boolean>): RawBuilder<number | null> {
  const most = reminderDays('above', ABOVE_DAYS)
  return sql<number | null>`(select ${day}::date - q.taken_on from (select t.taken_on from application_step t
      where t.application_id = a.application_id and t.to_state = 'submitted' and t.acted_as = 'self'
      order by t.application_step_id desc limit 1) q
    where ${condition} and ${day}::date - a.applied_on >= ${most} and ${day}::date - q.taken_on >= ${most})`
}

export interface Approvers {
  readonly applicant: number
  readonly decides: Deciders
  /** Who decides as well where nobody has for days. */
  readonly above: Deciders
  readonly waited: number | null
  /** As what the actor decides about it today, who else may or not. */
  readonly as: DecidesAs | false
  /** The head whose deputy the actor is, or whoever has not decided, where the actor does so in their place. */
  readonly inPlaceOf: number | null
}

/**
 * Who decides about an application today; undefined where there is none. Whoever is above still reads what was decided today, and as long as they
 * took the last step in a head's place they may take that back.
 */
export async function approversOf(ctx: Ctx, applicationId: number): Promise<Approvers | undefined> {
  const { rows } = await sql<
    { applicant: number; waited: number | null; waitedUntil: number | null; lastInPlaceBy: number | null } & Deciding
  >`select a.staff_member_id as applicant, ${waitedDays(ctx.today)} as waited, ${waitedUntil(ctx.today)} as "waitedUntil",
      (select case when t.in_place_of is not null then t.actor end from application_step t
        where t.application_id = a.application_id and t.taken_back_at is null
        order by t.application_step_id desc limit 1) as "lastInPlaceBy",
      ${decidingOn(sql`array[a.staff_member_id]`, ctx.today)} as deciding
    from application a where a.application_id = ${applicationId}`.execute(ctx.db)
  const [row] = rows
  if (!row) return undefined
  const { applicant, waited, lastInPlaceBy } = row
  const found = await decidedBy(ctx, row, [applicant])
  const [decides, above] = [found.decides(applicant), found.above(applicant)]
  const usual = decidesAs(ctx, applicant, decides)
  const isDecidedByMe = lastInPlaceBy !== null && lastInPlaceBy === ctx.actor.subjectId
  const mayAbove = waited !== null || row.waitedUntil !== null || isDecidedByMe
  const instead = !usual && mayAbove && decidesAs(ctx, applicant, above)
  const me = ctx.actor.subjectId!
  const standsFor = usual ? headFor(me, decides) : instead ? headFor(me, above) : null
  return {
    applicant,
    decides,
    above,
    waited,
    as: usual || instead,
    inPlaceOf: standsFor ?? (instead ? (decides.who[0] ?? null) : null),
  }
}

/** The same for people, where what waits of them is known already. */
export async function decidedByFor(ctx: Ctx, ids: readonly number[]): Promise<DecidedBy> {
  const { rows } = await sql<Deciding>`select ${decidingOn(sql`${ids}::bigint[]`, ctx.today)} as deciding`.execute(
    ctx.db,
  )
  return decidedBy(ctx, rows[0]!, ids)
}
