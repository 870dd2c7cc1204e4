/**
 * A section as large as the largest of a ward, for questions whose cost grows with people × applications: its people, their leave,
 * sessions of the next weeks (mornings, afternoons, whole days, two days), confirmed seats in some, and open applications for the
 * others. Written straight into the tables, by arithmetic and not by chance, so that every run sees the same section.
 */
type Sql = <R extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<R[]>

export interface BigSection {
  readonly sectionCode: string
  /** The day on which it is looked at; sessions begin after it. */
  readonly day: string
  readonly people?: number
  readonly open?: number
  readonly sessions?: number
}

/** Adds the section's people, and answers their ids. Whoever heads `sectionCode` that day is their head. */
export async function fillSection(
  sql: Sql,
  { sectionCode, day, people = 120, open = 313, sessions = 40 }: BigSection,
): Promise<number[]> {
  const rows = await sql<{ id: string }>(
    `with person as (insert into staff_member (name, name_kana, search_text)
        select '係員' || n, 'カカリイン' || n, '' from generate_series(1, $1::int) n returning staff_member_id as id),
      spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
        select id, 'S' || id, '常勤', '事務', '2015-04-01' from person)
    insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      select id, 'S' || id, $2, '1級職', '係員', 'primary', false, '2020-04-01' from person order by id
    returning staff_member_id as id`,
    [people, sectionCode],
  )
  const ids = rows.map(({ id }) => Number(id))
  await sql(
    `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
      select id, '育児休業', $2::date + (n % 50)::int, case when n % 3 > 0 then $2::date + (n % 50 + 20)::int end
      from unnest($1::bigint[]) with ordinality as t(id, n) where n % 8 = 0`,
    [ids, day],
  )
  const held = await sql<{ id: string }>(
    `with c as (insert into course (course_code, title, summary, hours, enrolment_mode, provider, valid_from)
        select 'BIG' || n, '研修' || n, '', 6, 'openApplication', '人事課', '2020-04-01' from generate_series(1, 10) n
        returning course_id, course_code)
    insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
      select c.course_id, $2::date + 3 + n, $2::date + 3 + n + (n % 5 = 4)::int,
        case when n % 3 = 1 then '13:00' else '09:00' end::time, case when n % 3 = 0 then '12:00' else '17:00' end::time,
        '研修室', 500, $2::date + 2
      from generate_series(0, $1::int - 1) n join c on c.course_code = 'BIG' || (n % 10 + 1) order by n
    returning course_session_id as id`,
    [sessions, day],
  )
  // A person's n-th application is for the n-th session after a place of their own, so nobody applies twice for one.
  await sql(
    `insert into application (course_session_id, staff_member_id, state, applied_on)
      select ($2::bigint[])[(p.place * 7 + n * 11) % $4::int + 1], p.id,
        case when p.place + n * $5::int < $6::int then 'submitted' when n % 2 = 0 then 'ordered' else 'hr_selected' end, $3::date
      from unnest($1::bigint[]) with ordinality as t(id, one), lateral (select id, one - 1 as place) p,
        generate_series(0, $6::int / $5::int + 1) n
      order by n, p.place`,
    [ids, held.map(({ id }) => id), day, sessions, people, open],
  )
  await sql(
    `insert into cover_arrangement (application_id, kind, offered_by, agreed_by, agreed_at, agreed_on)
      select application_id, 'notNeeded', staff_member_id, staff_member_id, $2::date::timestamptz, $2::date from application
      where course_session_id = any($1::bigint[]) and state <> 'submitted'`,
    [held.map(({ id }) => id), day],
  )
  await sql(
    `update course_session s set seats_taken = (select count(*) from application a
      where a.course_session_id = s.course_session_id and a.state in ('hr_selected', 'ordered'))
    where course_session_id = any($1::bigint[])`,
    [held.map(({ id }) => id)],
  )
  return ids
}

/** Gives these people the evidence, and with it the standings, of as many others who have some. */
export async function giveSkills(sql: Sql, ids: readonly number[]): Promise<void> {
  const like = `(select a.id as receiver, b.id as giver
    from unnest($1::bigint[]) with ordinality a(id, n) join (
      select staff_member_id as id, row_number() over (order by staff_member_id) as n
      from (select distinct staff_member_id from skill_standing where staff_member_id <> all($1::bigint[])) known) b using (n)) pair`
  await sql(
    `insert into skill_evidence (staff_member_id, skill, kind, level, as_of, source, shared, is_sample)
      select receiver, skill, kind, level, as_of, source, shared, is_sample
      from skill_evidence e join ${like} on e.staff_member_id = giver order by skill_evidence_id`,
    [ids],
  )
  await sql(
    `insert into skill_standing (staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id)
      select distinct on (staff_member_id, skill, kind) staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id
      from skill_evidence where staff_member_id = any($1::bigint[]) and level is not null
      order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc`,
    [ids],
  )
}

/** People of one section who can sign in: `town.as(id)` asks as each of them. */
export async function manyWithAccounts({ sql }: { sql: Sql }, people: number): Promise<number[]> {
  const rows = await sql<{ id: string }>(
    `with person as (insert into staff_member (name, name_kana, search_text)
        select '受験者' || n, 'ジュケンシャ' || n, '' from generate_series(1, $1::int) n returning staff_member_id as id),
      spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
        select id, 'M' || id, '常勤', '事務', '2015-04-01' from person),
      post as (insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        select id, 'M' || id, '101010', '1級職', '係員', 'primary', false, '2020-04-01' from person),
      login as (insert into account (login_name, subject_id, valid_from) select 'M' || id, id, '2015-04-01' from person
        returning account_id, login_name, valid_from, valid_to, subject_id),
      held as (insert into account_spell select account_id, login_name, valid_from, valid_to from login),
      open as (insert into session (token_hash, account_id, expires_at)
        select sha256(convert_to('test-token-' || subject_id, 'UTF8')), account_id, '2100-01-01' from login)
    select id from person order by id`,
    [people],
  )
  return rows.map(({ id }) => Number(id))
}
