/**
 * Searches under way in this process, by the key that whoever began one made for it. They end with their time, by themselves, or when they are
 * told to; nothing of them is stored, so that a process that ends takes only its searches with it.
 */
import type { Problem } from '#engines/schedule/contract.ts'
import { type Scheduled, schedule } from '#engines/schedule/schedule.ts'
import type { Language } from '#platform/i18n/messages.ts'

interface Search {
  readonly begun: number
  readonly stopping: AbortController
  stage: string
  seated: number
  seatedBound: number
}

const searches = new Map<string, Search>()

export async function search(
  key: string,
  { problem, language, seconds }: { problem: Problem; language: Language; seconds: number },
): Promise<Scheduled> {
  const begun = Date.now()
  const one: Search = { begun, stopping: new AbortController(), stage: 'counting', seated: 0, seatedBound: 0 }
  searches.set(key, one)
  try {
    return await schedule({
      ...{ problem, language, seed: 1, until: begun + seconds * 1000, stopping: one.stopping.signal },
      tell: (stage, { seated, seatedBound }) => Object.assign(one, { stage, seated, seatedBound }),
    })
  } finally {
    searches.delete(key)
  }
}

export function lookAt(key: string) {
  const one = searches.get(key)
  return {
    isRunning: one !== undefined,
    stage: one?.stage ?? null,
    seated: one?.seated ?? 0,
    seatedBound: one?.seatedBound ?? 0,
    seconds: one ? (Date.now() - one.begun) / 1000 : 0,
  }
}

export function stop(key: string): boolean {
  const one = searches.get(key)
  one?.stopping.abort()
  return one !== undefined
}
