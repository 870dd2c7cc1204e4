/**
 * What was struck from a person's records, and of sections: a leave, a post or a spell of employment that should not stand there (decisions/0034). It is told by the
 * corrections alone, in their order: a fact that was and is not any more is struck, until a later one puts it back.
 */
export const personalThings = ['people.leave', 'people.assignment', 'people.employment'] as const
export type PersonalThing = (typeof personalThings)[number]

/** What is kept of a person beside them: that another number was joined. */
export const JOINED = 'people.join'

/** A section, or a name or place of it, that never was (decisions/0051). */
export const SECTION = 'people.section'

export type Facts = Readonly<Record<string, string | number | null>>

export interface Corrected {
  readonly correctionId: number
  readonly thing: string
  /** Null of a section. */
  readonly subject: number | null
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
    [SECTION]: [sectionCode],
  }[thing as PersonalThing | typeof SECTION]
  return JSON.stringify([thing, subject, validFrom, ...own])
}

/** What an import looks up: whether a row speaks of something that was struck. */
export interface StruckRows {
  readonly leave: (staffMemberId: number, from: string) => Corrected | undefined
  readonly post: (staffMemberId: number, kind: string, sectionCode: string, from: string) => Corrected | undefined
  /** Under a number, on a day of a spell that was struck. */
  readonly spell: (staffNumber: string, day: string) => Corrected | undefined
  /** Of a section from a day on; also where the row ends it, as it did before it went on in the place of what was struck. */
  readonly section: (sectionCode: string, from: string, to: string | null | undefined) => Corrected | undefined
}

export function struckRows(corrections: readonly Corrected[]): StruckRows {
  const struck = struckIn(corrections)
  const known = new Map(struck.map((one) => [keyOf(one, one.before)!, one]))
  const spells = Map.groupBy(
    struck.filter(({ thing }) => thing === 'people.employment'),
    ({ before }) => String(before.staffNumber),
  )
  const find = (thing: PersonalThing | typeof SECTION, subject: number | null, facts: Facts) =>
    known.get(keyOf({ thing, subject } as Corrected, facts)!)
  const wentOn = new Map(corrections.filter(isSectionKept).map((one) => [keyOf(one, one.after)!, one]))
  return {
    leave: (subject, validFrom) => find('people.leave', subject, { validFrom }),
    post: (subject, kind, sectionCode, validFrom) =>
      find('people.assignment', subject, { kind, sectionCode, validFrom }),
    spell: (staffNumber, day) =>
      spells.get(staffNumber)?.find(({ before: { validFrom, validTo } }) => {
        return String(validFrom) <= day && (validTo === null || String(validTo) > day)
      }),
    section: (sectionCode, validFrom, validTo) => {
      const facts = { sectionCode, validFrom }
      const kept = wentOn.get(keyOf({ thing: SECTION, subject: null } as Corrected, facts)!)
      return find(SECTION, null, facts) ?? (validTo && kept?.before.validTo === validTo ? kept : undefined)
    },
  }
}

/** A section that only ends on another day: of several of one section the last one holds. */
const isSectionKept = ({ thing, before, after }: Corrected) =>
  thing === SECTION && before.validFrom !== undefined && after.validFrom !== undefined
