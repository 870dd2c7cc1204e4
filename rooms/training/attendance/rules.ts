import { leadsOn, type State } from '../rules.ts'
import type { SessionTimes } from '../sessions/rules.ts'

/** What HR may record of a session by the day: attendance from its first day, completion from its last. */
export function recordable({ startsOn, endsOn }: Pick<SessionTimes, 'startsOn' | 'endsOn'>, day: string) {
  return [
    ...(startsOn <= day ? ['recordAttendance' as const] : []),
    ...(endsOn <= day ? ['recordCompletion' as const] : []),
  ]
}

/** Whether HR may record that somebody completed: where a report is due, of whom it has been handed in (INV-T8). */
export function mayComplete(state: State, reportRequired: boolean): boolean {
  return reportRequired ? state === 'report_submitted' : leadsOn('complete', state)
}

export const attendances = ['unrecorded', 'attended', 'partially_attended', 'absent'] as const
export const completions = ['unrecorded', 'completed', 'not_completed'] as const

/** What was recorded of a session for one person: whether they were there, and whether they completed it (INV-T8). */
export interface RecordOf {
  readonly attendance: (typeof attendances)[number]
  readonly completion: (typeof completions)[number]
}

/** The states that lead from a seat that was ordered to what a record says; the first says who was there, the last where it stands. */
export function statesOf({ attendance, completion }: RecordOf, reportRequired: boolean, hasReport: boolean): State[] {
  if (attendance === 'unrecorded') return ['ordered']
  if (attendance === 'absent') return ['absent']
  if (completion !== 'unrecorded') return [attendance, completion]
  return reportRequired ? [attendance, hasReport ? 'report_submitted' : 'report_due'] : [attendance]
}

/** One month after the session's end, on the same day of the month or the month's last one (INV-T8). */
export function reportDueOn(endsOn: string): string {
  const [year, month, day] = endsOn.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(day, lastDay))).toISOString().slice(0, 10)
}
