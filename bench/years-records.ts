/**
 * Five years of a town of any size, written straight into its tables by arithmetic and not by chance, so that every run sees the same: people who came,
 * went, moved and were on leave, what they learned, what became of it, and what they said. About fifty rows a person.
 */
import type pg from 'pg'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { inTables } from './prefecture.ts'
import type { Say } from './ward.ts'

/** Fiscal years with records; the last one is under way. */
export const YEARS = [2022, 2023, 2024, 2025, 2026] as const
/** The course that two in five completed in the summer of 2025, as a study asks about it. */
export const STUDIED = { courseCode: 'Y0', skill: 'data-use', from: '2025-06-01', to: '2025-10-01' } as const

const COURSES = 10
const SKILLS = [
  'resident-view',
  'challenge',
  'adaptability',
  'integrity',
  'dialogue',
  'collaboration',
  'problem-solving',
]
const tables = [
  ...[
    'employment',
    'assignment',
    'leave_of_absence',
    'skill_evidence',
    'skill_standing',
    'course_session',
    'application',
  ],
  ...['application_step', 'cover_arrangement', 'approval_minimum', 'recommendation', 'recommendation_answer', 'duty'],
  ...['section_purpose', 'test_attempt', 'thank_you'],
]

/** @returns how many rows there are in all of these tables */
export async function growYears(database: OpenDatabase, people: number, say: Say): Promise<number> {
  return await inTables(database, async (client) => {
    // What triggers and references would look up is right here, and took most of the time.
    await client.query('set session_replication_role = replica')
    await client.query('set synchronous_commit = off')
    await client.query(`set maintenance_work_mem = '512MB'`)
    const indexes = await dropIndexes(client)
    for (const [what, statements] of Object.entries(written(people))) {
      const begun = performance.now()
      for (const [text, given] of statements) await client.query(text, given)
      say(`${what}: ${Math.round(performance.now() - begun)} ms`)
    }
    for (const index of indexes) await client.query(index)
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
    return await rowsIn(client)
  })
}

/** Made anew once the rows are there, which takes a fraction of what each row would. @returns how they are made */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
      where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
}

async function rowsIn(client: pg.Client): Promise<number> {
  const counted = tables.map((table) => `(select count(*) from ${table})`).join(' + ')
  const { rows } = await client.query<{ n: string }>(`select ${counted} as n`)
  return Number(rows[0]!.n)
}

type Statement = readonly [text: string, given?: unknown[]]

function written(people: number): Readonly<Record<string, readonly Statement[]>> {
  const sessions = Math.max(2, Math.round(people / 2_000))
  const years = `unnest(array[${YEARS.join(', ')}]) y`
  return {
    'who came, went, moved and was on leave': [
      [
        `update employment set
          joined_on = make_date(case when staff_member_id % 20 = 0 then 2022 + staff_member_id / 20 % 5 else 2012 + staff_member_id % 10 end::integer, 4, 1),
          left_on = case when staff_member_id % 25 = 1 then make_date(2023 + (staff_member_id / 25 % 4)::integer, 4, 1) end`,
      ],
      [
        `update assignment set valid_to = make_date(2022 + (staff_member_id / 3 % 5)::integer, 4, 1) where staff_member_id % 3 = 0`,
      ],
      [
        `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        select staff_member_id, staff_number, 'S' || (staff_member_id * 7 % 480), grade, post_title, 'primary', false, valid_to
        from assignment where valid_to is not null`,
      ],
      [
        `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
        select staff_member_id, '育児休業', day, day + 240 from staff_member, lateral (select date '2022-04-01' + (staff_member_id * 11 % 1800)::integer as day) d
        where staff_member_id % 12 = 5`,
      ],
    ],
    'evidence of skills': [
      ...YEARS.map(
        (year): Statement => [
          `insert into skill_evidence (staff_member_id, skill, kind, level, as_of, valid_to)
          select m.staff_member_id, k.skill, k.kind, (m.staff_member_id * k.place + ${year}) % 4 + (${year} - 2022) / 3, k.day,
            case when k.place = 9 and m.staff_member_id % 4 = 0 then k.day + 800 end
          from staff_member m cross join lateral (values
            (1, ($1::text[])[1 + (m.staff_member_id + ${year}) % 7], 'self', make_date(${year}, 6, 1) + (m.staff_member_id % 50)::integer),
            (3, ($1::text[])[1 + (m.staff_member_id + ${year} * 3 + 2) % 7], 'self', make_date(${year}, 6, 1) + (m.staff_member_id % 50)::integer),
            (5, ($1::text[])[1 + (m.staff_member_id * 2 + ${year}) % 7], 'supervisor', make_date(${year}, 9, 1) + (m.staff_member_id % 60)::integer),
            (7, '${STUDIED.skill}', 'test', make_date(${year}, 4, 10) + (m.staff_member_id % 40)::integer),
            (9, (array['ict-tools', 'information-security'])[1 + (m.staff_member_id + ${year}) % 2], 'test', make_date(${year}, 7, 1) + (m.staff_member_id % 90)::integer))
            k(place, skill, kind, day)`,
          [SKILLS],
        ],
      ),
      // Whoever completed the studied course is a level further in the next year's test, one in three of them.
      [
        `update skill_evidence set level = level + 1 where skill = '${STUDIED.skill}' and as_of >= '2026-04-01' and staff_member_id / 100 % 5 < 2 and staff_member_id % 3 = 0`,
      ],
      [
        `insert into skill_standing (staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id)
        select distinct on (staff_member_id, skill, kind) staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample, skill_evidence_id
        from skill_evidence order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc`,
      ],
    ],
    'courses, applications and what became of them': [
      [
        `insert into course (course_code, title, summary, skills, hours, enrolment_mode, provider, valid_from)
        select 'Y' || n, '研修' || n, '', array['${STUDIED.skill}'], 6, 'openApplication', '人事課', '2020-04-01' from generate_series(0, ${COURSES - 1}) n`,
      ],
      [
        `insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
        select course_id, day, day, '09:00', '16:00', '研修室', 1000000, day - 20
        from course, ${years}, generate_series(0, ${sessions - 1}) n, lateral (select make_date(y, 6, 1) + n * 120 / ${sessions} as day) d
        where course_code like 'Y%' and (course_code <> 'Y0' or y = 2025)`,
      ],
      [
        `insert into application (course_session_id, staff_member_id, motive, state, applied_on)
        select s.ids[1 + p.staff_member_id % cardinality(s.ids)], p.staff_member_id, '学びたい',
          case when p.code = 'Y0' then 'completed' else (array['absent', 'attended', 'rejected', 'not_completed', 'completed'])[least(5, 1 + p.staff_member_id / 7 % 15)] end,
          make_date(p.y, 5, 1) + (p.staff_member_id % 20)::integer
        from (select m.staff_member_id, y, 'Y' || 1 + (m.staff_member_id + y) % ${COURSES - 1} as code from staff_member m, ${years} where (m.staff_member_id + y) % 5 < 3
            union all select staff_member_id, 2025, 'Y0' from staff_member where staff_member_id / 100 % 5 < 2) p
          join (select c.course_code as code, extract(year from s.starts_on)::integer as y, array_agg(s.course_session_id order by s.course_session_id) as ids
            from course_session s join course c using (course_id) group by 1, 2) s on (s.code, s.y) = (p.code, p.y)`,
      ],
      [
        `insert into application_step (application_id, to_state, acted_as, taken_on, taken_at, barrier)
        select a.application_id, t.to_state, 'hr', a.applied_on + t.after, a.applied_on + t.after, t.barrier
        from application a cross join lateral (values ('submitted', 0, null), ('section_head_approved', 3, null), ('ordered', 9, null),
          (a.state, 40, case when a.state = 'rejected' then (array['counter', 'workload', 'duty'])[1 + a.application_id % 3] end)) t(to_state, after, barrier)
        where a.state <> 'rejected' or t.to_state in ('submitted', 'rejected') order by a.application_id, t.after`,
      ],
      [
        `insert into approval_minimum (application_step_id, application_id, holds)
        select application_step_id, application_id, application_id % 5 > 0 from application_step where to_state = 'section_head_approved' and application_id % 2 = 0`,
      ],
      [
        `insert into cover_arrangement (application_id, kind, offered_by, offered_at, agreed_by, agreed_on, agreed_at)
        select application_id, case when application_id % 4 = 0 then 'notNeeded' else 'substitute' end, 1, applied_on, 1, applied_on + 2, applied_on + 2
        from application where application_id % 3 > 0`,
      ],
      [
        `insert into recommendation (staff_member_id, course_id, recommended_by, reason, recommended_on)
        select m.staff_member_id, c.course_id, 1, 'ぜひ', make_date(y, 4, 20) from staff_member m cross join ${years}
          join course c on c.course_code = 'Y' || 1 + (m.staff_member_id + y) % ${COURSES - 1} where (m.staff_member_id + y) % 6 = 0`,
      ],
      [
        `insert into recommendation_answer (recommendation_id, answer, answered_on)
        select recommendation_id, (array['accepted', 'later', 'declined'])[1 + recommendation_id % 3], recommended_on + 3 from recommendation where recommendation_id % 4 > 0`,
      ],
      [
        `update application a set recommendation_id = r.recommendation_id from recommendation r, course_session s
        where r.staff_member_id = a.staff_member_id and s.course_session_id = a.course_session_id and s.course_id = r.course_id and extract(year from s.starts_on) = extract(year from r.recommended_on)`,
      ],
    ],
    'duties, purposes, tests and thanks': [
      [
        `insert into duty (staff_member_id, duty, valid_from, agreed_by, agreed_on)
        select staff_member_id, '窓口の案内', day, case when staff_member_id % 2 = 0 then 1 end, case when staff_member_id % 2 = 0 then day + 5 end
        from staff_member, lateral (select date '2023-05-01' + (staff_member_id % 1000)::integer as day) d where staff_member_id % 3 > 0`,
      ],
      [
        `insert into section_purpose (section_code, purpose, contributes_to, is_sample, valid_from)
        select section_code, '暮らしを支える', array['growth-in-view'], true, '2022-05-01' from section_period`,
      ],
      [
        `insert into test (title, note, skill, parts, minutes, marks, waiting_days, open_from, sections, employment_categories, recorded_at)
        values ('到達テスト', '', '${STUDIED.skill}', '[]', 20, '[]', 0, '2022-04-01', '{}', '{}', now())`,
      ],
      [
        `insert into test_attempt (test_id, staff_member_id, source, seed, skill, marks, began_at, due_at, ended_at, ended_how, sat_on, items, items_right, level)
        select (select max(test_id) from test), m.staff_member_id, 'screen', 1, '${STUDIED.skill}', '[]', day, day, day, 'submitted', day, 10, 7, m.staff_member_id % 4
        from staff_member m, ${years}, lateral (select make_date(y, 4, 10) + (m.staff_member_id % 40)::integer as day) d where (m.staff_member_id + y) % 2 = 0`,
      ],
      [
        `insert into thank_you (receiver, written_by, words, is_public, is_shown_to_head, written_on, written_at)
        select m.staff_member_id, 1 + m.staff_member_id % ${people}, 'ありがとう', false, false, day, day
        from staff_member m, ${years}, lateral (select make_date(y, 5, 1) + (m.staff_member_id % 180)::integer as day) d where (m.staff_member_id + y) % 4 = 0`,
      ],
    ],
  }
}
