export interface SessionTimes {
  readonly startsOn: string
  readonly endsOn: string
  /** HH:MM of every day from the first to the last. */
  readonly startsAt: string
  readonly endsAt: string
}

/** Two sessions need the same person at the same time (INV-T5). */
export function overlap(a: SessionTimes, b: SessionTimes): boolean {
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn && a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

export type OrderFault = 'ends_before_start' | 'applies_after_start'

/** Why a session cannot be as it is written: it ends before it starts, or takes applications after its first day. */
export function orderFault(session: SessionTimes & { readonly applyBy: string }): OrderFault | undefined {
  if (session.endsOn < session.startsOn || session.endsAt <= session.startsAt) return 'ends_before_start'
  return session.applyBy > session.startsOn ? 'applies_after_start' : undefined
}
