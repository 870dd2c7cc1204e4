import { expect, test } from 'vitest'
import { parseCsv } from '#platform/files/csv.ts'
import { measureNamed } from '#platform/measure/measure.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { kpi } from './contract.ts'
import { kpisByOutcome } from './service.ts'
import { allRecords } from './values.service.ts'

const floorKpi = 'kpi-ict-floor'

test(
  'records come page by page, each once, with name, reading and finding; the file has the same rows (INV-S4)',
  inTown(async (town) => {
    const { as, asCommand, sql, hayashi, ueda } = town
    const result = { staffNumber: staffNumberOf('ueda'), kind: 'test' as const, level: 2, asOf: '2026-05-20' }
    const floor = ['ict-tools', 'information-security', 'data-use']
    await asCommand.ask(skills.importEvidence, { rows: floor.map((skill) => ({ ...result, skill })) })
    const page = (after?: string) => as(hayashi).ask(kpi.listKpiRecords, { kpiId: floorKpi, pageSize: 4, after })
    const first = await page()
    const second = await page(first.next!)
    const third = await page(second.next!)
    expect([first, second, third].map(({ total, records }) => [total, records.length])).toEqual([
      [10, 4],
      [10, 4],
      [10, 2],
    ])
    expect(third.next).toBeNull()
    const records = [first, second, third].flatMap((one) => one.records)
    expect(new Set(records.map(({ id }) => id)).size).toBe(10)
    expect(records.filter(({ counted }) => counted)).toMatchObject([
      { id: String(ueda), staffMemberId: ueda, name: '上田 陽介', nameKana: 'ウエダ ヨウスケ' },
    ])
    const { base64 } = await as(hayashi).ask(kpi.exportKpiRecords, { kpiId: floorKpi })
    const sheet = await parseCsv(Buffer.from(base64, 'base64').toString('utf8').slice(1))
    const rows = 'rows' in sheet ? sheet.rows.map(({ values }) => values) : []
    const cells = records.map(({ id, name, nameKana, counted, finding }) => {
      return [id, name, nameKana, counted ? '数えた' : '数えていない', finding, '2026-11-22']
    })
    expect(rows).toEqual(cells)
    const lines = await sql<{ kind: string; what: string; subjects: number[] }>(
      `select kind, detail ->> 'what' as what, subjects::int[] from journal_line
       where operation like 'kpi.%' and detail ->> 'what' = $1 order by line_id`,
      [`kpi ${floorKpi}`],
    )
    expect(lines.map(({ kind, subjects }) => [kind, subjects.length])).toEqual([
      ['read', 4],
      ['read', 3],
      ['read', 2],
      ['export', 9],
    ])
    const pieces = await within(town, (ctx) => {
      const measure = measureNamed('literacy.shareAtFloor')!
      const inPieces = {
        ...measure,
        records: (...[own, period, wanted]: Parameters<typeof measure.records>) =>
          measure.records(own, period, { ...wanted, limit: 3 }),
      }
      return allRecords(ctx, inPieces, '2026-11-22')
    })
    expect(pieces.map(({ id }) => id)).toEqual(records.map(({ id }) => id))
  }),
)

test(
  'of what HR enters the latest day counts, however late it was entered, and an earlier day knows nothing of it',
  inTown(async ({ as, asCommand, sql, hayashi, sato }) => {
    const enter = (more: object) =>
      as(hayashi).ask(kpi.recordKpiActual, {
        kpiId: 'kpi-pride',
        numerator: 4,
        denominator: 4,
        asOf: '2026-10-01',
        ...more,
      })
    await enter({ note: '職員意識調査' })
    await enter({ numerator: 2, asOf: '2026-09-01' })
    await enter({ kpiId: 'kpi-respect', numerator: 1 })
    await enter({ kpiId: 'recruiting-visitors', numerator: 12.5, denominator: undefined })
    await asCommand.ask(kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator: 3, denominator: 4, asOf: '2026-09-02' })
    await expect(enter({ numerator: 3, denominator: 4.5 })).rejects.toThrow('not_a_share')
    const seen = async (kpiId: string, asOf?: string) => {
      const { item, entries } = await as(hayashi).ask(kpi.showKpi, { kpiId, asOf })
      return [item.value?.numerator, entries.map(({ numerator, recordedBy }) => [numerator, recordedBy])]
    }
    expect(await seen('kpi-pride')).toEqual([
      4,
      [
        [4, '林 由佳'],
        [3, null],
        [2, '林 由佳'],
      ],
    ])
    expect(await seen('kpi-pride', '2026-09-30')).toEqual([
      3,
      [
        [3, null],
        [2, '林 由佳'],
      ],
    ])
    expect(await seen('kpi-pride', '2026-08-31')).toEqual([undefined, []])
    expect(await seen('recruiting-visitors')).toEqual([12.5, [[12.5, '林 由佳']]])
    expect(await as(hayashi).ask(kpi.listKpiRecords, { kpiId: 'kpi-pride' })).toMatchObject({ total: 0, records: [] })
    const { base64 } = await as(hayashi).ask(kpi.exportKpiRecords, { kpiId: 'kpi-pride' })
    expect(Buffer.from(base64, 'base64').toString('utf8').trim().split('\n')).toHaveLength(1)
    expect((await as(sato).ask(kpi.showKpi, { kpiId: 'kpi-pride' })).may).toEqual({
      openRecords: false,
      enterValue: false,
      bringFile: false,
      askWhy: false,
    })
    const told = await sql(
      `select reason, detail from journal_line where operation = 'kpi.recordKpiActual' order by line_id limit 2`,
    )
    const detail = { kpiId: 'kpi-pride', numerator: 4, denominator: 4, asOf: '2026-10-01' }
    expect(told).toEqual([
      { reason: '職員意識調査', detail },
      { reason: null, detail: { ...detail, numerator: 2, asOf: '2026-09-01' } },
    ])
  }),
)

test(
  'a value moves against the end of the year before, else against a baseline that is older than itself',
  inTown(async ({ as, sql, sato, inoue }) => {
    const floorOn = async (asOf: string) =>
      (await as(sato).ask(kpi.listKpis, { asOf })).kpis!.find(({ id }) => id === floorKpi)?.movement
    expect(await floorOn('2026-04-02'), 'nothing is known').toBe('unknown')
    await sql(
      `insert into skill_evidence (staff_member_id, skill, kind, level, as_of) values ($1, 'data-use', 'test', 4, '2026-04-01')`,
      [inoue],
    )
    // The baseline of 38 % is of 1 April.
    expect([await floorOn('2026-04-01'), await floorOn('2026-04-02')]).toEqual(['unknown', 'against'])
    const { kpis } = await as(sato).ask(kpi.listKpis, {})
    const levels = kpis!.map(({ id, level }) => `${id} ${level}`)
    expect(levels).toEqual(expect.arrayContaining(['kpi-ict-floor directOutcome', 'kpi-pride intermediateOutcome']))
  }),
)

test(
  'what is no sample does not stand as one in its file, and outcomes are told their KPIs and no indicator (INV-L3)',
  inTown(async (town) => {
    const { as, asCommand, hayashi } = town
    const text = policyText.replace('第1版', '第2版').replace(/(id: staff-trained.*isSample: )true/, '$1false')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    const { fileName } = await as(hayashi).ask(kpi.exportKpiRecords, { kpiId: 'staff-trained' })
    expect(fileName).toBe('staff-trained_2026-11-22.csv')
    const byOutcome = await within(town, kpisByOutcome)
    expect([...byOutcome].map(([node, items]) => [node, items.map(({ id }) => id)])).toContainEqual([
      'ict-floor',
      [floorKpi],
    ])
    expect([...byOutcome.values()].flat().every(({ kind }) => kind === 'kpi')).toBe(true)
    expect(await within(town, kpisByOutcome, { today: '2020-04-01' })).toEqual(new Map())
  }),
)

test(
  'a head’s sum holds the sections that they head, and not where they only work',
  inTown(async ({ as, sql, tanaka, kimura }) => {
    await sql(`delete from leave_of_absence where staff_member_id = $1`, [kimura])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000002', '20', '5級職', '担当', 'concurrent', false, '2026-04-01')`,
      [tanaka],
    )
    const { ownSections } = await as(tanaka).ask(kpi.showKpi, { kpiId: floorKpi })
    expect(ownSections).toEqual({ numerator: 0, denominator: 5 })
  }),
)
