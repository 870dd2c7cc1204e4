import type { Measure } from '#platform/measure/measure.ts'
import { shareTakingPart } from './counting.service.ts'
import { takingPartWords } from './measures.messages.ts'

export const thanksMeasures: readonly Measure[] = [
  {
    ...shareTakingPart,
    words: takingPartWords,
    opensNoRecords: true,
    records: async () => ({ total: 0, records: [], next: null }),
  },
]
