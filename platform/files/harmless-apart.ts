import { readApart } from './apart.ts'
import { harmlessType } from './harmless.ts'

/** Bytes that are looked through within some milliseconds: a thread of its own costs more. */
const SMALL = 65_536

/** `harmlessType` in a thread of its own: a proof may have 10 MB and unpack to more, and nobody else waits for it. */
export async function harmlessTypeApart(bytes: Uint8Array): Promise<ReturnType<typeof harmlessType>> {
  if (bytes.byteLength <= SMALL) return harmlessType(bytes)
  const found = await readApart<ReturnType<typeof harmlessType>>(
    new URL('./harmless-worker.ts', import.meta.url),
    bytes,
  )
  return found ?? { fault: 'locked' }
}
