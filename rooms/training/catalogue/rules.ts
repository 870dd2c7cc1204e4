/** Who may apply. Ranks are those of the policy's grade ladder (INV-O7); an absent rule excludes nobody. */
export interface Eligibility {
  readonly minRank?: number | undefined
  readonly maxRank?: number | undefined
  readonly occupations?: string[] | undefined
  readonly employmentCategories?: string[] | undefined
}

export interface Applicant {
  readonly rank: number | null
  readonly occupation: string
  readonly employmentCategory: string
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
  return faults
}
