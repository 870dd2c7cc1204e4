/**
 * A ward that can be studied, written straight into its tables: people of some sections, a course that some of them completed, and levels of one
 * skill before, long before and after it. For stories whose point is what the records answer, not how they came about.
 */
import { randomFrom } from '#platform/random/random.ts'
import type { StudyTold } from '#rooms/evidence/told.rules.ts'
import type { Town } from './town.ts'

const STUDIED = { courseCode: 'STUDY', skill: 'data-use' }

interface Planted {
  readonly people: number
  /** Of everybody, who completed it in the summer of 2025. */
  readonly treatedShare: number
  /** Levels that the course adds, to whoever it adds any. */
  readonly effect: number
  readonly sections?: number
  readonly seed?: number
}

/** @returns ids of the people, the treated ones first */
export async function growStudied(town: Town, { people, treatedShare, effect, sections = 12, seed = 1 }: Planted) {
  const { sql } = town
  const random = randomFrom(seed)
  const treated = Math.round(people * treatedShare)
  const rows = Array.from({ length: people }, (_, place) => {
    const id = 1_000 + place
    const base = 1 + Math.floor(random() * 2)
    const later = base + (random() < 0.3 ? 1 : 0) + (place < treated && random() < effect ? 1 : 0)
    return {
      ...{ id, number: String(30_000_000 + id), section: `S${place % sections}`, grade: `${1 + (place % 3)}級職` },
      ...{
        category: place % 7 === 0 ? '再任用' : '常勤',
        joined: `${2010 + (place % 9)}-04-01`,
        completes: place < treated,
      },
      levels: [
        ['2023-06-01', base],
        ['2025-05-01', base + (random() < 0.2 ? 1 : 0)],
        ['2026-05-01', later],
      ],
    }
  })
  const given = [JSON.stringify(rows)]
  const from = `from jsonb_to_recordset($1::jsonb) as r(id bigint, number text, section text, grade text, category text, joined date, completes boolean, levels jsonb)`
  await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
    select 'S' || n, '第' || n || '課', '課', '10', '2010-04-01' from generate_series(0, ${sections - 1}) n`)
  await sql(
    `insert into staff_member (staff_member_id, name, name_kana, search_text) overriding system value
    select id, '職員 ' || number, 'ショクイン', number ${from}`,
    given,
  )
  await sql(
    `insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
    select id, number, category, '事務', joined ${from}`,
    given,
  )
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
    select id, number, section, grade, '係員', 'primary', false, joined ${from}`,
    given,
  )
  await sql(
    `insert into skill_evidence (staff_member_id, skill, kind, level, as_of)
    select id, '${STUDIED.skill}', 'test', (l ->> 1)::smallint, (l ->> 0)::date ${from}, jsonb_array_elements(levels) l`,
    given,
  )
  await sql(`insert into course (course_code, title, summary, skills, hours, enrolment_mode, provider, valid_from)
    values ('${STUDIED.courseCode}', 'データ活用の基礎', '', array['${STUDIED.skill}'], 6, 'openApplication', '人事課', '2020-04-01')`)
  await sql(`insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
    select course_id, '2025-07-01', '2025-07-01', '09:00', '16:00', '研修室', 5000, '2025-06-01' from course where course_code = '${STUDIED.courseCode}'`)
  await sql(
    `insert into application (course_session_id, staff_member_id, motive, state, applied_on)
    select (select max(course_session_id) from course_session), id, '学びたい', 'completed', '2025-05-20' ${from} where completes`,
    given,
  )
  return rows.map(({ id }) => id)
}

/** Completed in June to September 2025; the level ten months later. */
export const statement = {
  question: '「データ活用の基礎」を修了した人は、10か月後の水準が高いか',
  treatment: { kind: 'completion', courseCode: STUDIED.courseCode },
  outcome: { kind: 'level', skill: STUDIED.skill },
  ...{ from: '2025-06-01', to: '2025-10-01', months: 10 },
  design: 'did',
} as const

/** A study with an answer, put in past every door: for those who look at pages. */
export async function storedStudy({ sql }: Pick<Town, 'sql'>): Promise<number> {
  const found = { n: 291, estimate: 0.31, standardError: 0.05, interval95: [0.21, 0.41], pValue: 0.0001 } as const
  const told: StudyTold = {
    main: { ...found, intervalUses: 't(11) on cluster', estimator: 'least squares', method: 'ols' },
    placebo: { ...found, estimate: 0.02, interval95: [-0.08, 0.12], pValue: 0.7, intervalUses: 't(11) on cluster' },
    pretrend: null,
    ...{ treated: 120, comparison: 171, left: { treated: 0, comparison: 9 }, deviation: 0.6, isShare: false },
    means: { treated: 2.4, comparison: 2.1 },
    balance: [
      { trait: 'before', level: null, treated: 1.7, comparison: 1.6, difference: 0.12, isHidden: false },
      { trait: 'years', level: null, treated: 11.2, comparison: 11.4, difference: -0.05, isHidden: false },
      { trait: 'grade', level: '6級職', treated: 0.01, comparison: 0.02, difference: 0.1, isHidden: true },
    ],
    ...{ adjustedDifference: null, sensitivity: { estimate: 2.54, interval: 2.06 }, shortfalls: [] },
    ...{ warnings: [], notes: [{ ja: '直線の式でならしています。', en: 'Evened out by a straight line.' }] },
    ...{ droppedColumns: [], restsOnSample: true },
    command: ['estimate', '--outcome', 'outcome', '--treatment', 'treated', '--method', 'ols', '--seed', '1'],
  }
  const said = { ...statement, design: 'ols', covariates: ['before'], sections: [], employmentCategories: [] }
  const whole = { ...said, arrow: { from: 'ict-training-held', to: 'ict-floor' }, comparison: 'never', every: 6 }
  const [row] = await sql<{ id: number }>(
    `with one as (insert into study (statement, digest, stated_on, salt) values ($1, repeat('a', 64), '2026-10-01', 'salt') returning study_id),
      answer as (insert into study_result (study_id, ran_on, rows_digest, level, finding, told)
        select study_id, '2026-10-02', repeat('b', 64), 'controlled', 'with', $2 from one)
    select study_id as id from one`,
    [JSON.stringify({ ...whole, expected: '+', leastDifference: 0.5 }), JSON.stringify(told)],
  )
  return row!.id
}

/** Both ends of the arrow from the training to the floor, beside each other and against the hypothesis, put in past every door. */
export async function movedAgainst({ sql }: Pick<Town, 'sql'>): Promise<void> {
  const series = {
    days: ['2024-03-31', '2025-03-31', '2026-03-31'],
    sections: Array.from({ length: 12 }, (_, n) => ({
      name: `第${n}課`,
      cause: [5, 6 + n, 9],
      effect: [60, 58 - n, 50],
    })),
  }
  await sql(
    `insert into arrow_comparison values ('ict-training-held', 'ict-floor', 'staff-trained', 'kpi-ict-floor', '2026-11-22', 12, 24,
      'against', 0.99, 0.0002, $1) on conflict do nothing`,
    [JSON.stringify(series)],
  )
}
