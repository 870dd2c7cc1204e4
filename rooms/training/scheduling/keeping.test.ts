import { expect, test } from 'vitest'
import type { Problem } from '#engines/schedule/contract.ts'
import { readProblem } from '#engines/schedule/reading.ts'
import { schedule } from '#engines/schedule/schedule.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'what a counter needs of a skill is a rule of the search: of two who hold it one stays each morning, and what comes back is seated without a refusal',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const course = {
      courseCode: 'ICT',
      title: 'ICT基礎',
      summary: '',
      skills: ['ict-tools'],
      hours: 3,
      provider: '人事課',
    }
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    for (const startsOn of ['2027-01-20', '2027-01-21']) {
      await as(hayashi).ask(training.saveSession, { courseId, ...sessionOf(9, { startsOn, endsAt: '12:00' }) })
    }
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(1) },
      ...{ counter: '法務の窓口', needs: [{ skill: 'data-use', level: 2, people: 1 }] },
    })
    const result = { skill: 'data-use', kind: 'test' as const, level: 3, asOf: '2026-11-01' }
    const holders = [staffNumberOf('sato'), staffNumberOf('ueda')]
    await as(hayashi).ask(skills.importEvidence, { rows: holders.map((staffNumber) => ({ ...result, staffNumber })) })
    const asked = { courseCode: 'ICT', from: '2026-12-01', to: '2027-02-28' }
    const problem: Problem = await as(hayashi).ask(training.exportSchedule, asked)
    expect(readProblem(Buffer.from(JSON.stringify(problem)))).toHaveProperty('problem')
    expect(problem.keeps?.map((keep) => ({ ...keep, staff: keep.staff.toSorted() }))).toEqual(
      ['2027-01-20am', '2027-01-21am'].map((slot) => ({ slot, staff: holders.toSorted(), minimum: 1 })),
    )
    const solve = async (one: Problem) =>
      (await schedule({ problem: one, language: 'ja', seed: 1, until: Date.now() + 10_000 })).report
    const wishes = (id: string) => (holders.includes(id) ? { wishes: { [problem.sessions[0]!.id]: 1 } } : {})
    const both: Problem = { ...problem, staff: problem.staff.map((one) => ({ ...one, ...wishes(one.id) })) }
    const report = await solve(both)
    expect([report.status, report.wishes]).toEqual(['optimal', 1])
    const { keeps: _, ...without } = both
    expect((await solve(without)).wishes).toBe(2)
    const load = (seats: typeof report.seats, publish: boolean) =>
      as(hayashi).ask(training.loadSchedule, { solution: { seats }, publish })
    await expect(load((await solve(without)).seats, false)).rejects.toThrow('schedule_broken')
    expect(await load(report.seats, true)).toMatchObject({ published: true, seats: report.seated })
    // Counted anew: whoever holds it and sits, by morning.
    const rows = await sql<{ n: number }>(
      `select count(*)::int as n from application where state = 'ordered' and staff_member_id = any($1) group by course_session_id`,
      [[sato, ueda]],
    )
    expect(rows.map(({ n }) => n)).toEqual([1, 1])
  }),
)
