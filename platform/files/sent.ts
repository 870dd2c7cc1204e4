/**
 * Files that came within the JSON of a request, taken out of it while it came (platform/gate/bodies.ts): in the text stands a word in the
 * place of each, which whoever reads the file gives back for its bytes. So a file of 27 MB lies in memory once, and not as text,
 * as JSON, as base64 and as bytes at the same time.
 */
import { randomUUID } from 'node:crypto'

const PREFIX = 'sent:'
const kept = new Map<string, Uint8Array<ArrayBuffer>>()

/** The word for a file, which holds until it is forgotten. */
export function keepSent(bytes: Uint8Array<ArrayBuffer>): string {
  const word = PREFIX + randomUUID()
  kept.set(word, bytes)
  return word
}

/**
 * The bytes of a word; undefined for any other text, as base64 always is. Whoever hands their memory to another thread puts it back
 * afterwards, because a request may be tried twice.
 */
export function sentAs(word: string): Uint8Array<ArrayBuffer> | undefined {
  return word.startsWith(PREFIX) ? kept.get(word) : undefined
}

export function putBack(word: string, bytes: Uint8Array<ArrayBuffer>): void {
  if (kept.has(word)) kept.set(word, bytes)
  else giveUp(bytes)
}

/** The request is over. Whoever goes away early may leave while another thread still reads: that one's memory comes back by itself. */
export function forgetSent(words: readonly string[]): void {
  for (const word of words) {
    const bytes = kept.get(word)
    kept.delete(word)
    if (bytes) giveUp(bytes)
  }
}

/** At once: the next file may come before anybody looks for what is no longer used. */
function giveUp({ buffer }: Uint8Array<ArrayBuffer>): void {
  if (!buffer.detached) buffer.transfer(0)
}
