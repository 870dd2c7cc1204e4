/*
 * Windows-31J (CP932), the encoding of Japanese spreadsheets. The runtime's own decoder knows all 9,604 two-byte codes, so the
 * table for writing is that decoder turned round: what is written is what is read back, 外字 (U+E000–U+E757) included.
 *
 * 1. Decode every two-byte code once; remember code by character.
 * 2. Where two codes mean one character, the first in the table wins, and the block 0xED–0xEE (NEC's copy of IBM's extensions)
 *    is never written: the choice of Windows and of the WHATWG encoding standard.
 * 3. Four characters that other systems use for the same sign are written as the one that CP932 has (see `twins`).
 */

/** Wave dash, minus sign, em dash and double vertical line as Unicode names them, and as Windows does. */
const twins: Readonly<Record<string, string>> = { '〜': '～', '−': '－', '—': '―', '‖': '∥' }

export interface Unwritable {
  /** As a reader sees it: a base character together with its variation selector. */
  readonly character: string
  /** From 1. */
  readonly line: number
}

/** Exact, or refused with every character that CP932 does not have and the lines where it stands (INV-D4); never a `?`. */
export function encodeCp932(text: string): { bytes: Uint8Array } | { unwritable: Unwritable[] } {
  const codes = table()
  const bytes = new Uint8Array(text.length * 2)
  let at = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = codes[text.charCodeAt(i)]!
    if (code === 0 && text[i] !== '\0') return { unwritable: unwritableIn(text, codes) }
    if (code > 0xff) bytes[at++] = code >> 8
    bytes[at++] = code & 0xff
  }
  return { bytes: bytes.subarray(0, at) }
}

export function decodeCp932(bytes: Uint8Array): string {
  return new TextDecoder('shift_jis', { fatal: true }).decode(bytes)
}

let codes: Uint16Array | undefined

/** Code by UTF-16 unit; 0 for none. Every character of CP932 is one unit. */
function table(): Uint16Array {
  if (codes) return codes
  const made = new Uint16Array(0x10000)
  for (let ascii = 1; ascii < 0x80; ascii += 1) made[ascii] = ascii
  for (let kana = 0xa1; kana <= 0xdf; kana += 1) made[0xff61 + kana - 0xa1] = kana
  for (const lead of leads()) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const unit = unitOf(lead, trail)
      if (unit && !made[unit]) made[unit] = (lead << 8) | trail
    }
  }
  for (const [other, own] of Object.entries(twins)) made[other.charCodeAt(0)] = made[own.charCodeAt(0)]!
  codes = made
  return made
}

function* leads(): Generator<number> {
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    const single = lead >= 0xa0 && lead < 0xe0
    if (!single && lead !== 0xed && lead !== 0xee) yield lead
  }
}

/** U+FFFD, the decoder's word for a code that is no character, is left out. */
function unitOf(lead: number, trail: number): number | undefined {
  const text = new TextDecoder('shift_jis').decode(Uint8Array.of(lead, trail))
  return text.length === 1 && text !== '\ufffd' ? text.charCodeAt(0) : undefined
}

function unwritableIn(text: string, known: Uint16Array): Unwritable[] {
  const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
  const found = new Map<string, Unwritable>()
  text.split(/\r\n|\n|\r/).forEach((content, index) => {
    if (isWritable(content, known)) return
    for (const { segment } of graphemes.segment(content)) {
      const line = index + 1
      if (!isWritable(segment, known)) found.set(`${line} ${segment}`, { character: segment, line })
    }
  })
  return [...found.values()]
}

function isWritable(text: string, known: Uint16Array): boolean {
  for (let i = 0; i < text.length; i += 1) if (!known[text.charCodeAt(i)]) return false
  return true
}
