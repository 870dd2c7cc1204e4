import type { MeasureDescription } from '#platform/measure/measure.ts'
import type { PolicyDocument } from './document.rules.ts'
import { allNear, error, type Finding, type Path, warning } from './findings.rules.ts'

/** So many names are told of those that were probably meant. */
const told = 3

/**
 * What KPIs and indicators say of the quantities that are counted for them, held against what those say of themselves. An
 * outcome's KPI on a measure of outputs is a fault (INV-L3): the measure says for certain what words only hint at (INV-L5).
 */
export function findMeasureFaults(
  { kpis, indicators }: PolicyDocument,
  measures: readonly MeasureDescription[],
): Finding[] {
  return [
    ...(kpis ?? []).flatMap((kpi, i) =>
      findFaults(kpi, ['kpis', i], measures, (id, { name, isOutput }, path) =>
        isOutput ? [error(path, 'kpi_on_output_measure', { id, measure: name })] : [],
      ),
    ),
    ...(indicators ?? []).flatMap((indicator, i) =>
      findFaults(indicator, ['indicators', i], measures, (id, { name, isOutput }, path) =>
        isOutput ? [] : [warning(path, 'indicator_on_outcome_measure', { id, measure: name })],
      ),
    ),
  ]
}

function findFaults(
  { id, measure, unit: stated }: { id: string; measure: string | null; unit: string },
  path: Path,
  measures: readonly MeasureDescription[],
  ofType: (id: string, measure: MeasureDescription, path: Path) => Finding[],
): Finding[] {
  if (measure === null) return []
  const here = [...path, 'measure']
  const known = measures.find(({ name, pattern }) =>
    pattern === undefined ? name === measure : new RegExp(pattern, 'u').test(measure),
  )
  if (!known) return [unknown(measure, here, measures)]
  const { unit } = known
  const other = unit === stated ? [] : [error([...path, 'unit'], 'other_unit', { measure, unit, stated })]
  return [...ofType(id, known, here), ...other]
}

function unknown(measure: string, path: Path, measures: readonly MeasureDescription[]): Finding {
  const names = measures.map(({ name }) => name)
  const near = allNear(measure, names).slice(0, told)
  return near.length > 0
    ? error(path, 'unknown_measure_near', { measure, near: near.join(' / ') })
    : error(path, 'unknown_measure', { measure, known: names.join(' / ') })
}
