import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Count, RoundId } from './shapes.contract.ts'

export const inOwnWords = defineContract({
  showSurveyTexts: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/texts',
    summary:
      'After closing, to the team that was named as the round was opened: what people wrote to an item, names masked, in an order of chance, beside nothing else',
    input: RoundId.extend({
      /** The first item that asks for words, where none is named. */
      item: z.string().max(64).optional(),
      /** Texts in which these words stand. */
      words: z.string().trim().min(1).max(100).optional(),
      after: z.coerce.number().int().min(0).max(10_000_000).default(0),
    }),
    output: z.strictObject({
      title: z.string(),
      number: Count,
      k: Count,
      /** Who may read this, by name. */
      team: z.array(z.string()),
      items: z.array(z.strictObject({ id: z.string(), wording: z.string(), wordingEn: z.string().nullable() })),
      item: z.string(),
      /** Null where fewer than k wrote to the item: then none is shown. */
      texts: z.array(z.string()).nullable(),
      /** How many there are, with these words if some are named. */
      total: Count,
      next: Count.nullable(),
      /** Words that at least k wrote. */
      groups: z.array(z.strictObject({ word: z.string(), texts: Count })),
    }),
    refusals: { no_such_round: 404, round_not_closed: 409, not_of_team: 403, no_such_item: 404 },
  },
})
