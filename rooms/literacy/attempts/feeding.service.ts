/** Tests that a person sat. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { attemptsAtFloor, shareTested } from './counting.service.ts'
import { attemptsMessages } from './messages.ts'

export const attemptsFeed: Feed = async (ctx, me, from, once) => {
  const [{ rows }, document] = await Promise.all([
    sql<{ id: number; title: string; skill: string; level: number | null; day: string }>`
      select a.test_attempt_id as id, t.title, a.skill, a.level, a.sat_on as day from test_attempt a join test t using (test_id)
      where a.staff_member_id = ${me} and a.voided_at is null and a.sat_on between ${from}::date and ${ctx.today}::date`.execute(
      ctx.db,
    ),
    once(policyOn),
  ])
  const floor = new Map(
    document
      ? floorOf(document).flatMap(({ records, floorLevel }) => records.map((record) => [record, floorLevel] as const))
      : [],
  )
  return rows.map(({ id, title, skill, level, day }) => ({
    ...{ id: `attempt:${id}`, day, what: ctx.t(attemptsMessages, 'fed', { title }), path: `/tests/attempts/${id}` },
    measures: [
      shareTested.name,
      ...(level !== null && level >= (floor.get(skill) ?? Number.POSITIVE_INFINITY) ? [attemptsAtFloor.name] : []),
    ],
  }))
}
