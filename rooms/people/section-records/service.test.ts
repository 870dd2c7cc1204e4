/** A section that never was is struck in the open, while nobody and nothing rests on it (decisions/0051, INV-D5, F4). */
import { expect, test } from 'vitest'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { openTest, writeBank } from '#testing/bank.ts'
import { inTown, type Town } from '#testing/town.ts'
import { csv } from '#testing/upload.ts'
import { whoMay } from '#testing/who-may.ts'
import { people } from '../contract.ts'
import { deciders } from '../deciders/contract.ts'
import { importing } from '../import/contract.ts'
import { sectionRecordsAccess } from './access.ts'
import { sectionRecords } from './contract.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)
const [SECTIONS, POSTS] = [
  '所属コード,所属名,種別,上位所属コード,適用開始日,適用終了日',
  '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日',
]
const reason = '改組の案を取り込んでいました'

const bringIn = ({ as }: Town, files: Record<string, ReturnType<typeof csv>>) =>
  as('hayashi').ask(importing.importWard, files as never)
const show = ({ as }: Town, sectionCode: string, validFrom: string) =>
  as('hayashi').ask(sectionRecords.showSectionRecord, { sectionCode, validFrom })
const strike = async (
  town: Town,
  sectionCode: string,
  validFrom: string,
  more: { seen?: string; previousGoesOn?: boolean } = {},
) => {
  const { seen = (await show(town, sectionCode, validFrom)).version } = more
  return said(
    town.as('hayashi').ask(sectionRecords.strikeSection, { ...{ sectionCode, validFrom, reason }, ...more, seen }),
  )
}
const restore = async (town: Town, sectionCode: string) => {
  const { corrections } = await town.as('hayashi').ask(sectionRecords.listSectionRecords, {})
  const { correctionId = 9_999 } =
    corrections.find(({ before, mayRestore }) => mayRestore && before.sectionCode === sectionCode) ?? {}
  const asked = { sectionCode, correctionId, reason: '改組は行われました' }
  return said(town.as('hayashi').ask(sectionRecords.restoreSection, asked))
}
const names = async ({ as }: Town, asOf?: string) =>
  (await as('hayashi').ask(people.listSections, asOf ? { asOf } : {})).map(({ name }) => name)

test(
  'a section that never was goes once nobody and nothing rests on it; the file that still names it brings it not back, and HR does',
  inTown(async (town) => {
    const { as, sato, sql } = town
    const wrong = '1090,総合案内課,課,10,2026/4/1,'
    const below = '109010,案内係,係,1090,2026/4/1,'
    await bringIn(town, { sections: csv(SECTIONS, wrong, below) })
    const { periods } = await as('hayashi').ask(sectionRecords.listSectionRecords, {})
    expect(periods.slice(0, 2).map(({ name, parent }) => [name, parent])).toEqual([
      ['総合案内課', '区民生活部'],
      ['案内係', '総合案内課'],
    ])
    for (const [q, n] of [
      ['案内課', 1],
      ['ソウゴウ 案内課', 1],
      ['そうごうぜいむ', 0],
    ] as const)
      expect((await as('hayashi').ask(sectionRecords.listSectionRecords, { q })).periods).toHaveLength(n)
    // What rests on it is told by name, each by its own room.
    await bringIn(town, { assignments: csv(POSTS, '00000004,109010,1級職,係員,兼務,,2026/10/1,2026/10/31') })
    const named = { validFrom: '2026-11-22', forSection: '1090', sectionCode: '10', postTitle: '区民生活部長' }
    const { deciderPostId } = await as('hayashi').ask(deciders.nameDeciderPost, named)
    await as('hayashi').ask(training.stateMinimum, {
      ...{ sectionCode: '1090', counter: '案内', kind: 'usual', validFrom: '2026-12-01', week: Array(14).fill(1) },
    })
    await writeBank(town)
    const testId = await openTest(town, { sections: ['1090'] })
    const purpose = { purpose: '迷わせない', answers: '', offers: '', duties: [], contributesTo: [] }
    await as('hayashi').ask(mvv.stateSectionPurpose, { sectionCode: '1090', ...purpose })
    const shown = await show(town, '1090', '2026-04-01')
    expect([shown.rests.length, shown.more, shown.previous]).toEqual([4, 0, null])
    for (const word of ['案内係', '区民生活部長', '案内', '到達テスト']) expect(shown.rests.join()).toContain(word)
    expect(shown.stays).toEqual(['目的「迷わせない」'])
    expect((await show(town, '109010', '2026-04-01')).rests).toEqual(['佐藤 はるかの発令(係員、令和8年10月1日から)'])
    expect([await strike(town, '1090', '2026-04-01'), await strike(town, '109010', '2026-04-01')]).toEqual([
      'rests_on_section',
      'rests_on_section',
    ])
    // Each is put right where it lives; then two windows, of which one strikes.
    await sql(`delete from assignment where staff_member_id = $1 and section_code = '109010'`, [sato])
    await as('hayashi').ask(deciders.endDeciderPost, { deciderPostId, validTo: '2026-11-22' })
    await sql(`update minimum_staffing set ended_at = now() where section_code = '1090'`)
    await as('hayashi').ask(attempts.retireTest, { testId, isRetired: true })
    const { version: seen } = await show(town, '109010', '2026-04-01')
    const both = await Promise.all([1, 2].map(() => strike(town, '109010', '2026-04-01', { seen })))
    expect(both.toSorted()).toEqual(['changed_meanwhile', 'done'])
    expect(await strike(town, '1090', '2026-04-01', { seen: 'x' })).toBe('changed_meanwhile')
    expect(await strike(town, '1090', '2026-04-01')).toBe('done')
    expect(await names(town)).not.toContain('総合案内課')
    await expect(show(town, '1090', '2026-04-01')).rejects.toThrow('no_such_section')
    const again = await bringIn(town, { sections: csv(SECTIONS, wrong, below) })
    expect([again.applied, again.warnings.map(({ line, reason: why }) => [line, why.includes(reason)])]).toEqual([
      true,
      [
        [2, true],
        [3, true],
      ],
    ])
    expect(await names(town)).not.toContain('総合案内課')
    // The unit cannot come back before its division; then both stand as they did.
    expect(await restore(town, '109010')).toBe('parent_not_there')
    expect([await restore(town, '1090'), await restore(town, '109010'), await restore(town, '1090')]).toEqual([
      'done',
      'done',
      'not_struck',
    ])
    expect(await names(town)).toContain('案内係')
  }),
)

test(
  'a name that was never borne is struck and the one before goes on: nobody loses their section, and the file ends it not again',
  inTown(async (town) => {
    const { as, sato } = town
    const file = csv(SECTIONS, '101010,窓口係,係,1010,2010/4/1,2026/9/30', '101010,総合窓口係,係,1010,2026/10/1,')
    await bringIn(town, { sections: file })
    expect(await names(town)).toContain('総合窓口係')
    expect((await show(town, '101010', '2026-10-01')).previous).toBe('窓口係')
    expect(await strike(town, '101010', '2026-10-01', { previousGoesOn: true })).toBe('done')
    for (const _ of [1, 2]) {
      expect(await names(town)).toContain('窓口係')
      expect((await as('hayashi').ask(people.showStaffMember, { staffMemberId: sato })).sectionName).toBe('窓口係')
      expect(await bringIn(town, { sections: file })).toMatchObject({ applied: true, warningCount: 2 })
    }
    expect(await restore(town, '101010')).toBe('done')
    expect([await names(town), await names(town, '2026-09-30')].map((list) => list.includes('総合窓口係'))).toEqual([
      true,
      false,
    ])
    // Where the one before would hang from nothing, or from itself, it does not go on.
    const moved = csv(
      SECTIONS,
      '30,会計室,課,,2020/4/1,2027/3/31',
      '3010,出納係,係,30,2020/4/1,2027/3/31',
      '3010,出納係,係,10,2027/4/1,',
      '40,支所,課,,2020/4/1,2027/3/31',
      '4010,支所係,係,40,2020/4/1,2027/3/31',
      '40,支所,課,4010,2027/4/1,',
      '4010,支所係,係,,2027/4/1,',
    )
    await bringIn(town, { sections: moved })
    const goesOn = { previousGoesOn: true }
    expect(await strike(town, '3010', '2027-04-01', goesOn)).toBe('parent_not_there')
    expect(await strike(town, '4010', '2027-04-01', goesOn)).toBe('above_itself')
    expect(await strike(town, '40', '2027-04-01', goesOn)).toBe('done')
    expect(await strike(town, '4010', '2027-04-01', goesOn)).toBe('done')
    expect(await restore(town, '40')).toBe('above_itself')
    // Another of the same code stands there meanwhile.
    expect(await strike(town, '3010', '2027-04-01')).toBe('done')
    await bringIn(town, { sections: csv(SECTIONS, '3010,出納係,係,10,2027/6/1,') })
    expect(await restore(town, '3010')).toBe('overlaps_other')
    const may = whoMay(town, sectionRecordsAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    const which = { sectionCode: '3010', validFrom: '2027-04-01' }
    expect(await may('listSectionRecords', {})).toEqual(hr)
    expect(await may('showSectionRecord', which)).toEqual(hr)
    expect(await may('strikeSection', { ...which, previousGoesOn: false, reason })).toEqual(hr)
    expect(await may('restoreSection', { sectionCode: '3010', correctionId: 1, reason })).toEqual(hr)
  }),
)
