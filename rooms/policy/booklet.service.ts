import { htmlOf } from '#platform/paper/html.ts'
import { pdfOf } from '#platform/paper/pdf.ts'
import type { Paper } from '#platform/paper/shape.ts'

export const bookletFormats = ['pdf', 'html'] as const

/** What a booklet is printed from, once its edition was read. */
interface ToPrint {
  readonly paper: Paper
  readonly policyEditionId: number
  readonly edition: string
}

/** Work without a connection: the file, or the characters that no font of the PDF has. */
export async function printBooklet({ paper, ...edition }: ToPrint, format: (typeof bookletFormats)[number]) {
  const known = { ...edition, title: paper.title }
  if (format === 'html') return { ...known, bytes: Buffer.from(htmlOf(paper)) }
  const printed = await pdfOf(paper)
  return { ...known, ...('missing' in printed ? printed : { bytes: Buffer.from(printed.pdf) }) }
}
