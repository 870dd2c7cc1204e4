import { workApart } from '#platform/files/apart.ts'
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
