import { z } from 'zod'
import { IsoDate } from '#platform/contract/days.ts'

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** A correction as whoever may see the fact is shown it, beside the fact. */
export const Correction = z.strictObject({
  correctionId: z.number().int(),
  before: Facts,
  after: Facts,
  reason: z.string(),
  by: z.string().nullable(),
  on: IsoDate,
})

/** Why a fact was wrong: asked of every correction, because a closed year may rest on it (INV-F4). */
export const CorrectionReason = z.string().trim().min(1).max(500)

/** What a correction is refused by, beside what its own fact refuses. */
export const correctionRefusals = { nothing_to_correct: 409 } as const
