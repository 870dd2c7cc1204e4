import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { notices } from './contract.ts'

const told = async ({ as }: Town, person: number) =>
  (await as(person).ask(notices.listMyNotices, {})).notices.map(
    ({ kind, isOver }) => `${kind}${isOver ? ' (over)' : ''}`,
  )

test(
  'whoever must decide is told with the application, once; nobody is, once anybody has decided',
  inTown(async (town) => {
    const { as, sato, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    expect(await told(town, tanaka)).toEqual(['approvalAsked'])
    await as(tanaka).ask(training.approve, { applicationId })
    expect(await told(town, tanaka)).toEqual(['approvalAsked (over)'])
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    expect(await told(town, sato)).toEqual(['ordered'])
  }),
)
