/** 済み · 遅れ · まもなく · これから */
export const milestoneStates = ['done', 'overdue', 'soon', 'ahead'] as const
export type MilestoneState = (typeof milestoneStates)[number]

/** A milestone may be reached on its day; on the next one it is late. `soon` is the first day on which it is told. */
export function milestoneState(
  { dueOn, doneOn }: { readonly dueOn: string; readonly doneOn: string | null },
  { today, soon }: { readonly today: string; readonly soon: (dueOn: string) => string },
): MilestoneState {
  if (doneOn !== null) return 'done'
  if (today > dueOn) return 'overdue'
  return today >= soon(dueOn) ? 'soon' : 'ahead'
}

/** What the plan of a year holds of an initiative, by which it is compared later. */
export interface PlannedInitiative {
  readonly initiativeId: number
  readonly name: string
  readonly activity: string | null
  readonly plan: string | null
  readonly pillar: string | null
  readonly owner: number
  readonly budget: number | null
  readonly milestones: readonly { readonly name: string; readonly dueOn: string }[]
}

/** Whether an initiative is otherwise than it was planned; how far it has come changes nothing of the plan. */
export function isOtherwise(now: PlannedInitiative, then: PlannedInitiative): boolean {
  const said = ({ name, activity, plan, pillar, owner, budget, milestones }: PlannedInitiative) =>
    JSON.stringify([
      [name, activity, plan, pillar, owner, budget],
      milestones.map((one) => [one.name, one.dueOn]).toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    ])
  return said(now) !== said(then)
}
