import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { MeasureDescription } from '#platform/measure/measure.ts'
import { checkPolicy } from './file.rules.ts'

const measures: readonly MeasureDescription[] = [
  { name: 'harbour.shareAtEase', kind: 'state', unit: '%', isOutput: false },
  { name: 'harbour.shareAtSea', kind: 'state', unit: '%', isOutput: false },
  { name: 'harbour.walksTaken', kind: 'events', unit: '日', isOutput: true },
  { name: 'harbour.shareAsked', kind: 'events', unit: '%', isOutput: true },
]
const misaki = readFileSync(new URL('../../policy/examples/misaki.yaml', import.meta.url), 'utf8')
const kpi = 'id: closed-days'
const indicator = 'id: walk-days, output: walks-done, name: 地区を回った日数, measure: null'

/** What is said of みさき町 after its first KPI, or its first indicator, was given a measure and a unit. */
function said({ on, measure, unit }: { on: 'kpi' | 'indicator'; measure: string; unit: string }) {
  const text =
    on === 'kpi'
      ? misaki.replace(
          new RegExp(`(${kpi}[\\s\\S]*?measure: )null([\\s\\S]*?unit: )[^\\n]*`),
          (_, before, between) => `${before}${measure}${between}"${unit}"`,
        )
      : misaki.replace(`${indicator}, unit: 日`, `${indicator.replace('null', measure)}, unit: "${unit}"`)
  expect(text).not.toBe(misaki)
  const { document, problems, warnings } = checkPolicy(text, measures)
  expect(document === undefined).toBe(problems.length > 0)
  return { problems, warnings, lineOf: (part: string) => text.slice(0, text.indexOf(part)).split('\n').length }
}

test('a KPI on a measure of outcomes, and an indicator on one of outputs, with their units, have no fault', () => {
  expect(said({ on: 'kpi', measure: 'harbour.shareAtEase', unit: '%' })).toMatchObject({ problems: [], warnings: [] })
  expect(said({ on: 'indicator', measure: 'harbour.walksTaken', unit: '日' })).toMatchObject({
    problems: [],
    warnings: [],
  })
})

test('a misspelt measure is a fault at its place, with the names that were probably meant, the nearest first', () => {
  const { problems, lineOf } = said({ on: 'kpi', measure: 'harbour.shareAtEas', unit: '%' })
  expect(problems).toEqual([
    {
      line: lineOf('measure: harbour'),
      column: 14,
      path: 'kpis[0].measure',
      code: 'unknown_measure_near',
      reason:
        '「harbour.shareAtEas」という自動で数える量はありません。harbour.shareAtEase / harbour.shareAtSea / harbour.shareAsked の書き間違いではありませんか。',
      reasonEn:
        'There is no measure "harbour.shareAtEas". Did you mean harbour.shareAtEase / harbour.shareAtSea / harbour.shareAsked?',
    },
  ])
})

test('a measure that nobody knows is a fault, with all that can be counted', () => {
  const { problems } = said({ on: 'indicator', measure: 'tide', unit: '日' })
  expect(problems).toMatchObject([{ path: 'indicators[0].measure', code: 'unknown_measure' }])
  for (const { name } of measures) expect(problems[0]?.reason).toContain(name)
})

test('an outcome’s KPI that counts what was done is refused, and told where that belongs (INV-L3, L5)', () => {
  const { problems } = said({ on: 'kpi', measure: 'harbour.shareAsked', unit: '%' })
  expect(problems).toMatchObject([{ path: 'kpis[0].measure', code: 'kpi_on_output_measure' }])
  expect(problems[0]?.reason).toContain('活動指標(indicators)に書き')
})

test('an indicator that counts what came of it is questioned', () => {
  const { problems, warnings } = said({ on: 'indicator', measure: 'harbour.shareAtEase', unit: '%' })
  expect([problems, warnings]).toMatchObject([
    [],
    [{ path: 'indicators[0].measure', code: 'indicator_on_outcome_measure' }],
  ])
})

test('a unit is the measure’s own', () => {
  expect(said({ on: 'indicator', measure: 'harbour.walksTaken', unit: '%' }).problems).toMatchObject([
    {
      path: 'indicators[0].unit',
      code: 'other_unit',
      reason: '「harbour.walksTaken」の単位は「日」です(「%」と書かれています)。',
    },
  ])
  expect(said({ on: 'kpi', measure: 'harbour.shareAtEase', unit: '人' }).problems).toMatchObject([
    { path: 'kpis[0].unit', code: 'other_unit' },
  ])
})
