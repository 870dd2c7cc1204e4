import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'
import { wholeOf } from './waiting.rules.ts'

test(
  'a returned application is mended and sent again; return and rejection carry a reason (INV-T1)',
  inTown(async (town) => {
    const { as, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await expect(as(tanaka).ask(training.returnForRevision, { applicationId, reason: ' ' })).rejects.toThrow(
      'invalid_input',
    )
    const toHead = await as(tanaka).ask(training.showApplication, { applicationId })
    expect(toHead).toMatchObject({ readFor: 'approval', staffing: [{ inService: 2 }] })
    const [waiting] = wholeOf(await as(tanaka).ask(training.listApprovals, {})).toDecide
    expect(toHead.staffing).toEqual(waiting?.staffing)
    for (const [reader, readFor] of [
      [sato, 'oneself'],
      [town.hayashi, 'selection'],
    ] as const)
      expect(await as(reader).ask(training.showApplication, { applicationId })).toMatchObject({ readFor, staffing: [] })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '代わりの人を書いてください' })
    expect((await as(sato).ask(training.showMyTasks, {})).tasks).toMatchObject([
      { kind: 'applicationReturned', title: '「データ活用入門」の申込みが差し戻されました', applicationId },
    ])
    await as(sato).ask(training.resubmit, { applicationId, motive: '学びたい', cover: { kind: 'notNeeded' } })
    await as(tanaka).ask(training.reject, { applicationId, reason: '繁忙期のため' })
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('already_decided')
    // Someone whose application was not approved may apply again (INV-T4).
    await as(sato).ask(training.apply, { courseSessionId })
  }),
)

test(
  'a pending approval moves to the successor on the day of the posting, and the head’s own goes one level up (INV-O4, O5)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, ono, kato } = town
    const { courseSessionId } = await dataCourse(town, 3, { startsOn: '2027-05-10' })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const own = await as(tanaka).ask(training.apply, { courseSessionId })
    await expect(as(tanaka).ask(training.approve, { applicationId: own.applicationId })).rejects.toThrow('forbidden')
    await as(kato).ask(training.approve, { applicationId: own.applicationId })
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id in ($1, $2)`, [tanaka, ono])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000011', '1010', '5級職', '戸籍住民課長', 'primary', true, '2027-04-01')`,
      [ono],
    )
    expect((await as(ono).ask(training.listApprovals, {})).toDecide).toEqual([])
    on('2027-04-01')
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toEqual([])
    await expect(as(tanaka).ask(training.approve, { applicationId })).rejects.toThrow('forbidden')
    expect((await as(ono).ask(training.listApprovals, {})).toDecide).toMatchObject([{ applicationId }])
    await as(ono).ask(training.approve, { applicationId })
  }),
)

test(
  'the section head sees who has had no training this year and to whom nothing was recommended',
  inTown(async (town) => {
    const { as, on, sato, kimura, tanaka, hayashi } = town
    const { courseId, courseSessionId } = await dataCourse(town, 2, { startsOn: '2026-12-01' })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    on('2026-12-02')
    await as(hayashi).ask(training.recordAttendance, {
      courseSessionId,
      attendance: [{ applicationId, attendance: 'partially_attended' }],
    })
    await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, courseId, reason: '続けて' })
    const { members: team, total } = await as(tanaka).ask(training.showTeamTraining, {})
    expect(total).toBe(4)
    expect(team.map(({ person, attendedThisYear }) => [person.name, attendedThisYear])).toEqual([
      ['上田 陽介', 0],
      ['木村 葵', 0],
      ['佐藤 はるか', 1],
      ['森 千夏', 0],
    ])
    expect(team.find(({ person }) => person.staffMemberId === kimura)?.onLeave).toBe(true)
    expect(team.find(({ person }) => person.staffMemberId === sato)).toMatchObject({
      recommendations: 1,
      lastAttendedOn: '2026-12-01',
    })
    on('2027-04-01')
    expect(
      (await as(tanaka).ask(training.showTeamTraining, {})).members.every((row) => row.attendedThisYear === 0),
    ).toBe(true)
  }),
)

test(
  'every change is in the journal with whom it concerns and why',
  inTown(async (town) => {
    const { as, sql, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.returnForRevision, { applicationId, reason: '日程を確かめて' })
    const lines = await sql(
      `select operation, acted_as, subjects::int[], reason from journal_line where subjects @> array[$1::bigint] order by line_id`,
      [sato],
    )
    expect(lines).toMatchObject([
      { operation: 'training.apply', acted_as: 'staff', reason: null },
      { operation: 'training.returnForRevision', acted_as: 'sectionHead', reason: '日程を確かめて' },
    ])
  }),
)

test(
  'this year’s training is counted from 1 April on, open applications until the session’s last day; the latest attendance is told (INV-F2)',
  inTown(async (town) => {
    const { as, on, asCommand, sato, tanaka } = town
    const at = (day: string, endsOn = day) => ({
      ...{ startsOn: day, endsOn, applyBy: day, startsAt: '09:00', endsAt: '12:00', place: '会議室', capacity: 9 },
    })
    const sessions = ['2026-03-31', '2026-04-01', '2026-06-10'].map((day) => at(day))
    const course = { courseCode: 'Y', title: '研修', summary: '', hours: 3, provider: '人事課' }
    await asCommand.ask(training.importCourses, {
      courses: [{ ...course, sessions: [...sessions, at('2027-01-20', '2027-01-22')] }],
    })
    const past = (startsOn: string, state: 'attended' | 'absent' | 'ordered') => ({
      ...{ staffNumber: '00000004', courseCode: 'Y', startsOn, state, appliedOn: '2026-03-01' },
    })
    const counts = async () => {
      const { members } = await as(tanaka).ask(training.showTeamTraining, {})
      const own = members.find(({ person }) => person.staffMemberId === sato)!
      return [own.attendedThisYear, own.lastAttendedOn, own.openApplications]
    }
    await asCommand.ask(training.importTrainingHistory, {
      applications: [past('2026-03-31', 'attended'), past('2026-06-10', 'absent'), past('2027-01-20', 'ordered')],
    })
    expect(await counts()).toEqual([0, '2026-03-31', 1])
    await asCommand.ask(training.importTrainingHistory, { applications: [past('2026-04-01', 'attended')] })
    expect(await counts()).toEqual([1, '2026-04-01', 1])
    on('2027-01-22')
    expect(await counts()).toEqual([1, '2026-04-01', 1])
    on('2027-01-23')
    expect(await counts()).toEqual([1, '2026-04-01', 0])
  }),
)
