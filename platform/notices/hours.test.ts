import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { digestGoesAt, mayGoAt, usualHours } from './hours.ts'

const tokyo = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Tokyo').toInstant()
const said = (at: Temporal.Instant) => at.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString().slice(0, 16)

test('mail waits for the end of the night, of the weekend, of holidays and of the turn of the year', () => {
  for (const [now, goes] of [
    ['2026-11-24T10:00', '2026-11-24T10:00'],
    ['2026-11-24T19:59', '2026-11-24T19:59'],
    ['2026-11-24T20:00', '2026-11-25T07:30'],
    ['2026-11-25T07:29', '2026-11-25T07:30'],
    ['2026-11-25T07:30', '2026-11-25T07:30'],
    ['2026-11-27T20:30', '2026-11-30T07:30'],
    ['2026-11-28T12:00', '2026-11-30T07:30'],
    // 勤労感謝の日 is a Monday; 振替休日 and 国民の休日 are days on which nobody is at work either.
    ['2026-11-20T20:30', '2026-11-24T07:30'],
    ['2026-11-23T10:00', '2026-11-24T07:30'],
    ['2026-05-06T10:00', '2026-05-07T07:30'],
    ['2026-09-22T10:00', '2026-09-24T07:30'],
    ['2026-12-28T20:00', '2027-01-04T07:30'],
    ['2027-01-03T23:59', '2027-01-04T07:30'],
  ] as const)
    expect([now, said(mayGoAt(tokyo(now), usualHours))]).toEqual([now, goes])
})

test('quiet hours that do not pass midnight, and none at all', () => {
  const noon = { ...usualHours, quietFrom: '12:00', quietTo: '13:00', quietOnWeekends: false }
  expect(said(mayGoAt(tokyo('2026-11-28T12:30'), noon))).toBe('2026-11-28T13:00')
  expect(said(mayGoAt(tokyo('2026-11-28T23:30'), noon))).toBe('2026-11-28T23:30')
  const never = { ...noon, quietTo: '12:00' }
  expect(said(mayGoAt(tokyo('2026-11-28T12:00'), never))).toBe('2026-11-28T12:00')
})

test('the digest goes at its hour, the next day where that is over, after the weekend, and never in quiet hours', () => {
  expect(said(digestGoesAt(tokyo('2026-11-24T08:29'), usualHours))).toBe('2026-11-24T08:30')
  expect(said(digestGoesAt(tokyo('2026-11-24T08:30'), usualHours))).toBe('2026-11-25T08:30')
  expect(said(digestGoesAt(tokyo('2026-11-27T09:00'), usualHours))).toBe('2026-11-30T07:30')
  expect(said(digestGoesAt(tokyo('2026-11-24T09:00'), { ...usualHours, digestAt: '06:00' }))).toBe('2026-11-25T07:30')
})

test('whatever somebody chooses, mail never goes in their quiet hours, nor before it was written', () => {
  const time = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`)
  const hours = fc.record({ quietFrom: time, quietTo: time, quietOnWeekends: fc.boolean(), digestAt: time })
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 60 * 24 * 14 }), (chosen, minutes) => {
      const now = tokyo('2026-11-20T00:00').add({ minutes })
      for (const at of [mayGoAt(now, chosen), digestGoesAt(now, chosen)]) {
        expect(Temporal.Instant.compare(at, now)).toBeGreaterThanOrEqual(0)
        const here = at.toZonedDateTimeISO('Asia/Tokyo')
        expect(chosen.quietOnWeekends && here.dayOfWeek >= 6).toBe(false)
        expect(chosen.quietOnWeekends && said(at).startsWith('2026-11-23')).toBe(false)
        expect(said(mayGoAt(at, chosen))).toBe(said(at))
      }
    }),
    { numRuns: 300, seed: 3 },
  )
})
