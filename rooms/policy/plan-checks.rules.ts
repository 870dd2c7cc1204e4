import { type DemandWritten, yearOf } from './demand.rules.ts'
import type { PolicyDocument } from './document.rules.ts'
import { error, type Finding, findDuplicates, findReferences, type Path, warning } from './findings.rules.ts'
import { gradeIds, skillIds } from './pyramid-checks.rules.ts'

/** What the shapes of plans, roles and paths cannot say: they run forward in time, and name what the policy has. */
export function findPlanFaults(document: PolicyDocument): Finding[] {
  const { planYears } = document.policy
  return [
    ...(planYears && planYears.from > planYears.to
      ? [error(['policy', 'planYears'], 'plan_years_order', { ...planYears })]
      : []),
    ...(document.plans ?? []).flatMap(({ from, to }, i) =>
      String(from).slice(0, 4) > String(to).slice(0, 4) || (isDay(from) && isDay(to) && from > to)
        ? [error(['plans', i], 'plan_order', { from, to })]
        : [],
    ),
    ...findInitiativeFaults(document),
    ...findDemandFaults(document),
    ...findRoleFaults(document),
    ...findPathFaults(document),
  ]
}

const isDay = (time: number | string) => typeof time === 'string'

function findInitiativeFaults(document: PolicyDocument): Finding[] {
  const initiatives = (document.plans ?? []).flatMap((plan, p) =>
    plan.pillars.flatMap((pillar, l) =>
      pillar.initiatives.flatMap((initiative, i) =>
        typeof initiative === 'string'
          ? []
          : [{ ...initiative, path: ['plans', p, 'pillars', l, 'initiatives', i] as Path }],
      ),
    ),
  )
  const named = (key: 'skills' | 'activities') =>
    initiatives.flatMap(({ path, ...one }) => (one[key] ?? []).map((id, i) => ({ id, path: [...path, key, i] })))
  const activities = document.model?.activities.map(({ id }) => id)
  return [
    ...findReferences(named('skills'), skillIds(document), { from: 'plans', to: 'pyramid' }),
    ...findReferences(named('activities'), activities, { from: 'plans', to: 'model' }),
  ]
}

/** People whom a plan wants: somebody is named, by when is said once, and no two say it of the same people in one year. */
function findDemandFaults(document: PolicyDocument): Finding[] {
  const lists = (document.plans ?? []).flatMap((plan, p) => {
    const [from, to] = [yearOf(plan.from), yearOf(plan.to)]
    return [
      { entries: plan.demand ?? [], path: ['plans', p, 'demand'] as Path, from, to },
      ...plan.pillars.map(({ demand = [] }, l) => {
        return { entries: demand, path: ['plans', p, 'pillars', l, 'demand'] as Path, from, to }
      }),
    ]
  })
  const entries = lists.flatMap(({ entries: of, path, ...span }) =>
    of.map((entry, i) => ({ ...entry, ...span, list: path, path: [...path, i] })),
  )
  const named = (key: 'grade' | 'role') =>
    entries.flatMap(({ path, ...one }) => (one[key] === undefined ? [] : [{ id: one[key], path: [...path, key] }]))
  const roles = document.roles?.map(({ id }) => id)
  return [
    ...findReferences(named('grade'), gradeIds(document), { from: 'plans', to: 'organisation' }),
    ...findReferences(named('role'), roles, { from: 'plans', to: 'roles' }),
    ...entries.flatMap(({ occupation, grade, role, fiscalYear, endOfPlan, from, to, path }) => [
      ...((occupation ?? grade ?? role) ? [] : [error(path, 'demand_of_nobody')]),
      ...((fiscalYear === undefined) === (endOfPlan === undefined) ? [error(path, 'one_demand_time')] : []),
      ...(fiscalYear !== undefined && (fiscalYear < from || fiscalYear > to)
        ? [warning([...path, 'fiscalYear'], 'demand_outside_plan', { year: fiscalYear, from, to })]
        : []),
    ]),
    ...findDemandTwice(entries),
  ]
}

function findDemandTwice(
  entries: readonly (DemandWritten & { readonly to: number; readonly list: Path; readonly path: Path })[],
): Finding[] {
  const known = new Set<string>()
  return entries.flatMap(({ occupation, grade, role, fiscalYear, to, list, path }) => {
    const said = JSON.stringify([list, occupation, grade, role, fiscalYear ?? to])
    if (known.has(said)) return [error(path, 'demand_twice', { year: fiscalYear ?? to })]
    known.add(said)
    return []
  })
}

function findRoleFaults(document: PolicyDocument): Finding[] {
  const roles = document.roles ?? []
  const highest = document.pyramid?.highestLevel ?? Number.POSITIVE_INFINITY
  return [
    ...findDuplicates(roles.map(({ id }, i) => ({ id, path: ['roles', i, 'id'] }))),
    ...findReferences(
      roles.flatMap(({ expected = {} }, i) =>
        Object.keys(expected).map((id) => ({ id, path: ['roles', i, 'expected', id] })),
      ),
      skillIds(document),
      { from: 'roles', to: 'pyramid' },
    ),
    ...roles.flatMap(({ id: role, expected = {} }, i) =>
      Object.entries(expected)
        .filter(([, level]) => level > highest)
        .map(([skill, level]) =>
          error(['roles', i, 'expected', skill], 'expected_too_high', { skill, grade: role, level, highest }),
        ),
    ),
  ]
}

function findPathFaults(document: PolicyDocument): Finding[] {
  const paths = document.paths ?? []
  const named = (key: 'grades' | 'skills') =>
    paths.flatMap(({ steps }, p) =>
      steps.flatMap((step, s) => (step[key] ?? []).map((id, i) => ({ id, path: ['paths', p, 'steps', s, key, i] }))),
    )
  return [
    ...findDuplicates(paths.map(({ id }, i) => ({ id, path: ['paths', i, 'id'] }))),
    ...findReferences(named('grades'), gradeIds(document), { from: 'paths', to: 'organisation' }),
    ...findReferences(named('skills'), skillIds(document), { from: 'paths', to: 'pyramid' }),
  ]
}
