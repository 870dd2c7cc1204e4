import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTown } from '#app/server.ts'
import { parseCsv } from '#platform/files/csv.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { inTown, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { kpiCommands } from './commands.ts'
import { kpi } from './contract.ts'

/** The person passed the test of every floor skill on that day. */
/** Counted again without the measure: in service, not on leave, with a passed test of level 2 in all three skills. */
async function recount({ sql }: Pick<Town, 'sql'>, day: string) {
  const [row] = await sql<{ numerator: number; denominator: number }>(
    `select count(*)::int as denominator, (count(*) filter (where (select count(distinct skill) from skill_evidence v
        where v.staff_member_id = e.staff_member_id and v.as_of <= $1 and v.withdrawn_at is null
          and v.kind in ('test', 'qualification') and v.level >= 2) = 3))::int as numerator
      from employment e where joined_on <= $1 and (left_on is null or left_on > $1)
        and not exists (select from leave_of_absence l where l.staff_member_id = e.staff_member_id
          and l.valid_from <= $1 and (l.valid_to is null or l.valid_to > $1))`,
    [day],
  )
  return row
}

const floorKpi = 'kpi-ict-floor'

test(
  'every KPI belongs to an outcome and every indicator to an output; the final outcome carries none (INV-L3)',
  inTown(async ({ as, sato }) => {
    const [model, listed] = [await as(sato).ask(logicModel.showModel, {}), await as(sato).ask(kpi.listKpis, {})]
    const level = new Map(model.nodes.map((node) => [node.id, node.level]))
    expect(new Set(listed.kpis!.map(({ node }) => level.get(node!)))).toEqual(
      new Set(['directOutcome', 'intermediateOutcome']),
    )
    expect(new Set(listed.indicators!.map(({ node }) => level.get(node!)))).toEqual(new Set(['output']))
    expect(listed.kpis!.every(({ isSample }) => isSample)).toBe(true)
  }),
)

test(
  'the share at the floor is the count of the records on that day, with those outside and why (INV-O2, P5)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, hayashi } = town
    await passes(town, ueda, '2026-05-20')
    await passes(town, mori, '2026-02-10')
    await passes(town, hayashi, '2026-11-22')
    for (const asOf of ['2026-11-22', '2026-11-21', '2026-05-19', '2026-03-31']) {
      const { kpis } = await as(sato).ask(kpi.listKpis, { asOf })
      const value = kpis!.find(({ id }) => id === floorKpi)?.value
      expect({ numerator: value?.numerator, denominator: value?.denominator }, asOf).toEqual(await recount(town, asOf))
    }
    const { kpis } = await as(sato).ask(kpi.listKpis, {})
    const item = kpis!.find(({ id }) => id === floorKpi)
    expect(item?.value?.outside).toEqual([{ reason: 'on_leave', people: 1 }])
    expect(item).toMatchObject({ target: 60, status: 'notYet', movement: 'against' })
    expect(item?.value).toMatchObject({ numerator: 3, denominator: 10, asOf: '2026-11-22', restsOnSample: true })
    const verb = async (...more: string[]) =>
      (await typed(kpiCommands, ['kpi', 'values', ...more], 'ja', town.asCommand.ask)).out
    const printed = JSON.parse(await verb('--as-of', '2026-05-19', '--json')).find(
      (one: { id: string }) => one.id === floorKpi,
    )
    expect(printed).toMatchObject({
      ...(await recount(town, '2026-05-19')),
      unit: '%',
      node: item?.node,
      asOf: '2026-05-19',
    })
    expect(await verb()).toContain('\t30%(3 / 10)\t60%\t未達')
  }),
)

test(
  'transfers, renames and departures of later days leave a past figure as it was (INV-O2)',
  inTown(async (town) => {
    const { as, sql, on, kato, ueda, mori } = town
    await passes(town, ueda, '2026-05-20')
    await passes(town, mori, '2026-02-10')
    const before = await as(kato).ask(kpi.showKpi, { kpiId: floorKpi, asOf: '2026-11-01' })
    await sql(`update section_period set valid_to = '2026-12-01' where section_code = '1010'`)
    await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
      values ('1010', '市民課', '課', '20', '2026-12-01')`)
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [ueda])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1, '00000005', '2020', '3級職', '係長', 'primary', false, '2026-12-01')`,
      [ueda],
    )
    await sql(`update employment set left_on = '2026-12-15' where staff_member_id = $1`, [mori])
    await sql(`update account set valid_to = '2026-12-15' where subject_id = $1`, [mori])
    on('2027-02-01')
    expect(await as(kato).ask(kpi.showKpi, { kpiId: floorKpi, asOf: '2026-11-01' })).toEqual(before)
  }),
)

test(
  'a value entered by hand is judged by the target of its own year; the latest day counts (INV-L4, L7)',
  inTown(async ({ as, hayashi, sato }) => {
    const enter = (asOf: string, numerator: number, denominator: number) =>
      as(hayashi).ask(kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator, denominator, asOf, note: '職員意識調査' })
    const seen = async () => (await as(sato).ask(kpi.listKpis, {})).kpis!.find(({ id }) => id === 'kpi-pride')
    expect(await seen()).toMatchObject({ value: null, status: 'noValue', movement: 'unknown' })
    await enter('2025-10-01', 640, 1000)
    expect(await seen()).toMatchObject({ value: { numerator: 640, asOf: '2025-10-01' }, status: 'noValue' })
    await enter('2026-09-30', 660, 1000)
    await enter('2026-10-01', 680, 1000)
    expect(await seen()).toMatchObject({
      value: { numerator: 680, denominator: 1000 },
      target: 67,
      status: 'achieved',
      movement: 'forward',
      trend: [{ fiscalYear: 2025, numerator: 640, target: 67, targetYear: 2026, status: 'notDue', isFrozen: false }],
    })
    const shown = await as(hayashi).ask(kpi.showKpi, { kpiId: 'kpi-pride' })
    expect(shown.entries.map(({ numerator, recordedBy }) => [numerator, recordedBy])).toEqual([
      [680, '林 由佳'],
      [660, '林 由佳'],
      [640, '林 由佳'],
    ])
    expect(shown.may).toEqual({ openRecords: false, enterValue: true, bringFile: true, askWhy: true })
  }),
)

test(
  'what cannot be a value is refused: no share, more than all, tomorrow, a figure that records count',
  inTown(async ({ as, hayashi }) => {
    const enter = (more: object) =>
      as(hayashi).ask(kpi.recordKpiActual, {
        ...{ kpiId: 'kpi-pride', numerator: 3, denominator: 4, asOf: '2026-10-01', ...more },
      })
    await expect(enter({ denominator: undefined })).rejects.toThrow('not_a_share')
    await expect(enter({ numerator: 5 })).rejects.toThrow('not_a_share')
    await expect(enter({ numerator: 0, denominator: 0 })).rejects.toMatchObject({ fields: [{ path: 'denominator' }] })
    await expect(enter({ numerator: 1.5 })).rejects.toThrow('not_a_share')
    await expect(enter({ asOf: '2026-11-23' })).rejects.toThrow('as_of_in_future')
    await expect(enter({ kpiId: floorKpi })).rejects.toThrow('counted_from_records')
    await expect(enter({ kpiId: 'kpi-of-nobody' })).rejects.toThrow('no_such_kpi')
    await expect(as(hayashi).ask(kpi.listKpis, { asOf: '2020-04-01' })).rejects.toThrow('no_policy')
  }),
)

test(
  'sections end at executives above the threshold, one sum at section heads, records at HR (INV-S1)',
  inTown(async (town) => {
    const { as, kato, tanaka, ono, sato, hayashi, ueda } = town
    await passes(town, ueda, '2026-05-20')
    const shownTo = (person: number, within?: string) =>
      as(person).ask(kpi.showKpi, { kpiId: floorKpi, ...(within ? { within } : {}) })
    const rowsOf = ({ sections }: Awaited<ReturnType<typeof shownTo>>) =>
      sections?.rows.map(({ sectionCode, numerator, denominator, isOpen, holds }) =>
        [sectionCode, numerator, denominator, ...(isOpen ? ['open'] : []), ...holds].join(' '),
      )
    const executive = await shownTo(kato)
    expect([rowsOf(executive), executive.sections?.within]).toEqual([['10 1 5 open', '20 0 5 open'], []])
    const inside = await shownTo(kato, '10')
    expect(rowsOf(inside)).toEqual(['10 1 5 戸籍住民課'])
    expect(inside.sections?.within).toEqual([{ sectionCode: '10', name: '区民生活部' }])
    await expect(shownTo(kato, '1010')).rejects.toThrow('section_too_small')
    await expect(shownTo(kato, '99')).rejects.toThrow('no_such_section')
    expect(executive.may).toEqual({ openRecords: false, enterValue: false, bringFile: false, askWhy: true })
    expect(await shownTo(tanaka)).toMatchObject({ sections: null, ownSections: null, entries: [] })
    expect(await shownTo(ono)).toMatchObject({ sections: null, ownSections: null })
    expect(await shownTo(sato)).toMatchObject({ sections: null, ownSections: null, item: { value: { numerator: 1 } } })
    const hr = await shownTo(hayashi)
    expect(rowsOf(hr)).toEqual(['10 1 5 open', '20 0 5 open'])
    expect(rowsOf(await shownTo(hayashi, '10'))).toEqual(['10 0 1', '1010 1 4 open'])
    expect(rowsOf(await shownTo(hayashi, '1010'))).toEqual(['1010 0 1', '101010 1 3'])
    expect(rowsOf(await shownTo(hayashi, '101010'))).toEqual(['101010 1 3'])
    expect(hr.may).toEqual({ openRecords: true, enterValue: false, bringFile: false, askWhy: true })
    // Two days beside each other, of which one person came or went between, would tell of that person (INV-A3).
    const asOfDay = async (person: number, asOf: string) => {
      const shown = await as(person).ask(kpi.showKpi, { kpiId: floorKpi, asOf })
      const { groups } = await as(person).ask(kpi.listLowestGroups, { asOf })
      return [!!shown.sections, shown.sectionsAtMonthEnds, !!shown.lowest, groups.some(({ lowest }) => lowest)]
    }
    expect(await asOfDay(kato, '2026-10-31')).toEqual([true, false, true, true])
    expect(await asOfDay(kato, '2026-10-30')).toEqual([false, true, false, false])
    expect(await asOfDay(sato, '2026-10-30')).toEqual([false, false, false, false])
    expect(await asOfDay(hayashi, '2026-10-30')).toEqual([true, false, true, true])
  }),
)

test(
  'a head of five or more sees their own sections as one sum, unless fewer than five would follow from it and what stands beside it (INV-A3, A7)',
  inTown(async (town) => {
    const { as, sql, tanaka, ueda, kimura } = town
    await passes(town, ueda, '2026-05-20')
    await sql(`delete from leave_of_absence where staff_member_id = $1`, [kimura])
    const shown = async (kpiId: string) => {
      const { sections, ownSections, item, lowest } = await as(tanaka).ask(kpi.showKpi, { kpiId })
      return [sections, ownSections?.denominator ?? null, lowest?.people ?? null, item.value?.denominator]
    }
    expect(await shown('share-assessed')).toEqual([null, 5, null, 11])
    // Of 11 people five are 田中's and five the lowest group: the one who is left is 加藤.
    expect(await shown(floorKpi)).toEqual([null, null, 5, 11])
    // Of a closed year the open data tell of 区民生活部, in which 加藤 is beside 田中's.
    await closesYear(town, 2025)
    const ofYear = async (asOf: string) =>
      (await as(tanaka).ask(kpi.showKpi, { kpiId: 'share-assessed', asOf })).ownSections?.denominator ?? null
    expect([await ofYear('2026-02-28'), await ofYear('2026-03-31')]).toEqual([expect.any(Number), null])
    const { ownSections } = await as(tanaka).ask(kpi.showKpiChange, { kpiId: floorKpi, from: '2026-10-31' })
    expect(ownSections).toBeNull()
    // Once 田中's and 加藤 are the whole town, so is 加藤 alone what it holds beside them.
    await sql(`update employment set left_on = '2026-11-20' where staff_member_id in
      (select staff_member_id from assignment where section_code like '20%')`)
    expect(await shown('share-assessed')).toEqual([null, null, null, 6])
  }),
)

test(
  'HR opens the records behind a value; each person can see that HR looked, and a file is journalled too (INV-S4)',
  inTown(async (town) => {
    const { as, sql, hayashi, ueda } = town
    await passes(town, ueda, '2026-05-20')
    const page = await as(hayashi).ask(kpi.listKpiRecords, { kpiId: floorKpi, sectionCode: '101010' })
    expect(page.total).toBe(3)
    expect(page.records.map(({ name, counted }) => [name, counted])).toEqual(
      expect.arrayContaining([
        ['上田 陽介', true],
        ['佐藤 はるか', false],
      ]),
    )
    const { base64, fileName } = await as(hayashi).ask(kpi.exportKpiRecords, { kpiId: floorKpi })
    expect(fileName).toBe('kpi-ict-floor_2026-11-22_サンプル値.csv')
    const sheet = await parseCsv(Buffer.from(base64, 'base64').toString('utf8').slice(1))
    expect('rows' in sheet && sheet.rows.length).toBe(10)
    const lines = await sql<{ kind: string; subjects: number[] }>(
      `select kind, subjects::int[] as subjects from journal_line where operation like 'kpi.%' order by line_id`,
    )
    expect(lines.some(({ kind, subjects }) => kind === 'read' && subjects.includes(ueda))).toBe(true)
    expect(lines.some(({ kind, subjects }) => kind === 'export' && subjects.includes(ueda))).toBe(true)
  }),
)

test(
  'nobody but HR opens records or enters values, and no guest sees anything',
  inTown(async ({ as, asGuest, asJob, kato, tanaka, sato, ito }) => {
    const entry = { kpiId: 'kpi-pride', numerator: 1, denominator: 2, asOf: '2026-10-01' }
    for (const person of [kato, tanaka, sato, ito]) {
      await expect(as(person).ask(kpi.listKpiRecords, { kpiId: floorKpi })).rejects.toThrow('forbidden')
      await expect(as(person).ask(kpi.exportKpiRecords, { kpiId: floorKpi })).rejects.toThrow('forbidden')
      await expect(as(person).ask(kpi.recordKpiActual, entry)).rejects.toThrow('forbidden')
    }
    for (const visitor of [asGuest, asJob]) {
      await expect(visitor.ask(kpi.listKpis, {})).rejects.toThrow(/sign_in_needed|forbidden/)
      await expect(visitor.ask(kpi.showKpi, { kpiId: floorKpi })).rejects.toThrow(/sign_in_needed|forbidden/)
      await expect(visitor.ask(logicModel.showModel, {})).rejects.toThrow(/sign_in_needed|forbidden/)
    }
  }),
)

test(
  'a day has one value: of two windows the second learns what the first entered, which stays; it is corrected and never replaced in silence',
  inTown(async ({ as, asCommand, sql, hayashi }) => {
    const enter = (asker: typeof asCommand, numerator: number, asOf = '2026-10-01') =>
      asker.ask(kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator, denominator: 1000, asOf })
    const answers = await Promise.allSettled([enter(as(hayashi), 640), enter(asCommand, 680)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const listed = async () => (await as(hayashi).ask(kpi.showKpi, { kpiId: 'kpi-pride' })).entries
    const [first] = await listed()
    const refused = answers.find((one) => one.status === 'rejected')?.reason
    expect(refused).toMatchObject({ code: 'day_has_value' })
    expect(JSON.stringify(refused.values).replaceAll(/\s/g, '')).toContain(String(first!.numerator))
    await enter(as(hayashi), 500, '2026-09-01')
    const correct = (asOf: string, id = first!.kpiActualId, seen = first!.version) =>
      as(hayashi).ask(kpi.correctKpiActual, {
        ...{ kpiId: 'kpi-pride', kpiActualId: id, seen, reason: '日の誤り' },
        to: { numerator: 700, denominator: 1000, asOf, note: '' },
      })
    // A correction takes the place of no other day's value either.
    await expect(correct('2026-09-01')).rejects.toMatchObject({ code: 'day_has_value' })
    expect((await listed()).map(({ asOf, numerator }) => [asOf, numerator])).toEqual([
      ['2026-10-01', first!.numerator],
      ['2026-09-01', 500],
    ])
    await correct('2026-10-01')
    expect((await listed()).map(({ numerator }) => numerator)).toEqual([700, 500])
    expect(await sql('select 1 from kpi_actual')).toHaveLength(3)
  }),
)

test(
  'earlier values of the policy stand in a KPI’s series where nothing is recorded, and what an indicator aims at beside it (INV-L3)',
  inTown(async ({ as, asCommand }) => {
    const ask = async (kpiId: string) => (await as('hayashi').ask(kpi.showKpi, { kpiId })).item
    const hoshino = readFileSync(new URL('../../policy/examples/hoshino.yaml', import.meta.url), 'utf8')
    // What is recorded stands before what the policy says of the same year.
    const text = hoshino.replace(
      'targets: [{ fiscalYear: 2026, value: 12 }',
      'history: [{ value: 15, fiscalYear: 2026 }, { value: 20, fiscalYear: 2024 }]\n    targets: [{ fiscalYear: 2026, value: 12 }',
    )
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    expect((await ask('kpi-data')).history).toMatchObject([{ fiscalYear: 2023 }, { fiscalYear: 2024, value: 38 }])
    const entered = { kpiId: 'kpi-overtime', numerator: 9, asOf: '2026-11-22', isSample: false, note: '' }
    await as('hayashi').ask(kpi.recordKpiActual, entered)
    expect(await ask('kpi-overtime')).toMatchObject({
      ...{ history: [{ fiscalYear: 2024, value: 20 }], value: { numerator: 9 }, target: 12, status: 'achieved' },
    })
    expect(await ask('courses')).toMatchObject({ kind: 'indicator', target: 6, targetYear: 2026, status: 'notYet' })
    expect(await ask('visitors')).toMatchObject({ targets: [], target: null, status: 'noTarget', left: null })
  }),
)

test(
  'where more was changed than one may wait for, the answer is counted from the records and the jobs are told to bring it up; where little was, they are not',
  inTown(async (town) => {
    const { asJob, sql, database, tokenOf, sato, kato } = town
    await passes(town, sato, '2026-05-20')
    for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.keepFigures, {}))
    let left = 0
    const gate = openTown({ app: database.app, town: database.town, clock: town.gate.clock, leftToJobs: () => left++ })
    const denominator = async () => {
      const { kpis } = await gate.ask(kpi.listKpis, {}, { token: tokenOf(kato) })
      return kpis!.find(({ id }) => id === floorKpi)!.value!.denominator
    }
    const join = (from: number, to: number) =>
      sql(
        `with m as (insert into staff_member (name, name_kana, search_text) select '職員 ' || n, 'ショクイン', '' from generate_series($1::integer, $2) n returning staff_member_id as id)
        insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
          select id, 'M' || id, '常勤', '事務', '2026-11-01' from m`,
        [from, to],
      )
    const before = await denominator()
    await join(1, 3)
    expect([await denominator(), left]).toEqual([before! + 3, 0])
    // Whoever waits in vain for others at the same work counts from the records, and tells nobody: they are at it already.
    await join(4, 4)
    await sql('begin')
    await sql('lock table figure_moment in share row exclusive mode')
    expect([await denominator(), left]).toEqual([before! + 4, 0])
    await sql('rollback')
    await join(5, 603)
    expect([await denominator(), left]).toEqual([before! + 603, 1])
    for (let more = 1; more > 0; ) more = (await asJob.ask(kpi.keepFigures, {})).left
    expect([await denominator(), left]).toEqual([before! + 603, 1])
    await gate.close()
  }),
)

test(
  'an edition in force that names a measure which the product no longer offers is read on: its KPI has no value, all others count, and what was kept of it goes',
  inTown(async (town) => {
    const { as, asJob, sql, sato, hayashi } = town
    await passes(town, sato, '2026-05-20')
    await asJob.ask(kpi.keepFigures, {})
    await sql('set session_replication_role = replica')
    await sql(`update policy_edition set digest = digest || '-', document =
      replace(document::text, '"literacy.shareAtFloor"', '"literacy.shareOfOld"')::jsonb`)
    await sql(`update figure set measure = 'literacy.shareOfOld' where measure = 'literacy.shareAtFloor'`)
    await sql('reset session_replication_role')
    const { kpis } = await as(sato).ask(kpi.listKpis, {})
    expect(kpis!.find(({ id }) => id === floorKpi)).toMatchObject({ value: null, movement: 'unknown' })
    expect(kpis!.filter(({ value }) => value !== null).length).toBeGreaterThan(0)
    expect((await as(hayashi).ask(kpi.showKpi, { kpiId: floorKpi })).item.value).toBeNull()
    await asJob.ask(kpi.keepFigures, {})
    await asJob.ask(kpi.checkFigures, {})
    expect(await sql(`select from figure where measure = 'literacy.shareOfOld'`)).toEqual([])
    // Who enters its value by hand until the next edition may.
    const entered = { kpiId: floorKpi, asOf: '2026-11-20', numerator: 3, denominator: 10, note: '名簿から数えた' }
    await as(hayashi).ask(kpi.recordKpiActual, entered)
    expect((await as(sato).ask(kpi.showKpi, { kpiId: floorKpi })).item.value).toMatchObject({
      numerator: 3,
      denominator: 10,
    })
  }),
)
