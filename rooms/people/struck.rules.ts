/**
 * What was struck from a person's records: a leave, a post or a spell of employment that should not stand there (decisions/0034). It is told by the
 * corrections alone, in their order: a fact that was and is not any more is struck, until a later one puts it back.
 */
export const personalThings = ['people.leave', 'people.assignment', 'people.employment'] as const
export type PersonalThing = (typeof personalThings)[number]

/** What is kept of a person beside them: that another number was joined. */
export const JOINED = 'people.join'

type Facts = Readonly<Record<string, string | number | null>>

export interface Corrected {
  readonly correctionId: number
  readonly thing: string
  readonly subject: number
  readonly before: Facts
  readonly after: Facts
  readonly reason: string
  readonly on: string
}

/** Facts that are struck today, in the order in which they were. */
export function struckIn<C extends Corrected>(corrections: readonly C[]): C[] {
  const struck = new Map<string, C>()
  for (const one of corrections) {
    const [was, is] = [keyOf(one, one.before), keyOf(one, one.after)]
    if (was !== undefined && was !== is) struck.set(was, one)
    if (is !== undefined) struck.delete(is)
  }
  return [...struck.values()]
}

/** By what an import knows a fact again (INV-D5); undefined where there is none. */
function keyOf({ thing, subject }: Corrected, facts: Facts): string | undefined {
  const { validFrom, kind, sectionCode, staffNumber } = facts
  if (validFrom === undefined) return undefined
  const own = {
    'people.leave': [],
    'people.assignment': kind === 'primary' ? [kind] : [kind, sectionCode],
    'people.employment': [staffNumber],
  }[thing as PersonalThing]
  return JSON.stringify([thing, subject, validFrom, ...own])
}

/** What an import looks up: whether a row speaks of something that was struck. */
export interface StruckRows {
  readonly leave: (staffMemberId: number, from: string) => Corrected | undefined
  readonly post: (staffMemberId: number, kind: string, sectionCode: string, from: string) => Corrected | undefined
  /** Under a number, on a day of a spell that was struck. */
  readonly spell: (staffNumber: string, day: string) => Corrected | undefined
}

export function struckRows(corrections: readonly Corrected[]): StruckRows {
  const struck = struckIn(corrections)
  const known = new Map(struck.map((one) => [keyOf(one, one.before)!, one]))
  const spells = Map.groupBy(
    struck.filter(({ thing }) => thing === 'people.employment'),
    ({ before }) => String(before.staffNumber),
  )
  const find = (thing: PersonalThing, subject: number, facts: Facts) =>
    known.get(keyOf({ thing, subject } as Corrected, facts)!)
  return {
    leave: (subject, validFrom) => find('people.leave', subject, { validFrom }),
    post: (subject, kind, sectionCode, validFrom) =>
      find('people.assignment', subject, { kind, sectionCode, validFrom }),
    spell: (staffNumber, day) =>
      spells.get(staffNumber)?.find(({ before: { validFrom, validTo } }) => {
        return String(validFrom) <= day && (validTo === null || String(validTo) > day)
      }),
  }
}
