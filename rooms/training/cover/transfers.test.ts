import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'
import { isAgreed } from './rules.ts'

interface Course {
  readonly agrees: boolean
  /** What comes between the word and the day on which everybody looks, and to whom. */
  readonly what: 'applicant goes elsewhere' | 'substitute goes elsewhere' | 'substitute is on leave' | 'nothing'
  readonly comesOn: string
  readonly looksOn: string
}

const day = fc.integer({ min: 24, max: 29 }).map((date) => `2026-11-${date}`)
const courses: fc.Arbitrary<Course> = fc.record({
  agrees: fc.boolean(),
  what: fc.constantFrom('applicant goes elsewhere', 'substitute goes elsewhere', 'substitute is on leave', 'nothing'),
  comesOn: day,
  looksOn: day,
})

test(
  'whatever day a transfer or a leave meets, a word holds as long as it may, nobody is asked for a section before, and an approval that is taken back leaves everything as it was (INV-T6)',
  inTown(async (town) => {
    const transferred = { agrees: true, comesOn: '2026-11-25', looksOn: '2026-11-25' } as const
    await fc.assert(
      fc.asyncProperty(courses, (course) => walk(town, course)),
      {
        numRuns: 8,
        examples: [
          [{ ...transferred, what: 'applicant goes elsewhere' }],
          [{ ...transferred, what: 'substitute goes elsewhere' }],
          [{ ...transferred, what: 'substitute goes elsewhere', looksOn: '2026-11-24' }],
          [{ ...transferred, what: 'substitute is on leave' }],
        ],
      },
    )
  }),
  60_000,
)

async function walk(town: Town, { agrees, what, comesOn, looksOn }: Course) {
  const { as, on, sql, sato, ueda, tanaka, ono } = town
  await sql('truncate application, application_step, cover_arrangement cascade')
  await sql(`delete from assignment where section_code = '2020' and staff_member_id = any($1)`, [[sato, ueda]])
  await sql('update assignment set valid_to = null where staff_member_id = any($1)', [[sato, ueda]])
  await sql('delete from leave_of_absence where staff_member_id = $1', [ueda])
  on('2026-11-22')
  const { courseSessionId } = await dataCourse(town, 5)
  const cover = { kind: 'substitute' as const, substitute: ueda }
  const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
  const requests = async () => (await as(ueda).ask(training.listMyTraining, {})).coverRequests
  const { coverArrangementId } = (await requests())[0]!
  on('2026-11-23')
  if (agrees) await as(ueda).ask(training.agreeToCover, { coverArrangementId })
  if (what === 'applicant goes elsewhere') await goesElsewhere(town, sato, comesOn)
  if (what === 'substitute goes elsewhere') await goesElsewhere(town, ueda, comesOn)
  if (what === 'substitute is on leave')
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', $2)`, [
      ueda,
      comesOn,
    ])

  on(looksOn)
  const isLapsed = what.endsWith('elsewhere') && comesOn <= looksOn
  const isAway = what === 'substitute is on leave'
  const head = isLapsed && what.startsWith('applicant') ? ono : tanaka
  const looks = async () => ({
    cover: (await as(head).ask(training.showApplication, { applicationId })).cover!,
    asked: (await requests()).map(({ agreedOn }) => agreedOn),
    tasks: (await as(ueda).ask(training.showMyTasks, {})).tasks.filter(({ kind }) => kind === 'coverToAgreeTo').length,
    told: [await standing(town, sato), await standing(town, ueda), await standing(town, head)],
  })
  const before = await looks()
  expect(isAgreed(before.cover)).toBe(agrees && !isLapsed && !isAway)
  expect([before.asked, before.tasks]).toEqual([
    isLapsed ? [] : [agrees ? '2026-11-23' : null],
    isLapsed || agrees ? 0 : 1,
  ])
  expect(before.told[1]).toEqual(
    isLapsed ? (agrees ? ['coverNotNeeded'] : []) : agrees ? [] : ['coverAsked 2027-01-20'],
  )
  expect(before.told[0]).toEqual(isLapsed || isAway ? ['ownCoverLost 2027-01-20'] : [])

  await as(head).ask(training.approve, { applicationId })
  const { cover: approved } = await as(head).ask(training.showApplication, { applicationId })
  expect(approved!.agreedOn).toBe(agrees && !isLapsed && !isAway ? '2026-11-23' : null)
  await as(head).ask(training.takeBackStep, { applicationId })
  expect(await looks()).toEqual(before)

  const answer = () => as(ueda).ask(training.agreeToCover, { coverArrangementId })
  if (isLapsed) await expect(answer()).rejects.toThrow('cover_not_open')
  else if (isAway && !agrees) await expect(answer()).rejects.toThrow('away_then')
  else await answer()
}

async function goesElsewhere({ sql }: Town, person: number, from: string) {
  await sql('update assignment set valid_to = $2 where staff_member_id = $1', [person, from])
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      values ($1::bigint, lpad($1::text, 8, '0'), '2020', '1級職', '係員', 'primary', false, $2)`,
    [person, from],
  )
}
