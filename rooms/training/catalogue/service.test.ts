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

test(
  'HR changes a course and ends it; it ends after it began, and no other takes its code',
  inTown(async (town) => {
    const { as, hayashi, sato } = town
    const { courseId } = await dataCourse(town, 2)
    await dataCourse(town, 3)
    const course = {
      courseCode: 'D2',
      title: 'データ活用入門(改)',
      summary: '表の見方から始めます。',
      skills: ['data-use'],
      hours: 6,
      provider: '人事課',
      reportRequired: false,
    }
    const save = (change: object) => as(hayashi).ask(training.saveCourse, { courseId, ...course, ...change })
    await save({})
    expect((await as(sato).ask(training.listCourses, { q: '(改)' })).courses).toMatchObject([{ courseId }])
    await expect(save({ courseCode: 'D3' })).rejects.toThrow('course_code_taken')
    await expect(save({ courseId: 9999, courseCode: 'D9' })).rejects.toThrow('no_such_course')
    await expect(save({ validTo: '2026-11-22' })).rejects.toThrow('ends_before_start')
    await save({ validTo: '2026-11-23' })
    town.on('2026-11-23')
    expect((await as(sato).ask(training.listCourses, { q: '(改)' })).total).toBe(0)
  }),
)
