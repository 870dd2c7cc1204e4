import type { PolicyDocument } from './document.rules.ts'
import { error, type Finding, findDuplicates, findUnknown, type Path, warning } from './findings.rules.ts'
import { type ModelLevel, modelLevels } from './model.rules.ts'

/** What the shapes of the logic model, the KPIs and the activity indicators cannot say. */
export function findModelFaults(document: PolicyDocument): Finding[] {
  const nodes = placeNodes(document)
  return [
    ...findDuplicates([...nodes.values()].flat().map(({ id, path }) => ({ id, path: [...path, 'id'] }))),
    ...findArrowFaults(document, nodes),
    ...findOrphans(document, nodes),
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

/** A KPI stands on a direct or an intermediate outcome, nowhere else (INV-L3). */
function findKpiFaults({ kpis, indicators }: PolicyDocument, nodes: Nodes): Finding[] {
  const ids = [
    ...kpis.map(({ id }, i) => ({ id, path: ['kpis', i, 'id'] })),
    ...indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  ]
  return [
    ...findDuplicates(ids),
    ...kpis.flatMap(({ id, outcome, targets }, i) => {
      const path = ['kpis', i, 'outcome']
      const level = nodes.get(outcome)?.[0].level
      const years = targets.map(({ fiscalYear }, t) => ({
        id: String(fiscalYear),
        path: ['kpis', i, 'targets', t, 'fiscalYear'],
      }))
      return [
        ...findDuplicates(years),
        ...findUnknown(outcome, nodes.keys(), path),
        ...(level === 'finalOutcome' ? [error(path, 'kpi_on_final', { id, outcome })] : []),
        ...(level === 'activity' || level === 'output' ? [error(path, 'kpi_on_output', { id, outcome })] : []),
      ]
    }),
  ]
}

/** Words of what was done; as an outcome's KPI that says nothing about what came of it (INV-L5). What a measure counts it says itself. */
const outputWords = /(受講|参加|修了|出席|開催|実施)(者|人|回|件)*(数|回数|件数)/u
const surveyWords = /アンケート|意識調査|職員調査|エンゲージメント|サーベイ|survey/iu

function findKpiWarnings({ kpis, model }: PolicyDocument, nodes: Nodes): Finding[] {
  const measured = new Set(kpis.map(({ outcome }) => outcome))
  return [
    ...kpis.flatMap((kpi, i): Finding[] => {
      const { id, baseline, targets, direction } = kpi
      const countsDoing = kpi.unit !== '%' && outputWords.test(kpi.name)
      const bySurvey = surveyWords.test(`${kpi.source}\n${kpi.method}\n${kpi.name}\n${kpi.measure}`)
      const against = targets.findIndex(({ value }) =>
        baseline === undefined ? false : direction === 'up' ? value < baseline.value : value > baseline.value,
      )
      return [
        ...(countsDoing ? [warning(['kpis', i, 'name'], 'kpi_counts_output', { id })] : []),
        ...(bySurvey && !kpi.rationale ? [warning(['kpis', i], 'survey_without_rationale', { id })] : []),
        ...(targets.length === 0 ? [warning(['kpis', i, 'targets'], 'no_target', { id })] : []),
        ...(against >= 0 ? [warning(['kpis', i, 'targets', against], 'target_against_direction', { id })] : []),
      ]
    }),
    ...[...model.directOutcomes, ...model.intermediateOutcomes]
      .filter(({ id }) => !measured.has(id))
      .map(({ id }) => warning([...nodes.get(id)![0].path, 'id'], 'outcome_without_kpi', { id })),
  ]
}

/** An indicator counts an output; output and indicator name each other. */
function findIndicatorFaults({ indicators, model }: PolicyDocument, nodes: Nodes): Finding[] {
  const outputs = new Map(model.outputs.map((output) => [output.id, output]))
  return [
    ...indicators.flatMap(({ id, output }, i) => {
      const path = ['indicators', i, 'output']
      if (!outputs.has(output)) {
        return nodes.has(output)
          ? [error(path, 'indicator_not_on_output', { id, output })]
          : findUnknown(output, outputs.keys(), path)
      }
      return outputs.get(output)?.indicators.includes(id) ? [] : [error(path, 'indicator_unlisted', { id, output })]
    }),
    ...model.outputs.flatMap((output, o) =>
      output.indicators.flatMap((id, i) => {
        const path = ['model', 'outputs', o, 'indicators', i]
        const indicator = indicators.find((each) => each.id === id)
        if (!indicator) {
          return findUnknown(
            id,
            indicators.map((each) => each.id),
            path,
          )
        }
        return indicator.output === output.id ? [] : [error(path, 'indicator_elsewhere', { id, output: output.id })]
      }),
    ),
  ]
}
