import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id } from '#rooms/people/contract.ts'
import { AttributeName, Count, Item, Names, RoundId } from './shapes.contract.ts'

const Share = z.strictObject({ n: Count, favourable: Count })
/** What of one item may be told of one group; nothing of it where that would give somebody away. */
const Told = z.strictObject({
  n: Count,
  favourable: Count.nullable(),
  /** Of the round before, where the item was the same and may be told. */
  before: Share.nullable(),
  /** Now less before, in shares, with the ends of its 95 % interval. */
  change: z.strictObject({ by: z.number(), low: z.number(), high: z.number() }).nullable(),
})
const Distribution = z.record(z.string(), Count)

/** Results of a closed round, all of it at a look. */
export const reporting = defineContract({
  showSurveyReport: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/report',
    summary:
      'After closing, to HR and executives: all items in the whole and by one attribute, against the round before; what tells too much is left out',
    input: RoundId.extend({ by: AttributeName.optional() }),
    output: z.strictObject({
      k: Count,
      receivers: Count,
      answers: Count,
      reissues: Count,
      /** Of the answers: entered from sheets of paper; and how many who handed one in had drawn a ballot too. */
      sheets: Count,
      sheetsDrawn: Count,
      /** The closed round of the survey before this one. */
      before: z
        .strictObject({ roundId: Count, from: z.string(), to: z.string(), receivers: Count, answers: Count })
        .nullable(),
      /** Groups of the attribute, in the order of the items' `by`. */
      places: z.array(z.strictObject({ place: z.string(), names: Names })),
      items: z.array(
        z.strictObject({
          item: Item,
          /** The outcome's own words. */
          outcome: z.string().nullable(),
          whole: Told.nullable(),
          distribution: Distribution.nullable(),
          by: z.array(Told.nullable()),
          /** The round before asked it in other words: the two are not compared. */
          askedOtherwise: z.boolean(),
          /** Where the outcome speaks of everybody: the place of `places` with the smallest favourable share. */
          lowest: Count.nullable(),
        }),
      ),
      /** Scales: items of one outcome, and how they hang together; figures of the whole alone. */
      scales: z.array(
        z.strictObject({ outcome: z.string(), items: z.array(z.string()), people: Count, alpha: z.number() }),
      ),
    }),
    refusals: { no_such_round: 404, round_not_closed: 409, unknown_attribute: 422 },
  },
  showSurveyTogether: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/together',
    summary:
      'After closing, to HR and executives: items whose favourable share moved in the same sections at the same time as that of an outcome, over the last rounds; it says nothing of causes',
    input: RoundId,
    output: z.strictObject({
      /** Rounds that are laid beside each other, this one the last. */
      rounds: Count,
      /** Sections, once for each step from a round to the next. */
      sections: Count,
      /** Of fewer nothing is said. */
      fewest: Count,
      /** Pairs of an outcome and an item that were looked at. */
      looked: Count,
      /** How many of them hold together beyond chance, all looks counted. */
      held: Count,
      /** Of each outcome the strongest of those. */
      found: z.array(
        z.strictObject({
          outcome: z.string(),
          item: Item,
          n: Count,
          /** Correlation of both changes, with the ends of its 95 % interval. */
          r: z.number(),
          low: z.number(),
          high: z.number(),
        }),
      ),
    }),
    refusals: { no_such_round: 404, round_not_closed: 409 },
  },
  showSectionSurveyResults: {
    method: 'GET',
    path: '/me/sections/survey-results',
    summary: 'A head sees the results of the sections that they lead, where these may be told, beside the whole',
    input: z.strictObject({ roundId: Id.optional() }),
    output: z.strictObject({
      /** Closed rounds that tell sections apart, the latest first. */
      rounds: z.array(z.strictObject({ roundId: Count, title: z.string(), from: z.string(), to: z.string() })),
      /** Of the round that was asked for, or the latest one. */
      shown: z
        .strictObject({
          roundId: Count,
          k: Count,
          receivers: Count,
          answers: Count,
          sections: z.array(z.strictObject({ sectionCode: z.string(), name: z.string() })),
          items: z.array(z.strictObject({ item: Item, whole: Share.nullable(), sections: z.array(Share.nullable()) })),
        })
        .nullable(),
    }),
    refusals: { no_such_round: 404 },
  },
})
