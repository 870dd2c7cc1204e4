/** A PDF as another program reads it (pdf.js): its words, its tags, what it says of itself. */
import { createRequire } from 'node:module'

interface Tag {
  readonly role: string
  readonly children: readonly (Tag | { readonly type: string })[]
}
interface Page {
  getTextContent(): Promise<{ items: readonly { readonly str?: string; readonly hasEOL?: boolean }[] }>
  getStructTree(): Promise<Tag | null>
  readonly view: readonly [number, number, number, number]
}
interface Document {
  readonly numPages: number
  getPage(number: number): Promise<Page>
  getMetadata(): Promise<{ info: { Language?: string; Title?: string }; metadata: { getRaw(): string } | null }>
  destroy(): Promise<void>
}
interface PdfJs {
  getDocument(from: { data: Uint8Array; verbosity: number }): { promise: Promise<Document> }
}

// It is asked for without its types, which are those of a browser.
const require = createRequire(import.meta.url)
const { getDocument } = require('pdfjs-dist/legacy/build/pdf.mjs') as PdfJs

export interface ReadPdf {
  readonly pages: number
  /** Of the first page, in millimetres. */
  readonly size: readonly [number, number]
  /** Without any space, as it comes: where lines were broken says nothing. */
  readonly text: string
  /** How often each kind of tag stands. */
  readonly tags: ReadonlyMap<string, number>
  readonly language: string | undefined
  readonly title: string | undefined
  /** The file calls itself PDF/UA-1. */
  readonly isUniversal: boolean
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise
  try {
    const tags = new Map<string, number>()
    const count = ({ role, children }: Tag) => {
      tags.set(role, (tags.get(role) ?? 0) + 1)
      for (const child of children) if ('role' in child) count(child)
    }
    let text = ''
    let size: readonly [number, number] = [0, 0]
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const tree = await page.getStructTree()
      if (tree) count(tree)
      text += (await page.getTextContent()).items.map(({ str = '' }) => str).join('')
      const inMillimetres = (points: number) => Math.round((points * 25.4) / 72)
      if (number === 1) size = [inMillimetres(page.view[2]), inMillimetres(page.view[3])]
    }
    const { info } = await document.getMetadata()
    return {
      ...{ pages: document.numPages, size, tags, language: info.Language, title: info.Title },
      text: text.replace(/\s/g, ''),
      isUniversal: /pdfuaid:part>1</.test(Buffer.from(bytes).toString('latin1')),
    }
  } finally {
    await document.destroy()
  }
}
