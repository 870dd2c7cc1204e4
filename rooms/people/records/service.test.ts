/** What a hand entered wrongly of a person's records is put right in the open; an import brings nothing back that was struck (INV-D5, F4). */
import { expect, test } from 'vitest'
import { pdca } from '#rooms/pdca/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { csv } from '#testing/upload.ts'
import { people } from '../contract.ts'
import { importing } from '../import/contract.ts'
import { records } from './contract.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)
const [LEAVE, POSTS] = [
  '職員番号,種別,開始日,終了日',
  '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日',
]
const reason = '別の人の届でした'

const recordOf = ({ as }: Town, staffMemberId: number) => as('hayashi').ask(records.showRecord, { staffMemberId })

test(
  'a leave of the wrong person goes to the right one, or to the right days; the file that still names it brings it not back',
  inTown(async (town) => {
    const { as, kimura, ueda, sato, tanaka, sql } = town
    const leave = async (person: number) => (await recordOf(town, person)).leave.map(({ version: _, ...one }) => one)
    const wrong = { kind: '育児休業', validFrom: '2026-06-01', lastDay: '2027-03-31' }
    expect([await leave(kimura), await leave(ueda)]).toEqual([[wrong], []])
    const seen = (await recordOf(town, kimura)).leave[0]!.version
    const correct = (to: object | null, more: object = {}, who: 'hayashi' | 'tanaka' = 'hayashi') =>
      said(
        as(who).ask(records.correctLeave, {
          ...{ staffMemberId: kimura, validFrom: '2026-06-01', seen, reason, to: to as never, ...more },
        }),
      )
    expect(await correct(null, {}, 'tanaka')).toBe('forbidden')
    expect(await correct(null, { seen: 'x' })).toBe('changed_meanwhile')
    expect(await correct(null, { validFrom: '2026-06-02' })).toBe('changed_meanwhile')
    expect(await correct(wrong)).toBe('nothing_to_correct')
    expect(await correct({ ...wrong, lastDay: '2026-05-31' })).toBe('ends_before_start')
    expect(await correct({ ...wrong, staffNumber: '99999999' })).toBe('no_such_staff_member')
    expect(await correct({ ...wrong, validFrom: '2015-03-31' })).toBe('outside_employment')
    expect(await correct({ ...wrong, staffNumber: '00000007' })).toBe('outside_employment')
    // 上田 has an application for a day of that leave: whoever decides sees that it rests on somebody who is away.
    const { courseSessionId } = await dataCourse(town, 5)
    await as(ueda).ask(training.apply, { courseSessionId })
    // Two windows: of a press for 上田 and one for nobody, one holds.
    const answers = await Promise.all([correct({ ...wrong, staffNumber: '00000005' }), correct(null)])
    expect(answers.toSorted()).toEqual(['changed_meanwhile', 'done'])
    const [back] = (await recordOf(town, kimura)).corrections
    expect(back).toMatchObject({ thing: 'people.leave', reason, by: '林 由佳', after: {}, mayRestore: true })
    if (answers[1] === 'done') {
      const restore = { staffMemberId: kimura, correctionId: back!.correctionId, reason: '取り違えました' }
      await as('hayashi').ask(records.restoreRecord, restore)
      expect(await said(as('hayashi').ask(records.restoreRecord, restore))).toBe('not_struck')
      expect(await correct({ ...wrong, staffNumber: '00000005' })).toBe('done')
    }
    expect([await leave(kimura), await leave(ueda)]).toEqual([[], [wrong]])
    const never = { staffMemberId: kimura, correctionId: 9_999, reason: '取り違えました' }
    expect(await said(as('hayashi').ask(records.restoreRecord, never))).toBe('not_struck')
    const [waits] = (await as(tanaka).ask(training.listApprovals, {})).toDecide
    expect(waits).toMatchObject({ staffMemberId: ueda })
    await expect(as(tanaka).ask(training.approve, { applicationId: waits!.applicationId })).rejects.toThrow(
      'applicant_not_there',
    )
    // Overlapping leave of one person is refused before it is written.
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2026-12-01', '2027-01-01')`,
      [sato],
    )
    const [own] = (await recordOf(town, ueda)).leave
    const toSato = { ...wrong, staffNumber: '00000004' }
    expect(
      await said(
        as('hayashi').ask(records.correctLeave, {
          ...{ staffMemberId: ueda, validFrom: own!.validFrom, seen: own!.version, reason, to: toSato },
        }),
      ),
    ).toBe('overlaps_other')
    // The file that HR sent before: the row of 木村 is left out and said, a second time as the first; a row of other days is another leave.
    for (const again of [1, 2]) {
      const report = await as('hayashi').ask(importing.importWard, {
        leave: csv(
          LEAVE,
          '00000006,育児休業,2026/6/1,2027/3/31',
          `00000006,病気休暇,2026/11/2${again},2026/11/2${again}`,
        ),
      })
      expect(report).toMatchObject({ applied: true, warningCount: 1, problemCount: 0 })
      expect(report.warnings[0]).toMatchObject({ file: 'leave', line: 2, value: '00000006' })
      expect(report.warnings[0]!.reason).toContain(reason)
    }
    expect((await leave(kimura)).map(({ validFrom }) => validFrom)).toEqual(['2026-11-21', '2026-11-22'])
  }),
)

test(
  'an assignment that never happened is struck and the one before goes on; a closed year is told before and restated after',
  inTown(async (town) => {
    const { as, asJob, on, sato, tanaka, sql } = town
    const wrong = '00000004,2020,1級職,係員,主務,,2026/10/1,'
    await as('hayashi').ask(importing.importWard, { assignments: csv(POSTS, wrong) })
    on('2027-04-01')
    await closesYear({ as }, 2026)
    const posts = async () =>
      (await recordOf(town, sato)).posts.map(({ sectionCode, validFrom, lastDay }) => [sectionCode, validFrom, lastDay])
    expect(await posts()).toEqual([
      ['101010', '2023-04-01', '2026-09-30'],
      ['2020', '2026-10-01', null],
    ])
    const record = await recordOf(town, sato)
    expect([record.closedYears, record.posts[1]!.previous]).toEqual([[2026], '窓口係'])
    const { assignmentId, version: seen } = record.posts[1]!
    const correct = (to: object | null, more: object = {}) =>
      said(
        as('hayashi').ask(records.correctAssignment, {
          ...{ staffMemberId: sato, assignmentId, seen, to: to as never, reason: '発令は取り消されました', ...more },
        }),
      )
    const days = (validFrom: string, lastDay: string | null = null) => ({ validFrom, lastDay })
    expect(await correct(days('2026-10-01'))).toBe('nothing_to_correct')
    expect(await correct(days('2026-10-01', '2026-09-01'))).toBe('ends_before_start')
    expect(await correct(days('2026-09-01'))).toBe('overlaps_other')
    expect(await correct(days('2014-04-01', '2014-05-01'))).toBe('outside_employment')
    expect(await correct(days('2023-04-01'), { previousGoesOn: true })).toBe('overlaps_other')
    expect(await correct(null, { seen: undefined })).toBe('changed_meanwhile')
    expect(await said(as(tanaka).ask(records.showRecord, { staffMemberId: sato }))).toBe('forbidden')
    expect(await said(recordOf(town, 9_999))).toBe('no_such_staff_member')
    // A month later than it was entered, and the post before up to then.
    expect(await correct(days('2026-11-01'), { previousGoesOn: true })).toBe('done')
    expect((await posts()).map(([, from, to]) => [from, to])).toEqual([
      ['2023-04-01', '2026-10-31'],
      ['2026-11-01', null],
    ])
    // A month earlier again, and then it never was: 佐藤 is 田中's again, on every day.
    const again = async (to: object | null) =>
      correct(to, { seen: (await recordOf(town, sato)).posts.at(-1)!.version, previousGoesOn: true })
    expect(await again(days('2026-10-15'))).toBe('done')
    expect((await as(tanaka).ask(people.listTeam, {})).map(({ staffMemberId }) => staffMemberId)).not.toContain(sato)
    expect(await again(null)).toBe('done')
    expect(await posts()).toEqual([['101010', '2023-04-01', null]])
    expect((await as(tanaka).ask(people.listTeam, {})).map(({ staffMemberId }) => staffMemberId)).toContain(sato)
    const [first] = await sql<{ day: string }>('select min(concerns_from)::text as day from correction')
    expect(first).toEqual({ day: '2026-10-01' })
    expect(await asJob.ask(pdca.restateCorrected, {})).toMatchObject({ settled: 6 })
    // The file of then brings nothing back; put back by hand it stands in the way of the one that went on.
    const report = await as('hayashi').ask(importing.importWard, {
      assignments: csv(POSTS, wrong.replace('10/1', '10/15')),
    })
    expect(report).toMatchObject({ applied: true, warningCount: 1 })
    const { corrections } = await recordOf(town, sato)
    const last = corrections.findLast(({ mayRestore }) => mayRestore)!
    const restore = (correctionId: number) =>
      said(as('hayashi').ask(records.restoreRecord, { staffMemberId: sato, correctionId, reason: 'x' }))
    expect(await restore(last.correctionId)).toBe('overlaps_other')
    await sql(`update section_period set valid_to = '2027-03-01' where section_code = '2020'`)
    await sql(`update assignment set valid_to = '2026-10-15' where staff_member_id = $1`, [sato])
    expect(await restore(last.correctionId)).toBe('section_not_there')
    await sql(`update employment set left_on = '2026-10-10' where staff_member_id = $1`, [sato])
    expect(await restore(last.correctionId)).toBe('outside_employment')
    await sql(`update section_period set valid_to = null where section_code = '2020'`)
    await sql(`update employment set left_on = null where staff_member_id = $1`, [sato])
    expect(await restore(last.correctionId)).toBe('done')
    expect((await posts()).map(([code]) => code)).toEqual(['101010', '2020'])
    await sql(`update section_period set valid_to = '2027-06-01' where section_code = '2020'`)
    const now = (await recordOf(town, sato)).posts.at(-1)!
    const { assignmentId: moved, version } = now
    expect(await correct(days('2026-10-16'), { assignmentId: moved, seen: version })).toBe('section_not_there')
  }),
)
