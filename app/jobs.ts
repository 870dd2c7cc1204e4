/** Every job of the rooms, each asking the gate as a job. */
import { authJobs } from '#platform/auth/jobs.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Gate } from '#platform/gate/gate.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { journalJobs } from '#rooms/people/journal/jobs.ts'

const scheduled = [...journalJobs, ...authJobs]
export const jobNames = scheduled.map(({ name }) => name)

export function jobsOf(gate: Gate): Job[] {
  return scheduled.map(({ name, cron, operation }) => ({
    name,
    cron,
    run: async () => {
      const actor: Actor = { kind: 'job', accountId: null, subjectId: null, roles: [], name }
      await gate.ask(operation, {}, { actor })
    },
  }))
}
