import { workApart } from '#platform/files/apart.ts'
import { type Language, listOf } from '#platform/i18n/messages.ts'
import type { Printed } from './pdf-worker.ts'
import type { Paper } from './shape.ts'

/**
 * A tagged PDF (PDF/UA-1) with its fonts in it, printed in a thread of its own so that nobody waits; or the characters for which no font has a
 * glyph.
 */
export function pdfOf(paper: Paper): Promise<Printed> {
  return workApart<Printed, Printed>(new URL('./pdf-worker.ts', import.meta.url), paper, (printed) => printed, {
    megabytes: 512,
  })
}

/** Characters that no font has, each with its code: some of them show nowhere. */
export function lettersSaid(missing: readonly string[], language: Language): string {
  const code = (letter: string) => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return listOf(
    missing.map((letter) => `${letter}(U+${code(letter)})`),
    language,
  )
}
