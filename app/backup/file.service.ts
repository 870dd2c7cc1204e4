/**
 * A backup as a file: gzip of lines of JSON. First the head (format, version, migrations), then for each table a line that
 * names it and its columns followed by its rows as objects, at last an end line with the number of rows and the SHA-256 of
 * everything before it. A file without a true end line is half a backup.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { writeGiven } from '#platform/command/command.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Refusal } from '#platform/refusal/refusal.ts'

export interface Head {
  readonly format: 'hagukumi-backup'
  readonly version: 1
  readonly migrations: readonly string[]
}

type Fault = 'not_a_backup' | 'half_a_backup' | 'more_than_a_backup'

export type Line = { readonly table: string; readonly rows: readonly unknown[] }

/** A new file that is there whole or not at all, readable to its owner only. */
export async function writeBackup(
  path: string,
  head: Head,
  lines: AsyncIterable<Line>,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256')
  let rows = 0
  let sha256 = ''
  async function* text() {
    const line = (value: unknown) => {
      const json = `${JSON.stringify(value)}\n`
      hash.update(json)
      return json
    }
    yield line(head)
    for await (const part of lines) {
      rows += part.rows.length
      yield line(part)
    }
    sha256 = hash.digest('hex')
    yield `${JSON.stringify({ end: true, rows, sha256 })}\n`
  }
  await pipeline(Readable.from(text()), createGzip({ level: 6 }), (bytes: AsyncIterable<Uint8Array>) =>
    writeGiven(path, bytes, { mode: 0o600, isNew: true }),
  )
  return { rows, sha256 }
}

/**
 * Gives the head and then every line, and at the true end the digest; refuses a file that is none, whose end is not true, or
 * that goes on after it.
 */
export async function* readBackup(
  ctx: Ctx<Fault>,
  path: string,
  atEnd: (sha256: string) => void,
): AsyncGenerator<Head | Line> {
  const hash = createHash('sha256')
  let rows = 0
  let place = 0
  let isWhole = false
  let hasEnded = false
  const gunzip = createGunzip()
  const source = createReadStream(path)
  let fileFault: Error | undefined
  source.on('error', (error) => {
    fileFault = Object.assign(error, { path, syscall: 'read' })
    gunzip.destroy(fileFault)
  })
  // A fault that comes after the last line was read still makes the file half a backup.
  let fault: Error | undefined
  gunzip.on('error', (error) => {
    fault = error
  })
  source.pipe(gunzip)
  const lines = createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })
  // The same fault once more, also when nobody waits for lines any longer.
  lines.on('error', () => undefined)
  let refusal: Refusal | undefined
  const refuse = (code: Fault) => {
    refusal = ctx.refusal(code, { path })
    return refusal
  }
  try {
    for await (const text of lines) {
      if (hasEnded) throw refuse('more_than_a_backup')
      const value: unknown = JSON.parse(text)
      if (isEnd(value)) {
        hasEnded = true
        isWhole = value.rows === rows && value.sha256 === hash.digest('hex')
        if (!isWhole) break
        atEnd(String(value.sha256))
        continue
      }
      if (place === 0 ? !isHead(value) : !isLine(value)) throw refuse(place === 0 ? 'not_a_backup' : 'half_a_backup')
      place++
      hash.update(`${text}\n`)
      rows += isLine(value) ? value.rows.length : 0
      yield value as Head | Line
    }
  } catch (error) {
    if (fileFault) throw fileFault
    if (isFollowed(error, place)) throw refuse('more_than_a_backup')
    throw error === refusal ? error : refuse(place === 0 ? 'not_a_backup' : 'half_a_backup')
  } finally {
    source.destroy()
  }
  if (fileFault) throw fileFault
  const isLonger = isWhole && !fault && source.bytesRead > gunzip.bytesWritten
  if (isLonger || isFollowed(fault, place)) throw refuse('more_than_a_backup')
  if (!isWhole || fault) throw refuse(place === 0 ? 'not_a_backup' : 'half_a_backup')
}

/** The first header was right where lines were read, so it was bytes after the end that began no other compressed text. */
function isFollowed(fault: unknown, place: number): boolean {
  return place > 0 && fault instanceof Error && fault.message === 'incorrect header check'
}

function isHead(value: unknown): value is Head {
  return isObject(value) && value.format === 'hagukumi-backup'
}

function isLine(value: unknown): value is Line {
  return isObject(value) && typeof value.table === 'string' && Array.isArray(value.rows)
}

function isEnd(value: unknown): value is { end: true; rows: unknown; sha256: unknown } {
  return isObject(value) && value.end === true
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
