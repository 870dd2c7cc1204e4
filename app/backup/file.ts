/**
 * A backup as a file: gzip of lines of JSON. First the head (format, version, migrations), then for each table a line that
 * names it and its columns followed by its rows as objects, at last an end line with the number of rows and the SHA-256 of
 * everything before it. A file without a true end line is half a backup.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, rename, unlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Refusal } from '#platform/refusal/refusal.ts'

export interface Head {
  readonly format: 'hagukumi-backup'
  readonly version: 1
  readonly migrations: readonly string[]
}

export type Line = { readonly table: string; readonly rows: readonly unknown[] }

/** Writes beside the target and renames at the end, so that a name never holds half a backup. */
export async function writeBackup(
  path: string,
  head: Head,
  lines: AsyncIterable<Line>,
): Promise<{ rows: number; sha256: string }> {
  const unfinished = `${path}.unfinished`
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
  try {
    await pipeline(
      Readable.from(text()),
      createGzip({ level: 6 }),
      createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }),
    )
    await chmod(unfinished, 0o600)
    await rename(unfinished, path)
    return { rows, sha256 }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await unlink(unfinished).catch(() => undefined)
    throw error
  }
}

/** Gives the head and then every line; refuses a file that is none, or whose end is not true. */
export async function* readBackup(path: string): AsyncGenerator<Head | Line> {
  const hash = createHash('sha256')
  let rows = 0
  let place = 0
  let ended = false
  const gunzip = createGunzip()
  const source = createReadStream(path)
  source.on('error', (error) => gunzip.destroy(error))
  // A fault that comes after the last line was read still makes the file half a backup.
  let fault: Error | undefined
  gunzip.on('error', (error) => {
    fault = error
  })
  source.pipe(gunzip)
  try {
    for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      const value = parse(text, path, place)
      if (place++ === 0) {
        if ((value as { format?: unknown }).format !== 'hagukumi-backup') throw new Refusal('not_a_backup', { path })
      } else if ('end' in value) {
        const end = value as { rows?: number; sha256?: string }
        ended = end.rows === rows && end.sha256 === hash.digest('hex')
        break
      }
      hash.update(`${text}\n`)
      rows += 'rows' in value ? (value as Line).rows.length : 0
      yield value as unknown as Head | Line
    }
  } catch (error) {
    if (error instanceof Refusal || 'path' in (error as object)) throw error
    throw new Refusal(place === 0 ? 'not_a_backup' : 'half_a_backup', { path })
  }
  if (fault && 'path' in fault) throw fault
  if (!ended || fault) throw new Refusal(place === 0 ? 'not_a_backup' : 'half_a_backup', { path })
}

function parse(text: string, path: string, place: number): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new Refusal(place === 0 ? 'not_a_backup' : 'half_a_backup', { path })
  }
}
