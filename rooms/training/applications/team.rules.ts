/** What チーム is looked at by: who has had nothing, and which half-days are at stake. */
import { type HalfDay, halvesOf, type SessionTimes } from '../sessions/rules.ts'

interface Member {
  readonly onLeave: boolean
  readonly attendedThisYear: number
  readonly recommendations: number
}

/** Whoever is on leave is not among those who had none (INV-T7). */
export const hadNoTraining = ({ attendedThisYear, onLeave }: Member) => attendedThisYear === 0 && !onLeave
export const neverRecommended = ({ recommendations, onLeave }: Member) => recommendations === 0 && !onLeave

/** An application that waits for the head, as far as it says which half-day it is about and who remains in it. */
export interface AtStake {
  /** Else it is approved and lacks cover; its seat may be among those counted already. */
  readonly isToDecide: boolean
  readonly applicant: { readonly sectionName: string | null }
  readonly session: SessionTimes
  readonly staffing: readonly Day[]
}

interface Day {
  readonly day: string
  readonly members: number
  readonly onLeave: number
  readonly inSession: number
  /** Who remains when the applicant is in the session too. */
  readonly inService: number
}

export interface HalfDayAtStake<Waiting> {
  readonly day: string
  readonly halves: readonly HalfDay[]
  readonly waiting: readonly Waiting[]
  readonly sections: readonly SectionThen[]
}

/** A section on the day of a session on which fewest remain. */
export interface SectionThen extends Day {
  readonly sectionName: string | null
  /** Who remains when everybody of the section is approved who waits here for that half-day. */
  readonly ifAll: number
}

/** Whatever waits, one entry a half-day at stake, in the order in which the half-days come first in `waiting`. */
export function halfDaysAtStake<Waiting extends AtStake>(waiting: readonly Waiting[]): HalfDayAtStake<Waiting>[] {
  const groups = Map.groupBy(waiting, ({ session }) => `${session.startsOn} ${halvesOf(session).join()}`)
  return [...groups.values()].map((group) => {
    const { session } = group[0]!
    return { day: session.startsOn, halves: halvesOf(session), waiting: group, sections: sectionsThen(group) }
  })
}

function sectionsThen(group: readonly AtStake[]): SectionThen[] {
  const sections = Map.groupBy(group, ({ applicant }) => applicant.sectionName)
  return [...sections].flatMap(([sectionName, people]) => {
    const least = people.flatMap(({ staffing }) => staffing).toSorted((a, b) => a.inService - b.inService)[0]
    // Each count leaves out its own applicant only, and nobody whose seat is not yet confirmed.
    const undecided = people.filter(({ isToDecide }) => isToDecide).length
    return least ? [{ ...least, sectionName, ifAll: Math.max(0, least.inService - Math.max(0, undecided - 1)) }] : []
  })
}
