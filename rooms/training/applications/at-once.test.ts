import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats } from '#testing/training.ts'
import { training } from '../contract.ts'

/** How each came out: its answer, or the code by which it was refused. */
const both = async (...asked: Promise<unknown>[]) =>
  (await Promise.allSettled(asked))
    .map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).message))
    .sort()

test(
  'of two decisions, applications or offers at one moment one is taken, and the other learns why not (INV-T1)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, mori, tanaka, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5)
    const course = { courseCode: 'ONCE', title: '研修', summary: '', hours: 3, provider: '人事課' }
    const save = () => as(hayashi).ask(training.saveCourse, course)
    expect(await both(save(), save())).toEqual(['course_code_taken', 'done'])
    for (const person of [sato, ueda, mori]) {
      const apply = () => as(person).ask(training.apply, { courseSessionId })
      expect(await both(apply(), apply())).toEqual(['already_applied', 'done'])
      const [{ id } = { id: 0 }] = await sql<{ id: number }>(
        `select application_id::int as id from application where staff_member_id = $1`,
        [person],
      )
      const step = { applicationId: id, reason: '繁忙期' }
      const decided = await both(
        as(tanaka).ask(training.approve, { applicationId: id }),
        as(tanaka).ask(training.reject, step),
        as(tanaka).ask(training.returnForRevision, step),
      )
      expect(decided).toEqual(['already_decided', 'already_decided', 'done'])
      const offer = () => as(tanaka).ask(training.recommendCourse, { staffMemberId: person, courseId, reason: 'ぜひ' })
      expect(await both(offer(), offer())).toEqual(['already_recommended', 'done'])
    }
    expect(await sql(`select count(*)::int as n from application_step`)).toEqual([{ n: 6 }])
  }),
)

test(
  'nominations and places in two waiting lines, at one moment and for one hour, give one seat (INV-T2, T5)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, mori, tanaka, hayashi } = town
    const [one, two] = [await dataCourse(town, 1), await dataCourse(town, 1)]
    const ids = [one.courseSessionId, two.courseSessionId]
    await Promise.all(
      ids.map((courseSessionId) => as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })),
    )
    expect(await sql(`select count(*)::int as n from application`)).toEqual([{ n: 1 }])
    await sql('truncate application cascade')
    await sql('update course_session set seats_taken = 0')
    const seats = [await ordered(town, ueda, ids[0]!, tanaka), await ordered(town, mori, ids[1]!, tanaka)]
    for (const courseSessionId of ids) {
      const waits = await approved(town, sato, courseSessionId, tanaka)
      await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [waits] })
    }
    await Promise.all(
      seats.map((applicationId) => as(hayashi).ask(training.cancelApplication, { applicationId, reason: '休職' })),
    )
    expect(
      await sql(`select state, count(*)::int as n from application where staff_member_id = $1 group by 1 order by 1`, [
        sato,
      ]),
    ).toEqual([
      { state: 'hr_selected', n: 1 },
      { state: 'waitlisted', n: 1 },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a decision is made from what was shown: other words, hours or cover since are told, and two who decide on the same are told what the first decided',
  inTown(async (town) => {
    const { as, sql, sato, ueda, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, motive: '学びたい', cover })
    const listed = async () => (await as(tanaka).ask(training.listApprovals, {})).toDecide[0]!.version
    const shown = async () => (await as(tanaka).ask(training.showApplication, { applicationId })).version
    const first = await listed()
    expect(await shown()).toBe(first)
    const reason = '繁忙期'
    const decisions = (seen: string) => [
      () => as(tanaka).ask(training.approve, { applicationId, seen }),
      () => as(tanaka).ask(training.approve, { applicationId, seen, substitute: mori }),
      () => as(tanaka).ask(training.returnForRevision, { applicationId, seen, reason }),
      () => as(tanaka).ask(training.reject, { applicationId, seen, reason }),
    ]
    // Whoever was asked agrees: what the head saw is still what is asked.
    const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
    expect([await listed(), await shown()]).toEqual([first, first])
    const stale = async () => {
      for (const decide of decisions(first)) await expect(decide()).rejects.toThrow('changed_meanwhile')
    }
    await as(ueda).ask(training.declineCover, { coverArrangementId: request!.coverArrangementId })
    await stale()
    await sql(`update cover_arrangement set declined_at = null, replaced_at = null`)
    expect(await shown()).toBe(first)
    for (const change of [
      `update course_session set starts_at = '10:00'`,
      `update course_session set ends_at = '15:00', starts_at = '09:00'`,
      `update course_session set ends_at = '16:00', ends_on = '2027-01-21'`,
      `update course_session set ends_on = '2027-01-20'; update application set motive = '別の理由'`,
    ]) {
      await sql(change)
      await stale()
    }
    const now = await shown()
    expect(
      await both(
        ...decisions(now)
          .slice(0, 3)
          .map((decide) => decide()),
      ),
    ).toEqual([...['already_decided', 'already_decided', 'done']])
    expect(await sql(`select count(*)::int as n from application_step`)).toEqual([{ n: 2 }])
  }),
)
