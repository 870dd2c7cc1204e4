import { sql as text } from 'kysely'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { countFigure } from '#platform/measure/counting.ts'
import { measureNamed, periodOf } from '#platform/measure/measure.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from './contract.ts'
import { yearsEvents } from './events.quantities.service.ts'
import { wayEvents } from './way.quantities.service.ts'

const quantities = [...yearsEvents, ...wayEvents]

async function within<T>(town: Town, ask: (ctx: Ctx) => Promise<T>, today = '2026-11-22'): Promise<T> {
  const connection = await town.gate.database.connect()
  const t = (messages: never, key: never, values: never) => translate(messages, 'ja', key, values)
  try {
    const sees = () => undefined
    return await ask({ db: connection.db, today, language: 'ja', t, sees } as unknown as Ctx)
  } finally {
    town.gate.database.release(connection)
  }
}

const quantity = (name: string) => quantities.find((one) => one.name === name)!

/** The units that a fragment names, in order. */
const unitsOf = (town: Town, fragment: ReturnType<(typeof quantities)[number]['turning']>) =>
  within(town, async ({ db }) =>
    (await text<{ unit: number }>`select unit from (${fragment}) f order by unit`.execute(db)).rows.map(
      ({ unit }) => unit,
    ),
  )

const figureOf = (town: Town, name: string, asOf = '2026-11-22', today = asOf) =>
  within(
    town,
    async (ctx) => {
      const measure = measureNamed(name)!
      const figure = (await countFigure(ctx, measure, asOf))!
      const { records } = await measure.records(ctx, periodOf(measure, asOf), { limit: 1000 })
      return { ...figure, records }
    },
    today,
  )

test('what is done and what comes of it are outputs; shares of approvals and recommendations are none', () => {
  expect(
    Object.fromEntries(quantities.map(({ name, kind, unit, isOutput }) => [name, [kind, unit, isOutput]])),
  ).toEqual({
    'training.approvalsWithCover': ['events', '%', false],
    'training.stoppedByStaffing': ['events', '%', false],
    'training.recommendationsTaken': ['events', '%', false],
    'training.staffTrained': ['events', '人', true],
    'training.sessionsHeld': ['events', '回', true],
    'training.completions': ['events', '件', true],
    'training.completionRate': ['events', '%', true],
    'training.noShows': ['events', '%', true],
    'training.daysToSeat': ['events', '日', false],
    'training.ownApplications': ['events', '%', false],
    'training.recommendationsMade': ['events', '件', true],
    'training.coverAgreed': ['events', '件', true],
    'training.minimumHeld': ['events', '%', false],
  })
})

test(
  'whose figures may change is found by what was changed, and by the sessions that begin as days pass',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka } = town
    const first = await dataCourse(town, 5)
    const second = await dataCourse(town, 5, { startsOn: '2027-02-20' })
    const apply = async (person: number, courseSessionId: number) =>
      (await as(person).ask(training.apply, { courseSessionId })).applicationId
    const ids = [await apply(sato, first.courseSessionId), await apply(ueda, first.courseSessionId)]
    const other = await apply(mori, second.courseSessionId)
    // Whoever has applied a second time, or was offered two courses, is one person all the same.
    await as(ueda).ask(training.withdraw, { applicationId: ids[1]!, reason: '都合' })
    await apply(ueda, first.courseSessionId)
    const offer = { courseId: first.courseId, reason: 'ぜひ' }
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, { staffMemberId: ueda, ...offer })
    await as(tanaka).ask(training.recommendCourse, { staffMemberId: mori, ...offer })
    const another = { staffMemberId: ueda, courseId: second.courseId, reason: 'ぜひ' }
    const more = await as(tanaka).ask(training.recommendCourse, another)
    const { follows, turning } = quantity('training.approvalsWithCover')
    const after = (table: string, ...changed: number[]) => {
      const units = follows[table]!
      return units === 'units' ? units : unitsOf(town, (units as (ids: readonly number[]) => never)(changed))
    }
    expect(after('application')).toBe('units')
    for (const table of ['application_step', 'cover_arrangement']) {
      expect(await after(table, ids[0]!, ids[1]!)).toEqual([sato, ueda])
      expect(await after(table, other)).toEqual([mori])
    }
    expect(await after('course_session', first.courseSessionId)).toEqual([sato, ueda])
    expect(await after('recommendation_answer', recommendationId, more.recommendationId)).toEqual([ueda])
    const turns = (from: string, to: string) => unitsOf(town, turning(from, to))
    expect(await turns('2027-01-19', '2027-01-20')).toEqual([sato, ueda])
    expect(await turns('2027-01-20', '2027-02-19')).toEqual([])
    expect(await turns('2027-01-20', '2027-02-20')).toEqual([mori])
    const sessions = quantity('training.sessionsHeld')
    expect(sessions.follows).toEqual({ course_session: 'units' })
    const begins = (from: string, to: string) => unitsOf(town, sessions.turning(from, to))
    expect(await begins('2027-01-19', '2027-01-20')).toEqual([first.courseSessionId])
    expect(await begins('2027-01-20', '2027-02-19')).toEqual([])
    expect(await begins('2027-01-20', '2027-02-20')).toEqual([second.courseSessionId])
  }),
)

test(
  'an approval counts with cover that stood agreed at that moment, whatever was arranged before and after, whoever decided',
  inTown(async (town) => {
    const { sql, sato, ueda, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const id = await approved(town, sato, courseSessionId, tanaka)
    await approved(town, ueda, courseSessionId, tanaka)
    await sql(`update application_step set taken_at = '2026-11-22 10:00+09'`)
    await sql(
      `insert into cover_arrangement (application_id, kind, offered_by, agreed_by, agreed_at, agreed_on)
      values ($1, 'shiftSwap', $2, $2, '2026-11-22 10:00+09', '2026-11-22')`,
      [id, tanaka],
    )
    const counted = async () => {
      const { total, records } = await figureOf(town, 'training.approvalsWithCover')
      const found = records.filter((one) => one.counted)
      expect(total).toEqual({ numerator: found.length, denominator: 2 })
      expect(found.every(({ staffMemberId, finding }) => staffMemberId === sato && finding.includes('同意済み)'))).toBe(
        true,
      )
      expect(records.filter((one) => !one.counted).every(({ finding }) => finding.endsWith('同意済みの体制なし'))).toBe(
        true,
      )
      return found.length
    }
    const cover = (what: string) => sql(`update cover_arrangement set ${what}`)
    expect(await counted()).toBe(1)
    await cover(`agreed_at = '2026-11-22 10:00:01+09'`)
    expect(await counted()).toBe(0)
    await cover(`agreed_at = '2026-11-22 09:00+09', replaced_at = '2026-11-22 10:00:01+09'`)
    expect(await counted()).toBe(1)
    await cover(`replaced_at = '2026-11-22 10:00+09'`)
    expect(await counted()).toBe(0)
    await cover(`replaced_at = null, agreed_at = null`)
    expect(await counted()).toBe(0)
    await sql(`update application_step set acted_as = 'hr' where to_state = 'section_head_approved'`)
    expect(await counted()).toBe(0)
  }),
)

test(
  'of a recommendation the last answer by the day counts, and an order by the day; both are known on their day and not before',
  inTown(async (town) => {
    const { as, on, sql, hayashi, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5)
    const offer = async (staffMemberId: number) =>
      (await as(tanaka).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ' })).recommendationId
    const recommendationId = await offer(sato)
    await offer(ueda)
    // A successor who recommends the same again takes the place of what nobody has answered; it is one recommendation.
    await sql(
      `insert into recommendation (staff_member_id, course_id, recommended_by, reason, recommended_on)
       values ($1, $2, $3, 'ぜひ', '2026-11-24')`,
      [ueda, courseId, hayashi],
    )
    on('2026-11-24')
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    await as(tanaka).ask(training.approve, { applicationId })
    on('2026-11-25')
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    const taken = async (asOf: string) => {
      const { total, records } = await figureOf(town, 'training.recommendationsTaken', asOf, '2026-11-30')
      const found = records.filter(({ counted }) => counted)
      expect([total.numerator, total.denominator]).toEqual([found.length, records.length])
      for (const { counted, finding } of records) expect(finding.includes('受講に進んだ')).toBe(counted)
      expect(found.every(({ staffMemberId }) => staffMemberId === sato)).toBe(true)
      return `${total.numerator}/${total.denominator}`
    }
    expect(await taken('2026-11-21')).toBe('0/0')
    expect(await taken('2026-11-23')).toBe('0/2')
    expect(await taken('2026-11-24')).toBe('0/2')
    expect(await taken('2026-11-25')).toBe('1/2')
    await sql(
      `insert into recommendation_answer (recommendation_id, answer, answered_on) values ($1, 'later', '2026-11-27')`,
      [recommendationId],
    )
    expect(await taken('2026-11-26')).toBe('1/2')
    expect(await taken('2026-11-27')).toBe('0/2')
  }),
)

test(
  'what was learned counts by the first day, once a person; the latest session is told, and what rests on the sample says so',
  inTown(async (town) => {
    const { asCommand, sql, sato } = town
    const at = (startsOn: string) => ({
      ...{ startsOn, endsOn: startsOn, applyBy: startsOn },
      ...{ startsAt: '09:00', endsAt: '12:00', place: '会議室', capacity: 9 },
    })
    const course = (courseCode: string, title: string, ...days: string[]) => ({
      ...{ courseCode, title, summary: '', hours: 3, provider: '人事課' },
      sessions: days.map(at),
    })
    await asCommand.ask(training.importCourses, {
      courses: [course('A', '前期', '2026-04-10'), course('B', '後期', '2026-06-10', '2026-11-22')],
    })
    const past = (name: Name, courseCode: string, startsOn: string, state: 'completed' | 'attended') => ({
      ...{ staffNumber: staffNumberOf(name), courseCode, startsOn, state, appliedOn: '2026-04-01' },
    })
    await asCommand.ask(training.importTrainingHistory, {
      applications: [
        past('sato', 'A', '2026-04-10', 'completed'),
        past('sato', 'B', '2026-06-10', 'completed'),
        past('sato', 'B', '2026-11-22', 'attended'),
        past('ueda', 'A', '2026-04-10', 'attended'),
      ],
    })
    const find = async (name: string, asOf?: string) => {
      const { total, records, restsOnSample } = await figureOf(town, name, asOf)
      return { n: total.numerator, sample: restsOnSample, found: records.map(({ finding }) => finding) }
    }
    const trained = '「後期」(令和8年11月22日)ほか計3回に出席'
    const other = '「前期」(令和8年4月10日)ほか計1回に出席'
    expect(await find('training.staffTrained')).toEqual({ n: 2, sample: false, found: [trained, other] })
    expect((await find('training.minutesPerPerson')).sample).toBe(false)
    expect((await find('training.staffTrained', '2026-11-21')).found[0]).toBe('「後期」(令和8年6月10日)ほか計2回に出席')
    expect(await find('training.completions')).toEqual({
      ...{ n: 2, sample: false },
      found: ['「後期」(令和8年6月10日)を修了', '「前期」(令和8年4月10日)を修了'],
    })
    const held = [
      '「後期」(令和8年11月22日、会議室)',
      '「後期」(令和8年6月10日、会議室)',
      '「前期」(令和8年4月10日、会議室)',
    ]
    expect(await find('training.sessionsHeld')).toEqual({ n: 3, sample: false, found: held })
    await sql(`update application set is_sample = true where staff_member_id = $1 and state = 'attended'`, [sato])
    expect((await find('training.staffTrained')).sample).toBe(true)
    expect((await find('training.completions')).sample).toBe(false)
    await sql(`update course_session set cancelled_on = '2026-05-01' where starts_on = '2026-06-10'`)
    expect((await find('training.staffTrained')).found).toEqual(['「後期」(令和8年11月22日)ほか計2回に出席', other])
    expect((await find('training.completions')).n).toBe(1)
    expect((await find('training.sessionsHeld')).n).toBe(2)
  }),
)

test(
  'records are read page by page behind the last one, the newest first; those of a section are its own',
  inTown(async (town) => {
    const { sato, ueda, mori, ito, tanaka, ono } = town
    const { courseSessionId } = await dataCourse(town, 9)
    for (const person of [sato, ueda, mori]) await approved(town, person, courseSessionId, tanaka)
    town.on('2026-11-23')
    await approved(town, ito, courseSessionId, ono)
    const measure = measureNamed('training.approvalsWithCover')!
    const page = (more: { after?: string; sectionCode?: string; limit?: number }) =>
      within(
        town,
        async (ctx) => {
          const { records, ...rest } = await measure.records(ctx, periodOf(measure, '2026-11-23'), {
            limit: 2,
            ...more,
          })
          return { ...rest, who: records.map(({ staffMemberId }) => staffMemberId) }
        },
        '2026-11-23',
      )
    const first = await page({})
    expect([first.total, first.who]).toEqual([4, [ito, sato]])
    const second = await page({ after: first.next! })
    expect(second.who).toEqual([ueda, mori])
    expect((await page({ after: second.next! })).who).toEqual([])
    expect(await page({ limit: 5 })).toEqual({ total: 4, next: null, who: [ito, sato, ueda, mori] })
    expect(await page({ sectionCode: '101010', limit: 9 })).toMatchObject({ total: 3, who: [sato, ueda, mori] })
    expect(await page({ sectionCode: '2020' })).toMatchObject({ total: 1, who: [ito] })
    await expect(page({ after: 'x' })).rejects.toThrow('invalid_input')
  }),
)

test(
  'of the applications of the year those count that were stopped by 体制, as known on the day; whatever was taken back does not',
  inTown(async (town) => {
    const { as } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const ids: Partial<Record<Name, number>> = {}
    for (const name of ['sato', 'ueda', 'mori'] as const)
      ids[name] = (await as(name).ask(training.apply, { courseSessionId })).applicationId
    const why = { reason: '窓口', barrier: 'counter' as const }
    await as('tanaka').ask(training.reject, { applicationId: ids.sato!, ...why })
    await as('tanaka').ask(training.returnForRevision, { applicationId: ids.ueda!, ...why, barrier: 'content' })
    const name = 'training.stoppedByStaffing'
    const { total, records } = await figureOf(town, name)
    expect(total).toEqual({ numerator: 1, denominator: 3 })
    expect(records.find(({ counted }) => counted)).toMatchObject({
      staffMemberId: town.sato,
      finding: '「データ活用入門」に令和8年11月22日に申込み。体制を理由に止まった: 窓口・当番の人手が足りない',
    })
    expect(records.filter(({ counted }) => !counted).map(({ finding }) => finding)).toEqual([
      ...Array.from({ length: 2 }, () => '「データ活用入門」に令和8年11月22日に申込み。体制を理由に止まってはいない'),
    ])
    await town.sql(`update application_step set taken_on = '2026-11-25' where barrier = 'counter'`)
    expect((await figureOf(town, name)).total).toEqual({ numerator: 0, denominator: 3 })
    expect((await figureOf(town, name, '2026-11-25')).total).toEqual({ numerator: 1, denominator: 3 })
    await town.sql(`update application_step set taken_back_at = now() where barrier = 'counter'`)
    expect((await figureOf(town, name, '2026-11-25')).total).toEqual({ numerator: 0, denominator: 3 })
  }),
)
