import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse, recountSeats, sessionOf } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'
import { lockPeople } from '../sessions/seats.service.ts'

/** A round of everybody, and a course with sessions of these capacities, one a day from 20 January. */
async function roundWith(town: Town, seats: readonly number[], eligibility?: { occupations: string[] }) {
  const { as, hayashi } = town
  const { courseId, courseSessionId } = await dataCourse(town, seats[0], eligibility ? { eligibility } : {})
  const sessions = [courseSessionId]
  for (const [at, capacity] of seats.slice(1).entries()) {
    const session = { courseId, ...sessionOf(capacity, { startsOn: `2027-01-${21 + at}` }) }
    sessions.push((await as(hayashi).ask(training.saveSession, session)).courseSessionId)
  }
  const waves = [{ dueOn: '2027-02-28', sections: ['20'] }, { dueOn: '2027-03-31' }]
  const { roundId } = await as(hayashi).ask(training.beginRound, { name: '回', who: {}, waves, courseIds: [courseId] })
  return { roundId, courseId, sessions }
}
const nominate = (town: Town, round: { roundId: number; courseId: number }, more: object = {}) =>
  town.as('hayashi').ask(training.nominateRound, {
    ...{ roundId: round.roundId, courseId: round.courseId, who: {}, ...more },
  })
const seatsOf = (town: Town) =>
  town.sql<{ person: number; session: number; state: string }>(
    `select staff_member_id::int as person, course_session_id::int as session, state from application order by 1, 2`,
  )

test(
  'whoever owes gets a seat with attendance ordered, earliest deadline first, sessions by their day; the others are named with the reason (INV-T2)',
  inTown(async (town) => {
    const round = await roundWith(town, [3, 4])
    const { seated, leftOut } = await nominate(town, round)
    expect(seated.map(({ people, startsOn }) => [startsOn, people])).toEqual([
      ['2027-01-20', 3],
      ['2027-01-21', 4],
    ])
    // 10 owe: five of 総務部 first, whose wave is due first, then two of 区民生活部; three are left out.
    expect(leftOut.map(({ because }) => because)).toEqual(['no_room', 'no_room', 'no_room'])
    const seats = await seatsOf(town)
    expect(seats.every(({ state }) => state === 'ordered')).toBe(true)
    const { suzuki, inoue, hayashi, ono, ito, kato, tanaka, kimura } = town
    expect(new Set(seats.map(({ person }) => person))).toEqual(
      new Set([suzuki, inoue, hayashi, ono, ito, kato, tanaka]),
    )
    expect(leftOut.map(({ staffMemberId }) => staffMemberId)).not.toContain(kimura)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    const again = await nominate(town, round)
    expect(again.seated).toEqual([])
    expect(again.leftOut.map(({ because }) => because).sort()).toEqual([
      ...Array(7).fill('has_seat'),
      ...Array(3).fill('no_room'),
    ])
  }),
)

test(
  'nobody is seated whom a course is not for, who applied or was there already, is away, or is in two places (INV-T4, T5, T7)',
  inTown(async (town) => {
    const { as, sql, hayashi, tanaka, sato, ueda, mori, ito, ono, kimura, kato } = town
    await sql(`update employment set occupation = '福祉' where staff_member_id = $1`, [kato])
    const round = await roundWith(town, [9], { occupations: ['一般事務', '事務'] })
    const other = await dataCourse(town, 5)
    await as(sato).ask(training.apply, { courseSessionId: round.sessions[0]! })
    await as(hayashi).ask(training.nominate, { courseSessionId: other.courseSessionId, staffMemberIds: [ito] })
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
      values ($1, '病気休職', '2027-01-20', '2027-01-25')`,
      [ono],
    )
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'annualLeave', from: '2027-01-20', lastDay: '2027-01-20', week: '1'.repeat(14) },
    })
    const { leftOut } = await nominate(town, round)
    expect(Object.fromEntries(leftOut.map(({ name, because }) => [name, because]))).toEqual({
      ...{ '佐藤 はるか': 'has_applied', '伊藤 健': 'two_places', '小野 隆': 'not_there' },
      ...{ '上田 陽介': 'away', '加藤 明': 'not_eligible' },
    })
    const byName = await nominate(town, round, { who: { staffMemberIds: [kimura, mori, 999] } })
    expect(byName.leftOut.map(({ name, because }) => [name, because])).toEqual([
      ['木村 葵', 'not_owing'],
      ['', 'not_owing'],
      ['森 千夏', 'has_seat'],
    ])
    // Once there, asked again by name alone.
    const next = await as(hayashi).ask(training.saveSession, {
      ...{ courseId: round.courseId, ...sessionOf(5, { startsOn: '2027-02-10' }) },
    })
    town.on('2027-01-20')
    const [one] = await sql<{ id: number }>(
      `select application_id::int as id from application where staff_member_id = $1 and course_session_id = $2`,
      [mori, round.sessions[0]],
    )
    const attendance = [{ applicationId: one!.id, attendance: 'attended' as const }]
    await as(hayashi).ask(training.recordAttendance, { courseSessionId: round.sessions[0]!, attendance })
    town.on('2027-01-22')
    const all = await nominate(town, round, { who: { state: 'attended' } })
    expect(all.leftOut.map(({ because }) => because)).toEqual(['has_attended'])
    const again = await nominate(town, round, { who: { staffMemberIds: [mori] } })
    expect(again.seated).toMatchObject([{ courseSessionId: next.courseSessionId, people: 1 }])
  }),
)

test(
  'no counter falls under its minimum; whoever it holds back is named, and sits in a later session',
  inTown(async (town) => {
    const { as, tanaka } = town
    const round = await roundWith(town, [9, 9])
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(2) },
    })
    // Of three at the counter one can go at a time.
    const { leftOut } = await nominate(town, round, { who: { within: '101010' } })
    expect(leftOut.map(({ because }) => because)).toEqual(['counter_minimum'])
    const seats = await seatsOf(town)
    expect(new Set(seats.map(({ session }) => session)).size).toBe(2)
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', counter: '専門', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(0) },
      needs: [{ skill: 'ict-tools', level: 1, people: 1 }],
    })
    const more = await roundWithNext(town, round.roundId)
    const held = await nominate(town, more, { who: { within: '101010' } })
    // Nobody there holds the skill, so nobody who holds it is taken; the third still may not go with another.
    expect(held.seated.map(({ people }) => people)).toEqual([1])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

async function roundWithNext(town: Town, roundId: number) {
  const next = await dataCourse(town, 9, { startsOn: '2027-02-15' })
  const { version, courses, waves, name } = await town.as('hayashi').ask(training.showRound, { roundId })
  const courseIds = [...courses.map(({ courseId }) => courseId), next.courseId]
  const dueOn = waves.map((one) => one.dueOn)
  await town.as('hayashi').ask(training.changeRound, { roundId, name, dueOn, courseIds, testIds: [], seen: version })
  return { roundId, courseId: next.courseId }
}

test(
  'all or none seats nobody where one cannot be seated, and names them; what cannot be asked is refused by name',
  inTown(async (town) => {
    const { as, sql, hayashi } = town
    const round = await roundWith(town, [9])
    const answer = await nominate(town, round, { allOrNone: true }).catch((error: unknown) => error)
    expect(answer).toMatchObject({ code: 'not_all_seated', fields: [{ reason: '空いている席がありません' }] })
    expect(await seatsOf(town)).toEqual([])
    expect((await nominate(town, round, { allOrNone: true, who: { wave: 1 } })).leftOut).toEqual([])
    await expect(nominate(town, { ...round, roundId: 999 })).rejects.toThrow('no_such_round')
    await expect(nominate(town, { ...round, courseId: 999 })).rejects.toThrow('no_such_course')
    await expect(nominate(town, round, { who: { within: '9999' } })).rejects.toThrow('no_such_section')
    await expect(nominate(town, round, { who: { state: 'paused' } })).rejects.toThrow('nobody_chosen')
    await expect(nominate(town, round, { courseSessionIds: [999] })).rejects.toThrow('no_such_session')
    town.on('2027-01-20')
    await expect(nominate(town, round)).rejects.toThrow('no_session_ahead')
    await as(hayashi).ask(training.endRound, { roundId: round.roundId, reason: '年度末' })
    await expect(nominate(town, round)).rejects.toThrow('round_ended')
    await sql(`update policy_edition set valid_from = '2099-04-01'`)
    await expect(nominate(town, round)).rejects.toThrow('no_policy')
  }),
)

test(
  'two who nominate the same people at one moment seat each once, and no session has more than its seats (INV-T2, T5)',
  inTown(async (town) => {
    const round = await roundWith(town, [4, 4])
    const answers = await Promise.all([nominate(town, round), nominate(town, round), nominate(town, round)])
    const seats = await seatsOf(town)
    expect(seats.length).toBe(8)
    expect(new Set(seats.map(({ person }) => person)).size).toBe(8)
    expect(answers.flatMap(({ seated }) => seated).reduce((sum, { people }) => sum + people, 0)).toBe(8)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'whatever minimum a counter has, and whatever seats there are, a half-day is under it only where it was so before',
  inTown(async (town) => {
    const { as, sql, tanaka } = town
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 5 }),
        async (seats, minimum) => {
          await sql('truncate course, training_round, minimum_staffing cascade')
          const round = await roundWith(town, seats)
          await as(tanaka).ask(training.stateMinimum, {
            ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(minimum) },
          })
          await nominate(town, round)
          const there = 3
          const taken = await sql<{ session: number; n: number }>(
            `select a.course_session_id::int as session, count(*)::int as n from application a
              join assignment p on p.staff_member_id = a.staff_member_id and p.section_code = '101010' group by 1`,
          )
          for (const { n } of taken) expect(there - n).toBeGreaterThanOrEqual(Math.min(minimum, there))
          expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
        },
      ),
      { numRuns: 8 },
    )
  }),
)

test(
  'as many people as a large town has are kept from other seats at once (INV-T5)',
  inTown(async (town) => {
    const everybody = Array.from({ length: 30_000 }, (_, at) => at + 1)
    await expect(within(town, (ctx) => lockPeople(ctx, everybody))).resolves.toBeUndefined()
  }),
)
