import { expect, test } from 'vitest'
import type { Problem } from '#engines/schedule/contract.ts'
import { readProblem } from '#engines/schedule/reading.ts'
import { schedule } from '#engines/schedule/schedule.ts'
import { skills } from '#rooms/skills/contract.ts'
import { allPass } from '#testing/floor.ts'
import { fillSection } from '#testing/section.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { recountSeats, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

const DAY = '2026-11-22'
const days = { from: '2026-12-01', to: '2027-02-28' }

/** A course that serves a skill of the floor, with a morning and an afternoon. */
async function ictCourse({ as, hayashi }: Town, seats: readonly number[] = [2, 2]) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: 'ICT', title: 'ICT基礎', summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  const sessions: number[] = []
  for (const [at, capacity] of seats.entries()) {
    const hours = at % 2 ? { startsAt: '13:00', endsAt: '16:00' } : { startsAt: '09:00', endsAt: '12:00' }
    const day = `2027-01-${String(20 + Math.floor(at / 2)).padStart(2, '0')}`
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, {
      courseId,
      ...sessionOf(capacity, { startsOn: day, ...hours }),
    })
    sessions.push(courseSessionId)
  }
  return { courseId, sessions }
}
const problemOf = (town: Town) => town.as(town.hayashi).ask(training.exportSchedule, { courseCode: 'ICT', ...days })
const load = (town: Town, seats: { staff: string; session: string }[], publish = false) =>
  town.as(town.hayashi).ask(training.loadSchedule, { solution: { seats, status: 'optimal' }, publish })
const needs = (town: Town, people: number, more: object = {}) =>
  town.as(town.tanaka).ask(training.stateMinimum, {
    ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(people), ...more },
  })
const solve = async (problem: Problem) =>
  (await schedule({ problem, language: 'ja', seed: 1, until: Date.now() + 10_000 })).report

test(
  'the problem holds whoever has the floor ahead with their section, open sessions, who is away, and the minimum of each counter',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const { courseId, sessions } = await ictCourse(town, [2, 2, 2])
    // What is full already seats nobody.
    await sql('update course_session set seats_taken = capacity where course_session_id = $1', [sessions[2]])
    const result = { skill: 'ict-tools', kind: 'test' as const, level: 4, asOf: '2026-11-01' }
    await as(hayashi).ask(skills.importEvidence, { rows: [{ ...result, staffNumber: staffNumberOf('mori') }] })
    await needs(town, 2)
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'annualLeave', from: '2027-01-20', lastDay: '2027-01-20', week: '10'.repeat(7) },
    })
    const problem = await problemOf(town)
    expect(readProblem(Buffer.from(JSON.stringify(problem)))).toMatchObject({ problem: { slots: [{}, {}] } })
    expect(problem.slots).toEqual([{ id: '2027-01-20am' }, { id: '2027-01-20pm' }])
    expect(problem.sections.find(({ id }) => id === '101010')?.minimum).toEqual({
      '2027-01-20am': 2,
      '2027-01-20pm': 2,
    })
    expect(problem.sessions).toMatchObject([
      { id: String(sessions[0]), course: 'ICT', slots: ['2027-01-20am'], capacity: 2 },
      { slots: ['2027-01-20pm'], capacity: 2 },
    ])
    const of = (name: Parameters<typeof staffNumberOf>[0]) => problem.staff.find(({ id }) => id === staffNumberOf(name))
    expect(of('sato')).toEqual({ id: staffNumberOf('sato'), section: '101010', needs: ['ICT'], away: [] })
    // 上田 has the morning off; 森 has the floor and is at the counter; 木村 is on leave, and outside the population.
    expect(of('ueda')?.away).toEqual(['2027-01-20am'])
    expect(of('mori')?.needs).toEqual([])
    expect(of('kimura')).toMatchObject({ needs: [], away: ['2027-01-20am', '2027-01-20pm'] })
    expect(of('yamada')).toBeUndefined()
    // A course that is for some serves those alone.
    const course = await as(hayashi).ask(training.showCourse, { courseId })
    const changed = {
      courseId,
      courseCode: 'ICT',
      title: 'ICT基礎',
      summary: '',
      skills: ['ict-tools'],
      hours: 3,
      provider: '人事課',
    }
    const forFew = { ...changed, eligibility: { minRank: 5 }, seen: course.version }
    const { version } = await as(hayashi).ask(training.saveCourse, forFew)
    const served = (await problemOf(town)).staff.filter((one) => one.needs.length > 0).map(({ id }) => id)
    expect([served.includes(staffNumberOf('tanaka')), served.includes(staffNumberOf('sato'))]).toEqual([true, false])
    await as(hayashi).ask(training.saveCourse, { ...changed, eligibility: {}, seen: version })
    // Whoever has a seat of the course needs no other.
    await load(town, [{ staff: staffNumberOf('sato'), session: String(sessions[1]) }], true)
    expect((await problemOf(town)).staff.find(({ id }) => id === staffNumberOf('sato'))).toMatchObject({
      ...{ needs: [], away: ['2027-01-20pm'] },
    })
    expect(sato).toBeGreaterThan(0)
  }),
)

test(
  'of a course in an open round the problem seats whoever has it ahead there: not who reached the floor, is on leave or has attended it',
  inTown(async (town) => {
    const { as, asCommand, sql, on, hayashi, kimura, sato } = town
    const { courseId } = await ictCourse(town, [9, 9])
    const needing = async () =>
      (await problemOf(town)).staff.filter(({ needs }) => needs.length > 0).map(({ id }) => id)
    const all = await needing()
    expect(all.length).toBe(10)
    const first = await as(hayashi).ask(training.saveSession, { courseId, ...sessionOf(5, { startsOn: '2026-12-01' }) })
    const { roundId } = await as(hayashi).ask(training.beginRound, {
      ...{ name: '回', who: { sections: ['1010'] }, waves: [{ dueOn: '2027-02-28' }], courseIds: [courseId] },
    })
    const numbers = (...names: Parameters<typeof staffNumberOf>[0][]) => names.map(staffNumberOf).sort()
    expect((await needing()).sort()).toEqual(numbers('tanaka', 'mori', 'sato', 'ueda'))
    // Within the round the floor as a whole counts, whatever the course serves.
    await asCommand.ask(skills.importEvidence, {
      rows: Object.entries({ 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }).map(([skill, level]) => ({
        ...{ staffNumber: staffNumberOf('mori'), kind: 'test' as const, skill, level, asOf: '2026-11-22' },
      })),
    })
    await as(hayashi).ask(training.nominate, { courseSessionId: first.courseSessionId, staffMemberIds: [sato] })
    on('2026-12-01')
    const [{ id }] = (await sql<{ id: number }>(`select application_id::int as id from application`)) as [
      { id: number },
    ]
    await as(hayashi).ask(training.recordAttendance, {
      ...{
        courseSessionId: first.courseSessionId,
        attendance: [{ applicationId: id, attendance: 'attended' as const }],
      },
    })
    on('2026-12-02')
    expect((await needing()).sort()).toEqual(numbers('tanaka', 'ueda'))
    await sql(`update leave_of_absence set valid_to = '2026-12-02' where staff_member_id = $1`, [kimura])
    expect((await needing()).sort()).toEqual(numbers('tanaka', 'ueda', 'kimura'))
    await as(hayashi).ask(training.endRound, { roundId, reason: '年度末' })
    expect((await needing()).length).toBeGreaterThan(5)
  }),
)

test(
  'what cannot become a problem is refused by name',
  inTown(async (town) => {
    const { as, hayashi } = town
    const ask = (more: object) => as(hayashi).ask(training.exportSchedule, { courseCode: 'ICT', ...days, ...more })
    await expect(ask({})).rejects.toThrow('no_such_course')
    const { courseId } = await ictCourse(town, [])
    await expect(ask({})).rejects.toThrow('no_open_session')
    await expect(ask({ to: '2026-11-30' })).rejects.toThrow('ends_before_start')
    const other = { ...{ courseCode: 'LAW', title: '法務', summary: '', hours: 3, provider: '人事課' }, skills: [] }
    await as(hayashi).ask(training.saveCourse, other)
    await expect(ask({ courseCode: 'LAW' })).rejects.toThrow('course_without_floor')
    await allPass(town, 'ict-tools')
    await expect(ask({})).rejects.toThrow('nobody_to_seat')
    await town
      .sql(`delete from policy_edition`)
      .catch(() => town.sql(`update policy_edition set valid_from = '2099-04-01'`))
    await expect(ask({})).rejects.toThrow('no_policy')
    expect(courseId).toBeGreaterThan(0)
  }),
)

test(
  'each broken place of a solution is named, and nobody is seated (INV-T2, T5, T7)',
  inTown(async (town) => {
    const { as, sql, on, ueda, tanaka, hayashi } = town
    const { courseId, sessions } = await ictCourse(town, [2, 2, 1])
    const later = await as(hayashi).ask(training.saveSession, {
      ...{ courseId, ...sessionOf(5, { startsOn: '2027-01-20', startsAt: '10:00', endsAt: '11:00' }) },
    })
    await needs(town, 2)
    const [sato, mori, uedaNo, ito, kimura] = (['sato', 'mori', 'ueda', 'ito', 'kimura'] as const).map(
      staffNumberOf,
    ) as [string, string, string, string, string]
    const [am, pm, next] = sessions.map(String) as [string, string, string]
    const broken = async (seats: [string, string][]) => {
      const answer = load(
        town,
        seats.map(([staff, session]) => ({ staff, session })),
        true,
      )
      const refusal = (await answer.catch((error: unknown) => error)) as {
        code?: string
        fields?: { path: string; reason: string }[]
      }
      return refusal.code === 'schedule_broken'
        ? refusal.fields?.map(({ path, reason }) => `${path} ${reason}`)
        : refusal
    }
    expect(
      await broken([
        ['999', am],
        [sato, '999'],
        [sato, 'x'],
      ]),
    ).toEqual([
      expect.stringContaining('seats[0] 職員番号999'),
      expect.stringContaining('seats[1] 開催回999'),
      expect.stringContaining('seats[2] 開催回x'),
    ])
    expect(
      await broken([
        [ito, am],
        [ito, am],
        [ito, pm],
      ]),
    ).toEqual([
      expect.stringContaining('seats[1] 職員00000012の席が、開催回'),
      expect.stringContaining('seats[2] 職員00000012に、講座ICTの席が二つ'),
    ])
    expect(await broken([[kimura, am]])).toEqual([expect.stringContaining('在職していないか、休業')])
    // The counter needs two of the three who are there.
    expect(
      await broken([
        [sato, am],
        [mori, am],
      ]),
    ).toEqual(['seats[1] 所属101010の2027-01-20amは2人必要ですが、1人になります(職員00000003)。'])
    expect(
      await broken([
        [sato, next],
        [ito, next],
      ]),
    ).toEqual([expect.stringContaining('空きは1席で、2人')])
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'duty', from: '2027-01-20', lastDay: '2027-01-20', week: '01'.repeat(7) },
    })
    expect(await broken([[uedaNo, pm]])).toEqual([expect.stringContaining('2027-01-20pmに不在')])
    // With 上田 away the afternoon has nobody to spare.
    expect(await broken([[sato, pm]])).toEqual([expect.stringContaining('2人必要ですが、1人')])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    expect(await sql(`select 1 from application`)).toEqual([])
    await needs(town, 1, { counter: '法務の窓口', needs: [{ skill: 'data-use', level: 2, people: 1 }] })
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'day', validFrom: '2027-01-20', week: Array(14).fill(0) },
    })
    const result = { skill: 'data-use', kind: 'test' as const, level: 3, asOf: '2026-11-01', staffNumber: sato }
    await as(hayashi).ask(skills.importEvidence, { rows: [result] })
    expect(await broken([[sato, am]])).toEqual([expect.stringContaining('「data-use」水準2以上')])
    expect(await broken([[ito, am]])).toMatchObject({ published: true, seats: 1 })
    expect(await broken([[ito, next]])).toEqual([expect.stringContaining('もう持っています')])
    const law = { ...{ courseCode: 'LAW', title: '法務', summary: '', hours: 3, provider: '人事課' }, skills: [] }
    const { courseId: lawId } = await as(hayashi).ask(training.saveCourse, law)
    const clash = await as(hayashi).ask(training.saveSession, {
      ...{ courseId: lawId, ...sessionOf(5, { startsOn: '2027-01-20', startsAt: '10:00', endsAt: '11:00' }) },
    })
    expect(await broken([[ito, String(clash.courseSessionId)]])).toEqual([expect.stringContaining('同じ時間に開催回')])
    expect(later.courseSessionId).toBeGreaterThan(0)
    // A file of another time.
    on('2027-01-20')
    expect(await broken([[sato, am]])).toEqual([expect.stringContaining('始まっているか中止')])
  }),
)

test(
  'a draft seats nobody; published it gives all seats with notices, or none; it is published or dropped once',
  inTown(async (town) => {
    const { as, sql, sato, ueda, hayashi } = town
    const { sessions } = await ictCourse(town)
    const [am, pm] = sessions.map(String) as [string, string]
    // 佐藤 has applied already: the seat comes in the place of the application.
    await as(sato).ask(training.apply, { courseSessionId: sessions[0]! })
    const seats = [
      { staff: staffNumberOf('sato'), session: am },
      { staff: staffNumberOf('ueda'), session: pm },
    ]
    const draft = await load(town, seats)
    expect(draft).toMatchObject({ published: false, seats: 2, sessions: 2 })
    expect(await sql(`select 1 from application where state = 'ordered'`)).toEqual([])
    expect((await as(hayashi).ask(training.listScheduleDrafts, {})).drafts).toEqual([
      {
        ...{ scheduleDraftId: draft.scheduleDraftId, seats: 2, sessions: 2, madeBy: '林 由佳', madeOn: DAY },
        ...{
          courses: ['ICT基礎'],
          objections: [],
          objectBy: null,
          wishes: { people: 0, met: 0 },
          covers: [],
          forWhom: [],
        },
        ...{ opens: [], enlarges: [] },
      },
    ])
    const other = await load(town, seats)
    await as(hayashi).ask(training.dropSchedule, { scheduleDraftId: other.scheduleDraftId })
    await expect(as(hayashi).ask(training.dropSchedule, { scheduleDraftId: other.scheduleDraftId })).rejects.toThrow(
      'no_such_draft',
    )
    const stale = await load(town, seats)
    await as(hayashi).ask(training.publishSchedule, { scheduleDraftId: draft.scheduleDraftId })
    await expect(as(hayashi).ask(training.publishSchedule, { scheduleDraftId: draft.scheduleDraftId })).rejects.toThrow(
      'no_such_draft',
    )
    await expect(as(hayashi).ask(training.publishSchedule, { scheduleDraftId: stale.scheduleDraftId })).rejects.toThrow(
      'schedule_broken',
    )
    expect((await as(ueda).ask(training.listMyTraining, {})).applications).toMatchObject([{ state: 'ordered' }])
    expect((await as(sato).ask(training.listMyTraining, {})).applications.map(({ state }) => state).sort()).toEqual([
      'cancelled',
      'ordered',
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a head sees what a draft would take from their section, objects and is heard beside it, until it is published (INV-S1)',
  inTown(async (town) => {
    const { as, hayashi, tanaka, ono, sato } = town
    const { sessions } = await ictCourse(town)
    const { scheduleDraftId } = await load(town, [{ staff: staffNumberOf('sato'), session: String(sessions[0]) }])
    await as(hayashi).ask(training.showToHeads, { scheduleDraftId, objectBy: '2026-12-10' })
    const look = async (who: number) => (await as(who).ask(training.listTeamSchedules, {})).drafts
    expect(await look(tanaka)).toMatchObject([
      {
        scheduleDraftId,
        total: 1,
        objection: null,
        seats: [{ person: { staffMemberId: sato }, course: { courseCode: 'ICT' } }],
      },
    ])
    for (const who of [ono, sato]) {
      expect(await look(who)).toEqual([])
      await expect(as(who).ask(training.objectToSchedule, { scheduleDraftId, reason: '困る' })).rejects.toThrow(
        'no_such_draft',
      )
    }
    await as(tanaka).ask(training.objectToSchedule, { scheduleDraftId, reason: '転入の時期' })
    await afterLooking(as(tanaka), training.objectToSchedule, { scheduleDraftId, reason: '窓口が足りない' })
    const heard = async () => (await as(hayashi).ask(training.listScheduleDrafts, {})).drafts[0]?.objections
    expect([(await look(tanaka))[0]?.objection, await heard()]).toEqual([
      '窓口が足りない',
      [expect.objectContaining({ by: '田中 聡', reason: '窓口が足りない', answer: null })],
    ])
    await as(tanaka).ask(training.endObjection, { scheduleDraftId })
    await expect(as(tanaka).ask(training.endObjection, { scheduleDraftId })).rejects.toThrow('no_such_draft')
    expect(await heard()).toEqual([])
    await as(hayashi).ask(training.publishSchedule, { scheduleDraftId })
    expect(await look(tanaka)).toEqual([])
    await expect(as(tanaka).ask(training.objectToSchedule, { scheduleDraftId, reason: '遅い' })).rejects.toThrow(
      'no_such_draft',
    )
  }),
)

test(
  'what the search seats keeps every counter at its minimum, nobody in two places, and comes in whole: counted anew from the tables',
  { timeout: 60_000 },
  inTown(async (town) => {
    const { sql, as, hayashi } = town
    const ids = await fillSection(sql, { sectionCode: '101010', day: DAY, people: 60, open: 40 })
    await sql('insert into announcement_lead (days) values (100)')
    const { sessions } = await ictCourse(town, [9, 8, 7, 9, 6, 9])
    await needs(town, 46)
    for (const [at, id] of ids.slice(5, 25).entries()) {
      const week = Array.from({ length: 14 }, (_, place) => ((place + at) % 4 === 0 ? '1' : '0')).join('')
      await as(hayashi).ask(training.addAbsence, { staffMemberId: id, kind: 'partTime', from: '2027-01-04', week })
    }
    const before = await present(town)
    const report = await solve(await problemOf(town))
    expect([report.status, report.seated > 10]).toEqual(['optimal', true])
    expect(await load(town, report.seats, true)).toMatchObject({ published: true, seats: report.seated })
    const after = await present(town)
    for (const [slot, people] of after) expect(people >= Math.min(46, before.get(slot)!), slot).toBe(true)
    expect([...after].some(([slot, people]) => people < before.get(slot)!)).toBe(true)
    const twice = await sql(
      `select 1 from application a join course_session s using (course_session_id)
      join application b on b.staff_member_id = a.staff_member_id and b.application_id > a.application_id
      join course_session t on t.course_session_id = b.course_session_id
      where a.state in ('ordered', 'hr_selected') and b.state in ('ordered', 'hr_selected') and s.course_session_id = any($1)
        and s.starts_on <= t.ends_on and t.starts_on <= s.ends_on and s.starts_at < t.ends_at and t.starts_at < s.ends_at`,
      [sessions],
    )
    expect(twice).toEqual([])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

/** Who of 窓口係 is at the counter in each half-day of the sessions' days, by SQL that shares nothing with the product's. */
async function present({ sql }: Town): Promise<Map<string, number>> {
  const rows = await sql<{
    slot: string
    people: number
  }>(`select d.day::date || h.half as slot, count(*)::int as people
    from generate_series(date '2027-01-20', date '2027-01-22', interval '1 day') d(day),
      (values ('am', time '08:00', time '12:00', 0), ('pm', time '12:00', time '18:00', 1)) h(half, "from", "to", place),
      assignment p
    where p.kind = 'primary' and p.section_code = '101010' and p.valid_from <= d.day and (p.valid_to is null or p.valid_to > d.day)
      and not exists (select 1 from leave_of_absence l where l.staff_member_id = p.staff_member_id
        and l.valid_from <= d.day and (l.valid_to is null or l.valid_to > d.day))
      and not exists (select 1 from short_absence b where b.staff_member_id = p.staff_member_id and b.valid_from <= d.day
        and substr(b.week, (extract(isodow from d.day)::int - 1) * 2 + h.place + 1, 1) = '1')
      and not exists (select 1 from application a join course_session s using (course_session_id)
        where a.staff_member_id = p.staff_member_id and a.state in ('hr_selected', 'ordered')
          and d.day between s.starts_on and s.ends_on and s.starts_at < h."to" and s.ends_at > h."from")
    group by 1`)
  return new Map(rows.map(({ slot, people }) => [slot, people]))
}
