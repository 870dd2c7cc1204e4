import { kpi } from './contract.ts'

const hasMore = ({ left }: { left: number }) => left > 0

/**
 * Figures that many answers rest on are made before anybody waits for them, a few in each transaction so that none is in the way for
 * long; at night each is held against the records that it is the sum of.
 */
export const kpiJobs = [
  {
    name: 'figures-keep',
    cron: '* * * * *',
    operation: kpi.keepFigures,
    again: hasMore,
    atStart: true,
    isWanted: true,
  },
  { name: 'figures-check', cron: '10 3 * * *', operation: kpi.checkFigures, again: hasMore },
  { name: 'kpi-paths', cron: '*/5 * * * *', operation: kpi.lookAtPaths, again: hasMore },
] as const
