export const recommendationAnswers = ['accepted', 'later', 'declined'] as const
export type RecommendationAnswer = (typeof recommendationAnswers)[number]

/** Answers after which a recommendation still waits for an application. */
export const openAnswers = ['accepted', 'later'] as const satisfies readonly RecommendationAnswer[]

/** Days for which a recommendation waits for its answer; after that the course may be recommended again. */
export const OPEN_DAYS = 183

/**
 * What whom a course was recommended to may do: say another answer, or go on to apply, until an application has come of it. One that
 * stands no more, because another took its place, its course has ended or half a year has passed, waits for no answer.
 */
export function recommendedMay(
  answer: RecommendationAnswer | null,
  applicationId: number | null,
  answeredOn: string | null,
  day: string,
  isStanding: boolean,
) {
  const isOver = applicationId !== null
  return {
    isOpen: answer === null && !isOver && isStanding,
    mayAnswer: isOver || !isStanding ? [] : recommendationAnswers.filter((one) => one !== answer),
    mayTakeBack: answer !== null && answeredOn === day && !isOver,
    mayApply: answer === 'accepted' && !isOver && isStanding,
  }
}
