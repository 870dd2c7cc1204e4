/**
 * Whether an answer is of nearly the same people as another one, or as two others together or without each other, so that taking them out of each
 * other tells of fewer than five (INV-A3).
 *
 * Data: of each group a digest of each of 64 shares of its people, once by who they are and once by all that counts of whoever the answer rests on. Everybody
 * is in one share, by a digest of who they are. A share's digest is the sum of those of its people, so that digests add up where groups do (a set hash by
 * addition: Bellare and Micciancio 1997, A New Paradigm for Collision-Free Hashing). Where five digests differ five people do at least; where none does
 * nobody does. Between is too near: more people may differ than digests, never fewer.
 */
import { createHash } from 'node:crypto'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { Subject } from './rows.rules.ts'
import type { Group } from './statement.rules.ts'
import type { Likeness } from './told.rules.ts'

const SHARES = 64
const groups: readonly Group[] = ['treated', 'comparison']

/** @param people ids in the order of `subjects`; @param known of `subjects`, whom the answer rests on */
export function likenessOf(
  subjects: readonly Subject[],
  people: readonly number[],
  known: ReadonlySet<Subject>,
): Likeness {
  const each = subjects.map((subject, place) => ({ subject, person: people[place]! }))
  return Object.fromEntries(
    groups.flatMap((group) => {
      const members = each.filter(({ subject }) => subject.group === group)
      const counted = members.filter(({ subject }) => known.has(subject))
      return [
        [`of ${group}`, digestsOf(members.map(({ person }) => [person, '']))],
        [`of ${group} known`, digestsOf(counted.map(({ person }) => [person, '']))],
        [`of ${group} rows`, digestsOf(counted.map(({ person, subject }) => [person, rowOf(subject)]))],
      ]
    }),
  )
}

/** Of those others one, or two, beside which this one tells of fewer than five; none where there are no such. */
export function nearTo<Other extends { readonly people: Likeness }>(
  one: Likeness,
  others: readonly Other[],
): readonly Other[] {
  const alone = others.find(({ people }) => isFew(one, [people], [1]))
  if (alone) return [alone]
  for (const [place, first] of others.entries()) {
    for (const second of others.slice(place + 1)) {
      if (SUMS.some((signs) => isFew(one, [first.people, second.people], signs))) return [first, second]
    }
  }
  return []
}

/** Two together, and either without the other. */
const SUMS = [
  [1, 1],
  [1, -1],
  [-1, 1],
] as const

/** Whether in any list this one is all but a few of that sum. */
function isFew(one: Likeness, others: readonly Likeness[], signs: readonly number[]): boolean {
  return Object.keys(one).some((list) => {
    if (!others.every((other) => list in other)) return false
    let differing = 0
    for (let share = 0; share < SHARES && differing < THRESHOLD; share++) {
      const rest = others.reduce(
        (left, other, place) => (left - signs[place]! * other[list]![share]!) | 0,
        one[list]![share]!,
      )
      if (rest !== 0) differing++
    }
    return differing > 0 && differing < THRESHOLD
  })
}

function digestsOf(people: readonly (readonly [person: number, row: string])[]): number[] {
  const shares = Array.from({ length: SHARES }, () => 0)
  for (const [person, row] of people) {
    const place = digestOf(`share ${person}`)[0]! % SHARES
    shares[place] = (shares[place]! + digestOf(`${person} ${row}`).readInt32LE()) | 0
  }
  return shares
}

const digestOf = (text: string) => createHash('sha256').update(text).digest()

const rowOf = ({ grade, employmentCategory, years, values }: Subject) =>
  JSON.stringify([grade, employmentCategory, years, values])
