/** People and their staff numbers, those of every spell of service and those that stand for one (decisions/0046). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'

/** People behind staff numbers, present and former. */
export async function idsOf(ctx: Ctx, staffNumbers: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{
    id: number
  }>`select staff_member_id as id from ${numbered(staffNumbers)} n group by 1`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The same with the numbers; somebody with two spells of service stands under each of theirs. */
export async function peopleNumbered(ctx: Ctx, staffNumbers: readonly string[]) {
  const { rows } = await sql<{ staffNumber: string; staffMemberId: number }>`select staff_number as "staffNumber",
      staff_member_id as "staffMemberId" from ${numbered(staffNumbers)} n order by staff_number`.execute(ctx.db)
  return rows
}

function numbered(staffNumbers: readonly string[]): RawBuilder<unknown> {
  return sql`(select staff_number, staff_member_id from employment where staff_number = any(${staffNumbers}::text[])
    union all select staff_number, staff_member_id from former_number where staff_number = any(${staffNumbers}::text[]))`
}

/** Every number that a person has, had or will have. */
export async function staffNumbersOf(ctx: Ctx, staffMemberId: number): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select staff_number as number from employment
      where staff_member_id = ${staffMemberId}
    union select staff_number from former_number where staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows.map(({ number }) => number)
}
