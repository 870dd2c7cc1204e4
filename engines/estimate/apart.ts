/** An estimate from a file, off the main thread, with all that is told in both languages: for the verb, and for a room that asks this engine. */
import { workApart } from '#platform/files/apart.ts'
import type { Problem } from '#platform/files/problem.ts'
import { type Language, type MessageValues, translate } from '#platform/i18n/messages.ts'
import { estimateMessages } from './messages.ts'
import type { Result, Said, Wanted } from './result.ts'
import type { FaultKey, Parts } from './table.ts'

export type Words = Readonly<Record<Language, string>>

/** As `Result`; what is told with it stands in words. */
export type Told = Omit<Result, 'warnings' | 'notes'> & {
  readonly warnings: readonly Words[]
  readonly notes: readonly Words[]
}

type FromWorker =
  | { readonly done: number; readonly total: number }
  | { readonly problem: Problem }
  | { readonly fault: { readonly key: FaultKey; readonly values: MessageValues } }
  | { readonly result: Result }

/** @returns the estimate, or why there is none: `key` where the columns do not give one, none where the file cannot be read */
export async function estimateApart(
  input: { readonly bytes: Uint8Array; readonly parts: Parts; readonly wanted: Wanted },
  tell: (done: number, total: number) => void = () => undefined,
): Promise<{ readonly told: Told } | { readonly fault: Words; readonly key?: FaultKey }> {
  const hear = (message: FromWorker) => {
    if (!('done' in message)) return message
    tell(message.done, message.total)
    return undefined
  }
  try {
    const answer = await workApart(new URL('./worker.ts', import.meta.url), input, hear, { megabytes: 8_192 })
    if ('problem' in answer) return { fault: { ja: answer.problem.reason, en: answer.problem.reasonEn } }
    if ('fault' in answer)
      return { fault: inWords(`fault.${answer.fault.key}`, answer.fault.values), key: answer.fault.key }
    const { warnings, notes, ...figures } = answer.result
    return { told: { ...figures, warnings: warnings.map(said), notes: notes.map(said) } }
  } catch (error) {
    const isFull =
      (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') ||
      error instanceof RangeError
    if (isFull) return { fault: inWords('fault.memory') }
    throw error
  }
}

const said = ({ key, values }: Said) => inWords(key, values)

function inWords(key: string, values: MessageValues = {}): Words {
  const say = (language: Language) =>
    translate(estimateMessages, language, key as keyof (typeof estimateMessages)['ja'] & string, values)
  return { ja: say('ja'), en: say('en') }
}
