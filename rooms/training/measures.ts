import type { Measure } from '#platform/measure/measure.ts'
import { partsOf, quantities, recordsOf } from './counting.service.ts'

/** Events of training: shares of approvals and recommendations, and outputs (people, sessions, completions). */
export const trainingMeasures: readonly Measure[] = quantities.map((counted) => ({
  ...counted,
  // A record says itself whether it is of the sample.
  basis: async () => ({ restsOnSample: false }),
  parts: (days, among) => partsOf(counted, days, among),
  records: (ctx, period, page) => recordsOf(ctx, counted, period, page),
}))
