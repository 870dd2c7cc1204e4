/** What each kind of notice stands for, when it begins and ends, and to whom it is said. */
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse, ordered, sessionOf } from '#testing/training.ts'
import { notices } from './contract.ts'

/** What stands for a person. */
const standing = async ({ as, asJob }: Town, person: number) => {
  await asJob.ask(notices.keepNotices, {})
  const { notices: told } = await as(person).ask(notices.listMyNotices, {})
  return told.filter(({ isOver }) => !isOver).map(({ kind, dueOn }) => (dueOn ? `${kind} ${dueOn}` : kind))
}

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
    // Whoever is above hears whose word is missing, and nothing of the applicant.
    expect(stuck[0]?.title).toContain('田中 聡')
    expect(stuck[0]?.title).not.toContain('佐藤')
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
  'the holder hears of a role, the other pair of eyes of one that waits, whoever gave it of one to look at after a transfer',
  inTown(async (town) => {
    const { as, asCommand, sql, mori, ito, sato, ono } = town
    const from = { validFrom: '2026-11-22', reason: '担当になったため' }
    await asCommand.ask(people.grantRole, { staffNumber: '00000011', role: 'it', ...from })
    expect(await standing(town, ono)).toEqual(['roleGranted'])
    await as(ito).ask(people.grantRole, { staffNumber: '00000003', role: 'hr', ...from })
    expect([await standing(town, mori), await standing(town, ono)]).toEqual([[], ['roleToAgree', 'roleGranted']])
    const [grant] = await sql<{ id: number }>(`select max(role_grant_id)::int as id from role_grant`)
    await as(ono).ask(people.agreeToRole, { roleGrantId: grant!.id })
    expect(await standing(town, mori)).toContain('roleGranted')
    expect(await standing(town, ono)).toEqual(['roleGranted'])
    expect(await standing(town, sato)).toEqual([])
    await sql(`update assignment set valid_to = '2026-11-24' where staff_member_id = $1`, [mori])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000003', '2010', '3級職', '係長', 'primary', false, '2026-11-24')`,
      [mori],
    )
    town.on('2026-11-24')
    expect(await standing(town, ito)).toEqual(['roleToConfirm'])
    await as(ito).ask(people.confirmRole, { roleGrantId: grant!.id, reason: '続けて担当する' })
    expect(await standing(town, ito)).toEqual([])
    town.on('2026-12-22')
    expect(await standing(town, ono)).toEqual([])
  }),
)

test(
  'whoever is to carry out a decision hears of it and before it is due; HR of a year that can be closed',
  inTown(async (town) => {
    const { as, on, hayashi, tanaka } = town
    expect(await standing(town, hayashi)).toEqual(['yearToClose'])
    await as(hayashi).ask(pdca.closeFiscalYear, { fiscalYear: 2025, summary: '' })
    expect(await standing(town, hayashi)).toEqual([])
    const { kpis } = await as(hayashi).ask(kpi.listKpis, {})
    const what = { decision: 'improve' as const, cause: '窓口が混む', owner: tanaka, dueOn: '2026-12-20' }
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, { fiscalYear: 2025, subject: kpis[0]!.id, ...what })
    on('2026-12-05')
    expect(await standing(town, tanaka)).toEqual(['decisionGiven 2026-12-20'])
    on('2026-12-06')
    expect(await standing(town, tanaka)).toEqual(['decisionDue 2026-12-20'])
    await as(tanaka).ask(pdca.completeDecision, { reviewDecisionId, note: '' })
    expect(await standing(town, tanaka)).toEqual([])
  }),
)

test(
  'what one does not want to hear of is not told, what others wait for cannot be silenced; all can be marked as seen; old ones are forgotten',
  inTown(async (town) => {
    const { as, on, sql, asJob, sato, tanaka, hayashi } = town
    const { hours } = await as(sato).ask(notices.showNoticeChoices, {})
    const choose = (kind: string, way: 'off' | 'appOnly') =>
      as(sato).ask(notices.saveNoticeChoices, { choices: [{ kind, way }], hours })
    await expect(choose('coverAsked', 'off')).rejects.toThrow('notice_not_silent')
    await expect(choose('tea', 'off')).rejects.toThrow('no_such_notice_kind')
    await choose('seatGiven', 'off')
    const { kinds } = await as(sato).ask(notices.showNoticeChoices, {})
    expect(kinds.find(({ kind }) => kind === 'seatGiven')).toMatchObject({ way: 'off', usual: 'atOnce' })
    const { courseSessionId } = await dataCourse(town)
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: false })
    expect(await standing(town, sato)).toEqual([])
    await choose('seatGiven', 'appOnly')
    expect(await standing(town, sato)).toEqual(['seatGiven'])
    const another = await dataCourse(town, 2, { startsOn: '2027-02-20' })
    await ordered(town, sato, another.courseSessionId, tanaka)
    const page = await as(sato).ask(notices.listMyNotices, { pageSize: 1 })
    expect([page.unread, page.notices.map(({ kind }) => kind)]).toEqual([2, ['ordered']])
    const rest = await as(sato).ask(notices.listMyNotices, { pageSize: 1, after: page.next! })
    expect(rest.notices.map(({ kind }) => kind)).toEqual(['seatGiven'])
    expect(await as(sato).ask(notices.readNotices, { noticeIds: [rest.notices[0]!.noticeId] })).toEqual({ unread: 1 })
    // Others' notices are nobody's to read.
    expect(await as(hayashi).ask(notices.readNotices, { upTo: 1_000_000 })).toMatchObject({ unread: 0 })
    expect((await as(sato).ask(notices.listMyNotices, { only: 'unread' })).notices).toHaveLength(1)
    expect(await as(sato).ask(notices.readNotices, { upTo: page.notices[0]!.noticeId })).toEqual({ unread: 0 })
    on('2027-05-21')
    await asJob.ask(notices.keepNotices, {})
    expect(await asJob.ask(notices.forgetNotices, {})).toMatchObject({ mail: 0 })
    on('2027-08-20')
    expect((await asJob.ask(notices.forgetNotices, {})).notices).toBeGreaterThan(0)
    expect(await sql(`select 1 from notice where receiver = $1`, [sato])).toEqual([])
  }),
)
