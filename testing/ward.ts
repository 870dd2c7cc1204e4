/**
 * The town grown to the size of a large ward, written straight into its tables: for tests that look at how the database goes about a
 * question, not at its answer. Facts are spread as in a real ward: three posts a career, one head a division and department, leave for
 * two in a hundred, evidence, training and a journal of some years. The cast stays as it is, with work waiting for each of them.
 */
import { searchTextOf } from '#rooms/people/rules.ts'
import type { Town } from './town.ts'

/** Read together, two by two, they make names of families, as 青木 アオキ. */
const BEGINNINGS =
  '青:アオ 石:イシ 上:ウエ 遠:エン 岡:オカ 金:カネ 木:キ 小:コ 坂:サカ 清:キヨ 杉:スギ 高:タカ 中:ナカ 西:ニシ 野:ノ 橋:ハシ 福:フク 松:マツ 宮:ミヤ 村:ムラ 山:ヤマ 吉:ヨシ 和:ワ'
const ENDINGS = '木:キ 井:イ 野:ノ 田:ダ 藤:トウ 本:モト 下:シタ 水:ミズ 川:カワ 島:シマ 村:ムラ 沢:サワ'
const GIVEN =
  '明:アキラ 葵:アオイ 一郎:イチロウ 恵美:エミ 修:オサム 薫:カオル 恭子:キョウコ 健太:ケンタ 早苗:サナエ 静香:シズカ 純:ジュン 進:ススム 大輔:ダイスケ 千尋:チヒロ 剛:ツヨシ 友子:トモコ 直樹:ナオキ 紀子:ノリコ 春菜:ハルナ 博:ヒロシ 文子:フミコ 誠:マコト 美咲:ミサキ 優:ユウ 陽子:ヨウコ 亮:リョウ 若菜:ワカナ'

/** @param staff people beside the cast. */
export async function growToWard(town: Town, staff = 28_000): Promise<void> {
  const { sql } = town
  // References hold by how the rows are made; where the server allows it, they are not looked up one by one.
  await sql('set session_replication_role = replica').catch(() => [])
  await growSections(sql)
  await growStaff(sql, staff)
  await growPosts(sql)
  await growSkills(sql)
  await growTraining(sql)
  await growStaffing(sql)
  await growJournal(sql)
  await growNotices(sql)
  await sql('reset session_replication_role').catch(() => [])
  await sql('vacuum analyze')
}

type Sql = Town['sql']

/** 20 departments of 10 divisions of 3 units, under the codes 1000 to 1019, 100000 …, 10000000 …. */
async function growSections(sql: Sql): Promise<void> {
  await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
    select 'D' || d, '第' || d || '部', '部', null, date '2005-04-01' from generate_series(1, 20) d
    union all select 'D' || d || 'V' || v, '第' || v || '課', '課', 'D' || d, '2005-04-01'
      from generate_series(1, 20) d, generate_series(1, 10) v
    union all select 'D' || d || 'V' || v || 'U' || u, '第' || u || '係', '係', 'D' || d || 'V' || v, '2005-04-01'
      from generate_series(1, 20) d, generate_series(1, 10) v, generate_series(1, 3) u`)
  await sql(`insert into section_purpose (section_code, purpose, answers, offers, is_sample, valid_from)
    select section_code, name || 'の目的', '', '', true, valid_from from section_period where section_code like 'D%'`)
}

async function growStaff(sql: Sql, staff: number): Promise<void> {
  const families = pieces(BEGINNINGS).flatMap((one) =>
    pieces(ENDINGS).map((other) => ({ name: one.name + other.name, kana: one.kana + other.kana })),
  )
  const people = families.flatMap((family) =>
    pieces(GIVEN).map((given) => {
      const [name, kana] = [`${family.name} ${given.name}`, `${family.kana} ${given.kana}`]
      return { name, kana, search: searchTextOf([{ name, nameKana: kana }], []) }
    }),
  )
  await sql(
    `with name as (select row_number() over () - 1 as place, * from jsonb_to_recordset($1::jsonb) as n(name text, kana text, search text))
     insert into staff_member (name, name_kana, search_text)
     select name, kana, search from generate_series(1, $2::int) i join name on place = (i * 7) % $3::int`,
    [JSON.stringify(people), staff, people.length],
  )
  await sql(`insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
    select staff_member_id, (20000000 + staff_member_id)::text, (array['常勤', '常勤', '常勤', '再任用', '会計年度任用'])[1 + staff_member_id % 5],
      (array['事務', '福祉', '土木', '保育'])[1 + staff_member_id % 4], make_date(2005 + (staff_member_id % 18)::int, 4, 1),
      case when staff_member_id % 12 = 0 then date '2026-04-01' end
    from staff_member where staff_member_id > 12`)
  await sql(
    `update staff_member set search_text = search_text || ' ' || (20000000 + staff_member_id) where staff_member_id > 12`,
  )
  await sql(`insert into account (login_name, subject_id, valid_from, valid_to, password_hash)
    select staff_number, staff_member_id, joined_on, left_on, case when staff_member_id % 200 > 0 then 'set' end from employment where staff_member_id > 12`)
  await sql(
    `insert into account_spell select account_id, login_name, valid_from, valid_to from account where subject_id > 12`,
  )
  // Everybody had a letter.
  await sql(
    `insert into given_password (account_id, given_at, chosen_at) select account_id, now(), now() from account where subject_id > 12`,
  )
  await sql(`insert into session (token_hash, account_id, expires_at)
    select sha256(login_name::bytea), account_id, now() + interval '1 hour' * (account_id % 12) from account where subject_id > 12`)
  await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
    select staff_member_id, '育児休業', v.from, v.to
    from employment cross join (values (date '2026-06-01', date '2027-04-01'), ('2019-04-01', '2019-10-01'), ('2012-04-01', '2012-08-01')) v("from", "to")
    where staff_member_id > 12 and left_on is null and (v.from < '2026-01-01' or staff_member_id % 50 = 7) and v.from >= joined_on`)
}

const pieces = (text: string) =>
  text.split(' ').map((pair) => {
    const [name = '', kana = ''] = pair.split(':')
    return { name, kana }
  })

/** Three posts each; a head for every division and department, the unit's own places in the year 2026. */
async function growPosts(sql: Sql): Promise<void> {
  await sql(`insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
    select e.staff_member_id, e.staff_number, 'D' || 1 + k % 20 || 'V' || 1 + k / 20 % 10 || 'U' || 1 + k / 200 % 3,
      1 + e.staff_member_id % 3 || '級職', '係員', 'primary', false, v.from, v.to
    from employment e cross join lateral (values
        (e.joined_on, date '2023-04-01', 0), (date '2023-04-01', date '2025-04-01', 7), (date '2025-04-01', e.left_on, 13)) v("from", "to", shift)
      cross join lateral (select (e.staff_member_id + v.shift) % 600 as k) place
    where e.staff_member_id > 12 and v.from >= e.joined_on and v.from < v.to is not false`)
  await sql(`with head as (select s.section_code, s.kind, row_number() over (order by s.section_code) as place from section_period s
      where s.section_code like 'D%' and s.kind <> '係'),
    person as (select staff_member_id, row_number() over (order by staff_member_id) as place from employment
      where staff_member_id > 12 and left_on is null and staff_member_id % 50 <> 7)
    update assignment a set section_code = head.section_code, is_head = true, post_title = head.kind || '長',
      grade = case head.kind when '部' then '6級職' else '5級職' end
    from head join person using (place) where a.staff_member_id = person.staff_member_id and a.valid_from = '2025-04-01'`)
  await sql(`insert into duty (staff_member_id, duty, valid_from, recorded_by)
    select staff_member_id, '窓口の仕事', date '2026-04-01', staff_member_id from employment where staff_member_id > 12`)
  await sql(`insert into duty_proposal (staff_member_id, duty, proposed_on, proposed_by, ended_on, outcome)
    select staff_member_id, '窓口の案内', v.day, 2, case when v.day < date '2026-04-01' or staff_member_id % 20 > 0 then v.day + 5 end,
      case when v.day < date '2026-04-01' or staff_member_id % 20 > 0 then 'answered' end
    from employment, (values (date '2025-05-01'), (date '2026-05-01')) v(day) where staff_member_id > 12`)
}

/** What each unit's counter needs, with a busy season a year; leave and turns of everybody; schedules of some years, one of them a draft. */
async function growStaffing(sql: Sql): Promise<void> {
  await sql(`insert into minimum_staffing (section_code, kind, valid_from, valid_to, week, recorded_at)
    select s.section_code, v.kind, v.from, v.to, array[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0], now()
    from section_period s, (values ('usual', date '2024-04-01', null::date), ('usual', '2025-04-01', null), ('season', '2025-03-15', '2025-04-11'),
      ('season', '2026-03-15', '2026-04-11'), ('season', '2027-03-15', '2027-04-11')) v(kind, "from", "to") where s.section_code like 'D%U%'`)
  await sql(`insert into short_absence (staff_member_id, kind, valid_from, valid_to, week, recorded_at)
    select staff_member_id, 'annualLeave', day, day + 1, '11111111111111', now()
    from employment, lateral (select date '2026-04-06' + (staff_member_id % 300)::int + n * 7 as day from generate_series(0, 2) n) d
    where staff_member_id > 12`)
  await sql(`insert into schedule_draft (made_at, published_at)
    select now(), case when n < 1000 then now() end from generate_series(1, 1000) n`)
  await sql(`insert into schedule_seat
    select d.schedule_draft_id, m.staff_member_id, (select min(course_session_id) from course_session)
    from schedule_draft d, staff_member m where m.staff_member_id % 1000 = d.schedule_draft_id % 1000`)
  await sql(`insert into wish_call (course_id, from_day, to_day, closes_on, called_at, ended_at)
    select course_id, '2027-01-01', '2027-02-28', '2026-12-20', now(), case when course_id % 60 > 0 then now() end from course where course_code like 'C%'`)
  await sql(`insert into wish_said (wish_call_id, staff_member_id, said_on, wished_sessions)
    select l.wish_call_id, m.staff_member_id, date '2026-11-01', array[(select min(course_session_id) from course_session)]
    from wish_call l, staff_member m where m.staff_member_id % 60 = l.wish_call_id % 60`)
  await sql(`insert into wish_unmet (schedule_draft_id, staff_member_id, course_id, barrier, found_on)
    select z.schedule_draft_id, z.staff_member_id, (select min(course_id) from course), 'seats', date '2024-05-01' + (z.staff_member_id % 900)::int
    from schedule_seat z where z.staff_member_id % 3 = 0`)
}

async function growSkills(sql: Sql): Promise<void> {
  await sql(`insert into skill_evidence (staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, recorded_by)
    select m.staff_member_id, s.skill, k.kind, 1 + (m.staff_member_id + s.place) % 4, date '2024-05-01' + (m.staff_member_id % 700)::int,
      case when k.kind = 'test' and m.staff_member_id % 3 = 0 then date '2026-06-01' + (m.staff_member_id % 900)::int end,
      k.kind = 'self', false, m.staff_member_id
    from staff_member m, (values ('ict', 1), ('law', 2)) s(skill, place), (values ('self'), ('test')) k(kind)`)
  await sql(`insert into skill_standing (staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id)
    select distinct on (staff_member_id, skill, kind) staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id
    from skill_evidence order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc`)
}

/** 120 courses, 900 sessions from 2024 to 2027, an application a person and year; the latest ones are still open. */
async function growTraining(sql: Sql): Promise<void> {
  await sql(`insert into qualification (name, issuer, valid_months) values ('情報の守り手検定', '見本検定協会', 24)`)
  await sql(`insert into qualification_claim (staff_member_id, qualification_id, acquired_on, valid_to, state, decided_at)
    select staff_member_id, qualification_id, '2026-01-10', '2028-01-10',
      case when staff_member_id % 400 = 0 then 'waiting' else 'confirmed' end,
      case when staff_member_id % 400 > 0 then '2026-02-01'::timestamptz end
    from staff_member, qualification where staff_member_id > 12`)
  await sql(`insert into course (course_code, title, summary, skills, hours, enrolment_mode, provider, report_required, is_sample, valid_from)
    select 'C' || i, '研修' || i, '概要', array['ict'], 7, 'openApplication', '人事課', i % 3 = 0, false, date '2020-04-01'
    from generate_series(1, 120) i`)
  await sql(`insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
    select c.course_id, d.day, d.day + 1, '09:00', '16:00', '研修室', 200, d.day - 14
    from course c, generate_series(1, 8) i cross join lateral (select date '2024-04-15' + i * 130 + (c.course_id % 60)::int as day) d
    where c.course_code like 'C%'`)
  await sql(`insert into application (course_session_id, staff_member_id, motive, state, applied_on)
    select s.course_session_id, m.staff_member_id, '学びたい',
      case when s.ends_on < '2026-10-01' then case m.staff_member_id % 10 when 0 then 'rejected' when 1 then 'withdrawn' else 'completed' end
        when s.ends_on < '2026-11-22' then 'report_due'
        else (array['submitted', 'section_head_approved', 'ordered', 'waitlisted'])[1 + m.staff_member_id % 4] end,
      s.apply_by - 10
    from staff_member m cross join generate_series(0, 2) n join lateral (
      select * from course_session s where s.course_session_id = (select min(course_session_id) from course_session)
        + (m.staff_member_id * 7 + n * 311) % 960) s on true where m.staff_member_id > 12`)
  await sql(`insert into seat_move (application_id, by_schedule, moved_at)
    select application_id, false, now() from application where application_id % 20 = 0`)
  await sql(`insert into application_step (application_id, from_state, to_state, actor, acted_as, taken_on)
    select a.application_id, t.before, t.state, a.staff_member_id, 'self', a.applied_on
    from application a cross join lateral (values (null, 'submitted'), ('submitted', a.state)) t(before, state)
    where t.before is null or a.state <> 'submitted'`)
  await sql(`insert into training_report (application_id, body, submitted_on)
    select application_id, '学んだこと', applied_on + 60 from application where state = 'completed'`)
  await sql(`insert into cover_arrangement (application_id, kind, substitute, offered_by, agreed_by, agreed_at, agreed_on)
    select application_id, 'substitute', 13 + (staff_member_id + 600) % 20000, staff_member_id, 13, now(), applied_on from application
    where state in ('ordered', 'section_head_approved', 'completed')`)
  await sql(`insert into course_year (course_id, fiscal_year, part, sessions, applicants, ordered, attended, completed, not_completed)
    select course_id, year, part, 3, 30, 20, 15, 15, 0 from course, generate_series(2024, 2027) year, generate_series(0, 7) part`)
  await sql(`insert into recommendation (staff_member_id, course_id, recommended_by, reason, recommended_on)
    select m.staff_member_id, c.course_id, 13 + m.staff_member_id % 220, '力になる', date '2026-05-01' + (m.staff_member_id % 200)::int
    from staff_member m join course c on c.course_code = 'C' || 1 + m.staff_member_id % 120 where m.staff_member_id > 12`)
  await sql(`update application a set recommendation_id = r.recommendation_id from recommendation r
    join course_session s on s.course_id = r.course_id
    where a.staff_member_id = r.staff_member_id and a.course_session_id = s.course_session_id`)
  await sql(`insert into thank_you (receiver, written_by, words, value_id, value_name, is_public, is_shown_to_head, written_on, written_at)
    select a.staff_member_id, (select min(staff_member_id) from assignment) + a.staff_member_id % 997, 'ありがとう', 'drive', '推進力',
      a.staff_member_id % 3 = 0, a.staff_member_id % 5 = 0, '2026-05-01'::date + n * 30, now()
    from assignment a cross join generate_series(0, 3) n`)
  await sql(`insert into recommendation_answer (recommendation_id, answer, answered_on)
    select recommendation_id, (array['accepted', 'later', 'declined'])[1 + recommendation_id % 3], recommended_on + 5 from recommendation
    where recommendation_id % 2 = 0`)
}

async function growJournal(sql: Sql): Promise<void> {
  await sql(`insert into journal_line (written_at, kind, operation, actor_account, actor_subject, actor_name, acted_as, subjects)
    select now() - interval '1 minute' * i, (array['read', 'change', 'read', 'export'])[1 + i % 4], (array['skills.showSkills',
      'training.approve', 'training.apply', 'people.grantRole'])[1 + i % 4], 13 + i % 28000, 13 + i % 28000, (13 + i % 28000)::text, 'sectionHead',
      array[13 + (i * 31) % 28000]
    from generate_series(1, 200000) i`)
}

/** Ten notices a person, of which two are new, of something that this release does not tell; what went out by mail, and some that waits. */
async function growNotices(sql: Sql): Promise<void> {
  await sql(`insert into mail (message_id, receiver, way, state, written_at, next_at, attempts, ended_at)
    select m.staff_member_id || '-' || i || '@town.example', m.staff_member_id, 'atOnce', case i when 3 then 'waiting' else 'sent' end, v.at, v.at, 1,
      case when i < 3 then v.at end
    from staff_member m, generate_series(1, 3) i, lateral (select now() - interval '1 day' * (i * 20 + m.staff_member_id % 20) as at) v
    where i < 3 or m.staff_member_id % 200 = 0`)
  await sql(`insert into notice (kind, receiver, topic, thing, fact, noticed_at, read_at, resolved_at)
    select 'ordered', m.staff_member_id, case when i > 2 then 'application' else 'earlier' end, (m.staff_member_id * 3 + i) % 80000 + 1,
      'step ' || i, v.at, case when i > 2 then v.at end, case when i > 2 then v.at end
    from staff_member m, generate_series(1, 10) i, lateral (select now() - interval '1 day' * (i * 8) as at) v`)
  await sql(
    `insert into notice_choice (staff_member_id, kind, way) select staff_member_id, 'ordered', 'digest' from staff_member`,
  )
  await sql(`insert into notice_hours (staff_member_id, quiet_from, quiet_to, quiet_on_weekends, digest_at)
    select staff_member_id, '19:00', '08:00', true, '09:00' from staff_member`)
}
