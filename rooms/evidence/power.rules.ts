/**
 * How many people it takes to see a difference of d standard deviations in 80 of 100 such studies, at 5 % and two-sided: with z = 1.960 + 0.842,
 * 1/treated + 1/comparison ≤ d²/z²; of people compared with themselves, people ≥ z²/d² (J. Cohen, Statistical Power Analysis for the Behavioral
 * Sciences, 2nd ed. 1988, chapter 2). People of a section are alike, so that it may take more.
 */
const Z = 1.959964 + 0.841621

export interface Sizes {
  readonly treated: number
  readonly comparison: number
}

/** Never fewer, whatever the difference: nothing is told of a handful. */
const LEAST_PEOPLE = 10

export function isEnough({ treated, comparison }: Sizes, least: number, isPaired: boolean): boolean {
  if (treated < LEAST_PEOPLE || (!isPaired && comparison < LEAST_PEOPLE)) return false
  return leastSeen({ treated, comparison }, isPaired) <= least + 1e-9
}

/** The smallest difference that these people would show, in standard deviations. */
export function leastSeen({ treated, comparison }: Sizes, isPaired: boolean): number {
  return Z * Math.sqrt(1 / treated + (isPaired ? 0 : 1 / comparison))
}

/** In each group, where both are of a size; for people compared with themselves, in all. */
export function neededEach(least: number, isPaired: boolean): number {
  return Math.max(LEAST_PEOPLE, Math.ceil(((isPaired ? 1 : 2) * Z * Z) / (least * least)))
}
