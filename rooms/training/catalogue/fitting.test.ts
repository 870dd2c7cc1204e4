import { expect, test } from 'vitest'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'after a test that did not reach the floor the person sees what fits, why and when to try again; whoever reached it, or never tried, sees nothing',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town, { waitingDays: 14 })
    const made = [
      await dataCourse(town, 1, { startsOn: '2027-01-20' }),
      await dataCourse(town, 3, { startsOn: '2027-02-01' }),
      await dataCourse(town, 3, { startsOn: '2027-02-02' }),
    ]
    const [full, free] = made
    await sql(`update course set skills = '{ict-tools}' where course_id = any($1)`, [[full!.courseId, free!.courseId]])
    await sql('update course_session set seats_taken = capacity where course_session_id = $1', [full!.courseSessionId])
    const fits = async (who: number) => (await as(who).ask(training.listFittingCourses, {})).skills
    expect(await fits(sato)).toEqual([])
    const failed = await take(town, sato, testId, 3)
    await take(town, ueda, testId, 10)
    expect([await fits(ueda), await fits(mori)]).toEqual([[], []])
    const [one, ...others] = await fits(sato)
    expect(others).toEqual([])
    expect(one).toMatchObject({ skill: 'ict-tools', satOn: '2026-11-22', testTitle: 'ICTの到達テスト' })
    expect(one!.reason).toMatch(/令和8年11月22日の「ICTの到達テスト」では、.*水準2.*届きませんでした。/)
    expect(one!.again).toEqual([
      { testId, words: '「ICTの到達テスト」は、令和8年12月6日から受け直せます。', isOpen: false },
    ])
    // Not the one without a free seat, nor the one of another skill.
    expect(one!.courses).toMatchObject([
      {
        courseId: free!.courseId,
        sessions: [{ courseSessionId: free!.courseSessionId, seatsLeft: 3, mayApply: true }],
      },
    ])
    await as(sato).ask(training.apply, { courseSessionId: free!.courseSessionId })
    expect((await fits(sato))[0]!.courses).toMatchObject([{ sessions: [{ mine: { state: 'submitted' } }] }])
    on('2026-12-06')
    expect((await fits(sato))[0]!.again).toMatchObject([{ isOpen: true }])
    await as(sato).ask(training.withdraw, {
      applicationId: (await as(sato).ask(training.listMyTraining, {})).applications[0]!.applicationId,
      reason: '都合',
    })
    await sql('update course_session set seats_taken = capacity')
    // Where somebody was already there is no next step.
    await sql(`update application set state = 'attended'`)
    expect((await fits(sato))[0]).toMatchObject({
      courses: [],
      reason: expect.stringContaining('空いている回はありません'),
    })
    await as(hayashi).ask(attempts.voidAttempt, { testAttemptId: failed, reason: '機器の故障' })
    expect(await fits(sato)).toEqual([])
    // Of two on one day the later one is told.
    const second = await openTest(town, { title: '午後のテスト' })
    for (const id of [testId, second]) await take(town, sato, id, 3)
    expect((await fits(sato))[0]).toMatchObject({ satOn: '2026-12-06', testTitle: '午後のテスト' })
  }),
)
