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

export const coverDoings = ['agreeToCover', 'declineCover'] as const

/** What somebody who is asked to stand in may do: agree once, and take it back later. */
export function askedMay({ agreedOn }: { readonly agreedOn: string | null }): (typeof coverDoings)[number][] {
  return agreedOn === null ? [...coverDoings] : ['declineCover']
}
