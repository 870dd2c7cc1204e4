export const recommendationAnswers = ['accepted', 'later', 'declined'] as const
export type RecommendationAnswer = (typeof recommendationAnswers)[number]

/** Days for which a recommendation waits for its answer; after that the course may be recommended again. */
export const OPEN_DAYS = 183
