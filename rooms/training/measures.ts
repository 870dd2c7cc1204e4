import type { Measure } from '#platform/measure/measure.ts'
import { composeQuantity, quantities, quantityBySection, quantityRecords } from './counting.service.ts'

/** Events of training: shares of approvals and recommendations, and outputs (people, sessions, completions). */
export const trainingMeasures: readonly Measure[] = quantities.map((quantity) => ({
  name: quantity.name,
  kind: 'events',
  unit: quantity.unit,
  isOutput: quantity.isOutput,
  compose: (ctx, period) => composeQuantity(ctx, quantity, period),
  bySection: (ctx, period) => quantityBySection(ctx, quantity, period),
  records: (ctx, period, page) => quantityRecords(ctx, quantity, period, page),
}))
