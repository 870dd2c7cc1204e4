import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from './table.ts'
import { encodeCp932 } from './text.ts'

const columns = [
  { key: 'staffNumber', ja: '職員番号', type: 'code', required: true },
  { key: 'name', ja: '氏名', type: 'text', required: true },
  { key: 'kind', ja: '区分', type: 'choice', values: { 主務: 'primary', 兼務: 'concurrent' } },
  { key: 'isHead', ja: '所属長', type: 'boolean' },
  { key: 'validFrom', ja: '適用開始日', type: 'date' },
  { key: 'validTo', ja: '適用終了日', type: 'lastDay' },
] as const

const utf8 = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const read = (...lines: string[]) => readTable(utf8(...lines), columns)

describe('a table of a town', () => {
  test('is read by Japanese or English names in any order; a last day becomes the day after', async () => {
    const { rows, problems, present } = await read(
      '氏名,staffNumber,区分,適用終了日,適用開始日,所属長',
      '辻󠄀 一郎, 0012 ,主務,R9.3.31,令和8年4月1日,1',
      '髙橋 花,0013,concurrent,9999/12/31,2026/4/1,0',
    )
    expect(problems).toEqual([])
    expect(rows).toEqual([
      {
        line: 2,
        name: '辻󠄀 一郎',
        staffNumber: '0012',
        kind: 'primary',
        validTo: '2027-04-01',
        validFrom: '2026-04-01',
        isHead: true,
      },
      {
        line: 3,
        name: '髙橋 花',
        staffNumber: '0013',
        kind: 'concurrent',
        validTo: undefined,
        validFrom: '2026-04-01',
        isHead: false,
      },
    ])
    expect(present.has('validTo')).toBe(true)
  })

  test('values have the types of their columns', async () => {
    const { rows } = await read('職員番号,氏名', '1,佐藤')
    const row = rows[0]!
    const number: string = row.staffNumber
    const head: boolean | undefined = row.isHead
    expect([number, head]).toEqual(['1', undefined])
  })

  test('an unknown column is refused by name, with the nearest known one', async () => {
    const { problems } = await read('職員番号,氏名,適用開始', '1,佐藤,2026/4/1')
    expect(problems).toMatchObject([{ line: 1, column: '適用開始', reason: expect.stringContaining('「適用開始日」') }])
  })

  test('unless the upload maps it or leaves it out', async () => {
    const bytes = utf8('番号,お名前,血液', '1,佐藤,x')
    const mapping = { 番号: 'staffNumber', お名前: 'name', 血液: null }
    expect((await readTable(bytes, columns, { mapping })).rows).toEqual([{ line: 2, staffNumber: '1', name: '佐藤' }])
  })

  test('missing and doubled columns are refused', async () => {
    expect((await read('職員番号,staffNumber', '1,2')).problems).toMatchObject([
      { reason: expect.stringContaining('二つ') },
      { column: '氏名', reason: expect.stringContaining('必要な列') },
    ])
  })

  test('each faulty row is told with line, column, value and what to do; good rows are still counted', async () => {
    const { rows, problems, problemCount } = await read(
      '職員番号,氏名,適用開始日,区分,所属長',
      '1,佐藤,2026/2/30,主務,1',
      ',田中,2026/4/1,本務,はい',
      '3,鈴木',
      '4,高橋,2026/4/1,主務,1,,',
      '5,欠�け,,,x',
      '6,"山田\n太郎",#N/A,主務,1,余り',
      '',
    )
    // Line 4 ends where its last value does, as spreadsheets leave it.
    expect(rows.map(({ line }) => line)).toEqual([4, 5])
    expect(problemCount).toBe(6)
    expect(problems).toMatchObject([
      { line: 2, column: '適用開始日', value: '2026/2/30', reason: expect.stringContaining('存在する日付') },
      { line: 3, column: '職員番号', reason: expect.stringContaining('値がありません') },
      { line: 3, column: '区分', value: '本務', reason: expect.stringContaining('「主務」「兼務」') },
      { line: 6, column: '氏名', reason: expect.stringContaining('失われ') },
      { line: 6, column: '所属長', value: 'x' },
      { line: 7, reason: expect.stringContaining('見出しの5') },
    ])
  })

  test('what nobody sees, an era that had ended or not begun, a formula without a value and a cut file are told; a number that is a day is noted', async () => {
    const bad = await read(
      '職員番号,氏名,適用開始日',
      '1,"山田\n太郎",昭和70年4月1日',
      '2,#N/A,令和1年4月30日(水)',
      '3,田中',
    )
    expect(bad.problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '5 5行目の途中でファイルが終わっています。途中で切れていないか確かめて、もう一度書き出してください。',
      '2 値の中に改行かタブがあります。1行に直してください。',
      '2 昭和はその日にはもう終わっています。平成7年(1995年)4月1日のことでしたら、そう書いてください。',
      '4 式の結果がエラーか、まだ計算されていません。表計算ソフトで値を確かめ、保存し直してください。',
      '4 令和はその日にはまだ始まっていません。平成31年(2019年)4月30日のことでしたら、そう書いてください。',
    ])
    expect((await read('職員番号,氏名', '4,\u200b\u3164', '5,佐藤\u202e')).problems).toMatchObject([
      { line: 2, column: '氏名', reason: expect.stringContaining('値がありません') },
      { line: 3, column: '氏名', reason: expect.stringContaining('向きを変える') },
    ])
    const good = await read(
      `職員番号,氏名,適用開始日,適用終了日`,
      `'0012,佐藤,46113`,
      '="0013",鈴木,２０２６/４/１,46477',
      '００１４,高橋',
      '',
    )
    expect([good.problemCount, good.noteCount]).toEqual([0, 2])
    expect(good.rows).toMatchObject([
      { staffNumber: '0012', validFrom: '2026-04-01' },
      { staffNumber: '0013', validFrom: '2026-04-01', validTo: '2027-04-01' },
      { staffNumber: '００１４' },
    ])
    expect(good.notes).toMatchObject([
      { line: 2, value: '46113', reason: expect.stringContaining('令和8年(2026年)4月1日') },
      { line: 3 },
    ])
  })

  test('of very many problems 200 are listed and all are counted', async () => {
    const { problems, problemCount } = await read('職員番号,氏名', ...Array.from({ length: 900 }, () => ',佐藤'))
    expect([problems.length, problemCount]).toEqual([200, 900])
  })

  test('a column of 個人番号 is refused whatever it is called, and no value is repeated (INV-S3)', async () => {
    const table = await read('職員番号,氏名', '123456789018,佐藤', '234567890121,田中')
    expect(table.rows).toEqual([])
    expect(table.problems).toMatchObject([{ column: '職員番号', reason: expect.stringContaining('個人番号') }])
    expect(JSON.stringify(table.problems)).not.toContain('123456789018')
  })

  test('CP932 is told apart from UTF-8, and a file names itself in its problems', async () => {
    const encoded = encodeCp932('職員番号,氏名\r\n1,髙﨑\r\n')
    if ('unwritable' in encoded) throw new Error('unwritable')
    expect(await readTable(encoded.bytes, columns)).toMatchObject({ encoding: 'cp932', rows: [{ name: '髙﨑' }] })
    const bad = await readTable(utf8('氏名', '佐藤'), columns, { file: 'staff.csv' })
    expect(bad.problems[0]).toMatchObject({ file: 'staff.csv' })
  })

  test('a long file shows its progress and lets other work run', async () => {
    const seen: number[] = []
    let turns = 0
    const other = setInterval(() => {
      turns += 1
    }, 1)
    const lines = Array.from({ length: 60_000 }, (_, n) => `${n},佐藤 はるか,主務,1,2026-04-01,`)
    const bytes = utf8('職員番号,氏名,区分,所属長,適用開始日,適用終了日', ...lines)
    const { rows } = await readTable(bytes, columns, { onProgress: (done, total) => seen.push(done / total) })
    clearInterval(other)
    expect(rows).toHaveLength(60_000)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
    expect(turns).toBeGreaterThan(3)
  })
})

describe('lists as offices keep them', () => {
  const placed = async (...lines: string[]) => {
    const { rows, problems, notes, columns: own } = await read(...lines, '')
    return { rows, told: [...problems, ...(notes ?? [])].map(({ line, reason }) => `${line} ${reason}`), own }
  }

  test('a title, a day and a blank line above the names of the columns are no part of the table', async () => {
    const { rows, told } = await placed(
      '職員名簿,,',
      '(令和８年４月１日現在),,',
      '',
      '職員番号,氏名,区分',
      '1,佐藤,主務',
    )
    expect(rows).toEqual([{ line: 5, staffNumber: '1', name: '佐藤', kind: 'primary' }])
    expect(told).toEqual(['4 見出しは4行目として読みました。その上の行は取り込みません。'])
  })

  test('names over two lines are one: what is merged over several goes before each, what stands alone is itself', async () => {
    const { rows, told } = await placed('職員番号,氏名,適用,,所属', ',,開始日,終了日,長', '1,佐藤,R8.4.1,R9.3.31,○')
    expect(rows).toMatchObject([{ line: 3, validFrom: '2026-04-01', validTo: '2027-04-01', isHead: true }])
    expect(told).toEqual(['1 見出しは1行目と2行目として読みました。'])
  })

  test('the lower of two lines is no head by itself, though its names are known; what they are is proposed', async () => {
    const { told, own } = await placed('職員番号,氏名,兼務,,年度', ',,区分,適用開始日,', '1,佐藤,主務,R8.4.1,8')
    expect(own).toMatchObject([
      { key: 'staffNumber' },
      { key: 'name' },
      { name: '兼務区分', proposal: 'kind' },
      { name: '兼務適用開始日', proposal: 'validFrom' },
      { name: '年度', proposal: null },
    ])
    expect(told.at(-1)).toBe('1 見出しは1行目と2行目として読みました。')
  })

  test('what offices call a column is proposed, and never taken for granted', async () => {
    const also = [{ ...columns[0] }, { ...columns[1], also: ['フリガナ'] }, columns[4], columns[5]] as const
    const { columns: own = [], problems } = await readTable(
      utf8('職員番号,ﾌﾘｶﾞﾅ,廃止年月日', '1,サトウ,R8.4.1', ''),
      also,
    )
    // 適用終了日 is not near enough: people would be ended by a guess.
    expect(own.map(({ proposal }) => proposal)).toEqual([null, 'name', null])
    expect(problems).toHaveLength(3)
  })

  test('where no name is known the head is the first row that is no title, and each name can be said', async () => {
    const { told, own } = await placed('名簿', '番号,お名前,担当', '1,佐藤,窓口', '2,田中,庶務')
    expect(own?.map(({ name }) => name)).toEqual(['番号', 'お名前', '担当'])
    expect(told[0]).toMatch(/^2 列「番号」/)
    const bytes = utf8('名簿', '番号,お名前,constructor', '1,佐藤,窓口')
    const mapping = { 番号: 'staffNumber', お名前: 'name' }
    expect((await readTable(bytes, columns, { mapping })).problems).toMatchObject([{ line: 2, column: 'constructor' }])
    const said = { mapping: { ...mapping, constructor: null } }
    expect((await readTable(bytes, columns, said)).rows).toEqual([{ line: 3, staffNumber: '1', name: '佐藤' }])
  })

  test('a row of sums under the list is left out; a row that has no more than such a word in a place of its own is a row', async () => {
    const { rows, told } = await placed(
      '職員番号,氏名,区分,所属長',
      '1,佐藤,主務,1',
      '合　計,1人,,',
      '計,計 一郎,主務,0',
    )
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(told).toEqual(['3 3行目は合計の行として、取り込みません。'])
  })

  test('rows of the body are no second line of names', async () => {
    expect((await placed('職員番号,氏名,,区分', '1,佐藤,備考,', '2,田中,,主務')).rows).toHaveLength(2)
  })

  test('in a list of everybody whoever has nothing beside the number is passed over, and counted', async () => {
    const leave = [
      { key: 'staffNumber', ja: '職員番号', type: 'code', required: true, isWho: true },
      { key: 'kind', ja: '種別', type: 'code', required: true },
      { key: 'from', ja: '開始日', type: 'date', required: true },
    ] as const
    const table = await readTable(
      utf8('職員番号,種別,開始日', '1,,', '2,育児休業,R8.6.1', '3, ,', '4,病気休暇,', ''),
      leave,
    )
    expect(table.rows).toEqual([{ line: 3, staffNumber: '2', kind: '育児休業', from: '2026-06-01' }])
    expect(table.problems).toMatchObject([{ line: 5, column: '開始日' }])
    expect(table.notes).toMatchObject([{ line: 2, reason: expect.stringContaining('この行から2行') }])
  })
})

test('of a column that a file may lack every row says the same, and it is told; an empty cell of one that is there is none', async () => {
  const kind = {
    key: 'kind',
    ja: '区分',
    type: 'choice',
    required: true,
    values: { 主務: 'primary' },
    whenAbsent: '主務',
  } as const
  const lacking = await readTable(utf8('職員番号,氏名', '1,佐藤', ''), [columns[0], columns[1], kind])
  expect(lacking.rows).toEqual([{ line: 2, staffNumber: '1', name: '佐藤', kind: 'primary' }])
  expect(lacking.notes).toMatchObject([{ line: 1, column: '区分', reason: expect.stringContaining('「主務」として') }])
  const empty = await readTable(utf8('職員番号,氏名,区分', '1,佐藤,', ''), [columns[0], columns[1], kind])
  expect(empty.problems).toMatchObject([{ line: 2, column: '区分' }])
})

describe('what a file calls itself and what it is', () => {
  const told = async (bytes: Uint8Array, called: string) =>
    (await readTable(bytes, columns, { file: called })).problems[0]?.reason ?? 'read'
  const csv = utf8('職員番号,氏名', '1,佐藤')

  test('are told apart: content that is no table is never called a broken letter, whatever its name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 256, maxLength: 600 }), async (bytes) => {
        fc.pre(bytes.slice(0, 256).filter((byte) => byte < 0x20).length > 15 && bytes[0]! < 0xfe)
        expect(await told(bytes, '職員.xlsx')).toMatch(/^名前はExcelのファイルですが、中身は、/)
        expect(await told(bytes, '職員.csv')).toMatch(/^中身は、/)
      }),
    )
    expect(await told(Buffer.from('%PDF-1.7 …'), '職員.csv')).toMatch(/^中身は、PDFです。/)
    expect(await told(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), '職員.xlsx')).toMatch(/^名前は.*画像\(PNG\)/)
    expect(await told(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), '職員.xlsx')).toMatch(/パスワードを外して/)
    // What systems of records write as "Excel", in either encoding.
    const page = '<html><table><tr><td>職員番号</td></tr></table></html>'
    for (const bytes of [utf8(` ${page}`), utf8(`\ufeff${page}`), Buffer.from(`\ufeff${page}`, 'utf16le')])
      expect(await told(bytes, '職員.xls')).toMatch(/^名前は.*中身は、Webページ\(HTML\)です。表計算ソフトで開き/)
    expect(await told(utf8('<?xml version="1.0"?><Workbook/>'), '職員.xml')).toMatch(/^中身は、XMLの文書です。/)
  })

  test('a table of text is read under the name of a workbook; one with a broken letter is told by the name or by the letter', async () => {
    expect(await told(csv, '職員.xlsx')).toBe('read')
    const broken = Uint8Array.from([...csv, 0xff])
    expect(await told(broken, '職員.csv')).toMatch(/^2行目/)
    expect(await told(broken, '職員.ＸＬＳＸ')).toMatch(/^名前はExcelのファイルですが/)
  })
})
