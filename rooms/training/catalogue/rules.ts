import { termsOf } from '#platform/search/fold.ts'
import { becameIn, levelsIn } from '#rooms/policy/rules.ts'
import type { State } from '../rules.ts'
import { closedStates } from '../rules.ts'
import { closedBecause, type NotThere } from '../sessions/rules.ts'

/** Who may apply. Ranks are those of the policy's grade ladder (INV-O7); an absent rule excludes nobody. */
export interface Eligibility {
  readonly minRank?: number | undefined
  readonly maxRank?: number | undefined
  readonly occupations?: string[] | undefined
  readonly employmentCategories?: string[] | undefined
  /** Courses (ids) that must be completed before. */
  readonly afterCourses?: number[] | undefined
  /** Skills in which at least this level must be known before, by the policy's rule. */
  readonly levels?: { readonly skill: string; readonly level: number }[] | undefined
}

export interface Applicant {
  readonly rank: number | null
  readonly occupation: string
  readonly employmentCategory: string
  /** Courses (ids) that they have completed. */
  readonly completed: readonly number[]
  /** Their level of each skill; who has none in a skill is 未診断, which is at no level (INV-P7). */
  readonly levels: Readonly<Record<string, number>>
}

/** What a course teaches and asks for under a policy: a former skill is what it became, and where it became several, each of them. */
export function todayIn(
  document: Parameters<typeof becameIn>[0],
  { skills, eligibility }: { readonly skills: readonly string[]; readonly eligibility: Eligibility },
): { skills: string[]; eligibility: Eligibility } {
  const taught = new Set(skills.flatMap((skill) => becameIn(document, skill)))
  return { skills: [...taught], eligibility: ruleIn(document, eligibility) }
}

/** The same of whom it is for; of two levels of one skill the higher one is asked for. */
export function ruleIn(document: Parameters<typeof becameIn>[0], rule: Eligibility): Eligibility {
  return rule.levels ? { ...rule, levels: levelsIn(document, rule.levels) } : rule
}

/** Rules that keep a person out; empty where they may apply. Someone without a grade on the ladder meets no rank rule. */
export function unmet(rule: Eligibility, person: Applicant): (keyof Eligibility)[] {
  const faults: (keyof Eligibility)[] = []
  if (rule.minRank !== undefined && !(person.rank !== null && person.rank >= rule.minRank)) faults.push('minRank')
  if (rule.maxRank !== undefined && !(person.rank !== null && person.rank <= rule.maxRank)) faults.push('maxRank')
  if (rule.occupations && !rule.occupations.includes(person.occupation)) faults.push('occupations')
  if (rule.employmentCategories && !rule.employmentCategories.includes(person.employmentCategory)) {
    faults.push('employmentCategories')
  }
  if (rule.afterCourses?.some((id) => !person.completed.includes(id))) faults.push('afterCourses')
  if (rule.levels?.some(({ skill, level }) => !((person.levels[skill] ?? -1) >= level))) faults.push('levels')
  return faults
}

/** Whether a course would, by way of what it asks for, ask for itself. @param asked by the course, what it asks to be completed before */
export function asksForItself(courseId: number, asked: ReadonlyMap<number, readonly number[]>): boolean {
  const seen = new Set<number>()
  const open = [...(asked.get(courseId) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === courseId) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(asked.get(id) ?? []))
  }
  return false
}

/** What decides whether a person may apply for a session. */
export interface Applying {
  readonly enrolmentMode: 'openApplication' | 'nominated'
  readonly session: Parameters<typeof closedBecause>[0]
  /** Whether the course is for the person (`unmet`). */
  readonly isForMe: boolean
  readonly notThere: NotThere | undefined
  /** Where an application of theirs for the session stands. */
  readonly mine: State | undefined
}

export type ApplyFault = NonNullable<ReturnType<typeof applyFault>>

/** Why a person may not apply for a session on a day; undefined where they may (INV-T4). */
export function applyFault({ session, enrolmentMode, isForMe, notThere, mine }: Applying, day: string) {
  const closed = closedBecause(session, day)
  if (closed) return closed
  if (enrolmentMode === 'nominated') return 'nominated_only'
  if (!isForMe) return 'not_eligible'
  if (notThere) return notThere
  return mine && !(closedStates as readonly State[]).includes(mine) ? 'already_applied' : undefined
}

/** What a course is found by. */
export function searchTextOf(course: { title: string; summary: string; courseCode: string; provider: string }): string {
  return termsOf(course.title, course.summary, course.courseCode, course.provider)
}
