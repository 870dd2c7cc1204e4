import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { dataCourse, ordered } from '#testing/training.ts'
import { training } from './contract.ts'

test(
  'sessions and applications that are not there are refused by name',
  inTown(async ({ as, hayashi, sato }) => {
    const reason = '名前のないもの'
    await expect(as(sato).ask(training.apply, { courseSessionId: 4711 })).rejects.toThrow('no_such_session')
    const missing = as(hayashi).ask(training.cancelApplication, { applicationId: 4711, reason })
    await expect(missing).rejects.toThrow('no_such_application')
  }),
)

test(
  'a session takes no applications after its first day',
  inTown(async (town) => {
    await dataCourse(town, 2, { applyBy: '2027-01-20', startsOn: '2027-01-20' })
    const late = dataCourse(town, 2, { applyBy: '2027-01-21', startsOn: '2027-01-20' })
    await expect(late).rejects.toThrow('applies_after_start')
  }),
)

test(
  'nobody applies for what HR nominates to, nor for days on which they are in service no more',
  inTown(async (town) => {
    const { as, sato, sql } = town
    const nominated = await dataCourse(town, 2, { enrolmentMode: 'nominated' })
    const asked = as(sato).ask(training.apply, { courseSessionId: nominated.courseSessionId })
    await expect(asked).rejects.toThrow('nominated_only')
    const open = await dataCourse(town, 2)
    await sql(`update employment set left_on = '2027-01-20' where staff_member_id = $1`, [sato])
    const leaving = as(sato).ask(training.apply, { courseSessionId: open.courseSessionId })
    await expect(leaving).rejects.toThrow('not_in_service_then')
    await sql(`update employment set left_on = '2027-01-21' where staff_member_id = $1`, [sato])
    await as(sato).ask(training.apply, { courseSessionId: open.courseSessionId })
  }),
)

test(
  'completion is recorded from the last day on, not the day before',
  inTown(async (town) => {
    const { as, hayashi, on, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 2, { endsOn: '2027-01-22' })
    const applicationId = await ordered(town, sato, courseSessionId, tanaka)
    on('2027-01-21')
    await as(hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [{ applicationId, attendance: 'attended' }],
    })
    const completion = { courseSessionId, completion: [{ applicationId, completed: true }] }
    await expect(as(hayashi).ask(training.recordCompletion, completion)).rejects.toThrow('session_not_ended')
    on('2027-01-22')
    await as(hayashi).ask(training.recordCompletion, completion)
  }),
)

test(
  'a course is suggested until the day before it ends',
  inTown(async (town) => {
    const { as, sato, sql, tanaka } = town
    const { courseId } = await dataCourse(town, 2)
    await sql(`update course set valid_from = '2026-04-01', valid_to = '2026-11-22' where course_id = $1`, [courseId])
    const suggestion = { staffMemberId: sato, courseId, reason: '窓口の数字を読むために' }
    await expect(as(tanaka).ask(training.recommendCourse, suggestion)).rejects.toThrow('course_ended')
    await sql(`update course set valid_to = '2026-11-23' where course_id = $1`, [courseId])
    await as(tanaka).ask(training.recommendCourse, suggestion)
  }),
)

test(
  'what HR would change of an application that is not there is refused as of one that is not theirs to see',
  inTown(async ({ as, hayashi }) => {
    const applicationId = 999_999
    await expect(as(hayashi).ask(training.takeBackStep, { applicationId })).rejects.toThrow('forbidden')
    const recorded = { attendance: 'attended', completion: 'completed', reason: '押し間違い' } as const
    await expect(as(hayashi).ask(training.correctRecord, { applicationId, ...recorded })).rejects.toThrow('forbidden')
  }),
)
