import type { PolicyDocument } from '#rooms/policy/document.rules.ts'

/** Characters of a thank-you. */
export const MOST_WORDS = 300
/** So many a day from one person: enough for a whole team, too few to flood a town. What was taken back counts too. */
export const MOST_A_DAY = 10

/** What a thank-you can be tied to. */
export interface Value {
  readonly valueId: string
  readonly name: string
  readonly description: string | null
  readonly isSample: boolean
}

/** No id of a policy holds a dot, so it is nobody else's. */
const THE_VALUE = 'mvv.value'

/** What the town wants of its people, as the policy says it: its values, and each word of the desired staff profile. */
export function valuesOf({ statements, desiredStaffProfile }: PolicyDocument): Value[] {
  const values = (statements ?? []).filter(({ kind }) => kind === 'value')
  return [
    ...values.map(({ heading, text, isSample }, place) => ({
      ...{ valueId: place === 0 ? THE_VALUE : `${THE_VALUE}.${place + 1}`, name: heading ?? text },
      ...{ description: heading ? text : null, isSample },
    })),
    ...(desiredStaffProfile ?? []).map(({ id, name, description = null, isSample: isInvented }) => ({
      ...{ valueId: id, name, description, isSample: isInvented },
    })),
  ]
}

/** Which thank-yous are looked at: mine, what I wrote, what I was shown as a head, or public ones. */
export const lists = ['received', 'written', 'section', 'town', 'team'] as const
export type List = (typeof lists)[number]

export type ReportAnswer = 'removed' | 'kept'

export const steps = ['correctThanks', 'takeBackThanks', 'hideThanks', 'reportThanks'] as const
type Step = (typeof steps)[number]

/** What a reader may do with a thank-you that stands. */
export function mayWith(one: {
  readonly isWriter: boolean
  readonly isReceiver: boolean
  readonly isOfToday: boolean
  readonly isRemoved: boolean
  readonly isReported: boolean
}): Step[] {
  if (one.isRemoved) return []
  return [
    ...(one.isWriter && one.isOfToday ? (['correctThanks'] as const) : []),
    ...(one.isWriter ? (['takeBackThanks'] as const) : []),
    ...(one.isReceiver ? (['hideThanks'] as const) : []),
    ...(!one.isWriter && !one.isReported ? (['reportThanks'] as const) : []),
  ]
}
