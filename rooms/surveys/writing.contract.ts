import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { itemTypes } from './survey.rules.ts'

const ItemDraft = z.strictObject({
  ...{ id: z.string(), type: z.enum(itemTypes), wording: z.string(), choices: z.string() },
  ...{ min: z.string(), max: z.string(), outcome: z.string(), onlyItem: z.string(), onlyOneOf: z.array(z.string()) },
  ...{ wordingEn: z.string(), choicesEn: z.string() },
})

export const writing = defineContract({
  readSurveyItems: {
    method: 'POST',
    path: '/survey-items/reading',
    summary: 'HR has the items of a survey read from a table, CSV or Excel, to go on writing with; stores nothing',
    input: z.strictObject({ file: z.strictObject({ name: z.string().max(300), base64: z.string() }) }),
    output: z.strictObject({ items: z.array(ItemDraft) }),
    refusals: { faulty_table: 422 },
    bodyLimit: 4_000_000,
    trace: 'unwritten',
  },
})
