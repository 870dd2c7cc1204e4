import { expect, test } from 'vitest'
import { changeOf, isForEverybody, isPlaceOf, lowestOf, namesOf } from './report.rules.ts'
import { NOWHERE, responseOf } from './response.rules.ts'

test('a change between rounds has the interval of Newcombe (1998), method 10', () => {
  // Table II of the paper: 56/70 less 48/80, and 9/10 less 3/10.
  const rounded = (change: ReturnType<typeof changeOf>) => Object.values(change).map((one) => one.toFixed(4))
  expect(rounded(changeOf({ favourable: 56, n: 70 }, { favourable: 48, n: 80 }))).toEqual([
    '0.2000',
    '0.0524',
    '0.3339',
  ])
  expect(rounded(changeOf({ favourable: 9, n: 10 }, { favourable: 3, n: 10 }))).toEqual(['0.6000', '0.1705', '0.8090'])
  expect(rounded(changeOf({ favourable: 10, n: 10 }, { favourable: 0, n: 10 }))).toEqual(['1.0000', '0.6075', '1.0000'])
})

test('where an outcome speaks of all staff, the lowest of what is shown is told, and of the finest places', () => {
  expect(['全ての職員が安心して働く', 'すべての職員', '全職員が', '職員同士が', null].map(isForEverybody)).toEqual([
    ...[true, true, true, false, false],
  ])
  const share = (favourable: number) => ({ n: 10, favourable })
  expect(lowestOf(['10', '10/1010', '20'], [share(1), share(6), share(4)])).toBe(2)
  expect(lowestOf(['10', '20'], [null, share(4)])).toBeNull()
})

test('a place is told in names, and a head’s own section is neither its rest nor what it was merged into', () => {
  const names: Record<string, string> = { '10': '総務部', '1010': '人事課', '1020': '経理課' }
  const told = (place: string) => namesOf(place, (code) => names[code] ?? code, '直属')
  expect(told('10/1010+1020')).toEqual(['総務部', '人事課・経理課'])
  expect(told('10/10')).toEqual(['総務部', '直属'])
  expect(told('10/10+1010')).toEqual(['総務部', '直属・人事課'])
  expect(['10', '10/10', '10/1010', '10/1010+1020'].map((place) => isPlaceOf(place, '10'))).toEqual([
    ...[true, false, false, false],
  ])
})

test('of sections with fewer than k people asked no row, and no difference of rows, speaks (INV-A2, A3)', () => {
  const sections = new Map([
    ['10', { parent: null, kind: '部' }],
    ['1010', { parent: '10', kind: '課' }],
    ['101010', { parent: '1010', kind: '係' }],
    ['1020', { parent: '10', kind: '課' }],
    ['1030', { parent: '10', kind: '課' }],
    ['20', { parent: null, kind: '部' }],
  ])
  const asked = (sectionCode: string | undefined, receivers: number, answered: number) => ({
    ...{ sectionCode, receivers, answered },
  })
  const rows = (...people: Parameters<typeof responseOf>[0]) =>
    responseOf(people, sections, '課', 5).map(({ place, receivers, answered }) => [place, receivers, answered])
  expect(
    rows(asked('101010', 6, 1), asked('1010', 1, 1), asked('1020', 3, 2), asked('1030', 5, 5), asked('20', 9, 0)),
  ).toEqual([
    ['10', 15, 9],
    ['10/1010', 7, 2],
    ['10/1020+1030', 8, 7],
    ['20', 9, 0],
  ])
  // Whoever has no section is with the smallest of the highest ones, or the difference from the whole would tell of them.
  expect(rows(asked('1010', 9, 3), asked('20', 7, 2), asked(undefined, 1, 1))).toEqual([
    [`${NOWHERE}+20`, 8, 3],
    ['10', 9, 3],
    ['10/1010', 9, 3],
  ])
  expect(rows(asked('1010', 3, 1), asked('20', 1, 1))).toEqual([])
})
