import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id } from '#rooms/people/contract.ts'
import { itemFields, itemKinds } from '../items/rules.ts'
import { hints } from './figures.rules.ts'

const Count = z.number().int()

export const figures = defineContract({
  showItemFigures: {
    method: 'GET',
    path: '/tests/{testId}/figures',
    summary:
      'HR: what first attempts tell of each item of a test, version by version, and which to look at; of nobody by name',
    input: z.strictObject({ testId: Id }),
    output: z.strictObject({
      /** First attempts of people that ended and count. */
      attempts: Count,
      /** Of these, so many of the latest are looked at. */
      looked: Count,
      /** Fewer of a thing are not told. */
      fewest: Count,
      alpha: z.strictObject({
        value: z.number().nullable(),
        /** Items of the test, and of the pool from which its alpha follows. */
        items: Count,
        pool: Count,
        why: z.enum(['few', 'pairs', 'flat']).nullable(),
      }),
      items: z.array(
        z.strictObject({
          itemVersionId: z.number().int(),
          code: z.string(),
          number: Count,
          isLatest: z.boolean(),
          kind: z.enum(itemKinds),
          field: z.enum(itemFields),
          stem: z.string(),
          n: Count,
          /** Null: too few drew it. */
          share: z.number().nullable(),
          itemRest: z.number().nullable(),
          choices: z.array(z.strictObject({ words: z.string(), isRight: z.boolean(), share: z.number() })),
          hints: z.array(z.enum(hints)),
        }),
      ),
    }),
    refusals: { no_such_test: 404 },
    patience: 30,
  },
})
