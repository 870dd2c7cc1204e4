/**
 * Entries of a zip, as a workbook is one, by `yauzl`, without believing it: what the directory says of an entry's size is there to be held
 * against a limit before anything is unpacked, and unpacking ends where it becomes more than was said.
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

export interface Zip {
  /** Bytes of an entry when unpacked, as the directory says; undefined where there is no such entry. */
  sizeOf(name: string): number | undefined
  /** The entry as UTF-8 text, in pieces. */
  textOf(name: string): AsyncGenerator<string, void>
}

/** It is no zip, is broken or encrypted, or holds something else than it says. */
export class BadZip extends Error {}

/** More parts than any workbook of people has. */
const ENTRIES = 4_000

/** @throws BadZip */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const [file, entries] = await directoryOf(bytes).catch(bad('It is no zip'))
  return {
    sizeOf: (name) => entries.get(name)?.uncompressedSize,
    async *textOf(name) {
      const entry = entries.get(name)
      if (!entry) return
      const decoder = new TextDecoder('utf-8', { fatal: true })
      try {
        for await (const piece of await file.openReadStreamPromise(entry)) {
          yield decoder.decode(piece as Uint8Array, { stream: true })
        }
        yield decoder.decode()
      } catch (error) {
        bad(`${name} cannot be unpacked`)(error)
      }
    },
  }
}

async function directoryOf(bytes: Uint8Array): Promise<[ZipFile, ReadonlyMap<string, Entry>]> {
  const file = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const entries = new Map<string, Entry>()
  for await (const entry of file.eachEntry()) {
    entries.set(entry.fileName, entry)
    if (entries.size > ENTRIES) throw new BadZip('Too many parts')
  }
  return [file, entries]
}

function bad(what: string): (cause: unknown) => never {
  return (cause) => {
    throw cause instanceof BadZip ? cause : new BadZip(what, { cause })
  }
}
