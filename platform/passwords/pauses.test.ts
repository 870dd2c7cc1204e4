import { expect, test } from 'vitest'
import { account, address, device, own, pair, pauseAfter, placeOf } from './pauses.ts'

test('the first failures cost nothing, then each pause is twice the one before, up to a minute', () => {
  for (const ladder of [pair, device, own]) {
    const pauses = Array.from({ length: 14 }, (_, failures) => pauseAfter(ladder, failures))
    expect(pauses).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60])
    expect(pauseAfter(ladder, 1_000_000)).toBe(60)
  }
})

test('a name that is tried from everywhere is slowed later and less', () => {
  expect([20, 21, 25, 26, 1_000_000].map((failures) => pauseAfter(account, failures))).toEqual([0, 1, 16, 30, 30])
})

test('an address is slowed a millisecond more with each failure, and never for longer than somebody waits', () => {
  expect([30, 31, 530, 100_000].map((failures) => pauseAfter(address, failures))).toEqual([0, 0.001, 0.5, 5])
})

test('an address is what one person cannot choose at will', () => {
  expect(placeOf('192.0.2.7')).toBe('192.0.2.7')
  expect(placeOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(placeOf('2001:0DB8:1:0002::ffff')).toBe('2001:db8:1:2::/64')
  expect(placeOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(placeOf('::1')).toBe('0:0:0:0::/64')
  expect(placeOf('unix')).toBe('unix')
})
