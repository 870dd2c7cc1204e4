import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { mailStates } from './tables.ts'

const Id = z.number().int().positive()
const Moment = z.string()
const Done = z.strictObject({ done: z.literal(true) })

export const mail = defineContract({
  mailState: {
    method: 'GET',
    path: '/mail/state',
    summary: 'Whether mail goes out, how much waits and since when, what failed, and the last trouble',
    input: z.strictObject({}),
    output: z.strictObject({
      /** SMTP_URL, MAIL_FROM and PUBLIC_URL are set; without them all is told in the app alone. */
      isOn: z.boolean(),
      /** Due and not sent yet; what is kept back for quiet hours is not. From 10,000 on it may be more, as of what failed. */
      waiting: z.number().int(),
      waitingSince: Moment.nullable(),
      failed: z.number().int(),
      lastSentAt: Moment.nullable(),
      lastTrouble: z.string().nullable(),
    }),
    refusals: {},
  },
  listMail: {
    method: 'GET',
    path: '/mail',
    summary: 'Mail that was not sent yet, or could not be: to whom, why and when next; never what it says',
    input: z.strictObject({
      state: z.enum(['waiting', 'failed']).default('failed'),
      after: Id.optional(),
      pageSize: z.number().int().min(1).max(100).default(50),
    }),
    output: z.strictObject({
      next: z.number().int().nullable(),
      mail: z.array(
        z.strictObject({
          mailId: z.number().int(),
          /** Null for whoever is not in service today. */
          name: z.string().nullable(),
          email: z.string().nullable(),
          state: z.enum(mailStates),
          attempts: z.number().int(),
          writtenAt: Moment,
          nextAt: Moment,
          trouble: z.string().nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  retryMail: {
    method: 'POST',
    path: '/mail/{mailId}/retry',
    summary: 'Tries again at once what failed or waits',
    input: z.strictObject({ mailId: Id }),
    output: Done,
    refusals: { mail_not_waiting: 409 },
  },
  noteMail: {
    method: 'POST',
    path: '/mail/{mailId}/outcome',
    summary: 'What came of sending; the clock only',
    input: z.strictObject({ mailId: Id, trouble: z.string().max(500).nullable(), isFinal: z.boolean() }),
    output: Done,
    refusals: {},
  },
  noteMailSetup: {
    method: 'POST',
    path: '/mail/setup',
    summary: 'Whether whoever runs the server has said how mail goes out; a server that starts only',
    input: z.strictObject({ isOn: z.boolean(), domain: z.string().max(255) }),
    output: Done,
    refusals: {},
  },
})
