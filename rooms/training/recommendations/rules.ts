export const recommendationAnswers = ['accepted', 'later', 'declined'] as const
export type RecommendationAnswer = (typeof recommendationAnswers)[number]

/** Answers after which a recommendation still waits for an application. */
export const openAnswers = ['accepted', 'later'] as const satisfies readonly RecommendationAnswer[]

/** Days for which a recommendation waits for its answer; after that the course may be recommended again. */
export const OPEN_DAYS = 183
