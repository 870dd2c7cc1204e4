import { surveys } from './contract.ts'

/** A round whose last day is over takes no answers in any case; this cuts them from their ballots. */
export const surveyJobs = [
  { name: 'survey-rounds-close', cron: '5 0 * * *', operation: surveys.closeDueSurveyRounds, atStart: true },
] as const
