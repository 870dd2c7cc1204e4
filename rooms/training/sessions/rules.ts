export interface SessionTimes {
  readonly startsOn: string
  readonly endsOn: string
  /** HH:MM of every day from the first to the last. */
  readonly startsAt: string
  readonly endsAt: string
}

/**
 * When two sessions need the same person at the same time (INV-T5): each line compares a field of the one with a field of
 * the other. `overlap` and the condition in SQL (`overlapping`) are both made from these lines. Hours that only touch do not clash.
 */
export const overlapLines = [
  ['startsOn', '<=', 'endsOn'],
  ['endsOn', '>=', 'startsOn'],
  ['startsAt', '<', 'endsAt'],
  ['endsAt', '>', 'startsAt'],
] as const satisfies readonly (readonly [keyof SessionTimes, keyof typeof comparisons, keyof SessionTimes])[]

export function overlap(a: SessionTimes, b: SessionTimes): boolean {
  return overlapLines.every(([mine, is, theirs]) => comparisons[is](a[mine], b[theirs]))
}

export const halfDays = ['am', 'pm'] as const
export type HalfDay = (typeof halfDays)[number]

/** The halves of a day, parted at noon, that a session takes; at least one. */
export function halvesOf({ startsAt, endsAt }: Pick<SessionTimes, 'startsAt' | 'endsAt'>): HalfDay[] {
  return halfDays.filter((half) => (half === 'am' ? startsAt < NOON : endsAt > NOON))
}

export type OrderFault = 'ends_before_start' | 'applies_after_start'

/** Why a session cannot be as it is written: it ends before it starts, or takes applications after its first day. */
export function orderFault(session: SessionTimes & { readonly applyBy: string }): OrderFault | undefined {
  if (session.endsOn < session.startsOn || session.endsAt <= session.startsAt) return 'ends_before_start'
  return session.applyBy > session.startsOn ? 'applies_after_start' : undefined
}

/** Why a session takes no application on a day; undefined where it does. */
export function closedBecause(
  { cancelledOn, applyBy, startsOn }: { cancelledOn: string | null; applyBy: string; startsOn: string },
  day: string,
): 'session_cancelled' | 'session_closed' | undefined {
  if (cancelledOn !== null) return 'session_cancelled'
  return applyBy < day || startsOn < day ? 'session_closed' : undefined
}

/** Why somebody is not there for a session: in service and not on leave on each of its days (INV-T7). */
export type NotThere = 'not_in_service_then' | 'on_leave_then'

export function notThereBecause(inService: boolean, onLeave: boolean): NotThere | undefined {
  if (!inService) return 'not_in_service_then'
  return onLeave ? 'on_leave_then' : undefined
}

/** Days [from, to), open where `to` is null. */
export interface Days {
  readonly from: string
  readonly to: string | null
}

/** The same of somebody's spells of service and their leave. */
export function notThereIn(
  { spells, leave }: { readonly spells: readonly Days[]; readonly leave: readonly Days[] },
  { startsOn, endsOn }: Pick<SessionTimes, 'startsOn' | 'endsOn'>,
): NotThere | undefined {
  const lasts = spells.some(({ from, to }) => from <= startsOn && (to === null || to > endsOn))
  return notThereBecause(
    lasts,
    leave.some(({ from, to }) => from <= endsOn && (to === null || to > startsOn)),
  )
}

const NOON = '12:00'

const comparisons = {
  '<': (a: string, b: string) => a < b,
  '>': (a: string, b: string) => a > b,
  '<=': (a: string, b: string) => a <= b,
  '>=': (a: string, b: string) => a >= b,
}
