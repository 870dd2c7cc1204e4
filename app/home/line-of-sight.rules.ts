import type { Answer, Output } from '#platform/contract/contract.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import type { kpi } from '#rooms/kpi/contract.ts'
import { nodesOf } from '#rooms/logic-model/rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { type EvidenceKind, kindOf } from '#rooms/policy/evidence.rules.ts'
import { floorOf, pathsToFinal } from '#rooms/policy/rules.ts'
import type { lineOfSight } from './line-of-sight.contract.ts'

type Sight = Answer<typeof lineOfSight.showLineOfSight>
type KpiItem = NonNullable<Output<typeof kpi.listKpis>['kpis']>[number]
/** KPIs as of today by the outcome that they belong to. */
export type WardKpis = ReadonlyMap<string, readonly KpiItem[]>
export type KpiNow = Sight['directOutcomes'][number]['kpis'][number]
type Contribution = Sight['contributions'][number]

/** The measures whose records a person writes by their own work, by kind of contribution. */
const fedBy: Readonly<Record<Contribution['kind'], string | null>> = {
  completion: null,
  evidence: null,
  cover: 'training.approvalsWithCover',
  recommendationTaken: 'training.recommendationsTaken',
  floorEvidence: 'literacy.shareAtFloor',
}

/** Ways from direct outcomes to a final one; ids that the policy of the day does not know lead nowhere. */
export function waysFrom(document: PolicyDocument, directOutcomeIds: readonly string[]): string[][] {
  const known = new Set(document.model?.directOutcomes.map(({ id }) => id))
  return directOutcomeIds.filter((id) => known.has(id)).flatMap((id) => pathsToFinal(document, id))
}

const nothing = { directOutcomes: [], intermediateOutcomes: [], finalOutcomes: [], arrows: [] }

/** The part of the model above a section: what its outcomes lead to, or everything above them while it names none. */
export function sightAbove(
  document: PolicyDocument,
  directOutcomeIds: readonly string[],
  kpis: WardKpis,
  asOf: string,
): Pick<Sight, 'isConnected' | 'directOutcomes' | 'intermediateOutcomes' | 'finalOutcomes' | 'arrows'> {
  const ways = waysFrom(document, directOutcomeIds)
  const { directOutcomes, intermediateOutcomes, finalOutcomes, arrows } = document.model ?? nothing
  const isConnected = ways.length > 0
  const on = new Set(isConnected ? ways.flat() : [...intermediateOutcomes, ...finalOutcomes].map(({ id }) => id))
  const nodes = new Map(nodesOf(document).map((node) => [node.id, node]))
  const outcome = ({ id }: { id: string }) => {
    const { name, description, source, isSample } = nodes.get(id)!
    return { id, name, description, source, isSample }
  }
  const measured = (node: { id: string }) => ({
    ...outcome(node),
    kpis: (kpis.get(node.id) ?? []).map((item) => kpiNow(item, asOf)),
  })
  const within = <N extends { id: string }>(list: readonly N[]) => list.filter(({ id }) => on.has(id))
  return {
    isConnected,
    directOutcomes: within(directOutcomes).map(measured),
    intermediateOutcomes: within(intermediateOutcomes).map(measured),
    finalOutcomes: within(finalOutcomes).map(outcome),
    arrows: arrows.filter(({ from, to }) => on.has(from) && on.has(to)),
  }
}

export function kpiNow(item: KpiItem, asOf: string): KpiNow {
  const { id, name, definition, owner, unit, direction, target, status, movement, baseline, isSample } = item
  return {
    ...{ id, name, definition, owner, unit, direction, target, status, movement, baseline, isSample },
    value: item.value && {
      numerator: item.value.numerator,
      denominator: item.value.denominator,
      asOf: item.value.asOf,
      restsOnSample: item.value.restsOnSample,
    },
    isFrozen: item.frozen !== null,
    fiscalYear: fiscalYearOf(asOf),
    trend: item.trend.map(({ fiscalYear, numerator, denominator, asOf: on, countedOtherwise }) => ({
      ...{ fiscalYear, numerator, denominator, countedOtherwise },
      asOf: on,
    })),
  }
}

/** Pieces of evidence that carry a level, and those among them that the floor of all takes. */
export function evidenceCounts(
  document: PolicyDocument,
  rows: readonly { readonly skill: string; readonly kind: EvidenceKind; readonly n: number }[],
): { evidence: number; floorEvidence: number } {
  const floor = new Map(floorOf(document).map(({ id, evidence }) => [id, evidence as readonly EvidenceKind[]]))
  const sum = (those: typeof rows) => those.reduce((all, { n }) => all + n, 0)
  return {
    evidence: sum(rows.filter(({ kind }) => kindOf(kind).setsLevel)),
    floorEvidence: sum(rows.filter(({ skill, kind }) => floor.get(skill)?.includes(kind))),
  }
}

/** What was done at least once, each with the outcomes whose KPI it is counted in. */
export function contributionsFrom(
  document: PolicyDocument,
  counts: Readonly<Record<Contribution['kind'], number>>,
): Contribution[] {
  return (Object.keys(fedBy) as Contribution['kind'][])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => ({
      kind,
      count: counts[kind],
      outcomes: (document.kpis ?? [])
        .filter(({ measure }) => measure !== null && measure === fedBy[kind])
        .map(({ outcome }) => outcome),
    }))
}
