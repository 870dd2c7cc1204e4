/** What a problem of the right shape still may say wrongly: ids twice, names of what does not exist, impossible minima. */
import type { Problem } from './contract.ts'
import type { Fault } from './fault.ts'
import { rowName, shortened } from './reading-places.ts'

export function faultOfMeaning(problem: Problem): Fault | undefined {
  return (
    (['slots', 'sections', 'staff', 'sessions'] as const)
      .map((list) => twice(list, problem[list]))
      .find((one) => one) ??
    faultOfSections(problem) ??
    faultOfSessions(problem) ??
    faultOfStaff(problem) ??
    faultOfApart(problem) ??
    faultOfKeeps(problem)
  )
}

function twice(list: string, rows: readonly { readonly id: string }[]): Fault | undefined {
  const seen = new Map<string, number>()
  for (const [index, { id }] of rows.entries()) {
    const first = seen.get(id)
    if (first !== undefined) {
      return {
        key: 'problem.id_twice',
        values: { place: rowName(list, index), id: shortened(id), first: rowName(list, first) },
      }
    }
    seen.set(id, index)
  }
  return undefined
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id))
}

function faultOfSections({ sections, slots, staff }: Problem): Fault | undefined {
  const known = idsOf(slots)
  const members = new Map<string, number>()
  for (const { section } of staff) members.set(section, (members.get(section) ?? 0) + 1)
  for (const [index, { id, minimum = {} }] of sections.entries()) {
    for (const [slot, people] of Object.entries(minimum)) {
      const place = `${rowName('sections', index, id)} . minimum . ${shortened(slot)}`
      if (!known.has(slot)) return { key: 'problem.unknown_slot', values: { place, id: shortened(slot) } }
      const headcount = members.get(id) ?? 0
      if (people > headcount) {
        return {
          key: 'problem.minimum_above',
          values: { place, section: shortened(id), slot: shortened(slot), minimum: people, members: headcount },
        }
      }
    }
  }
  return undefined
}

function faultOfSessions({ sessions, slots }: Problem): Fault | undefined {
  const known = idsOf(slots)
  for (const [index, session] of sessions.entries()) {
    const place = `${rowName('sessions', index, session.id)} . slots`
    const unknown = session.slots.find((slot) => !known.has(slot))
    if (unknown !== undefined) return { key: 'problem.unknown_slot', values: { place, id: shortened(unknown) } }
    const repeated = repeatedIn(session.slots)
    if (repeated !== undefined) return { key: 'problem.slot_twice', values: { place, id: shortened(repeated) } }
  }
  return undefined
}

function faultOfStaff({ staff, sections, slots, sessions }: Problem): Fault | undefined {
  const [knownSections, knownSlots, knownSessions] = [idsOf(sections), idsOf(slots), idsOf(sessions)]
  for (const [index, { id, section, needs, away = [], cannot = [], wishes = {} }] of staff.entries()) {
    const place = rowName('staff', index, id)
    if (!knownSections.has(section)) {
      return { key: 'problem.unknown_section', values: { place: `${place} . section`, id: shortened(section) } }
    }
    const need = repeatedIn(needs)
    if (need !== undefined)
      return { key: 'problem.need_twice', values: { place: `${place} . needs`, id: shortened(need) } }
    for (const [key, slots] of Object.entries({ away, cannot })) {
      const slot = slots.find((one) => !knownSlots.has(one))
      if (slot !== undefined)
        return { key: 'problem.unknown_slot', values: { place: `${place} . ${key}`, id: shortened(slot) } }
    }
    const session = Object.keys(wishes).find((one) => !knownSessions.has(one))
    if (session !== undefined) {
      return { key: 'problem.unknown_session', values: { place: `${place} . wishes`, id: shortened(session) } }
    }
  }
  return undefined
}

function faultOfApart({ apart = [], staff }: Problem): Fault | undefined {
  const known = idsOf(staff)
  for (const [index, [one = '', other = '']] of apart.entries()) {
    const place = rowName('apart', index)
    const unknown = [one, other].find((id) => !known.has(id))
    if (unknown !== undefined) return { key: 'problem.unknown_person', values: { place, id: shortened(unknown) } }
    if (one === other) return { key: 'problem.apart_self', values: { place, id: shortened(one) } }
  }
  return undefined
}

function faultOfKeeps({ keeps = [], staff, slots }: Problem): Fault | undefined {
  const [knownStaff, knownSlots] = [idsOf(staff), idsOf(slots)]
  for (const [index, { slot, staff: holders }] of keeps.entries()) {
    const place = rowName('keeps', index)
    if (!knownSlots.has(slot)) return { key: 'problem.unknown_slot', values: { place, id: shortened(slot) } }
    const unknown = holders.find((id) => !knownStaff.has(id))
    if (unknown !== undefined) return { key: 'problem.unknown_person', values: { place, id: shortened(unknown) } }
  }
  return undefined
}

function repeatedIn(ids: readonly string[]): string | undefined {
  return ids.length < 2 || new Set(ids).size === ids.length
    ? undefined
    : ids.find((id, index) => ids.indexOf(id) < index)
}
