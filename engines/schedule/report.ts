/** The solution as it is written: seats, reasons with their sentences, bounds, reliefs. */
import { type Language, translate } from '#platform/i18n/messages.ts'
import type { Problem, Solution, Unseated } from './contract.ts'
import { scheduleMessages } from './messages.ts'
import { type Instance, instanceOf } from './model.ts'
import { type Hindrance, hindranceOf } from './reasons.ts'
import { reliefOf } from './relief.ts'
import { type Seating, seatingOf } from './seating.ts'
import type { Known } from './solver-state.ts'

export type Report = Omit<Solution, 'seconds'>

/** `until` (epoch milliseconds) ends the search for reliefs. */
export function reportOf(problem: Problem, known: Known, language: Language, until?: number): Report {
  const instance = instanceOf(problem, { wide: true })
  const seating = seatingOf(instance, known.sessions)
  const { seated, wishes, seatedBound, wishesBound } = known
  const isProven = seated === seatedBound && wishesBound === wishes
  return {
    status: isProven ? 'optimal' : 'feasible',
    seats: seatsOf(problem, instance, known),
    unseated: unseatedOf(problem, seating, language),
    seated,
    seatedBound,
    wishes,
    wishesBound,
    gap: seatedBound === 0 ? 0 : (seatedBound - seated) / seatedBound,
    relief: reliefOf(problem, known.sessions, until),
  }
}

function seatsOf({ staff, sessions }: Problem, { needPerson }: Instance, known: Known): Solution['seats'] {
  const seats: Solution['seats'] = []
  for (const [need, session] of known.sessions.entries()) {
    if (session >= 0) seats.push({ staff: staff[needPerson[need]!]!.id, session: sessions[session]!.id })
  }
  return seats
}

function unseatedOf(problem: Problem, seating: Seating, language: Language): Unseated[] {
  const { instance, chosen } = seating
  const unseated: Unseated[] = []
  for (let need = 0; need < instance.needs; need++) {
    if (chosen[need] !== -1) continue
    const person = instance.needPerson[need]!
    const course = problem.staff[person]!.needs[need - instance.firstNeed[person]!]!
    const hindrance = hindranceOf(seating, need)
    const sentence = translate(
      scheduleMessages,
      language,
      hindrance.keep >= 0 ? 'reason.keep' : `reason.${hindrance.reason}`,
      wordsOf(problem, instance, { ...hindrance, person, course }),
    )
    unseated.push({ staff: problem.staff[person]!.id, course, reason: hindrance.reason, sentence })
  }
  return unseated
}

function wordsOf(
  { staff, sections, slots, sessions, keeps = [] }: Problem,
  { personSection, optionNeed, needPerson, optionSession }: Instance,
  { person, course, session, slot, other, keep }: Hindrance & { person: number; course: string },
): Record<string, string | number> {
  const section = sections[personSection[person]!]!
  const at = slots[slot]?.id ?? ''
  return {
    course,
    section: section.id,
    session: sessions[session]?.id ?? '',
    slot: at,
    keep: keeps[keep]?.minimum ?? 0,
    minimum: section.minimum && Object.hasOwn(section.minimum, at) ? section.minimum[at]! : 0,
    capacity: sessions[session]?.capacity ?? 0,
    other: other < 0 ? '' : staff[needPerson[optionNeed[other]!]!]!.id,
    otherSession: other < 0 ? '' : sessions[optionSession[other]!]!.id,
  }
}
