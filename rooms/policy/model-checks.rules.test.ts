import { expect, test } from 'vitest'
import { asWhole, readPolicy, type WholePolicy } from '#testing/policies.ts'
import { showPath } from './findings.rules.ts'
import { findModelFaults } from './model-checks.rules.ts'

const misaki = asWhole(readPolicy('examples/misaki.yaml'))
const arrow = { hypothesis: '試し', sign: '+', lagYears: 0, evidence: 'hypothesis', isSample: true } as const

/** What is said of みさき町 after one change. */
function after(change: (document: WholePolicy) => void) {
  const document = structuredClone(misaki)
  change(document)
  return findModelFaults(document).map(({ key, path, severity }) => `${severity} ${key} ${showPath(path)}`)
}

test('a sound model has no fault', () => {
  expect(after(() => {})).toEqual([])
})

test('arrows run forward only, so no chain comes back to itself (INV-L1)', () => {
  const change = ({ model }: WholePolicy) => {
    model.arrows.push({ from: 'living-on', to: 'walk', ...arrow }, { from: 'walk', to: 'pairs', ...arrow })
  }
  expect(after(change)).toEqual([
    'error arrow_not_forward model.arrows[12]',
    'error arrow_not_forward model.arrows[13]',
  ])
})

test('an arrow between unknown things is refused, one drawn twice too, one that jumps is pointed out', () => {
  const change = ({ model }: WholePolicy) => {
    model.arrows.push(
      { from: 'walks', to: 'nowhere-at-all', ...arrow },
      { from: 'walk', to: 'walks-done', ...arrow },
      { from: 'walk', to: 'knows-districts', ...arrow },
    )
  }
  expect(after(change)).toEqual([
    'error id_twice model.arrows[13]',
    'error unknown_id_near model.arrows[12].from',
    'error unknown_id model.arrows[12].to',
    'warning arrow_skips model.arrows[14]',
  ])
})

test('everything leads to a final outcome and has a cause (INV-L1)', () => {
  const change = ({ model }: WholePolicy) => {
    model.arrows = model.arrows.filter(({ from }) => from !== 'students-hosted')
  }
  expect(after(change)).toEqual([
    'error leads_nowhere model.activities[2].id',
    'error leads_nowhere model.outputs[2].id',
    'error no_cause model.directOutcomes[2].id',
  ])
})

test('an id names one thing in the whole model', () => {
  const change = ({ model }: WholePolicy) => {
    model.outputs[1]!.id = 'walk'
  }
  expect(after(change)).toContain('error id_twice model.outputs[1].id')
})

test('a KPI stands neither on a final outcome nor on an output (INV-L3)', () => {
  const change = ({ kpis }: WholePolicy) => {
    kpis[0]!.outcome = 'living-on'
    kpis[1]!.outcome = 'walks-done'
    kpis[2]!.outcome = 'knows-district'
  }
  expect(after(change)).toEqual([
    'error kpi_on_final kpis[0].outcome',
    'error kpi_on_output kpis[1].outcome',
    'error unknown_id_near kpis[2].outcome',
    'warning outcome_without_kpi model.directOutcomes[0].id',
    'warning outcome_without_kpi model.directOutcomes[1].id',
    'warning outcome_without_kpi model.directOutcomes[2].id',
  ])
})

test('a KPI that by its words counts what was done is questioned; a share is not (INV-L5)', () => {
  const change = ({ kpis }: WholePolicy) => {
    kpis[0]!.name = '研修の受講者数'
    kpis[0]!.unit = '%'
    kpis[1]!.name = '研修の受講者数'
    kpis[1]!.unit = '人'
  }
  expect(after(change)).toEqual(['warning kpi_counts_output kpis[1].name'])
})

test('a survey KPI without its reason is questioned (INV-L5)', () => {
  const change = ({ kpis }: WholePolicy) => {
    delete kpis[4]!.rationale
  }
  expect(after(change)).toEqual(['warning survey_without_rationale kpis[4]'])
})

test('a KPI without a target is told (INV-L4), one whose target is worse than today too, whichever way is better', () => {
  const change = ({ kpis }: WholePolicy) => {
    kpis[0]!.targets = [
      { fiscalYear: 2026, value: 12 },
      { fiscalYear: 2027, value: 15 },
    ]
    kpis[1]!.targets = []
  }
  expect(after(change)).toEqual([
    'warning target_against_direction kpis[0].targets[1]',
    'warning no_target kpis[1].targets',
  ])
})

test('a year has one target, and a figure one id', () => {
  const change = ({ kpis, indicators }: WholePolicy) => {
    kpis[0]!.targets[1]!.fiscalYear = 2026
    indicators[0]!.id = 'closed-days'
  }
  expect(after(change)).toEqual([
    'error id_twice indicators[0].id',
    'error id_twice kpis[0].targets[1].fiscalYear',
    'error indicator_unlisted indicators[0].output',
    'error unknown_id model.outputs[0].indicators[0]',
  ])
})

test('an indicator counts an output, and both name each other', () => {
  const change = ({ indicators, model }: WholePolicy) => {
    indicators[0]!.output = 'can-stand-in'
    model.outputs[2]!.indicators = ['pair-count']
  }
  expect(after(change)).toEqual([
    'error indicator_not_on_output indicators[0].output',
    'error indicator_elsewhere model.outputs[0].indicators[0]',
    'error indicator_elsewhere model.outputs[2].indicators[0]',
  ])
})
