/**
 * A session has its days and their halves, each marked for itself; what they come to is said here and nowhere else.
 *
 *   a half-day: there 2 of 2 points; late or left early 1; absent or not marked 0
 *   attended: points / (2 × half-days) ≥ the course's share; absent: there in none; otherwise there in part
 */
import { addDays } from '#platform/time/dates.ts'
import { type HalfDay, halvesOf, type SessionTimes } from '../sessions/rules.ts'

export const marks = ['present', 'late', 'left_early', 'absent'] as const
export type MarkName = (typeof marks)[number]

/** How a mark came: by hand on the roster, by the code that the trainer shows, by the number that somebody shows the trainer. */
export const markWays = ['list', 'code', 'number'] as const

export interface HalfOfDay {
  readonly day: string
  readonly half: HalfDay
}

const points: Readonly<Record<MarkName, number>> = { present: 2, late: 1, left_early: 1, absent: 0 }
const FULL = 2

/** Every half-day of a session, in order. */
export function halfDaysOf(session: SessionTimes): HalfOfDay[] {
  const halves = halvesOf(session)
  const all: HalfOfDay[] = []
  for (let day = session.startsOn; day <= session.endsOn; day = addDays(day, 1)) {
    all.push(...halves.map((half) => ({ day, half })))
  }
  return all
}

export function isHalfOf(session: SessionTimes, { day, half }: HalfOfDay): boolean {
  return session.startsOn <= day && day <= session.endsOn && halvesOf(session).includes(half)
}

/** What the marks of so many half-days come to; undefined while one of them is not marked. */
export function comesTo(
  halfDays: number,
  marked: readonly MarkName[],
  attendedFrom: number,
): 'attended' | 'partially_attended' | 'absent' | undefined {
  if (marked.length < halfDays || halfDays === 0) return undefined
  const sum = marked.reduce((all, mark) => all + points[mark], 0)
  if (sum === 0) return 'absent'
  return sum * 100 >= attendedFrom * FULL * halfDays ? 'attended' : 'partially_attended'
}

/** A code changes with every step and is taken for so many more, so that there is time to scan it and to sign in. */
const STEP_MS = 30_000
const STEPS_TAKEN = 3

export function stepOf(milliseconds: number): number {
  return Math.floor(milliseconds / STEP_MS)
}

/** When the step after this one begins, in milliseconds. */
export function nextStepAt(step: number): number {
  return (step + 1) * STEP_MS
}

/** Whether a code of a step is still taken in another; one that is still to come never. */
export function isFresh(step: number, now: number): boolean {
  return step <= now && now - step <= STEPS_TAKEN
}

/** The steps whose codes are taken now, the newest first. */
export function freshSteps(now: number): number[] {
  return Array.from({ length: STEPS_TAKEN + 1 }, (_, back) => now - back)
}
