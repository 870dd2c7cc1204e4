/** A spell of employment that does not come, because whoever was to join declines; and its coming back. */
import { sql } from 'kysely'
import { closeAccount, openAccounts } from '#platform/auth/service.ts'
import { keepCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { overlaps } from '../import/spans.rules.ts'
import { keepSearchText } from '../search.service.ts'
import type { Struck } from '../struck.service.ts'
import { removeLeave, removePost } from './fitting.service.ts'
import {
  alone,
  leaveFacts,
  leaveOf,
  postFacts,
  postsOfAllDays,
  type Spell,
  spellFacts,
  spellsOf,
} from './stored.service.ts'

interface Declined {
  readonly staffMemberId: number
  /** The first day as it was to be. */
  readonly validFrom: string
  readonly seen: string | undefined
  readonly reason: string
}

/**
 * Strikes a spell to come with the posts, leave and names that were to come with it, and closes the account from then on. The person stays, so
 * that it is known that they declined. What later rooms hold of them is theirs to undo.
 */
export async function declineSpell(
  ctx: Ctx<'changed_meanwhile' | 'has_begun'>,
  { staffMemberId, validFrom, seen, reason }: Declined,
): Promise<void> {
  await alone(ctx)
  const spell = (await spellsOf(ctx, staffMemberId)).find((one) => one.validFrom === validFrom)
  mustBeMadeFrom(ctx, seen, spell ? spellFacts(spell) : null)
  ctx.must(spell, 'changed_meanwhile')
  ctx.must(validFrom > ctx.today, 'has_begun')
  const struck = (thing: string, before: Record<string, string | number | null>) =>
    keepCorrection(ctx, {
      ...{ thing, id: staffMemberId, subject: staffMemberId, concernsFrom: validFrom, reason, before },
      after: {},
    })
  for (const leave of await leaveOf(ctx, staffMemberId)) {
    if (!overlaps(leave, spell)) continue
    await removeLeave(ctx, staffMemberId, leave.validFrom)
    await struck('people.leave', leaveFacts(leave))
  }
  for (const post of await postsOfAllDays(ctx, staffMemberId)) {
    if (!overlaps(post, spell)) continue
    await removePost(ctx, post.assignmentId)
    await struck('people.assignment', postFacts(post))
  }
  await sql`delete from coming_name where staff_member_id = ${staffMemberId} and valid_from >= ${validFrom}::date`.execute(
    ctx.db,
  )
  await sql`delete from employment where employment_id = ${spell.employmentId}`.execute(ctx.db)
  await closeAccount(ctx, staffMemberId, validFrom)
  await struck('people.employment', spellFacts(spell))
  ctx.tells('people', [])
}

/** They come after all. */
export async function restoreSpell(
  ctx: Ctx<'overlaps_other'>,
  staffMemberId: number,
  { before }: Struck,
): Promise<void> {
  const spell = before as unknown as Omit<Spell, 'employmentId'>
  const others = await spellsOf(ctx, staffMemberId)
  ctx.must(!others.some((other) => overlaps(other, spell)), 'overlaps_other')
  await sql`insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
    values (${staffMemberId}, ${spell.staffNumber}, ${spell.employmentCategory}, ${spell.occupation},
      ${spell.validFrom}::date, ${spell.validTo}::date)`.execute(ctx.db)
  const openings = (await spellsOf(ctx, staffMemberId)).map(({ staffNumber, validFrom, validTo }) => ({
    loginName: staffNumber,
    validFrom,
    validTo,
  }))
  await openAccounts(ctx, [{ subjectId: staffMemberId, openings }])
  await keepSearchText(ctx, [staffMemberId])
}
