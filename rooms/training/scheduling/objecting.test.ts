import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { standing } from '#testing/notices.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

/** A draft in which 佐藤 of 窓口係 sits on a morning in January. */
async function aDraft({ as, hayashi }: Town) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: 'ICT', title: 'ICT基礎', summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  const session = sessionOf(5, { endsAt: '12:00' })
  const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...session })
  const seats = [{ staff: staffNumberOf('sato'), session: String(courseSessionId) }]
  return (await as(hayashi).ask(training.loadSchedule, { solution: { seats } })).scheduleDraftId
}

test(
  'heads see a draft once HR shows it, object until a day, are answered and told; publishing asks while an answer is missing (INV-S1)',
  inTown(async (town) => {
    const { as, on, asJob, sql, hayashi, tanaka, ono } = town
    const scheduleDraftId = await aDraft(town)
    const look = async (who: number) => (await as(who).ask(training.listTeamSchedules, {})).drafts
    const object = (reason: string) =>
      afterLooking(as(tanaka), training.objectToSchedule, { scheduleDraftId, reason, barrier: 'counter' })
    const show = (objectBy: string, id = scheduleDraftId) =>
      as(hayashi).ask(training.showToHeads, { scheduleDraftId: id, objectBy })
    expect(await look(tanaka)).toEqual([])
    await expect(object('困る')).rejects.toThrow('no_such_draft')
    await expect(show('2026-11-21')).rejects.toThrow('day_past')
    await expect(show('2026-12-01', 999)).rejects.toThrow('no_such_draft')
    expect(await show('2026-12-01')).toEqual({ heads: 1 })
    expect(await standing(town, tanaka)).toContain('draftShown 2026-12-01')
    expect(await standing(town, ono)).not.toContain('draftShown 2026-12-01')
    expect(await look(tanaka)).toMatchObject([
      { objectBy: '2026-12-01', mayObject: true, objection: null, answer: null },
    ])
    await object('転入の時期')
    expect(await standing(town, hayashi)).toContain('objectionToAnswer')
    const objections = async () => (await as(hayashi).ask(training.listScheduleDrafts, {})).drafts[0]!.objections
    const [said] = await objections()
    const publish = (unanswered?: boolean) =>
      as(hayashi).ask(training.publishSchedule, { scheduleDraftId, ...(unanswered ? { unanswered } : {}) })
    const refused = (await publish().catch((error: unknown) => error)) as { code: string; values: unknown }
    expect(refused).toMatchObject({ code: 'objections_unanswered', values: { count: 1 } })
    const answer = (scheduleObjectionId: number, is: 'heard' | 'notFollowed', reason: string) =>
      as(hayashi).ask(training.answerObjection, { scheduleObjectionId, answer: is, reason })
    await answer(said!.scheduleObjectionId, 'notFollowed', '三人残ります')
    await expect(answer(said!.scheduleObjectionId, 'heard', 'もう一度')).rejects.toThrow('no_such_objection')
    expect(await standing(town, hayashi)).not.toContain('objectionToAnswer')
    const told = (await as(tanaka).ask(notices.listMyNotices, {})).notices.map(({ title }) => title)
    expect(told).toContainEqual(expect.stringContaining('三人残ります'))
    expect(await look(tanaka)).toMatchObject([
      { objection: '転入の時期', answer: { answer: 'notFollowed', reason: '三人残ります', on: '2026-11-22' } },
    ])
    // What is said after an answer is an objection of its own.
    await object('その日は検査です')
    expect((await objections()).map(({ reason, answer: is }) => [reason, is])).toEqual([['その日は検査です', null]])
    // Two windows of one head: the second is told; and an answer to words that are said otherwise meanwhile reaches nobody.
    const { version: seen } = (await look(tanaka))[0]!
    const again = (reason: string) => as(tanaka).ask(training.objectToSchedule, { scheduleDraftId, reason, seen })
    const two = await Promise.allSettled([again('会議です'), again('休みです')])
    expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(two.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'changed_meanwhile' } })
    const [stands] = await objections()
    await object('二人とも休みです')
    await expect(answer(stands!.scheduleObjectionId, 'heard', '見直します')).rejects.toThrow('no_such_objection')
    expect((await objections()).map(({ reason, answer: is }) => [reason, is])).toEqual([['二人とも休みです', null]])
    on('2026-12-02')
    await asJob.ask(notices.keepNotices, {})
    await expect(object('遅い')).rejects.toThrow('objecting_over')
    expect(await look(tanaka)).toMatchObject([{ mayObject: false }])
    expect(await standing(town, tanaka)).not.toContain('draftShown 2026-12-01')
    // Once it is published nothing is answered any more, whatever other draft there is.
    const [unanswered] = await objections()
    expect(await publish(true)).toMatchObject({ seats: 1 })
    const [session] = await sql<{ id: string }>('select max(course_session_id)::text as id from course_session')
    const seats = [{ staff: staffNumberOf('ueda'), session: session!.id }]
    await as(hayashi).ask(training.loadSchedule, { solution: { seats } })
    await expect(answer(unanswered!.scheduleObjectionId, 'heard', '遅い')).rejects.toThrow('no_such_objection')
  }),
)
