import { expect, test } from 'vitest'
import { inTown, type Name, people, staffNumberOf, type Town } from '#testing/town.ts'
import { training } from '../contract.ts'
import type { State } from '../rules.ts'

const course = { courseCode: 'D', title: 'データ活用', summary: '', hours: 3, provider: '人事課' }
const at = (startsOn: string) => ({
  startsOn,
  endsOn: startsOn,
  startsAt: '09:00',
  endsAt: '12:00',
  place: '会議室',
  capacity: 12,
  applyBy: startsOn,
})

test(
  'an imported history is told in steps, seats its people, and adds nothing when sent again',
  inTown(async (town) => {
    const { sql, asCommand, as, sato } = town
    const sessions = [at('2026-06-10')]
    await asCommand.ask(training.importCourses, { courses: [{ ...course, reportRequired: true, sessions }] })
    await asCommand.ask(training.importCourses, { courses: [{ ...course, reportRequired: true, sessions }] })
    const applications = [
      {
        staffNumber: staffNumberOf('sato'),
        courseCode: 'D',
        startsOn: '2026-06-10',
        state: 'completed' as const,
        appliedOn: '2026-05-01',
        approvedOn: '2026-05-07',
        approvedBy: staffNumberOf('tanaka'),
        cover: { kind: 'substitute' as const, substitute: staffNumberOf('ueda'), agreedOn: '2026-05-03' },
        report: '役に立ちました。',
      },
    ]
    expect(await asCommand.ask(training.importTrainingHistory, { applications })).toEqual({
      applications: 1,
      recommendations: 0,
    })
    expect((await asCommand.ask(training.importTrainingHistory, { applications })).applications).toBe(0)
    expect(await sql(`select seats_taken from course_session`)).toEqual([{ seats_taken: 1 }])
    const { steps, cover, report } = await as(sato).ask(training.showApplication, { applicationId: 1 })
    expect(steps.map(({ to, actor, takenOn }) => `${to} ${actor} ${takenOn}`)).toEqual([
      'submitted 佐藤 はるか 2026-05-01',
      'section_head_approved 田中 聡 2026-05-07',
      'hr_selected null 2026-05-07',
      'ordered null 2026-05-07',
      'attended null 2026-06-10',
      'report_due null 2026-06-10',
      'report_submitted 佐藤 はるか 2026-06-17',
      'completed null 2026-06-17',
    ])
    expect([cover?.agreedOn, report?.body]).toEqual(['2026-05-03', '役に立ちました。'])
    const unknown = [
      { ...applications[0]!, staffNumber: '99999999' },
      { ...applications[0]!, startsOn: '2026-06-11' },
    ]
    await expect(asCommand.ask(training.importTrainingHistory, { applications: unknown })).rejects.toMatchObject({
      code: 'unknown_in_history',
      fields: [
        { path: 'applications[0].staffNumber', reason: '「99999999」は見つかりません。' },
        { path: 'applications[1].courseCode' },
      ],
    })
    await expect(asCommand.ask(training.importTrainingHistory, { applications, isSample: true })).rejects.toThrow(
      'sample_by_command_only',
    )
  }),
)

/** What was imported as steps: `to (role actor) day, reason`. */
const told = async ({ sql }: Town, person: Name) =>
  (
    await sql<{ line: string }>(
      `select t.to_state || ' (' || t.acted_as || coalesce(' ' || t.actor, '') || ') ' || to_char(t.taken_on, 'MM-DD')
          || coalesce(': ' || t.reason, '') as line
        from application_step t join application a using (application_id)
        where a.staff_member_id = $1 order by a.application_id, application_step_id`,
      [people[person]],
    )
  ).map(({ line }) => line)

test(
  'wherever a history ended, each step is told by whom it was, on the days that the file knows, and with the reason that it needs (INV-T1)',
  inTown(async (town) => {
    const { sql, asCommand, as, hayashi, tanaka } = town
    const sessions = [at('2026-06-10')]
    const bring = (code: string, reportRequired: boolean) => ({ ...course, courseCode: code, reportRequired, sessions })
    await asCommand.ask(training.importCourses, { courses: [bring('D', true), bring('E', false)] })
    const past = (name: Name, state: State, more: object = {}) => ({
      ...{ staffNumber: staffNumberOf(name), courseCode: 'D', startsOn: '2026-06-10', state: state as 'completed' },
      ...{ appliedOn: '2026-05-01', approvedBy: staffNumberOf('tanaka'), ...more },
    })
    const applications = [
      past('sato', 'rejected', { approvedOn: '2026-05-03', reason: '繁忙期' }),
      past('ueda', 'withdrawn'),
      past('mori', 'cancelled'),
      past('kimura', 'waitlisted', { approvedOn: '2026-05-03' }),
      past('kato', 'absent', { approvedOn: '2026-05-03', reason: '病気' }),
      past('ito', 'completed', { courseCode: 'E', nominated: true, reason: '要らない理由' }),
      past('ono', 'report_submitted'),
      past('inoue', 'returned', { approvedBy: undefined }),
      past('suzuki', 'partially_attended', { approvedOn: '2026-06-12' }),
      past('hayashi', 'report_due'),
      past('tanaka', 'not_completed', { courseCode: 'E', approvedBy: '00009999' }),
    ]
    expect(await asCommand.ask(training.importTrainingHistory, { applications })).toEqual({
      ...{ applications: applications.length, recommendations: 0 },
    })
    const lines: Partial<Record<Name, string[]>> = {
      sato: ['submitted (self 4) 05-01', 'rejected (sectionHead 2) 05-03: 繁忙期'],
      ueda: ['submitted (self 5) 05-01', 'withdrawn (self 5) 05-01: 取込み元に理由の記載がありません'],
      mori: ['submitted (self 3) 05-01', 'cancelled (hr) 05-01: 取込み元に理由の記載がありません'],
      kimura: ['submitted (self 6) 05-01', 'section_head_approved (sectionHead 2) 05-03', 'waitlisted (hr) 05-03'],
      kato: [
        ...['submitted (self 1) 05-01', 'section_head_approved (sectionHead 2) 05-03', 'hr_selected (hr) 05-03'],
        ...['ordered (hr) 05-03', 'absent (hr) 06-10: 病気'],
      ],
      ito: ['ordered (hr) 05-01', 'attended (hr) 06-10', 'completed (hr) 06-10'],
      ono: [
        ...['submitted (self 11) 05-01', 'section_head_approved (sectionHead 2) 05-01', 'hr_selected (hr) 05-01'],
        ...['ordered (hr) 05-01', 'attended (hr) 06-10', 'report_due (hr) 06-10', 'report_submitted (self 11) 06-17'],
      ],
      inoue: ['submitted (self 9) 05-01', 'returned (sectionHead) 05-01: 取込み元に理由の記載がありません'],
      suzuki: [
        ...['submitted (self 8) 05-01', 'section_head_approved (sectionHead 2) 06-12', 'hr_selected (hr) 06-12'],
        ...['ordered (hr) 06-12', 'partially_attended (hr) 06-12'],
      ],
      hayashi: [
        ...['submitted (self 10) 05-01', 'section_head_approved (sectionHead 2) 05-01', 'hr_selected (hr) 05-01'],
        ...['ordered (hr) 05-01', 'attended (hr) 06-10', 'report_due (hr) 06-10'],
      ],
      tanaka: [
        ...['submitted (self 2) 05-01', 'section_head_approved (sectionHead) 05-01', 'hr_selected (hr) 05-01'],
        ...['ordered (hr) 05-01', 'attended (hr) 06-10', 'not_completed (hr) 06-10'],
      ],
    }
    for (const name of Object.keys(lines) as Name[]) expect(await told(town, name), name).toEqual(lines[name])
    // Seats of each session are those of its own people: absent, report_submitted, partially, report_due; completed, not_completed.
    expect(
      await sql(
        `select c.course_code as code, s.seats_taken from course_session s join course c using (course_id) order by 1`,
      ),
    ).toEqual([
      { code: 'D', seats_taken: 4 },
      { code: 'E', seats_taken: 2 },
    ])
    expect(
      await sql(`select distinct to_char(taken_at at time zone 'Asia/Tokyo', 'HH24:MI') as at from application_step`),
    ).toEqual([{ at: '15:00' }])
    const [line] = await sql(`select detail from journal_line where operation = 'training.importTrainingHistory'`)
    expect(line).toMatchObject({ detail: { applications: 11, recommendations: 0, isSample: false } })
    // Whoever has an application of the session is not told of a second time, whatever it came to; the years are counted once.
    const again = [past('sato', 'completed'), past('ueda', 'absent')]
    expect((await asCommand.ask(training.importTrainingHistory, { applications: again })).applications).toBe(0)
    const { whole } = await as(hayashi).ask(training.showCompletionByCourse, { fiscalYear: 2026 })
    expect(whole).toEqual({ sessions: 2, applicants: 9, ordered: 6, attended: 5, completed: 1, notCompleted: 1 })
    expect((await as(tanaka).ask(training.listMyTraining, {})).applications).toMatchObject([{ state: 'not_completed' }])
  }),
)

test(
  'past recommendations come with their answers, once each, and an application follows from the last one before it (INV-T3)',
  inTown(async (town) => {
    const { sql, asCommand } = town
    const courses = ['D', 'E'].map((courseCode) => ({ ...course, courseCode, sessions: [at('2026-06-10')] }))
    await asCommand.ask(training.importCourses, { courses })
    const said = (name: Name, courseCode: string, recommendedOn: string, more: object = {}) => ({
      ...{ staffNumber: staffNumberOf(name), courseCode, recommendedOn, recommendedBy: staffNumberOf('tanaka') },
      ...{ reason: `${courseCode} ${recommendedOn}`, ...more },
    })
    const recommendations = [
      said('sato', 'D', '2026-04-10', { answer: 'declined', answeredOn: '2026-04-12', targetSkill: 'data-use' }),
      said('sato', 'D', '2026-04-20', { answer: 'accepted', offeredCover: '窓口に立ちます' }),
      said('sato', 'D', '2026-04-21'),
      said('sato', 'E', '2026-04-10'),
      said('ueda', 'D', '2026-04-10', { answer: 'later', answeredOn: '2026-04-15' }),
    ]
    const past = (name: Name, courseCode: string, recommended: boolean) => ({
      ...{
        staffNumber: staffNumberOf(name),
        courseCode,
        startsOn: '2026-06-10',
        state: 'ordered' as const,
        recommended,
      },
      appliedOn: '2026-04-20',
    })
    const applications = [
      past('sato', 'D', true),
      past('ueda', 'D', false),
      past('mori', 'D', true),
      past('sato', 'E', true),
    ]
    const history = { recommendations, applications }
    expect(await asCommand.ask(training.importTrainingHistory, history)).toEqual({
      applications: 4,
      recommendations: 5,
    })
    expect(await asCommand.ask(training.importTrainingHistory, history)).toEqual({
      applications: 0,
      recommendations: 0,
    })
    expect(
      await sql(`select r.staff_member_id::int as who, r.recommended_by::int as by, r.reason, target_skill as skill,
          offered_cover as cover, w.answer, to_char(w.answered_on, 'MM-DD') as "on",
          to_char(r.recommended_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') as said,
          to_char(w.answered_at at time zone 'Asia/Tokyo', 'HH24:MI') as at, r.is_sample
        from recommendation r left join recommendation_answer w using (recommendation_id) order by r.staff_member_id, r.reason`),
    ).toEqual(
      [
        {
          who: 4,
          reason: 'D 2026-04-10',
          skill: 'data-use',
          cover: null,
          answer: 'declined',
          on: '04-12',
          said: '04-10 10:00',
        },
        {
          who: 4,
          reason: 'D 2026-04-20',
          skill: null,
          cover: '窓口に立ちます',
          answer: 'accepted',
          on: '04-20',
          said: '04-20 10:00',
        },
        { who: 4, reason: 'D 2026-04-21', skill: null, cover: null, answer: null, on: null, said: '04-21 10:00' },
        { who: 4, reason: 'E 2026-04-10', skill: null, cover: null, answer: null, on: null, said: '04-10 10:00' },
        { who: 5, reason: 'D 2026-04-10', skill: null, cover: null, answer: 'later', on: '04-15', said: '04-10 10:00' },
      ].map((row) => ({ ...row, by: 2, at: row.answer && '12:00', is_sample: false })),
    )
    expect(
      await sql(`select a.staff_member_id::int as who, r.reason from application a left join recommendation r
        using (recommendation_id) order by a.staff_member_id, r.reason`),
    ).toEqual([
      { who: 3, reason: null },
      { who: 4, reason: 'D 2026-04-20' },
      { who: 4, reason: 'E 2026-04-10' },
      { who: 5, reason: null },
    ])
    const unknown = [said('sato', 'D', '2026-04-10', { recommendedBy: '99999999' })]
    await expect(asCommand.ask(training.importTrainingHistory, { recommendations: unknown })).rejects.toMatchObject({
      fields: [{ path: 'recommendations[0].staffNumber', reason: '「99999999」は見つかりません。' }],
    })
  }),
)

test(
  'a session of the past is found by course, day and hour, its cover is told as it was agreed, and nobody is seated beyond its seats (INV-T2)',
  inTown(async (town) => {
    const { sql, asCommand } = town
    const sessions = [
      at('2026-06-10'),
      { ...at('2026-06-10'), startsAt: '13:00', endsAt: '16:00', capacity: 1 },
      at('2026-06-11'),
    ]
    const courses = ['D', 'E'].map((courseCode) => ({ ...course, courseCode, sessions }))
    await asCommand.ask(training.importCourses, { courses })
    const past = (name: Name, more: object = {}) => ({
      ...{ staffNumber: staffNumberOf(name), courseCode: 'D', startsOn: '2026-06-10', state: 'ordered' as const },
      ...{ appliedOn: '2026-05-01', approvedBy: staffNumberOf('tanaka'), ...more },
    })
    const ueda = staffNumberOf('ueda')
    const applications = [
      past('sato', {
        cover: { kind: 'substitute', substitute: ueda, duty: '窓口', agreedOn: '2026-05-03' },
        motive: '学ぶ',
      }),
      past('mori', { startsAt: '13:00', cover: { kind: 'shiftSwap', agreedOn: '2026-05-04' } }),
      past('ito', { courseCode: 'E', startsOn: '2026-06-11', cover: { kind: 'substitute', substitute: ueda } }),
      past('ono', { startsAt: '09:00', approvedBy: undefined, cover: { kind: 'notNeeded', agreedOn: '2026-05-05' } }),
    ]
    await asCommand.ask(training.importTrainingHistory, { applications })
    expect(
      await sql(`select a.staff_member_id::int as who, c.course_code || ' ' || to_char(s.starts_on, 'DD') || ' '
          || to_char(s.starts_at, 'HH24') as at, a.motive, v.kind, v.substitute::int, v.duty, v.offered_by::int as by,
          v.agreed_by::int as agreed, to_char(v.agreed_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') as "on",
          to_char(v.offered_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') as offered
        from application a join course_session s using (course_session_id) join course c using (course_id)
          left join cover_arrangement v using (application_id) order by a.staff_member_id`),
    ).toEqual(
      [
        {
          who: 4,
          at: 'D 10 09',
          motive: '学ぶ',
          kind: 'substitute',
          substitute: 5,
          duty: '窓口',
          agreed: 5,
          on: '05-03 12:00',
        },
        {
          who: 3,
          at: 'D 10 13',
          motive: '',
          kind: 'shiftSwap',
          substitute: null,
          duty: '',
          agreed: 2,
          on: '05-04 12:00',
        },
        { who: 12, at: 'E 11 09', motive: '', kind: 'substitute', substitute: 5, duty: '', agreed: null, on: null },
        {
          who: 11,
          at: 'D 10 09',
          motive: '',
          kind: 'notNeeded',
          substitute: null,
          duty: '',
          agreed: null,
          on: '05-05 12:00',
        },
      ]
        .map((row) => ({ ...row, by: row.who, offered: '05-01 10:00' }))
        .sort((one, other) => one.who - other.who),
    )
    const more = (...names: Name[]) => ({ applications: names.map((name) => past(name, { startsAt: '13:00' })) })
    await expect(asCommand.ask(training.importTrainingHistory, more('kato'))).rejects.toMatchObject({
      ...{ code: 'session_overfull', values: { course: 'データ活用', date: '2026-06-10' } },
    })
    expect(await sql(`select count(*)::int as n from application`)).toEqual([{ n: 4 }])
    const waiting = { applications: [past('kato', { startsAt: '13:00', state: 'waitlisted' as 'ordered' })] }
    await asCommand.ask(training.importTrainingHistory, waiting)
    const elsewhere = [
      past('sato', { startsOn: '2026-06-12' }),
      past('sato', { courseCode: 'X' }),
      past('sato', { startsAt: '10:00' }),
    ]
    await expect(asCommand.ask(training.importTrainingHistory, { applications: elsewhere })).rejects.toMatchObject({
      fields: [0, 1, 2].map((index) => ({ path: `applications[${index}].courseCode` })),
    })
  }),
)
