import { expect, test } from 'vitest'
import { documents } from '#rooms/documents/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { editionOn } from '#rooms/policy/service.ts'
import { skills } from '#rooms/skills/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { kpi } from './contract.ts'
import { frozenUpTo, recountNow } from './freezing.service.ts'
import { kpisForStart } from './service.ts'

const floorKpi = 'kpi-ict-floor'

async function passes({ asCommand }: Town, person: Name, asOf: string): Promise<void> {
  const result = { staffNumber: staffNumberOf(person), kind: 'test' as const, level: 2, asOf }
  const rows = ['ict-tools', 'information-security', 'data-use'].map((skill) => ({ ...result, skill }))
  await asCommand.ask(skills.importEvidence, { rows })
}

const enter = ({ as, hayashi }: Town, kpiId: string, asOf: string, numerator: number, more: object = {}) =>
  as(hayashi).ask(kpi.recordKpiActual, { kpiId, numerator, denominator: 100, asOf, ...more })

const close = ({ as }: Town, fiscalYear: number) => closesYear({ as }, fiscalYear)

const shown = async ({ as, hayashi }: Town, kpiId: string, asOf?: string) =>
  await as(hayashi).ask(kpi.showKpi, { kpiId, asOf })

/** The next edition, in which 誇り counts otherwise and neither it nor the number of people trained is a sample. */
const secondEdition = policyText
  .replace('第1版', '第2版')
  .replace(/(id: kpi-pride[\s\S]*?definition: )(.*)([\s\S]*?isSample: )true/, '$1別の問い$3false')
  .replace(/(id: staff-trained.*isSample: )true/, '$1false')

test(
  'each year stands in the trend as it was counted, entered or frozen, under the policy that held then (INV-F4, L7)',
  inTown(async (town) => {
    const { asCommand, on } = town
    await passes(town, 'ueda', '2025-03-31')
    await passes(town, 'mori', '2026-03-31')
    await asCommand.ask(policy.loadPolicy, { text: secondEdition, publishFrom: '2025-04-01' })
    await enter(town, 'kpi-pride', '2024-10-01', 64)
    await enter(town, 'kpi-respect', '2024-10-02', 50)
    const counted = { isFrozen: false, isRestated: false, countedOtherwise: false }
    // The next target is told with its year, and nothing is judged by it yet.
    const floor = {
      ...counted,
      ...{ target: 60, targetYear: 2026, status: 'notDue' },
      denominator: 12,
      restsOnSample: true,
    }
    // Of 31 March 2024 no policy says what the value would be.
    expect((await shown(town, floorKpi)).item.trend).toEqual([
      { ...floor, fiscalYear: 2024, asOf: '2025-03-31', numerator: 1 },
      { ...floor, fiscalYear: 2025, asOf: '2026-03-31', numerator: 2 },
    ])
    expect((await shown(town, 'kpi-recommendations-taken')).item.trend).toEqual([])
    expect(
      (await shown(town, 'staff-trained')).item.trend.map((point) => [point.fiscalYear, point.restsOnSample]),
    ).toEqual([
      [2024, true],
      [2025, false],
    ])
    await close(town, 2025)
    on('2027-05-10')
    await enter(town, 'kpi-pride', '2026-10-01', 68, { isSample: true })
    await enter(town, 'kpi-pride', '2027-05-01', 70)
    const entered = {
      ...counted,
      ...{ target: 67, targetYear: 2026, status: 'notDue' },
      denominator: 100,
      restsOnSample: true,
    }
    expect((await shown(town, 'kpi-pride')).item.trend).toEqual([
      { ...entered, fiscalYear: 2024, asOf: '2024-10-01', numerator: 64, countedOtherwise: true },
      // What was known of 2024 says nothing of 2025, which was closed without a value.
      { ...entered, fiscalYear: 2026, asOf: '2026-10-01', numerator: 68, status: 'achieved' },
    ])
    const listed = await town.as('sato').ask(kpi.listKpis, {})
    const trendOf = (id: string) => listed.kpis!.find((one) => one.id === id)!.trend
    expect(trendOf('kpi-respect').map(({ fiscalYear, numerator }) => [fiscalYear, numerator])).toEqual([[2024, 50]])
    // Nothing was known of it when the year was closed.
    expect(trendOf('kpi-at-ease')).toEqual([])
    expect(trendOf(floorKpi)).toEqual([
      { ...floor, fiscalYear: 2025, asOf: '2026-03-31', numerator: 2, isFrozen: true },
    ])
  }),
)

test(
  'on the day of a closed year the frozen value stands, with its own sections, and no year after it (INV-F4)',
  inTown(async (town) => {
    const { as, hayashi, sql } = town
    await passes(town, 'ueda', '2025-03-31')
    await close(town, 2024)
    await passes(town, 'mori', '2026-03-31')
    await close(town, 2025)
    await passes(town, 'hayashi', '2025-03-01')
    await passes(town, 'ito', '2025-03-01')
    const at = async (asOf: string) => {
      const { item, sections } = await shown(town, floorKpi, asOf)
      const inSections = sections?.rows.reduce((sum, { numerator }) => sum + numerator, 0)
      return [
        item.value?.numerator,
        item.frozen?.fiscalYear,
        inSections,
        item.trend.map(({ fiscalYear }) => fiscalYear),
      ]
    }
    expect(await at('2025-03-31')).toEqual([1, 2024, 1, []])
    expect(await at('2026-03-31')).toEqual([2, 2025, 2, [2024]])
    expect(await at('2026-03-30')).toEqual([3, undefined, 3, [2024]])
    const assessed = await shown(town, 'share-assessed', '2026-03-31')
    expect(assessed.sections?.rows.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(0)
    const unknown = await shown(town, 'kpi-at-ease', '2026-03-31')
    expect([unknown.item.value, unknown.item.frozen?.restated]).toEqual([null, null])
    const [row] = await sql<{ composition: { counted: string[]; others: string[] } }>(
      `select composition from kpi_frozen where kpi = $1 and fiscal_year = 2025`,
      [floorKpi],
    )
    expect([row!.composition.counted.sort(), row!.composition.others.length]).toEqual([['3', '5'], 10])
    const restate = () => as(hayashi).ask(pdca.restate, { fiscalYear: 2025, id: floorKpi, reason: '登録もれ' })
    await restate()
    await passes(town, 'ono', '2026-03-01')
    await restate()
    expect(await sql(`select fiscal_year, number, numerator::int from kpi_restatement order by 1, 2`)).toEqual([
      { fiscal_year: 2025, number: 1, numerator: 4 },
      { fiscal_year: 2025, number: 2, numerator: 5 },
    ])
    const restated = await shown(town, floorKpi, '2026-03-31')
    expect([restated.item.value?.numerator, restated.item.frozen?.restated?.to?.numerator]).toEqual([2, 5])
    expect((await shown(town, floorKpi)).item.trend).toMatchObject([
      { fiscalYear: 2024, numerator: 1, isRestated: false },
      { fiscalYear: 2025, numerator: 5, isRestated: true },
    ])
    const frozen = await within(town, (ctx) => frozenUpTo(ctx, 2025))
    expect(frozen.filter(({ restatements }) => restatements.length > 0)).toMatchObject([
      { fiscalYear: 2025, definition: { id: floorKpi }, restatements: [{ recordedBy: hayashi }, {}] },
    ])
    // Oldest year first, and of a year KPIs before indicators.
    const kinds = frozen.map(({ fiscalYear, definition }) => `${fiscalYear} ${definition.kind}`)
    expect([...new Set(kinds)]).toEqual(['2024 kpi', '2024 indicator', '2025 kpi', '2025 indicator'])
    const last = await within(town, (ctx) => frozenUpTo(ctx, 2025, { years: 1 }))
    expect(new Set(last.map(({ fiscalYear }) => fiscalYear))).toEqual(new Set([2025]))
    const recounted = await within(town, (ctx) => recountNow(ctx, last))
    expect([recounted.get(floorKpi)?.numerator, recounted.has('kpi-at-ease')]).toEqual([5, false])
    expect(await within(town, (ctx) => recountNow(ctx, []))).toEqual(new Map())
  }),
)

test(
  'of nobody’s level anything is known when a year is closed: no value is frozen, not 0, until a restatement says one (INV-P7, F4)',
  inTown(async (town) => {
    await close(town, 2025)
    const frozen = async () => {
      const { item } = await shown(town, floorKpi, '2026-03-31')
      return [
        item.value && { numerator: item.value.numerator, denominator: item.value.denominator },
        item.frozen?.restated?.to,
      ]
    }
    expect(await frozen()).toEqual([null, undefined])
    await passes(town, 'ueda', '2026-03-31')
    expect(await frozen()).toEqual([null, undefined])
    const asked = { fiscalYear: 2025, id: floorKpi, reason: '登録もれ' }
    await town.as('hayashi').ask(pdca.restate, asked)
    const [row] = await town.sql<{ people: number }>(
      `select count(*)::int as people from employment e where joined_on <= '2026-03-31' and (left_on is null or left_on > '2026-03-31')
         and not exists (select from leave_of_absence l where l.staff_member_id = e.staff_member_id
           and l.valid_from <= '2026-03-31' and (l.valid_to is null or l.valid_to > '2026-03-31'))`,
    )
    expect(await frozen()).toEqual([null, { numerator: 1, denominator: row!.people }])
  }),
)

test(
  'five closed years stand beside the present one',
  inTown(async (town) => {
    await passes(town, 'ueda', '2025-03-31')
    await close(town, 2025)
    for (const year of [2020, 2021]) {
      await town.sql(
        `insert into review (fiscal_year, policy_edition_id, closed_on, summary)
         select $1, policy_edition_id, closed_on, '' from review where fiscal_year = 2025`,
        [year],
      )
      await town.sql(
        `insert into kpi_frozen select $1, kpi, kind, as_of, frozen_on, numerator, denominator, rests_on_sample, contract, composition
         from kpi_frozen where fiscal_year = 2025`,
        [year],
      )
    }
    const { kpis } = await town.as('sato').ask(kpi.listKpis, {})
    expect(kpis!.find(({ id }) => id === floorKpi)!.trend.map(({ fiscalYear }) => fiscalYear)).toEqual([2021, 2025])
  }),
)

/** A plan from 2025 on: 誇り wants 12 over its years together, 尊重 no less than the year before. */
const cumulativeEdition = policyText
  .replace(/(\n {2}edition: .*)/, '$1\n  planYears: { from: 2025, to: 2028 }')
  .replace(
    /(id: kpi-pride[\s\S]*?unit: )"%"([\s\S]*?targets: )\[.*\]/,
    '$1回$2[{ fiscalYear: 2026, value: 12, counting: cumulative }]',
  )
  .replace(/(id: kpi-respect[\s\S]*?targets: )\[.*\]/, '$1[{ fiscalYear: 2026, comparison: notBelowLastYear }]')

test(
  'a target over all years of the plan is reached or not alike on every page, before and after the year is closed, in its review and on its paper (INV-L4, L7)',
  inTown(async (town) => {
    const { as, asCommand, hayashi, on, sato } = town
    await asCommand.ask(policy.loadPolicy, { text: cumulativeEdition, publishFrom: '2025-04-01' })
    await enter(town, 'kpi-pride', '2025-10-01', 7, { denominator: undefined })
    await enter(town, 'kpi-respect', '2025-10-01', 50)
    on('2027-03-31')
    await enter(town, 'kpi-pride', '2026-10-01', 5, { denominator: undefined })
    await enter(town, 'kpi-respect', '2026-10-01', 50)
    const ids = ['kpi-pride', 'kpi-respect']
    const outcome = ({ id, ...one }: { id: string; target?: number | null; status?: string }) =>
      ids.includes(id) ? [[id, one.target, one.status]] : []
    const reached = [
      ['kpi-pride', 12, 'achieved'],
      ['kpi-respect', 50, 'achieved'],
    ]
    const asOf = '2027-03-31'
    const listed = async () => (await as(sato).ask(kpi.listKpis, { asOf })).kpis!.flatMap(outcome)
    const alone = async () => [
      ...outcome((await shown(town, 'kpi-pride', asOf)).item),
      ...outcome((await shown(town, 'kpi-respect', asOf)).item),
    ]
    const start = await within(town, async (ctx) => await kpisForStart(ctx, sato, editionOn(ctx, ctx.today)))
    expect([...start.byOutcome.values()].flat().flatMap(outcome)).toEqual(reached)
    expect([await listed(), await alone()]).toEqual([reached, reached])
    on('2027-04-10')
    await close(town, 2026)
    expect([await listed(), await alone()]).toEqual([reached, reached])
    const reviewed = async () => (await as(hayashi).ask(pdca.showReview, { fiscalYear: 2026 })).values.flatMap(outcome)
    const trend = async () =>
      (await shown(town, 'kpi-pride')).item.trend.map(({ fiscalYear, target, status }) => [fiscalYear, target, status])
    const row = async (fiscalYear: number) => {
      const csv = await as(hayashi).ask(documents.showDocumentFile, { fiscalYear, kind: 'sheet', format: 'csv' })
      const lines = Buffer.from(csv.base64, 'base64').toString().split('\n')
      return lines.find((line) => line.includes('kpi-pride'))
    }
    expect(await reviewed()).toEqual(reached)
    // Of the year before nothing is judged by it yet.
    expect(await trend()).toEqual([
      [2025, 12, 'notDue'],
      [2026, 12, 'achieved'],
    ])
    expect(await row(2026)).toContain('回,12,2026,100,達成')
    await close(town, 2025)
    expect(await row(2025)).toContain('回,12,2026,,目標年度前')
    // The last word counts, wherever it is told: found to be one less, it is not reached any more.
    const { entries } = await shown(town, 'kpi-pride')
    const { kpiActualId, version: seen } = entries.find(({ asOf: on }) => on === '2026-10-01')!
    await as(hayashi).ask(kpi.correctKpiActual, {
      ...{ kpiId: 'kpi-pride', kpiActualId, seen, reason: '数え違い' },
      to: { numerator: 4, asOf: '2026-10-01', note: '' },
    })
    expect(await reviewed()).toEqual(reached)
    await as(hayashi).ask(pdca.restate, { fiscalYear: 2026, id: 'kpi-pride', reason: '数え違い' })
    const missed = [['kpi-pride', 12, 'notYet'], reached[1]]
    expect([await listed(), await alone(), await reviewed()]).toEqual([missed, missed, missed])
    expect((await trend())[1]).toEqual([2026, 12, 'notYet'])
    expect(await row(2026)).toContain('回,12,2026,91.7,未達成')
  }),
)
