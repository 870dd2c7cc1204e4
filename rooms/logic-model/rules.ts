import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { ModelLevel, Outcome } from '#rooms/policy/model.rules.ts'

/** Order of the columns (INV-L1). Written again here because the policy's own list stands beside its schema. */
export const levelsInOrder: readonly ModelLevel[] = [
  'activity',
  'output',
  'directOutcome',
  'intermediateOutcome',
  'finalOutcome',
]

export interface Node {
  id: string
  level: ModelLevel
  name: string
  description: string | null
  owner: string | null
  pillar: string | null
  source: string | null
  isSample: boolean
}

/** Every node of the model, activities first, final outcomes last, in the order of the file; none where the policy has no model. */
export function nodesOf({ model }: Pick<PolicyDocument, 'model'>): Node[] {
  if (!model) return []
  const none = { description: null, owner: null, pillar: null, source: null }
  return [
    ...model.activities.map((node) => ({ ...none, ...node, level: 'activity' as const })),
    ...model.outputs.map(({ id, name, isSample }) => ({ ...none, id, name, isSample, level: 'output' as const })),
    ...model.directOutcomes.map((node) => outcome(node, 'directOutcome')),
    ...model.intermediateOutcomes.map((node) => outcome(node, 'intermediateOutcome')),
    ...model.finalOutcomes.map((node) => outcome(node, 'finalOutcome')),
  ]
}

interface Ends {
  readonly from: string
  readonly to: string
}

/** A node with everything that leads to it and everything that it leads to: what stays bright when it is chosen. */
export function related(arrows: readonly Ends[], id: string): Set<string> {
  const upstream = reach(id, (at) => arrows.filter(({ to }) => to === at).map(({ from }) => from))
  const downstream = reach(id, (at) => arrows.filter(({ from }) => from === at).map(({ to }) => to))
  return new Set([...upstream, ...downstream])
}

/**
 * Columns of ids by level, each column ordered so that arrows cross little: a node goes to the mean place of its
 * neighbours, column by column, forth and back, four times (the barycentre method of Sugiyama, Tagawa and Toda 1981).
 */
export function columnsOf(
  nodes: readonly { id: string; level: ModelLevel }[],
  arrows: readonly Ends[],
): { level: ModelLevel; ids: string[] }[] {
  const columns = levelsInOrder.map((level) => ({
    level,
    ids: nodes.filter((node) => node.level === level).map(({ id }) => id),
  }))
  for (let sweep = 0; sweep < 4; sweep++) {
    const isForth = sweep % 2 === 0
    for (const column of isForth ? columns : columns.toReversed()) {
      const places = placesIn(columns)
      const wanted = new Map(column.ids.map((id) => [id, mean(neighbours(id, arrows, isForth), places)]))
      column.ids = column.ids.toSorted((a, b) => wanted.get(a)! - wanted.get(b)!)
    }
  }
  return columns.filter(({ ids }) => ids.length > 0)
}

function outcome({ description, source, ...node }: Outcome, level: ModelLevel): Node {
  return { ...node, level, description: description ?? null, source: source ?? null, owner: null, pillar: null }
}

function reach(start: string, next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set([start])
  for (const id of reached) for (const other of next(id)) reached.add(other)
  return reached
}

/** Places from 0 to 1, so that columns of different length compare. */
function placesIn(columns: readonly { ids: readonly string[] }[]): Map<string, number> {
  return new Map(columns.flatMap(({ ids }) => ids.map((id, index) => [id, (index + 0.5) / ids.length] as const)))
}

function neighbours(id: string, arrows: readonly Ends[], before: boolean): string[] {
  return before
    ? arrows.filter(({ to }) => to === id).map(({ from }) => from)
    : arrows.filter(({ from }) => from === id).map(({ to }) => to)
}

function mean(ids: readonly string[], places: ReadonlyMap<string, number>): number {
  const known = ids.map((id) => places.get(id)).filter((place) => place !== undefined)
  return known.length === 0 ? 0.5 : known.reduce((sum, place) => sum + place, 0) / known.length
}
