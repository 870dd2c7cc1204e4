import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'HR sees per session what is to be done',
  inTown(async (town) => {
    const { as, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    await approved(town, sato, courseSessionId, tanaka)
    await as(ueda).ask(training.apply, { courseSessionId })
    const { sessions, total } = await as(hayashi).ask(training.listSessions, {})
    expect(total).toBe(1)
    expect(sessions).toMatchObject([{ courseSessionId, submitted: 1, toSelect: 1, waitlisted: 0, seatsTaken: 0 }])
    expect((await as(hayashi).ask(training.showMyTasks, {})).tasks).toMatchObject([
      { kind: 'selectionWaiting', title: '選考を待つ申込みが1件あります', courseSessionId },
    ])
  }),
)
