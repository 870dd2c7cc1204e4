import { expect, test } from 'vitest'
import { type AtStake, hadNoTraining, halfDaysAtStake, neverRecommended } from './team.rules.ts'

const waiting = (startsAt: string, endsAt: string, more: Partial<AtStake> = {}): AtStake => ({
  isToDecide: true,
  applicant: { sectionName: '窓口係' },
  session: { startsOn: '2027-01-20', endsOn: '2027-01-20', startsAt, endsAt },
  staffing: [{ day: '2027-01-20', members: 16, onLeave: 1, inSession: 2, inService: 12 }],
  ...more,
})

test('whoever is on leave is not among those who had no training or no recommendation (INV-T7)', () => {
  const nothing = { onLeave: false, attendedThisYear: 0, recommendations: 0 }
  expect([hadNoTraining(nothing), neverRecommended(nothing)]).toEqual([true, true])
  expect([hadNoTraining({ ...nothing, onLeave: true }), neverRecommended({ ...nothing, onLeave: true })]).toEqual([
    false,
    false,
  ])
  expect([
    hadNoTraining({ ...nothing, attendedThisYear: 1 }),
    neverRecommended({ ...nothing, recommendations: 1 }),
  ]).toEqual([false, false])
})

test('one entry a half-day, in the order in which they come; a whole day is neither its morning nor its afternoon', () => {
  const morning = waiting('09:00', '12:00')
  const whole = waiting('09:00', '17:00')
  const later = waiting('09:00', '11:00')
  const next = waiting('09:00', '12:00', {
    session: { ...morning.session, startsOn: '2027-01-21', endsOn: '2027-01-21' },
  })
  expect(
    halfDaysAtStake([morning, whole, later, next]).map(({ day, halves, waiting: those }) => [
      day,
      halves,
      those.length,
    ]),
  ).toEqual([
    ['2027-01-20', ['am'], 2],
    ['2027-01-20', ['am', 'pm'], 1],
    ['2027-01-21', ['am'], 1],
  ])
})

test('of a section the day with fewest is told, and who remains when all who wait there are approved', () => {
  const day = { members: 16, onLeave: 1, inSession: 2 }
  const staffing = [
    { day: '2027-01-20', ...day, inService: 12 },
    { day: '2027-01-21', ...day, inService: 9 },
  ]
  const three = [
    waiting('09:00', '12:00', { staffing }),
    waiting('09:00', '12:00', { staffing }),
    waiting('09:00', '12:00', { staffing, isToDecide: false }),
  ]
  const other = waiting('09:00', '12:00', { applicant: { sectionName: '管理係' }, staffing: [] })
  expect(halfDaysAtStake([...three, other])[0]!.sections).toEqual([
    { day: '2027-01-21', ...day, inService: 9, sectionName: '窓口係', ifAll: 8 },
  ])
  expect(halfDaysAtStake([three[2]!])[0]!.sections[0]!.ifAll).toBe(9)
})
