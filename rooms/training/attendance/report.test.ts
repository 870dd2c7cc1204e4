/** A report that was handed in is put right by whoever wrote it, and what stood before stays beside it. */
import { expect, test } from 'vitest'
import { disclosure } from '#app/disclosure/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse, ordered } from '#testing/training.ts'

/** `done`, or the code by which it was refused. */
async function said(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}

test(
  'the words, the reason and both versions are seen by whoever sees the report; erasing the person takes all of them',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { reportRequired: true })
    const applicationId = await ordered(town, sato, courseSessionId, tanaka)
    const show = (who: number) => as(who).ask(training.showApplication, { applicationId })
    const correct = (body: string, seen: string | undefined, who = sato) =>
      said(as(who).ask(training.correctReport, { applicationId, body, seen, reason: '科目の取り違え' }))
    on('2027-01-20')
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await correct('x', undefined)).toBe('no_report')
    await as(sato).ask(training.submitReport, { applicationId, body: '統計を学びました。' })
    const seen = (await show(sato)).report!.version
    expect([await correct('x', seen, tanaka), await correct('x', seen, hayashi)]).toEqual(['forbidden', 'forbidden'])
    expect([await correct('x', 'y'), await correct('統計を学びました。', seen)]).toEqual([
      ...['changed_meanwhile', 'nothing_to_correct'],
    ])
    // HR has recorded the completion meanwhile: the words are still the person's own.
    const completion = [{ applicationId, completed: true }]
    await as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })
    const two = await Promise.all([correct('地図を学びました。', seen), correct('地図を学びました。', seen)])
    expect(two.toSorted()).toEqual(['changed_meanwhile', 'done'])
    for (const who of [sato, tanaka, hayashi]) {
      expect((await show(who)).report).toMatchObject({
        body: '地図を学びました。',
        submittedOn: '2027-01-20',
        corrections: [{ before: { body: '統計を学びました。' }, reason: '科目の取り違え', by: '佐藤 はるか' }],
      })
    }
    expect((await show(sato)).state).toBe('completed')
    await sql(`update employment set left_on = '2027-01-20' where staff_member_id = $1`, [sato])
    on('2027-01-21')
    await as(hayashi).ask(disclosure.erasePerson, { staffNumber: '00000004', reason: '保存期間の満了' })
    const left = await sql(
      `select (select jsonb_agg(c) from correction c)::text || (select jsonb_agg(r) from training_report r)::text as words`,
    )
    expect(JSON.stringify(left)).not.toMatch(/統計|地図|科目/)
  }),
)
