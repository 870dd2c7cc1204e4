import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { training } from './contract.ts'

const course = { courseCode: 'D', title: 'データ活用', summary: '', hours: 3, provider: '人事課' }
const days = ['2026-03-20', '2026-06-10', '2026-11-20']
const sessions = days.map((day) => ({
  ...{ startsOn: day, endsOn: day, applyBy: day },
  ...{ startsAt: '09:00', endsAt: '12:00', place: '会議室', capacity: 9 },
}))

const sentUp = async ({ as }: Town, person: number) =>
  Object.fromEntries(
    (await as(person).ask(home.showLineOfSight, {})).contributions.map(({ kind, count }) => [kind, count]),
  )

test(
  'what one sends up the line counts from 1 April on: completions, cover given in one’s own word, recommendations that led there',
  inTown(async (town) => {
    const { asCommand, sql, sato, ueda } = town
    await asCommand.ask(training.importCourses, { courses: [{ ...course, sessions }] })
    const past = (startsOn: string, state: 'completed' | 'attended' | 'absent', agreedOn?: string) => ({
      ...{ staffNumber: staffNumberOf('sato'), courseCode: 'D', startsOn, state, appliedOn: '2026-03-01' },
      approvedBy: staffNumberOf('tanaka'),
      recommended: startsOn !== '2026-03-20',
      ...(agreedOn ? { cover: { kind: 'substitute' as const, substitute: staffNumberOf('ueda'), agreedOn } } : {}),
    })
    const offer = { staffNumber: staffNumberOf('sato'), courseCode: 'D', recommendedBy: staffNumberOf('tanaka') }
    await asCommand.ask(training.importTrainingHistory, {
      recommendations: [{ ...offer, recommendedOn: '2026-03-01', reason: 'ぜひ', answer: 'accepted' }],
      applications: [
        past('2026-03-20', 'completed', '2026-03-31'),
        past('2026-06-10', 'completed', '2026-04-01'),
        past('2026-11-20', 'attended'),
      ],
    })
    // Each belongs to the first day of its session, whenever it was agreed to, recommended or recorded.
    expect(await sentUp(town, sato)).toEqual({ completion: 1, recommendationTaken: 2 })
    expect(await sentUp(town, ueda)).toEqual({ cover: 1 })
    await sql(`update application set state = 'absent' where state = 'attended'`)
    expect(await sentUp(town, sato)).toEqual({ completion: 1, recommendationTaken: 1 })
    await sql(`update application_step set taken_on = '2026-03-31' where to_state = 'completed'`)
    expect(await sentUp(town, sato)).toEqual({ completion: 1, recommendationTaken: 1 })
    await sql(`update course_session set cancelled_on = '2026-06-01' where starts_on = '2026-06-10'`)
    expect([await sentUp(town, sato), await sentUp(town, ueda)]).toEqual([{}, {}])
    await sql(`update course_session set cancelled_on = null`)
    // What a head agreed to in somebody's place, and what was replaced by other cover, nobody gave.
    await sql(`update cover_arrangement set agreed_by = 2 where agreed_on = '2026-04-01'`)
    expect(await sentUp(town, ueda)).toEqual({})
    await sql(`update cover_arrangement set agreed_by = substitute, replaced_at = now() where agreed_on = '2026-04-01'`)
    expect(await sentUp(town, ueda)).toEqual({})
  }),
)
