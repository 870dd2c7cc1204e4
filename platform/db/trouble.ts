import { databaseMessages } from '#platform/db/messages.ts'
import { type Language, type MessageValues, translate } from '#platform/i18n/messages.ts'

export type DatabaseSentence = keyof (typeof databaseMessages)['ja']

/** The database cannot be used, for a reason that whoever starts the server can mend. Its message is the sentence to show. */
export class DatabaseTrouble extends Error {
  readonly key: DatabaseSentence
  readonly values: MessageValues

  constructor(key: DatabaseSentence, values: MessageValues = {}, cause?: unknown) {
    super(sentence(key, values), { cause })
    this.name = 'DatabaseTrouble'
    this.key = key
    this.values = values
  }
}

export function sentence(key: DatabaseSentence, values: MessageValues = {}, language: Language = 'ja'): string {
  return translate(databaseMessages, language, key, values)
}

/** The first line of what an error says, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error)
}

/** The code of an error of the operating system (`ENOENT`) or of PostgreSQL (`42501`). */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
