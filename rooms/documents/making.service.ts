import { createHash } from 'node:crypto'
import { csvFile } from '#platform/files/csv.ts'
import { htmlOf } from '#platform/paper/html.ts'
import { pdfOf } from '#platform/paper/pdf.ts'
import type { Paper } from '#platform/paper/shape.ts'
import { workbookOf } from '#platform/paper/workbook.ts'
import { formatFiscalYear } from '#platform/time/dates.ts'
import type { Facts, Kind } from './facts.rules.ts'
import { columnsOf, columnsSaid, dataOf } from './open-data.rules.ts'
import { paperOf } from './paper.rules.ts'
import type { Texts } from './texts.rules.ts'

export const formats = ['pdf', 'html', 'xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

/** What a document is made of, once its year was read. */
export interface ToMake {
  readonly kind: Kind
  readonly facts: Facts
  readonly texts: Texts
  /** The day that it carries. */
  readonly date: string
  /** Of the issue; absent: a draft. */
  readonly number?: number
}

export interface Made {
  readonly format: Format | 'json'
  readonly bytes: Buffer
  readonly sha256: string
}

/** Files of a document; or the characters that no font of the PDF has. */
export async function make(
  wanted: ToMake,
  asked: readonly Format[],
): Promise<{ readonly files: readonly Made[] } | { readonly missing: readonly string[] }> {
  const paper = wholePaper(wanted)
  const files: Made[] = []
  for (const format of asked) {
    if (format === 'pdf') {
      const printed = await pdfOf(paper)
      if ('missing' in printed) return printed
      files.push(madeOf(format, Buffer.from(printed.pdf)))
    } else if (format === 'html') files.push(madeOf(format, Buffer.from(htmlOf(paper))))
    else if (format === 'xlsx') files.push(madeOf(format, await bookOf(wanted, paper)))
    else files.push(...dataFiles(wanted))
  }
  return { files }
}

export function fileNameOf({ kind, facts, number }: Omit<ToMake, 'texts' | 'date'>, format: Format): string {
  const state = number === undefined ? '案' : `第${number}版`
  return `${formatFiscalYear(facts.fiscalYear, 'ja')}_${NAMES[kind]}_${state}.${format}`
}
const NAMES: Readonly<Record<Kind, string>> = {
  sheet: '評価シート',
  model: 'ロジックモデル',
  council: '議会報告',
  public: '公表',
}

/** Whoever reads the public paper learns what the numbers beside it are. */
function wholePaper({ kind, facts, texts, date, number }: ToMake): Paper {
  const paper = paperOf(kind, facts, texts, date, number)
  if (kind !== 'public') return paper
  const columns = [
    { name: '列', width: 2 },
    { name: '説明', width: 6 },
  ]
  const title = 'オープンデータ(CSV)の列の説明'
  const told = { kind: 'table' as const, caption: title, columns, rows: columnsSaid() }
  return { ...paper, blocks: [...paper.blocks, { kind: 'heading', text: title }, told] }
}

function bookOf({ kind, facts }: ToMake, paper: Paper): Promise<Buffer> {
  const words = { text: '本文', diagram: 'ロジックモデル', column: '段階', node: '名前', more: '値とつながり' }
  return workbookOf(paper, words, [{ name: 'データ', ...dataOf(kind, facts) }])
}

/** The numbers, and beside them the description of their columns. */
function dataFiles(wanted: ToMake): Made[] {
  const { header, rows } = dataOf(wanted.kind, wanted.facts)
  return [
    madeOf('csv', Buffer.from(csvFile(header, rows), 'base64')),
    madeOf('json', Buffer.from(columnsOf(wanted.facts, fileNameOf(wanted, 'csv')))),
  ]
}

function madeOf(format: Made['format'], bytes: Buffer): Made {
  return { format, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
