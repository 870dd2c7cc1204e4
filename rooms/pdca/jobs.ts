import { pdca } from './contract.ts'

/** What was corrected reaches closed years as a restatement, soon after and apart from whoever corrects. */
export const pdcaJobs = [
  {
    name: 'reviews-restate',
    cron: '* * * * *',
    operation: pdca.restateCorrected,
    again: ({ settled }: { settled: number }) => settled === 100,
    atStart: true,
  },
] as const
