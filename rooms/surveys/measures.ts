import type { Measure, MeasureFamily } from '#platform/measure/measure.ts'
import {
  changesBehind,
  changesDone,
  responseName,
  responsePattern,
  responseRate,
  roundTold,
} from './counting.service.ts'
import { favourableName, favourablePattern, favourableShare, groupsBehind, toldOf } from './favourable.service.ts'
import { changesWords, favourableWords, responseWords } from './measures.messages.ts'

export const surveysMeasures: readonly Measure[] = [{ ...changesDone, words: changesWords, records: changesBehind }]

const wordingOf = (told: unknown) => (told as { wording?: string } | null)?.wording

/** Of each item of agreement how many agreed (`surveys.favourableShare(engagement/at-ease)`), of each survey how many answered. */
export const surveysFamilies: readonly MeasureFamily[] = [
  {
    ...{ name: `${favourableName}(SURVEY/ITEM)`, pattern: favourablePattern, words: favourableWords },
    ...{ kind: 'state', unit: '%', isOutput: false },
    measureNamed(name) {
      const quantity = favourableShare(name)
      return {
        ...quantity,
        words: favourableWords,
        tell: (ctx, told) => toldOf(ctx, told as unknown as Parameters<typeof toldOf>[1]),
        // Another wording is another question.
        isOneSeries: (one, other) => wordingOf(one) === wordingOf(other),
        records: (ctx, { asOf }, page) => groupsBehind(ctx, quantity, asOf, page),
      }
    },
  },
  {
    ...{ name: `${responseName}(SURVEY)`, pattern: responsePattern, words: responseWords },
    ...{ kind: 'state', unit: '%', isOutput: true },
    measureNamed: (name) => ({
      ...responseRate(name),
      words: responseWords,
      tell: (ctx, told) => roundTold(ctx, told as unknown as Parameters<typeof roundTold>[1]),
      // Who has answered is known of nobody.
      opensNoRecords: true,
      records: async () => ({ total: 0, records: [], next: null }),
    }),
  },
]
