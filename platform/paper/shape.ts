/** A document as its parts, said once: the writers of this folder make a page, a PDF and a workbook of it, with the same words and numbers. */
export interface Paper {
  readonly title: string
  /** The town; it stands in the properties of the file. */
  readonly author: string
  /** Of the properties of the file, ISO. */
  readonly date: string
  readonly sheet: 'a4' | 'a4Wide' | 'a3Wide'
  /** What must be seen on every sheet, such as that it is a draft. */
  readonly marks: readonly string[]
  /** At the foot of every sheet. */
  readonly foot: string
  readonly blocks: readonly Block[]
}

export type Block = Heading | Text | Facts | Table | Diagram

interface Heading {
  readonly kind: 'heading'
  readonly text: string
}

/** Paragraphs, apart by an empty line; a single line end is one on paper too. */
interface Text {
  readonly kind: 'text'
  readonly text: string
  readonly isSmall?: true
}

interface Facts {
  readonly kind: 'facts'
  readonly rows: readonly (readonly [name: string, value: string])[]
}

/** A number is written as it reads, and in a workbook as the number that it is. */
export type Cell = string | { readonly text: string; readonly number: number }

interface PaperColumn {
  readonly name: string
  /** Its share of the sheet. */
  readonly width: number
  /** As wide as what stands in it, where there is room: numbers and days. */
  readonly fits?: boolean
}

export interface Table {
  readonly kind: 'table'
  /** For whoever does not see the heading above it, and the name of its sheet. */
  readonly caption: string
  readonly columns: readonly PaperColumn[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Cell[])[]
}

export interface DiagramNode {
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
}

type ArrowLook = 'dotted' | 'thin' | 'solid' | 'double'

export interface DiagramArrow {
  readonly from: string
  readonly to: string
  readonly look: ArrowLook
  readonly isCrossed: boolean
}

/** Columns of boxes with arrows from left to right, one to a sheet; `says` is what a picture of it would have to be told as. */
export interface Diagram {
  readonly kind: 'diagram'
  readonly columns: readonly { readonly title: string; readonly nodes: readonly DiagramNode[] }[]
  readonly arrows: readonly DiagramArrow[]
  readonly legend: readonly { readonly look: ArrowLook | 'crossed'; readonly text: string }[]
}

export function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text
}

/** Everything that is written in it, to be looked through. */
export function* textsOf({ title, author, marks, foot, blocks }: Paper): Generator<string> {
  yield* [title, author, foot, ...marks]
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'text') yield block.text
    else if (block.kind === 'facts') yield* block.rows.flat()
    else if (block.kind === 'table') {
      yield* [block.caption, ...block.columns.map(({ name }) => name)]
      yield* block.rows.flat().map(textOf)
    } else {
      for (const { title: name, nodes } of block.columns)
        yield* [name, ...nodes.flatMap((node) => [node.title, ...node.lines])]
      yield* block.legend.map(({ text }) => text)
    }
  }
}
