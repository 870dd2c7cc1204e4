import { expect, test } from 'vitest'
import { type RecommendationAnswer, recommendationAnswers, recommendedMay } from './rules.ts'

const day = '2026-11-22'
const may = (answer: RecommendationAnswer | null, applicationId: number | null, answeredOn = day) =>
  recommendedMay(answer, applicationId, answer && answeredOn, day, true)

test('an offer is answered, and answered otherwise, until an application has come of it; whoever accepted goes on to apply (INV-T3)', () => {
  expect(may(null, null)).toEqual({
    isOpen: true,
    mayAnswer: [...recommendationAnswers],
    mayTakeBack: false,
    mayApply: false,
  })
  expect(may('accepted', null)).toEqual({
    isOpen: false,
    mayAnswer: ['later', 'declined'],
    mayTakeBack: true,
    mayApply: true,
  })
  expect(may('declined', null, '2026-11-21')).toEqual({
    isOpen: false,
    mayAnswer: ['accepted', 'later'],
    mayTakeBack: false,
    mayApply: false,
  })
  for (const answer of [null, ...recommendationAnswers]) {
    expect(may(answer, 7)).toEqual({ isOpen: false, mayAnswer: [], mayTakeBack: false, mayApply: false })
  }
})

test('an offer that stands no more waits for no answer and leads to no form; what was answered today is taken back', () => {
  for (const answer of [null, ...recommendationAnswers]) {
    const mayTakeBack = answer !== null
    expect(recommendedMay(answer, null, answer && day, day, false)).toEqual({
      ...{ isOpen: false, mayAnswer: [], mayTakeBack, mayApply: false },
    })
  }
})
