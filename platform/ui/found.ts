import { useEffect, useMemo, useState } from 'react'
import { isFound, wantedIn } from '#platform/search/fold.ts'
import { keptTermsOf } from '#platform/search/kept.ts'
import type { isReadAs, mayBeRead } from '#platform/search/reading.ts'

interface Reading {
  readonly isReadAs: typeof isReadAs
  readonly mayBeRead: typeof mayBeRead
}

/** Whether the words that somebody typed stand in a title or in what it is found by beside it, or can be read in the title. */
export type Finds = (typed: string, title: string, also?: string) => boolean

/** In a list that is here whole, as everything is found (platform/search). Readings are heavy: they come once somebody searches, and find more from then on. */
export function useFinds(isAsked: boolean): Finds {
  const [reading, setReading] = useState<Reading | undefined>(known)
  useEffect(() => {
    if (!isAsked) return
    // Without them the letters find what they find.
    import('#platform/search/reading.ts').then(
      (come) => {
        known = come
        setReading(come)
      },
      () => undefined,
    )
  }, [isAsked])
  return useMemo(() => findsWith(reading), [reading])
}

export function findsWith(reading?: Reading): Finds {
  return (typed, title, also = '') => {
    if (typed.trim() === '') return true
    const wanted = wantedIn(typed)
    if (isFound(`${keptTermsOf(title)} ${keptTermsOf(also)}`, wanted)) return true
    return reading?.mayBeRead(wanted) ? reading.isReadAs(title, wanted) : false
  }
}

let known: Reading | undefined
