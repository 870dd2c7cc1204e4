/**
 * Whom the plans of a policy want: how many of an occupation, a grade or a role that crosses grades, and by when.
 *
 * Data: entries of a plan or of one of its pillars, each for a fiscal year or for the last of the plan. What is stated for a year holds in it and in
 * the years before it, down to the one stated before: whoever is wanted by 2030 is on the way there in 2028. After the last one it stays.
 */
import { fiscalYearOf } from '#platform/time/dates.ts'
import type { PolicyDocument } from './document.rules.ts'
import { ladder } from './rules.ts'

type Plan = NonNullable<PolicyDocument['plans']>[number]
export type DemandWritten = NonNullable<Plan['demand']>[number]

/** Who is meant: all that is said is true of them. */
export interface WantedPeople {
  readonly occupation: string | null
  readonly grade: string | null
  readonly role: string | null
}

interface WantedByYear {
  readonly fiscalYear: number
  readonly people: number
  readonly source: string | null
  readonly isSample: boolean
}

export interface Demand extends WantedPeople {
  readonly plan: string
  /** Null where the plan as a whole wants them. */
  readonly pillar: string | null
  /** The first and the last fiscal year of the plan. */
  readonly from: number
  readonly to: number
  /** By year, the first first. */
  readonly stated: readonly [WantedByYear, ...WantedByYear[]]
}

/** The fiscal year that a plan's beginning or end lies in. */
export function yearOf(time: number | string): number {
  return typeof time === 'number' ? time : fiscalYearOf(time)
}

/** In the order of the file; the same people of one plan or pillar stand together. */
export function demandOf({ plans }: Pick<PolicyDocument, 'plans'>): Demand[] {
  return (plans ?? []).flatMap((plan) => [
    ...together(plan, null, plan),
    ...plan.pillars.flatMap((pillar) => together(plan, pillar.name, pillar)),
  ])
}

function together(
  plan: Plan,
  pillar: string | null,
  { demand = [], isSample: isWholeSample }: Pick<Plan, 'demand' | 'isSample'>,
): Demand[] {
  const [from, to] = [yearOf(plan.from), yearOf(plan.to)]
  const groups = Map.groupBy(demand, ({ occupation, grade, role }) => JSON.stringify([occupation, grade, role]))
  return [...groups.values()].map((entries) => {
    const { occupation = null, grade = null, role = null } = entries[0]!
    const stated = entries
      .map(({ fiscalYear = to, people, source = null, isSample }) => {
        return { fiscalYear, people, source, isSample: [isSample, isWholeSample, plan.isSample].includes(true) }
      })
      .toSorted((a, b) => a.fiscalYear - b.fiscalYear) as [WantedByYear, ...WantedByYear[]]
    return { plan: plan.name, pillar, from, to, occupation, grade, role, stated }
  })
}

/** Who is meant, by the names that the policy gives them: occupation, grade, role. */
export function whoIn(document: Pick<PolicyDocument, 'organisation' | 'roles'>): (of: WantedPeople) => string[] {
  const grades = new Map(ladder(document).map(({ id, label }) => [id, label === id ? id : `${id} ${label}`]))
  const roles = new Map(document.roles?.map(({ id, name }) => [id, name]))
  return ({ occupation, grade, role }) => [
    ...(occupation === null ? [] : [occupation]),
    ...(grade === null ? [] : [grades.get(grade) ?? grade]),
    ...(role === null ? [] : [roles.get(role) ?? role]),
  ]
}

/** What is wanted in a year: what is stated for it or for the next year after it, else for the last. */
export function wantedIn({ stated }: Pick<Demand, 'stated'>, fiscalYear: number): WantedByYear {
  return stated.find((one) => one.fiscalYear >= fiscalYear) ?? stated.at(-1)!
}
