import type { MeasureFamily } from '#platform/measure/measure.ts'
import { favourableName, favourablePattern, favourableShare, groupsBehind, toldOf } from './favourable.service.ts'

/** For each item of agreement how many agreed: `measure: surveys.favourableShare(engagement/at-ease)`. */
export const surveysMeasures: readonly MeasureFamily[] = [
  {
    ...{ name: `${favourableName}(SURVEY/ITEM)`, pattern: favourablePattern },
    ...{ kind: 'state', unit: '%', isOutput: false },
    measureNamed(name) {
      const quantity = favourableShare(name)
      return {
        ...quantity,
        tell: (ctx, told) => toldOf(ctx, told as unknown as Parameters<typeof toldOf>[1]),
        records: (ctx, { asOf }, page) => groupsBehind(ctx, quantity, asOf, page),
      }
    },
  },
]
