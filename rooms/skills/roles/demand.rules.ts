/** Who is counted where a plan wants people, and which numbers would tell of a few. */
import type { WantedPeople } from '#rooms/policy/demand.rules.ts'

/** So many of an occupation, or of one in a grade, or of those who hold a role, by day. */
export interface There {
  readonly by: 'occupation' | 'grade' | 'role'
  readonly occupation: string
  /** Null of whoever has no post on the day, and where nobody is told apart by it. */
  readonly grade: string | null
  readonly role: string | null
  readonly people: readonly number[]
}

/** Everybody of a group is found in the rows of one kind: those of its role, else of its grade, else of its occupation. */
export function isOf({ occupation, grade, role }: WantedPeople, row: There): boolean {
  const by = role !== null ? 'role' : grade !== null ? 'grade' : 'occupation'
  return (
    row.by === by &&
    (occupation === null || row.occupation === occupation) &&
    (grade === null || row.grade === grade) &&
    (role === null || row.role === role)
  )
}

/**
 * Of numbers of people that stand side by side those that are not told (INV-S1): fewer than the threshold, though none may be said; and of the
 * parts of a group that is told the smallest, until what the parts leave of it are not a few either.
 */
export function hiddenAmong(
  groups: readonly WantedPeople[],
  people: readonly number[],
  threshold: number,
): readonly boolean[] {
  const isFew = (n: number) => n > 0 && n < threshold
  // The same people may be wanted by two plans.
  const told = new Map(groups.map((group, at) => [sayingOf(group), { group, people: people[at]!, isHidden: false }]))
  for (const one of told.values()) one.isHidden = isFew(one.people)
  for (const whole of told.values()) {
    const within = [...told.values()].filter(({ group }) => holds(whole.group, group))
    // Those that say the same things have nobody in common.
    for (const parts of Map.groupBy(within, ({ group }) => keys.filter((key) => group[key] !== null).join()).values()) {
      for (;;) {
        const shown = parts.filter(({ isHidden }) => !isHidden).toSorted((a, b) => a.people - b.people)
        const left = whole.people - shown.reduce((sum, part) => sum + part.people, 0)
        if (whole.isHidden || !isFew(left) || shown.length === 0) break
        shown[0]!.isHidden = true
      }
    }
  }
  return groups.map((group) => told.get(sayingOf(group))!.isHidden)
}

const keys = ['occupation', 'grade', 'role'] as const
const sayingOf = (group: WantedPeople) => JSON.stringify(keys.map((key) => group[key]))

/** Whoever is of the narrower group is of the wider one, which leaves something open that the narrower one says. */
function holds(wider: WantedPeople, narrower: WantedPeople): boolean {
  const isWithin = keys.every((key) => wider[key] === null || wider[key] === narrower[key])
  return isWithin && sayingOf(wider) !== sayingOf(narrower)
}
