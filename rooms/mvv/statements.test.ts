import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
import { inTown } from '#testing/town.ts'
import { mvv } from './contract.ts'

const window = {
  purpose: '支える',
  answers: '不安',
  offers: '郵送',
  duties: ['届出', '証明'],
  contributesTo: ['ict-floor'],
}
const row = { sectionCode: '1010', validFrom: '2026-12-01', ...window }

test(
  'of statements for one day the last one holds, and a later day’s goes before whatever was said after it',
  inTown(async ({ as, on, tanaka, sato }) => {
    const state = (purpose: string, validFrom: string) =>
      afterLooking(as(tanaka), mvv.stateSectionPurpose, { ...window, sectionCode: '1010', purpose, validFrom })
    const held = async (asOf?: string) =>
      (await as(sato).ask(mvv.showSectionPurpose, { sectionCode: '1010', asOf })).purpose?.purpose
    await state('来月', '2026-12-01')
    await state('最初', '2026-11-22')
    await state('今日', '2026-11-22')
    expect([await held('2026-11-21'), await held('2026-11-22')]).toEqual([undefined, '今日'])
    on('2026-12-01')
    expect([await held('2026-11-30'), await held()]).toEqual(['今日', '来月'])
  }),
)

test(
  'of words about a duty the last ones of the day hold, one’s own, from the day on which they were said',
  inTown(async ({ as, on, sato, ueda }) => {
    const duty = async (asOf?: string) => {
      const { duty: words, statedFrom } = await as(sato).ask(mvv.showDuty, { staffMemberId: sato, asOf })
      return [words, statedFrom]
    }
    const { version } = await as(sato).ask(mvv.stateDuty, { duty: '最初' })
    const again = await as(sato).ask(mvv.stateDuty, { duty: '言い直し', seen: version })
    expect([await duty('2026-11-21'), await duty()]).toEqual([
      [null, null],
      ['言い直し', '2026-11-22'],
    ])
    on('2026-11-24')
    await as(ueda).ask(mvv.stateDuty, { duty: '上田の担当' })
    expect(await duty()).toEqual(['言い直し', '2026-11-22'])
    await as(sato).ask(mvv.stateDuty, { duty: '翌々日', seen: again.version })
    expect([await duty('2026-11-23'), await duty()]).toEqual([
      ['言い直し', '2026-11-22'],
      ['翌々日', '2026-11-24'],
    ])
  }),
)

test(
  'a purpose counts as stated already only where every word of the last one for its section and day is the same (INV-D5)',
  inTown(async ({ as, hayashi }) => {
    const stated = async (change: object) =>
      (await as(hayashi).ask(mvv.stateSectionPurposes, { rows: [await seen({ ...row, ...change })] })).stated
    const seen = async (said: typeof row) => {
      const { sectionCode, validFrom: asOf } = said
      const { purpose } = await as(hayashi).ask(mvv.showSectionPurpose, { sectionCode, asOf })
      return purpose?.statedFor.sectionCode === sectionCode ? { ...said, seen: purpose.version } : said
    }
    const others = [
      { purpose: '別' },
      { answers: '別' },
      { offers: '別' },
      { duties: ['証明', '届出'] },
      { contributesTo: [] },
      { sectionCode: '10' },
      { validFrom: '2026-12-02' },
    ]
    expect([await stated({}), await stated({})]).toEqual([1, 0])
    for (const change of others) {
      expect([await stated(change), await stated(change)], JSON.stringify(change)).toEqual([1, 0])
      // Going back to what was said first is a statement again.
      const isElsewhere = 'sectionCode' in change || 'validFrom' in change
      expect(await stated({}), JSON.stringify(change)).toBe(isElsewhere ? 0 : 1)
    }
  }),
)

test(
  'one row that is wrong is enough to refuse all; it is told which, and a section is looked for on the row’s own day',
  inTown(async ({ as, sql, hayashi }) => {
    await sql(`update section_period set valid_to = '2026-12-05' where section_code = '2020'`)
    const state = (...changes: object[]) =>
      as(hayashi).ask(mvv.stateSectionPurposes, { rows: changes.map((change) => ({ ...row, ...change })) })
    await expect(state({ sectionCode: '2020', validFrom: '2026-12-05' })).rejects.toMatchObject({
      values: { count: 1 },
      fields: [{ path: 'rows[0].sectionCode' }],
    })
    await expect(state({}, { contributesTo: ['ict-floor', 'pride'] })).rejects.toMatchObject({
      values: { count: 1 },
      fields: [{ path: 'rows[1].contributesTo', reason: expect.stringContaining('pride') }],
    })
    expect(await state({ sectionCode: '2020', validFrom: '2026-12-04' })).toEqual({ stated: 1, unchanged: 0 })
    const two = { ...window, sectionCode: '1010', contributesTo: ['ict-floor', 'first', 'second'] }
    await expect(afterLooking(as(hayashi), mvv.stateSectionPurpose, two)).rejects.toMatchObject({
      values: { outcome: 'first' },
    })
    const tomorrow = { ...window, sectionCode: '2020', validFrom: '2026-12-05' }
    await expect(afterLooking(as(hayashi), mvv.stateSectionPurpose, tomorrow)).rejects.toThrow('no_such_section')
  }),
)

test(
  'in a ward of the sample every purpose is one, whoever states it; elsewhere only those of its maker (INV-D1)',
  inTown(async ({ as, asCommand, gate, sql, hayashi, sato }) => {
    const isSample = async () => (await as(sato).ask(mvv.showSectionPurpose, { sectionCode: '1010' })).purpose?.isSample
    const today = { ...row, validFrom: '2026-11-22' }
    const seen = async (change: object) => {
      const { purpose } = await as(hayashi).ask(mvv.showSectionPurpose, { sectionCode: '1010' })
      return { ...today, ...change, ...(purpose ? { seen: purpose.version } : {}) }
    }
    const told = [
      await afterLooking(as(hayashi), mvv.stateSectionPurpose, { sectionCode: '1010', ...window }),
      await asCommand.ask(mvv.stateSectionPurposes, { rows: [await seen({ purpose: '別' })] }),
    ]
    expect([told[0], await isSample()]).toEqual([
      expect.objectContaining({ purpose: expect.objectContaining({ isSample: false }) }),
      false,
    ])
    await sql('update installation set is_sample = true')
    await asCommand.ask(mvv.stateSectionPurposes, { rows: [await seen({})] })
    expect(await isSample()).toBe(true)
    const stated = await afterLooking(as(hayashi), mvv.stateSectionPurpose, { sectionCode: '1010', ...window })
    expect([stated.purpose.isSample, await isSample()]).toEqual([true, true])
    // Not every name that calls itself so, and not every command.
    const named = { kind: 'account' as const, accountId: 10, subjectId: hayashi, roles: ['hr'], name: 'sample' }
    await expect(
      gate.ask(mvv.stateSectionPurposes, { rows: [today], isSample: true }, { actor: named }),
    ).rejects.toThrow('sample_not_allowed')
  }),
)

test(
  'the journal tells of a purpose its section and day, of many how many, and of a duty whose it is',
  inTown(async ({ as, asCommand, sql, hayashi, sato }) => {
    await afterLooking(as(hayashi), mvv.stateSectionPurpose, { sectionCode: '1010', ...window })
    await as(hayashi).ask(mvv.stateSectionPurposes, { rows: [row, { ...row, sectionCode: '10' }] })
    await as(sato).ask(mvv.stateDuty, { duty: '届出' })
    expect(
      await sql(
        `select operation, acted_as, subjects::int[], detail from journal_line where operation like 'mvv.%' order by line_id`,
      ),
    ).toEqual([
      {
        operation: 'mvv.stateSectionPurpose',
        acted_as: 'hr',
        subjects: [],
        detail: { sectionCode: '1010', validFrom: '2026-11-22' },
      },
      { operation: 'mvv.stateSectionPurposes', acted_as: 'hr', subjects: [], detail: { rows: 2, stated: 2 } },
      { operation: 'mvv.stateDuty', acted_as: 'self', subjects: [sato], detail: null },
    ])
    const shown = await asCommand.ask(mvv.showSectionPurpose, { sectionCode: '1010' })
    expect(shown.mayState).toBe(false)
    expect((await as(hayashi).ask(mvv.showSectionPurpose, { sectionCode: '1010' })).mayState).toBe(true)
  }),
)

test(
  'a duty is said by whoever does it and agreed to by their head, for the words that both saw; the sheet of the section shows who has said theirs, and earlier words stay',
  inTown(async ({ as, on, tanaka, sato, kato, mori }) => {
    const agree = (seen: string) => as(tanaka).ask(mvv.agreeToDuty, { staffMemberId: sato, seen })
    const mine = () => as(sato).ask(mvv.showDuty, { staffMemberId: sato })
    const onSheet = async () => {
      const { people } = await as(tanaka).ask(mvv.showWorkshop, {})
      return people.map(({ name, duty }) => [name, duty && [duty.duty, duty.agreedOn]])
    }
    await expect(agree('nothing was said')).rejects.toThrow('changed_meanwhile')
    await as(tanaka).ask(mvv.stateSectionPurpose, { sectionCode: '1010', ...window })
    const first = await as(sato).ask(mvv.stateDuty, { duty: '転入の案内' })
    expect(await onSheet()).toContainEqual(['佐藤 はるか', ['転入の案内', null]])
    expect(await agree(first.version)).toEqual({ agreedOn: '2026-11-22' })
    on('2026-11-24')
    // Said twice it is the same.
    expect(await agree(first.version)).toEqual({ agreedOn: '2026-11-22' })
    const second = await as(sato).ask(mvv.stateDuty, { duty: '転入と証明', seen: first.version })
    await expect(agree(first.version)).rejects.toThrow('changed_meanwhile')
    expect(await mine()).toMatchObject({
      ...{ duty: '転入と証明', agreedOn: null },
      earlier: [{ duty: '転入の案内', statedFrom: '2026-11-22', agreedOn: '2026-11-22' }],
    })
    await agree(second.version)
    expect((await mine()).agreedOn).toBe('2026-11-24')
    const sheet = await as(tanaka).ask(mvv.showWorkshop, { sectionCode: '1010' })
    expect(sheet).toMatchObject({
      ...{ section: { sectionCode: '1010' }, sections: [{ sectionCode: '1010' }] },
      purpose: { duties: ['届出', '証明'] },
      outcomes: [{ id: 'ict-floor' }],
    })
    const names = sheet.people.map(({ name }) => name)
    expect([names.includes('佐藤 はるか'), new Set(names).size === names.length]).toEqual([true, true])
    await expect(as(kato).ask(mvv.showWorkshop, { sectionCode: '9999' })).rejects.toThrow('forbidden')
    await expect(as(mori).ask(mvv.showWorkshop, {})).rejects.toThrow('forbidden')
  }),
)
