import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#rooms/people/contract.ts'
import { AttributeName, Count, Names, RoundId, roundStates } from './shapes.contract.ts'

/** A round while it takes answers. */
export const running = defineContract({
  extendSurveyRound: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/extension',
    summary: 'HR moves the last day of an open round to a later one, with the reason; nothing else of it changes',
    input: RoundId.extend({ to: IsoDate, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ from: z.string(), to: z.string() }),
    refusals: { no_such_round: 404, round_closed: 409, not_later: 422, over_already: 422 },
  },
  showSurveyResponse: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/response',
    summary:
      'HR and executives: how many of those asked have answered, in the whole and by section; never of fewer than k',
    input: RoundId,
    output: z.strictObject({
      survey: z.string(),
      title: z.string(),
      version: Count,
      number: Count,
      from: z.string(),
      to: z.string(),
      state: z.enum(roundStates),
      closeReason: z.string().nullable(),
      /** Each time that its last day was moved, and why. */
      extensions: z.array(z.strictObject({ from: z.string(), to: z.string(), reason: z.string() })),
      k: Count,
      attributes: z.array(AttributeName),
      /** Null where the round was brought along, or is named. */
      keysHash: z.string().nullable(),
      isSample: z.boolean(),
      isNamed: z.boolean(),
      may: z.array(
        z.enum(['extendSurveyRound', 'closeSurveyRound', 'showPaperSheets', 'showSurveyTexts', 'showNamedAnswers']),
      ),
      /** Who reads free text, of a named round all answers, by name; fixed when the round was opened. */
      team: z.array(z.string()),
      /** Of paper, noted and not entered yet. */
      sheetsWaiting: Count,
      receivers: Count,
      /** Null where fewer than k are asked in all. */
      answered: Count.nullable(),
      sections: z.array(z.strictObject({ place: z.string(), names: Names, receivers: Count, answered: Count })),
    }),
    refusals: { no_such_round: 404 },
  },
})
