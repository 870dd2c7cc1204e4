/** A wrong click is taken back by whoever made it, on the same day, until somebody has gone on from it; it then counts in nothing. */
import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats } from '#testing/training.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)

test(
  'each step is taken back by whoever took it while it is the last, and the history keeps it struck (INV-T1)',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 2)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
    const show = (who: number) => as(who).ask(training.showApplication, { applicationId })
    const back = (who: number) => said(as(who).ask(training.takeBackStep, { applicationId }))
    expect([await back(sato), await back(ueda)]).toEqual(['acted_on_meanwhile', 'forbidden'])
    const ids = { courseSessionId, applicationIds: [applicationId] }
    const presses: [who: number, press: () => Promise<unknown>, state: string, before: string][] = [
      [
        tanaka,
        () => as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程' }),
        'returned',
        'submitted',
      ],
      [tanaka, () => as(tanaka).ask(training.reject, { applicationId, reason: '繁忙' }), 'rejected', 'submitted'],
      [sato, () => as(sato).ask(training.withdraw, { applicationId, reason: '都合' }), 'withdrawn', 'submitted'],
      [tanaka, () => as(tanaka).ask(training.approve, { applicationId }), 'section_head_approved', 'submitted'],
    ]
    for (const [who, press, state, before] of presses) {
      await press()
      expect(await show(who)).toMatchObject({ state, may: expect.arrayContaining(['takeBackStep']) })
      for (const other of [sato, tanaka, hayashi])
        if (other !== who) expect((await show(other)).may).not.toContain('takeBackStep')
      // Two windows: one takes back, the other finds it done.
      expect((await Promise.all([back(who), back(who)])).toSorted()).toEqual(['acted_on_meanwhile', 'done'])
      expect(await show(who)).toMatchObject({ state: before, cover: { agreedOn: null } })
    }
    expect((await show(sato)).steps.filter(({ takenBackOn }) => takenBackOn === '2026-11-22')).toHaveLength(4)
    expect((await as(sato).ask(training.listMyTraining, {})).applications[0]?.reason).toBeNull()
    await as(tanaka).ask(training.approve, { applicationId })
    await as(hayashi).ask(training.select, ids)
    expect(await back(tanaka)).toBe('acted_on_meanwhile')
    expect([await back(hayashi), await back(tanaka)]).toEqual(['done', 'done'])
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を確かめて' })
    on('2026-11-23')
    expect(await back(tanaka)).toBe('acted_on_meanwhile')
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a seat that was given up comes back while it is free, and not where it went to the next (INV-T2)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, mori, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 1)
    const applicationId = await ordered(town, sato, courseSessionId, tanaka)
    const back = () => said(as(sato).ask(training.takeBackStep, { applicationId }))
    const leave = () => as(sato).ask(training.withdraw, { applicationId, reason: '都合' })
    await leave()
    expect(await back()).toBe('done')
    expect(await sql('select seats_taken::int from course_session')).toEqual([{ seats_taken: 1 }])
    const waiting = await approved(town, ueda, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [waiting] })
    await leave()
    expect(await back()).toBe('no_seat_left')
    const again = await approved(town, sato, courseSessionId, tanaka)
    expect(await back()).toBe('acted_on_meanwhile')
    await as(mori).ask(training.apply, { courseSessionId })
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '台風' })
    expect(await said(as(tanaka).ask(training.takeBackStep, { applicationId: again }))).toBe('session_cancelled')
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'whoever said that they cannot stand in takes it back until other cover is arranged (INV-T6)',
  inTown(async (town) => {
    const { as, on, sato, ueda, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    const asked = async () => (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    const { coverArrangementId } = (await asked())[0]!
    const one = { coverArrangementId }
    const back = () => said(as(ueda).ask(training.takeBackCoverAnswer, one))
    expect(await back()).toBe('acted_on_meanwhile')
    await as(ueda).ask(training.declineCover, one)
    expect(await asked()).toMatchObject([{ declinedOn: '2026-11-22', may: ['takeBackCoverAnswer'] }])
    expect((await Promise.all([back(), back()])).toSorted()).toEqual(['acted_on_meanwhile', 'done'])
    expect(await asked()).toMatchObject([{ declinedOn: null, agreedOn: null, may: ['agreeToCover', 'declineCover'] }])
    await as(ueda).ask(training.agreeToCover, one)
    expect(await back()).toBe('done')
    await as(ueda).ask(training.agreeToCover, one)
    await as(tanaka).ask(training.approve, { applicationId })
    // The approval rests on it.
    expect(await back()).toBe('acted_on_meanwhile')
    await as(ueda).ask(training.declineCover, one)
    expect(await back()).toBe('done')
    expect(await asked()).toMatchObject([{ agreedOn: '2026-11-22' }])
    await as(ueda).ask(training.declineCover, one)
    await as(tanaka).ask(training.arrangeCover, { applicationId, cover: { ...cover, substitute: mori } })
    expect([await back(), await asked()]).toEqual(['acted_on_meanwhile', []])
    on('2026-11-23')
    expect(await said(as(mori).ask(training.takeBackCoverAnswer, one))).toBe('forbidden')
  }),
)

test(
  'an answer to a recommendation is taken back on its day, until an application has come of it (INV-T3)',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5)
    const offer = { staffMemberId: sato, courseId, reason: 'ぜひ' }
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, offer)
    const shown = async () => (await as(sato).ask(training.listMyRecommendations, {})).recommendations[0]
    const answer = async (word: 'declined' | 'later') =>
      as(sato).ask(training.answerRecommendation, { recommendationId, answer: word, seen: (await shown())?.version })
    const back = (who = sato) => said(as(who).ask(training.takeBackAnswer, { recommendationId }))
    const waits = async () =>
      (await as(sato).ask(training.showMyTasks, {})).tasks.some(({ kind }) => kind === 'recommendationToAnswer')
    expect([await back(), await back(ueda)]).toEqual(['acted_on_meanwhile', 'forbidden'])
    const waited = await waits()
    await answer('declined')
    expect(await shown()).toMatchObject({ answer: 'declined', isOpen: false, mayTakeBack: true })
    expect((await Promise.all([back(), back()])).toSorted()).toEqual(['acted_on_meanwhile', 'done'])
    expect(await shown()).toMatchObject({ answer: null, isOpen: true, mayTakeBack: false })
    expect(await waits()).toBe(waited)
    await answer('later')
    await answer('declined')
    expect([await back(), (await shown())?.answer]).toEqual(['done', 'later'])
    on('2026-11-23')
    expect([await back(), (await shown())?.mayTakeBack]).toEqual(['acted_on_meanwhile', false])
    await answer('declined')
    await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    expect(await back()).toBe('acted_on_meanwhile')
  }),
)
