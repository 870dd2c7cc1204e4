/** Edges at which a rule would be another one, each by a story that would end otherwise. */
import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from './contract.ts'

test(
  'who agreed to stand in for another session is not asked again when this one is moved (INV-T6)',
  inTown(async (town) => {
    const { as, sato, mori, ueda, hayashi } = town
    const [moved, stays] = [await dataCourse(town, 3), await dataCourse(town, 3, { startsOn: '2027-03-03' })]
    const agreed = async (person: number, courseSessionId: number) => {
      const cover = { kind: 'substitute' as const, substitute: ueda }
      const { applicationId } = await as(person).ask(training.apply, { courseSessionId, cover })
      const { coverRequests } = await as(ueda).ask(training.listMyTraining, {})
      const asked = coverRequests.find((one) => one.agreedOn === null)!
      await as(ueda).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })
      return applicationId
    }
    await agreed(sato, moved.courseSessionId)
    await agreed(mori, stays.courseSessionId)
    const { courseId, courseSessionId, session } = moved
    const later = { startsOn: '2027-02-04', endsOn: '2027-02-04' }
    await afterLooking(as(hayashi), training.saveSession, { courseId, courseSessionId, ...session, ...later })
    const { coverRequests } = await as(ueda).ask(training.listMyTraining, {})
    expect(coverRequests.map(({ session: { startsOn }, agreedOn }) => [startsOn, agreedOn]).sort()).toEqual([
      ['2027-02-04', null],
      ['2027-03-03', '2026-11-22'],
    ])
  }),
)
