import { z } from 'zod'

const Words = z.strictObject({ ja: z.string(), en: z.string() })

/** What `hagukumi reliability --json` prints; null where a figure cannot be given. */
export const Reliability = z.strictObject({
  /** Rows in which every item is answered. */
  listwise: z.strictObject({
    alpha: z.number().nullable(),
    standardizedAlpha: z.number().nullable(),
    n: z.number().int(),
  }),
  /** Each pair of items over the rows in which both are answered; nMin and nMax over all pairs. */
  pairwise: z.strictObject({
    alpha: z.number().nullable(),
    standardizedAlpha: z.number().nullable(),
    nMin: z.number().int(),
    nMax: z.number().int(),
  }),
  /** In the order asked for, of the complete rows. */
  items: z.array(
    z.strictObject({
      name: z.string(),
      reversed: z.boolean(),
      itemRest: z.number().nullable(),
      /** Null where only one item would be left. */
      alphaIfDropped: z.number().nullable(),
    }),
  ),
  rows: z.number().int(),
  /** Rows with at least one item missing. */
  droppedRows: z.number().int(),
  warnings: z.array(Words),
  /** What the figures rest on and what they do not show. */
  notes: z.array(Words),
})
export type Reliability = z.infer<typeof Reliability>
