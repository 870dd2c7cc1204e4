import { expect, test } from 'vitest'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { dataCourse, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

const years = [2025, 2026, 2027]

/** The figures of every course and year, counted anew in plain code from the rows as they lie there. */
async function recount({ sql }: Town) {
  const sessions = await sql<{ id: string; course: number; day: string }>(
    `select course_session_id as id, course_id::int as course, starts_on::text as day from course_session
      where cancelled_on is null`,
  )
  const applications = await sql<{ id: string; state: string }>(
    `select course_session_id as id, state from application`,
  )
  const rows = sessions.map(({ id, course, day }) => {
    const states = applications.filter((one) => one.id === id).map(({ state }) => state)
    const among = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length
    const attended = ['attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed']
    return {
      key: `${fiscalYearOf(day)} ${course}`,
      sessions: 1,
      applicants: states.length - among('withdrawn', 'cancelled'),
      ordered: among('ordered', 'absent', ...attended),
      attended: among(...attended),
      completed: among('completed'),
      notCompleted: among('not_completed'),
    }
  })
  const sums: Record<string, Record<string, number>> = {}
  for (const { key, ...figures } of rows) {
    sums[key] ??= {}
    for (const [name, n] of Object.entries(figures)) sums[key][name] = (sums[key][name] ?? 0) + n
  }
  return sums
}

/** What the operation says, as `recount` does. */
async function shown({ as, hayashi }: Town) {
  const answers = await Promise.all(
    years.map((fiscalYear) => as(hayashi).ask(training.showCompletionByCourse, { fiscalYear })),
  )
  return Object.fromEntries(
    answers.flatMap(({ fiscalYear, courses }) =>
      courses.map(({ courseId, courseCode: _, title: __, isSample: ___, ...figures }) => [
        `${fiscalYear} ${courseId}`,
        figures,
      ]),
    ),
  )
}

test(
  'figures of a course and year follow every change of its applications and sessions, as a count of the raw rows gives them',
  { timeout: 60_000 },
  inTown(async (town) => {
    const { as, on, asCommand, sato, ueda, mori, kimura, ito, tanaka, ono, hayashi } = town
    const agree = async (what: string) => expect(await shown(town), what).toEqual(await recount(town))
    const { courseId, courseCode, courseSessionId } = await dataCourse(town, 3, { reportRequired: true })
    const march = await dataCourse(town, 5, { startsOn: '2027-03-31' })
    await dataCourse(town, 6, { startsOn: '2027-04-01' })
    await agree('sessions of two years')
    await town.sql('delete from leave_of_absence')
    const ids = new Map<number, number>()
    for (const person of [sato, ueda, mori, kimura]) {
      ids.set(person, (await as(person).ask(training.apply, { courseSessionId })).applicationId)
      if (person !== kimura) await as(tanaka).ask(training.approve, { applicationId: ids.get(person)! })
    }
    const head = ids.get(kimura)!
    await as(tanaka).ask(training.reject, { applicationId: head, reason: '繁忙期' })
    await agree('applications, one not approved')
    const chosen = [sato, ueda, mori].map((person) => ids.get(person)!)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: chosen.slice(0, 2), alsoOrder: true })
    await as(hayashi).ask(training.notSelect, { courseSessionId, applicationIds: chosen.slice(2) })
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [ito] })
    await agree('ordered, not selected, nominated')
    await as(ito).ask(training.apply, { courseSessionId: march.courseSessionId })
    await as(sato).ask(training.apply, { courseSessionId: march.courseSessionId })
    const withdrawn = (await as(mori).ask(training.apply, { courseSessionId: march.courseSessionId })).applicationId
    await as(mori).ask(training.withdraw, { applicationId: withdrawn, reason: '都合' })
    await agree('one who took it back')
    await afterLooking(as(hayashi), training.saveSession, {
      ...{ courseId: march.courseId, courseSessionId: march.courseSessionId },
      ...sessionOf(5, { startsOn: '2027-04-02', applyBy: '2027-04-01' }),
    })
    await agree('a session that has moved over the turn of the year, with those who applied')
    const [own] = (await as(ito).ask(training.listMyTraining, {})).applications.filter(
      ({ state }) => state === 'submitted',
    )
    await as(ono).ask(training.reject, { applicationId: own!.applicationId, reason: '繁忙期' })
    await as(hayashi).ask(training.cancelSession, { courseSessionId: march.courseSessionId, reason: '台風' })
    await agree('a cancelled session, whose application that was not approved counts no more')
    on('2027-01-20')
    const people = (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).applications
    const nominated = people.find(({ applicant }) => applicant.staffMemberId === ito)!.applicationId
    await as(hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [
        { applicationId: chosen[0]!, attendance: 'attended' },
        { applicationId: chosen[1]!, attendance: 'absent', reason: '窓口' },
        { applicationId: nominated, attendance: 'partially_attended' },
      ],
    })
    await agree('attendance')
    await as(sato).ask(training.submitReport, { applicationId: chosen[0]!, body: '学びました。' })
    await as(hayashi).ask(training.recordCompletion, {
      courseSessionId,
      completion: [
        { applicationId: chosen[0]!, completed: true },
        { applicationId: nominated, completed: false },
      ],
    })
    await agree('completions')
    const [year] = (await as(hayashi).ask(training.showCompletionByCourse, { fiscalYear: 2026 })).courses
    expect(year).toEqual({
      ...{ courseId, courseCode, title: 'データ活用入門', isSample: false },
      ...{ sessions: 1, applicants: 5, ordered: 3, attended: 2, completed: 1, notCompleted: 1 },
    })
    const past = { courseCode, appliedOn: '2026-12-01', state: 'completed' as const }
    const oneTooMany = [{ ...past, staffNumber: staffNumberOf('kato'), startsOn: '2027-01-20' }]
    await expect(asCommand.ask(training.importTrainingHistory, { applications: oneTooMany })).rejects.toThrow(
      'session_overfull',
    )
    await agree('a history that was refused')
    const session = { startsAt: '09:00', endsAt: '12:00', place: '会議室', capacity: 9 }
    const course = { courseCode: 'OLD', title: '昔の研修', summary: '', hours: 3, provider: '人事課' }
    const days = ['2026-03-31', '2026-04-01'].map((day) => ({ ...session, startsOn: day, endsOn: day, applyBy: day }))
    await asCommand.ask(training.importCourses, { courses: [{ ...course, sessions: days }] })
    await asCommand.ask(training.importCourses, { courses: [{ ...course, sessions: days }] })
    await agree('courses that were sent twice')
    const history = {
      applications: (['sato', 'ueda', 'mori'] as const).flatMap((name, index) =>
        days.map(({ startsOn }) => ({
          ...past,
          courseCode: 'OLD',
          staffNumber: staffNumberOf(name),
          startsOn,
          appliedOn: '2026-03-01',
          state: (['completed', 'absent', 'withdrawn'] as const)[index]!,
        })),
      ),
    }
    await asCommand.ask(training.importTrainingHistory, history)
    await asCommand.ask(training.importTrainingHistory, history)
    await agree('a history that was sent twice')
  }),
)

test(
  'the year of today is shown where none is asked for, with the years there are; a year without sessions is empty',
  inTown(async (town) => {
    const { as, on, hayashi, kato } = town
    const none = { sessions: 0, applicants: 0, ordered: 0, attended: 0, completed: 0, notCompleted: 0 }
    const empty = { fiscalYear: 2026, years: null, whole: none, total: 0, courses: [] }
    expect(await as(kato).ask(training.showCompletionByCourse, {})).toEqual(empty)
    const march = await dataCourse(town, 3, { startsOn: '2027-03-31' })
    await dataCourse(town, 4, { startsOn: '2027-04-01' })
    const years = { first: 2026, last: 2027 }
    on('2027-03-31')
    expect(await as(hayashi).ask(training.showCompletionByCourse, {})).toMatchObject({
      ...{ fiscalYear: 2026, years, total: 1, whole: { ...none, sessions: 1 } },
      courses: [{ courseId: march.courseId }],
    })
    on('2027-04-01')
    expect(await as(hayashi).ask(training.showCompletionByCourse, {})).toMatchObject({ fiscalYear: 2027, total: 1 })
    expect(await as(hayashi).ask(training.showCompletionByCourse, { fiscalYear: 2024 })).toEqual({
      ...empty,
      ...{ fiscalYear: 2024, years },
    })
  }),
)

test(
  'executives are told what came of a course for which five people applied, and nothing that leaves fewer; HR is told all (INV-A3, S1)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, ito, ono, kato, hayashi, tanaka } = town
    const told = async (person: number) => {
      const { whole, courses } = await as(person).ask(training.showCompletionByCourse, {})
      return [whole.applicants, ...courses.map(({ applicants }) => applicants)].sort()
    }
    const applyAll = async (people: readonly number[]) => {
      const { courseSessionId } = await dataCourse(town, 20)
      for (const person of people) await as(person).ask(training.apply, { courseSessionId })
    }
    await applyAll([sato, ueda, mori])
    expect([await told(kato), await told(hayashi)]).toEqual([
      [null, null],
      [3, 3],
    ])
    await applyAll([sato, ueda, mori, ito, ono])
    expect(await told(kato)).toEqual([8, null, null])
    // What is left of 14 is of those who stand together: the course with five goes with the one with three.
    await applyAll([sato, ueda, mori, ito, ono, tanaka])
    expect([await told(kato), await told(hayashi)]).toEqual([
      [14, 6, null, null],
      [14, 3, 5, 6],
    ])
    const { courses } = await as(kato).ask(training.showCompletionByCourse, {})
    expect(courses.map(({ sessions, completed }) => [sessions, completed])).toContainEqual([1, null])
  }),
)

test(
  'those who apply for one course at the same moment do not wait for each other, and all are counted',
  inTown(async (town) => {
    const { as, sql, hayashi, sato, ueda, mori, ito, ono, kato } = town
    const { courseSessionId } = await dataCourse(town, 3)
    const crowd = [sato, ueda, mori, ito, ono, kato, hayashi]
    await Promise.all(crowd.map((person) => as(person).ask(training.apply, { courseSessionId })))
    const parts = await sql<{ part: number; applicants: number }>(`select part, applicants from course_year`)
    expect(parts.reduce((sum, { applicants }) => sum + applicants, 0)).toBe(crowd.length)
    expect(parts.length).toBeGreaterThan(1)
    const { whole } = await as(hayashi).ask(training.showCompletionByCourse, {})
    expect(whole.applicants).toBe(crowd.length)
  }),
)
