import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Counted } from '#rooms/kpi/contract.ts'

const InYear = z.strictObject({ fiscalYear: z.number().int().min(2000).max(2200) })

/** 評価シート · ロジックモデル一枚 · 議会 · 公表 */
const Kind = z.enum(['sheet', 'model', 'council', 'public'])
const Format = z.enum(['pdf', 'html', 'xlsx', 'csv'])
const OfKind = InYear.extend({ kind: Kind })

const Issued = z.strictObject({
  /** From 1, within the year and kind. */
  number: z.number().int(),
  issuedOn: IsoDate,
  /** SHA-256 of each file, in hexadecimal digits. */
  files: z.array(z.strictObject({ format: Format, sha256: z.string() })),
  /** What was restated after it was issued: it shows 「訂正あり」, and stays as it is. */
  restatedSince: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      before: Counted.nullable(),
      after: Counted.nullable(),
      reason: z.string(),
      on: IsoDate,
    }),
  ),
})

const notYet = { year_open: 409, sample_not_public: 409 } as const

export const documents = defineContract({
  listDocuments: {
    method: 'GET',
    path: '/reviews/{fiscalYear}/documents',
    summary: 'The documents of a closed year by kind: their words, what was issued, and what was restated since',
    input: InYear,
    output: z.strictObject({
      fiscalYear: z.number().int(),
      closedOn: IsoDate,
      kinds: z.array(
        z.strictObject({
          kind: Kind,
          /** False: it rests on samples, and may not be published (INV-D1). */
          mayBeMade: z.boolean(),
          version: Version,
          texts: z.array(z.strictObject({ part: z.string(), text: z.string(), longest: z.number().int() })),
          /** Latest first. */
          issued: z.array(Issued),
        }),
      ),
      may: z.array(z.enum(['writeDocument', 'issueDocument'])),
    }),
    refusals: { year_open: 409 },
    snapshot: true,
  },
  showDocumentFile: {
    method: 'GET',
    path: '/reviews/{fiscalYear}/documents/{kind}/{format}',
    summary:
      'A document of frozen numbers as a file: an issued one as its very bytes, or a draft of what would be issued now; beside a CSV the description of its columns (CSV on the Web)',
    input: OfKind.extend({
      format: Format,
      /** Of the issued one; absent: the draft. */
      number: z.number().int().min(1).max(9999).optional(),
    }),
    output: z.strictObject({
      fileName: z.string(),
      base64: z.string(),
      sha256: z.string(),
      columns: z.strictObject({ fileName: z.string(), base64: z.string() }).nullable(),
    }),
    refusals: { ...notYet, no_such_document: 404, no_glyph: 422 },
    patience: 60,
  },
  writeDocument: {
    method: 'PUT',
    path: '/reviews/{fiscalYear}/documents/{kind}',
    summary: 'HR edits the words of a document that is to be issued; its numbers stay as they were frozen',
    input: OfKind.extend({
      seen: Seen,
      texts: z.array(z.strictObject({ part: z.string().max(40), text: z.string().trim().max(4000) })).max(10),
    }),
    output: z.strictObject({ version: Version }),
    refusals: { ...staleRefusal, year_open: 409, no_such_part: 422, too_long: 422 },
  },
  issueDocument: {
    method: 'POST',
    path: '/reviews/{fiscalYear}/documents/{kind}/issues',
    summary: 'Issues a document in every format: its bytes are kept as they are, whatever is restated later',
    input: OfKind.extend({ seen: Seen }),
    output: z.strictObject({ number: z.number().int(), issuedOn: IsoDate }),
    refusals: { ...staleRefusal, ...notYet, no_glyph: 422 },
    snapshot: true,
    patience: 60,
  },
})
