import { writeWorkbook } from '#platform/files/excel.ts'
import type { SheetToWrite } from '#platform/files/sheet.ts'
import type { Diagram, Paper } from './shape.ts'

/** The words on the first sheet, each table and each picture on one of its own, and what more there is; numbers are numbers. */
export function workbookOf(
  { title, marks, foot, blocks }: Paper,
  words: WorkbookWords,
  more: readonly SheetToWrite[] = [],
): Promise<Buffer> {
  const said = blocks.flatMap((block) => {
    if (block.kind === 'heading') return [[block.text, '']]
    if (block.kind === 'text') return [['', block.text]]
    return block.kind === 'facts' ? block.rows.map((row) => [...row]) : []
  })
  const tables = blocks.flatMap((block) => {
    if (block.kind === 'diagram') return [nodesOf(block, words)]
    if (block.kind !== 'table') return []
    const rows = block.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.number)))
    return [
      {
        name: block.caption,
        header: block.columns.map(({ name }) => name),
        rows,
        widths: block.columns.map(({ width }) => width * 8),
      },
    ]
  })
  const rows = [...marks.map((mark) => ['', mark]), ...said, ['', foot]]
  return writeWorkbook([{ name: words.text, header: [title, ''], rows, widths: [28, 90] }, ...tables, ...more])
}

export interface WorkbookWords {
  /** Of the sheet that holds the text. */
  readonly text: string
  /** Of the sheet that holds a picture in words, and its columns. */
  readonly diagram: string
  readonly column: string
  readonly node: string
  readonly more: string
}

function nodesOf({ columns }: Diagram, { diagram, column, node, more }: WorkbookWords) {
  return {
    name: diagram,
    header: [column, node, more],
    rows: columns.flatMap(({ title, nodes }) => nodes.map((one) => [title, one.title, one.lines.join('\n')])),
    widths: [20, 50, 60],
  }
}
