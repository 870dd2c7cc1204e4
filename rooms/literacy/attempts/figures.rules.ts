/**
 * What answers tell of an item, in the classical way, and which item to look at.
 *
 *   share          right answers of all who drew it (difficulty p)
 *   item–rest      Pearson's r of right (1) or not (0) and the number of right answers to the other items of the same attempt;
 *                  corrected for overlap, Henrysson (1963), Psychometrika 28, 211–218
 *   choices        how many of a hundred chose each; of a multiple choice they may sum to more
 *
 * Alpha is that of the engine (`reliability`), pairwise because each attempt draws other items, taken from the size of the pool to the
 * length of the test by the formula of Spearman and Brown: k items drawn from a pool of K whose alpha is a have
 * (k/K)·a / (1 + (k/K − 1)·a).
 */
import type { ItemKind } from '../items/rules.ts'

/** Fewer attempts, or fewer that drew an item, show more of chance than of the item; and who it was. */
export const FEWEST = 30
/** The latest first attempts; more would show nothing else. */
export const MOST = 3_000

/** Where an item is looked at, and by whose rule. */
const limits = {
  /** At p below it most guess; above it nearly nobody can be told apart: this house's, for tests of mastery. */
  hard: 0.3,
  easy: 0.95,
  /** Ebel (1965), Measuring Educational Achievement: below .20 an item is poor, to be rejected or improved; said of the discrimination index. */
  weak: 0.2,
  /** Haladyna and Downing (1993), Educational and Psychological Measurement 53, 999–1010: a distractor that fewer choose does not work. */
  idle: 0.05,
} as const

export const hints = ['negative', 'rival_choice', 'weak', 'too_hard', 'too_easy', 'idle_choice'] as const
export type Hint = (typeof hints)[number]

/** One attempt that drew the item. */
export interface Drew {
  readonly isRight: boolean
  /** Right answers to the other items. */
  readonly rest: number
  /** Author's numbers of the choices that were chosen. */
  readonly chosen: readonly number[]
}

export interface ItemFigures {
  readonly n: number
  readonly share: number
  /** Null where all, or the rest of all, are the same. */
  readonly itemRest: number | null
  /** By the author's number from 1. */
  readonly choices: readonly number[]
}

export function figuresFor(drew: readonly Drew[], choices: number): ItemFigures {
  const n = drew.length
  const share = drew.filter(({ isRight }) => isRight).length / n
  return {
    ...{ n, share },
    itemRest: correlation(
      drew.map(({ isRight }) => Number(isRight)),
      drew.map(({ rest }) => rest),
    ),
    choices: Array.from(
      { length: choices },
      (_, at) => drew.filter(({ chosen }) => chosen.includes(at + 1)).length / n,
    ),
  }
}

function correlation(one: readonly number[], other: readonly number[]): number | null {
  const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length
  const [meanOne, meanOther] = [mean(one), mean(other)]
  let [both, ownOne, ownOther] = [0, 0, 0]
  for (const [at, value] of one.entries()) {
    const [x, y] = [value - meanOne, other[at]! - meanOther]
    both += x * y
    ownOne += x * x
    ownOther += y * y
  }
  return ownOne === 0 || ownOther === 0 ? null : both / Math.sqrt(ownOne * ownOther)
}

/** What to look at, gravest first. @param right author's numbers of the right choices; a wrong choice is only looked for where one is chosen */
export function hintsFor({ share, itemRest, choices }: ItemFigures, kind: ItemKind, right: readonly number[]): Hint[] {
  const wrong = kind === 'single' ? choices.filter((_, at) => !right.includes(at + 1)) : []
  const found: Readonly<Record<Hint, boolean>> = {
    negative: itemRest !== null && itemRest < 0,
    rival_choice: wrong.some((chosen) => chosen > share),
    weak: itemRest !== null && itemRest >= 0 && itemRest < limits.weak,
    too_hard: share < limits.hard,
    too_easy: share > limits.easy,
    idle_choice: wrong.some((chosen) => chosen < limits.idle),
  }
  return hints.filter((hint) => found[hint])
}

/** Spearman (1910) and Brown (1910), British Journal of Psychology 3: the alpha of `k` items from that of `pool`. */
export function alphaOfLength(alpha: number, pool: number, k: number): number {
  const times = k / pool
  return (times * alpha) / (1 + (times - 1) * alpha)
}
