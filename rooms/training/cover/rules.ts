export const coverKinds = [
  'substitute',
  'shiftSwap',
  'reducedCounter',
  'onlineOrRecorded',
  'splitDates',
  'notNeeded',
] as const
export type CoverKind = (typeof coverKinds)[number]

/** Nobody stands in where no cover is needed, so nobody is asked. */
export function takesSubstitute(kind: CoverKind): boolean {
  return kind !== 'notNeeded'
}

/** Kinds of cover for which a colleague stands in, and must be named. */
export function needsSubstitute(kind: CoverKind): boolean {
  return kind === 'substitute'
}

interface Agreed {
  readonly agreedOn: string | null
  readonly isThere: boolean
  readonly isOfAnotherSection: boolean
}

/** Agreed to in the sections in which the applicant and whoever stands in are today, by somebody who is there then. */
export function isAgreed({ agreedOn, isThere, isOfAnotherSection }: Agreed): boolean {
  return agreedOn !== null && isThere && !isOfAnotherSection
}

export const coverDoings = ['agreeToCover', 'declineCover', 'takeBackCoverAnswer'] as const

interface Asked {
  readonly agreedOn: string | null
  readonly declinedOn: string | null
}

/** What somebody who is asked to stand in may do: agree once, and say later that they cannot; take an answer of the day back. */
export function askedMay({ agreedOn, declinedOn }: Asked, day: string): (typeof coverDoings)[number][] {
  if (declinedOn !== null) return declinedOn === day ? ['takeBackCoverAnswer'] : []
  if (agreedOn === null) return ['agreeToCover', 'declineCover']
  return agreedOn === day ? ['declineCover', 'takeBackCoverAnswer'] : ['declineCover']
}
