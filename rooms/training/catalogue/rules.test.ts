import { expect, test } from 'vitest'
import { unmet } from './rules.ts'

test('a rule names what it asks for; without a rule everyone may apply (INV-T4)', () => {
  const clerk = { rank: 1, occupation: '事務', employmentCategory: '常勤' }
  expect(unmet({}, clerk)).toEqual([])
  expect(unmet({ minRank: 3 }, clerk)).toEqual(['minRank'])
  expect(unmet({ minRank: 1, maxRank: 2, occupations: ['保育'] }, clerk)).toEqual(['occupations'])
  expect(unmet({ minRank: 1 }, { ...clerk, rank: null })).toEqual(['minRank'])
})
