import type { Measure, MeasureFamily, MeasureWords } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { type Counted, partsOf, recordsOf } from './counting.service.ts'
import { yearsEvents } from './events.quantities.service.ts'
import {
  eventWords,
  minutesWords,
  recommendedWords,
  sendingWords,
  stoppedByWords,
  trainedWords,
} from './measures.messages.ts'
import {
  minutesPerPerson,
  sectionsBehind,
  sectionsSending,
  shareRecommended,
  shareTrained,
} from './staff.quantities.service.ts'
import { stoppedBy, stoppedByName, stoppedByPattern, wayEvents } from './way.quantities.service.ts'

/** Events of training, and training in proportion to all who could take part. */
export const trainingMeasures: readonly Measure[] = [
  ...[...yearsEvents, ...wayEvents].map((counted) =>
    ofEvents(counted, eventWords[counted.name as keyof typeof eventWords]),
  ),
  measureOfPeople(shareTrained, trainedWords),
  measureOfPeople(minutesPerPerson, minutesWords),
  measureOfPeople(shareRecommended, recommendedWords),
  { ...sectionsSending, words: sendingWords, records: sectionsBehind },
]

/** For each barrier of the closed list: `training.stoppedBy(workload)`. */
export const trainingFamilies: readonly MeasureFamily[] = [
  {
    ...{ name: `${stoppedByName}(BARRIER)`, pattern: stoppedByPattern, words: stoppedByWords },
    ...{ kind: 'events', unit: '%', isOutput: false },
    measureNamed: (name) => ofEvents(stoppedBy(name), stoppedByWords),
  },
]

function ofEvents(counted: Counted, words: MeasureWords): Measure {
  return {
    ...counted,
    words,
    // A record says itself whether it is of the sample.
    basis: async () => ({ restsOnSample: false }),
    parts: (days, among) => partsOf(counted, days, among),
    records: (ctx, period, page) => recordsOf(ctx, counted, period, page),
  }
}
