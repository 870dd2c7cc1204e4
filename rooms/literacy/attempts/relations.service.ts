/** Tests and who took them, for the statements of later rooms. */
import { type RawBuilder, sql } from 'kysely'

/** For figures over attempts: where this room's rows change, these people's parts may (platform/measure). */
export const followsAttempts = { test_attempt: 'units' } as const

/** Attempts that ended and count: test_attempt_id, test_id, staff_member_id, sat_on, skill, level. */
export function satAttempts(): RawBuilder<unknown> {
  return sql`(select a.test_attempt_id, a.test_id, a.staff_member_id, a.sat_on, a.skill, a.level from test_attempt a
    where a.sat_on is not null and a.voided_at is null)`
}

/** Attempts that run: test_id, staff_member_id, title, and the day on which their time is over. */
export function runningAttempts(): RawBuilder<unknown> {
  return sql`(select a.test_id, a.staff_member_id, t.title, (a.due_at at time zone 'Asia/Tokyo')::date as ends_on
    from test_attempt a join test t on t.test_id = a.test_id where a.ended_at is null and a.voided_at is null)`
}

/** Names of tests, and how long they take: test_id, title, minutes. */
export function testTitles(): RawBuilder<unknown> {
  return sql`(select t.test_id, t.title, t.minutes from test t)`
}

/** Tests that can be taken on a day, apart from attempts that are used up or wait: test_id. */
export function testsOpenOn(day: string): RawBuilder<unknown> {
  return sql`(select t.test_id from test t where t.published_at is not null and t.retired_at is null
    and t.open_from <= ${day}::date and (t.open_to is null or t.open_to > ${day}::date))`
}
