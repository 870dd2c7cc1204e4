/**
 * Whether two answers are of nearly the same people, so that taking one out of the other tells of fewer than five (INV-A3).
 *
 * Data: of each group a digest of each of 64 shares of its people, once by who they are and once by all that counts of whoever the answer rests on. Everybody
 * is in one share, by a digest of who they are. Where five digests differ five people do at least; where none does nobody does. Between is too near: more
 * people may differ than digests, never fewer.
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
        [group, digestsOf(members.map(({ person }) => [person, '']))],
        [`${group} known`, digestsOf(counted.map(({ person }) => [person, '']))],
        [`${group} rows`, digestsOf(counted.map(({ person, subject }) => [person, rowOf(subject)]))],
      ]
    }),
  )
}

export function isNear(one: Likeness, other: Likeness): boolean {
  const lists = Object.keys(one).filter((list) => list in other)
  return lists.some((list) => {
    const differing = one[list]!.filter((digest, share) => digest !== other[list]![share]).length
    return differing > 0 && differing < THRESHOLD
  })
}

function digestsOf(people: readonly (readonly [person: number, row: string])[]): string[] {
  const shares = Array.from({ length: SHARES }, () => [] as string[])
  for (const [person, row] of people) {
    const place = createHash('sha256').update(`share ${person}`).digest()[0]! % SHARES
    shares[place]!.push(`${person} ${row}`)
  }
  return shares.map((of) =>
    of.length === 0 ? '' : createHash('sha256').update(of.sort().join('\n')).digest('hex').slice(0, 16),
  )
}

const rowOf = ({ grade, employmentCategory, years, values }: Subject) =>
  JSON.stringify([grade, employmentCategory, years, values])
