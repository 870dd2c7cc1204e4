/** An employment that was recorded wrongly is put right with what lies in it, and what was struck comes back together (INV-O1, O2, O6, D5). */
import { expect, test } from 'vitest'
import { closesYear } from '#testing/closed.ts'
import { inTown, type Town } from '#testing/town.ts'
import { csv } from '#testing/upload.ts'
import { people } from '../contract.ts'
import { importing } from '../import/contract.ts'
import { records } from './contract.ts'

/** `done`, or the code by which it was refused. */
async function said(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}
const recordOf = ({ as }: Town, staffMemberId: number) => as('hayashi').ask(records.showRecord, { staffMemberId })
const STAFF = '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日'

test(
  'days, category and occupation are corrected, posts and leave that begin or end with it follow, and what would lie outside stops it',
  inTown(async (town) => {
    const { as, on, sql, kimura, tanaka } = town
    const right = { validFrom: '2015-04-01', lastDay: null, employmentCategory: '常勤', occupation: '事務' }
    const correct = async (to: object | null, more: object = {}, who: 'hayashi' | 'tanaka' = 'hayashi') => {
      const [spell] = (await recordOf(town, kimura)).spells
      const { staffNumber, validFrom, version: seen } = spell!
      return said(
        as(who).ask(records.correctEmployment, {
          ...{
            staffMemberId: kimura,
            staffNumber,
            validFrom,
            seen,
            to: to as never,
            reason: '採用の日の誤り',
            ...more,
          },
        }),
      )
    }
    expect(await correct(null, {}, 'tanaka')).toBe('forbidden')
    expect(await correct(right, { seen: 'x' })).toBe('changed_meanwhile')
    expect(await correct(right, { staffNumber: '00000005' })).toBe('changed_meanwhile')
    expect(await correct(right)).toBe('nothing_to_correct')
    expect(await correct({ ...right, lastDay: '2015-03-31' })).toBe('ends_before_start')
    // A post since 2023 and a leave until 2027 lie in it.
    expect(await correct({ ...right, validFrom: '2024-04-01' })).toBe('facts_outside')
    expect(await correct({ ...right, lastDay: '2026-12-31' })).toBe('facts_outside')
    expect(await correct({ ...right, lastDay: '2027-06-30', occupation: '福祉' })).toBe('done')
    const ended = await recordOf(town, kimura)
    expect([ended.spells[0], ended.posts.at(-1), ended.leave[0]]).toMatchObject([
      { occupation: '福祉', lastDay: '2027-06-30' },
      { lastDay: '2027-06-30' },
      { lastDay: '2027-03-31' },
    ])
    // A leave that ends with the spell ends with it when its day is put right.
    for (const lastDay of ['2027-03-31', '2027-06-30']) {
      expect(await correct({ ...right, lastDay })).toBe('done')
      expect((await recordOf(town, kimura)).leave[0]).toMatchObject({ lastDay })
    }
    // Two windows: of two corrections made from one version one is told.
    const seen = (await recordOf(town, kimura)).spells[0]!.version
    const two = await Promise.all([correct({ ...right, lastDay: '2027-07-31' }, { seen }), correct(right, { seen })])
    expect(two.toSorted()).toEqual(['changed_meanwhile', 'done'])
    await sql(`update section_period set valid_to = '2028-04-01' where section_code = '101010'`)
    expect(await correct({ ...right, lastDay: '2028-04-30' })).toBe('section_not_there')
    await sql(`update section_period set valid_to = null where section_code = '101010'`)
    await correct(right)
    await sql(
      `insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
        values ($1, '00000006', '常勤', '事務', '2010-04-01', '2014-04-01')`,
      [kimura],
    )
    expect(await correct({ ...right, lastDay: '2015-04-30' })).toBe('overlaps_other')
    await sql(`delete from employment where staff_member_id = $1 and joined_on = '2010-04-01'`, [kimura])
    on('2027-04-01')
    await closesYear({ as }, 2026)
    expect((await recordOf(town, kimura)).closedYears).toEqual([2026])
    expect(await correct({ ...right, validFrom: '2016-04-01' })).toBe('done')
    const opened = await sql(
      `select s.valid_from::text as "from" from account_spell s join account a using (account_id) where a.subject_id = $1`,
      [kimura],
    )
    expect(opened).toEqual([{ from: '2016-04-01' }])
    expect((await as(tanaka).ask(people.listTeam, {})).map(({ staffMemberId }) => staffMemberId)).toContain(kimura)
  }),
)

test(
  'an employment that never was goes with its posts and leave, the account closes, the file brings nothing back, and all come back together',
  inTown(async (town) => {
    const { as, on, sql, kimura } = town
    const strike = async () => {
      const [spell] = (await recordOf(town, kimura)).spells
      const { staffNumber, validFrom, version: seen } = spell!
      return said(
        as('hayashi').ask(records.correctEmployment, {
          ...{ staffMemberId: kimura, staffNumber, validFrom, seen, to: null, reason: '別の方の採用でした' },
        }),
      )
    }
    const before = await recordOf(town, kimura)
    expect(await strike()).toBe('done')
    const struck = await recordOf(town, kimura)
    expect([struck.state, struck.spells, struck.posts, struck.leave]).toEqual(['declined', [], [], []])
    expect(struck.corrections.map(({ thing, mayRestore }) => [thing, mayRestore])).toEqual([
      ['people.leave', true],
      ['people.assignment', true],
      ['people.employment', true],
    ])
    expect(await said(as(kimura).ask(people.showMe, {}))).toBe('session_expired')
    const row = '00000006,木村 葵,キムラ アオイ,常勤,事務,2015/4/1,'
    const sent = await as('hayashi').ask(importing.importWard, { staff: csv(STAFF, row) })
    expect(sent).toMatchObject({ applied: true, warningCount: 1, files: [{ added: 0 }] })
    const { correctionId } = struck.corrections.at(-1)!
    await as('hayashi').ask(records.restoreRecord, { staffMemberId: kimura, correctionId, reason: '取り違えました' })
    const back = await recordOf(town, kimura)
    const facts = ({ spells, posts, leave }: typeof back) =>
      [...spells, ...posts, ...leave].map(({ validFrom, lastDay }) => [validFrom, lastDay])
    expect(facts(back)).toEqual(facts(before))
    // Whoever is to come declines; that is said elsewhere, because every room has to know.
    await sql(`update employment set left_on = '2027-01-01' where staff_member_id = $1`, [kimura])
    on('2026-11-22')
    await sql(`update employment set joined_on = '2026-12-01', left_on = null where staff_member_id = $1`, [kimura])
    expect(await strike()).toBe('not_begun')
  }),
)
