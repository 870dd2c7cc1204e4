import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { standing } from '#testing/notices.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { kpi } from './contract.ts'

test(
  'a KPI that leaves its path tells its owner once a year, and no more once it is back; a value that is owed stands first on the owner’s home',
  inTown(async (town) => {
    const { as, asCommand, asJob, on, sql, hayashi, mori, sato } = town
    const hr = as(hayashi)
    const text = policyText.replace(/(id: kpi-pride[\s\S]*?measure: )\S+/, '$1null').replace('第1版', '第2版')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    await hr.ask(kpi.nameKpiOwner, { kpiId: 'kpi-pride', owner: mori })
    const enter = async (asOf: string, numerator: number) =>
      await hr.ask(kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator, denominator: 100, asOf, asWritten: true })
    const owed = async (who: number) =>
      (await as(who).ask(home.showHome, {})).tasks.filter(({ kind }) => kind === 'kpiValueOwed')
    const [first] = (await as(mori).ask(home.showHome, {})).tasks
    expect(first).toMatchObject({ kind: 'kpiValueOwed', dueOn: '2026-03-31', to: '/kpi/kpi-pride' })
    expect(await owed(sato)).toEqual([])
    await sql(`insert into kpi_actual (kpi, as_of, numerator, denominator)
      select 'kpi-pride', make_date(2021 + n, 10, 1), 60 + n % 2, 100 from generate_series(0, 4) n`)
    await enter('2026-10-01', 60)
    expect(await owed(mori)).toEqual([])

    const look = async () => {
      const seen: string[] = []
      for (let left = 1; left > 0; ) {
        const { looked, left: more } = await asJob.ask(kpi.lookAtPaths, {})
        if (looked) seen.push(`${looked.id} ${looked.outlook}`)
        left = more
      }
      return seen
    }
    const told = async () => (await standing(town, mori)).filter((kind) => kind.startsWith('kpiOff'))
    const standsNow = async () => await sql(`select fact from notice where kind = 'kpiOffPath' and resolved_at is null`)
    expect(await look()).toContain('kpi-pride offPath')
    // Whoever answers for it is told with the look, and not only when the clock comes by.
    expect(await standsNow()).toEqual([{ fact: 'kpi-pride 2026' }])
    // Each is looked at once a day.
    expect([await look(), await told()]).toEqual([[], ['kpiOffPath']])
    const back = () => enter('2026-11-20', 90)
    await back()
    expect([await look(), await told()]).toEqual([['kpi-pride reached'], []])
    on('2026-11-23')
    await enter('2026-11-22', 60)
    await look()
    expect(await told()).toEqual(['kpiOffPath'])
    // It is the same notice that stands again: nobody is told twice of one year.
    expect(await sql(`select fact from notice where kind = 'kpiOffPath'`)).toEqual([{ fact: 'kpi-pride 2026' }])
    const [path] = await sql<{ since: string }>(`select since::text from kpi_path where kpi = 'kpi-pride'`)
    expect(path!.since).toBe('2026-11-23')
    // What has no target any more, or belongs to another year, is forgotten.
    on('2027-04-02')
    await look()
    expect(await sql(`select from kpi_path where fiscal_year <> 2027`)).toEqual([])
    // The next year's is another.
    expect(await told()).toEqual(['kpiOffPath'])
    expect(await sql(`select fact from notice where kind = 'kpiOffPath' and resolved_at is null`)).toEqual([
      { fact: 'kpi-pride 2027' },
    ])
  }),
)

test(
  'whoever answers for a KPI enters its value from their home, is asked where a number reads two ways, corrects it with a reason, and HR is told; two windows hold',
  inTown(async (town) => {
    const { as, asCommand, on, hayashi, mori, sato } = town
    const text = policyText
      .replace(/(id: kpi-pride[\s\S]*?targets: )\[.*\]/, '$1[{ endOfPlan: true, value: 70 }]')
      .replace('第1版', '第2版')
      .replace(/^( +)edition:/m, '$1planYears: { from: 2025, to: 2028 }\n$1edition:')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    const pride = { kpiId: 'kpi-pride' }
    await as(hayashi).ask(kpi.nameKpiOwner, { ...pride, owner: mori })
    const [task] = (await as(mori).ask(home.showHome, {})).tasks
    expect(task).toMatchObject({ kind: 'kpiValueOwed', to: '/kpi/kpi-pride' })
    const page = await as(mori).ask(kpi.showKpi, pride)
    expect(page).toMatchObject({
      owed: { from: '2025-04-01', to: '2026-03-31', state: 'missing' },
      may: { enterValue: true, bringFile: false, openRecords: false },
    })
    expect(await as(sato).ask(kpi.showKpi, pride)).toMatchObject({
      owed: null,
      entries: [],
      may: { enterValue: false },
    })
    const enter = (numerator: number, more = {}) =>
      as(mori).ask(kpi.recordKpiActual, { ...pride, numerator, denominator: 1000, asOf: '2026-03-31', ...more })
    const told = async () => (await standing(town, hayashi)).filter((kind) => kind.startsWith('kpiValueEntered'))
    await as(hayashi).ask(kpi.recordKpiActual, { ...pride, numerator: 600, denominator: 1000, asOf: '2026-10-01' })
    // What HR entered HR need not be told.
    expect(await told()).toEqual([])
    await expect(enter(6)).rejects.toThrow('reads_two_ways')
    await enter(640)
    await expect(enter(650)).rejects.toThrow('day_has_value')
    expect(await told()).toEqual(['kpiValueEntered'])
    const [, entry] = (await as(mori).ask(kpi.showKpi, pride)).entries
    const { kpiActualId, version: seen } = entry!
    const correct = (numerator: number) =>
      as(mori).ask(kpi.correctKpiActual, {
        ...{ ...pride, kpiActualId, seen, reason: '転記の誤り' },
        to: { numerator, denominator: 1000, asOf: '2026-03-31', note: '' },
      })
    await correct(650)
    // The other window still shows what was there before.
    await expect(correct(660)).rejects.toThrow('changed_meanwhile')
    expect((await as(mori).ask(kpi.showKpi, pride)).corrections).toMatchObject([
      { reason: '転記の誤り', by: '森 千夏', before: { numerator: 640 }, after: { numerator: 650 } },
    ])
    // One target, for the end of the plan alone, is in force all along: of the list, the forecast and the path alike.
    const { item } = await as(mori).ask(kpi.showKpi, pride)
    expect(item).toMatchObject({ kind: 'kpi', target: 70, targetYear: 2028, status: 'notYet', left: 10 })
    expect((await as(mori).ask(kpi.showKpiForecast, pride)).goals).toMatchObject([
      { fiscalYear: 2028, target: 70, outlook: 'unknown' },
    ])
    for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.lookAtPaths, {}))
    const inCalendar = async () =>
      (await as(mori).ask(kpi.showKpiCalendar, {})).items.find(({ id }) => id === 'kpi-pride')
    expect(await inCalendar()).toMatchObject({
      hasTarget: true,
      path: { outlook: 'unknown', since: '2026-11-22', lookedOn: '2026-11-22' },
    })
    // HR hears of it for two weeks; whoever answers no more enters no more.
    on('2026-12-07')
    expect(await told()).toEqual([])
    await as(hayashi).ask(kpi.nameKpiOwner, { ...pride, owner: sato, seen: (await inCalendar())!.version })
    await expect(enter(700, { asOf: '2026-12-01' })).rejects.toThrow('forbidden')
  }),
)
