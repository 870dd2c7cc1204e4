/** What the publication of an edition does to people, as later rooms find it; the policy room keeps the answers and asks for them. */

export const effectKinds = [
  'otherTown',
  'gradeUnknown',
  'executivesEnd',
  'expectationsVanish',
  'skillsVanish',
  'skillsCarried',
  'expectationsRise',
  'floorPopulation',
] as const
export type EffectKind = (typeof effectKinds)[number]

/** What is lost for somebody is answered for before it is published; what is only to be known is not. */
const blocking: readonly EffectKind[] = [
  'otherTown',
  'gradeUnknown',
  'executivesEnd',
  'expectationsVanish',
  'skillsVanish',
]

export interface Effect {
  readonly kind: EffectKind
  /** How many people it concerns, each once. */
  readonly people: number
  /** Grades, skills or towns, each with how many people it concerns; of the floor, how many it holds before and after. */
  readonly things: readonly { readonly id: string; readonly name: string; readonly people: number }[]
  /** False: it is nothing new, such as a grade that the policy in force does not know either. */
  readonly isLoss: boolean
}

export interface EffectAnswer {
  readonly kind: EffectKind
  /** Ids of what was answered for: whatever comes to it later is asked anew. */
  readonly things: readonly string[]
  readonly reason: string
  readonly by: string
  readonly at: string
}

export function isBlocking({ kind, isLoss }: Effect): boolean {
  return isLoss && blocking.includes(kind)
}

/** The latest answer to all of an effect. */
export function answerTo({ kind, things }: Effect, answers: readonly EffectAnswer[]): EffectAnswer | undefined {
  return answers.findLast((answer) => answer.kind === kind && things.every(({ id }) => answer.things.includes(id)))
}

/** What still stands in the way of a publication. */
export function unanswered(effects: readonly Effect[], answers: readonly EffectAnswer[]): Effect[] {
  return effects.filter((effect) => isBlocking(effect) && answerTo(effect, answers) === undefined)
}
