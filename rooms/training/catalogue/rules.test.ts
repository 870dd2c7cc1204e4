import { expect, test } from 'vitest'
import { unmet } from './rules.ts'

const clerk = { rank: 2, occupation: '事務', employmentCategory: '常勤' }

test('a rule names what it asks for; without a rule everyone may apply (INV-T4)', () => {
  expect(unmet({}, clerk)).toEqual([])
  expect(unmet({ minRank: 3 }, clerk)).toEqual(['minRank'])
  expect(unmet({ minRank: 1, maxRank: 2, occupations: ['保育'] }, clerk)).toEqual(['occupations'])
  expect(unmet({ employmentCategories: ['会計年度'] }, clerk)).toEqual(['employmentCategories'])
  expect(unmet({ minRank: 3, maxRank: 1, occupations: ['保育'], employmentCategories: ['会計年度'] }, clerk)).toEqual([
    ...['minRank', 'maxRank', 'occupations', 'employmentCategories'],
  ])
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
