import type { Measure } from '#platform/measure/measure.ts'
import { shareTakingPart } from './counting.service.ts'

export const thanksMeasures: readonly Measure[] = [
  { ...shareTakingPart, opensNoRecords: true, records: async () => ({ total: 0, records: [], next: null }) },
]
