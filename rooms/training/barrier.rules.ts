import type { State } from './rules.ts'

/**
 * What keeps people from learning. A closed list, so that it can be counted; what a person has at home or in their body is one word, and nothing
 * more of it is asked (INV-S3).
 */
export const barriers = [
  'counter',
  'workload',
  'duty',
  'schedule',
  'place',
  'content',
  'prerequisite',
  'seats',
  'personal',
  'moved',
  'host',
  'other',
  'unsorted',
] as const
export type Barrier = (typeof barriers)[number]

/** Those that the ward can take away by cover and by minimum staffing (体制整備). */
export const staffingBarriers = ['counter', 'workload', 'duty'] as const satisfies readonly Barrier[]

export function isStaffing(barrier: Barrier): boolean {
  return (staffingBarriers as readonly Barrier[]).includes(barrier)
}

/** States into which an application comes because something kept its person from learning. */
export const stoppingStates = [
  'returned',
  'rejected',
  'not_selected',
  'absent',
  'withdrawn',
  'cancelled',
] as const satisfies readonly State[]

/** What happened: a step of an application, what a section head said against a schedule, or what a schedule could not give somebody. */
export const stops = [...stoppingStates, 'objected', 'unmet'] as const
export type Stop = (typeof stops)[number]

export function isStopping(state: State): boolean {
  return (stoppingStates as readonly State[]).includes(state)
}
