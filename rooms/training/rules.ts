/**
 * The way of an application, as a table of steps (INV-T1).
 *
 *   draft → submitted → section_head_approved | returned | rejected → hr_selected | waitlisted | not_selected → ordered
 *     → attended | partially_attended | absent → report_due → report_submitted → completed | not_completed
 *
 * A course without a report goes from attendance straight to its completion. Until attendance is recorded the person may
 * withdraw and HR may cancel. A nomination begins at `ordered`. A draft lives in the person's browser and is never stored.
 */
import { type DecidesAs, decidingAs } from '#rooms/people/deciders.rules.ts'

export const states = [
  'draft',
  'submitted',
  'section_head_approved',
  'returned',
  'rejected',
  'hr_selected',
  'waitlisted',
  'not_selected',
  'ordered',
  'attended',
  'partially_attended',
  'absent',
  'report_due',
  'report_submitted',
  'completed',
  'not_completed',
  'withdrawn',
  'cancelled',
] as const
export type State = (typeof states)[number]

/** In what capacity a step is taken; a section head, or who stands in where there is none, as they decide. `waitingList`: a freed seat went to the next in line by itself; `swap`: two gave their seats to each other. */
export type StepRole = 'self' | DecidesAs | 'waitingList' | 'swap'

interface StepRule {
  readonly from: readonly State[]
  readonly to: State
  readonly by: readonly StepRole[]
  /** The step is refused without a reason. */
  readonly needsReason?: true
}

const beforeAttendance = [
  'submitted',
  'section_head_approved',
  'returned',
  'hr_selected',
  'waitlisted',
  'ordered',
] as const satisfies readonly State[]

export const steps = {
  submit: { from: ['draft'], to: 'submitted', by: ['self'] },
  resubmit: { from: ['returned'], to: 'submitted', by: ['self'] },
  approve: { from: ['submitted'], to: 'section_head_approved', by: decidingAs },
  returnForRevision: { from: ['submitted'], to: 'returned', by: decidingAs, needsReason: true },
  reject: { from: ['submitted'], to: 'rejected', by: decidingAs, needsReason: true },
  select: { from: ['section_head_approved', 'waitlisted'], to: 'hr_selected', by: ['hr', 'waitingList'] },
  wait: { from: ['section_head_approved'], to: 'waitlisted', by: ['hr'] },
  notSelect: { from: ['section_head_approved', 'waitlisted', 'hr_selected'], to: 'not_selected', by: ['hr'] },
  order: { from: ['hr_selected'], to: 'ordered', by: ['hr'] },
  nominate: { from: ['draft'], to: 'ordered', by: ['hr', 'swap'] },
  attend: { from: ['ordered'], to: 'attended', by: ['hr'] },
  attendPartially: { from: ['ordered'], to: 'partially_attended', by: ['hr'] },
  miss: { from: ['ordered'], to: 'absent', by: ['hr'], needsReason: true },
  oweReport: { from: ['attended', 'partially_attended'], to: 'report_due', by: ['hr'] },
  submitReport: { from: ['report_due'], to: 'report_submitted', by: ['self'] },
  complete: { from: ['attended', 'partially_attended', 'report_submitted'], to: 'completed', by: ['hr'] },
  notComplete: {
    from: ['attended', 'partially_attended', 'report_due', 'report_submitted'],
    to: 'not_completed',
    by: ['hr'],
  },
  withdraw: { from: beforeAttendance, to: 'withdrawn', by: ['self'], needsReason: true },
  cancel: { from: beforeAttendance, to: 'cancelled', by: ['hr', 'swap'], needsReason: true },
} as const satisfies Record<string, StepRule>
export type StepName = keyof typeof steps

export type StepFault = 'wrong_state' | 'reason_needed' | 'not_this_role'

/** Why a step cannot be taken from a state in a role; undefined where it can. */
export function stepFault(name: StepName, from: State, role: StepRole, reason?: string): StepFault | undefined {
  const step: StepRule = steps[name]
  if (!step.by.includes(role)) return 'not_this_role'
  if (!step.from.includes(from)) return 'wrong_state'
  if (step.needsReason && !reason?.trim()) return 'reason_needed'
  return undefined
}

/** States in which the person has a confirmed seat of the session (INV-T2); a past attendance keeps it. */
export const seatStates = [
  'hr_selected',
  'ordered',
  'attended',
  'partially_attended',
  'absent',
  'report_due',
  'report_submitted',
  'completed',
  'not_completed',
] as const satisfies readonly State[]
/** The person was there, whatever followed; absence ends the way, so these follow from it no more (INV-T8). */
export const attendedStates = [
  'attended',
  'partially_attended',
  'report_due',
  'report_submitted',
  'completed',
  'not_completed',
] as const satisfies readonly State[]
/** The seat is ordered or the person has been: what a recommendation led to. */
export const orderedStates = ['ordered', 'absent', ...attendedStates] as const satisfies readonly State[]
/** Nothing more will happen, and the person may apply for the same session again. */
export const closedStates = ['rejected', 'not_selected', 'withdrawn', 'cancelled'] as const satisfies readonly State[]
/** What may still be withdrawn or cancelled. */
export const openStates: readonly State[] = beforeAttendance
/** Nothing has been recorded of the session: while all its applications are so, it may be cancelled (INV-T9). */
export const unrecordedStates: readonly State[] = [...beforeAttendance, ...closedStates]
/** Nothing is left to do, for anybody. */
export const overStates: readonly State[] = [...closedStates, 'absent', 'completed', 'not_completed']
/** The section head has approved, or HR has nominated, and attendance is not recorded yet: cover is wanted (INV-T6). */
export const coveredStates = [
  'section_head_approved',
  'hr_selected',
  'waitlisted',
  'ordered',
] as const satisfies readonly State[]
/** What a section head has to look at: to decide, or to find cover for. */
export const headsStates = ['submitted', ...coveredStates] as const satisfies readonly State[]
/** HR may record the completion. */
export const completableStates = [
  'attended',
  'partially_attended',
  'report_submitted',
] as const satisfies readonly State[]

export function holdsSeat(state: State): boolean {
  return (seatStates as readonly State[]).includes(state)
}

/** States from the first to the last, as a person who ended in `state` has gone through them; for histories from elsewhere. */
export function pathTo(state: State, reportRequired: boolean, nominated = false): State[] {
  const toSeat: State[] = nominated ? ['ordered'] : ['submitted', 'section_head_approved', 'hr_selected', 'ordered']
  const report: State[] = reportRequired ? ['report_due', 'report_submitted'] : []
  switch (state) {
    case 'draft':
      return []
    case 'submitted':
      return ['submitted']
    case 'section_head_approved':
    case 'returned':
    case 'rejected':
    case 'withdrawn':
    case 'cancelled':
      return ['submitted', state]
    case 'waitlisted':
    case 'not_selected':
    case 'hr_selected':
      return ['submitted', 'section_head_approved', state]
    case 'ordered':
      return toSeat
    case 'attended':
    case 'partially_attended':
    case 'absent':
      return [...toSeat, state]
    case 'report_due':
      return [...toSeat, 'attended', 'report_due']
    case 'report_submitted':
      return [...toSeat, 'attended', 'report_due', 'report_submitted']
    case 'completed':
    case 'not_completed':
      return [...toSeat, 'attended', ...report, state]
  }
}

/** Whether a step leads on from a state; who may take it is another question. */
export function leadsOn(name: StepName, from: State): boolean {
  return (steps[name].from as readonly State[]).includes(from)
}

export const stages = ['submit', 'approve', 'select', 'attend', 'report', 'complete'] as const
export type Stage = (typeof stages)[number]

/** Where an application stands among the stages that a person sees: those behind it, and the one it is in. */
export function stageOf(state: State): { done: number; at: Stage } {
  const at = (stage: Stage, isDone = false) => ({ done: stages.indexOf(stage) + (isDone ? 1 : 0), at: stage })
  switch (state) {
    case 'draft':
      return at('submit')
    case 'submitted':
    case 'returned':
    case 'rejected':
      return at('approve')
    case 'section_head_approved':
    case 'waitlisted':
    case 'not_selected':
    case 'hr_selected':
      return at('select')
    case 'ordered':
    case 'absent':
      return at('attend')
    case 'report_due':
      return at('report')
    case 'attended':
    case 'partially_attended':
    case 'report_submitted':
    case 'not_completed':
      return at('complete')
    case 'completed':
      return at('complete', true)
    case 'withdrawn':
    case 'cancelled':
      return at('submit', true)
  }
}

export interface OnTheWay {
  readonly stage: Stage
  readonly is: 'done' | 'current' | 'todo'
  /** The application stands here, even where it goes no further. */
  readonly isHere: boolean
}

/** The stages of an application as a person sees them. Whoever left stands where the application was then: `leftFrom`; what is past leads nowhere. */
export function wayOf(state: State, leftFrom: State | null, reportRequired: boolean, isPast = false): OnTheWay[] {
  const hasLeft = state === 'withdrawn' || state === 'cancelled'
  const { done, at } = stageOf(hasLeft && leftFrom ? leftFrom : state)
  return stages.flatMap((stage, place): OnTheWay[] => {
    if (stage === 'report' && !reportRequired) return []
    const isHere = stage === at && done <= place
    const isCurrent = isHere && !isPast && !overStates.includes(state)
    return [{ stage, is: place < done ? 'done' : isCurrent ? 'current' : 'todo', isHere }]
  })
}
