/**
 * What of a closed round may be shown (INV-A2, A3, A7): a rule that looks at nothing but the answers, so that no order of looks, no filter
 * and no export can say more than all of them together.
 *
 * Data: after closing every group has k answers or is the whole round. For one item a *block* is a union of groups whose answers may be
 * known: k people answered the item, and neither all of them nor all but one said the same. Blocks are made as cells are merged
 * (cells.rules.ts), so every group is in exactly one block.
 *
 * A row (a section with all below it, a category, the whole) is published where it is made of whole blocks. Whatever can be worked out of
 * published rows is a sum or difference of blocks; and whoever knew every block would still know only what may be known. So no table
 * needs another one to be protected against, whichever were asked for before.
 */
import { attributesOf, type Group, mergeCells, placesTo, type Step } from './cells.rules.ts'
import type { SurveyItem } from './survey.rules.ts'

/** Answers of a group to an item: how many, and how many by value. */
interface Tally {
  readonly n: number
  readonly counts: Readonly<Record<string, number>>
}

export interface Answered {
  readonly steps: readonly Step[]
  readonly tally: Tally
}

export interface Row {
  readonly attributes: Readonly<Record<string, string>>
  readonly n: number
  readonly distribution: Readonly<Record<string, number>> | null
  readonly favourable: number | null
  readonly status: 'published' | 'suppressed'
}

/** The whole first, then the values of the attribute: of sections each place of the tree with all below it. */
export function rowsOf(item: SurveyItem, groups: readonly Answered[], k: number, by?: string): Row[] {
  const sums = sumsOf(groups)
  const blocks = item.type === 'text' || item.type === 'heading' ? [] : blocksOf(groups, k, sums)
  const blockOf: (Block | undefined)[] = []
  for (const { members } of blocks) {
    const block = { size: members.length, isShown: isShowable(sums.of(members), k) }
    for (const member of members) blockOf[member] = block
  }
  return placesOf(groups, by).map(({ attributes, members }) => {
    const sum = sums.of(members)
    if (!isMadeOfShown(members, blockOf))
      return { attributes, n: sum.n, distribution: null, favourable: null, status: 'suppressed' }
    const counts = countsOf(sum, sums)
    const favourable = item.type === 'agreement5' ? favourableOf(counts) : null
    return { attributes, n: sum.n, distribution: shownOf(item, counts), favourable, status: 'published' }
  })
}

interface Block {
  readonly size: number
  readonly isShown: boolean
}

/** Of whole blocks that may be known, and of at least one. */
function isMadeOfShown(members: readonly number[], blockOf: readonly (Block | undefined)[]): boolean {
  const met = new Map<Block, number>()
  for (const member of members) {
    const block = blockOf[member]
    if (!block?.isShown) return false
    met.set(block, (met.get(block) ?? 0) + 1)
  }
  return members.length > 0 && [...met].every(([{ size }, own]) => own === size)
}

/** Of an item of agreement: what may be known, each with the sections from the highest down that hold all its people. */
export function favourableBlocks(
  item: SurveyItem,
  groups: readonly { readonly steps: readonly Step[]; readonly counts: Tally['counts'] }[],
  k: number,
): { sections: string[]; n: number; favourable: number }[] {
  const answered = groups.map(({ steps, counts: { '': n = 0, ...counts } }) => ({ steps, tally: { n, counts } }))
  const sums = sumsOf(answered)
  const blocks = item.type === 'agreement5' ? blocksOf(answered, k, sums) : []
  return blocks.flatMap(({ steps, members }) => {
    const sum = sums.of(members)
    if (!isShowable(sum, k)) return []
    const path = steps.filter(({ attribute }) => attribute === 'section').map(({ value }) => value)
    const several = path.findIndex((value) => value.includes('+'))
    return [
      {
        sections: several < 0 ? path : path.slice(0, several),
        n: sum.n,
        favourable: favourableOf(countsOf(sum, sums)),
      },
    ]
  })
}

const favourableOf = (counts: Tally['counts']) => (counts['4'] ?? 0) + (counts['5'] ?? 0)

export function blocksOf(groups: readonly Answered[], k: number, sums = sumsOf(groups)): Group[] {
  return mergeCells(
    groups.map(({ steps }) => steps),
    { sizeOf: (members) => sums.of(members).n, isEnough: (members) => isShowable(sums.of(members), k) },
  )
}

/** k people, and not all of them, nor all but one, said the same. What holds for two groups holds for both together. */
function isShowable({ n, each }: Sum, k: number): boolean {
  return n >= k && each.every((count) => count <= n - 2)
}

/** What some groups answered together: how many, and how many by place of `values`. */
interface Sum {
  readonly n: number
  readonly each: readonly number[]
}

interface Sums {
  /** Values that somebody gave. */
  readonly values: readonly string[]
  of(members: readonly number[]): Sum
}

/** The same members are asked about at each turn of a merge, so that each sum is made once. */
function sumsOf(groups: readonly Answered[]): Sums {
  const values = [...new Set(groups.flatMap(({ tally }) => Object.keys(tally.counts)))]
  const all = groups.map(({ tally: { n, counts } }) => ({ n, each: values.map((value) => counts[value] ?? 0) }))
  const known = new WeakMap<readonly number[], Sum>()
  return {
    values,
    of(members) {
      const found = known.get(members) ?? added(members.map((member) => all[member]!))
      known.set(members, found)
      return found
    },
  }
}

function added(sums: readonly Sum[]): Sum {
  const each = [...(sums[0]?.each ?? [])].fill(0)
  let n = 0
  for (const sum of sums) {
    n += sum.n
    for (let at = 0; at < each.length; at++) each[at]! += sum.each[at]!
  }
  return { n, each }
}

/** By value, those that somebody of them gave. */
function countsOf({ each }: Sum, { values }: Sums): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [at, value] of values.entries()) if (each[at]! > 0) counts[value] = each[at]!
  return counts
}

interface Place {
  readonly attributes: Record<string, string>
  readonly members: number[]
}

function placesOf(groups: readonly Answered[], by: string | undefined): Place[] {
  const whole = { attributes: {}, members: groups.map((_, place) => place) }
  const found = new Map<string, Place>()
  for (const [member, { steps }] of groups.entries()) {
    const value = by === undefined ? undefined : attributesOf(steps)[by]
    if (by === undefined || value === undefined) continue
    for (const place of by === 'section' ? placesTo(value) : [value]) {
      const known = found.get(place) ?? { attributes: { [by]: place }, members: [] }
      known.members.push(member)
      found.set(place, known)
    }
  }
  return [whole, ...[...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)]
}

/** Every value that the item offers, also where nobody gave it; of numbers those that somebody gave. */
function shownOf({ type, choices }: SurveyItem, counts: Tally['counts']): Record<string, number> {
  if (type === 'number') {
    return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => Number(a) - Number(b)))
  }
  const values = type === 'agreement5' ? ['1', '2', '3', '4', '5'] : (choices ?? [])
  return Object.fromEntries(values.map((value) => [value, counts[value] ?? 0]))
}
