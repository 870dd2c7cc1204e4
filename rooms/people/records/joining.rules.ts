/**
 * Two numbers that are one person: which facts stand there twice, and which contradict each other.
 *
 *   the same in every word but the number    counts once
 *   both hold on a day, and cannot together  has to be corrected first
 *   all else                                 stands beside each other
 */
import { overlaps, type Span } from '../import/spans.rules.ts'
import type { PostKind } from '../rules.ts'

export interface SpellFact extends Span {
  readonly staffNumber: string
  readonly employmentCategory: string
  readonly occupation: string
}

export interface PostFact extends Span {
  readonly staffNumber: string
  readonly sectionCode: string
  readonly grade: string
  readonly postTitle: string
  readonly kind: PostKind
  readonly isHead: boolean
}

export interface LeaveFact extends Span {
  readonly kind: string
}

export interface Compared<Fact> {
  /** The first's, and the second's that is the same. */
  readonly same: readonly (readonly [Fact, Fact])[]
  readonly clashing: readonly (readonly [Fact, Fact])[]
}

export function compareSpells<Fact extends SpellFact>(first: readonly Fact[], second: readonly Fact[]): Compared<Fact> {
  return compare(first, second, ['employmentCategory', 'occupation'], () => true)
}

/** One primary post a day (INV-O1), and one of a kind in a section. */
export function comparePosts<Fact extends PostFact>(first: readonly Fact[], second: readonly Fact[]): Compared<Fact> {
  return compare(first, second, ['sectionCode', 'grade', 'postTitle', 'kind', 'isHead'], (one, other) =>
    one.kind === 'primary'
      ? other.kind === 'primary'
      : one.kind === other.kind && one.sectionCode === other.sectionCode,
  )
}

export function compareLeave<Fact extends LeaveFact>(first: readonly Fact[], second: readonly Fact[]): Compared<Fact> {
  return compare(first, second, ['kind'], () => true)
}

function compare<Fact extends Span>(
  first: readonly Fact[],
  second: readonly Fact[],
  fields: readonly (keyof Fact)[],
  excludes: (one: Fact, other: Fact) => boolean,
): Compared<Fact> {
  const pairs = first.flatMap((one) => second.map((other) => [one, other] as const))
  const words = [...fields, 'validFrom', 'validTo'] as readonly (keyof Fact)[]
  const isSame = ([one, other]: readonly [Fact, Fact]) => words.every((field) => one[field] === other[field])
  const same = pairs.filter(isSame)
  return {
    same,
    clashing: pairs.filter((pair) => !isSame(pair) && overlaps(...pair) && excludes(...pair)),
  }
}
