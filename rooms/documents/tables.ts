import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** What HR wrote for a document that is not issued yet; a part without a row holds what the review says. */
interface DocumentTextTable {
  fiscal_year: number
  kind: 'sheet' | 'model' | 'council' | 'public'
  part: string
  text: string
  written_by: number | null
  written_at: Date
}

/** A document as it was issued, once and for all. The database refuses to change it. */
interface DocumentIssueTable {
  document_issue_id: Generated<number>
  fiscal_year: number
  kind: 'sheet' | 'model' | 'council' | 'public'
  number: number
  issued_on: string
  recorded_by: number | null
  issued_at: Date
  /** By id of a value: how often it had been restated by then. */
  restated: Readonly<Record<string, number>>
}

/** Its very bytes. */
interface DocumentFileTable {
  document_issue_id: number
  format: 'html' | 'pdf' | 'xlsx' | 'csv' | 'json'
  sha256: string
  bytes: Buffer
}

export interface DocumentsTables {
  document_text: DocumentTextTable
  document_issue: DocumentIssueTable
  document_file: DocumentFileTable
}

export const documentsData: DataOf<DocumentsTables> = {
  document_text: {
    persons: { author: { column: 'written_by' } },
    whose: { author: ['fiscal_year', 'kind', 'part', 'written_by', 'written_at'], nobody: ['text'] },
  },
  document_issue: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['document_issue_id', 'fiscal_year', 'kind', 'number', 'issued_on', 'recorded_by', 'issued_at'],
      nobody: ['restated'],
    },
  },
  document_file: { nobodys: 'a document of the town; nobody is named in one' },
}
