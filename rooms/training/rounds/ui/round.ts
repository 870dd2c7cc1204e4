import type { Output } from '#platform/contract/contract.ts'
import type { rounds } from '../contract.ts'

/** A round as its page shows it. */
export type Round = Output<typeof rounds.showRound>
