/**
 * Reads entries of a zip, as a workbook is one, without believing it: what an entry says of its size is held against a limit before
 * anything is unpacked, and unpacking ends where it becomes more than was said. The central directory alone counts; what lies
 * beside it is never looked at.
 */
import { createInflateRaw } from 'node:zlib'

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

export interface Zip {
  /** Bytes of an entry when unpacked, as the directory says; undefined where there is no such entry. */
  sizeOf(name: string): number | undefined
  /** The entry as UTF-8 text, in pieces. */
  textOf(name: string): AsyncGenerator<string, void>
}

/** It is no zip, is broken or encrypted, or holds something else than it says. */
export class BadZip extends Error {}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const COMMENT_BYTES = 65_535
/** More parts than any workbook of people has. */
const ENTRIES = 4_000

export function openZip(bytes: Uint8Array): Zip {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(view)
  return {
    sizeOf: (name) => entries.get(name)?.size,
    async *textOf(name) {
      const entry = entries.get(name)
      if (!entry) return
      const decoder = new TextDecoder('utf-8', { fatal: true })
      try {
        for await (const piece of unpacked(view, entry)) yield decoder.decode(piece, { stream: true })
        yield decoder.decode()
      } catch (error) {
        throw error instanceof BadZip ? error : new BadZip(`${name} cannot be unpacked`, { cause: error })
      }
    },
  }
}

function directoryOf(view: Buffer): Map<string, Entry> {
  const end = endOf(view)
  const count = view.readUInt16LE(end + 10)
  let at = view.readUInt32LE(end + 16)
  if (count > ENTRIES) throw new BadZip('Too many parts')
  const entries = new Map<string, Entry>()
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== CENTRAL) throw new BadZip('The directory is cut')
    if ((view.readUInt16LE(at + 8) & 1) === 1) throw new BadZip('Encrypted')
    const [name, extra, comment] = [28, 30, 32].map((place) => view.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    entries.set(view.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/'), {
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

function endOf(view: Buffer): number {
  for (let at = view.length - END_BYTES; at >= Math.max(0, view.length - END_BYTES - COMMENT_BYTES); at -= 1) {
    if (view.readUInt32LE(at) === END) return at
  }
  throw new BadZip('No directory')
}

async function* unpacked(view: Buffer, { method, packed, size, at }: Entry): AsyncGenerator<Uint8Array> {
  if (at + 30 > view.length || view.readUInt32LE(at) !== LOCAL) throw new BadZip('An entry lies nowhere')
  const from = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  const body = view.subarray(from, from + packed)
  let bytes = 0
  for await (const piece of method === 0 ? [body] : inflated(body, method)) {
    bytes += piece.length
    if (bytes > size) throw new BadZip('An entry is larger than it says')
    yield piece
  }
}

function inflated(body: Buffer, method: number): AsyncIterable<Buffer> {
  if (method !== 8) throw new BadZip('Packed in a way that workbooks are not')
  const inflate = createInflateRaw()
  inflate.end(body)
  return inflate
}
