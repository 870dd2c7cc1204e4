import { describe, expect, test } from 'vitest'
import { readWorkbook, writeWorkbook } from './excel.ts'

const header = ['職員番号', '氏名', '人数', '所属長']

describe('workbooks', () => {
  test('what is written can be read back: leading noughts, rare names, texts that look like formulas', async () => {
    const rows = [
      ['00000101', '辻󠄀 𠮷田', 3, true],
      ['00000102', '=1+1', 0.5, null],
    ]
    const bytes = await writeWorkbook([{ name: '職員/一覧', header, rows }])
    expect(await readWorkbook(bytes)).toEqual({
      header,
      rows: [
        { line: 2, values: ['00000101', '辻󠄀 𠮷田', '3', '1'] },
        { line: 3, values: ['00000102', '=1+1', '0.5', ''] },
      ],
    })
  })

  test('what is no workbook is refused with what to do', async () => {
    expect(await readWorkbook(Buffer.from('職員番号,氏名'))).toMatchObject({
      problem: { reason: expect.stringContaining('.xlsx') },
    })
  })

  test('a workbook that takes too long or too much memory is given up', async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => [String(n), `職員 ${n}`, n, false])
    const bytes = await writeWorkbook([{ name: '職員', header, rows }])
    expect(await readWorkbook(bytes, { seconds: 0.05 })).toMatchObject({
      problem: { reason: expect.stringContaining('時間内') },
    })
    expect(await readWorkbook(bytes, { megabytes: 24 })).toMatchObject({
      problem: { reason: expect.stringContaining('大きすぎる') },
    })
  })
})
