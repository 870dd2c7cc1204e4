import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'the catalogue is found by words of any width and by skill, the soonest first',
  inTown(async (town) => {
    const { as, sato } = town
    const later = await dataCourse(town, 2, { startsOn: '2027-02-20' })
    const sooner = await dataCourse(town, 3)
    const titles = await as(sato).ask(training.listCourses, {})
    expect(titles.courses.map(({ courseId }) => courseId)).toEqual([sooner.courseId, later.courseId])
    expect(titles.courses[0]?.sessions).toMatchObject([{ seatsLeft: 3, waiting: 0, isOpen: true, mine: null }])
    expect((await as(sato).ask(training.listCourses, { q: 'ﾃﾞｰﾀ 人事課', skill: 'data-use' })).total).toBe(2)
    expect((await as(sato).ask(training.listCourses, { q: '100%' })).total).toBe(0)
    expect((await as(sato).ask(training.listCourses, { skill: 'ict-tools' })).total).toBe(0)
  }),
)
