import type { PolicyDocument } from './document.rules.ts'
import {
  error,
  type Finding,
  findDuplicates,
  findReferences,
  findUnknown,
  type Path,
  warning,
} from './findings.rules.ts'
import { type ModelLevel, modelLevels, type Target } from './model.rules.ts'
import { guidelinePillars } from './plan.rules.ts'

/** What the shapes of the logic model, the KPIs and the activity indicators cannot say. */
export function findModelFaults(document: PolicyDocument): Finding[] {
  const nodes = placeNodes(document)
  return [
    ...findDuplicates([...nodes.values()].flat().map(({ id, path }) => ({ id, path: [...path, 'id'] }))),
    ...findArrowFaults(document, nodes),
    ...findOrphans(document, nodes),
    ...findPillarFaults(document),
    ...findKpiFaults(document, nodes),
    ...findKpiWarnings(document, nodes),
    ...findIndicatorFaults(document, nodes),
  ]
}

interface Node {
  id: string
  level: ModelLevel
  path: Path
}
/** By id; a list, because the same id may have been written twice. */
type Nodes = ReadonlyMap<string, readonly [Node, ...Node[]]>

function placeNodes({ model }: PolicyDocument): Nodes {
  if (!model) return new Map()
  const lists = {
    activity: 'activities',
    output: 'outputs',
    directOutcome: 'directOutcomes',
    intermediateOutcome: 'intermediateOutcomes',
    finalOutcome: 'finalOutcomes',
  } as const
  const nodes = new Map<string, [Node, ...Node[]]>()
  for (const level of modelLevels) {
    const list = lists[level]
    for (const [i, { id }] of model[list].entries()) {
      const node = { id, level, path: ['model', list, i] }
      const same = nodes.get(id)
      if (same) same.push(node)
      else nodes.set(id, [node])
    }
  }
  return nodes
}

/** Arrows run forward only, which also keeps the model free of cycles (INV-L1); a jump over a level is pointed out. */
function findArrowFaults({ model }: PolicyDocument, nodes: Nodes): Finding[] {
  if (!model) return []
  const pairs = model.arrows.map(({ from, to }, i) => ({ id: `${from} → ${to}`, path: ['model', 'arrows', i] }))
  return [
    ...findDuplicates(pairs),
    ...model.arrows.flatMap(({ from, to }, i) => {
      const path = ['model', 'arrows', i]
      const [cause, effect] = [nodes.get(from)?.[0], nodes.get(to)?.[0]]
      if (!cause || !effect) {
        return [
          ...findUnknown(from, nodes.keys(), [...path, 'from']),
          ...findUnknown(to, nodes.keys(), [...path, 'to']),
        ]
      }
      const step = modelLevels.indexOf(effect.level) - modelLevels.indexOf(cause.level)
      if (step <= 0) return [error(path, 'arrow_not_forward', { from, to })]
      return step > 1 ? [warning(path, 'arrow_skips', { from, to })] : []
    }),
  ]
}

/** Everything leads to a final outcome, and everything but an activity has a cause (INV-L1). */
function findOrphans({ model }: PolicyDocument, nodes: Nodes): Finding[] {
  if (!model) return []
  const caused = new Set(model.arrows.map(({ to }) => to))
  const causesOf = Map.groupBy(model.arrows, ({ to }) => to)
  const leading = new Set(model.finalOutcomes.map(({ id }) => id))
  for (const reached of leading) {
    for (const { from } of causesOf.get(reached) ?? []) leading.add(from)
  }
  return [...nodes.values()].flatMap(([{ id, level, path }]) => [
    ...(leading.has(id) ? [] : [error([...path, 'id'], 'leads_nowhere', { id })]),
    ...(level === 'activity' || caused.has(id) ? [] : [error([...path, 'id'], 'no_cause', { id })]),
  ])
}

/** An activity stands under a pillar of the town's own, or, where the town names none, under one of the guideline's. */
function findPillarFaults({ model, pillars }: PolicyDocument): Finding[] {
  const known = pillars?.map(({ id }) => id) ?? guidelinePillars
  return [
    ...findDuplicates((pillars ?? []).map(({ id }, i) => ({ id, path: ['pillars', i, 'id'] }))),
    ...(model?.activities ?? []).flatMap(({ pillar }, i) =>
      known.includes(pillar as never)
        ? []
        : [error(['model', 'activities', i, 'pillar'], 'unknown_pillar', { pillar, allowed: known.join(' / ') })],
    ),
  ]
}

/** A KPI stands on a direct or an intermediate outcome, nowhere else (INV-L3). */
function findKpiFaults(document: PolicyDocument, nodes: Nodes): Finding[] {
  const { model } = document
  const kpis = document.kpis ?? []
  const indicators = document.indicators ?? []
  const ids = [
    ...kpis.map(({ id }, i) => ({ id, path: ['kpis', i, 'id'] })),
    ...indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  ]
  return [
    ...findDuplicates(ids),
    ...kpis.flatMap(({ id, outcome }, i) => {
      const path = ['kpis', i, 'outcome']
      const level = nodes.get(outcome)?.[0].level
      return [
        ...(level === 'finalOutcome' ? [error(path, 'kpi_on_final', { id, outcome })] : []),
        ...(level === 'activity' || level === 'output' ? [error(path, 'kpi_on_output', { id, outcome })] : []),
      ]
    }),
    ...findReferences(
      kpis.map(({ outcome }, i) => ({ id: outcome, path: ['kpis', i, 'outcome'] })),
      model ? [...nodes.keys()] : undefined,
      { from: 'kpis', to: 'model' },
    ),
    ...kpis.flatMap((kpi, i) => findValueFaults(document, kpi, ['kpis', i])),
    ...indicators.flatMap((indicator, i) => findValueFaults(document, indicator, ['indicators', i])),
  ]
}

interface Valued {
  readonly targets?: readonly Target[] | undefined
  readonly baseline?: { readonly asOf?: string | undefined; readonly fiscalYear?: number | undefined } | undefined
  readonly history?: ReadonlyArray<NonNullable<Valued['baseline']>> | undefined
}

/** What was is of one day or year; what is wanted is of one year or of the end of the plan, with the value that its comparison needs. */
function findValueFaults(
  document: PolicyDocument,
  { targets = [], baseline, history = [] }: Valued,
  path: Path,
): Finding[] {
  const actuals = [
    ...(baseline ? [{ ...baseline, at: [...path, 'baseline'] }] : []),
    ...history.map((one, i) => ({ ...one, at: [...path, 'history', i] })),
  ]
  // The end of the plan is a year too: of two targets of one year nobody knows which holds.
  const years = targets.flatMap(({ fiscalYear, endOfPlan }, t) => {
    const year = fiscalYear ?? (endOfPlan && document.policy.planYears?.to)
    const at = fiscalYear === undefined ? 'endOfPlan' : 'fiscalYear'
    return year === undefined ? [] : [{ id: String(year), path: [...path, 'targets', t, at] }]
  })
  return [
    ...findDuplicates(years),
    ...actuals
      .filter(({ asOf, fiscalYear }) => (asOf === undefined) === (fiscalYear === undefined))
      .map(({ at }) => error(at, 'one_time', {})),
    ...targets.flatMap(({ fiscalYear, endOfPlan, value, comparison }, t) => {
      const at = [...path, 'targets', t]
      const compares = comparison === 'notBelowLastYear' || (comparison === 'keep' && baseline !== undefined)
      return [
        ...((fiscalYear === undefined) === (endOfPlan === undefined) ? [error(at, 'one_target_time', {})] : []),
        ...(endOfPlan && !document.policy.planYears ? [error([...at, 'endOfPlan'], 'end_of_which_plan', {})] : []),
        ...(value === undefined && !compares ? [error(at, 'target_without_value', {})] : []),
        ...(value !== undefined && comparison === 'notBelowLastYear'
          ? [error([...at, 'value'], 'target_needs_no_value', {})]
          : []),
      ]
    }),
  ]
}

/** Words of what was done; as an outcome's KPI that says nothing about what came of it (INV-L5). What a measure counts it says itself. */
const outputWords = /(受講|参加|修了|出席|開催|実施)(者|人|回|件)*(数|回数|件数)/u
const surveyWords = /アンケート|意識調査|職員調査|エンゲージメント|サーベイ|survey/iu

function findKpiWarnings(document: PolicyDocument, nodes: Nodes): Finding[] {
  const { model } = document
  const kpis = document.kpis ?? []
  const measured = new Set(kpis.map(({ outcome }) => outcome))
  return [
    ...kpis.flatMap((kpi, i): Finding[] => {
      const { id, baseline, targets, direction } = kpi
      const countsDoing = kpi.unit !== '%' && outputWords.test(kpi.name)
      const bySurvey = surveyWords.test(`${kpi.source}\n${kpi.method}\n${kpi.name}\n${kpi.measure}`)
      const against = targets.findIndex(({ value, comparison }) =>
        baseline === undefined || value === undefined || comparison
          ? false
          : direction === 'up'
            ? value < baseline.value
            : value > baseline.value,
      )
      return [
        ...(countsDoing ? [warning(['kpis', i, 'name'], 'kpi_counts_output', { id })] : []),
        ...(bySurvey && !kpi.rationale ? [warning(['kpis', i], 'survey_without_rationale', { id })] : []),
        ...(targets.length === 0 ? [warning(['kpis', i, 'targets'], 'no_target', { id })] : []),
        ...(against >= 0 ? [warning(['kpis', i, 'targets', against], 'target_against_direction', { id })] : []),
      ]
    }),
    ...(model && document.kpis ? [...model.directOutcomes, ...model.intermediateOutcomes] : [])
      .filter(({ id }) => !measured.has(id))
      .map(({ id }) => warning([...nodes.get(id)![0].path, 'id'], 'outcome_without_kpi', { id })),
  ]
}

/** An indicator counts an output; output and indicator name each other. */
function findIndicatorFaults(document: PolicyDocument, nodes: Nodes): Finding[] {
  const { model } = document
  const indicators = document.indicators ?? []
  const outputs = new Map(model?.outputs.map((output) => [output.id, output]))
  const listed = (model?.outputs ?? []).flatMap((output, o) =>
    output.indicators.map((id, i) => ({ id, output, path: ['model', 'outputs', o, 'indicators', i] })),
  )
  const byId = new Map(indicators.map((each) => [each.id, each]))
  return [
    ...findReferences(
      indicators
        .flatMap(({ output }, i) => (output === undefined ? [] : [{ id: output, path: ['indicators', i, 'output'] }]))
        .filter(({ id }) => !nodes.has(id)),
      model ? [...outputs.keys()] : undefined,
      { from: 'indicators', to: 'model' },
    ),
    ...indicators.flatMap(({ id, output }, i) => {
      const path = ['indicators', i, 'output']
      // A policy without a model has numbers that it wants to reach all the same; where there is one, each counts an output of it.
      if (output === undefined) return model ? [error(['indicators', i], 'indicator_without_output', { id })] : []
      if (!outputs.has(output)) return nodes.has(output) ? [error(path, 'indicator_not_on_output', { id, output })] : []
      return outputs.get(output)?.indicators.includes(id) ? [] : [error(path, 'indicator_unlisted', { id, output })]
    }),
    ...findReferences(listed, document.indicators ? [...byId.keys()] : undefined, { from: 'model', to: 'indicators' }),
    ...listed
      .filter(({ id, output }) => byId.has(id) && byId.get(id)?.output !== output.id)
      .map(({ id, output, path }) => error(path, 'indicator_elsewhere', { id, output: output.id })),
  ]
}
