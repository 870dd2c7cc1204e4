/** Rounds that ask for tests, beside courses or instead of them. */
import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { openTest, take, WINDOW, writeBank } from '#testing/bank.ts'
import { keepFigures } from '#testing/kept.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

/** A course in January and an open test, in a round of everybody; what is kept is kept from its beginning. */
async function begun(town: Town, withCourse = true) {
  await keepFigures(town)
  await writeBank(town)
  const testId = await openTest(town)
  const { courseId, courseSessionId } = await dataCourse(town, 6)
  const courseIds = withCourse ? [courseId] : []
  const round = { name: '回', who: {}, waves: [{ dueOn: '2027-02-28' }], courseIds, testIds: [testId] }
  const { roundId } = await town.as('hayashi').ask(training.beginRound, round)
  return { roundId, testId, courseId, courseSessionId }
}
const lacksIn = async (town: Town, roundId: number) =>
  Object.fromEntries(
    (await town.as('hayashi').ask(training.showRound, { roundId })).lacks.map(({ lack, people }) => [lack, people]),
  )
/** Minutes for which the head makes time, by name. */
const timeOf = async (town: Town) => {
  const { rounds } = await town.as('tanaka').ask(training.showTeamRounds, {})
  return Object.fromEntries(rounds[0]!.people.map(({ name, hours }) => [name, Math.round(hours * 60)]))
}
const lackOf = async (town: Town, roundId: number, q: string) =>
  (await town.as('hayashi').ask(training.listRoundMembers, { roundId, q })).people[0]!.lack
const tasksOf = async (town: Town, who: number) =>
  (await town.as(who).ask(training.showMyTasks, {})).tasks.map(({ title, dueOn }) => [title, dueOn])

test(
  'of each who owes it is said whether the course, the test or both are still to be done; a test that was taken counts from its end, and not once it is void',
  inTown(async (town) => {
    const { roundId, testId, courseSessionId } = await begun(town)
    // Another test takes nobody's time for this round.
    await openTest(town, { title: 'ほかのテスト', minutes: 45 })
    const { sato, ueda, hayashi } = town
    expect(await lacksIn(town, roundId)).toEqual({ course: 0, test: 0, both: 10, nothing: 0 })
    await town.as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato, ueda] })
    const attempt = await take(town, sato, testId, 0)
    expect([await lackOf(town, roundId, 'さとう'), await lackOf(town, roundId, 'うえだ')]).toEqual(['course', 'both'])
    // Until then the head reads when somebody sits there.
    const seats = (await town.as('tanaka').ask(training.showTeamRounds, {})).rounds[0]!.people
    expect(seats.map(({ name, session }) => [name, session?.startsOn]).toSorted()).toEqual([
      ...[
        ['上田 陽介', '2027-01-20'],
        ['佐藤 はるか', '2027-01-20'],
        ['木村 葵', undefined],
        ['森 千夏', undefined],
      ],
    ])
    town.on('2027-01-20')
    const { applications } = await town.as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    const attendance = applications.map(({ applicationId }) => ({ applicationId, attendance: 'attended' as const }))
    await town.as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await lacksIn(town, roundId)).toEqual({ course: 0, test: 1, both: 8, nothing: 1 })
    expect((await town.as(hayashi).ask(training.listRoundMembers, { roundId, lack: 'nothing' })).people).toMatchObject([
      { name: '佐藤 はるか', state: 'attended', lack: 'nothing' },
    ])
    // A head makes time for the test either way, and is not told that one was taken in vain (INV-S1).
    const { rounds } = await town.as('tanaka').ask(training.showTeamRounds, {})
    const team = Object.fromEntries(rounds[0]!.people.map(({ name, lack }) => [name, lack]))
    expect(team).toMatchObject({ '佐藤 はるか': 'test', '上田 陽介': 'test', '森 千夏': 'both', '木村 葵': null })
    // Nor does the time give that away: a course of six hours, a test of twenty minutes.
    expect(await timeOf(town)).toEqual({ '佐藤 はるか': 20, '上田 陽介': 20, '森 千夏': 380, '木村 葵': 0 })
    await town.as(hayashi).ask(attempts.voidAttempt, { testAttemptId: attempt, reason: '取り違え' })
    expect(await lacksIn(town, roundId)).toEqual({ course: 0, test: 2, both: 8, nothing: 0 })
    const file = await town.as(hayashi).ask(training.exportRound, { roundId, lack: 'test' })
    expect(Buffer.from(file.base64, 'base64').toString('utf8').split('テストがまだ').length).toBe(3)
  }),
)

test(
  'a test of a round waits at home until it is taken, one that was begun until it is handed in; notices name what is left and lead there',
  inTown(async (town) => {
    const { roundId, testId, courseId } = await begun(town, false)
    const { sato, mori, hayashi } = town
    expect(await tasksOf(town, sato)).toEqual([['テスト「ICTの到達テスト」を受ける(令和9年2月28日まで)', '2027-02-28']])
    const told = async (who: number) =>
      (await town.as(who).ask(notices.listMyNotices, {})).notices.map(({ title, to }) => [title, to])
    expect((await told(sato))[0]).toEqual([
      '「回」の対象です。令和9年2月28日(日)までにテスト「ICTの到達テスト」を受け、水準に届くことをめざしましょう',
      '/tests',
    ])
    await town.as(sato).ask(attempts.beginAttempt, { testId, window: WINDOW })
    expect(await tasksOf(town, sato)).toEqual([['始めたテスト「ICTの到達テスト」を提出する', '2026-11-22']])
    await take(town, sato, testId, 0)
    expect(await tasksOf(town, sato)).toEqual([])
    await town.as(hayashi).ask(attempts.retireTest, { testId, isRetired: true })
    expect(await tasksOf(town, mori)).toEqual([])
    await town.as(hayashi).ask(attempts.retireTest, { testId, isRetired: false })
    const { version } = await town.as(hayashi).ask(training.showRound, { roundId })
    await town.as(hayashi).ask(training.changeRound, {
      ...{ roundId, name: '回', dueOn: ['2027-02-28'], courseIds: [courseId], testIds: [testId], seen: version },
    })
    expect((await told(mori))[0]).toEqual([
      '「回」の対象です。令和9年2月28日(日)までに「データ活用入門」、テスト「ICTの到達テスト」を受け、水準に届くことをめざしましょう',
      `/training/${courseId}`,
    ])
    // Whoever took the test is led to what is left.
    expect((await told(sato))[0]?.[0]).toContain('までに「データ活用入門」を受け')
    const copy = await town.as(hayashi).ask(training.copyRound, { roundId })
    expect([copy.courseIds, copy.testIds]).toEqual([[courseId], [testId]])
  }),
)

test(
  'a round asks for something that is there, open, and for somebody in it',
  inTown(async (town) => {
    await writeBank(town)
    const { courseId } = await dataCourse(town)
    const testId = await openTest(town)
    const elsewhere = await openTest(town, { title: '別の課のテスト', sections: ['20'] })
    const closed = await openTest(town, { title: '終わったテスト' })
    await town.as('hayashi').ask(attempts.retireTest, { testId: closed, isRetired: true })
    const draft = { who: { sections: ['10'] }, waves: [{ dueOn: '2027-02-28' }] }
    const begin = (more: object) => town.as('hayashi').ask(training.beginRound, { name: '回', ...draft, ...more })
    await expect(begin({})).rejects.toThrow('round_without_work')
    await expect(begin({ testIds: [999] })).rejects.toThrow('no_such_test')
    await expect(begin({ testIds: [closed] })).rejects.toThrow('test_not_open')
    await expect(begin({ testIds: [testId, elsewhere] })).rejects.toThrow('test_for_nobody')
    const look = await town.as('hayashi').ask(training.previewRound, { ...draft, testIds: [testId, elsewhere] })
    expect(look.tests.map(({ title, forPeople }) => [title, forPeople])).toEqual([
      ['ICTの到達テスト', look.people],
      ['別の課のテスト', 0],
    ])
    for (const more of [{}, { testIds: [999] }, { testIds: [closed] }])
      await expect(town.as('hayashi').ask(training.previewRound, { ...draft, ...more })).rejects.toThrow(
        /round_without_work|no_such_test|test_not_open/,
      )
    const { roundId } = await begin({ testIds: [testId] })
    const change = async (more: object) => {
      const { version } = await town.as('hayashi').ask(training.showRound, { roundId })
      const said = { roundId, name: '回', dueOn: ['2027-02-28'], courseIds: [courseId], testIds: [], seen: version }
      return town.as('hayashi').ask(training.changeRound, { ...said, ...more })
    }
    await expect(change({ courseIds: [] })).rejects.toThrow('round_without_work')
    await expect(change({ testIds: [999] })).rejects.toThrow('no_such_test')
    await expect(change({ testIds: [closed] })).rejects.toThrow('test_not_open')
    // A test that the round has already may have ended since.
    await town.as('hayashi').ask(attempts.retireTest, { testId, isRetired: true })
    await change({ testIds: [testId] })
    expect((await town.as('hayashi').ask(training.copyRound, { roundId })).testIds).toEqual([])
  }),
)
