import { expect, test } from 'vitest'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { training } from '../contract.ts'

const course = { courseCode: 'D', title: 'データ活用', summary: '', hours: 3, provider: '人事課' }
const at = (startsOn: string) => ({
  startsOn,
  endsOn: startsOn,
  startsAt: '09:00',
  endsAt: '12:00',
  place: '会議室',
  capacity: 12,
  applyBy: startsOn,
})

test(
  'an imported history is told in steps, seats its people, and adds nothing when sent again',
  inTown(async (town) => {
    const { sql, asCommand, as, sato } = town
    const sessions = [at('2026-06-10')]
    await asCommand.ask(training.importCourses, { courses: [{ ...course, reportRequired: true, sessions }] })
    await asCommand.ask(training.importCourses, { courses: [{ ...course, reportRequired: true, sessions }] })
    const applications = [
      {
        staffNumber: staffNumberOf('sato'),
        courseCode: 'D',
        startsOn: '2026-06-10',
        state: 'completed' as const,
        appliedOn: '2026-05-01',
        approvedOn: '2026-05-07',
        approvedBy: staffNumberOf('tanaka'),
        cover: { kind: 'substitute' as const, substitute: staffNumberOf('ueda'), agreedOn: '2026-05-03' },
        report: '役に立ちました。',
      },
    ]
    expect(await asCommand.ask(training.importTrainingHistory, { applications })).toEqual({
      applications: 1,
      recommendations: 0,
    })
    expect((await asCommand.ask(training.importTrainingHistory, { applications })).applications).toBe(0)
    expect(await sql(`select seats_taken from course_session`)).toEqual([{ seats_taken: 1 }])
    const { steps, cover, report } = await as(sato).ask(training.showApplication, { applicationId: 1 })
    expect(steps.map(({ to, actor, takenOn }) => `${to} ${actor} ${takenOn}`)).toEqual([
      'submitted 佐藤 はるか 2026-05-01',
      'section_head_approved 田中 聡 2026-05-07',
      'hr_selected null 2026-05-07',
      'ordered null 2026-05-07',
      'attended null 2026-06-10',
      'report_due null 2026-06-10',
      'report_submitted 佐藤 はるか 2026-06-17',
      'completed null 2026-06-17',
    ])
    expect([cover?.agreedOn, report?.body]).toEqual(['2026-05-03', '役に立ちました。'])
    const unknown = [
      { ...applications[0]!, staffNumber: '99999999' },
      { ...applications[0]!, startsOn: '2026-06-11' },
    ]
    await expect(asCommand.ask(training.importTrainingHistory, { applications: unknown })).rejects.toMatchObject({
      code: 'unknown_in_history',
      fields: [
        { path: 'applications[0].staffNumber', reason: '「99999999」は見つかりません。' },
        { path: 'applications[1].courseCode' },
      ],
    })
    await expect(asCommand.ask(training.importTrainingHistory, { applications, isSample: true })).rejects.toThrow(
      'sample_by_command_only',
    )
  }),
)
