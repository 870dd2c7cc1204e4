import { z } from 'zod'
import { itemFields, itemKinds } from '../items/rules.ts'

/** Places of choices as they were shown, or what was typed; null: nothing. */
export const Answered = z.union([z.array(z.number().int().min(1).max(10)).max(10), z.string().max(200)]).nullable()

/** All that whoever takes a test learns of an item before the end: named one by one, and nothing else is ever told. */
export const ShownItem = z.strictObject({
  place: z.number().int(),
  kind: z.enum(itemKinds),
  field: z.enum(itemFields),
  stem: z.string(),
  /** In an order of this attempt's own. */
  choices: z.array(z.string()),
  /** Of a number. */
  unit: z.string(),
  isSample: z.boolean(),
})
