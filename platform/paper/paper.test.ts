import { HtmlValidate } from 'html-validate'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { readPdf } from '#testing/pdf.ts'
import { htmlOf } from './html.ts'
import { openPrinter, pdfOf } from './pdf.ts'
import type { Diagram, Paper } from './shape.ts'
import { workbookOf } from './workbook.ts'

const paper: Paper = {
  title: '令和7年度 評価シート',
  author: '汐見市',
  date: '2026-05-01',
  sheet: 'a4',
  marks: ['発行前の案'],
  foot: '汐見市 人材育成方針',
  blocks: [
    { kind: 'facts', rows: [['値の基準日', '令和8年3月31日']] },
    { kind: 'heading', text: '総括' },
    // What would be an instruction to a typesetter or a browser is only text.
    { kind: 'text', text: '#read("/etc/passwd") $x$ *強* <script>alert(1)</script>\n二行目\n\n髙﨑 ① Ⅲ 𠮷' },
    {
      kind: 'table',
      caption: '成果指標',
      columns: [
        { name: '指標', width: 3 },
        { name: '実績', width: 1, fits: true },
      ],
      rows: [
        ['=1+1', { text: '62.4%', number: 62.4 }],
        ['-', { text: '1,204人', number: 1204 }],
      ],
    },
  ],
}
const words = { text: '本文', diagram: 'モデル', column: '段階', node: '名前', more: '値' }

async function printed(asked: Paper): Promise<Uint8Array> {
  const made = await pdfOf(asked)
  if ('missing' in made) throw new Error(`No glyph for ${made.missing.join(' ')}`)
  return made.pdf
}

test('a page, a PDF and a workbook of a paper hold the same words and numbers, and its text instructs nobody', async () => {
  const pdf = await readPdf(await printed(paper))
  const html = htmlOf(paper)
  for (const text of [
    '#read("/etc/passwd")$x$*強*<script>alert(1)</script>二行目',
    '髙﨑①Ⅲ𠮷',
    '=1+162.4%',
    '1,204人',
  ]) {
    expect(pdf.text).toContain(text)
  }
  expect(html).toContain('#read(&quot;/etc/passwd&quot;) $x$ *強* &lt;script&gt;alert(1)&lt;/script&gt;<br>二行目</p>')
  // On a phone the table is moved; its numbers stay in one piece.
  expect(html).toContain('<th scope="row">=1+1</th><td class="fits">62.4%</td>')
  expect(html).toContain('@media screen{.fits{white-space:nowrap}}')
  const book = await workbookOf(paper, words)
  const said = (await readSheet(book, 1)).flat()
  expect(said).toEqual(expect.arrayContaining([paper.title, '発行前の案', '令和8年3月31日', '汐見市 人材育成方針']))
  expect(await readSheet(book, '成果指標')).toEqual([
    ['指標', '実績'],
    ['=1+1', 62.4],
    ['-', 1204],
  ])
})

test('a PDF is tagged by PDF/UA-1, in Japanese, with title, headings and headed tables (INV-D7)', async () => {
  const pdf = await readPdf(await printed(paper))
  expect(pdf).toMatchObject({ isUniversal: true, language: 'ja-JP', title: paper.title, pages: 1, size: [210, 297] })
  const tagged = ['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'P'].map((role) => [role, pdf.tags.get(role) ?? 0])
  expect(Object.fromEntries(tagged)).toMatchObject({ H1: 1, H2: 1, Table: 1, TR: 3, TH: 2, TD: 4 })
})

test('a character without a glyph is told by name, and never printed as a box', async () => {
  const unknown = { kind: 'text' as const, text: '外字\ue000と😀、異体字葛\u{e0100}は分かる' }
  expect(await pdfOf({ ...paper, blocks: [unknown] })).toEqual({ missing: ['\ue000', '😀'] })
})

test('so many are printed at once, so many wait, and whoever comes beyond is turned away at once', async () => {
  const print = openPrinter({ places: 1, waiting: 1 })
  const ends: string[] = []
  const asked = ['first', 'second', 'third'].map((name) =>
    print(paper).then(
      () => ends.push(name),
      (error: Error) => ends.push(`${name}: ${error.message}`),
    ),
  )
  await Promise.all(asked)
  expect(ends).toEqual(['third: The line is full', 'first', 'second'])
})

test('a page is valid, fetches nothing, runs nothing and says how it is printed', async () => {
  const html = htmlOf({ ...paper, sheet: 'a3Wide', blocks: [...paper.blocks, diagram([3, 2, 1])] })
  const { results } = await new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
  }).validateString(html)
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
  expect(html).toMatch(/@page\{size:A3 landscape/)
  expect(html).not.toMatch(/(src|href|url\()=?/)
})

/** Some boxes of each column lead to some of the next. */
function diagram(sizes: readonly number[]): Diagram {
  const columns = sizes.map((size, column) => ({
    title: `段階${column}`,
    nodes: Array.from({ length: size }, (_, place) => ({
      id: `${column}-${place}`,
      title: `箱${column}の${place} 全職員のデジタルリテラシー研修を日程を増やして行う`,
      lines: ['62.4%(78 / 125)', '目標 60%'],
    })),
  }))
  const arrows = columns.slice(1).flatMap(({ nodes }, before) =>
    nodes.flatMap((to, place) =>
      columns[before]!.nodes.slice(place, place + 6).map((from) => ({
        ...{ from: from.id, to: to.id, look: 'double' as const, isCrossed: from.id === '0-0' },
      })),
    ),
  )
  return { kind: 'diagram', columns, arrows, legend: [{ look: 'double', text: '対照あり' }] }
}

test('a diagram stands on one sheet whole, however many boxes a column has, within three seconds', async () => {
  const times: number[] = []
  for (const sizes of [
    [6, 6, 5, 3, 1],
    [40, 40, 20, 10, 5],
  ]) {
    const began = performance.now()
    const pdf = await printed({ ...paper, sheet: 'a3Wide', blocks: [diagram(sizes)] })
    times.push(performance.now() - began)
    const read = await readPdf(pdf)
    expect(read).toMatchObject({ pages: 1, size: [420, 297] })
    const titles = sizes.flatMap((size, column) => Array.from({ length: size }, (_, place) => `箱${column}の${place}`))
    expect(titles.filter((title) => !read.text.includes(title))).toEqual([])
  }
  expect(Math.min(...times)).toBeLessThan(3000)
})
