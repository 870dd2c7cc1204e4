import { training } from './contract.ts'

/** Whoever is asked for wishes once a call has begun is asked soon after they have its course ahead. Who came into open rounds and left them is kept soon after, so that history has the day on which it was so. */
export const trainingJobs = [
  { name: 'rounds-keep', cron: '*/10 * * * *', operation: training.keepRounds, atStart: true },
  { name: 'wishes-keep', cron: '*/10 * * * *', operation: training.keepWishCalls, atStart: true },
] as const
