import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Count, Item, RoundId, Said, Value } from './shapes.contract.ts'

/** Named rounds: another kind, in which who said what is kept, and read by those who were named at opening (decisions/0077). */
export const underName = defineContract({
  showNamedSheet: {
    method: 'GET',
    path: '/me/named-rounds/{roundId}',
    summary: 'A named round that asks me: its items, who reads answers by name, and what I have sent',
    input: RoundId,
    output: z.strictObject({
      title: z.string(),
      titleEn: z.string().optional(),
      closesOn: z.string(),
      k: Count,
      items: z.array(Item),
      /** Who reads answers beside their names, after closing; empty: nobody, they are only counted. */
      readers: z.array(z.string()),
      isOpen: z.boolean(),
      answers: z.record(z.string(), Value),
      /** Null as long as nothing was sent. */
      version: Version.nullable(),
    }),
    refusals: { no_such_round: 404, not_a_receiver: 403 },
  },
  sendNamedAnswers: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/named-answers',
    summary: 'Takes my answers under my name, and until the last day other ones in their stead',
    input: RoundId.extend({ answers: Said, seen: Seen }),
    output: z.strictObject({ version: Version }),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      not_a_receiver: 403,
      faulty_answers: 422,
      ...staleRefusal,
    },
  },
  showNamedAnswers: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/named-answers',
    summary: 'After closing, to those who were named as readers at opening: who answered what to an item, by name',
    input: RoundId.extend({
      /** The first item that is answered, where none is named. */
      item: z.string().max(64).optional(),
      /** The last person that was seen; 0 for none. */
      after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    }),
    output: z.strictObject({
      items: z.array(z.strictObject({ id: z.string(), wording: z.string(), wordingEn: z.string().nullable() })),
      item: z.string(),
      /** Who sent answers; null who left this one out. */
      people: z.array(
        z.strictObject({
          staffMemberId: Count,
          name: z.string(),
          section: z.string().nullable(),
          said: Value.nullable(),
        }),
      ),
      total: Count,
      next: Count.nullable(),
    }),
    refusals: { no_such_round: 404, round_not_closed: 409, not_a_reader: 403, no_such_item: 404 },
  },
})
