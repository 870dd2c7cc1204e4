import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

/** The newest first; a page begins before a line that was seen, so that new lines move nothing. */
const Page = {
  before: z.number().int().positive().optional(),
  pageSize: z.number().int().min(1).max(200).default(50),
}

export const journal = defineContract({
  listLooksAtMe: {
    method: 'GET',
    path: '/me/journal',
    summary: 'Who read or changed what is held about me, when, in which role and why (INV-S4)',
    input: z.strictObject(Page),
    output: z.strictObject({
      hasOlder: z.boolean(),
      lines: z.array(
        z.strictObject({
          lineId: z.number().int(),
          at: z.string(),
          kind: z.enum(['change', 'read', 'export', 'access']),
          operation: z.string(),
          /** In the reader's language. */
          what: z.string(),
          byName: z.string(),
          bySection: z.string().nullable(),
          actedAs: z.string(),
          reason: z.string().nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  listPasswordChanges: {
    method: 'GET',
    path: '/me/password-changes',
    summary: 'Who set or changed the password of my account, and when: the last ten times, the newest first',
    input: z.strictObject({}),
    output: z.array(
      z.strictObject({
        lineId: z.number().int(),
        at: z.string(),
        /** By whoever was signed in to my account, which should be me alone. */
        isOwn: z.boolean(),
        byName: z.string(),
        actedAs: z.string(),
      }),
    ),
    refusals: {},
    beforeOwnPassword: true,
  },
  listJournal: {
    method: 'GET',
    path: '/journal',
    summary: 'What happened in the system, without any content about people; for the IT administrator',
    input: z.strictObject({ ...Page, operation: z.string().max(100).optional() }),
    output: z.strictObject({
      hasOlder: z.boolean(),
      /** Of all lines, as the database last estimated. */
      estimate: z.number().int().nullable(),
      lines: z.array(
        z.strictObject({
          lineId: z.number().int(),
          at: z.string(),
          kind: z.enum(['change', 'read', 'export', 'access']),
          operation: z.string(),
          loginName: z.string(),
          actedAs: z.string(),
          subjects: z.number().int(),
        }),
      ),
    }),
    refusals: {},
  },
  noteExport: {
    method: 'POST',
    path: '/journal/exports',
    summary:
      'Tells the journal that a table is about to leave the system as a file made by the reader’s browser (INV-S4)',
    input: z.strictObject({
      /** What the table lists, as the reader saw it. */
      title: z.string().trim().min(1).max(200),
      format: z.enum(['xlsx', 'csv']),
      rows: z.number().int().min(0),
    }),
    output: z.strictObject({}),
    refusals: {},
  },
  verifyJournal: {
    method: 'POST',
    path: '/journal/verification',
    summary: 'Recomputes the hash chain of the journal and names the first line that was altered, lost or slipped in',
    input: z.strictObject({}),
    output: z.strictObject({
      sealedLines: z.number().int(),
      seals: z.number().int(),
      unsealedLines: z.number().int(),
      /** Lines that were older than the town keeps, and when the last of them was sealed: the journal is whole from there on. */
      pruned: z.strictObject({ lines: z.number().int(), until: z.string() }).nullable(),
      lastDigest: z.string().nullable(),
      fault: z
        .strictObject({
          kind: z.enum(['altered', 'lost', 'added', 'broken_chain']),
          lineId: z.number().int().nullable(),
          sealId: z.number().int().nullable(),
        })
        .nullable(),
    }),
    refusals: {},
    patience: 300,
  },
  sealJournal: {
    method: 'POST',
    path: '/journal/seals',
    summary: 'Seals the lines that are final into the hash chain; a job does it every minute',
    input: z.strictObject({}),
    output: z.strictObject({ lines: z.number().int() }),
    refusals: {},
    patience: 60,
  },
  pruneJournal: {
    method: 'POST',
    path: '/journal/pruning',
    summary:
      'Takes away whole sealed segments that are older than so many years, leaving a seal; a job does it every night',
    input: z.strictObject({ years: z.number().int().min(1).max(100) }),
    output: z.strictObject({ lines: z.number().int() }),
    refusals: {},
    patience: 300,
  },
})
