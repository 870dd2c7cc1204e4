import { z } from 'zod'

/**
 * Two who edit the same thing: whatever can be edited is shown with its `version`, and a change names the version that it was made
 * from, `seen`. Where something else is stored by then, the change is refused and nothing is lost: the page shows both.
 * How a version is made: made-from.ts.
 */
export const Version = z.string()

/** What the change was made from: the `version` of the answer that was shown; absent where nothing was there to be shown. */
export const Seen = z.string().max(100).optional()

/**
 * What an operation that takes back declares: whoever pressed takes it back on the same day, until the next party has acted on it. It asks no
 * reason, and what was taken back counts in nothing; what was recorded wrongly and stood longer is corrected instead.
 */
export const takenBackRefusal = { acted_on_meanwhile: 409 } as const

/** What an operation that changes something existing declares. */
export const staleRefusal = { changed_meanwhile: 409 } as const
