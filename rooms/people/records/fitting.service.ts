/** Whether a leave or a post fits among what else is stored of a person; and its writing. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { firstGap, holdsOn, overlaps, type Span } from '../import/spans.rules.ts'
import { daysOfSection, type Leave, leaveOf, type Post, postsOfAllDays, spellsOf } from './stored.service.ts'

type Days = { readonly validFrom: string; readonly lastDay: string | null }

/** Half-open, within the spell in which it begins: what is open ends with that (INV-O2). */
export async function withinService(
  ctx: Ctx<'ends_before_start' | 'outside_employment'>,
  staffMemberId: number,
  { validFrom, lastDay }: Days,
): Promise<Span> {
  ctx.must(lastDay === null || lastDay >= validFrom, 'ends_before_start')
  return inSpell(ctx, staffMemberId, { validFrom, validTo: lastDay === null ? null : addDays(lastDay, 1) })
}

async function inSpell(ctx: Ctx<'outside_employment'>, staffMemberId: number, span: Span): Promise<Span> {
  const spell = (await spellsOf(ctx, staffMemberId)).find((one) => holdsOn(one, span.validFrom))
  ctx.must(spell, 'outside_employment')
  const validTo = span.validTo ?? spell.validTo
  ctx.must(spell.validTo === null || (validTo !== null && validTo <= spell.validTo), 'outside_employment')
  return { validFrom: span.validFrom, validTo }
}

/** Adds a leave where the person has no other then. */
export async function addLeave(
  ctx: Ctx<'outside_employment' | 'overlaps_other'>,
  staffMemberId: number,
  leave: Leave,
): Promise<void> {
  const span = await inSpell(ctx, staffMemberId, leave)
  ctx.must(!(await leaveOf(ctx, staffMemberId)).some((other) => overlaps(other, span)), 'overlaps_other')
  await sql`insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
    values (${staffMemberId}, ${leave.kind}, ${span.validFrom}::date, ${span.validTo}::date)`.execute(ctx.db)
}

/** A post of these days fits beside the others: one primary post a day (INV-O1), in a section that is there on each (INV-O2). */
export async function mustFit(
  ctx: Ctx<'overlaps_other' | 'section_not_there'>,
  staffMemberId: number,
  post: Pick<Post, 'kind' | 'sectionCode'> & Span,
  besides: readonly number[] = [],
): Promise<void> {
  const others = (await postsOfAllDays(ctx, staffMemberId)).filter(
    ({ assignmentId }) => !besides.includes(assignmentId),
  )
  const isInTheWay = (other: Post) =>
    overlaps(other, post) &&
    (post.kind === 'primary'
      ? other.kind === 'primary'
      : other.kind === post.kind && other.sectionCode === post.sectionCode)
  ctx.must(!others.some(isInTheWay), 'overlaps_other')
  ctx.must(firstGap(await daysOfSection(ctx, post.sectionCode), post) === undefined, 'section_not_there')
}

/** Puts back a post that was struck. */
export async function addPost(
  ctx: Ctx<'outside_employment' | 'overlaps_other' | 'section_not_there'>,
  staffMemberId: number,
  post: Omit<Post, 'assignmentId' | 'sectionName'>,
): Promise<void> {
  const span = await inSpell(ctx, staffMemberId, post)
  await mustFit(ctx, staffMemberId, { ...post, ...span })
  await sql`insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
    values (${staffMemberId}, ${post.staffNumber}, ${post.sectionCode}, ${post.grade}, ${post.postTitle}, ${post.kind},
      ${post.isHead}, ${span.validFrom}::date, ${span.validTo}::date)`.execute(ctx.db)
}

/** Other days for a post. */
export async function setDays(ctx: Ctx, assignmentId: number, { validFrom, validTo }: Span): Promise<void> {
  await sql`update assignment set valid_from = ${validFrom}::date, valid_to = ${validTo}::date, recorded_at = now()
    where assignment_id = ${assignmentId}`.execute(ctx.db)
}

/** Other days for a leave. */
export async function setLeaveDays(ctx: Ctx, staffMemberId: number, was: string, { validFrom, validTo }: Span) {
  await sql`update leave_of_absence set valid_from = ${validFrom}::date, valid_to = ${validTo}::date, recorded_at = now()
    where staff_member_id = ${staffMemberId} and valid_from = ${was}::date`.execute(ctx.db)
}

export async function removePost(ctx: Ctx, assignmentId: number): Promise<void> {
  await sql`delete from assignment where assignment_id = ${assignmentId}`.execute(ctx.db)
}

export async function removeLeave(ctx: Ctx, staffMemberId: number, validFrom: string): Promise<void> {
  await sql`delete from leave_of_absence where staff_member_id = ${staffMemberId}
    and valid_from = ${validFrom}::date`.execute(ctx.db)
}
