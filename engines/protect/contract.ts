import { z } from 'zod'

/** What the output says of a row; which of both kinds of suppression it was is not told. */
const RowStatus = z.enum(['published', 'suppressed'])

/** One row: the path in each dimension under the dimension's name, the count (null where suppressed) under the count's name. */
const ProtectedRow = z
  .object({ status: RowStatus })
  .catchall(z.union([z.string(), z.int().nonnegative(), z.null()]))
  .describe('Dimensions by name, the count by name (null where suppressed), and the status')

/** The answer of `hagukumi protect --json`. */
export const ProtectedTable = z.object({
  rows: z.array(ProtectedRow).describe('In the order of the input'),
  primary: z.int().nonnegative().describe('Cells that must not be shown for their own size'),
  complementary: z.int().nonnegative().describe('Cells left out so that others cannot be worked out'),
  suppressedCount: z.int().nonnegative().describe('primary + complementary'),
  objective: z.int().nonnegative().describe('Sum of the weights of all suppressed cells'),
  bound: z.int().nonnegative().describe('Proven: no safe table has a smaller objective'),
  seconds: z.number().nonnegative().describe('Whole time without the audit'),
  auditSeconds: z.number().nonnegative().describe('Time of the audit'),
})
export type ProtectedTable = z.infer<typeof ProtectedTable>

const ZeroRule = z.enum(['safe', 'primary'])

/** What is asked of a table beside its rows. */
export const Demands = z.object({
  threshold: z.int().min(1).max(1_000_000_000),
  interval: z.int().min(1).max(1_000_000),
  zeros: ZeroRule,
})
export type Demands = z.infer<typeof Demands>

/** JSON Schema 2020-12 of the answer, as published in `protected-table.schema.json`. */
export function protectedTableSchema(): Record<string, unknown> {
  return { $id: 'urn:hagukumi:protected-table:1', ...z.toJSONSchema(ProtectedTable, { target: 'draft-2020-12' }) }
}
