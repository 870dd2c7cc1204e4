import { addDays, daysBetween } from '#platform/time/dates.ts'
import { halvesOf, type SessionTimes } from '../sessions/rules.ts'
import type { Slot } from './presence.rules.ts'

/** A session as whoever gives seats in it looks at it. */
export interface SessionThen extends SessionTimes {
  readonly courseSessionId: number
  readonly courseCode: string
  readonly seatsLeft: number
  readonly isOpen: boolean
}

/** The half-days that a session takes. */
export function slotsOf(session: SessionTimes): Slot[] {
  const halves = halvesOf(session)
  const days = Array.from({ length: daysBetween(session.startsOn, session.endsOn) + 1 }, (_, n) =>
    addDays(session.startsOn, n),
  )
  return days.flatMap((day) => halves.map((half) => ({ day, half })))
}

/** `2026-06-01am`, as problems and solutions name half-days. */
export const slotId = ({ day, half }: Slot): string => day + half
