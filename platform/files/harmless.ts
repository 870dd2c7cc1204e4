/**
 * What a file is by its bytes, whatever it is called: a PDF, a JPEG or a PNG in which nothing acts. For files that somebody sends as a proof and
 * somebody else opens.
 *
 *   PDF   scripts, actions, attached files, forms of XFA and media are looked for by the names that PDF gives them (ISO 32000-2, 12.6, 7.11.4),
 *         however a name is escaped, and in streams that hold objects too. What cannot be looked into, such as an encrypted file, is not taken.
 *         Each letter is looked at a few times and no oftener, whatever stands around it.
 *   image begins and ends as its kind does, and no markup stands in it, so that no reader takes it for a page.
 */
import { inflateSync } from 'node:zlib'

export type HarmlessType = 'application/pdf' | 'image/jpeg' | 'image/png'

/** Why a file is not taken. */
export type HarmFault = 'otherKind' | 'acts' | 'locked' | 'broken'

/** Bytes that one stream may become; and all of them. */
const MOST = 33_554_432

export function harmlessType(bytes: Uint8Array): { readonly type: HarmlessType } | { readonly fault: HarmFault } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return pdf(file)
  if (file.subarray(0, 3).equals(JPEG)) return image(file, 'image/jpeg', file.subarray(-64).includes(JPEG_END))
  if (file.subarray(0, 8).equals(PNG)) return image(file, 'image/png', file.subarray(-64).includes('IEND'))
  return { fault: 'otherKind' }
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const JPEG_END = Buffer.from([0xff, 0xd9])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MARKUP = /<(?:script|svg|html|iframe|!doctype)/i

function image(file: Buffer, type: HarmlessType, isWhole: boolean) {
  if (MARKUP.test(file.toString('latin1'))) return { fault: 'acts' } as const
  return isWhole ? { type } : ({ fault: 'broken' } as const)
}

function pdf(file: Buffer): ReturnType<typeof harmlessType> {
  const text = file.toString('latin1')
  if (!text.slice(-2_048).includes('%%EOF')) return { fault: 'broken' }
  const plain = plainNames(text)
  if (/\/Encrypt\b/.test(plain)) return { fault: 'locked' }
  const within = objectStreams(file, text)
  if (!within || within.length < (plain.match(OBJECTS)?.length ?? 0)) return { fault: 'locked' }
  const said = [withoutBodies(plain), ...within.map(plainNames)]
  return ACTS.test(plain) || said.some((part) => ACTS.test(part) || ACTS_TOO.test(part))
    ? { fault: 'acts' }
    : { type: 'application/pdf' }
}

/** An /OpenAction that only says which page is shown first is a list, and no action. */
const ACTS =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Movie)(?![A-Za-z0-9])|\/OpenAction(?![A-Za-z0-9])(?!\s*\[)/
/** So short that they come about by chance where pictures are packed: looked for among objects alone. */
const ACTS_TOO = /\/(?:JS|AA)(?![A-Za-z0-9])/
const OBJECTS = /\/ObjStm\b/g

/** A name may be written with its letters as numbers: /J#61vaScript. */
function plainNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

interface Body {
  /** Where its bytes begin. */
  readonly from: number
  /** Where they end; -1 where nothing ends them. */
  readonly to: number
}

/**
 * Of every stream, also of what only looks like one within another. The next end is looked for once for all that begin before it: a file
 * of beginnings alone must not be gone through anew from each.
 */
function* bodiesIn(text: string): Generator<Body> {
  let to = 0
  for (const { 0: word, index } of text.matchAll(/\bstream\r?\n/g)) {
    const from = index + word.length
    if (to >= 0 && to < from) to = text.indexOf('endstream', from)
    yield { from, to }
  }
}

function withoutBodies(text: string): string {
  const parts: string[] = []
  let rest = 0
  for (const { from, to } of bodiesIn(text)) {
    if (from < rest) continue
    if (to < 0) break
    parts.push(text.slice(rest, from))
    rest = to
  }
  return [...parts, text.slice(rest)].join('')
}

/** Letters in which a stream says what it is. */
const HEAD = 2_000

/** The texts of streams that hold objects; undefined where one cannot be read. */
function objectStreams(file: Buffer, text: string): string[] | undefined {
  const found: string[] = []
  let left = MOST
  for (const { from, to } of bodiesIn(text)) {
    const head = headBefore(text, from)
    if (head === undefined || !/\/ObjStm\b/.test(head)) continue
    if (to < 0) return undefined
    const plain = unpacked(file.subarray(from, to), head, left)
    if (plain === undefined) return undefined
    left -= plain.length
    found.push(plain.toString('latin1'))
  }
  return found
}

function headBefore(text: string, from: number): string | undefined {
  const said = text.slice(Math.max(0, from - HEAD), from)
  const end = said.lastIndexOf('stream')
  if (!/>>\s*$/.test(said.slice(Math.max(0, end - 20), end))) return undefined
  return plainNames(said.slice(said.lastIndexOf('endobj') + 1, end))
}

/** Not packed, or packed once by the one way that is known here; in any other a name could stand of which nothing is seen. */
function unpacked(body: Buffer, head: string, most: number): Buffer | undefined {
  if (/\/DecodeParms\b/.test(head)) return undefined
  const filters = head.match(/\/Filter\b/g)?.length ?? 0
  try {
    if (filters === 0) return body.length <= most ? body : undefined
    const isKnown = filters === 1 && /\/Filter\s*(?:\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/.test(head)
    return isKnown ? inflateSync(body, { maxOutputLength: most }) : undefined
  } catch {
    return undefined
  }
}
