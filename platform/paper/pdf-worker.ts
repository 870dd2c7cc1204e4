import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { codePointsOf } from '#platform/files/cmap.ts'
import { drawingOf, PICTURE } from './geometry.ts'
import { type Paper, textOf, textsOf } from './shape.ts'

/** Prints the paper that it was started with: the file; or the characters for which no font has a glyph, so that none becomes a box. */
export type Printed = { readonly pdf: Uint8Array<ArrayBuffer> } | { readonly missing: readonly string[] }

/** What is used of the compiler. It is native, so it is asked for only where something is printed: a machine without it does all else. */
interface Compiler {
  compile(asked: { mainFileContent: string; inputs: Record<string, string> }): {
    result: object | null
    takeError(): Fault
  }
  pdf(document: object, options: { pdfStandard: 'ua-1' }): Buffer
}
interface Fault {
  readonly shortDiagnostics: readonly unknown[]
}
interface Typst {
  readonly NodeCompiler: { create(from: { fontArgs: { fontBlobs: Buffer[] }[] }): Compiler }
}

const require = createRequire(import.meta.url)

const regular = require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf')
const bold = require.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf')
/** For what the first has not: letters of other European languages, some signs. */
const more = require.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf')

/** Draws nothing by itself: line ends, selectors of variants, joiners. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u

parentPort?.postMessage(print(workerData as Paper))

function print(paper: Paper): Printed {
  const fonts = [regular, more, bold].map((file) => readFileSync(file))
  const missing = withoutGlyph(paper, fonts.slice(0, 2))
  if (missing.length > 0) return { missing }
  const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler') as Typst
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  const mainFileContent = readFileSync(join(import.meta.dirname, 'paper.typ'), 'utf8')
  const made = compiler.compile({ mainFileContent, inputs: { paper: JSON.stringify(dataOf(paper)) } })
  if (!made.result) throw new Error(`The paper was not set: ${JSON.stringify(made.takeError().shortDiagnostics)}`)
  return { pdf: Uint8Array.from(compiler.pdf(made.result, { pdfStandard: 'ua-1' })) }
}

function withoutGlyph(paper: Paper, fonts: readonly Buffer[]): string[] {
  const known = fonts.map(codePointsOf)
  const letters = new Set([...textsOf(paper)].flatMap((text) => [...text]))
  return [...letters].filter((letter) => {
    const point = letter.codePointAt(0)!
    return !UNSEEN.test(letter) && !known.some((points) => points.has(point))
  })
}

function dataOf({ date, blocks, ...paper }: Paper) {
  const [year, month, day] = date.split('-').map(Number)
  return {
    ...paper,
    day: { year, month, day },
    blocks: blocks.map((block) => {
      if (block.kind === 'diagram') return { kind: block.kind, legend: block.legend, ...drawingOf(block, PICTURE) }
      return block.kind === 'table' ? { ...block, rows: block.rows.map((row) => row.map(textOf)) } : block
    }),
  }
}
