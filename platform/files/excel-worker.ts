import { parentPort, workerData } from 'node:worker_threads'
import { readSheet, type SheetData } from 'read-excel-file/node'

/** Reads the first sheet of the workbook that it was started with; answers rows of texts, or null for what is no workbook. */
parentPort?.postMessage(await rowsOf(Buffer.from(workerData as Uint8Array)))

async function rowsOf(bytes: Buffer): Promise<string[][] | null> {
  let rows: SheetData
  try {
    rows = await readSheet(bytes)
  } catch {
    // Whatever the library throws about foreign bytes means the same to the person who sent them.
    return null
  }
  return rows.map((row) => row.map(textOf))
}

/** A spreadsheet's date has no zone: the library gives it as UTC midnight. A time of day is kept for `parseDate` to refuse. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
  const iso = value.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
