import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
import { inTown } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
import { training } from './contract.ts'

test(
  'every change of training tells the journal whom it concerns, why, and what was done (INV-S4)',
  inTown(async (town) => {
    const { as, on, asCommand, sql, sato, ueda, mori, ito, kato, tanaka, hayashi } = town
    const hr = as(hayashi)
    let last = 0
    /** Lines of changes since it was asked for the last time: operation, as what, about whom, why, what. */
    const told = async () => {
      const lines = await sql<{
        id: number
        operation: string
        acted_as: string
        who: number[]
        reason: string
        detail: object
      }>(
        `select line_id::int as id, replace(operation, 'training.', '') as operation, acted_as, subjects::int[] as who, reason, detail
          from journal_line where kind = 'change' and operation like 'training.%' and line_id > $1 order by line_id`,
        [last],
      )
      last = lines.at(-1)?.id ?? last
      return lines.map(({ operation, acted_as, who, reason, detail }) => [operation, acted_as, who, reason, detail])
    }
    const course = { courseCode: 'J', title: '研修', summary: '', hours: 3, provider: '人事課', reportRequired: true }
    const { courseId } = await afterLooking(hr, training.saveCourse, course)
    await afterLooking(hr, training.saveCourse, { ...course, courseId })
    expect(await told()).toEqual(Array(2).fill(['saveCourse', 'hr', [], null, { courseCode: 'J' }]))
    const { courseSessionId } = await afterLooking(hr, training.saveSession, { courseId, ...sessionOf(3) })
    const empty = await afterLooking(hr, training.saveSession, {
      courseId,
      ...sessionOf(4, { startsOn: '2027-02-20' }),
    })
    expect(await told()).toEqual([
      ['saveSession', 'hr', [], null, { courseCode: 'J', startsOn: '2027-01-20', capacity: 3 }],
      ['saveSession', 'hr', [], null, { courseCode: 'J', startsOn: '2027-02-20', capacity: 4 }],
    ])
    await hr.ask(training.cancelSession, { courseSessionId: empty.courseSessionId, reason: '講師の都合' })
    await asCommand.ask(training.importCourses, {
      courses: [{ ...course, sessions: [sessionOf(2, { startsOn: '2027-03-20' })] }],
    })
    expect(await told()).toEqual([
      ['cancelSession', 'hr', [], '講師の都合', { courseSessionId: empty.courseSessionId }],
      ['importCourses', 'command', [], null, { courses: 1, sessions: 1 }],
    ])
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, {
      staffMemberId: sato,
      courseId,
      reason: 'ぜひ',
    })
    await afterLooking(as(sato), training.answerRecommendation, { recommendationId, answer: 'accepted' })
    expect(await told()).toEqual([
      ['recommendCourse', 'sectionHead', [sato], 'ぜひ', { recommendationId, courseId }],
      ['answerRecommendation', 'self', [sato], null, { recommendationId, answer: 'accepted' }],
    ])
    const step = (name: string, role: string, ...ids: number[]) => ({ applicationIds: ids, steps: [name], as: role })
    const { applicationId: a } = await as(sato).ask(training.apply, { courseSessionId })
    const { applicationId: b } = await as(ueda).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId: b, reason: '日程を' })
    await as(ueda).ask(training.resubmit, { applicationId: b, motive: '' })
    for (const applicationId of [a, b]) await as(tanaka).ask(training.approve, { applicationId })
    expect(await told()).toEqual([
      ['apply', 'staff', [sato], null, step('submit', 'self', a)],
      ['apply', 'staff', [ueda], null, step('submit', 'self', b)],
      ['returnForRevision', 'sectionHead', [ueda], '日程を', step('returnForRevision', 'sectionHead', b)],
      ['resubmit', 'self', [ueda], null, step('resubmit', 'self', b)],
      ['approve', 'sectionHead', [sato], null, step('approve', 'sectionHead', a)],
      ['approve', 'sectionHead', [ueda], null, step('approve', 'sectionHead', b)],
    ])
    const arrange = (kind: 'substitute' | 'notNeeded', substitute?: number) =>
      afterLooking(as(tanaka), training.arrangeCover, {
        applicationId: a,
        cover: { kind, ...(substitute ? { substitute } : {}) },
      })
    await arrange('notNeeded')
    const asked = await arrange('substitute', mori)
    await as(mori).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })
    await as(mori).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })
    await as(mori).ask(training.declineCover, { coverArrangementId: asked.coverArrangementId })
    const covers = (await told()).filter(([, , who]) => (who as number[]).length > 0)
    expect(covers).toEqual([
      ['arrangeCover', 'sectionHead', [sato], null, { applicationId: a, cover: 'notNeeded' }],
      ['arrangeCover', 'sectionHead', [sato, mori], null, { applicationId: a, cover: 'substitute' }],
      ['agreeToCover', 'substitute', [sato], null, { applicationId: a, cover: 'agreed' }],
      ['declineCover', 'substitute', [sato], null, { applicationId: a, cover: 'declined' }],
    ])
    await hr.ask(training.select, { courseSessionId, applicationIds: [a, b] })
    await hr.ask(training.orderAttendance, { courseSessionId })
    const { nominated } = await hr.ask(training.nominate, { courseSessionId, staffMemberIds: [ito] })
    await hr.ask(training.cancelApplication, { applicationId: nominated[0]!, reason: '休職' })
    expect(await told()).toEqual([
      ['select', 'hr', [sato, ueda], null, step('select', 'hr', a, b)],
      ['orderAttendance', 'hr', [sato, ueda], null, step('order', 'hr', a, b)],
      ['nominate', 'hr', [ito], null, step('nominate', 'hr', nominated[0]!)],
      ['cancelApplication', 'hr', [ito], '休職', step('cancel', 'hr', nominated[0]!)],
    ])
    const taken = await as(kato).ask(training.apply, { courseSessionId })
    await as(kato).ask(training.withdraw, { applicationId: taken.applicationId, reason: '都合' })
    on('2027-01-20')
    await hr.ask(training.recordAttendance, {
      courseSessionId,
      attendance: [
        { applicationId: a, attendance: 'attended' },
        { applicationId: b, attendance: 'absent', reason: '病気' },
      ],
    })
    await as(sato).ask(training.submitReport, { applicationId: a, body: '学びました。' })
    await hr.ask(training.recordCompletion, { courseSessionId, completion: [{ applicationId: a, completed: true }] })
    // Whoever was there owes the report from that moment on: a second line.
    const rest = (await told()).map(([operation, role, who]) => [operation, role, who])
    expect(rest).toEqual([
      ['apply', 'staff', [kato]],
      ['withdraw', 'self', [kato]],
      ['recordAttendance', 'hr', [sato, ueda]],
      ['recordAttendance', 'hr', [sato]],
      ['submitReport', 'self', [sato]],
      ['recordCompletion', 'hr', [sato]],
    ])
  }),
)
