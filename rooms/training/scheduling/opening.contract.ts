import { z } from 'zod'
import { askedOfSession, SessionBrief } from '../shape.contract.ts'

/** A session that a draft opens when it is published. */
export const OpenedShown = z.strictObject({ session: SessionBrief, capacity: z.number().int() })
/** A session to which a draft adds seats when it is published. */
export const EnlargedShown = z.strictObject({ session: SessionBrief, seats: z.number().int() })

const Count = z.number().int().min(1).max(10_000)

export const Cover = z.strictObject({
  section: z.string().max(40),
  slot: z.string().regex(/^\d{4}-\d{2}-\d{2}(am|pm)$/),
  add: Count,
})

/** What a draft rests on: nothing of it is so before it is published. */
export const Rest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('capacity'), session: z.number().int().positive(), add: Count }),
  Cover.extend({ kind: z.literal('cover') }),
  z.strictObject({ kind: z.literal('session'), ...askedOfSession }),
])
