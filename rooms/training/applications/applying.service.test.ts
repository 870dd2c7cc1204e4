import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'a second application, a past session, a cancelled one and one that is not for me are refused in words (INV-T4)',
  inTown(async (town) => {
    const { as, on, sato, kato, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    await expect(as(sato).ask(training.apply, { courseSessionId })).rejects.toThrow('already_applied')
    const leaders = await as(hayashi).ask(training.saveCourse, {
      courseCode: 'L1',
      title: '係長研修',
      summary: '',
      hours: 6,
      provider: '人事課',
      eligibility: { minRank: 3 },
    })
    const session = {
      startsOn: '2027-02-01',
      endsOn: '2027-02-01',
      startsAt: '09:00',
      endsAt: '12:00',
      place: '会議室',
    }
    const made = await as(hayashi).ask(training.saveSession, {
      courseId: leaders.courseId,
      ...session,
      capacity: 5,
      applyBy: '2027-01-25',
    })
    await expect(as(sato).ask(training.apply, { courseSessionId: made.courseSessionId })).rejects.toMatchObject({
      code: 'not_eligible',
      values: { rule: '3級職以上の職員' },
    })
    await as(kato).ask(training.apply, { courseSessionId: made.courseSessionId })
    const listed = await as(sato).ask(training.showCourse, { courseId: leaders.courseId })
    expect(listed).toMatchObject({ mayApply: false, eligibilityRule: '3級職以上の職員' })
    await as(hayashi).ask(training.cancelSession, { courseSessionId: made.courseSessionId, reason: '講師の都合' })
    await expect(as(kato).ask(training.apply, { courseSessionId: made.courseSessionId })).rejects.toThrow(
      'session_cancelled',
    )
    expect((await as(kato).ask(training.listMyTraining, {})).applications).toMatchObject([
      { state: 'cancelled', reason: '講師の都合' },
    ])
    on('2027-01-21')
    await expect(as(kato).ask(training.apply, { courseSessionId })).rejects.toThrow('session_closed')
    expect((await as(sato).ask(training.showCourse, { courseId })).sessions).toEqual([])
  }),
)
