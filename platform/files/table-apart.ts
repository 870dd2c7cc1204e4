import { Worker } from 'node:worker_threads'
import { beyondBytes } from './bounds.ts'
import type { ColumnSpec } from './columns.ts'
import { strangeIn } from './kind.ts'
import type { Problem } from './problem.ts'
import { isWorkbook, nameOf, type ReadOptions, readTable, type Table, type TableRow } from './table.ts'
import type { TableTask } from './table-worker.ts'

/** For the largest file that is taken, behind everybody else who wants a processor. */
const SECONDS = 60
const MEGABYTES = 512
/** Bytes that are read within some milliseconds, whatever they are: a thread of its own costs more. */
const SMALL = 65_536

type Said<Cs extends readonly ColumnSpec[]> =
  | { rows: TableRow<Cs>[] }
  | { table: Omit<Table<Cs>, 'rows'>; bytes: Uint8Array<ArrayBuffer> }

interface ApartOptions {
  readonly seconds?: number
  readonly megabytes?: number
  /** Gets the bytes again that were handed over, where the thread came to its end. */
  readonly giveBack?: (bytes: Uint8Array<ArrayBuffer>) => void
}

const nobody = () => undefined

/**
 * `readTable` in a thread of its own: whatever somebody sent, nobody else waits for it, and its time and memory end. The rows come
 * back in batches, because a copy of all at once would hold the others up as well. The bytes may be handed over to the thread.
 */
export async function readTableApart<const Cs extends readonly ColumnSpec[]>(
  bytes: Uint8Array<ArrayBuffer>,
  columns: Cs,
  options: Omit<ReadOptions, 'onProgress'> = {},
  { seconds = SECONDS, megabytes = MEGABYTES, giveBack = nobody }: ApartOptions = {},
): Promise<Table<Cs>> {
  if (!isWorkbook(bytes)) {
    if (bytes.byteLength <= SMALL) return readTable(bytes, columns, options)
    const beyond = strangeIn(bytes, nameOf(options)) ?? beyondBytes(bytes)
    if (beyond) return unfit(options.file, beyond)
  }
  // What is larger than SMALL has its memory for itself; the little that is read apart is copied.
  const own = bytes.byteLength > SMALL ? bytes : new Uint8Array(bytes)
  const thread = new Worker(new URL('./table-worker.ts', import.meta.url), {
    workerData: { bytes: own, columns, options } satisfies TableTask,
    transferList: [own.buffer],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    stderr: true,
  })
  const rows: TableRow<Cs>[] = []
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Table<Cs>>((resolve) => {
      const giveUp = () => resolve(unfit(options.file))
      timer = setTimeout(giveUp, seconds * 1_000)
      thread.on('error', giveUp)
      thread.once('exit', giveUp)
      thread.on('message', (said: Said<Cs>) => {
        if ('table' in said) {
          giveBack(said.bytes)
          return resolve({ ...said.table, rows })
        }
        for (const row of said.rows) rows.push(row)
        // Others first.
        setImmediate(() => thread.postMessage('next'))
      })
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

function unfit<Cs extends readonly ColumnSpec[]>(file: string | undefined, problem = tooHeavy): Table<Cs> {
  return { rows: [], problems: [file ? { file, ...problem } : problem], problemCount: 1, present: new Set() }
}

const tooHeavy: Problem = {
  reason: 'ファイルが大きすぎるか複雑すぎて、時間内に読めません。必要な列と行だけにして、分けてお送りください。',
  reasonEn:
    'The file is too large or too complex to read in time. Keep the columns and rows that are needed, and split it.',
}
