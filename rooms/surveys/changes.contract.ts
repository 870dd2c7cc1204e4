import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate } from '#rooms/people/contract.ts'
import { changeStates } from './changes.rules.ts'

const Count = z.number().int()
const Item = z.strictObject({ id: z.string(), wording: z.string() })

/** What is planned, by whom and until when; how it stands. */
const Said = z.strictObject({
  /** One of the round's items; absent where it is about the whole. */
  item: z.string().min(1).max(64).optional(),
  what: z.string().trim().min(1).max(400),
  /** A section, or whoever sees to it, in words. */
  owner: z.string().trim().min(1).max(100),
  dueOn: IsoDate,
  state: z.enum(changeStates),
  /** Asked for where it was dropped. */
  droppedBecause: z.string().trim().max(400).optional(),
})
const done = z.strictObject({ surveyChangeId: Count, version: Version })
const wrong = { no_such_item: 404, reason_needed: 422 } as const

export const changes = defineContract({
  listSurveyChanges: {
    method: 'GET',
    path: '/survey-changes',
    summary: 'What was changed because of answers, for all staff: by closed round, the latest first',
    input: z.strictObject({
      /** Only of closed rounds of the survey that this round asks: what its receivers read before they answer. */
      roundId: Id.optional(),
    }),
    output: z.strictObject({
      /** The reader may write, correct and delete. */
      mayWrite: z.boolean(),
      /** With something to tell; for whoever may write, those without as well. */
      rounds: z.array(
        z.strictObject({
          roundId: Count,
          title: z.string(),
          from: IsoDate,
          to: IsoDate,
          isSample: z.boolean(),
          items: z.array(Item),
          changes: z.array(
            z.strictObject({
              surveyChangeId: Count,
              item: Item.nullable(),
              what: z.string(),
              owner: z.string(),
              dueOn: IsoDate,
              state: z.enum(changeStates),
              /** Day on which it was done or dropped. */
              settledOn: IsoDate.nullable(),
              droppedBecause: z.string().nullable(),
              version: Version,
            }),
          ),
        }),
      ),
    }),
    refusals: {},
  },
  addSurveyChange: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/changes',
    summary: 'HR says what is done because of the answers of a closed round',
    input: Said.extend({ roundId: Id }),
    output: done,
    refusals: { ...wrong, no_such_round: 404, round_still_open: 409 },
  },
  correctSurveyChange: {
    method: 'PUT',
    path: '/survey-changes/{surveyChangeId}',
    summary: 'HR says how it stands, or puts right what was said of it',
    input: Said.extend({ surveyChangeId: Id, seen: Seen }),
    output: done,
    refusals: { ...wrong, ...staleRefusal, no_such_change: 404 },
  },
  deleteSurveyChange: {
    method: 'POST',
    path: '/survey-changes/{surveyChangeId}/deleted',
    summary: 'HR takes away what was written by mistake',
    input: z.strictObject({ surveyChangeId: Id }),
    output: z.strictObject({ surveyChangeId: Count }),
    refusals: { no_such_change: 404 },
  },
  restoreSurveyChange: {
    method: 'POST',
    path: '/survey-changes/{surveyChangeId}/restored',
    summary: 'HR puts back what was taken away',
    input: z.strictObject({ surveyChangeId: Id }),
    output: z.strictObject({ surveyChangeId: Count }),
    refusals: { no_such_change: 404 },
  },
})
