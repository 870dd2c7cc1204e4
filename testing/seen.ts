/** A change as it is made by somebody who has just looked: it carries the version of what is stored now (platform/version/). */
import type { Operation, Output } from '#platform/contract/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { training } from '#rooms/training/contract.ts'
import type { Town } from './town.ts'

type Asker = ReturnType<Town['as']>
type Said = Readonly<Record<string, unknown>>
/** Where the version of what a change is about stands. */
const places = new Map<Operation, (asker: Asker, said: Said) => Promise<unknown>>([
  [
    training.saveSession,
    async (asker, { courseSessionId }) =>
      courseSessionId &&
      (await asker.ask(training.listSessionApplications, { courseSessionId: Number(courseSessionId) })).session.version,
  ],
  [
    training.saveCourse,
    async (asker, { courseId }) =>
      courseId && (await asker.ask(training.showCourse, { courseId: Number(courseId) })).version,
  ],
  [
    training.arrangeCover,
    async (asker, { applicationId }) =>
      (await asker.ask(training.showApplication, { applicationId: Number(applicationId) })).cover?.version,
  ],
  [
    training.answerRecommendation,
    async (asker, { recommendationId }) => {
      const { recommendations } = await asker.ask(training.listMyRecommendations, {})
      return recommendations.find((one) => one.recommendationId === recommendationId)?.version
    },
  ],
  [
    training.objectToSchedule,
    async (asker, { scheduleDraftId }) => {
      const { drafts } = await asker.ask(training.listTeamSchedules, {})
      const mine = drafts.find((draft) => draft.scheduleDraftId === scheduleDraftId)
      return mine?.objection ? mine.version : undefined
    },
  ],
  [
    mvv.stateSectionPurpose,
    async (asker, { sectionCode, validFrom }) => {
      const asked = { sectionCode: String(sectionCode), ...(validFrom ? { asOf: String(validFrom) } : {}) }
      const { purpose } = await asker.ask(mvv.showSectionPurpose, asked)
      return purpose?.statedFor.sectionCode === sectionCode ? purpose?.version : undefined
    },
  ],
])

/** `await afterLooking(as(hayashi), training.saveSession, { courseSessionId, …session, capacity: 40 })` */
export async function afterLooking<Op extends Operation>(
  asker: Asker,
  operation: Op,
  input: Op['input']['_zod']['input'],
): Promise<Output<Op>> {
  const seen = (await places.get(operation)?.(asker, input as Said)) ?? undefined
  return asker.ask(operation, { ...(input as Said), seen } as never)
}
