/** Every job of the rooms, each asking the gate as a job. */
import { contracts } from '#app/contracts.ts'
import { searchJobs } from '#app/search/jobs.ts'
import { authJobs } from '#platform/auth/jobs.ts'
import type { Contract, Operation } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Gate } from '#platform/gate/gate.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { mail as mailOperations } from '#platform/mail/contract.ts'
import { type MailSettings, openPostman } from '#platform/mail/postman.ts'
import { deliver } from '#platform/notices/deliver.ts'
import { noticeJobs } from '#platform/notices/jobs.ts'
import { evidenceJobs } from '#rooms/evidence/jobs.ts'
import { kpiJobs } from '#rooms/kpi/jobs.ts'
import { attemptJobs } from '#rooms/literacy/attempts/jobs.ts'
import { pdcaJobs } from '#rooms/pdca/jobs.ts'
import { journalJobs } from '#rooms/people/journal/jobs.ts'
import { qualificationJobs } from '#rooms/skills/qualifications/jobs.ts'
import { surveyJobs } from '#rooms/surveys/jobs.ts'
import { trainingJobs } from '#rooms/training/jobs.ts'

interface Scheduled {
  readonly name: string
  readonly cron: string
  readonly operation: Operation
  input?(settings: JobSettings): Record<string, unknown>
  /** Whether there is more to do at once. */
  again?(answer: never): boolean
  /** Also when a server starts, not only by the clock. */
  readonly atStart?: boolean
  /** Also soon after an answer had to do without what this job brings up. */
  readonly isWanted?: boolean
}

const scheduled: readonly Scheduled[] = [
  ...journalJobs,
  ...authJobs,
  ...kpiJobs,
  ...evidenceJobs,
  ...searchJobs,
  ...trainingJobs,
  ...noticeJobs,
  ...pdcaJobs,
  ...attemptJobs,
  ...qualificationJobs,
  ...surveyJobs,
]
const MAIL_JOB = 'mail-send'
export const wantedJobs = scheduled.filter(({ isWanted }) => isWanted).map(({ name }) => name)
export const jobNames = [...scheduled.map(({ name }) => name), MAIL_JOB]
export const jobSchedules = scheduled.map(({ name, cron, operation }) => ({ name, cron, operation: called(operation) }))

/** Room and name, as the journal writes it: `journal.sealJournal`. */
function called(operation: Operation): string {
  for (const [room, contract] of Object.entries(contracts as Readonly<Record<string, Contract>>))
    for (const [name, one] of Object.entries(contract)) if (one === operation) return `${room}.${name}`
  throw new Error('A job asks for what no contract holds')
}

/** What whoever runs the server has set for what happens by the clock. */
export interface JobSettings {
  readonly journalYears: number
  /** How mail goes out; undefined: it does not. */
  readonly mail: MailSettings | undefined
}

export function jobsOf(gate: Gate, settings: JobSettings): Job[] {
  const jobs = scheduled.map(({ name, cron, operation, input, again, atStart = false }) => ({
    ...{ name, cron, atStart },
    run: async () => {
      const actor: Actor = { kind: 'job', accountId: null, subjectId: null, roles: [], name }
      let answer: unknown
      do {
        answer = await gate.ask(operation, input?.(settings) ?? {}, { actor })
      } while (again?.(answer as never))
    },
  }))
  return [...jobs, mailJob(gate, settings.mail)]
}

/** Every minute; the first run of a process says whether mail goes out, so that all of them write it, or none. */
function mailJob(gate: Gate, mail: MailSettings | undefined): Job {
  const actor: Actor = { kind: 'job', accountId: null, subjectId: null, roles: [], name: MAIL_JOB }
  const ask: Parameters<typeof deliver>[0] = (operation, input) => gate.ask(operation, input, { actor })
  let isSaid = false
  return {
    name: MAIL_JOB,
    cron: '* * * * *',
    atStart: true,
    run: async () => {
      const domain = mail?.from.split('@')[1] ?? ''
      if (!isSaid) await ask(mailOperations.noteMailSetup, { isOn: mail !== undefined, domain })
      isSaid = true
      if (!mail) return
      const postman = openPostman(mail)
      try {
        await deliver(ask, postman, mail.publicUrl)
      } finally {
        postman.close()
      }
    },
  }
}
