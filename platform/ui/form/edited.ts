import { problemFrom } from '#platform/client/client.ts'
import { useDraft } from './drafts.ts'

/** What was typed, and the version that it was made from. */
interface Edited<T> {
  typed: T
  seen: string | undefined
}

/**
 * A draft of something that others may edit too. What was typed is kept with the version that it was made from, also over a reload;
 * where nothing was typed, the form follows what is stored. `now` is there once something else is stored than what was changed, and
 * whoever types is shown both (`ChangedMeanwhile`). `stored` undefined: it is being added, or was never said.
 */
export function useEdited<T>(key: string, empty: T, stored: { is: T; version: string | undefined } | undefined) {
  const [draft, keep, drop] = useDraft<Edited<T> | null>(key, null)
  const is = stored?.is ?? empty
  const version = stored?.version
  const isSame = draft === null || JSON.stringify(draft.typed) === JSON.stringify(is)
  const seen = isSame ? version : draft.seen
  return {
    typed: draft?.typed ?? is,
    seen,
    now: seen === version ? undefined : is,
    type: (typed: T) => keep({ typed, seen }),
    /** Goes on with what was typed, having seen what is stored now. */
    takeOver: () => draft && keep({ typed: draft.typed, seen: version }),
    /** Goes on with what is stored now. */
    takeStored: drop,
    drop,
  }
}

/** Of a refusal: the page shows both instead of a sentence alone. */
export function isStale(error: unknown): boolean {
  return problemFrom(error)?.code === 'changed_meanwhile'
}
