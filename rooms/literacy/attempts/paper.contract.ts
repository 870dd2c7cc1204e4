import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id } from '#rooms/people/contract.ts'
import { ShownItem } from './shape.contract.ts'

const Code = z.string().min(1).max(20)
const SentFile = z.strictObject({ base64: z.string(), name: z.string().max(255) })
const Count = z.number().int()
const Fault = z.strictObject({ line: Count.nullable(), column: z.string().nullable(), reason: z.string() })
const noSuchPaper = { no_such_paper: 404 } as const

export const papers = defineContract({
  drawPaper: {
    method: 'POST',
    path: '/tests/{testId}/papers',
    summary: 'HR draws a test for paper: every sheet of one code has the same items in the same order',
    input: z.strictObject({ testId: Id }),
    output: z.strictObject({ code: z.string() }),
    refusals: { no_such_test: 404, bank_short: 409 },
  },
  listPapers: {
    method: 'GET',
    path: '/tests/{testId}/papers',
    summary: 'HR: the papers of a test, and how many results were entered of each',
    input: z.strictObject({ testId: Id }),
    output: z.strictObject({
      papers: z.array(z.strictObject({ code: z.string(), drawnAt: z.string(), entered: z.number().int() })),
    }),
    refusals: {},
  },
  showPaper: {
    method: 'GET',
    path: '/papers/{code}',
    summary: 'HR: the sheet to be printed, with nothing of what is right',
    input: z.strictObject({ code: Code }),
    output: z.strictObject({
      code: z.string(),
      testId: z.number().int(),
      title: z.string(),
      note: z.string(),
      minutes: z.number().int(),
      items: z.array(ShownItem),
    }),
    refusals: noSuchPaper,
  },
  showPaperKey: {
    method: 'GET',
    path: '/papers/{code}/key',
    summary: 'HR: what is right on a sheet, on a sheet of its own',
    input: z.strictObject({ code: Code }),
    output: z.strictObject({
      code: z.string(),
      testId: z.number().int(),
      title: z.string(),
      answers: z.array(
        z.strictObject({
          place: z.number().int(),
          /** Letters as the sheet shows them, or what is accepted. */
          right: z.string(),
          explanation: z.string(),
        }),
      ),
    }),
    refusals: noSuchPaper,
  },
  importPaperResults: {
    method: 'POST',
    path: '/papers/results',
    summary:
      'HR enters answers from paper by CSV or a workbook, all or nothing; with dryRun a preview; sent again it adds nothing (INV-D5)',
    input: z.strictObject({ dryRun: z.boolean().default(false), file: SentFile }),
    output: z.strictObject({
      /** The first 200. */
      problems: z.array(Fault),
      problemCount: Count,
      unchanged: Count,
      added: Count,
      applied: z.boolean(),
    }),
    refusals: {},
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
})
