import { parentPort, workerData } from 'node:worker_threads'
import { plainSheetOf } from '#platform/files/plain-sheet.ts'
import { estimate } from './estimate.ts'
import type { Wanted } from './result.ts'
import { EstimateFault, type Parts, tableOf } from './table.ts'

/** Reads the file and estimates; tells how far it has come, and at last the result or what is wrong. */
parentPort?.postMessage(await answer(workerData as { bytes: Uint8Array; parts: Parts; wanted: Wanted }))

async function answer({ bytes, parts, wanted }: { bytes: Uint8Array; parts: Parts; wanted: Wanted }) {
  const read = await plainSheetOf(bytes)
  if ('problem' in read) return read
  try {
    return { result: estimate(tableOf(read.sheet, parts), wanted, tell) }
  } catch (error) {
    if (!(error instanceof EstimateFault)) throw error
    return { fault: { key: error.key, values: error.values } }
  }
}

function tell(done: number, total: number): void {
  parentPort?.postMessage({ done, total })
}
