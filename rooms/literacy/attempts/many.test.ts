/** Many in one test at once: nothing that was told as saved is lost, and nobody's answer becomes another's. */
import { expect, test } from 'vitest'
import { answerTo, look, openTest, WINDOW, writeBank } from '#testing/bank.ts'
import { manyWithAccounts } from '#testing/section.ts'
import { inTown } from '#testing/town.ts'
import { attempts } from './contract.ts'

const PEOPLE = 300

test(
  `${PEOPLE} people save their answers at once, and none is lost`,
  inTown(async (town) => {
    await writeBank(town)
    const parts = [{ field: 'security', level: null, items: 1 }]
    const testId = await openTest(town, { parts, marks: [{ level: 1, percent: 100 }] })
    const people = await manyWithAccounts(town, PEOPLE)
    const told = await Promise.all(
      people.map(async (who, at) => {
        const { testAttemptId } = await town.as(who).ask(attempts.beginAttempt, { testId, window: WINDOW })
        const { items } = await look(town, who, testAttemptId)
        for (const { place, ...item } of items) {
          // Changed once, and right in the end for every second person.
          for (const seq of [1, 2]) {
            const given = answerTo(item, seq === 2 && at % 2 === 0)
            const saved = await town
              .as(who)
              .ask(attempts.saveAnswer, { testAttemptId, place, given, seq, window: WINDOW })
            expect(saved).toMatchObject({ isSaved: true, given, seq })
          }
        }
        return testAttemptId
      }),
    )
    town.pass({ minutes: 20 })
    let ended = 0
    for (let some = 200; some === 200; ended += some)
      ({ ended: some } = await town.asJob.ask(attempts.endOverdueAttempts, {}))
    expect(ended).toBe(PEOPLE)
    const rows = await town.sql<{ id: number; who: number; right: number; saved: number }>(
      `select a.test_attempt_id as id, a.staff_member_id as who, a.items_right as "right", sum(w.seq)::int as saved
     from test_attempt a join test_answer w using (test_attempt_id) group by 1 order by 1`,
    )
    expect(rows.toSorted((a, b) => a.id - b.id)).toEqual(
      told
        .map((id, at) => ({ id, who: people[at]!, right: at % 2 === 0 ? 1 : 0, saved: 2 }))
        .toSorted((a, b) => a.id - b.id),
    )
    const passed = await town.sql<{ who: number }>(
      `select staff_member_id as who from skill_evidence where kind = 'test' order by 1`,
    )
    expect(passed.map(({ who }) => who)).toEqual(people.filter((_, at) => at % 2 === 0))
  }),
  60_000,
)
