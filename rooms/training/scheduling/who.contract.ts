import { z } from 'zod'
import { Id, SectionCode } from '#rooms/people/contract.ts'

const words = z.array(z.string().min(1).max(40)).max(60).default([])

/** For whom a schedule is searched; empty lists leave nobody out, so that an empty one means everybody who has the course ahead. */
export const Who = z.strictObject({
  /** Of this open round; null: whoever is below the floor, in a round or not. Absent: of the open rounds with the course, else whoever is below. */
  roundId: Id.nullable().optional(),
  /** With all below them. */
  sections: z.array(SectionCode).max(500).default([]),
  /** Fiscal year in which their service began. */
  joinedIn: z.number().int().min(1900).max(2200).optional(),
  grades: words,
  employmentCategories: words,
})
