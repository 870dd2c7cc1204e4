import { z } from 'zod'

/** Whole numbers; a share is computed from them where it is shown (INV-L8). `denominator` is null for a plain count. */
export const Counted = z.strictObject({ numerator: z.number(), denominator: z.number().nullable() })
