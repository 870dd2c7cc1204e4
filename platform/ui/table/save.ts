import { writtenSheet } from '#platform/files/sheet.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { saveCsv, saveFile } from '../files.ts'

/** Lines of what a reader sees; the first is the header. */
export type Shown = readonly (readonly (string | number)[])[]

/** What stands in a table, as text: what is only drawn by its label, nothing of what is only decoration. */
export function readTable(table: HTMLTableElement): Shown {
  return [...table.rows].map((row) =>
    [...row.cells].map((cell) => {
      const text = linesOf(cell)
      return cell.tagName === 'TD' && cell.dataset.align === 'end' ? numberIn(text) : text
    }),
  )
}

export interface Target {
  readonly title: string
  /** Of what kind all of it is. */
  readonly mark?: string | undefined
  readonly format: 'xlsx' | 'csv'
}

/** Saves it under the table's name and today's date. The writer of workbooks comes only when it is wanted. */
export async function saveTable(shown: Shown, { title, mark, format }: Target): Promise<void> {
  const name = `${[title, todayInTokyo(), ...(mark ? [mark] : [])].join('_')}.${format}`
  const told = marked(shown, mark)
  if (format === 'csv') return saveCsv(told, name)
  const { default: writeExcelFile } = await import('write-excel-file/browser')
  const [header = [], ...rows] = told
  const sheet = {
    name: title,
    header: header.map(String),
    rows,
    widths: header.map((_, index) => widthOf(told, index)),
  }
  saveFile(await writeExcelFile([writtenSheet(sheet)]).toBlob(), name)
}

/** A file is passed on without its name: where no cell says of what kind it is, a column of its own does. */
export function marked(shown: Shown, mark: string | undefined): Shown {
  if (!mark || shown.some((row) => row.some((cell) => String(cell).includes(mark)))) return shown
  return shown.map((row) => [...row, mark])
}

/** Each block is a line of the cell. */
function linesOf(cell: Element): string {
  return textOf(cell)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')
}

function textOf(node: Node): string {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ')
  if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return ''
  if (node.getAttribute('role') === 'img') return node.getAttribute('aria-label') ?? ''
  const text = [...node.childNodes].map(textOf).join('')
  const { display, position } = getComputedStyle(node)
  // What is only read out stands out of the flow, and yet belongs to the words beside it.
  return display.startsWith('inline') || position === 'absolute' ? text : `\n${text}\n`
}

/** 1,204 as a number, so that a spreadsheet can add it up; anything with words or a unit stays as it stands. */
function numberIn(text: string): string | number {
  return /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : text
}

/** Wide enough for most lines, in half-width characters. */
function widthOf(shown: Shown, index: number): number {
  const lines = shown.flatMap((row) => String(row[index] ?? '').split('\n'))
  const longest = Math.max(...lines.map((line) => line.replace(/[^\u0020-\u007e]/g, '  ').length))
  return Math.min(60, Math.max(10, longest + 2))
}
