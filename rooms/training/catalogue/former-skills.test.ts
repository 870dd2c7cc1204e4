/** Courses, tests and items that still say a skill of an earlier edition: they teach, test and ask for what it became. */
import { expect, test } from 'vitest'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { tests } from '#rooms/literacy/attempts/tests.contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'
import { wantedIn } from '../scheduling/exporting.service.ts'
import { ruleIn, todayIn } from './rules.ts'

const EDITION_FROM = '2026-11-23'
/** The same policy, in which one skill has another id and name from the next day on. */
const renamed = policyText
  .replaceAll('ict-tools', 'digital-basics')
  .replace(/^( *edition: ).*$/m, '$1改称の版')
  .replace(/^ {2}tiers:/m, '  formerSkills: [{ id: ict-tools, name: ICTツール, becomes: [digital-basics] }]\n  tiers:')

test(
  'a course and a test of a former skill are of what it became: found, asked for, taken and counted so from the day of the edition on',
  inTown(async (town) => {
    const { as, asCommand, on, sql, sato, ueda, mori, hayashi } = town
    await writeBank(town)
    // Items that say the former skill are drawn too: there are no others of their field.
    await sql(`update item_version set skill = 'ict-tools' where field = 'security'`)
    const parts = [{ field: 'security', level: null, items: 4 }]
    const testId = await openTest(town, { parts })
    const eligibility = { levels: [{ skill: 'ict-tools', level: 1 }] }
    const { courseId } = await dataCourse(town, 3, { startsOn: '2027-02-01', eligibility })
    await sql(`update course set skills = '{ict-tools}' where course_id = $1`, [courseId])
    const open = await dataCourse(town, 3, { startsOn: '2027-02-02' })
    await sql(`update course set skills = '{ict-tools}' where course_id = $1`, [open.courseId])
    await take(town, sato, testId, 4)
    await asCommand.ask(policy.loadPolicy, { text: renamed, publishFrom: EDITION_FROM })
    on(EDITION_FROM)

    const [course] = (await as(sato).ask(training.listCourses, { skill: 'digital-basics' })).courses.filter(
      (one) => one.courseId === courseId,
    )
    expect(course).toMatchObject({ skills: ['digital-basics'], isForMe: true })
    expect(course!.eligibilityRule).toContain('ICT')
    expect((await as(mori).ask(training.showCourse, { courseId })).isForMe).toBe(false)
    const wanted = await within(
      town,
      async (ctx) =>
        wantedIn(ctx, (await policyOn(ctx))!, { courseId, title: '', skills: ['ict-tools'], eligibility: {} } as never),
      { today: EDITION_FROM },
    )
    expect([wanted?.includes(ueda), wanted?.includes(sato)]).toEqual([true, false])

    const { skillName, test: shown } = await as(hayashi).ask(tests.showTest, { testId })
    expect(shown.skill).toBe('digital-basics')
    expect((await as(ueda).ask(attempts.listMyTests, {})).tests.map((one) => [one.skillName, one.obstacle])).toEqual([
      [skillName, null],
    ])
    await take(town, ueda, testId, 0)
    const [fits] = (await as(ueda).ask(training.listFittingCourses, {})).skills
    expect(fits).toMatchObject({
      ...{ skill: 'digital-basics', name: skillName, courses: [{ courseId: open.courseId }] },
      again: [{ testId }],
    })
    await take(town, ueda, testId, 4)
    const last = await take(town, ueda, testId, 3)
    const records = () =>
      sql(`select staff_member_id as who, skill, level from skill_evidence
        where kind = 'test' and withdrawn_at is null order by skill_evidence_id`)
    // The day before it was still called so; a lower result says nothing against a higher one, whatever the skill was called.
    const reached = [
      { who: sato, skill: 'ict-tools', level: 2 },
      { who: ueda, skill: 'digital-basics', level: 2 },
    ]
    expect(await records()).toEqual(reached)
    await as(hayashi).ask(attempts.voidAttempt, { testAttemptId: last, reason: '機器の故障' })
    expect(await records()).toEqual(reached)
  }),
)

test('of a skill that became several a course asks for each, of two that became one for the higher level', () => {
  const document = {
    pyramid: {
      tiers: [{ skills: [{ id: 'data' }, { id: 'care' }] }],
      formerSkills: [
        { id: 'tables', name: '', becomes: ['data', 'care'] },
        { id: 'charts', name: '', becomes: ['data'] },
        { id: 'filing', name: '', reason: 'やめた' },
      ],
    },
  } as unknown as Parameters<typeof ruleIn>[0]
  const levels = (of: Record<string, number>) => ({
    levels: Object.entries(of).map(([skill, level]) => ({ skill, level })),
  })
  expect(ruleIn(document, { minRank: 2, ...levels({ tables: 1, charts: 3 }) })).toEqual({
    ...{ minRank: 2, ...levels({ data: 3, care: 1 }) },
  })
  expect(ruleIn(document, levels({ filing: 1 }))).toEqual(levels({ filing: 1 }))
  expect(todayIn(document, { skills: ['tables', 'charts', 'care'], eligibility: {} })).toEqual({
    ...{ skills: ['data', 'care'], eligibility: {} },
  })
  expect(ruleIn(undefined, levels({ tables: 1 }))).toEqual(levels({ tables: 1 }))
})
