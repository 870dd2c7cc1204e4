import { parentPort, workerData } from 'node:worker_threads'
import { parseCsv } from '#platform/files/csv.ts'
import { decodeText } from '#platform/files/text.ts'
import { estimate } from './estimate.ts'
import type { Wanted } from './result.ts'
import { EstimateFault, type Parts, tableOf } from './table.ts'

/** Reads the file and estimates; tells how far it has come, and at last the result or what is wrong. */
parentPort?.postMessage(await answer(workerData as { bytes: Uint8Array; parts: Parts; wanted: Wanted }))

async function answer({ bytes, parts, wanted }: { bytes: Uint8Array; parts: Parts; wanted: Wanted }) {
  const decoded = decodeText(bytes)
  if ('problem' in decoded) return decoded
  const sheet = await parseCsv(decoded.text)
  if ('problem' in sheet) return sheet
  try {
    return { result: estimate(tableOf(sheet, parts), wanted, tell) }
  } catch (error) {
    if (!(error instanceof EstimateFault)) throw error
    return { fault: { key: error.key, values: error.values } }
  }
}

function tell(done: number, total: number): void {
  parentPort?.postMessage({ done, total })
}
