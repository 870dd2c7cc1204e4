import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { shareAgreed, shareInLine, shareWithDuty } from './counting.service.ts'
import { agreedWords, dutyWords, inLineWords } from './measures.messages.ts'

export const mvvMeasures: readonly Measure[] = [
  measureOfPeople(shareWithDuty, dutyWords),
  measureOfPeople(shareAgreed, agreedWords),
  measureOfPeople(shareInLine, inLineWords),
]
