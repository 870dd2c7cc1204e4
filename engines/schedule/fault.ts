import type { scheduleMessages } from './messages.ts'

/** What is wrong with a problem's file, as words to be filled in. */
export interface Fault {
  readonly key: keyof (typeof scheduleMessages)['ja']
  readonly values: Readonly<Record<string, string | number>>
  /** Keys of further words in the sentence, e.g. what was expected. */
  readonly words?: Readonly<Record<string, keyof (typeof scheduleMessages)['ja']>>
}
