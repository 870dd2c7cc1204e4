/**
 * Why a value changed: parts that add up to the change, exactly.
 *
 * Data: what some people (or anything that is counted) had in numerator and denominator before and have now, in groups: who came,
 * who left, who is in it before and after. For a count a group's part is its difference. For a share N/D each group adds to the change
 *
 *   N₂/D₂ − N₁/D₁ = Σ over groups [(n₂ − n₁) − N₁/D₁ · (d₂ − d₁)] / D₂
 *
 * because the sum of n₁ − N₁/D₁ · d₁ over all groups is nothing. So whoever comes raises a share only by as much as they are above
 * what it was, no order of the groups matters, and a group that is taken apart is the sum of what it is taken apart into. What a
 * definition or a correction changed is counted on one and the same day, and stands before or after.
 *
 * Fractions are whole numbers over whole numbers (INV-L8): nothing is rounded before it is shown, and then so that the sum still holds.
 */
import type { Counted } from './rules.ts'

export const changeParts = [
  ...(['definition', 'correction'] as const),
  ...(['joined', 'left', 'movedIn', 'movedOut', 'reorganisedIn', 'reorganisedOut'] as const),
  ...(['enteredScope', 'leftScope', 'gained', 'lost', 'others'] as const),
  ...(['within', 'between', 'numerator', 'denominator', 'value', 'rest'] as const),
] as const
export type ChangePart = (typeof changeParts)[number]

/** Numerator and denominator; a count has no denominator. */
export type Pair = Counted

/** Some of those who are counted, and why they are told apart. */
export interface Group {
  readonly part: ChangePart
  /** Code of the reason why they were, or are now, outside the denominator; by the words of the room. */
  readonly reason: string | null
  readonly people: number
  readonly before: Pair
  readonly after: Pair
}

/** A part of the change. */
export interface Part extends Omit<Group, 'people' | 'before' | 'after'> {
  /** Null where it is of nobody in particular. */
  readonly people: number | null
  readonly before: Pair | null
  readonly after: Pair | null
  readonly change: Fraction
}

export interface Fraction {
  readonly over: bigint
  /** Positive. */
  readonly under: bigint
}

/** Values that HR enters have up to six digits behind the point. */
const WHOLE = 1_000_000

/** A value in its unit, exactly; undefined where there is none. */
export function exactly({ numerator, denominator }: Pair, unit: string): Fraction | undefined {
  if (unit === '%' && !denominator) return undefined
  if (denominator === 0) return undefined
  const over = whole(numerator) * (unit === '%' ? 100n : 1n)
  return denominator === null ? fraction(over, BigInt(WHOLE)) : fraction(over, whole(denominator))
}

/** What each group adds to the change from all that is before to all that is after. */
export function partsOf(groups: readonly Group[], unit: string): Part[] {
  const [before, after] = [sumOf(groups.map((one) => one.before)), sumOf(groups.map((one) => one.after))]
  return groups.map(({ people, ...group }) => ({ ...group, people, change: addedBy(group, { before, after, unit }) }))
}

function addedBy(
  group: Pick<Group, 'before' | 'after'>,
  { before, after, unit }: { before: Pair; after: Pair; unit: string },
): Fraction {
  const more = whole(group.after.numerator) - whole(group.before.numerator)
  if (before.denominator === null || after.denominator === null) return fraction(more, BigInt(WHOLE))
  const [n, d] = [whole(before.numerator), whole(before.denominator)]
  const wider = whole(group.after.denominator ?? 0) - whole(group.before.denominator ?? 0)
  const times = unit === '%' ? 100n : 1n
  return fraction((more * d - n * wider) * times, d * whole(after.denominator))
}

/**
 * A share whose records are nobody's, by sections: what changed within them, as many as are counted now; and that more of it is counted
 * in some and less in others. A section that is not on both days goes with all such.
 */
export function partsBySection(
  before: ReadonlyMap<string, Pair>,
  after: ReadonlyMap<string, Pair>,
): { within: Fraction; between: Fraction } | undefined {
  const onBoth = (code: string) => (before.get(code)?.denominator ?? 0) > 0 && (after.get(code)?.denominator ?? 0) > 0
  const gathered = (sums: ReadonlyMap<string, Pair>) => {
    const groups = new Map<string, Pair>()
    for (const [code, sum] of sums) {
      const key = onBoth(code) ? code : ''
      groups.set(key, sumOf([groups.get(key) ?? { numerator: 0, denominator: 0 }, sum]))
    }
    return groups
  }
  const [then, now] = [gathered(before), gathered(after)]
  const whole2 = sumOf([...now.values()])
  const change = minus(exactly(whole2, '%'), exactly(sumOf([...then.values()]), '%'))
  if (!change) return undefined
  const within = [...then].reduce<Fraction>((sum, [key, was]) => {
    const is = now.get(key)
    const moved = is && minus(exactly(is, '%'), exactly(was, '%'))
    if (!is || !moved) return sum
    const weight = fraction(whole(is.denominator ?? 0), whole(whole2.denominator ?? 0))
    return plus(sum, fraction(moved.over * weight.over, moved.under * weight.under))
  }, NOTHING)
  return { within, between: minus(change, within)! }
}

/** A share of which nothing but the two numbers is known: what the numerator alone would have changed, and then the denominator. */
export function partsOfCounts(before: Pair, after: Pair, unit: string): Part[] {
  const none = { reason: null, people: null, before, after }
  const [from, to] = [exactly(before, unit), exactly(after, unit)]
  if (!from || !to) return []
  if (before.denominator === null || after.denominator === null) {
    return [{ ...none, part: 'value', change: minus(to, from)! }]
  }
  const between = exactly({ numerator: before.numerator, denominator: after.denominator }, unit)!
  return [
    { ...none, part: 'numerator', change: minus(to, between)! },
    { ...none, part: 'denominator', change: minus(between, from)! },
  ]
}

/**
 * For whoever may not see records: no part of fewer people than the threshold, nor one that could be worked out from another answer
 * (INV-S1). What is too small stands together; where that is too small still, it takes in the smallest part that is shown. A part that
 * is of nobody in particular cannot show that it is of enough, and stands with them.
 *
 * @param besides of each part how many people of the same kind are in another answer that holds this one, and not here
 */
export function inBlocks(
  parts: readonly Part[],
  threshold: number,
  besides: (part: Part) => number = () => 0,
): { parts: Part[]; isMerged: boolean } {
  const isEnough = (block: readonly Part[]) => {
    const others = block.reduce((sum, part) => sum + besides(part), 0)
    return peopleOf(block) >= threshold && (others === 0 || others >= threshold)
  }
  const shown = parts.filter((part) => isEnough([part])).sort((a, b) => (b.people ?? 0) - (a.people ?? 0))
  const small = parts.filter((part) => !isEnough([part]))
  if (small.length === 0) return { parts: [...parts], isMerged: false }
  while (shown.length > 0 && !isEnough(small)) small.push(shown.pop()!)
  const rest: Part = {
    ...{ part: 'rest', reason: null, before: null, after: null },
    people: peopleOf(small) >= threshold ? peopleOf(small) : null,
    change: small.reduce((sum, { change }) => plus(sum, change), NOTHING),
  }
  return { parts: [...parts.filter((part) => shown.includes(part)), rest], isMerged: true }
}

/** Digits behind the point with which no part that is something is shown as nothing, two at most. */
export function digitsFor(changes: readonly Fraction[], unit: string): number {
  if (unit !== '%') return changes.every(({ over, under }) => over % under === 0n) ? 0 : 1
  return changes.some((change) => change.over !== 0n && Math.abs(numberOf(change)) < 0.05) ? 2 : 1
}

/**
 * Numbers as they are shown, which add up to the difference of the two values as they are shown: each is rounded down, and those that
 * lost most are raised until the sum is right (largest remainders).
 */
export function shownParts(
  { from, to, changes }: { from: Fraction; to: Fraction; changes: readonly Fraction[] },
  digits: number,
): { from: number; to: number; change: number; parts: number[] } {
  const unit = 10n ** BigInt(digits)
  const [before, after] = [rounded(from, unit), rounded(to, unit)]
  const scaled = changes.map(({ over, under }) => ({
    down: floor(over * unit, under),
    rest: modulo(over * unit, under),
    under,
  }))
  const lacking = after - before - scaled.reduce((sum, { down }) => sum + down, 0n)
  const raised = new Set(
    scaled
      .map(({ rest, under }, place) => ({ place, share: rest === 0n ? 0 : Number((rest * 1_000_000_000n) / under) }))
      .sort((a, b) => b.share - a.share)
      .slice(0, Number(lacking))
      .map(({ place }) => place),
  )
  const asNumber = (value: bigint) => Number(value) / 10 ** digits
  return {
    ...{ from: asNumber(before), to: asNumber(after), change: asNumber(after - before) },
    parts: scaled.map(({ down }, place) => asNumber(down + (raised.has(place) ? 1n : 0n))),
  }
}

export function numberOf({ over, under }: Fraction): number {
  const places = 10n ** 15n
  return Number((over * places) / under) / 1e15
}

export function minus(a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  return a && b && plus(a, { over: -b.over, under: b.under })
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under)
}

export function sumOf(pairs: readonly Pair[]): Pair {
  const isShare = pairs.some(({ denominator }) => denominator !== null)
  return {
    numerator: pairs.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: isShare ? pairs.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0) : null,
  }
}

export const NOTHING: Fraction = { over: 0n, under: 1n }

function peopleOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { people }) => sum + (people ?? 0), 0)
}

function fraction(over: bigint, under: bigint): Fraction {
  const common = divisor(over < 0n ? -over : over, under)
  return { over: over / common, under: under / common }
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a || 1n : divisor(b, a % b)
}

function whole(value: number): bigint {
  return BigInt(Math.round(value * WHOLE))
}

/** Half up, as values are shown (INV-L8). */
function rounded({ over, under }: Fraction, unit: bigint): bigint {
  return floor(2n * over * unit + under, 2n * under)
}

function floor(over: bigint, under: bigint): bigint {
  return (over - modulo(over, under)) / under
}

function modulo(over: bigint, under: bigint): bigint {
  return ((over % under) + under) % under
}
