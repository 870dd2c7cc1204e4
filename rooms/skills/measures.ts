import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { meanCoverage, shareAtExpected } from './expected.service.ts'
import {
  assessedWords,
  atExpectedWords,
  coverageWords,
  observedWords,
  reflectedWords,
  renewedWords,
} from './measures.messages.ts'
import { shareAssessed } from './reflected.service.ts'
import { shareObserved, shareReflected, shareRenewed } from './renewed.service.ts'

export const skillsMeasures: readonly Measure[] = [
  measureOfPeople(shareAssessed, assessedWords),
  measureOfPeople(shareReflected, reflectedWords),
  measureOfPeople(shareObserved, observedWords),
  measureOfPeople(shareAtExpected, atExpectedWords),
  measureOfPeople(meanCoverage, coverageWords),
  measureOfPeople(shareRenewed, renewedWords),
]
