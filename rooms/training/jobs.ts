import { training } from './contract.ts'

/** Who came into open rounds and left them is kept soon after, so that history has the day on which it was so. */
export const trainingJobs = [
  { name: 'rounds-keep', cron: '*/10 * * * *', operation: training.keepRounds, atStart: true },
] as const
