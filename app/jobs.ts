/** Every job of the rooms, each asking the gate as a job. */
import { searchJobs } from '#app/search/jobs.ts'
import { authJobs } from '#platform/auth/jobs.ts'
import type { Operation } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Gate } from '#platform/gate/gate.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { noticeJobs } from '#platform/notices/jobs.ts'
import { kpiJobs } from '#rooms/kpi/jobs.ts'
import { journalJobs } from '#rooms/people/journal/jobs.ts'

interface Scheduled {
  readonly name: string
  readonly cron: string
  readonly operation: Operation
  input?(settings: JobSettings): Record<string, unknown>
  /** Whether there is more to do at once. */
  again?(answer: never): boolean
  /** Also when a server starts, not only by the clock. */
  readonly atStart?: boolean
}

const scheduled: readonly Scheduled[] = [...journalJobs, ...authJobs, ...kpiJobs, ...searchJobs, ...noticeJobs]
export const jobNames = scheduled.map(({ name }) => name)

/** What whoever runs the server has set for what happens by the clock. */
export interface JobSettings {
  readonly journalYears: number
}

export function jobsOf(gate: Gate, settings: JobSettings): Job[] {
  return scheduled.map(({ name, cron, operation, input, again, atStart = false }) => ({
    ...{ name, cron, atStart },
    run: async () => {
      const actor: Actor = { kind: 'job', accountId: null, subjectId: null, roles: [], name }
      let answer: unknown
      do {
        answer = await gate.ask(operation, input?.(settings) ?? {}, { actor })
      } while (again?.(answer as never))
    },
  }))
}
