import { auth } from './contract.ts'

/** Hourly, so that nothing of a guess is kept for much longer than the day in which it counts. */
export const authJobs = [{ name: 'auth-forget', cron: '17 * * * *', operation: auth.forgetSignIns }] as const
