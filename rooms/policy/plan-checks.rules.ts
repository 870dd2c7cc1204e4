import type { PolicyDocument } from './document.rules.ts'
import { error, type Finding, findDuplicates, findReferences, type Path } from './findings.rules.ts'
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
