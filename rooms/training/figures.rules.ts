import { attendedStates, orderedStates, type State, states } from './rules.ts'

const takenBack: readonly State[] = ['draft', 'withdrawn', 'cancelled']

/** What an application counts as by where it stands, in the figures of its course. */
export const countedIn = {
  /** Applied or nominated, and neither withdrawn nor cancelled; whoever was not approved or not selected has applied all the same. */
  applicants: states.filter((state) => !takenBack.includes(state)),
  ordered: orderedStates,
  attended: attendedStates,
  completed: ['completed'],
  notCompleted: ['not_completed'],
} as const satisfies Record<string, readonly State[]>
export type CourseFigure = keyof typeof countedIn
export const courseFigures = Object.keys(countedIn) as CourseFigure[]
export type CourseFigures = Record<CourseFigure, number>

/** By how much a course's figures change when an application moves from one state to another. */
export function changeOf(from: State, to: State): CourseFigures {
  const one = (figure: CourseFigure, state: State) => Number((countedIn[figure] as readonly State[]).includes(state))
  return sumOf((figure) => one(figure, to) - one(figure, from))
}

/** A course's figures, each as the function says. */
export function sumOf(amountOf: (figure: CourseFigure) => number): CourseFigures {
  return Object.fromEntries(courseFigures.map((figure) => [figure, amountOf(figure)])) as CourseFigures
}
