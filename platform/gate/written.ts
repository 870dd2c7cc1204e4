/**
 * An answer that a room remembers comes frozen (decisions/0072): it stays as it was, so it is written once, and compressed once each
 * way. What grows with a town is then paid by whoever asks first, and a larger answer costs the next reader no more than a small one.
 */
import * as zlib from 'node:zlib'

const texts = new WeakMap<object, Buffer>()

/** An answer as JSON; the same bytes each time for one that is remembered. */
export function written(answer: unknown): string | Buffer {
  if (typeof answer !== 'object' || answer === null || !Object.isFrozen(answer)) return JSON.stringify(answer)
  const text = texts.get(answer) ?? Buffer.from(JSON.stringify(answer))
  texts.set(answer, text)
  return text
}

type Compress<Options> = (bytes: Buffer, options?: Options) => Buffer

/** The same for bytes that are given again. */
export function onceFor<Options>(compress: Compress<Options>): Compress<Options> {
  const known = new WeakMap<Buffer, Buffer>()
  return (bytes, options) => {
    const found = known.get(bytes) ?? compress(bytes, options)
    known.set(bytes, found)
    return found
  }
}

/** What compresses answers, each of which asks for it with the same options. */
export const compressing = {
  ...zlib,
  gzipSync: onceFor<zlib.ZlibOptions>(zlib.gzipSync),
  brotliCompressSync: onceFor<zlib.BrotliOptions>(zlib.brotliCompressSync),
  zstdCompressSync: onceFor<zlib.ZstdOptions>(zlib.zstdCompressSync),
}
