import pg from 'pg'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { types } from '#platform/db/database.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { fillSection, giveSkills } from '#testing/section.ts'

export interface BigSection {
  /** Of a session in which its head is signed in. */
  readonly headToken: string
  readonly people: readonly number[]
}

const HEAD_TOKEN = 'head-of-the-big-section'

/** Adds a section of 120 people with 313 open applications and skills as those of the ward, and a head who is signed in. */
export async function addBigSection({ owner, town }: OpenDatabase): Promise<BigSection> {
  const client = new pg.Client({ ...owner, types, options: `-c search_path=${town},public` })
  await client.connect()
  try {
    const sql = async <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      (await client.query<R>(text, values)).rows
    await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
      values ('BENCH', '大きな課', '課', null, '2020-04-01')`)
    await sql(
      `with person as (insert into staff_member (name, name_kana, search_text) values ('課長', 'カチョウ', '') returning staff_member_id as id),
        spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
          select id, 'BENCH', '常勤', '事務', '2005-04-01' from person),
        post as (insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
          select id, 'BENCH', 'BENCH', '5級職', '課長', 'primary', true, '2020-04-01' from person),
        entry as (insert into account (login_name, subject_id, valid_from) select 'BENCH', id, '2020-04-01' from person returning account_id)
      insert into session (token_hash, account_id, expires_at)
      select sha256($1::bytea), account_id, now() + interval '1 day' from entry`,
      [HEAD_TOKEN],
    )
    const people = await fillSection(sql, { sectionCode: 'BENCH', day: todayInTokyo() })
    await giveSkills(sql, people)
    // The counter needs more than are there on some days, so that who could stand in is looked for too.
    await sql(
      `insert into minimum_staffing (section_code, kind, valid_from, week, recorded_at)
        values ('BENCH', 'usual', '2020-04-01', array_fill(112, array[14]), now())`,
    )
    // As after a night: otherwise the database is at this work while requests are measured.
    await sql('vacuum analyze')
    return { headToken: HEAD_TOKEN, people }
  } finally {
    await client.end()
  }
}
