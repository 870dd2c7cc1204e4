import type { FileName } from './columns.rules.ts'
import type { importMessages } from './messages.ts'
import { type Entry, lastDay, type Span } from './spans.rules.ts'

type MessageKey = keyof (typeof importMessages)['ja'] & string
export type FindingKey = MessageKey extends infer K ? (K extends `problem.${infer Name}` ? Name : never) : never

/** What a row says that cannot be. */
export interface Finding {
  readonly file: FileName
  readonly line: number
  /** The column's key. */
  readonly column: string
  readonly value: string | null
  readonly key: FindingKey
  /** Dates are ISO; null is an open end. */
  readonly values: Readonly<Record<string, string | number | null>>
}

export class Findings {
  readonly all: Finding[] = []

  add(
    file: FileName,
    line: number,
    column: string,
    value: string | null,
    key: FindingKey,
    values: Finding['values'] = {},
  ): void {
    this.all.push({ file, line, column, value, key, values })
  }

  /** A span that ends before it began. */
  isOrderly(file: FileName, line: number, column: string, { validFrom, validTo }: Span): boolean {
    if (validTo === null || validTo > validFrom) return true
    this.add(file, line, column, lastDay({ validFrom, validTo }), 'ends_before_start')
    return false
  }

  /** Two periods of which at most one may hold; told at the line that the file can mend. */
  overlap<Fact extends Span>(file: FileName, column: string, a: Entry<Fact>, b: Entry<Fact>): void {
    const [told, other] = b.line === undefined ? [a, b] : [b, a]
    if (told.line === undefined) return
    const { validFrom } = told.fact
    const values = { from: other.fact.validFrom, to: lastDay(other.fact) }
    if (other.line === undefined) this.add(file, told.line, column, validFrom, 'overlap_with_stored', values)
    else this.add(file, told.line, column, validFrom, 'overlap_in_file', { ...values, line: other.line })
  }
}
