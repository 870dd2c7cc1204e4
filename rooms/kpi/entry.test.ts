import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { kpi } from './contract.ts'
import { otherReading } from './entry.rules.ts'

const HEAD = '指標ID,基準日,分子,分母,出どころ・備考,訂正の理由'
const fileOf = (...rows: string[]) => ({
  name: '値.csv',
  base64: Buffer.from(`${[HEAD, ...rows].join('\r\n')}\r\n`).toString('base64'),
})
const entriesOf = async ({ as }: Town, kpiId: string) =>
  (await as('hayashi').ask(kpi.showKpi, { kpiId })).entries.map(({ asOf, numerator, denominator, note }) => [
    ...[asOf, numerator, denominator, note],
  ])

test(
  'a file of values is looked through first, enters all or nothing, adds nothing when it is sent again, and corrects with a reason (INV-D5, INV-L4)',
  inTown(async (town) => {
    const send = (file: ReturnType<typeof fileOf>, dryRun = false) =>
      town.as('hayashi').ask(kpi.importKpiActuals, { file, dryRun })
    const good = [
      'kpi-growth-in-view,令和8年6月30日,"１,２００",2000,職員意識調査,',
      'kpi-retention,2026-04-01,176,200,人事の記録,',
    ]
    expect(await send(fileOf(...good), true)).toMatchObject({ applied: false, added: 2, problemCount: 0 })
    expect(await entriesOf(town, 'kpi-retention')).toEqual([])
    expect(await send(fileOf(...good))).toMatchObject({ applied: true, added: 2, unchanged: 0 })
    expect(await send(fileOf(...good))).toMatchObject({ applied: true, added: 0, unchanged: 2 })
    expect(await entriesOf(town, 'kpi-growth-in-view')).toEqual([['2026-06-30', 1200, 2000, '職員意識調査']])
    const wrong = await send(
      fileOf(
        'kpi-nothing,2026-06-30,1,2,,',
        'kpi-ict-floor,2026-06-30,1,2,,',
        'kpi-retention,2026-06-30,十,200,,',
        'kpi-retention,2026-06-30,201,200,,',
        'kpi-retention,2026-06-30,0.8,,,',
        'kpi-retention,2027-06-30,180,200,,',
        'kpi-retention,2026-04-01,180,200,,',
        'kpi-retention,2026-07-31,180,200,,',
        'kpi-retention,2026-07-31,181,200,,',
        'kpi-retention,2026-08-31,0,0,,',
      ),
    )
    expect(wrong).toMatchObject({ applied: false, problemCount: 9 })
    expect(wrong.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, '指標ID'],
      [3, '指標ID'],
      [4, '分子'],
      [5, '分子'],
      [6, '分子'],
      [7, '基準日'],
      [8, '訂正の理由'],
      [10, '基準日'],
      [11, '分母'],
    ])
    // 0.8 alone: both readings are said.
    expect(wrong.problems[4]!.reason).toMatch(/0\.8%.*80%/)
    expect(wrong.problems.at(-1)!.reason).toContain('分母が0')
    const mended = await send(fileOf('kpi-retention,2026-04-01,180,200,人事の記録,数え間違い'))
    expect(mended).toMatchObject({ applied: true, corrected: 1 })
    expect(await entriesOf(town, 'kpi-retention')).toEqual([['2026-04-01', 180, 200, '人事の記録']])
    const { corrections } = await town.as('hayashi').ask(kpi.showKpi, { kpiId: 'kpi-retention' })
    expect(corrections).toMatchObject([{ before: { numerator: 176 }, after: { numerator: 180 }, reason: '数え間違い' }])
  }),
)

test(
  'a value in another unit than the figure has is named at its unit, and a share that is one whole number asks of how many it is',
  inTown(async ({ as }) => {
    const send = async (unit: string, value: string) => {
      const text = `指標ID,指標名,単位,基準日,分子,分母\r\nkpi-retention,,${unit},2026-04-01,${value}\r\n`
      const file = { name: '値.csv', base64: Buffer.from(text).toString('base64') }
      const { applied, problems } = await as('hayashi').ask(kpi.importKpiActuals, { file, dryRun: false })
      return [
        applied,
        ...problems.map(({ column, reason }) => `${column} ${reason.split('。')[applied ? 0 : 1] || reason}`),
      ]
    }
    expect(await send('千人', '176,200')).toEqual([false, '単位 値をこの単位に直すか、単位の列を空にしてください'])
    expect(await send('%', '88,')).toEqual([false, '分子 「88」だけでは、何人のうちの何人かが分かりません'])
    expect(await send('％', '176,200')).toEqual([true])
  }),
)

test(
  'a number that is two digits away from all that is known is asked about, by form and by file, and stands when it is said to',
  inTown(async (town) => {
    const entry = { kpiId: 'kpi-retention', numerator: 176, denominator: 20000, asOf: '2026-10-31' }
    const enter = (asWritten: boolean) => town.as('hayashi').ask(kpi.recordKpiActual, { ...entry, asWritten })
    // 0.88 % where the targets are 89 % and more.
    await expect(enter(false)).rejects.toThrow('reads_two_ways')
    const file = fileOf('kpi-retention,2026-09-30,176,20000,人事の記録,')
    const send = (as?: 'written' | 'other') =>
      town.as('hayashi').ask(kpi.importKpiActuals, { file, answers: as ? [{ line: 2, as }] : [] })
    expect(await send()).toMatchObject({
      ...{ applied: false, added: 0, problemCount: 0 },
      questions: [{ line: 2, written: '0.88%', other: '88%' }],
    })
    expect(await send('other')).toMatchObject({ applied: true, added: 1 })
    expect(await entriesOf(town, 'kpi-retention')).toEqual([['2026-09-30', 17600, 20000, '人事の記録']])
    await enter(true)
    expect(await entriesOf(town, 'kpi-retention')).toHaveLength(2)
  }),
)

test('of a value the other reading is near what is known, and whatever is near already has none', () => {
  expect([
    otherReading(0.8, [78, 82]),
    otherReading(80, [0.75]),
    otherReading(80, [78]),
    otherReading(0.8, []),
  ]).toEqual([...[100, 0.01, undefined, undefined]])
  const values = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(values, fc.array(values, { minLength: 1, maxLength: 4 }), (value, known) => {
      const factor = otherReading(value, known)
      if (factor === undefined) return
      expect(known.some((one) => Math.abs(Math.log10((value * factor) / one)) < 0.5)).toBe(true)
      expect(known.every((one) => value / one >= 10 || value / one <= 0.1)).toBe(true)
    }),
  )
})
