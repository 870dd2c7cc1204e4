/**
 * Years of a town at random, written past the gate: people who came, went, came back and moved, what they learned and what became of it. Days are drawn
 * from few, most of them the edges of years and of the spans that measures speak of, so that a rule which is a day off counts otherwise.
 */
import { randomFrom } from '#platform/random/random.ts'
import { addDays } from '#platform/time/dates.ts'
import { barriers } from '#rooms/training/barrier.rules.ts'
import { policyText } from './policy-text.ts'
import type { Town } from './town.ts'

const EDGES = [
  ...['2022-11-22', '2022-11-23', '2023-03-31', '2023-04-01', '2023-11-22', '2023-11-23', '2024-11-22', '2024-11-23'],
  ...['2025-03-31', '2025-04-01', '2025-11-22', '2025-11-23', '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02'],
  ...['2026-06-15', '2026-09-01', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2027-02-01'],
]
const SECTIONS = ['10', '1010', '101010', '20', '2010', '2020']
const GRADES = ['1級職', '2級職', '3級職', '4級職']
const FLOOR = ['ict-tools', 'information-security', 'data-use']
const SKILLS = [...policyText.matchAll(/^ {8}- id: ([\w-]+)$/gm)].map((found) => found[1]!)
const FIRST = 100
const PEOPLE = 90

type Row = Record<string, unknown>

export async function livedIn({ sql }: Town, seed: number): Promise<void> {
  const random = randomFrom(seed)
  const chance = (share: number) => random() < share
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const day = () => pick(EDGES)
  const days = (n: number) => [...new Set(Array.from({ length: n }, day))].sort()
  const write = async (table: string, rows: readonly Row[]) => {
    if (rows.length === 0) return
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const names = columns.map((name) => `"${name}"`).join(', ')
    await sql(
      `insert into ${table} (${names}) overriding system value select ${names} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.map((row) => ({ ...Object.fromEntries(columns.map((name) => [name, null])), ...row })))],
    )
  }
  const ids = Array.from({ length: PEOPLE }, (_, index) => FIRST + index)
  const each = (make: (id: number) => readonly Row[]) => ids.flatMap(make)
  const someone = () => pick(ids)

  await write(
    'staff_member',
    each((id) => [
      { staff_member_id: id, name: `職員${id}`, name_kana: `ショクイン${id}`, search_text: '', recorded_at: NOW },
    ]),
  )
  await write(
    'employment',
    each((id) => {
      const joined = chance(0.3) ? '2020-04-01' : day()
      const [left] = chance(0.5) ? days(2).filter((one) => one > joined) : []
      const again = left && chance(0.5) ? (chance(0.6) ? left : addDays(left, 40)) : undefined
      const spell = (from: string, to: string | undefined, number: string) => ({
        ...{ employment_id: 10 * id + (number === 'B' ? 1 : 0), staff_member_id: id, staff_number: `${number}${id}` },
        employment_category: chance(0.15) ? '特別職' : '常勤',
        ...{ occupation: '事務', joined_on: from, left_on: to ?? null, recorded_at: NOW },
      })
      return [spell(joined, left, 'A'), ...(again ? [spell(again, undefined, 'B')] : [])]
    }),
  )
  await write(
    'assignment',
    each((id) => {
      const starts = ['2019-04-01', ...(chance(0.6) ? days(2) : [])]
      return starts.map((from, place) => ({
        ...{
          assignment_id: 10 * id + place,
          staff_member_id: id,
          staff_number: `A${id}`,
          section_code: pick(SECTIONS),
        },
        ...{
          grade: pick(GRADES),
          post_title: '係員',
          kind: 'primary',
          is_head: false,
          valid_from: from,
          recorded_at: NOW,
        },
        valid_to: starts[place + 1] ?? null,
      }))
    }),
  )
  await write(
    'leave_of_absence',
    each((id) => {
      const edges = chance(0.8) ? days(4) : []
      return edges.slice(0, -1).map((from, place) => ({
        ...{ staff_member_id: id, kind: '休職', valid_from: from, valid_to: edges[place + 1], recorded_at: NOW },
      }))
    }),
  )
  await write(
    'skill_evidence',
    Array.from({ length: 400 }, (_, index) => {
      const asOf = day()
      const kind = pick(['test', 'qualification', 'self', 'supervisor', 'completion'])
      const [ends] = chance(0.4) ? days(2).filter((one) => one > asOf) : []
      return {
        ...{
          skill_evidence_id: 1000 + index,
          staff_member_id: someone(),
          skill: pick(chance(0.7) ? FLOOR : SKILLS),
          kind,
          as_of: asOf,
        },
        ...{ level: kind === 'completion' ? null : Math.floor(random() * 5), valid_to: ends ?? null, shared: false },
        ...{ is_sample: false, recorded_at: NOW, withdrawn_at: chance(0.1) ? NOW : null },
      }
    }),
  )
  // Some are far: whole expectations would never come about by chance.
  await write(
    'skill_evidence',
    ids.slice(0, 14).flatMap((id) =>
      SKILLS.map((skill, index) => ({
        ...{
          skill_evidence_id: 2000 + 100 * id + index,
          staff_member_id: id,
          skill,
          kind: 'test',
          as_of: '2026-03-31',
          level: chance(0.9) ? 4 : 3,
        },
        ...{ shared: false, is_sample: false, recorded_at: NOW },
      })),
    ),
  )
  await write(
    'course',
    [2.5, 6, 3].map((hours, index) => ({
      ...{
        course_id: 100 + index,
        course_code: `X${index}`,
        title: `講座${index}`,
        summary: '',
        skills: [],
        hours,
        enrolment_mode: 'openApplication',
      },
      ...{
        provider: '人事課',
        eligibility: {},
        report_required: false,
        attended_from: 80,
        is_sample: false,
        search_text: '',
        valid_from: '2020-04-01',
        recorded_at: NOW,
      },
    })),
  )
  const sessions = EDGES.flatMap((startsOn, index) =>
    [0, 1].map((n) => ({
      ...{
        course_session_id: 200 + 2 * index + n,
        course_id: 100 + ((index + n) % 3),
        starts_on: startsOn,
        ends_on: addDays(startsOn, n),
      },
      ...{
        starts_at: '09:00',
        ends_at: '12:00',
        place: '会議室',
        capacity: 90,
        apply_by: startsOn,
        seats_taken: 0,
        is_sample: chance(0.1),
      },
      ...{ cancelled_on: chance(0.15) ? '2026-04-01' : null, recorded_at: NOW },
    })),
  )
  await write('course_session', sessions)
  const recommendations = Array.from({ length: 120 }, (_, index) => ({
    ...{
      recommendation_id: 1000 + index,
      staff_member_id: someone(),
      course_id: 100 + (index % 3),
      recommended_by: 1,
      reason: 'ぜひ',
    },
    ...{
      recommended_on: day(),
      struck_on: chance(0.15) ? '2026-11-20' : null,
      is_sample: chance(0.1),
      recommended_at: NOW,
    },
  }))
  await write('recommendation', recommendations)
  const states = [
    'submitted',
    'rejected',
    'withdrawn',
    'ordered',
    'absent',
    'attended',
    'partially_attended',
    'completed',
    'not_completed',
    'report_due',
  ]
  const applications = Array.from({ length: 260 }, (_, index) => ({
    ...{
      application_id: 1000 + index,
      course_session_id: pick(sessions).course_session_id,
      staff_member_id: someone(),
      state: pick(states),
    },
    ...{
      recommendation_id: chance(0.4) ? pick(recommendations).recommendation_id : null,
      motive: '',
      is_sample: chance(0.1),
      applied_on: day(),
      recorded_at: NOW,
    },
  })).filter(
    (one, place, all) =>
      all.findIndex(
        (two) => two.course_session_id === one.course_session_id && two.staff_member_id === one.staff_member_id,
      ) === place,
  )
  await write('application', applications)
  const steps = applications.flatMap(({ application_id, applied_on, state }, index) => {
    const on = () => (chance(0.5) ? addDays(applied_on, 1) : day())
    const step = (place: number, to: string, more: Row = {}) => {
      const taken = place === 0 ? applied_on : on()
      return {
        ...{
          application_step_id: 10_000 + index * 10 + place,
          application_id,
          to_state: to,
          acted_as: 'hr',
          taken_on: taken,
        },
        ...{
          taken_at: `${taken}T03:00:00Z`,
          taken_back_at: place > 0 && chance(0.15) ? NOW : null,
          barrier: null,
          ...more,
        },
      }
    }
    const stopped = state === 'rejected' || state === 'withdrawn'
    return [
      ...(chance(0.8) ? [step(0, 'submitted')] : []),
      ...(chance(0.7) ? [step(1, 'section_head_approved')] : []),
      ...(chance(0.4) ? [step(2, 'hr_selected')] : []),
      ...(chance(0.6) ? [step(3, 'ordered')] : []),
      ...(stopped ? [step(4, state, { barrier: pick(barriers) })] : []),
    ]
  })
  await write('application_step', steps)
  await write(
    'approval_minimum',
    steps
      .filter(({ to_state }) => to_state === 'section_head_approved')
      .filter(() => chance(0.6))
      .map(({ application_step_id, application_id }) => ({
        ...{ application_step_id, application_id, holds: pick([true, false, null]), short_slots: [] },
      })),
  )
  await write(
    'cover_arrangement',
    applications
      .filter(() => chance(0.5))
      .map(({ application_id }, index) => {
        const agreed = chance(0.8) ? day() : null
        return {
          ...{
            cover_arrangement_id: 1000 + index,
            application_id,
            kind: pick(['substitute', 'notNeeded', 'reducedCounter']),
            duty: '',
            note: '',
          },
          ...{ offered_by: 1, offered_at: NOW, agreed_on: agreed, agreed_at: agreed && `${agreed}T01:00:00Z` },
          ...{
            declined_at: agreed && chance(0.15) ? `${day()}T02:00:00Z` : null,
            replaced_at: chance(0.2) ? `${day()}T02:00:00Z` : null,
          },
        }
      }),
  )
  await write(
    'recommendation_answer',
    recommendations
      .filter(() => chance(0.6))
      .map(({ recommendation_id }, index) => ({
        ...{
          recommendation_answer_id: 1000 + index,
          recommendation_id,
          answer: pick(['accepted', 'later', 'declined']),
          answered_on: day(),
          answered_at: NOW,
        },
        taken_back_at: chance(0.1) ? NOW : null,
      })),
  )
  await write(
    'duty',
    each((id) =>
      (chance(0.5) ? days(2) : []).map((from, place) => ({
        ...{ duty_id: 10 * id + place, staff_member_id: id, duty: '窓口の案内', valid_from: from, recorded_at: NOW },
        ...(id % 2 === 0 ? { agreed_by: 1, agreed_on: from } : { agreed_by: null, agreed_on: null }),
      })),
    ),
  )
  await write(
    'section_purpose',
    ['10', '101010', '20', '2020'].flatMap((code, index) =>
      days(2).map((from, place) => ({
        ...{
          section_purpose_id: 1000 + index * 10 + place,
          section_code: code,
          purpose: '目的',
          answers: '',
          offers: '',
          duties: [],
        },
        ...{
          contributes_to: chance(0.6) ? [OUTCOME] : ['no-outcome-of-the-policy'],
          is_sample: false,
          valid_from: from,
          recorded_at: NOW,
        },
      })),
    ),
  )
  await write('test', [
    {
      ...{
        test_id: 1000,
        title: 'テスト',
        note: '',
        skill: 'ict-tools',
        parts: [],
        minutes: 10,
        marks: [],
        waiting_days: 0,
      },
      ...{ open_from: '2020-04-01', sections: [], employment_categories: [], recorded_at: NOW },
    },
  ])
  await write(
    'test_attempt',
    Array.from({ length: 120 }, (_, index) => {
      const sat = chance(0.9) ? day() : null
      const person = ids[index % PEOPLE]!
      return {
        ...{
          test_attempt_id: 1000 + index,
          test_id: 1000,
          staff_member_id: person,
          source: 'screen',
          seed: 1,
          marks: [],
          items: 5,
        },
        ...{
          skill: pick(['ict-tools', 'data-use', 'dialogue']),
          began_at: NOW,
          due_at: NOW,
          sat_on: sat,
          ended_at: sat && NOW,
          ended_how: sat && 'submitted',
        },
        ...{
          items_right: sat && 3,
          level: sat && chance(0.7) ? Math.floor(random() * 4) : null,
          voided_at: sat && chance(0.15) ? NOW : null,
        },
      }
    }).filter(
      ({ sat_on, staff_member_id }, place, all) =>
        sat_on || all.findIndex((one) => !one.sat_on && one.staff_member_id === staff_member_id) === place,
    ),
  )
  await write('survey_version', [
    {
      survey_version_id: 1000,
      survey: 'ease',
      number: 1,
      title: '調査',
      kind: 'anonymous',
      items: [],
      recorded_at: NOW,
    },
  ])
  await write(
    'survey_round',
    ['2026-03-20', '2026-11-22'].map((closed, index) => ({
      ...{
        survey_round_id: 1000 + index,
        survey_version_id: 1000,
        opens_on: addDays(closed, -9),
        closes_on: closed,
        k: 5,
        attributes: [],
        receivers: 50,
      },
      ...{
        opened_at: NOW,
        closed_at: `${closed}T01:00:00Z`,
        close_reason: '終わった',
        answers: 44 + index * 9,
        reissues: 0,
        is_sample: index === 0,
        employment_categories: [],
      },
    })),
  )
  await write(
    'survey_change',
    Array.from({ length: 40 }, (_, index) => {
      const state = pick(['planned', 'done', 'dropped'])
      return {
        ...{
          survey_change_id: 1000 + index,
          survey_round_id: 1000 + (index % 2),
          what: `変えること${index}`,
          owner: '人事課',
          due_on: day(),
          state,
        },
        ...{
          settled_on: state === 'planned' ? null : day(),
          dropped_because: state === 'dropped' ? '費用' : '',
          written_at: NOW,
          deleted_at: chance(0.15) ? NOW : null,
        },
      }
    }),
  )
  await write(
    'thank_you',
    Array.from({ length: 60 }, (_, index) => ({
      ...{
        thank_you_id: 1000 + index,
        receiver: someone(),
        written_by: 1,
        words: 'ありがとう',
        is_public: false,
        is_shown_to_head: false,
        written_on: day(),
      },
      ...{
        written_at: NOW,
        taken_back_at: chance(0.1) ? NOW : null,
        removed_at: chance(0.1) ? NOW : null,
        removed_because: '',
        is_imported: false,
        is_sample: false,
      },
    })),
  )
}

const NOW = '2026-11-22T01:00:00Z'
/** A direct outcome of the town's policy. */
const OUTCOME = 'growth-in-view'
