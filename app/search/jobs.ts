import { search } from './contract.ts'

/** A new release may fold otherwise than the one that wrote the words. */
export const searchJobs = [
  { name: 'search-keep', cron: '50 3 * * *', operation: search.keepSearchText, atStart: true },
] as const
