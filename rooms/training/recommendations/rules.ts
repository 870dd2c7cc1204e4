export const recommendationAnswers = ['accepted', 'later', 'declined'] as const
export type RecommendationAnswer = (typeof recommendationAnswers)[number]
