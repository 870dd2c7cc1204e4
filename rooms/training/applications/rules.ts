/**
 * Who may do what with an application by where it stands. Services refuse by these, and answers tell pages what they say: a page offers
 * what they let through, and decides nothing.
 */
import { mayComplete } from '../attendance/rules.ts'
import { holdsSeat, leadsOn, openStates, type State } from '../rules.ts'
import { closedBecause } from '../sessions/rules.ts'

export const ownDoings = ['withdraw', 'resubmit', 'submitReport', 'arrangeCover'] as const
export const headDoings = ['approve', 'returnForRevision', 'reject', 'arrangeCover', 'agreeToCover'] as const
export const hrDoings = ['select', 'order', 'complete'] as const

interface Standing {
  readonly state: State
  readonly session: Parameters<typeof closedBecause>[0]
}

/** Whoever did not come is absent with a reason, or cancelled by HR: with a seat nobody withdraws once the session has begun. */
export function isTooLateToWithdraw({ state, session }: Standing, day: string): boolean {
  return holdsSeat(state) && session.startsOn < day
}

/** What whose application it is may do on a day. */
export function ownMay(standing: Standing, day: string): (typeof ownDoings)[number][] {
  const { state, session } = standing
  return [
    ...(leadsOn('withdraw', state) && !isTooLateToWithdraw(standing, day) ? (['withdraw'] as const) : []),
    ...(leadsOn('resubmit', state) && !closedBecause(session, day) ? (['resubmit'] as const) : []),
    ...(leadsOn('submitReport', state) ? (['submitReport'] as const) : []),
    ...(openStates.includes(state) ? (['arrangeCover'] as const) : []),
  ]
}

/** What the applicant's section head may do. Cover that names somebody is agreed to by them. */
export function headMay(
  state: State,
  cover: { readonly agreedOn: string | null; readonly substitute: unknown } | null,
): (typeof headDoings)[number][] {
  const awaitsHead = cover !== null && cover.agreedOn === null && !cover.substitute
  return [
    ...(['approve', 'returnForRevision', 'reject'] as const).filter((name) => leadsOn(name, state)),
    ...(openStates.includes(state) ? (['arrangeCover'] as const) : []),
    ...(openStates.includes(state) && awaitsHead ? (['agreeToCover'] as const) : []),
  ]
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

/** Whether somebody may take this last step back: it is their own, of today, and leads back to where something was. */
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
): boolean {
  const { from, to, actor, actedAs, takenOn } = step
  if (actor === null || actor !== subjectId || takenOn !== day || from === 'draft') return false
  return takenBack.includes(to) && (actedAs !== 'hr' || roles.includes('hr'))
}

/** What HR has still to record of an application, today or later. */
export function awaits(state: State): 'attendance' | 'completion' | null {
  if (leadsOn('attend', state)) return 'attendance'
  return leadsOn('notComplete', state) ? 'completion' : null
}
