import type { MessageValues } from '#platform/i18n/messages.ts'
import type { protectMessages } from './messages.ts'

export type FaultKey = Extract<keyof (typeof protectMessages)['ja'], `fault.${string}`>

/** What is wrong with what was given, as a sentence's key and values; whoever talks to the person translates it. */
export class Fault extends Error {
  readonly key: FaultKey
  readonly values: MessageValues

  constructor(key: FaultKey, values: MessageValues = {}) {
    super(key)
    this.name = 'Fault'
    this.key = key
    this.values = values
  }
}
