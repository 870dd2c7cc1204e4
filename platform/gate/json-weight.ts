/** What a JSON text costs whoever reads it is told by how many values it holds and how deep they lie, not by its bytes. */
export interface Weight {
  readonly values: number
  readonly depth: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b])
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d])

/**
 * Weighs a JSON text while it comes, piece by piece, without reading it: commas, and what opens a list or an object, outside of texts.
 * Answers whether the text is still within the limit.
 */
export function weighing(most: Weight): (piece: Uint8Array) => boolean {
  let values = 0
  let depth = 0
  let isInText = false
  let isEscaped = false
  return (piece) => {
    const next = { quote: -1, backslash: -1 }
    for (let at = 0; at < piece.length; at += 1) {
      // What lies within a text, a file above all, is passed over by what the machine is quickest at; nothing is looked through twice.
      if (isInText && !isEscaped) {
        if (next.quote < at) next.quote = placeOf(QUOTE, piece, at)
        if (next.backslash < at) next.backslash = placeOf(BACKSLASH, piece, at)
        at = Math.min(next.quote, next.backslash)
        if (at === piece.length) break
      }
      const byte = piece[at]!
      if (isEscaped) isEscaped = false
      else if (byte === QUOTE) isInText = !isInText
      else if (isInText) isEscaped = true
      else if (byte === COMMA) values += 1
      else if (OPENING.has(byte)) {
        values += 1
        depth += 1
        if (depth > most.depth) return false
      } else if (CLOSING.has(byte)) depth -= 1
    }
    return values <= most.values
  }
}

/** Where the byte stands next; the length of the piece where it does not. */
function placeOf(byte: number, piece: Uint8Array, from: number): number {
  const at = piece.indexOf(byte, from)
  return at < 0 ? piece.length : at
}
