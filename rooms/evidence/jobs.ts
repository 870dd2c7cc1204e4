import { evidence } from './contract.ts'

/** Both ends of every arrow are looked at in the night, when the figures of the day stand. */
export const evidenceJobs = [{ name: 'arrows-compare', cron: '40 3 * * *', operation: evidence.compareArrows }] as const
