import { attempts } from './contract.ts'

/** Nobody has to be there for an attempt to end: what was saved in time counts. */
export const attemptJobs = [
  {
    name: 'attempts-end',
    cron: '* * * * *',
    operation: attempts.endOverdueAttempts,
    again: ({ ended }: { ended: number }) => ended === 200,
    atStart: true,
  },
] as const
