import { deflateRawSync } from 'node:zlib'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { csvText, parseCsv } from './csv.ts'
import { writeWorkbook } from './excel.ts'
import { readTableApart } from './table-apart.ts'
import { readWorkbook } from './workbook.ts'

const header = ['職員番号', '氏名', '人数', '所属長']
const rows = [
  ['00000101', '辻󠄀 𠮷田', 3, true],
  ['00000102', '=1+1', 0.5, null],
  ['', '', null, null],
  ['00000103', `'=一行目\n二行目 & <b>`, null, false],
]

/** A workbook out of its parts, as other programs write it; `said` is what the directory says of the sizes. */
function bookOf(parts: Record<string, string>, { said = {} as Record<string, number>, method = 8 } = {}): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const plain = Buffer.from(text)
    const body = method === 8 ? deflateRawSync(plain) : plain
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(body.length, 20)
    entry.writeUInt32LE(said[name] ?? plain.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    const file = Buffer.concat([head, Buffer.from(name), body])
    files.push(file)
    directory.push(Buffer.concat([entry, Buffer.from(name)]))
    at += file.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}

const sheetXml = (cells: string) =>
  `<?xml version="1.0"?><x:worksheet><x:sheetData>${cells}</x:sheetData></x:worksheet>`
const partsOf = (sheets: Record<string, string>, more: Record<string, string> = {}) => {
  const names = Object.keys(sheets)
  return {
    'xl/workbook.xml': `<workbook><sheets>${names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="r${n}"${name.startsWith('隠') ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, n) => `<Relationship Id="r${n}" Target="worksheets/s${n}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(Object.values(sheets).map((cells, n) => [`xl/worksheets/s${n}.xml`, sheetXml(cells)])),
    ...more,
  }
}
const text = (place: string, said: string) => `<c r="${place}" t="inlineStr"><is><t>${said}</t></is></c>`
const noFit = () => 0
const reasonOf = (read: object) => ('problem' in read ? (read.problem as { reasonEn: string }).reasonEn : 'read')

describe('workbooks', () => {
  test('what is written here is read back, and as another reader reads it', async () => {
    const bytes = await writeWorkbook([{ name: '職員/一覧', header, rows }])
    const read = await readWorkbook(bytes, noFit)
    if ('problem' in read) throw new Error(read.problem.reason)
    expect([read.name, read.names]).toEqual(['職員・一覧', ['職員・一覧']])
    expect(read.sheet).toEqual({
      header,
      rows: [
        { line: 2, values: ['00000101', '辻󠄀 𠮷田', '3', '1'] },
        { line: 3, values: ['00000102', '=1+1', '0.5'] },
        { line: 5, values: ['00000103', `'=一行目\n二行目 & <b>`, '', '0'] },
      ],
    })
    const theirs = await readSheet(bytes)
    expect(theirs[4]![1]).toBe(`'=一行目\n二行目 & <b>`)
  })

  test('a table saved as CSV is read back as it was, whatever begins like a formula or a guard', async () => {
    const kept = [
      ['a;b', 'x\ty'],
      [`'=1`, `''+2`],
      ['=3', '－4'],
      ['"', 'b\r\nc'],
    ]
    const read = await parseCsv(csvText(kept))
    if ('problem' in read) throw new Error(read.problem.reason)
    expect([read.header, ...read.rows.map(({ values }) => values)]).toEqual(kept)
  })

  test('no two sheets of a workbook have one name, however long, and none has a mark that Excel refuses', async () => {
    const long = `'長い名${'の'.repeat(40)}'`
    const named = ['表', '表', long, long, 'A/b', 'a:B']
    const bytes = await writeWorkbook(named.map((name) => ({ name, header: ['値'], rows: [] })))
    const { names = [] } = await readWorkbook(bytes, () => 1)
    expect(names).toEqual([
      '表',
      '表 (2)',
      `’長い名${'の'.repeat(27)}`,
      `’長い名${'の'.repeat(21)} (2)`,
      'A・b',
      'a・B (2)',
    ])
  })

  test('dates by their format, also in eras; formulas as values; readings are no part of a name', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-411]ge\\.m\\.d;@"/><numFmt numFmtId="171" formatCode="0.00E+00"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="57"/><xf numFmtId="171"/></cellXfs></styleSheet>`
    const strings = `<sst><si><t>氏名</t></si><si><r><t>髙</t></r><r><t>橋_x000D_</t></r><rPh sb="0"><t>タカハシ</t></rPh></si></sst>`
    const cells = `<row r="1"><c r="A1" t="s"><v>0</v></c>${text('B1', '日')}</row>
      <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46113</v></c><c r="C3" s="2"><v>46113.5</v></c><c r="D3" s="3"><v>46113</v></c>
        <c r="E3" t="str"><f>A1&amp;"x"</f><v>氏名x</v></c><c r="F3"><f>1+1</f></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3" t="b"><v>1</v></c><c r="I3" s="1"/></row>`
    const book = bookOf(partsOf({ 一: cells }, { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings }))
    expect(await readWorkbook(book, noFit)).toMatchObject({
      sheet: {
        header: ['氏名', '日'],
        rows: [
          {
            line: 3,
            values: ['髙橋\r', '2026-04-01', '2026-04-01 12:00', '46113', '氏名x', '#CALC!', '#N/A', '1'],
          },
        ],
      },
    })
  })

  test('of several sheets the one that fits is read; hidden ones never; where two fit alike, whoever sends it says which', async () => {
    const two = { 表紙: `<row>${text('A1', '表紙')}</row>`, 職員: `<row>${text('A1', '職員番号')}</row>` }
    const fit = (found: readonly string[]) => found.filter((name) => name === '職員番号').length
    const hidden = { ...two, 隠し: two.職員 }
    expect(await readWorkbook(bookOf(partsOf(hidden)), fit)).toMatchObject({ name: '職員', names: ['表紙', '職員'] })
    const alike = bookOf(partsOf({ ...two, 職員2: two.職員 }))
    expect(reasonOf(await readWorkbook(alike, fit))).toContain('職員, 職員2')
    expect(await readWorkbook(alike, fit, '職員2')).toMatchObject({ name: '職員2' })
    expect(reasonOf(await readWorkbook(alike, fit, '職員3'))).toContain('no sheet 職員3')
  })

  test('sizes, values, columns and letters have limits, and what a zip says of itself is not believed', async () => {
    const limits = { unpacked: 1_000_000, rows: 3, cells: 8, columns: 3, letters: 100 }
    const read = async (book: Buffer) => reasonOf(await readWorkbook(book, noFit, undefined, limits))
    const one = (cells: string) => bookOf(partsOf({ 一: cells }))
    const large = partsOf({ 一: ' '.repeat(2_000_000) })
    expect(await read(bookOf(large))).toContain('larger than 1 MB')
    expect(await read(bookOf(large, { said: { 'xl/worksheets/s0.xml': 1_000 } }))).toContain('cannot be read')
    expect(await read(one(`<row>${'<c><v>1</v></c>'.repeat(9)}</row>`))).toContain('too many columns')
    expect(await read(one('<row><c r="A1"><v>1</v></c></row>'.repeat(4)))).toContain('too many rows')
    expect(await read(one('<row><c r="A1"/></row>'.repeat(9)))).toContain('too many values')
    expect(await read(one(`<row>${text('A1', 'x'.repeat(101))}</row>`))).toContain('too many letters')
    expect(await read(one('<row><c r="XFD1"><v>1</v></c></row>'))).toContain('too many columns')
    expect(await read(one(''))).toContain('is empty')
    // A zip of another kind says which.
    for (const [part, is] of [
      ['word/document.xml', 'a Word document'],
      ['ppt/presentation.xml', 'a PowerPoint presentation'],
      ['xl/workbook.bin', 'a binary Excel workbook (.xlsb)'],
      ['content.xml', 'an OpenDocument file'],
      ['職員.csv', 'packed (zip)'],
    ] as const)
      expect(await read(bookOf({ 'mimetype.xml': '', [part]: '' }))).toContain(`Its content is ${is}.`)
    expect(await read(bookOf(partsOf({ 一: '' }), { method: 12 }))).toContain('cannot be read')
    expect(await read(one('<row><c r="A1"><v>1</v></c></row>').subarray(0, -30))).toContain('cannot be read')
    expect(await read(one(`<row x="${'y'.repeat(1_100_000)}`))).toContain('larger than 1 MB')
  })

  test('parts that are no good XML are refused; entities are characters, of whatever plane', async () => {
    const read = (sheet: string) =>
      readWorkbook(bookOf({ ...partsOf({ '1>0': '' }), 'xl/worksheets/s0.xml': sheet }), noFit)
    const whole = sheetXml(`<row>${text('A1', '&#134071;田&#x3042;&amp;lt;<![CDATA[<&]]>')}</row>`)
    expect(await read(whole)).toMatchObject({ name: '1>0', sheet: { header: ['𠮷田あ&lt;<&'] } })
    const laughing = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${sheetXml(`<row>${text('A1', '&b;')}</row>`)}`
    const long = sheetXml(`<row><!--${'x'.repeat(200_000)}--></row>`)
    for (const bad of [whole.slice(0, -5), whole.replace('</row>', ''), laughing, long, 'plain', '<a>']) {
      expect(reasonOf(await read(bad))).toContain('cannot be read')
    }
  })

  test('a table is read from a workbook as from CSV, always apart', async () => {
    const columns = [
      { key: 'staffNumber', ja: '職員番号', type: 'code', required: true },
      { key: 'name', ja: '氏名', type: 'text' },
      { key: 'from', ja: '開始日', type: 'date' },
    ] as const
    const bytes = await writeWorkbook([
      { name: '一', header: ['番号', '氏名', '開始日'], rows: [['0001', '髙橋', 46_113]] },
    ])
    const table = await readTableApart(new Uint8Array(bytes), columns, { mapping: { 番号: 'staffNumber' } })
    expect(table).toMatchObject({
      rows: [{ line: 2, staffNumber: '0001', name: '髙橋', from: '2026-04-01' }],
      ...{ encoding: 'xlsx', sheet: '一', sheets: ['一'], problemCount: 0, noteCount: 1 },
    })
    expect(table.notes).toMatchObject([{ line: 2, column: '開始日', value: '46113' }])
    expect(await readTableApart(new Uint8Array(bytes.subarray(0, 400)), columns)).toMatchObject({
      ...{ encoding: 'xlsx', problemCount: 1, problems: [{ reason: expect.stringContaining('.xlsx') }] },
    })
  })
})
