import { decodeCp932 } from './cp932.ts'
import { misnamed, startsWith, strangeIn } from './kind.ts'
import type { Problem } from './problem.ts'

export { encodeCp932, type Unwritable } from './cp932.ts'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'cp932'
export type Decoded = { readonly text: string; readonly encoding: Encoding } | { readonly problem: Problem }

/**
 * Text out of a file's bytes, exactly or not at all. A byte order mark decides; without one strict UTF-8 is tried before CP932,
 * because CP932 accepts most UTF-8 and would read nonsense. Broken bytes are refused with their line and place. `name`: what the file
 * calls itself.
 */
export function decodeText(bytes: Uint8Array, name?: string): Decoded {
  const kind = otherKind(bytes) ?? strangeIn(bytes, name)
  if (kind) return { problem: kind }
  const decoded = decode(bytes)
  const problem = 'problem' in decoded ? decoded.problem : controlIn(decoded.text)
  return problem ? { problem: misnamed(name) ?? problem } : decoded
}

const decodeUtf8 = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const decodeUtf16 = (bytes: Uint8Array) => new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes)

function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return read(bytes.subarray(3), 'utf-8-bom', 3)
  if (startsWith(bytes, [0xff, 0xfe])) return read(bytes.subarray(2), 'utf-16le', 2)
  const utf8 = read(bytes, 'utf-8', 0)
  if (!('problem' in utf8)) return utf8
  const older = eucJp(bytes)
  if (older) return { problem: older }
  const cp932 = read(bytes.at(-1) === 0x1a ? bytes.subarray(0, -1) : bytes, 'cp932', 0)
  if (!('problem' in cp932)) return cp932
  return firstBroken(bytes, 'utf-8') > firstBroken(bytes, 'cp932') ? utf8 : cp932
}

/**
 * Files of older systems of record: EUC-JP is read as CP932 now and then, as half-width kana and letters that somebody made for
 * themselves (U+E000 and on). Kanji of CP932 are no EUC-JP, so both at once is EUC-JP.
 */
function eucJp(bytes: Uint8Array): Problem | undefined {
  if (!opens(bytes, 'euc-jp')) return undefined
  const asCp932 = attempt(bytes, 'cp932')
  if (asCp932 !== undefined && !/[\ue000-\uf8ff]/.test(asCp932)) return undefined
  return {
    reason: 'この文字の形式はEUC-JPのようです。元の表計算ソフトで「CSV UTF-8」として保存し直してください。',
    reasonEn: 'This seems to be text in EUC-JP. Save the file again as CSV UTF-8.',
  }
}

function read(bytes: Uint8Array, encoding: Encoding, skipped: number): Decoded {
  const text = attempt(bytes, encoding)
  return text === undefined ? { problem: broken(bytes, encoding, skipped) } : { text, encoding }
}

function attempt(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    if (encoding === 'cp932') return decodeCp932(bytes)
    return encoding === 'utf-16le' ? decodeUtf16(bytes) : decodeUtf8(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function broken(bytes: Uint8Array, encoding: Encoding, skipped: number): Problem {
  const at = firstBroken(bytes, encoding)
  const line = 1 + bytes.subarray(0, at).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 0)
  const name = encoding === 'cp932' ? 'Shift_JIS(CP932)' : encoding === 'utf-16le' ? 'UTF-16' : 'UTF-8'
  const place = skipped + at + 1
  return {
    line,
    reason: `${line}行目(先頭から${place}バイト目)の文字が壊れていて、${name}として読めません。元の表計算ソフトで「CSV UTF-8」として保存し直してください。`,
    reasonEn: `Line ${line} (byte ${place} of the file) holds bytes that are no text in ${name}. Save the file again as CSV UTF-8.`,
  }
}

/** Index of the first byte that cannot stand there. A prefix that fails stays failing when it grows, so halving finds it. */
function firstBroken(bytes: Uint8Array, encoding: Encoding): number {
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (opens(bytes.subarray(0, middle), encoding)) good = middle
    else bad = middle
  }
  return good
}

/** Whether the bytes could be the beginning of a text. */
function opens(bytes: Uint8Array, encoding: Encoding | 'euc-jp'): boolean {
  const label =
    encoding === 'cp932' ? 'shift_jis' : encoding === 'utf-16le' || encoding === 'euc-jp' ? encoding : 'utf-8'
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** NUL and its kin: a half-written or foreign file; the database could not hold them either. */
function controlIn(text: string): Problem | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/)
  if (at < 0) return undefined
  const line = text.slice(0, at).split(/\r\n|\n|\r/).length
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  return {
    line,
    reason: `${line}行目に文字ではない記号(U+${code})があります。書き出しの途中で切れたファイルかもしれません。もう一度書き出してください。`,
    reasonEn: `Line ${line} holds a control character (U+${code}); the file may be half written. Export it again.`,
  }
}

function otherKind(bytes: Uint8Array): Problem | undefined {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    return {
      reason:
        'これはExcelのファイルです。「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」を選んで保存したものをお送りください。',
      reasonEn: 'This is an Excel workbook. Save it as “CSV UTF-8 (comma delimited)” and send that.',
    }
  }
  if (!startsWith(bytes, [0xfe, 0xff])) return undefined
  return {
    reason: '文字の形式がUTF-16(ビッグエンディアン)です。「CSV UTF-8」として保存し直してください。',
    reasonEn: 'The file is in UTF-16 big endian. Save it again as CSV UTF-8.',
  }
}
