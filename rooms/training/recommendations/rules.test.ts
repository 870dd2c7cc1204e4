import { expect, test } from 'vitest'
import { recommendationAnswers, recommendedMay } from './rules.ts'

test('an offer is answered, and answered otherwise, until an application has come of it; whoever accepted goes on to apply (INV-T3)', () => {
  expect(recommendedMay(null, null)).toEqual({ isOpen: true, mayAnswer: [...recommendationAnswers], mayApply: false })
  expect(recommendedMay('accepted', null)).toEqual({ isOpen: false, mayAnswer: ['later', 'declined'], mayApply: true })
  expect(recommendedMay('declined', null)).toEqual({ isOpen: false, mayAnswer: ['accepted', 'later'], mayApply: false })
  for (const answer of [null, ...recommendationAnswers]) {
    expect(recommendedMay(answer, 7)).toEqual({ isOpen: false, mayAnswer: [], mayApply: false })
  }
})
