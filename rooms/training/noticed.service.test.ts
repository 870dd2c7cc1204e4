/** What each kind of notice about applications and recommendations stands for, when it begins and ends, and to whom it is said. */
import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, sessionOf } from '#testing/training.ts'
import { training } from './contract.ts'

test(
  'a head is reminded on the fifth day, whoever is above them on the tenth, and neither is told twice (edges of days)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, kato, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const days = [
      ['2026-11-26', ['approvalAsked 2027-01-20'], []],
      ['2026-11-27', ['approvalLate 2027-01-20'], []],
      ['2026-12-01', ['approvalLate 2027-01-20'], []],
      ['2026-12-02', ['approvalLate 2027-01-20'], ['approvalStuck 2027-01-20']],
      ['2026-12-02', ['approvalLate 2027-01-20'], ['approvalStuck 2027-01-20']],
    ] as const
    for (const [day, head, above] of days) {
      on(day)
      expect([day, await standing(town, tanaka), await standing(town, kato)]).toEqual([day, [...head], [...above]])
    }
    const { notices: stuck } = await as(kato).ask(notices.listMyNotices, {})
    // Whoever is above hears whose word is missing, and may decide from that day on.
    expect([stuck[0]?.title, stuck[0]?.to]).toEqual([
      expect.stringContaining('10日、判断がないため、田中 聡さんのほか、あなたも判断できます'),
      `/training/applications/${applicationId}`,
    ])
    await as(tanaka).ask(training.approve, { applicationId })
    expect([await standing(town, tanaka), await standing(town, kato)]).toEqual([[], []])
    expect(await sql(`select 1 from notice where kind = 'approvalLate'`)).toHaveLength(1)
    // HR sets other days; whoever changed them meanwhile is not overwritten.
    const { version, reminders } = await as(hayashi).ask(notices.listNoticeDays, {})
    expect(reminders.find(({ reminder }) => reminder === 'decide')).toMatchObject({ days: 5, usual: 5 })
    await as(hayashi).ask(notices.saveNoticeDays, { seen: version, reminders: [{ reminder: 'decide', days: 0 }] })
    const again = { seen: version, reminders: [{ reminder: 'decide', days: 9 }] }
    await expect(as(hayashi).ask(notices.saveNoticeDays, again)).rejects.toThrow('changed_meanwhile')
    const { version: now } = await as(hayashi).ask(notices.listNoticeDays, {})
    const unknown = { seen: now, reminders: [{ reminder: 'tea', days: 1 }] }
    await expect(as(hayashi).ask(notices.saveNoticeDays, unknown)).rejects.toThrow('no_such_reminder')
    await as(town.mori).ask(training.apply, { courseSessionId })
    expect(await standing(town, tanaka)).toEqual(['approvalLate 2027-01-20'])
  }),
)

test(
  'on a transfer what waits is told to the successor, and the predecessor neither counts nor reads it any more',
  inTown(async (town) => {
    const { as, sql, sato, tanaka, mori, asJob } = town
    const { courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    expect(await standing(town, tanaka)).toEqual(['approvalAsked 2027-01-20'])
    await sql(`update assignment set valid_to = '2026-11-22' where staff_member_id = $1`, [tanaka])
    // Before the clock has come by, the right is gone already, and with it every word.
    expect((await as(tanaka).ask(notices.listMyNotices, {})).notices).toEqual([])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000003', '101010', '3級職', '係長', 'acting', true, '2026-11-22')`,
      [mori],
    )
    await asJob.ask(notices.keepNotices, {})
    expect((await as(tanaka).ask(notices.listMyNotices, {})).unread).toBe(0)
    expect(await standing(town, mori)).toEqual(['approvalAsked 2027-01-20'])
  }),
)

test(
  'cover that falls away, by a word or by an illness, is told to whoever has to find other cover; a seat of somebody who is away to HR',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    await as(tanaka).ask(training.arrangeCover, { applicationId, cover })
    expect(await standing(town, ueda)).toEqual(['coverAsked 2027-01-20'])
    const [asked] = (await as(ueda).ask(notices.listMyNotices, {})).notices
    await as(ueda).ask(training.declineCover, { coverArrangementId: asked!.act!.id })
    expect([await standing(town, ueda), await standing(town, tanaka)]).toEqual([[], ['coverLost 2027-01-20']])
    const { coverArrangementId } = await as(tanaka).ask(training.arrangeCover, { applicationId, cover })
    await as(ueda).ask(training.agreeToCover, { coverArrangementId })
    expect(await standing(town, tanaka)).toEqual([])
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2027-01-10', '2027-02-01')`,
      [ueda],
    )
    expect(await standing(town, tanaka)).toEqual(['coverLost 2027-01-20'])
    await sql(`delete from leave_of_absence where staff_member_id = $1`, [ueda])
    expect(await standing(town, tanaka)).toEqual([])
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2027-01-10', '2027-02-01')`,
      [sato],
    )
    expect(await standing(town, hayashi)).toContain('seatInQuestion 2027-01-20')
    await as(sato).ask(training.withdraw, { applicationId, reason: '休みのため' })
    expect(await standing(town, ueda)).toEqual(['coverNotNeeded'])
    expect(await standing(town, hayashi)).not.toContain('seatInQuestion 2027-01-20')
  }),
)

test(
  'an applicant hears of a seat from the waiting list, of an order, of what is soon, and of the report before it is due',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 1, { reportRequired: true })
    const first = await approved(town, ueda, courseSessionId, tanaka)
    const second = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [first, second], alsoOrder: false })
    expect([await standing(town, ueda), await standing(town, sato)]).toEqual([['seatGiven'], []])
    await as(ueda).ask(training.withdraw, { applicationId: first, reason: '都合' })
    expect([await standing(town, ueda), await standing(town, sato)]).toEqual([[], ['seatGiven']])
    await as(hayashi).ask(training.orderAttendance, { courseSessionId, applicationIds: [second] })
    for (const [day, told] of [
      ['2027-01-16', ['ordered']],
      ['2027-01-17', ['sessionSoon 2027-01-20', 'ordered']],
      ['2027-01-20', ['sessionSoon 2027-01-20', 'ordered']],
      ['2027-01-21', []],
    ] as const) {
      on(day)
      expect([day, await standing(town, sato)]).toEqual([day, [...told]])
    }
    const attendance = [{ applicationId: second, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await standing(town, sato)).toEqual(['reportDue 2027-02-20'])
    on('2027-02-12')
    expect(await standing(town, sato)).toEqual(['reportDue 2027-02-20'])
    on('2027-02-13')
    expect(await standing(town, sato)).toEqual(['reportDueSoon 2027-02-20'])
    await as(sato).ask(training.submitReport, { applicationId: second, body: '学びました。' })
    expect(await standing(town, sato)).toEqual([])
  }),
)

test(
  'whoever applied before a session was moved hears of it, once a move; of one that is cancelled everybody who had applied',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseId, courseSessionId, session } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId, cover: { kind: 'substitute', substitute: ueda } })
    on('2026-11-23')
    const course = { courseId, courseSessionId }
    const seenOf = async () => {
      const { sessions } = await as(hayashi).ask(training.listSessions, { courseId })
      return sessions.find((one) => one.courseSessionId === courseSessionId)!.version
    }
    await as(hayashi).ask(training.saveSession, { ...course, ...session, place: '研修室2', seen: await seenOf() })
    expect(await standing(town, sato)).toEqual([])
    const moved = sessionOf(2, { startsOn: '2027-02-10' })
    await as(hayashi).ask(training.saveSession, { ...course, ...moved, seen: await seenOf() })
    on('2026-11-24')
    await as(town.mori).ask(training.apply, { courseSessionId })
    expect(await standing(town, sato)).toEqual(['sessionMoved'])
    expect(await standing(town, town.mori)).toEqual([])
    expect((await as(sato).ask(notices.listMyNotices, {})).notices[0]?.title).toContain('令和9年2月10日')
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '講師の都合' })
    expect(await standing(town, sato)).toEqual(['sessionCancelled'])
    expect(await standing(town, tanaka)).toEqual([])
  }),
)

test(
  'a returned application tells its deadline; a recommendation is told until it is answered, and the deadline of its course',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5, { applyBy: '2027-01-10' })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を' })
    const offer = { staffMemberId: ueda, courseId, reason: 'ぜひ' }
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, offer)
    expect(await standing(town, ueda)).toEqual(['recommendationReceived'])
    await as(ueda).ask(training.answerRecommendation, { recommendationId, answer: 'later' })
    for (const [day, mine, theirs] of [
      ['2027-01-06', ['applicationReturned 2027-01-10'], []],
      ['2027-01-07', ['returnedSoon 2027-01-10'], ['applySoon 2027-01-10']],
      ['2027-01-10', ['returnedSoon 2027-01-10'], ['applySoon 2027-01-10']],
      ['2027-01-11', ['applicationPast'], []],
    ] as const) {
      on(day)
      expect([day, await standing(town, sato), await standing(town, ueda)]).toEqual([day, [...mine], [...theirs]])
    }
    on('2027-01-09')
    await as(ueda).ask(training.apply, { courseSessionId, recommendationId })
    expect(await standing(town, ueda)).toEqual([])
  }),
)

test(
  'whoever is transferred asks for cover anew: the new section’s head is told, the one before no more, and what is arranged then stands',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, tanaka, ono } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const substitute = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover: substitute })
    await as(tanaka).ask(training.approve, { applicationId })
    const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
    const { applicationId: other } = await as(mori).ask(training.apply, {
      courseSessionId,
      cover: { kind: 'notNeeded' },
    })
    await as(tanaka).ask(training.approve, { applicationId: other })
    for (const [person, from] of [
      [sato, '2026-12-01'],
      [mori, '2026-12-02'],
    ] as const) {
      await sql(`update assignment set valid_to = $2 where staff_member_id = $1`, [person, from])
      await sql(
        `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
          values ($1::bigint, lpad($1::text, 8, '0'), '2020', '1級職', '係員', 'primary', false, $2)`,
        [person, from],
      )
    }
    const lacking = async (head: number) =>
      (await as(head).ask(training.listApprovals, {})).toCover.map(({ applicationId: id, cover }) => [
        id,
        cover?.isOfAnotherSection,
      ])
    on('2026-11-30')
    expect([await lacking(tanaka), await lacking(ono), await standing(town, ono)]).toEqual([[], [], []])
    on('2026-12-01')
    expect([await lacking(tanaka), await lacking(ono)]).toEqual([[], [[applicationId, true]]])
    expect([await standing(town, tanaka), await standing(town, ono)]).toEqual([[], ['coverToRenew 2027-01-20']])
    on('2026-12-02')
    // Cover that names nobody was the old section's word too.
    expect(await lacking(ono)).toEqual([
      [applicationId, true],
      [other, true],
    ])
    const { cover } = await as(ono).ask(training.showApplication, { applicationId })
    await as(ono).ask(training.arrangeCover, { applicationId, seen: cover!.version, cover: { kind: 'reducedCounter' } })
    expect(await lacking(ono)).toEqual([[other, true]])
    // A post in the same section, and one that ended before the cover was arranged, change nothing.
    await sql(`update assignment set valid_to = '2026-12-10' where section_code = '2020' and staff_member_id = $1`, [
      sato,
    ])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1::bigint, lpad($1::text, 8, '0'), '2020', '2級職', '主任', 'primary', false, '2026-12-10')`,
      [sato],
    )
    on('2026-12-10')
    expect(await lacking(ono)).toEqual([[other, true]])
  }),
)
