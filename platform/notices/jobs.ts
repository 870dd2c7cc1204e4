import { notices } from './contract.ts'

/** A day begins at midnight in Tokyo; what nobody told, such as rows that were put in past the gate, is found within the hour. */
export const noticeJobs = [
  {
    name: 'notices-keep',
    cron: '1 * * * *',
    operation: notices.keepNotices,
    again: ({ hasMore }: { hasMore: boolean }) => hasMore,
    atStart: true,
  },
  {
    name: 'notices-awaited',
    cron: '* * * * *',
    operation: notices.keepAwaited,
    again: ({ hasMore }: { hasMore: boolean }) => hasMore,
    atStart: true,
  },
  { name: 'notices-forget', cron: '23 3 * * *', operation: notices.forgetNotices },
] as const
