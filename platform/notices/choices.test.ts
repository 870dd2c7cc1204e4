import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, ordered } from '#testing/training.ts'
import { notices } from './contract.ts'

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
