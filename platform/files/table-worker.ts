/** Reads the table that it was started with, and gives its rows in batches, each when the one before has been taken. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { ColumnSpec } from './columns.ts'
import { type ReadOptions, readTable } from './table.ts'

export interface TableTask {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly columns: readonly ColumnSpec[]
  readonly options: Omit<ReadOptions, 'onProgress'>
}

/** Rows that are copied to another thread within a few milliseconds. */
const BATCH = 2_000

const port = parentPort!
const { bytes, columns, options } = workerData as TableTask
const { rows, ...table } = await readTable(bytes, columns, options)
for (let at = 0; at < rows.length; at += BATCH) {
  const taken = once(port, 'message')
  port.postMessage({ rows: rows.slice(at, at + BATCH) })
  await taken
}
port.postMessage({ table, bytes }, [bytes.buffer])
port.unref()
