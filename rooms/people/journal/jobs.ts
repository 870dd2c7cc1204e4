import { journal } from './contract.ts'

/** Sealing every minute bounds what could be altered unseen to the last minute. */
export const journalJobs = [{ name: 'journal-seal', cron: '* * * * *', operation: journal.sealJournal }] as const
