import type { Answer } from '#platform/contract/contract.ts'
import { compareDates } from '#platform/time/dates.ts'
import { nodesOf } from '#rooms/logic-model/rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { kpiNow, type WardKpis, waysFrom } from './line-of-sight.rules.ts'
import type { today } from './today.contract.ts'

type Home = Answer<typeof today.showHome>
export type Task = Home['tasks'][number]
type Way = Home['sight']['way']

/** By due date, the nearest first; what has none keeps its order behind them. */
export function inOrder(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => {
    if (a.dueOn === null || b.dueOn === null) return Number(a.dueOn === null) - Number(b.dueOn === null)
    return compareDates(a.dueOn, b.dueOn)
  })
}

/** The way with the most values known, the first of those; and how many more there are. */
export function shortSight(
  document: PolicyDocument,
  directOutcomeIds: readonly string[],
  kpis: WardKpis,
  asOf: string,
): { way: Way; otherWays: number } {
  const nodes = new Map(nodesOf(document).map((node) => [node.id, node]))
  const known = (way: readonly string[]) => way.filter((id) => kpis.get(id)?.some(({ value }) => value !== null)).length
  const ways = waysFrom(document, directOutcomeIds)
  const best = ways.reduce<string[]>((chosen, way) => (known(way) > known(chosen) ? way : chosen), ways[0] ?? [])
  const way = best.map((id): Way[number] => {
    const { name, level, isSample } = nodes.get(id)!
    const item = level === 'finalOutcome' ? undefined : kpis.get(id)?.[0]
    const step = { id, name, isSample, level: level as Way[number]['level'] }
    if (!item) return { ...step, kpi: null }
    const { name: kpiName, unit, value, target, isSample: onSample, status, id: kpiId } = kpiNow(item, asOf)
    return { ...step, kpi: { id: kpiId, name: kpiName, unit, value, target, isSample: onSample, status } }
  })
  return { way, otherWays: Math.max(0, ways.length - 1) }
}

/** The page on which a task is done; a survey has one of its own. */
export function pageOf(kind: Exclude<Task['kind'], 'surveyAsked'>, applicationId: number | null): string {
  switch (kind) {
    case 'recommendationToAnswer':
    case 'coverToAgreeTo':
    case 'roundAhead':
    case 'wishesAsked':
      return '/training'
    case 'testAhead':
    case 'testRunning':
      return '/tests'
    case 'applicationReturned':
    case 'reportDue':
    case 'attendSoon':
      return applicationId === null ? '/training' : `/training/applications/${applicationId}`
    case 'approvalsWaiting':
      return '/team?wait=decide'
    case 'coverMissing':
      return '/team?wait=cover'
    case 'undecided':
      return '/admin/deciders'
    case 'selectionWaiting':
    case 'orderToGive':
    case 'attendanceToRecord':
    case 'completionToRecord':
      return '/admin/training'
    case 'reflect':
      return '/skills/reflection'
    case 'reflectMore':
      return '/skills/reflection?only=unknown'
    case 'stateDuty':
    case 'answerProposal':
    case 'statePurpose':
      return '/line-of-sight'
    case 'loadPolicy':
      return '/admin/policy'
    case 'kpiValueOwed':
      return '/kpi/calendar'
    case 'enterKpiValues':
      return '/model'
    case 'decisionDue':
    case 'milestoneDue':
    case 'closeYear':
      return '/review'
    case 'rolesToAgreeTo':
      return '/admin/roles'
  }
}
