import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { attemptsAtFloor, shareTested } from './counting.service.ts'
import { atFloorWords, testedWords } from './measures.messages.ts'

export const attemptsMeasures: readonly Measure[] = [
  measureOfPeople(shareTested, testedWords),
  measureOfPeople(attemptsAtFloor, atFloorWords),
]
