import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { shareOfHoldersAtExpected } from './holding.service.ts'
import { roleHoldersWords } from './measures.messages.ts'

export const rolesMeasures: readonly Measure[] = [measureOfPeople(shareOfHoldersAtExpected, roleHoldersWords)]
