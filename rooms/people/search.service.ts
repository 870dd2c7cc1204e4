import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { searchTextOf } from './rules.ts'

/** People a statement. */
const PIECE = 2_000

/** Makes what these people are found by anew, from all their names and numbers. */
export async function keepSearchText(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await mend(ctx, await found(ctx, ids))
}

/** The same for everybody, where it is not as it would be made today: after a change of the folding, or of the rows by another hand. */
export async function keepAllSearchText(ctx: Ctx): Promise<{ looked: number; mended: number }> {
  const counts = { looked: 0, mended: 0 }
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number }>`select staff_member_id as id from staff_member
      where staff_member_id > ${after} order by staff_member_id limit ${sql.lit(PIECE)}`.execute(ctx.db)
    const last = rows.at(-1)
    if (!last) return counts
    after = last.id
    counts.looked += rows.length
    counts.mended += await mend(
      ctx,
      await found(
        ctx,
        rows.map(({ id }) => id),
      ),
    )
  }
}

interface Found {
  id: number
  searchText: string
  names: { name: string; nameKana: string }[]
  staffNumbers: string[]
}

/** Whoever was erased is found by nothing, and by that they are known: nobody else's words are empty. */
async function found(ctx: Ctx, ids: readonly number[]): Promise<Found[]> {
  const { rows } = await sql<Found>`select m.staff_member_id as id, m.search_text as "searchText",
      jsonb_build_array(jsonb_build_object('name', m.name, 'nameKana', m.name_kana)) || coalesce(
        (select jsonb_agg(jsonb_build_object('name', f.name, 'nameKana', f.name_kana) order by f.held_until, f.name, f.name_kana)
          from former_name f where f.staff_member_id = m.staff_member_id), '[]') as names,
      array(select e.staff_number from employment e where e.staff_member_id = m.staff_member_id order by e.joined_on)
        || array(select n.staff_number from former_number n where n.staff_member_id = m.staff_member_id order by n.held_from) as "staffNumbers"
    from staff_member m where m.staff_member_id = any(${ids}) and m.search_text <> ''`.execute(ctx.db)
  return rows
}

async function mend(ctx: Ctx, people: readonly Found[]): Promise<number> {
  const stale = people.flatMap(({ id, searchText, names, staffNumbers }) => {
    const text = searchTextOf(names, staffNumbers)
    return text === searchText ? [] : [{ id, text }]
  })
  if (stale.length === 0) return 0
  await sql`update staff_member m set search_text = s.text
    from jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) as s(id bigint, text text)
    where m.staff_member_id = s.id`.execute(ctx.db)
  return stale.length
}
