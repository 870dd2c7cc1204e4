import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { notEndedBy } from '#platform/sql/sql.ts'

/**
 * Two numbers are one person: the first's account, password and roles stay. The second's roles end today and stand with the first's as those that
 * were; its account opens no more and is nobody's. Whoever was a pair of eyes by it stays the account that they were (decisions/0046).
 *
 * @returns how many roles have ended
 */
export async function joinAccounts(ctx: Ctx, first: number, second: number): Promise<number> {
  const { rows } = await sql<{
    id: number
    subject: number
  }>`select account_id as id, subject_id as subject from account
    where subject_id = any(${[first, second]}::bigint[]) for update`.execute(ctx.db)
  const [stays, goes] = [first, second].map((person) => rows.find(({ subject }) => subject === person)?.id)
  if (goes === undefined) return 0
  const { numAffectedRows } = await sql`update role_grant set valid_to = greatest(valid_from, ${ctx.today}::date)
    where account_id = ${goes} and ${notEndedBy('role_grant', ctx.today)}`.execute(ctx.db)
  if (stays !== undefined) {
    await sql`update role_grant set account_id = ${stays} where account_id = ${goes}`.execute(ctx.db)
  }
  await sql`delete from session where account_id = ${goes}`.execute(ctx.db)
  await sql`delete from known_device where account_id = ${goes}`.execute(ctx.db)
  await sql`delete from account_spell where account_id = ${goes}`.execute(ctx.db)
  await sql`update account set subject_id = null, login_name = 'joined-' || account_id, password_hash = null,
      first_password_hash = null, persona = null, valid_to = valid_from where account_id = ${goes}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}
