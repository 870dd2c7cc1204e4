import { expect, test } from 'vitest'
import { literacy } from '#rooms/literacy/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { kpi } from './contract.ts'

const reach = (town: Town, name: Name, asOf: string) =>
  town.asCommand.ask(skills.importEvidence, {
    rows: ['ict-tools', 'information-security', 'data-use'].map((skill) => ({
      ...{ staffNumber: staffNumberOf(name), skill, kind: 'test' as const, level: 3, asOf },
    })),
  })

test(
  'the path of the last months goes on with its interval, says the pace that a target needs, and agrees with the board of literacy',
  inTown(async (town) => {
    for (const [name, day] of [
      ['sato', '2026-05-10'],
      ['ueda', '2026-06-30'],
      ['mori', '2026-07-01'],
      ['tanaka', '2026-08-31'],
      ['inoue', '2026-09-15'],
    ] as const) {
      await reach(town, name, day)
    }
    const found = await town.as('sato').ask(kpi.showKpiForecast, { kpiId: 'kpi-ict-floor' })
    const { pace, goals, points } = await town.as('hayashi').ask(literacy.showFloorPath, {})
    // From May to October: six ends of months, five changes.
    const shares = points.slice(0, -1).map(({ numerator, denominator }) => (100 * numerator) / denominator)
    const changes = shares.slice(1).map((share, place) => share - shares[place]!)
    const mean = (shares[5]! - shares[0]!) / 5
    const variance = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / 4
    expect(found).toMatchObject({ step: 'month', values: 6, fewest: 5, isOfYear: false, pace: { changes: 5 } })
    expect(found.pace!.perStep).toBeCloseTo(mean, 9)
    expect(pace!.perMonth).toBeCloseTo(mean, 9)
    // 22 November to the end of 31 March: 130 days of 30.4375; 2.776 is t of 95 % with four degrees.
    const months = 130 / 30.4375
    const within = 2.776 * Math.sqrt(variance * months * (1 + months / 5))
    const [ends] = found.ahead
    expect(ends).toMatchObject({ fiscalYear: 2026, day: '2027-03-31', high: 100 })
    expect(ends!.value).toBeCloseTo(50 + mean * months, 9)
    expect(ends!.low).toBeCloseTo(50 + mean * months - within, 9)
    const [first] = found.goals
    expect(first).toMatchObject({ fiscalYear: 2026, target: 60, outlook: 'onPath' })
    expect(first!.neededPerMonth).toBeCloseTo(10 / months, 9)
    const { reachedOn, earliest, latest } = goals[0]!
    expect(first).toMatchObject({ reachedOn, earliest, latest })
    await expect(town.as('sato').ask(kpi.showKpiForecast, { kpiId: 'nothing' })).rejects.toThrow('no_such_kpi')
  }),
)

test(
  'of too few values nothing is forecast; what is entered by year needs five years, and what is counted anew each year ends with it',
  inTown(async ({ as, sql }) => {
    const ask = (kpiId: string) => as('hayashi').ask(kpi.showKpiForecast, { kpiId })
    const enter = (year: number, numerator: number) =>
      sql(`insert into kpi_actual (kpi, as_of, numerator, denominator) values ('kpi-retention', $1, $2, 100)`, [
        `${year}-04-01`,
        numerator,
      ])
    for (const year of [2023, 2024, 2025, 2026]) await enter(year, year - 1943)
    expect(await ask('kpi-retention')).toMatchObject({ step: 'year', values: 3, pace: null, ahead: [] })
    expect((await ask('kpi-retention')).goals[0]).toMatchObject({ target: 89, outlook: 'unknown', reachedOn: null })
    for (const year of [2020, 2021, 2022]) await enter(year, year - 1943)
    const found = await ask('kpi-retention')
    // One point a year, without spread: the path is a line. 83 of 100 now, and a third of a year ahead.
    expect(found).toMatchObject({ values: 6, pace: { changes: 5, perStep: 1 } })
    expect(found.ahead[0]!.value).toBeCloseTo(83 + 130 / 365.25, 9)
    expect(found.ahead[0]!.low).toBeCloseTo(found.ahead[0]!.value, 9)
    expect(found.goals.map(({ outlook }) => outlook)).toEqual(['offPath', 'offPath', 'offPath'])
    expect(await ask('kpi-approvals-with-cover')).toMatchObject({ isOfYear: true, pace: null })
  }),
)

/** What is done is aimed at too: sessions each year, and a sum of visitors that is entered by hand. */
const aimed = policyText
  .replace(/^(policy:\n)/m, '$1  planYears: { from: 2025, to: 2027 }\n')
  .replace(
    /(id: sessions-held,[^}]*)(, isSample)/,
    '$1, targets: [{ fiscalYear: 2025, value: 4 }, { fiscalYear: 2026, value: 6 }]$2',
  )
  .replace(
    /(id: recruiting-visitors,[^}]*)(, isSample)/,
    '$1, targets: [{ endOfPlan: true, value: 300, counting: cumulative }]$2',
  )

test(
  'what an indicator aims at stands in its forecast, in the calendar and beside its earlier years as on its page; no KPI becomes of it (INV-L3)',
  inTown(async ({ as, asCommand, asJob }) => {
    const hr = as('hayashi')
    await asCommand.ask(policy.loadPolicy, { text: aimed, publishFrom: '2025-04-01', replace: true })
    const held = { kpiId: 'sessions-held' }
    const { item } = await hr.ask(kpi.showKpi, held)
    expect(item).toMatchObject({ kind: 'indicator', target: 6, targetYear: 2026, status: 'notYet', left: 6 })
    expect(item.trend.at(-1)).toMatchObject({ fiscalYear: 2025, target: 4, targetYear: 2025, status: 'notYet' })
    expect((await hr.ask(kpi.showKpiForecast, held)).goals).toMatchObject([{ fiscalYear: 2026, target: 6 }])
    for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.lookAtPaths, {}))
    const { items } = await hr.ask(kpi.showKpiCalendar, {})
    expect(items.find(({ id }) => id === held.kpiId)).toMatchObject({
      hasTarget: true,
      path: { lookedOn: '2026-11-22' },
    })
    expect(items.find(({ id }) => id === 'completions')).toMatchObject({ hasTarget: false, path: null })
  }),
)

test(
  'a value of last year has reached nothing of this one, is added up once, and did not move from itself: it moved from the year before it',
  inTown(async ({ as, asCommand }) => {
    const hr = as('hayashi')
    await asCommand.ask(policy.loadPolicy, { text: aimed, publishFrom: '2025-04-01', replace: true })
    const enter = (kpiId: string, asOf: string, numerator: number, denominator?: number) =>
      hr.ask(kpi.recordKpiActual, { ...{ kpiId, asOf, numerator }, ...(denominator ? { denominator } : {}) })
    const stands = async (kpiId: string) => {
      const [{ item }, { goals }] = [await hr.ask(kpi.showKpi, { kpiId }), await hr.ask(kpi.showKpiForecast, { kpiId })]
      return [item.status, item.kind === 'kpi' && item.movement, goals[0]?.outlook]
    }
    await enter('kpi-retention', '2026-03-31', 92, 100)
    expect(await stands('kpi-retention')).toEqual(['noValue', 'unknown', 'unknown'])
    await enter('kpi-retention', '2024-04-01', 85, 100)
    expect(await stands('kpi-retention')).toEqual(['noValue', 'forward', 'unknown'])
    await enter('kpi-retention', '2026-10-01', 92, 100)
    expect(await stands('kpi-retention')).toEqual(['achieved', 'still', 'reached'])
    await enter('recruiting-visitors', '2026-03-31', 200)
    expect(await stands('recruiting-visitors')).toEqual(['noValue', false, 'unknown'])
    const [sum] = (await hr.ask(kpi.showKpiForecast, { kpiId: 'recruiting-visitors' })).goals
    // 200 of 300 are there, and 22 November 2026 is 496 days from the end of the plan.
    expect(sum).toMatchObject({ fiscalYear: 2027, target: 300, isCumulative: true })
    expect(sum!.neededPerMonth).toBeCloseTo(100 / (496 / 30.4375), 9)
  }),
)
