import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { approved, dataCourse, sessionOf } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'
import { eligibleAmong } from './service.ts'

test(
  'the catalogue is found by words of any width and by skill, the soonest first',
  inTown(async (town) => {
    const { as, sato } = town
    const later = await dataCourse(town, 2, { startsOn: '2027-02-20' })
    const sooner = await dataCourse(town, 3)
    const titles = await as(sato).ask(training.listCourses, {})
    expect(titles.courses.map(({ courseId }) => courseId)).toEqual([sooner.courseId, later.courseId])
    expect(titles.courses[0]?.sessions).toMatchObject([{ seatsLeft: 3, waiting: 0, isOpen: true, mine: null }])
    expect((await as(sato).ask(training.listCourses, { q: 'ﾃﾞｰﾀ 人事課', skill: 'data-use' })).total).toBe(2)
    expect((await as(sato).ask(training.listCourses, { q: '活%入' })).total).toBe(0)
    // By how their titles are read (decisions/0100), with the skill as before.
    expect((await as(sato).ask(training.listCourses, { q: 'にゅうもん', skill: 'data-use' })).total).toBe(2)
    expect((await as(sato).ask(training.listCourses, { q: 'にゅうもん', skill: 'ict-tools' })).total).toBe(0)
    expect((await as(sato).ask(training.listCourses, { skill: 'ict-tools' })).total).toBe(0)
  }),
)

test(
  'HR changes a course and ends it; it ends after it began, and no other takes its code',
  inTown(async (town) => {
    const { as, hayashi, sato } = town
    const { courseId, courseCode, courseSessionId } = await dataCourse(town, 2)
    const other = await dataCourse(town, 3)
    const course = {
      courseCode,
      title: 'データ活用入門(改)',
      summary: '表の見方から始めます。',
      skills: ['data-use'],
      hours: 6,
      provider: '人事課',
      reportRequired: false,
    }
    const save = (change: object) => afterLooking(as(hayashi), training.saveCourse, { courseId, ...course, ...change })
    await save({})
    expect((await as(sato).ask(training.listCourses, { q: '(改)' })).courses).toMatchObject([{ courseId }])
    await expect(save({ courseCode: other.courseCode })).rejects.toThrow('course_code_taken')
    await expect(save({ courseId: 9999, courseCode: 'D9' })).rejects.toThrow('no_such_course')
    await expect(save({ validTo: '2026-11-22' })).rejects.toThrow('ends_before_start')
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '終了' })
    await save({ validTo: '2026-11-23' })
    town.on('2026-11-23')
    expect((await as(sato).ask(training.listCourses, { q: '(改)' })).total).toBe(0)
  }),
)

test(
  'a course shows the sessions to come, the first day today included, with what is free, who waits and where I stand',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 1, { applyBy: '2027-01-13' })
    const add = (startsOn: string) =>
      afterLooking(as(hayashi), training.saveSession, { courseId, ...sessionOf(4, { startsOn }) })
    const second = await add('2027-01-21')
    const cancelled = await add('2027-01-22')
    await as(hayashi).ask(training.cancelSession, { courseSessionId: cancelled.courseSessionId, reason: '台風' })
    for (const day of ['2027-01-23', '2027-01-24']) await add(day)
    const first = await approved(town, sato, courseSessionId, tanaka)
    const waits = await approved(town, ueda, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [first, waits] })
    on('2027-01-13')
    const shown = await as(sato).ask(training.showCourse, { courseId })
    const { capacity: _, ...times } = session
    expect(shown.sessions[0]).toMatchObject({
      ...{ courseSessionId, ...times, capacity: 1, seatsLeft: 0, waiting: 1, isOpen: true, isSample: false },
      mine: { applicationId: first, state: 'hr_selected' },
    })
    expect(shown.sessions.map(({ startsOn }) => startsOn)).toEqual([
      ...['2027-01-20', '2027-01-21', '2027-01-23', '2027-01-24'],
    ])
    const [course] = (await as(sato).ask(training.listCourses, {})).courses
    expect([course?.sessionsToCome, course?.sessions.length]).toEqual([4, 3])
    on('2027-01-14')
    expect((await as(sato).ask(training.showCourse, { courseId })).sessions[0]?.isOpen).toBe(false)
    on('2027-01-20')
    expect((await as(sato).ask(training.showCourse, { courseId })).sessionsToCome).toBe(4)
    on('2027-01-21')
    const later = await as(sato).ask(training.showCourse, { courseId })
    expect([later.sessionsToCome, later.sessions[0]?.courseSessionId]).toEqual([3, second.courseSessionId])
  }),
)

test(
  'of several applications for one session the live one is mine; without one, the latest that was closed',
  inTown(async (town) => {
    const { as, sato, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    const apply = async () => (await as(sato).ask(training.apply, { courseSessionId })).applicationId
    const mine = async () => (await as(sato).ask(training.showCourse, { courseId })).sessions[0]?.mine
    const withdraw = (applicationId: number) => as(sato).ask(training.withdraw, { applicationId, reason: '都合' })
    await withdraw(await apply())
    const second = await apply()
    expect(await mine()).toEqual({ applicationId: second, state: 'submitted' })
    await as(tanaka).ask(training.reject, { applicationId: second, reason: '繁忙期' })
    expect(await mine()).toEqual({ applicationId: second, state: 'rejected' })
  }),
)

test(
  'a course is offered from its first day until the day before it ends',
  inTown(async (town) => {
    const { as, on, sql, sato, hayashi } = town
    const courses = [await dataCourse(town), await dataCourse(town), await dataCourse(town)]
    const [{ courseId, courseCode }] = courses as [(typeof courses)[number]]
    const course = { courseId, courseCode, title: 'データ活用入門', summary: '', hours: 6, provider: '人事課' }
    const save = (validTo: string | null) => afterLooking(as(hayashi), training.saveCourse, { ...course, validTo })
    const total = async () => (await as(sato).ask(training.listCourses, {})).total
    await expect(save('2026-11-22')).rejects.toThrow('ends_before_start')
    await sql('update course set is_sample = true')
    await sql(`update course_session set cancelled_on = '2026-11-22'`)
    await save('2026-11-23')
    expect(await total()).toBe(3)
    on('2026-11-23')
    expect(await total()).toBe(2)
    expect((await as(sato).ask(training.showCourse, { courseId })).validTo).toBe('2026-11-23')
    await afterLooking(as(hayashi), training.saveCourse, course)
    expect(await total()).toBe(2)
    await save(null)
    expect(await total()).toBe(3)
    expect(await sql(`select is_sample from course order by course_id`)).toMatchObject([
      ...[{ is_sample: false }, { is_sample: true }, { is_sample: true }],
    ])
    await sql(`update course set valid_from = '2026-11-24' where course_id = $1`, [courseId])
    expect(await total()).toBe(2)
  }),
)

test(
  'a course that is not there, a code that is taken and a skill that is not in the policy are refused',
  inTown(async (town) => {
    const { as, asCommand, hayashi, sato } = town
    const { courseId, courseCode } = await dataCourse(town)
    const other = await dataCourse(town)
    const course = { courseCode, title: '研修', summary: '', hours: 3, provider: '人事課' }
    const save = (more: object) => afterLooking(as(hayashi), training.saveCourse, { ...course, ...more })
    await expect(as(sato).ask(training.showCourse, { courseId: 999 })).rejects.toThrow('no_such_course')
    await expect(save({})).rejects.toThrow('course_code_taken')
    await expect(save({ courseId: other.courseId })).rejects.toThrow('course_code_taken')
    const unknown = { ...course, courseId: 999, courseCode: 'NEW' }
    await expect(as(hayashi).ask(training.saveCourse, unknown)).rejects.toThrow('no_such_course')
    await expect(save({ courseCode: 'NEW', skills: ['data-use', 'magic'] })).rejects.toMatchObject({
      code: 'no_such_skill',
      values: { skill: 'magic' },
    })
    expect(await save({ courseId })).toEqual({ courseId, version: expect.any(String) })
    const bring = (more: object, isSample = false) =>
      asCommand.ask(training.importCourses, { courses: [{ ...course, ...more }], isSample })
    await expect(bring({ skills: ['magic'] })).rejects.toThrow('no_such_skill')
    await expect(bring({}, true)).rejects.toThrow('sample_by_command_only')
    await expect(bring({ sessions: [sessionOf(3, { endsOn: '2027-01-19' })] })).rejects.toThrow('ends_before_start')
    await expect(bring({ sessions: [sessionOf(3, { applyBy: '2027-01-21' })] })).rejects.toThrow('applies_after_start')
  }),
)

test(
  'courses sent again are brought up to date; their sessions are added once, told apart by day, hour and place',
  inTown(async (town) => {
    const { as, asCommand, sql, hayashi } = town
    const course = { courseCode: 'I', title: '研修', summary: '', hours: 3, provider: '人事課' }
    const one = sessionOf(3)
    const sessions = [
      one,
      { ...one, startsAt: '13:00' },
      { ...one, place: '研修室2' },
      sessionOf(3, { startsOn: '2027-01-21' }),
    ]
    const bring = (more: object) => asCommand.ask(training.importCourses, { courses: [{ ...course, ...more }] })
    expect(await bring({ sessions, validFrom: '2026-04-01' })).toEqual({ courses: 1, sessions: 4 })
    const changed = {
      ...{ title: '改訂版', summary: '新しい', skills: ['data-use'], hours: 4, provider: '総務課' },
      ...{ enrolmentMode: 'nominated', eligibility: { minRank: 3 }, reportRequired: true },
    }
    // Whoever has not seen what it says now is told both, and nothing is changed.
    const [stored] = (await as(hayashi).ask(training.listCourses, {})).courses
    const { version: seen } = await as(hayashi).ask(training.showCourse, { courseId: stored!.courseId })
    await expect(bring({ ...changed, sessions })).rejects.toMatchObject({
      ...{ code: 'courses_unseen', values: { count: 1 } },
      fields: [{ path: 'courses[0].seen', reason: expect.stringMatching(/「研修」.*「改訂版」/) }],
    })
    const both = await Promise.allSettled([bring({ ...changed, sessions, seen }), bring({ title: '別の版', seen })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { version } = await as(hayashi).ask(training.showCourse, { courseId: stored!.courseId })
    await bring({ ...changed, sessions, seen: version })
    expect(await bring({ ...changed, sessions })).toEqual({ courses: 1, sessions: 0 })
    const { courses } = await as(hayashi).ask(training.listCourses, {})
    const { eligibility, ...shown } = changed
    expect(courses).toMatchObject([{ ...shown, eligibilityRule: '3級職以上の職員' }])
    expect(await sql(`select eligibility, valid_from::text from course`)).toEqual([
      { eligibility, valid_from: '2026-04-01' },
    ])
  }),
)

test(
  'a course may ask for others to be completed before and for levels: applying, lists and schedules keep to it, and none asks for itself (INV-T4, P7)',
  inTown(async (town) => {
    const { as, asCommand, sql, hayashi, sato, ueda } = town
    const first = await dataCourse(town, 2, { startsOn: '2027-01-10' })
    const eligibility = { afterCourses: [first.courseId], levels: [{ skill: 'data-use', level: 2 }] }
    const second = await dataCourse(town, 2, { eligibility })
    const shown = (courseId: number) => as(sato).ask(training.showCourse, { courseId })
    const rule = 'データ活用入門を修了した職員、データの活用が水準2以上の職員'
    const isFor = async () => {
      const { isForMe, eligibilityRule, sessions } = await shown(second.courseId)
      const { courses } = await as(sato).ask(training.listCourses, {})
      const listed = courses.find(({ courseId }) => courseId === second.courseId)
      expect([listed?.isForMe, listed?.eligibilityRule, eligibilityRule]).toEqual([isForMe, rule, rule])
      expect(sessions[0]?.mayApply).toBe(isForMe)
      return isForMe
    }
    const applying = () => as(sato).ask(training.apply, { courseSessionId: second.courseSessionId })
    const level = (reached: number) =>
      asCommand.ask(skills.importEvidence, {
        rows: [
          { staffNumber: staffNumberOf('sato'), skill: 'data-use', kind: 'test', level: reached, asOf: '2026-11-01' },
        ],
      })
    expect(await isFor()).toBe(false)
    await level(1)
    const complete = (state: string) =>
      sql(
        `insert into application (course_session_id, staff_member_id, state, applied_on) values ($1, $2, $3, '2026-11-01')
         on conflict do nothing`,
        [first.courseSessionId, sato, state],
      )
    await complete('not_completed')
    await level(2)
    expect(await isFor()).toBe(false)
    await expect(applying()).rejects.toMatchObject({ code: 'not_eligible', values: { rule } })
    await sql(`update application set state = 'completed' where staff_member_id = $1`, [sato])
    expect(await isFor()).toBe(true)
    expect(await applying()).toMatchObject({ state: 'submitted' })
    const eligible = await within(town, (ctx) => eligibleAmong(ctx, eligibility, [sato, ueda]))
    expect(eligible).toEqual([sato])
    // Nor does HR's own nomination, or a file of seats, give one to whom it is not for; both say who.
    const nomination = { courseSessionId: second.courseSessionId, staffMemberIds: [sato, ueda] }
    expect(await as(hayashi).ask(training.nominate, nomination)).toMatchObject({
      ...{ nominated: [], notEligible: [ueda], hasApplied: [sato] },
    })
    const seats = [{ staff: staffNumberOf('ueda'), session: String(second.courseSessionId) }]
    await expect(as(hayashi).ask(training.loadSchedule, { solution: { seats } })).rejects.toMatchObject({
      ...{ code: 'schedule_broken', fields: [{ reason: expect.stringContaining('対象に当たりません') }] },
    })

    const courseOf = async (courseId: number) => {
      const {
        courseCode,
        title,
        summary,
        skills: of,
        hours,
        provider,
        eligibility: asked,
        version,
      } = await shown(courseId)
      return {
        ...{ courseId, courseCode, title, summary, skills: of, hours, provider },
        eligibility: asked,
        seen: version,
      }
    }
    const save = async (courseId: number, afterCourses: number[]) =>
      as(hayashi).ask(training.saveCourse, { ...(await courseOf(courseId)), eligibility: { afterCourses } })
    await expect(save(first.courseId, [second.courseId])).rejects.toMatchObject({ code: 'asks_for_itself' })
    await expect(save(first.courseId, [first.courseId])).rejects.toMatchObject({ code: 'asks_for_itself' })
    await expect(save(first.courseId, [9999])).rejects.toMatchObject({ code: 'unknown_prerequisite' })
    const strange = { levels: [{ skill: 'nothing', level: 1 }] }
    const asked = as(hayashi).ask(training.saveCourse, { ...(await courseOf(first.courseId)), eligibility: strange })
    await expect(asked).rejects.toMatchObject({ code: 'no_such_skill' })
    const sent = { courses: [{ ...(await courseOf(first.courseId)), eligibility: { afterCourses: [9999] } }] }
    const { courseId: _, seen: __, ...imported } = sent.courses[0]!
    const brought = asCommand.ask(training.importCourses, { courses: [imported] })
    await expect(brought).rejects.toMatchObject({ code: 'unknown_prerequisite' })
    // Of two who would close a circle at one moment the second learns of it.
    const third = await dataCourse(town, 2)
    const both = await Promise.allSettled([
      save(first.courseId, [third.courseId]),
      save(third.courseId, [first.courseId]),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  }),
)

test(
  'who may apply stands in words; grade, occupation and category are those of today (INV-T4, O7)',
  inTown(async (town) => {
    const { as, on, sql, sato, mori, kato } = town
    const eligibility = { minRank: 3, maxRank: 5, occupations: ['事務', '福祉'], employmentCategories: ['常勤'] }
    const { courseId } = await dataCourse(town, 2, { eligibility })
    const shown = async (person: number) => {
      const { isForMe, eligibilityRule } = await as(person).ask(training.showCourse, { courseId })
      return [isForMe, eligibilityRule]
    }
    const rule = '3級職以上の職員、5級職以下の職員、職種が事務・福祉の職員、任用区分が常勤の職員'
    expect(await shown(mori)).toEqual([true, rule])
    expect(await shown(sato)).toEqual([false, rule])
    expect(await shown(kato)).toEqual([false, rule])
    const [listed] = (await as(mori).ask(training.listCourses, {})).courses
    expect([listed?.isForMe, listed?.eligibilityRule]).toEqual([true, rule])
    await sql(`update employment set occupation = '土木' where staff_member_id = $1`, [mori])
    expect(await shown(mori)).toEqual([false, rule])
    await sql(`update employment set occupation = '福祉' where staff_member_id = $1`, [mori])
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [mori])
    on('2026-11-30')
    expect(await shown(mori)).toEqual([true, rule])
    on('2026-12-01')
    expect(await shown(mori)).toEqual([false, rule])
    const everyone = await dataCourse(town)
    expect(await as(sato).ask(training.showCourse, { courseId: everyone.courseId })).toMatchObject({
      ...{ isForMe: true, eligibilityRule: null },
    })
    // An account without a person looks, and is for nobody.
    const account = { kind: 'account' as const, accountId: 99, subjectId: null, roles: ['hr'], name: 'admin' }
    expect(await town.gate.ask(training.showCourse, { courseId: everyone.courseId }, { actor: account })).toMatchObject(
      { isForMe: false },
    )
  }),
)

test(
  'pages of the catalogue go by the last course that was seen, those with nothing to come at last, by title',
  inTown(async (town) => {
    const { as, sql, sato, hayashi } = town
    const made: number[] = []
    for (const startsOn of ['2027-01-20', '2027-01-20', '2027-02-01']) {
      made.push((await dataCourse(town, 5, { startsOn })).courseId)
    }
    const bare = async (courseCode: string, title: string) => {
      const course = { courseCode, title, summary: '', hours: 3, provider: '人事課' }
      return (await afterLooking(as(hayashi), training.saveCourse, course)).courseId
    }
    const [z, a, b] = [await bare('Z', 'Z'), await bare('A', 'A'), await bare('B', 'A')]
    const page = async (after?: string) => {
      const { total, next, courses } = await as(sato).ask(training.listCourses, {
        pageSize: 2,
        ...(after ? { after } : {}),
      })
      return { total, next, ids: courses.map(({ courseId }) => courseId) }
    }
    const first = await page()
    expect(first).toEqual({ total: 6, next: `2027-01-20 ${made[1]}`, ids: made.slice(0, 2) })
    const sooner = await dataCourse(town, 5, { startsOn: '2027-01-05' })
    const second = await page(first.next!)
    expect(second).toEqual({ total: 7, next: `never ${a}`, ids: [made[2], a] })
    const third = await page(second.next!)
    expect(third).toEqual({ total: 7, next: null, ids: [b, z] })
    expect((await page()).ids).toEqual([sooner.courseId, made[0]])
    // A title decides within a day, and the number within a title.
    await sql(`update course set title = 'ア' where course_id = $1`, [made[1]])
    expect((await page(`2027-01-05 ${sooner.courseId}`)).ids).toEqual([made[1], made[0]])
    for (const after of ['2', 'sometime 1', `never 1x`, `x2027-01-20 1`]) {
      await expect(page(after), after).rejects.toThrow('invalid_input')
    }
  }),
)
