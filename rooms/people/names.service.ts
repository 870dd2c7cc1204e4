import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { keepSearchText } from './search.service.ts'

/**
 * Names that have begun take their place, and those before are kept as former ones: lists come in the order of the new reading, and
 * whoever looks for either finds the person. What is shown goes by the day without waiting for this.
 */
export async function settleNames(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ id: number }>`with begun as (
      delete from coming_name where valid_from <= ${ctx.today}::date returning *),
    latest as (select distinct on (staff_member_id) * from begun order by staff_member_id, valid_from desc),
    former as (insert into former_name (staff_member_id, name, name_kana, held_until)
      select m.staff_member_id, m.name, m.name_kana, (select min(b.valid_from) from begun b where b.staff_member_id = m.staff_member_id)
      from staff_member m join latest l using (staff_member_id) where (m.name, m.name_kana) is distinct from (l.name, l.name_kana)
      on conflict (staff_member_id, name, name_kana) do update set held_until = excluded.held_until)
    update staff_member m set name = l.name, name_kana = l.name_kana, email = l.email, recorded_at = now()
    from latest l where m.staff_member_id = l.staff_member_id returning m.staff_member_id as id`.execute(ctx.db)
  if (rows.length > 0) {
    await keepSearchText(
      ctx,
      rows.map(({ id }) => id),
    )
  }
  return rows.length
}
