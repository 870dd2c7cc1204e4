/**
 * What counts on which day, said once. Everything of this room goes by it: lists, refusals, notices, and every measure (`measures.test.ts`
 * and `recount.test.ts` count each anew from the rows).
 *
 * | what | is open, or counts |
 * |---|---|
 * | applying for a session | until its last day to apply, and never after its first day |
 * | sending a returned application again | until that day or `RESEND_DAYS` after it was returned, whichever is later, never after the first day |
 * | deciding, selecting by itself, promoting from the waiting list | until the session's first day; after it whoever was not seated has missed it: the application is past (`isPast`), on no list, and nobody decides it |
 * | withdrawing | until the session's first day |
 * | arranging cover and agreeing to it | until the session's last day, of whoever is seated; of others until its first |
 * | seats, cover and staffing | on the session's days, by who is in service, not on leave and in no other session then |
 * | cover that was agreed | for the hours and the section it was agreed for: a session that is moved is asked about again, and so is the new section of whoever was transferred |
 * | who decides | on the day of the step (people/deciders.rules.ts); what nobody has decided for the town's number of days (`ABOVE_DAYS`) after it was last sent, the next above as well |
 * | a recommendation | open for `OPEN_DAYS` from its day, while its course is offered, until it is answered, an application comes of it or another head recommends the same. An application that its person withdrew is none from that day on: the answer stands as it was said, and may be said again or applied on |
 * | attendance, absence, completion; sessions, people trained | on the session's first day, whenever it is recorded (INV-F2) |
 * | approvals and their cover | on the day of the approval, with the cover that stood at that moment |
 * | recommendations and what came of them | on the day of the recommendation; what came of it as far as it had by the day asked about |
 * | whatever belongs to a session that was cancelled | never, whenever it was cancelled (INV-T9) |
 */
import { addDays } from '#platform/time/dates.ts'
import type { State } from './rules.ts'

/** Days for which a returned application may be sent again, though the last day to apply has passed. */
export const RESEND_DAYS = 7

/** Days without a decision after which the next above may decide as well, where the town has set no others (the reminder `above`). */
export const ABOVE_DAYS = 10

/** Not seated and not over: these are past once their session has begun on an earlier day. */
export const lapsingStates = [
  'submitted',
  'returned',
  'section_head_approved',
  'waitlisted',
] as const satisfies readonly State[]

/** The session began on an earlier day, and the person was not seated: 経過. */
export function isPast(state: State, { startsOn }: { readonly startsOn: string }, day: string): boolean {
  return startsOn < day && lapsingStates.some((one) => one === state)
}

/** Last day on which a returned application may be sent again. */
export function resendBy(
  { startsOn, applyBy }: { readonly startsOn: string; readonly applyBy: string },
  returnedOn: string | null,
): string {
  const again = returnedOn === null ? applyBy : addDays(returnedOn, RESEND_DAYS)
  const last = again > applyBy ? again : applyBy
  return last < startsOn ? last : startsOn
}

/** The same of a returned application that nobody may send again, before its session begins. */
export function isPastOrUnsent(
  state: State,
  session: Parameters<typeof resendBy>[0],
  returnedOn: string | null,
  day: string,
): boolean {
  return isPast(state, session, day) || (state === 'returned' && resendBy(session, returnedOn) < day)
}
