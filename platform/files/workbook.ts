/**
 * Rows of an .xlsx as texts: what stands in a cell as its value (of a formula, what it last came to), dates as ISO, numbers as digits.
 *
 *   zip → sheets by name → the sheet that is meant → styles (which numbers are dates), shared texts → rows, cell by cell
 *
 * Everything is read as a stream and counted against limits: bytes unpacked (before anything is unpacked), rows, cells, columns and
 * letters. Readings above characters (rPh) are no part of a text. Only run in a thread of its own (`table-apart.ts`).
 */
import { type Sheet, sheetFrom } from './csv.ts'
import { type Fit, headIn, PEEKED } from './head.ts'
import { packageOf } from './kind.ts'
import type { Problem } from './problem.ts'
import { isDateFormat, serialDate } from './serial-date.ts'
import { type Attributes, BadXml, readXml, type XmlHearer } from './xml.ts'
import { BadZip, openZip, type Zip } from './zip.ts'

interface WorkbookLimits {
  /** Bytes of what is read, when unpacked. */
  readonly unpacked: number
  readonly rows: number
  readonly cells: number
  readonly columns: number
  /** UTF-16 units of all texts together. */
  readonly letters: number
}

/** A prefecture's 170,000 people in twelve columns. */
const LIMITS: WorkbookLimits = {
  unpacked: 250_000_000,
  rows: 600_000,
  cells: 2_500_000,
  columns: 200,
  letters: 60_000_000,
}

interface FoundSheet {
  readonly sheet: Sheet
  /** The sheet's name, and those of all that can be seen. */
  readonly name: string
  readonly names: readonly string[]
}

/** Sheets whose first rows are looked at. */
const LOOKED_AT = 50

export async function readWorkbook(
  bytes: Uint8Array,
  fitOf: Fit,
  wanted?: string,
  limits: WorkbookLimits = LIMITS,
): Promise<FoundSheet | { problem: Problem; names?: readonly string[] }> {
  try {
    const zip = await openZip(bytes)
    if (zip.sizeOf('xl/workbook.xml') === undefined)
      return { problem: packageOf((part) => zip.sizeOf(part) !== undefined) }
    const book = await bookOf(zip, limits)
    const names = book.sheets.map(({ name }) => name)
    const chosen = await chosenOf(zip, book, fitOf, wanted, limits)
    if ('problem' in chosen) return { ...chosen, names }
    const rows = await rowsOf(zip, chosen, book, limits, Number.POSITIVE_INFINITY)
    const [header, ...body] = rows
    if (!header) return { problem: nothingIn(chosen.name), names }
    return { sheet: sheetFrom(header, body), name: chosen.name, names }
  } catch (error) {
    if (error instanceof TooMuch) return { problem: error.problem }
    if (error instanceof BadZip || error instanceof BadXml) return { problem: unreadable }
    throw error
  }
}

class TooMuch extends Error {
  readonly problem: Problem
  constructor(reason: string, reasonEn: string) {
    super(reasonEn)
    this.problem = { reason, reasonEn }
  }
}

interface Part {
  readonly name: string
  readonly path: string
}

interface Book {
  readonly sheets: readonly Part[]
  readonly texts: readonly string[]
  /** Of each style, whether its numbers are dates. */
  readonly dates: readonly boolean[]
  readonly from1904: boolean
}

async function bookOf(zip: Zip, limits: WorkbookLimits): Promise<Book> {
  const sheets: { name: string; id: string }[] = []
  let from1904 = false
  await heard(zip, 'xl/workbook.xml', limits, {
    open(name, { date1904 = '', state = 'visible', ...attributes }) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(date1904)
      if (name === 'sheet' && state === 'visible') sheets.push({ name: attributes.name ?? '', id: idIn(attributes) })
    },
  })
  const targets = new Map<string, string>()
  await heard(zip, 'xl/_rels/workbook.xml.rels', limits, {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const parts = sheets.flatMap(({ name, id }) => {
    const path = targets.get(id)
    return path !== undefined && zip.sizeOf(path) !== undefined ? [{ name, path }] : []
  })
  if (parts.length === 0) throw new BadZip('No sheets')
  return { sheets: parts, texts: await textsOf(zip, limits), dates: await datesOf(zip, limits), from1904 }
}

/** The relation's id carries a prefix that the sheet's own number (`sheetId`) does not. */
const idIn = (attributes: Attributes) => Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

const nothing = () => undefined

async function heard(zip: Zip, path: string, limits: WorkbookLimits, hear: Partial<XmlHearer>): Promise<void> {
  await readXml(textOf(zip, path, limits), { open: nothing, close: nothing, text: nothing, ...hear })
}

/** The directory says how large a part is: it is held against the limit before a byte is unpacked. */
function textOf(zip: Zip, path: string, { unpacked }: WorkbookLimits): AsyncGenerator<string, void> {
  if ((zip.sizeOf(path) ?? 0) > unpacked) {
    const limit = Math.round(unpacked / 1_000_000)
    throw new TooMuch(
      `Excelのファイルを開くと${limit} MBを超えます。必要な列と行だけにするか、CSV UTF-8で保存してお送りください。`,
      `Unpacked, the workbook is larger than ${limit} MB. Keep the columns and rows that are needed, or save it as CSV UTF-8.`,
    )
  }
  return zip.textOf(path)
}

async function textsOf(zip: Zip, limits: WorkbookLimits): Promise<string[]> {
  const texts: string[] = []
  const count = counting(limits)
  let [said, isText, reading] = ['', false, 0]
  await heard(zip, 'xl/sharedStrings.xml', limits, {
    open(name) {
      if (name === 'si') said = ''
      else if (name === 'rPh') reading += 1
      isText = name === 't' && reading === 0
    },
    close(name) {
      if (name === 'rPh') reading -= 1
      isText = false
      if (name !== 'si') return
      count.cell()
      texts.push(unescaped(said))
    },
    text(text) {
      if (!isText) return
      count.letters(text.length)
      said += text
    },
  })
  return texts
}

async function datesOf(zip: Zip, limits: WorkbookLimits): Promise<boolean[]> {
  const formats = new Map<number, string>()
  const dates: boolean[] = []
  let isInCells = false
  await heard(zip, 'xl/styles.xml', limits, {
    open(name, { numFmtId = 0, formatCode = '' }) {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        dates.push(isDateFormat(Number(numFmtId), formats.get(Number(numFmtId))))
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return dates
}

/** The sheet that was asked for, else the only one, else the one whose head fits best; where two fit alike, nobody guesses. */
async function chosenOf(
  zip: Zip,
  book: Book,
  fitOf: Fit,
  wanted: string | undefined,
  limits: WorkbookLimits,
): Promise<Part | { problem: Problem }> {
  const { sheets } = book
  if (wanted !== undefined) return sheets.find(({ name }) => name === wanted) ?? { problem: noSheet(wanted, sheets) }
  if (sheets.length === 1) return sheets[0]!
  const fits: { part: Part; fits: number }[] = []
  for (const part of sheets.slice(0, LOOKED_AT)) {
    const rows = await rowsOf(zip, part, book, limits, PEEKED)
    fits.push({ part, fits: rows.length > 0 ? headIn(rows, fitOf).fit : 0 })
  }
  const most = Math.max(...fits.map((one) => one.fits))
  const best = fits.filter((one) => one.fits === most)
  return best.length === 1 ? best[0]!.part : { problem: whichSheet(best.map(({ part }) => part)) }
}

type Row = Sheet['rows'][number]

/** Rows with any value, up to so many of them. */
async function rowsOf(zip: Zip, part: Part, book: Book, limits: WorkbookLimits, most: number): Promise<Row[]> {
  const rows: Row[] = []
  const count = counting(limits)
  let values: string[] = []
  let [line, column, style, type, value, isValue, isFormula] = [0, -1, 0, 'n', '', false, false]
  let reading = 0
  const hear: XmlHearer = {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1)
        values = []
        column = -1
      } else if (name === 'c') {
        count.cell()
        column = columnOf(attributes.r) ?? column + 1
        style = Number(attributes.s ?? 0)
        type = attributes.t ?? 'n'
        value = ''
        isFormula = false
      } else if (name === 'f') isFormula = true
      else if (name === 'rPh') reading += 1
      isValue = name === 'v' || (name === 't' && reading === 0)
    },
    close(name) {
      isValue = false
      if (name === 'rPh') reading -= 1
      else if (name === 'c') {
        const said = meant(value, type, style, isFormula, book)
        if (said === '') return
        if (column >= limits.columns) throw tooWide(limits)
        while (values.length < column) values.push('')
        values[column] = said
      } else if (name === 'row' && values.length > 0 && rows.length < most) {
        count.row()
        rows.push({ line, values })
      }
    },
    text(text) {
      if (!isValue) return
      count.letters(text.length)
      value += text
    },
  }
  await readXml(textOf(zip, part.path, limits), hear, () => rows.length >= most)
  return rows
}

/** 28 for AC5. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function meant(value: string, type: string, style: number, isFormula: boolean, book: Book): string {
  if (type === 's') return book.texts[Number(value)] ?? ''
  if (type === 'str' || type === 'inlineStr') return unescaped(value)
  // What a spreadsheet shows where a formula was never worked out.
  if (value === '') return isFormula ? '#CALC!' : ''
  if (type !== 'n') return type === 'd' ? value.replace(/T00:00:00(?:\.0+)?$/, '') : value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return (book.dates[style] && serialDate(number, book.from1904)) || String(number)
}

/** Workbooks write what XML cannot hold as _x000D_. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

function counting(limits: WorkbookLimits) {
  let [rows, cells, letters] = [0, 0, 0]
  return {
    row() {
      rows += 1
      if (rows > limits.rows) throw tooMany('行', 'rows', limits.rows)
    },
    cell() {
      cells += 1
      if (cells > limits.cells) throw tooMany('値', 'values', limits.cells)
    },
    letters(count: number) {
      letters += count
      if (letters > limits.letters) throw tooMany('文字', 'letters', limits.letters)
    },
  }
}

const tooMany = (ja: string, en: string, limit: number) =>
  new TooMuch(
    `Excelのファイルの${ja}が多すぎます(上限${limit})。必要な列と行だけにして、分けてお送りください。`,
    `The workbook holds too many ${en} (limit ${limit}). Keep the columns and rows that are needed, and split it.`,
  )

const tooWide = ({ columns }: WorkbookLimits) =>
  new TooMuch(
    `列が多すぎます。読めるのは${columns}列までです。取り込まない列をファイルから除いてください。`,
    `There are too many columns; at most ${columns} are read. Take out of the file what is not imported.`,
  )

const listed = (sheets: readonly Part[]) => sheets.map(({ name }) => name)

function whichSheet(sheets: readonly Part[]): Problem {
  return {
    reason: `シート「${listed(sheets).join('」「')}」のどれを取り込むのか分かりません。シートを選ぶか、取り込むシートだけのブックにしてください。`,
    reasonEn: `It is not clear which of the sheets ${listed(sheets).join(', ')} is meant. Choose one, or keep only that sheet in the workbook.`,
  }
}

function noSheet(name: string, sheets: readonly Part[]): Problem {
  return {
    reason: `シート「${name}」がありません。あるのは「${listed(sheets).join('」「')}」です。`,
    reasonEn: `There is no sheet ${name}; there are ${listed(sheets).join(', ')}.`,
  }
}

function nothingIn(name: string): Problem {
  return {
    reason: `シート「${name}」に何も書かれていません。1行目に列の名前を書いてください。`,
    reasonEn: `The sheet ${name} is empty. Write the names of the columns in the first row.`,
  }
}

const unreadable: Problem = {
  reason: 'Excelのファイル(.xlsx)として読めません。パスワードを外し、.xlsx か CSV UTF-8 で保存し直してください。',
  reasonEn: 'This cannot be read as an Excel workbook (.xlsx). Remove its password, or save it as .xlsx or CSV UTF-8.',
}
