import { channel } from 'node:diagnostics_channel'
import { Refusal } from '#platform/refusal/refusal.ts'

/** Told on this channel of Node's, to whoever listens: which operation was refused and with what. */
export const REFUSED = 'hagukumi.refused'

export interface Refused {
  /** In full, e.g. `pdca.decide`. */
  readonly operation: string
  readonly code: string
}

const refused = channel(REFUSED)

/** Passes the error on. */
export function tellRefused(operation: string, error: unknown): unknown {
  if (refused.hasSubscribers && error instanceof Refusal) {
    refused.publish({ operation, code: error.code } satisfies Refused)
  }
  return error
}
