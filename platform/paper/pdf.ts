import { workApart } from '#platform/files/apart.ts'
import { type Language, listOf } from '#platform/i18n/messages.ts'
import { openLine } from '#platform/line/line.ts'
import type { Printed } from './pdf-worker.ts'
import type { Paper } from './shape.ts'

/** Each takes a core for a second or two, and the memory of a typesetter with its fonts. */
const AT_ONCE = 2
/** On the morning on which a policy is published many want it; the last in line waits about half a minute. */
const WAITING = 30

/** @returns what prints: each paper in its turn, and LineFull where too many wait. */
export function openPrinter({ places = AT_ONCE, waiting = WAITING } = {}) {
  const line = openLine({ places, waiting })
  return async (paper: Paper): Promise<Printed> => {
    const leave = await line.enter()
    try {
      return await workApart<Printed, Printed>(
        new URL('./pdf-worker.ts', import.meta.url),
        paper,
        (printed) => printed,
        {
          megabytes: 512,
        },
      )
    } finally {
      leave()
    }
  }
}

/**
 * A tagged PDF (PDF/UA-1) with its fonts in it, printed in a thread of its own so that nobody waits; or the characters for which no font has a
 * glyph.
 */
export const pdfOf = openPrinter()

/** Characters that no font has, each with its code: some of them show nowhere. */
export function lettersSaid(missing: readonly string[], language: Language): string {
  const code = (letter: string) => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return listOf(
    missing.map((letter) => `${letter}(U+${code(letter)})`),
    language,
  )
}
