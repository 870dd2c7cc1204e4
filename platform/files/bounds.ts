import type { Problem } from './problem.ts'

/** A prefecture's 170,000 people with three assignments each, in twelve columns. */
const ROWS = 600_000
const CELLS = 8_000_000
const COLUMNS = 200
/** UTF-16 units of one line. */
const LINE = 20_000

/** Bytes of a UTF-16 unit at the most, in any encoding that is read. */
const BYTES = 3

const NEWLINE = 0x0a
const RETURN = 0x0d
const BETWEEN: ReadonlySet<number> = new Set([0x2c, 0x3b, 0x09])

/** What makes a text too much for a table of ours, told before it is taken apart; undefined where nothing does. */
export function beyondBounds(text: string): Problem | undefined {
  let [rows, cells, begin] = [1, 1, 0]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === NEWLINE || unit === RETURN) {
      if (at - begin > LINE) return tooLong(rows)
      begin = at + 1
      if (unit === NEWLINE || text.charCodeAt(at + 1) !== NEWLINE) rows += 1
    } else if (BETWEEN.has(unit)) cells += 1
    if (rows > ROWS) return tooManyRows
    if (cells > CELLS) return tooManyCells
  }
  return text.length - begin > LINE ? tooLong(rows) : undefined
}

/** A first line that is too long in every encoding, told from the bytes: nothing of the file need be read for it. */
export function beyondBytes(bytes: Uint8Array): Problem | undefined {
  const ends = [NEWLINE, RETURN].map((end) => bytes.indexOf(end)).filter((at) => at >= 0)
  return Math.min(bytes.length, ...ends) > LINE * BYTES ? tooLong(1) : undefined
}

/** Too many lines in an encoding of bytes, told before a text is made of them: the text may need twice their memory. */
export function beyondLines(bytes: Uint8Array): Problem | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return undefined
  let rows = 1
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
    rows += 1
    if (rows > ROWS) return tooManyRows
  }
  return undefined
}

export function tooManyColumns(header: readonly string[]): Problem | undefined {
  if (header.length <= COLUMNS) return undefined
  return {
    line: 1,
    reason: `列が${header.length}あります。読めるのは${COLUMNS}列までです。取り込まない列をファイルから除いてください。`,
    reasonEn: `There are ${header.length} columns; at most ${COLUMNS} are read. Take out of the file what is not imported.`,
  }
}

const tooLong = (line: number): Problem => ({
  line,
  reason: `${line}行目が長すぎます(上限${LINE}文字)。列や値の区切りが正しいか確かめてください。`,
  reasonEn: `Line ${line} is too long (limit ${LINE} letters). Check how columns and values are separated.`,
})
const tooManyRows: Problem = {
  reason: `行が多すぎます(上限${ROWS}行)。ファイルを分けてお送りください。`,
  reasonEn: `There are too many lines (limit ${ROWS}). Split the file.`,
}
const tooManyCells: Problem = {
  reason: `値が多すぎます(上限${CELLS}個)。列や行を減らすか、ファイルを分けてお送りください。`,
  reasonEn: `There are too many values (limit ${CELLS}). Take out columns or rows, or split the file.`,
}
