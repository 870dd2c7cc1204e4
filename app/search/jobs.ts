import { search } from './contract.ts'

/** Names that begin on a day take their place soon after midnight. A new release may fold otherwise than the one that wrote the words. */
export const searchJobs = [
  { name: 'search-keep', cron: '5 0 * * *', operation: search.keepSearchText, atStart: true },
] as const
