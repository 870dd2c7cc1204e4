import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { noneOf, oneOf } from '#platform/sql/sql.ts'
import { colleagues, namesOf } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { SESSION, WRITTEN } from './columns.service.ts'
import { lapsingStates, RESEND_DAYS } from './days.rules.ts'
import type { State } from './rules.ts'
import type { CourseBrief, Person as PersonShape, SessionBrief } from './shape.contract.ts'
import type { TrainingTables } from './tables.ts'

export const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<TrainingTables>
export type Course = z.infer<typeof CourseBrief>
export type Session = z.infer<typeof SessionBrief>
export type Person = z.infer<typeof PersonShape>

/** An application `a` is in one of these states. */
export function inState(...among: readonly State[]): RawBuilder<boolean> {
  return oneOf('a.state', among)
}

/** An application `a` is in none of these states. */
export function notInState(...among: readonly State[]): RawBuilder<boolean> {
  return noneOf('a.state', among)
}

/** An application `a` for a session `s` that is past on a day: the rule `isPast`. */
export function isPastOn(day: string): RawBuilder<boolean> {
  return sql<boolean>`(${inState(...lapsingStates)} and s.starts_on < ${day}::date)`
}

/** When an application `a` for a session `s` was returned last. */
export const RETURNED_ON = sql`(select max(t.taken_on) from application_step t
  where t.application_id = a.application_id and t.to_state = 'returned' and t.taken_back_at is null)`

/** Last day on which a returned application `a` for a session `s` may be sent again: the rule `resendBy`. */
export const RESEND_BY = sql`least(s.starts_on, greatest(s.apply_by, ${RETURNED_ON} + ${sql.lit(RESEND_DAYS)}))`

/** A row `c` of course as lists show it. */
export const COURSE = sql`json_build_object('courseId', c.course_id, 'courseCode', c.course_code, 'title', c.title,
  'hours', c.hours, 'isSample', c.is_sample)`

/** A session that a draft would open has no number among the sessions yet: it is known by that of its own, below nought (scheduling/opening.service.ts). */
const OPENED = sql`(select -o.schedule_session_id as course_session_id, o.course_id, ${WRITTEN}, 0 as seats_taken, null::date as cancelled_on
  from schedule_session o)`

/** Rows `s` as those of course_session among which these are. */
export function sessionRows(ids: readonly number[]): RawBuilder<unknown> {
  if (ids.every((id) => id > 0)) return sql`course_session`
  return sql`(select course_session_id, course_id, ${WRITTEN}, seats_taken, cancelled_on from course_session union all select * from ${OPENED} o)`
}

/** Sessions with their courses, each read and built once however many rows refer to it. */
export async function sessionsOf(
  ctx: Ctx,
  ids: readonly number[],
): Promise<(courseSessionId: number) => { course: Course; session: Session }> {
  const { rows } = await sql<{ course: Course; session: Session }>`select ${COURSE} as course, ${SESSION} as session
    from ${sessionRows(ids)} s join course c on c.course_id = s.course_id
    where s.course_session_id = any(${[...new Set(ids)]})`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.session.courseSessionId, row]))
  return (id) => found.get(id)!
}

/** People with section and post of today; who has left keeps the name only. */
export async function personsOf(ctx: Ctx, ids: readonly number[]): Promise<(id: number) => Person> {
  const wanted = [...new Set(ids)]
  const present = new Map((await colleagues(ctx, wanted)).map((one) => [one.staffMemberId, one]))
  const missing = wanted.filter((id) => !present.has(id))
  const former = missing.length > 0 ? await namesOf(ctx, missing) : new Map()
  return (id) => {
    const { name, nameKana } = present.get(id) ?? former.get(id) ?? { name: '', nameKana: '' }
    const colleague = present.get(id)
    return {
      staffMemberId: id,
      name,
      nameKana,
      sectionName: colleague?.sectionName ?? null,
      postTitle: colleague?.postTitle ?? null,
    }
  }
}

/** Refuses skills that the policy of today does not hold. */
export async function mustBeSkills(ctx: Ctx<'no_such_skill'>, skills: readonly string[]): Promise<void> {
  if (skills.length === 0) return
  const tiers = (await policyOn(ctx))?.pyramid?.tiers ?? []
  const known = new Set(tiers.flatMap((tier) => tier.skills.map(({ id }) => id)))
  const unknown = skills.find((skill) => !known.has(skill))
  ctx.must(unknown === undefined, 'no_such_skill', { skill: unknown ?? '' })
}

/** Sample courses and histories come from the command that makes the sample ward, and from nowhere else (INV-D2). */
export function mustMaySetSample(ctx: Ctx<'sample_by_command_only'>, isSample: boolean): void {
  ctx.must(!isSample || (ctx.actor.kind === 'command' && ctx.actor.name === 'sample'), 'sample_by_command_only')
}
