import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { countFigure } from '#platform/measure/counting.ts'
import { measureNamed, periodOf } from '#platform/measure/measure.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { training } from './contract.ts'
import { attendedStates, orderedStates, type State, seatStates } from './rules.ts'

const TODAY = '2026-11-22'
const course = { courseCode: 'D', title: 'データ活用', summary: '', hours: 3, provider: '人事課' }
const at = (startsOn: string, endsOn = startsOn) => ({
  startsOn,
  endsOn,
  startsAt: '09:00',
  endsAt: '12:00',
  place: '会議室',
  capacity: 12,
  applyBy: startsOn,
})

/** A context as the gate would make it, outside a request: measures are asked by the KPI room within its own. */
async function within<T>(town: Town, today: string, ask: (ctx: Ctx) => Promise<T>): Promise<T> {
  const connection = await town.gate.database.connect()
  const ctx = {
    db: connection.db,
    today,
    language: 'ja',
    t: (messages: never, key: never, values: never) => translate(messages, 'ja', key, values),
  } as unknown as Ctx
  try {
    return await ask(ctx)
  } finally {
    town.gate.database.release(connection)
  }
}

async function asked(town: Town, name: string, asOf = TODAY, today = asOf) {
  const measure = measureNamed(name)
  if (!measure) throw new Error(`No measure ${name}`)
  return within(town, today, async (ctx) => {
    const figure = (await countFigure(ctx, measure, asOf))!
    return { ...figure, records: (await measure.records(ctx, periodOf(measure, asOf), { limit: 1000 })).records }
  })
}

test(
  'approvals count with cover that was agreed by the time of the approval, in the section of the applicant',
  inTown(async (town) => {
    const { as, hayashi, sato, ueda, mori, ono, ito, tanaka } = town
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...at('2027-01-20') })
    const apply = async (person: number, cover?: { kind: 'substitute' | 'notNeeded'; substitute?: number }) =>
      (await as(person).ask(training.apply, { courseSessionId, ...(cover ? { cover } : {}) })).applicationId
    const agreed = await apply(sato, { kind: 'substitute', substitute: ueda })
    const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
    const late = await apply(mori, { kind: 'substitute', substitute: ueda })
    const none = await apply(ueda)
    const notNeeded = await apply(ito, { kind: 'notNeeded' })
    for (const applicationId of [agreed, late, none]) await as(tanaka).ask(training.approve, { applicationId })
    const minimum = { sectionCode: '2020', kind: 'usual' as const, validFrom: TODAY, week: Array(14).fill(1) }
    await as(ono).ask(training.stateMinimum, minimum)
    await as(ono).ask(training.approve, { applicationId: notNeeded })
    town.on('2026-11-23')
    const [later] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: later!.coverArrangementId })

    const value = await asked(town, 'training.approvalsWithCover', '2026-11-23')
    expect(value.total).toEqual({ numerator: 2, denominator: 4 })
    expect(value.sections).toEqual([
      { sectionCode: '101010', numerator: 1, denominator: 3 },
      { sectionCode: '2020', numerator: 1, denominator: 1 },
    ])
    expect(value.records.filter(({ counted }) => counted).map(({ finding }) => finding)).toEqual([
      '「データ活用」を令和8年11月22日に承認。代わりの体制: 代わりの職員(同意済み)',
      '「データ活用」を令和8年11月22日に承認。代わりは不要: 本人がいなくても窓口の最低人数を守れた',
    ])
    expect((await asked(town, 'training.approvalsWithCover', '2026-11-21')).total).toEqual({
      numerator: 0,
      denominator: 0,
    })
  }),
)

test(
  'a session over the turn of the year belongs to the year of its first day; a cancelled one to none (INV-F2, T9)',
  inTown(async (town) => {
    const { as, asCommand, hayashi } = town
    const sessions = [at('2026-03-31', '2026-04-01'), at('2026-04-02'), at('2026-05-11'), at('2026-12-01')]
    await asCommand.ask(training.importCourses, { courses: [{ ...course, sessions }] })
    const past = (startsOn: string, name: Name, state: State) => ({
      staffNumber: staffNumberOf(name),
      courseCode: 'D',
      startsOn,
      state: state as 'completed',
      appliedOn: '2026-03-01',
    })
    await asCommand.ask(training.importTrainingHistory, {
      applications: [
        past('2026-03-31', 'sato', 'completed'),
        past('2026-04-02', 'ueda', 'completed'),
        past('2026-05-11', 'ueda', 'attended'),
        past('2026-05-11', 'mori', 'absent'),
        past('2026-05-11', 'ito', 'partially_attended'),
      ],
    })
    expect((await asked(town, 'training.staffTrained')).total).toEqual({ numerator: 2, denominator: null })
    expect((await asked(town, 'training.sessionsHeld')).total.numerator).toBe(2)
    expect((await asked(town, 'training.completions')).total.numerator).toBe(1)
    const before = '2026-03-31'
    expect((await asked(town, 'training.staffTrained', before, '2026-11-22')).total.numerator).toBe(1)
    expect((await asked(town, 'training.sessionsHeld', before, '2026-11-22')).total.numerator).toBe(1)
    expect((await asked(town, 'training.sessionsHeld')).sections).toEqual([
      { sectionCode: null, numerator: 2, denominator: null },
    ])
    const [planned] = (await as(hayashi).ask(training.listSessions, { from: '2026-12-01' })).sessions
    await as('mori').ask(training.apply, { courseSessionId: planned!.courseSessionId })
    const own = async () => (await asked(town, 'training.ownApplications')).total
    expect(await own()).toEqual({ numerator: 1, denominator: 1 })
    await as(hayashi).ask(training.cancelSession, { courseSessionId: planned!.courseSessionId, reason: '台風' })
    expect(await own()).toEqual({ numerator: 0, denominator: 0 })
    const end = '2027-03-31'
    expect((await asked(town, 'training.sessionsHeld', end, TODAY)).total.numerator).toBe(2)
    expect((await asked(town, 'training.staffTrained')).records.map(({ finding }) => finding)).toEqual([
      '「データ活用」(令和8年5月11日)ほか計1回に出席',
      '「データ活用」(令和8年5月11日)ほか計2回に出席',
    ])
  }),
)

test(
  'a recommendation counts when it was accepted and led to an order by the as-of day; who has left stays in the last section',
  inTown(async (town) => {
    const { asCommand } = town
    await asCommand.ask(training.importCourses, {
      courses: [{ ...course, sessions: [at('2026-03-20'), at('2026-06-10')] }],
    })
    const offer = (name: Name, recommendedOn: string, answer?: 'accepted' | 'declined') => ({
      staffNumber: staffNumberOf(name),
      courseCode: 'D',
      recommendedBy: staffNumberOf('tanaka'),
      recommendedOn,
      reason: 'ぜひ',
      ...(answer ? { answer, answeredOn: recommendedOn } : {}),
    })
    const past = (
      name: Name,
      startsOn: string,
      state: 'completed' | 'not_selected' | 'ordered',
      appliedOn: string,
    ) => ({
      staffNumber: staffNumberOf(name),
      courseCode: 'D',
      startsOn,
      state,
      appliedOn,
      recommended: true,
    })
    await asCommand.ask(training.importTrainingHistory, {
      recommendations: [
        offer('yamada', '2026-02-10', 'accepted'),
        offer('sato', '2026-02-10'),
        offer('ueda', '2026-04-10', 'accepted'),
        offer('mori', '2026-04-10', 'accepted'),
        offer('kimura', '2026-04-10', 'declined'),
      ],
      applications: [
        past('yamada', '2026-03-20', 'completed', '2026-02-15'),
        past('ueda', '2026-06-10', 'completed', '2026-05-15'),
        past('mori', '2026-06-10', 'not_selected', '2026-05-15'),
      ],
    })
    expect((await asked(town, 'training.recommendationsTaken')).total).toEqual({ numerator: 1, denominator: 3 })
    const onlyApril = '2026-04-30'
    expect((await asked(town, 'training.recommendationsTaken', onlyApril, '2026-11-22')).total).toEqual({
      numerator: 0,
      denominator: 3,
    })
    await town.sql(`update employment set left_on = '2026-09-01' where staff_member_id = $1`, [town.ueda])
    await town.sql(`update assignment set valid_to = '2026-09-01' where staff_member_id = $1`, [town.ueda])
    const now = await asked(town, 'training.recommendationsTaken')
    expect(now.sections).toEqual([{ sectionCode: '101010', numerator: 1, denominator: 3 }])
    const lastYear = await asked(town, 'training.recommendationsTaken', '2026-03-31', TODAY)
    expect(lastYear.sections).toEqual([{ sectionCode: '101010', numerator: 1, denominator: 2 }])
  }),
)

const names = ['sato', 'ueda', 'mori', 'kimura', 'ito', 'yamada'] as const
const days = ['2026-04-15', '2026-06-10', '2026-09-01', '2026-11-30'] as const
const lived = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...names),
    day: fc.constantFrom(...days),
    state: fc.constantFrom<State>('submitted', 'rejected', 'ordered', 'absent', 'attended', 'completed', 'withdrawn'),
    agreedOn: fc.option(fc.constantFrom('2026-04-02', '2026-04-08'), { nil: undefined }),
    recommended: fc.boolean(),
    by: fc.constantFrom<Name>('tanaka', 'kato'),
    answer: fc.option(fc.constantFrom('accepted' as const, 'later' as const, 'declined' as const), { nil: undefined }),
  }),
  { selector: ({ name, day }) => `${name} ${day}`, maxLength: 20 },
)

test(
  'any history: figures, their sections and their records say what the raw rows say; what was cancelled counts in none (INV-T9)',
  { timeout: 120_000 },
  inTown(async (town) => {
    const { asCommand, sql } = town
    await asCommand.ask(training.importCourses, { courses: [{ ...course, sessions: days.map((day) => at(day)) }] })
    await fc.assert(
      fc.asyncProperty(lived, fc.uniqueArray(fc.constantFrom(...days), { maxLength: 2 }), async (events, cancelled) => {
        await sql(
          `truncate application, application_step, cover_arrangement, recommendation, recommendation_answer cascade`,
        )
        await sql(`update course_session set seats_taken = 0`)
        await asCommand.ask(training.importTrainingHistory, {
          recommendations: events
            .filter(({ recommended }) => recommended)
            .map(({ name, answer, by }, index) => ({
              staffNumber: staffNumberOf(name),
              courseCode: 'D',
              recommendedBy: staffNumberOf(by),
              recommendedOn: `2026-04-${10 + index}`,
              reason: 'ぜひ',
              ...(answer ? { answer } : {}),
            })),
          applications: events.map(({ name, day, state, agreedOn, recommended }) => ({
            staffNumber: staffNumberOf(name),
            courseCode: 'D',
            startsOn: day,
            state: state as 'ordered',
            appliedOn: '2026-04-01',
            approvedOn: '2026-04-05',
            recommended,
            ...(agreedOn ? { cover: { kind: 'notNeeded' as const, agreedOn } } : {}),
          })),
        })
        await sql(
          `update course_session set cancelled_on = case when starts_on = any($1::date[]) then date '2026-04-20' end`,
          [cancelled],
        )
        await sameAsRaw(town)
      }),
      { numRuns: 12 },
    )
  }),
)

/** Recounts everything in plain code from the rows. */
async function sameAsRaw(town: Town) {
  const { sql } = town
  const applications = await sql<{
    id: string
    who: string
    rec: string | null
    state: State
    day: string
    off: boolean
  }>(
    `select application_id as id, staff_member_id as who, recommendation_id as rec, state, starts_on::text as day,
       cancelled_on is not null as off
     from application join course_session using (course_session_id)`,
  )
  const stands = (id: string) => applications.some((one) => one.id === id && !one.off)
  const steps = await sql<{ id: string; to: State; on: string; at: Date }>(
    `select application_id as id, to_state as to, taken_on::text as on, taken_at as at from application_step
     order by application_step_id`,
  )
  const covers = await sql<{ id: string; at: Date | null }>(
    `select application_id as id, agreed_at as at from cover_arrangement`,
  )
  const answers = await sql<{ rec: string; answer: string }>(
    `select recommendation_id as rec, answer from recommendation_answer`,
  )
  const all = await sql<{ rec: string; who: string; by: string }>(
    `select recommendation_id as rec, staff_member_id as who, recommended_by as by from recommendation order by 1`,
  )
  // Another head's takes the place of one that was never answered; of the same head each counts.
  const given = all.filter(
    (one, place) =>
      answers.some(({ rec }) => rec === one.rec) ||
      !all.slice(place + 1).some((later) => later.who === one.who && later.by !== one.by),
  )
  const held = applications.filter(({ day, off }) => day <= TODAY && !off)
  const approvals = steps.filter(({ to, id }) => to === 'section_head_approved' && stands(id))
  const [sessions] = await sql<{ n: number }>(
    `select count(*)::int as n from course_session where cancelled_on is null and starts_on between '2026-04-01' and $1`,
    [TODAY],
  )
  const expected = {
    'training.approvalsWithCover': [
      approvals.filter((step) => covers.some((cover) => cover.id === step.id && cover.at && cover.at <= step.at))
        .length,
      approvals.length,
    ],
    'training.recommendationsTaken': [
      given.filter(
        ({ rec }) =>
          answers.some((one) => one.rec === rec && one.answer === 'accepted') &&
          applications.some(
            (one) =>
              one.rec === rec &&
              !one.off &&
              (orderedStates as readonly State[]).includes(
                steps.findLast((step) => step.id === one.id && step.on <= TODAY)?.to ?? 'draft',
              ),
          ),
      ).length,
      given.length,
    ],
    'training.staffTrained': [
      new Set(held.filter(({ state }) => (attendedStates as readonly State[]).includes(state)).map(({ who }) => who))
        .size,
      null,
    ],
    'training.sessionsHeld': [sessions!.n, null],
    'training.completions': [held.filter(({ state }) => state === 'completed').length, null],
  }
  for (const [name, [numerator, denominator]] of Object.entries(expected)) {
    const value = await asked(town, name)
    expect(value.total, name).toEqual({ numerator, denominator })
    expect(value.records.filter(({ counted }) => counted).length, name).toBe(numerator)
    expect(
      value.sections.reduce((sum, row) => sum + row.numerator, 0),
      name,
    ).toBe(numerator)
    expect(
      value.sections.reduce((sum, row) => sum + (row.denominator ?? 0), 0),
      name,
    ).toBe(denominator ?? 0)
  }
  const [seats] = await sql<{ wrong: number }>(
    `select count(*)::int as wrong from course_session s where seats_taken <> (select count(*) from application a
      where a.course_session_id = s.course_session_id and a.state = any($1))`,
    [seatStates],
  )
  expect(seats?.wrong).toBe(0)
}

test(
  '代わりは不要 counts only where the minimum held without the person at that moment; what is changed later changes nothing of it',
  inTown(async (town) => {
    const { as, hayashi, sato, ueda, mori, tanaka } = town
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...at('2027-01-20') })
    const approve = async (person: number) => {
      const cover = { kind: 'notNeeded' as const }
      const { applicationId } = await as(person).ask(training.apply, { courseSessionId, cover })
      await as(tanaka).ask(training.approve, { applicationId })
    }
    const minimum = { sectionCode: '101010', kind: 'usual' as const, validFrom: TODAY }
    await approve(sato)
    // 森 and 上田 are left; with 佐藤 approved, 上田 alone is there without 森.
    await as(tanaka).ask(training.stateMinimum, { ...minimum, week: Array(14).fill(1) })
    await approve(mori)
    await approve(ueda)
    const found = async () => {
      const { total, records } = await asked(town, 'training.approvalsWithCover', '2026-11-23')
      return [total.numerator, total.denominator, records.map(({ finding }) => finding.replace(/^.*承認。/, '')).sort()]
    }
    const wanted = [
      1,
      3,
      [
        '代わりは不要: 本人がいなくても窓口の最低人数を守れた',
        '代わりは不要とされたが、窓口の最低人数が決まっていなかった(数えません)',
        '代わりは不要とされたが、窓口の最低人数に足りなかった(数えません)',
      ],
    ]
    expect(await found()).toEqual(wanted)
    const { rows } = await as(tanaka).ask(training.showMinimumStaffing, { sectionCode: '101010' })
    await as(tanaka).ask(training.stateMinimum, { ...minimum, week: Array(14).fill(0), seen: rows[0]!.version })
    expect(await found()).toEqual(wanted)
    // Histories, and approvals from before this was counted, stand as they were counted then.
    await town.sql('delete from approval_minimum')
    expect((await found()).slice(0, 2)).toEqual([3, 3])
  }),
)
