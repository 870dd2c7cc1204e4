import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comesTo, freshSteps, halfDaysOf, isFresh, isHalfOf, marks, nextStepAt, stepOf } from './rules.ts'

const days = { startsOn: '2027-03-30', endsOn: '2027-04-01', startsAt: '09:00', endsAt: '16:00' }

test('a session of three days has six half-days, one of three mornings three, over the turn of the year too', () => {
  expect(halfDaysOf(days).map(({ day, half }) => `${day} ${half}`)).toEqual([
    ...['2027-03-30 am', '2027-03-30 pm', '2027-03-31 am', '2027-03-31 pm', '2027-04-01 am', '2027-04-01 pm'],
  ])
  expect(halfDaysOf({ ...days, endsAt: '12:00' })).toHaveLength(3)
  expect(isHalfOf({ ...days, endsAt: '12:00' }, { day: '2027-03-31', half: 'pm' })).toBe(false)
  expect(isHalfOf(days, { day: '2027-04-02', half: 'am' })).toBe(false)
  expect(halfDaysOf(days).every((one) => isHalfOf(days, one))).toBe(true)
})

test('by the share of the course somebody attended, was there in part, or was absent; of what is not marked nothing is said', () => {
  const [there, late, away] = ['present', 'late', 'absent'] as const
  expect(comesTo(2, [there, there], 100)).toBe('attended')
  expect(comesTo(2, [there, 'left_early'], 100)).toBe('partially_attended')
  expect(comesTo(2, [there, late], 75)).toBe('attended')
  expect(comesTo(2, [there, late], 76)).toBe('partially_attended')
  expect(comesTo(3, [there, there, away], 66)).toBe('attended')
  expect(comesTo(3, [there, there, away], 67)).toBe('partially_attended')
  expect(comesTo(2, [away, away], 1)).toBe('absent')
  expect(comesTo(2, [there], 1)).toBeUndefined()
})

test('who was there for longer never comes to less, and a higher share asked for never to more', () => {
  const [rank, of] = [['absent', 'partially_attended', 'attended'], (name?: string) => rank.indexOf(name!)]
  const marked = fc.array(fc.constantFrom(...marks), { minLength: 1, maxLength: 12 })
  const share = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(marked, share, share, fc.nat(), (said, one, other, place) => {
      const better = said.with(place % said.length, 'present')
      expect(of(comesTo(said.length, better, one))).toBeGreaterThanOrEqual(of(comesTo(said.length, said, one)))
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      expect(of(comesTo(said.length, said, high))).toBeLessThanOrEqual(of(comesTo(said.length, said, low)))
      // Counted apart: whoever was there for every half-day attended, whatever is asked.
      const all = said.every((mark) => mark === 'present')
      if (all) expect(comesTo(said.length, said, high)).toBe('attended')
      if (said.every((mark) => mark === 'absent')) expect(comesTo(said.length, said, low)).toBe('absent')
    }),
  )
})

test('a code is taken for two minutes at the most, and never before its time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -300_000, max: 300_000 }), (made, later) => {
      const [step, now] = [stepOf(made), stepOf(made + later)]
      const fresh = isFresh(step, now)
      if (later > 120_000) expect(fresh).toBe(false)
      if (later >= 0 && later <= 90_000) expect(fresh).toBe(true)
      expect(freshSteps(now).includes(step)).toBe(fresh)
      expect(nextStepAt(step)).toBeGreaterThan(made)
    }),
  )
})
