import { endWithEmployment, type Ground, openOnes, unknownStaff } from './assignments.rules.ts'
import type { Rows } from './columns.rules.ts'
import type { Findings } from './findings.rules.ts'
import { chain, type Entry, inPieces, type Span } from './spans.rules.ts'
import type { Person } from './staff.rules.ts'

export interface Leave extends Span {
  readonly person: Person
  readonly kind: string
}

export const leaveFields = ['kind', 'validTo'] as const

/** Leave as it will stand, known by person and first day. An open one ends with the next and with the employment. */
export function* planLeave(
  { rows, present }: Rows<'leave'>,
  stored: readonly Leave[],
  ground: Pick<Ground, 'staff' | 'staffAreWhole'>,
  findings: Findings,
): Generator<number, readonly Entry<Leave>[]> {
  const leaves = new Map<Person, Entry<Leave>[]>()
  const of = (person: Person) => {
    const known = leaves.get(person) ?? []
    leaves.set(person, known)
    return known
  }
  for (const fact of stored) of(fact.person).push({ fact, stored: fact })
  yield* inPieces(rows, ({ line, staffNumber, kind, from: validFrom, to }) => {
    const person = ground.staff.ownerOf.get(staffNumber)
    if (!person) {
      if (ground.staffAreWhole) unknownStaff('leave', { line, staffNumber }, findings)
      return
    }
    const at = of(person).findIndex(({ fact }) => fact.validFrom === validFrom)
    const known = of(person)[at]
    const validTo = present.has('to') ? (to ?? null) : (known?.stored?.validTo ?? null)
    const entry = { fact: { person, kind, validFrom, validTo }, stored: known?.stored, line }
    if (known?.line !== undefined) findings.add('leave', line, 'from', validFrom, 'twice', { line: known.line })
    else if (!findings.isOrderly('leave', line, 'to', entry.fact)) return
    else if (known) of(person)[at] = entry
    else of(person).push(entry)
  })
  const open = yield* openOnes([...leaves.values()].flat(), ground.staff)
  yield* inPieces(leaves.values(), (entries) => {
    chain(entries, (earlier, later) => findings.overlap('leave', 'from', earlier, later))
    for (const entry of entries) endWithEmployment('leave', entry, open, ground, findings)
  })
  return [...leaves.values()].flat()
}
