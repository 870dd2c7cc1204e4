/** Why a seat went that a run gave to nobody else, as a kind of reason. */
import type { Barrier } from '../barrier.rules.ts'
import type { Broken } from './rules.ts'

/** Why a seat that breaks a rule went, for the ledger of what keeps people from learning; null: it made room for others. */
export function barrierOf(because: Broken | null) {
  switch (because) {
    case 'under_minimum':
    case 'lacking_then':
      return 'counter' satisfies Barrier
    case 'too_many':
      return 'seats' satisfies Barrier
    case 'unknown_staff':
    case 'not_there_then':
      return 'moved' satisfies Barrier
    default:
      return 'schedule' satisfies Barrier
  }
}
