import fc from 'fast-check'
import { expect, test } from 'vitest'
import { states } from '../rules.ts'
import { type Applying, applyFault, asksForItself, unmet } from './rules.ts'

const clerk = { rank: 2, occupation: '事務', employmentCategory: '常勤', completed: [7], levels: { 'data-use': 2 } }

test('a rule names what it asks for; without a rule everyone may apply (INV-T4)', () => {
  expect(unmet({}, clerk)).toEqual([])
  expect(unmet({ minRank: 3 }, clerk)).toEqual(['minRank'])
  expect(unmet({ minRank: 1, maxRank: 2, occupations: ['保育'] }, clerk)).toEqual(['occupations'])
  expect(unmet({ employmentCategories: ['会計年度'] }, clerk)).toEqual(['employmentCategories'])
  expect(unmet({ minRank: 3, maxRank: 1, occupations: ['保育'], employmentCategories: ['会計年度'] }, clerk)).toEqual([
    ...['minRank', 'maxRank', 'occupations', 'employmentCategories'],
  ])
})

test('what was completed before and the levels that are asked for: each of them, at that level or above; nothing known is no level (INV-T4, P7)', () => {
  expect(unmet({ afterCourses: [7], levels: [{ skill: 'data-use', level: 2 }] }, clerk)).toEqual([])
  expect(unmet({ afterCourses: [7, 8] }, clerk)).toEqual(['afterCourses'])
  expect(unmet({ levels: [{ skill: 'data-use', level: 3 }] }, clerk)).toEqual(['levels'])
  expect(unmet({ levels: [{ skill: 'ict-tools', level: 1 }] }, clerk)).toEqual(['levels'])
  expect(unmet({ afterCourses: [8], levels: [{ skill: 'data-use', level: 3 }] }, { ...clerk, completed: [] })).toEqual([
    ...['afterCourses', 'levels'],
  ])
})

test('a course asks for itself exactly when a way of prerequisites leads back to it', () => {
  const graph = fc.dictionary(
    fc.constantFrom('1', '2', '3', '4', '5'),
    fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  )
  fc.assert(
    fc.property(graph, (asked) => {
      const map = new Map(Object.entries(asked).map(([id, ids]) => [Number(id), ids]))
      // All that can be reached, by squaring the relation until nothing is added.
      let reached = new Set([...map].flatMap(([from, to]) => to.map((one) => `${from} ${one}`)))
      for (let before = -1; before !== reached.size; ) {
        before = reached.size
        const pairs = [...reached].map((pair) => pair.split(' '))
        reached = new Set([
          ...reached,
          ...pairs.flatMap(([a, b]) => pairs.flatMap(([c, d]) => (b === c ? [`${a} ${d}`] : []))),
        ])
      }
      for (const id of [1, 2, 3, 4, 5, 6]) expect(asksForItself(id, map)).toBe(reached.has(`${id} ${id}`))
    }),
  )
})

test('the grade that a rule names is among those who may; one of several occupations is enough', () => {
  expect(unmet({ minRank: 2, maxRank: 2 }, clerk)).toEqual([])
  expect(unmet({ occupations: ['保育', '事務'], employmentCategories: ['会計年度', '常勤'] }, clerk)).toEqual([])
})

test('whoever has no grade on the ladder meets no rule of rank', () => {
  expect(unmet({ minRank: 1 }, { ...clerk, rank: null })).toEqual(['minRank'])
  expect(unmet({ maxRank: 9 }, { ...clerk, rank: null })).toEqual(['maxRank'])
  expect(unmet({ occupations: ['事務'] }, { ...clerk, rank: null })).toEqual([])
})

test('one applies until the last day to apply, for what is open to applications and for oneself, while there, and once (INV-T4)', () => {
  const session = { startsOn: '2027-01-20', applyBy: '2027-01-13', cancelledOn: null }
  const able: Applying = {
    ...{ session, enrolmentMode: 'openApplication', isForMe: true, notThere: undefined, mine: undefined },
  }
  const fault = (more: Partial<Applying> = {}, day = '2027-01-13') => applyFault({ ...able, ...more }, day)
  expect(fault()).toBeUndefined()
  expect(fault({}, '2027-01-14')).toBe('session_closed')
  expect(fault({ session: { ...session, applyBy: '2027-01-20' } }, '2027-01-20')).toBeUndefined()
  expect(fault({ session: { ...session, applyBy: '2027-01-21' } }, '2027-01-21')).toBe('session_closed')
  expect(fault({ session: { ...session, cancelledOn: '2026-12-01' } }, '2027-01-14')).toBe('session_cancelled')
  expect(fault({ enrolmentMode: 'nominated', isForMe: false })).toBe('nominated_only')
  expect(fault({ isForMe: false, notThere: 'on_leave_then' })).toBe('not_eligible')
  for (const notThere of ['on_leave_then', 'not_in_service_then'] as const) {
    expect(fault({ notThere, mine: 'submitted' })).toBe(notThere)
  }
  expect(states.filter((mine) => fault({ mine }) === undefined)).toEqual([
    ...['rejected', 'not_selected', 'withdrawn', 'cancelled'],
  ])
  expect(fault({ mine: 'ordered' })).toBe('already_applied')
})
