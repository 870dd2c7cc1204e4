import { keepSent } from '#platform/files/sent.ts'

/** A text of JSON that is longer is taken for a file if it is base64 throughout: no name or sentence is. */
const FILE = 65_536
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** For each byte, whether it is a letter of base64. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => (/[A-Za-z0-9+/=]/.test(String.fromCharCode(byte)) ? 1 : 0))
/** Its six bits; for any other byte a number below nought, which whatever is joined with it stays. */
const SIX = Int32Array.from({ length: 256 }, (_, byte) =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(String.fromCharCode(byte)),
)
const LAST_FOUR = /^[^=]{2}(?:[^=]{2}|[^=]=|==)$/

export interface FilesApart {
  /** The next piece of the JSON. */
  take(piece: Buffer): void
  /** The JSON with words in the place of files, and these words (platform/files/sent.ts). */
  end(): { json: Buffer; files: string[] }
  /** Instead, where no more comes: the words so far. */
  forget(): string[]
}

interface Decoding {
  readonly bytes: Buffer<ArrayBuffer>
  length: number
  /** The last one to four letters: only at the end may they be padding. */
  rest: string
}

/**
 * Takes files out of a JSON text while it comes. A text within it is held back until it ends or is too long to be anything else; then it
 * is decoded as it comes, four letters to three bytes, into memory that is set aside once. What turns out to be no base64 is
 * written as the text that it was: nothing that is sent is refused here, or changed.
 *
 * @param most bytes of the whole JSON
 */
export function filesApart(most: number): FilesApart {
  const json: Buffer[] = []
  const files: string[] = []
  let seen = 0
  let isInText = false
  let isEscaped = false
  /** The open text may still be a file: nothing of it is written yet. */
  let mayBeFile = false
  let held: Buffer[] = []
  let heldBytes = 0
  let file: Decoding | undefined

  function write(part: Buffer): void {
    if (part.length > 0) json.push(part)
  }

  /** It is a text and no file: what was held back is written. */
  function giveBack(): void {
    if (file) write(Buffer.from(file.bytes.toString('base64', 0, file.length) + file.rest))
    for (const part of held) write(part)
    reset()
  }

  function reset(): void {
    if (held.length > 0) held = []
    heldBytes = 0
    file = undefined
    mayBeFile = false
  }

  function hold(part: Buffer): void {
    if (!mayBeFile) {
      write(part)
      return
    }
    held.push(part)
    heldBytes += part.length
    if (heldBytes < FILE) return
    // Never written, never in memory: the system gives the pages when they are.
    const bytes = Buffer.from(new ArrayBuffer(Math.ceil(((most - seen + heldBytes) * 3) / 4) + 3))
    file = { bytes, length: 0, rest: '' }
    if (!decode(file, Buffer.concat(held))) {
      file = undefined
      giveBack()
      return
    }
    held = []
    heldBytes = 0
  }

  function close(): void {
    if (!file || !LAST_FOUR.test(file.rest)) {
      giveBack()
      return
    }
    const length = file.length + file.bytes.write(file.rest, file.length, 'base64')
    const word = keepSent(file.bytes.subarray(0, length))
    files.push(word)
    write(Buffer.from(word))
    reset()
  }

  /** Goes on within a file; answers where to go on, which is where it began if this is no file after all. */
  function follow(open: Decoding, piece: Buffer, at: number): number {
    const quote = piece.indexOf(QUOTE, at)
    const end = quote < 0 ? piece.length : quote
    if (decode(open, piece.subarray(at, end))) return end
    giveBack()
    return at
  }

  return {
    take(piece) {
      // What is unwritten of this piece begins at `from`, the open text at `text`. Most texts end in their piece and are written with
      // what stands around them: a part of its own for each would be more memory than the JSON.
      let from = 0
      let text = 0
      let at = 0
      while (at < piece.length) {
        if (file) {
          at = follow(file, piece, at)
          from = at
          text = at
          if (at === piece.length) break
        }
        const byte = piece[at]!
        if (!isInText) {
          if (byte === QUOTE) {
            text = at + 1
            isInText = true
            mayBeFile = true
          }
        } else if (isEscaped) isEscaped = false
        else if (byte === QUOTE) {
          if (mayBeFile && (file || heldBytes + at - text >= FILE)) {
            write(piece.subarray(from, text))
            hold(piece.subarray(text, at))
            close()
            from = at
          } else giveBack()
          isInText = false
        } else {
          isEscaped = byte === BACKSLASH
          if (mayBeFile && LETTER[byte] === 0) giveBack()
        }
        at += 1
      }
      if (isInText && mayBeFile) {
        write(piece.subarray(from, text))
        hold(piece.subarray(text))
      } else write(piece.subarray(from))
      seen += piece.length
    },
    end() {
      giveBack()
      return { json: json.length === 1 ? json[0]! : Buffer.concat(json), files }
    },
    forget() {
      reset()
      json.length = 0
      return files
    },
  }
}

/** Decodes all but the last letters; false, and nothing is changed, where it is no base64. By letters and not by texts, which would be garbage. */
function decode(file: Decoding, part: Buffer): boolean {
  const before = file.rest.length
  const whole = Math.floor(Math.max(0, before + part.length - 1) / 4) * 4
  const rest = whole > 0 ? part.toString('latin1', whole - before) : file.rest + part.toString('latin1')
  if (/[^A-Za-z0-9+/=]/.test(rest)) return false
  if (whole > 0) {
    const begun = Buffer.from(file.rest + part.toString('latin1', 0, 4 - before), 'latin1')
    if (!joined(begun, 0, 4, file.bytes, file.length)) return false
    if (!joined(part, 4 - before, whole - before, file.bytes, file.length + 3)) return false
  }
  file.length += (whole / 4) * 3
  file.rest = rest
  return true
}

/** Four letters to three bytes each; false where one is none of base64, or padding. */
function joined(letters: Uint8Array, from: number, end: number, bytes: Uint8Array, to: number): boolean {
  let place = to
  for (let at = from; at < end; at += 4) {
    const begin = (SIX[letters[at]!]! << 18) | (SIX[letters[at + 1]!]! << 12)
    const three = begin | (SIX[letters[at + 2]!]! << 6) | SIX[letters[at + 3]!]!
    if (three < 0) return false
    bytes[place] = three >> 16
    bytes[place + 1] = three >> 8
    bytes[place + 2] = three
    place += 3
  }
  return true
}
