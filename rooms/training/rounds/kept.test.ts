/** What is kept of rounds is what follows from the records, whatever happened since (INV-O2, P5). */
import fc from 'fast-check'
import { sql as statement } from 'kysely'
import { expect, test } from 'vitest'
import { type Happening, happenings, person } from '#testing/happenings.ts'
import { keepFigures } from '#testing/kept.ts'
import { inTown, people, type Town } from '#testing/town.ts'
import { dataCourse, ordered } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'
import { memberRows } from './kept.service.ts'
import { roundsStored } from './rows.service.ts'

const TODAY = '2026-11-22'
const COLUMNS = 'round_id, staff_member_id, section_code, wave, state, lack, due_on, is_pending'

/** Somebody looks, which brings up what is kept; then it is what everybody's own records say, and the counts are those of the rows. */
async function holdAgainstRecords(town: Town, today: string) {
  await town.as('hayashi').ask(training.listRounds, {})
  const [kept] = await town.sql<{ n: number }>('select count(*)::int as n from round_kept')
  // Where all are counted by something else now, nothing is kept until the job comes by.
  if (kept!.n === 0) return 0
  const fromRecords = await within(
    town,
    async (ctx) => {
      const { members } = await memberRows(ctx, await roundsStored(ctx))
      const { rows } =
        await statement<object>`select ${statement.raw(COLUMNS)} from ${members} m order by 1, 2`.execute(ctx.db)
      return rows
    },
    { today },
  )
  expect(await town.sql(`select ${COLUMNS.replace('due_on', 'due_on::text')} from round_member order by 1, 2`)).toEqual(
    fromRecords,
  )
  expect(
    await town.sql(`select round_id, section_code, wave, state, lack, due_on from (
        select round_id, section_code, wave, state, lack, due_on, people from round_count union all
        select round_id, section_code, wave, state, lack, due_on, -count(*) from round_member group by 1, 2, 3, 4, 5, 6) c
      group by 1, 2, 3, 4, 5, 6 having sum(people) <> 0`),
  ).toEqual([])
  // Of those who owe, straight from their applications: whoever has a seat of a session that was not called off.
  expect(
    await town.sql(`select m.round_id, m.staff_member_id from round_member m join training_round r using (round_id)
      where r.ended_on is null and m.state in ('nothing', 'applied', 'seated', 'attended') and (m.state = 'seated') <> exists (
        select from application a join course_session s using (course_session_id) join round_course o using (course_id)
        where o.round_id = m.round_id and a.staff_member_id = m.staff_member_id and s.cancelled_on is null
          and s.ends_on >= r.begun_on and a.state in ('hr_selected', 'ordered'))`),
  ).toEqual([])
  return kept!.n
}

const nominated = person.map(
  (name): Happening =>
    async ({ as, sql }, { today }) => {
      const [session] = await sql<{ id: number }>(
        `select course_session_id as id from course_session where starts_on > $1 and cancelled_on is null
           and not exists (select from application a where a.course_session_id = course_session.course_session_id and staff_member_id = $2)`,
        [today, people[name]],
      )
      const choice = { courseSessionId: session?.id ?? 0, staffMemberIds: [people[name]] }
      // Who is not there then gets no seat: that is said, and nothing changes.
      if (session)
        await as('hayashi')
          .ask(training.nominate, choice)
          .catch(() => undefined)
    },
)
const applied = person.map(
  (name): Happening =>
    async ({ as, sql }, { today }) => {
      const [session] = await sql<{ id: number }>(
        'select course_session_id as id from course_session where starts_on > $1 and cancelled_on is null order by 1 limit 1',
        [today],
      )
      if (session)
        await as(name)
          .ask(training.apply, { courseSessionId: session.id })
          .catch(() => undefined)
    },
)
const calledOff: Happening = async ({ as, sql }, { today }) => {
  const [session] = await sql<{ id: number }>(
    'select course_session_id as id from course_session where starts_on > $1 and cancelled_on is null order by 1 desc limit 1',
    [today],
  )
  if (session) await as('hayashi').ask(training.cancelSession, { courseSessionId: session.id, reason: '講師の都合' })
}
const historyKept: Happening = ({ asJob }) => asJob.ask(training.keepRounds, {})
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(...happenings) },
  { weight: 2, arbitrary: fc.oneof(nominated, applied) },
  { weight: 1, arbitrary: fc.constantFrom(calledOff, historyKept) },
)

test('whatever happens, and whichever day it is, what is kept of rounds is what the records say', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 6 }),
      async (stages) => {
        await inTown(async (town) => {
          const now = { today: TODAY, editions: 1 }
          await keepFigures(town)
          const { courseId, courseSessionId } = await dataCourse(town, 3, { startsOn: '2026-12-03' })
          await dataCourse(town, 6)
          const waves = [{ dueOn: '2026-12-20', sections: ['1010'] }, { dueOn: '2027-01-30' }]
          const begin = (name: string, who: object) =>
            town.as('hayashi').ask(training.beginRound, { name, who, waves, courseIds: [courseId] })
          await begin('全員', {})
          const { roundId } = await begin('区民生活部', { sections: ['10'], grades: ['2級職', '1級職'] })
          await ordered(town, town.ueda, courseSessionId, town.tanaka)
          expect(await holdAgainstRecords(town, now.today)).toBe(2)
          for (const [index, stage] of stages.entries()) {
            for (const happens of stage) await happens(town, now)
            if (index === 1) await town.as('hayashi').ask(training.endRound, { roundId, reason: '年度末' })
            if (index % 2 === 1) await keepFigures(town)
            const held = await holdAgainstRecords(town, now.today)
            if (index % 2 === 1) expect(held).toBe(2)
          }
        })()
      },
    ),
    { numRuns: 3 },
  )
})

test(
  'an application alone, a session that has passed, and a deadline of whoever came in before history was written are brought up too',
  inTown(async (town) => {
    await keepFigures(town)
    const { courseId, courseSessionId } = await dataCourse(town, 3, { startsOn: '2026-12-03' })
    const waves = [{ dueOn: '2026-12-10' }]
    const begin = { name: '回', who: {}, waves, courseIds: [courseId] }
    const { roundId } = await town.as('hayashi').ask(training.beginRound, begin)
    const mori = async () =>
      (await town.as('hayashi').ask(training.listRoundMembers, { roundId, q: 'もり' })).people.map(
        ({ state, dueOn }) => [state, dueOn],
      )[0]
    const applicationId = await ordered(town, town.ueda, courseSessionId, town.tanaka)
    await town.as('mori').ask(training.apply, { courseSessionId })
    expect([await mori(), await holdAgainstRecords(town, TODAY)]).toEqual([['applied', '2026-12-10'], 1])
    // Past without a decision: the day alone has changed.
    town.on('2026-12-04')
    expect([await mori(), await holdAgainstRecords(town, '2026-12-04')]).toEqual([['nothing', '2026-12-10'], 1])
    const attendance = [{ applicationId, attendance: 'attended' as const }]
    await town.as('hayashi').ask(training.recordAttendance, { courseSessionId, attendance })
    expect(await holdAgainstRecords(town, '2026-12-04')).toBe(1)
    await town.sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '休職', '2026-12-04', '2026-12-08')`,
      [town.mori],
    )
    await town.asJob.ask(training.keepRounds, {})
    expect(await mori()).toEqual(['paused', '2026-12-10'])
    // Back, sixty days of their own from the day; until that is written as history, from the day of whoever asks.
    for (const [day, dueOn] of [
      ['2026-12-08', '2027-02-06'],
      ['2026-12-09', '2027-02-07'],
    ] as const) {
      town.on(day)
      expect([await mori(), await holdAgainstRecords(town, day)]).toEqual([['nothing', dueOn], 1])
    }
    await town.asJob.ask(training.keepRounds, {})
    town.on('2026-12-10')
    expect([await mori(), await holdAgainstRecords(town, '2026-12-10')]).toEqual([['nothing', '2027-02-07'], 1])
  }),
)
