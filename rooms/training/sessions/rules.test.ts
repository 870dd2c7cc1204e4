import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openPool } from '#platform/db/database.ts'
import { freshDatabase } from '#testing/database.ts'
import { overlapping } from './overlap.service.ts'
import { halvesOf, orderFault, overlap, type SessionTimes } from './rules.ts'

const morning = { startsOn: '2027-01-12', endsOn: '2027-01-13', startsAt: '09:00', endsAt: '12:00' }

test('two sessions clash when a day and an hour are common; hours and days that only touch are not (INV-T5)', () => {
  expect(overlap(morning, morning)).toBe(true)
  expect(overlap(morning, { ...morning, startsOn: '2027-01-13', endsOn: '2027-01-14' })).toBe(true)
  expect(overlap(morning, { ...morning, startsOn: '2027-01-11', endsOn: '2027-01-12' })).toBe(true)
  expect(overlap(morning, { ...morning, startsOn: '2027-01-14', endsOn: '2027-01-14' })).toBe(false)
  expect(overlap(morning, { ...morning, startsOn: '2027-01-11', endsOn: '2027-01-11' })).toBe(false)
  expect(overlap(morning, { ...morning, startsAt: '12:00', endsAt: '17:00' })).toBe(false)
  expect(overlap(morning, { ...morning, startsAt: '08:00', endsAt: '09:00' })).toBe(false)
  expect(overlap(morning, { ...morning, startsAt: '11:59', endsAt: '17:00' })).toBe(true)
  expect(overlap(morning, { ...morning, startsAt: '08:00', endsAt: '09:01' })).toBe(true)
})

const times = fc
  .record({
    days: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 })),
    hours: fc.tuple(fc.integer({ min: 8, max: 14 }), fc.integer({ min: 1, max: 4 })),
  })
  .map(({ days: [day, more], hours: [hour, long] }): SessionTimes => {
    const [date, time] = [(n: number) => `2027-01-0${n}`, (n: number) => `${String(n).padStart(2, '0')}:00`]
    return { startsOn: date(day), endsOn: date(day + more), startsAt: time(hour), endsAt: time(hour + long) }
  })

test('the database and the rule say the same of any two sessions, whichever of them is named first (INV-T5)', async () => {
  const database = await freshDatabase()
  const pool = openPool(database.app, { max: 1 })
  const connection = await pool.connect()
  try {
    const pairs = fc.sample(fc.tuple(times, times), { numRuns: 400, seed: 20_270_112 })
    const { rows } = await sql<{ pair: number; meets: boolean; back: boolean }>`
      select o.pair, ${overlapping('o', 't')} as meets, ${overlapping('t', 'o')} as back
      from ${recordset(pairs.map(([one]) => one))} o join ${recordset(pairs.map(([, other]) => other))} t using (pair)
      order by o.pair`.execute(connection.db)
    expect(rows.map(({ meets }) => meets)).toEqual(pairs.map(([one, other]) => overlap(one, other)))
    expect(rows.map(({ back }) => back)).toEqual(rows.map(({ meets }) => meets))
    expect(new Set(rows.map(({ meets }) => meets)).size).toBe(2)
  } finally {
    pool.release(connection)
    await pool.close()
    await database.drop()
  }
})

function recordset(all: readonly SessionTimes[]) {
  const rows = all.map(({ startsOn, endsOn, startsAt, endsAt }, pair) => ({
    ...{ pair, starts_on: startsOn, ends_on: endsOn, starts_at: startsAt, ends_at: endsAt },
  }))
  return sql`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r(pair integer, starts_on date, ends_on date, starts_at time, ends_at time))`
}

test('a session takes the halves of the day that it lies in, parted at noon; at least one', () => {
  const halves = (startsAt: string, endsAt: string) => halvesOf({ startsAt, endsAt }).join(' ')
  expect(halves('09:00', '12:00')).toBe('am')
  expect(halves('12:00', '17:00')).toBe('pm')
  expect(halves('11:59', '12:01')).toBe('am pm')
  expect(halves('09:00', '17:00')).toBe('am pm')
})

test('a session that ends before it starts, or takes applications after its first day, is not in order', () => {
  const fault = (more: Partial<SessionTimes & { applyBy: string }>) =>
    orderFault({ ...morning, applyBy: '2027-01-12', ...more })
  expect(fault({})).toBeUndefined()
  expect(fault({ endsOn: '2027-01-12' })).toBeUndefined()
  expect(fault({ endsOn: '2027-01-11' })).toBe('ends_before_start')
  expect(fault({ endsAt: '09:00' })).toBe('ends_before_start')
  expect(fault({ endsAt: '09:01' })).toBeUndefined()
  expect(fault({ applyBy: '2027-01-13' })).toBe('applies_after_start')
})
