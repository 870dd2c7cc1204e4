import { z } from 'zod'
import { Id } from '#rooms/people/contract.ts'
import { LONGEST } from './answers.rules.ts'
import { attributes, MOST_CELLS } from './opening.rules.ts'
import { itemTypes } from './survey.rules.ts'

export const Count = z.number().int()
export const RoundId = z.strictObject({ roundId: Id })
export const AttributeName = z.enum(attributes)
export const CellId = z.number().int().min(1).max(MOST_CELLS)

export const Value = z.union([z.string().max(LONGEST), z.number(), z.array(z.string().max(200)).max(30)])
/** What one sheet says, item by item. */
export const Said = z.array(z.strictObject({ item: z.string().max(64), value: Value })).max(100)

export const Item = z.strictObject({
  id: z.string(),
  type: z.enum(itemTypes),
  wording: z.string(),
  choices: z.array(z.string()).optional(),
  scale: z.strictObject({ min: Count, max: Count }).optional(),
  outcome: z.string().optional(),
  /** Asked only of those who answered an earlier item so. */
  onlyIf: z.strictObject({ item: z.string(), oneOf: z.array(z.union([z.string(), Count])) }).optional(),
  en: z.strictObject({ wording: z.string(), choices: z.array(z.string()).optional() }).optional(),
})

/** A place in the organisation, from the highest section down, in words; of merged sections all names in one. */
export const Names = z.array(z.string())

/** Before its first day, while it takes answers, after its last day and not yet closed, closed. */
export const roundStates = ['ahead', 'open', 'over', 'closed'] as const
