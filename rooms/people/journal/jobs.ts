import { journal } from './contract.ts'

/**
 * Sealing every minute bounds what could be altered unseen to the last minute. What is older than the town keeps goes in pieces of some
 * days, each in a transaction of its own.
 */
export const journalJobs = [
  { name: 'journal-seal', cron: '* * * * *', operation: journal.sealJournal },
  {
    name: 'journal-prune',
    cron: '41 3 * * *',
    operation: journal.pruneJournal,
    input: ({ journalYears }: { journalYears: number }) => ({ years: journalYears }),
    again: ({ lines }: { lines: number }) => lines > 0,
  },
] as const
