/**
 * Who may do what with an application by where it stands. Services refuse by these, and answers tell pages what they say: a page offers
 * what they let through, and decides nothing.
 */
import { mayComplete } from '../attendance/rules.ts'
import { isPast, resendBy } from '../days.rules.ts'
import { leadsOn, openStates, type State } from '../rules.ts'
import type { closedBecause } from '../sessions/rules.ts'

export const ownDoings = ['withdraw', 'resubmit', 'submitReport', 'arrangeCover'] as const
export const headDoings = ['approve', 'returnForRevision', 'reject', 'arrangeCover', 'agreeToCover'] as const
export const hrDoings = ['select', 'order', 'complete'] as const

interface Standing {
  readonly state: State
  readonly session: Parameters<typeof closedBecause>[0] & { readonly endsOn: string }
  readonly returnedOn: string | null
}

/** Whoever had a seat and did not come is absent with a reason, or cancelled by HR; whoever had none has nothing left to withdraw from. */
export function isTooLateToWithdraw({ startsOn }: { readonly startsOn: string }, day: string): boolean {
  return startsOn < day
}

/** Why a returned application is not sent again on a day; undefined where it may be. */
export function resendFault({ session, returnedOn }: Omit<Standing, 'state'>, day: string) {
  return session.cancelledOn === null && day <= resendBy(session, returnedOn) ? undefined : closedFor(session)
}

function closedFor({ cancelledOn }: Standing['session']) {
  return cancelledOn === null ? 'session_closed' : 'session_cancelled'
}

/** Cover can be arranged and agreed to on a day. */
function isCoverOpen({ state, session }: Omit<Standing, 'returnedOn'>, day: string): boolean {
  return openStates.includes(state) && session.endsOn >= day && !isPast(state, session, day)
}

/** What whose application it is may do on a day. */
export function ownMay(standing: Standing, day: string): (typeof ownDoings)[number][] {
  const { state, session } = standing
  return [
    ...(leadsOn('withdraw', state) && !isTooLateToWithdraw(session, day) ? (['withdraw'] as const) : []),
    ...(leadsOn('resubmit', state) && !resendFault(standing, day) ? (['resubmit'] as const) : []),
    ...(leadsOn('submitReport', state) ? (['submitReport'] as const) : []),
    ...(isCoverOpen(standing, day) ? (['arrangeCover'] as const) : []),
  ]
}

/**
 * What whoever decides for the applicant may do on a day. Who is not there on the session's days cannot be approved; cover that names
 * somebody is agreed to by them.
 */
export function headMay(
  { state, session, isThere }: Omit<Standing, 'returnedOn'> & { readonly isThere: boolean },
  cover: { readonly agreedOn: string | null; readonly substitute: unknown } | null,
  day: string,
): (typeof headDoings)[number][] {
  const awaitsHead = cover !== null && cover.agreedOn === null && !cover.substitute
  const [decides, covers] = [!isPast(state, session, day), isCoverOpen({ state, session }, day)]
  const may: (typeof headDoings)[number][] = []
  if (decides && isThere && leadsOn('approve', state)) may.push('approve')
  if (decides && leadsOn('returnForRevision', state)) may.push('returnForRevision')
  if (decides && leadsOn('reject', state)) may.push('reject')
  if (covers) may.push('arrangeCover')
  if (covers && awaitsHead) may.push('agreeToCover')
  return may
}

/**
 * What HR may do with an application of a session that stands, whatever the day: select or make wait, and order, whoever is there on its days;
 * record the completion.
 */
export function hrMay(state: State, reportRequired: boolean, isThere: boolean): (typeof hrDoings)[number][] {
  return [
    ...(['select', 'order'] as const).filter((name) => isThere && leadsOn(name, state)),
    ...(mayComplete(state, reportRequired) ? (['complete'] as const) : []),
  ]
}

/** Steps that whoever took them takes back; what was recorded after the session is corrected, and an application is withdrawn. */
const takenBack: readonly State[] = [
  'withdrawn',
  'section_head_approved',
  'returned',
  'rejected',
  'hr_selected',
  'waitlisted',
  'not_selected',
  'ordered',
  'cancelled',
]

/**
 * Whether somebody may take this last step back: it is their own, of today, and leads back to where something was. An approval is taken back
 * on any day until HR has gone on from it, while its session has not begun.
 */
export function isTakenBack(
  step: {
    readonly from: State
    readonly to: State
    readonly actor: number | null
    readonly actedAs: string
    readonly takenOn: string
  },
  { subjectId, roles }: { readonly subjectId: number | null; readonly roles: readonly string[] },
  day: string,
  startsOn: string,
): boolean {
  const { from, to, actor, actedAs, takenOn } = step
  const isInTime = takenOn === day || (to === 'section_head_approved' && day <= startsOn)
  if (actor === null || actor !== subjectId || !isInTime || from === 'draft') return false
  return takenBack.includes(to) && (actedAs !== 'hr' || roles.includes('hr'))
}

/** What HR has still to record of an application, today or later. */
export function awaits(state: State): 'attendance' | 'completion' | null {
  if (leadsOn('attend', state)) return 'attendance'
  return leadsOn('notComplete', state) ? 'completion' : null
}
