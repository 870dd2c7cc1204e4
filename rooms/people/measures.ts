import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { backWords, joinedWords, leftEarlyWords, leftWords, movedWords, stayedWords } from './measures.messages.ts'
import { shareBack, shareJoined, shareLeft, shareLeftEarly, shareMoved, shareStayed } from './quantities.service.ts'

/** Who came, who went, who stayed. */
export const peopleMeasures: readonly Measure[] = [
  measureOfPeople(shareJoined, joinedWords),
  measureOfPeople(shareLeft, leftWords),
  measureOfPeople(shareLeftEarly, leftEarlyWords),
  measureOfPeople(shareBack, backWords),
  measureOfPeople(shareStayed, stayedWords),
  measureOfPeople(shareMoved, movedWords),
]
