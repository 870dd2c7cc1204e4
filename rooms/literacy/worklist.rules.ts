/** How a person stands to the floor on a day. One of these holds for everyone in service; of whom the policy leaves out, the reason says it. */
const floorStates = ['unassessed', 'below', 'reached'] as const
type FloorState = (typeof floorStates)[number]

/**
 * Reasons for which somebody in service is outside the denominator (INV-P5), by the codes of the room's messages. Whoever is on leave and has reached
 * the floor owes nothing when they are back.
 */
const outsideReasons = ['on_leave', 'reached_on_leave', 'other_category', 'excluded'] as const
type OutsideReason = (typeof outsideReasons)[number]

export type Standing = FloorState | OutsideReason
export const standings: readonly Standing[] = [...floorStates, ...outsideReasons]

/** For whom something is still to be done, now or when they are back: what the worklist shows unasked. */
export const onWorklist: readonly Standing[] = ['unassessed', 'below', 'on_leave']

/** Whoever is at the floor and will not be in so many days, because evidence ends, stands on the worklist too. */
export const ENDING_DAYS = 60

/** Somebody is new for so many days from the first day of service. */
export const NEW_DAYS = 90
