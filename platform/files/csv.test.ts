import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvText, parseCsv, writeCsv } from './csv.ts'
import { decodeText } from './text.ts'

async function sheet(text: string) {
  const parsed = await parseCsv(text)
  if ('problem' in parsed) throw new Error(parsed.problem.reason)
  return parsed
}

describe('reading CSV', () => {
  test.each(['\r\n', '\n', '\r'])(
    'with line ends %j, quotes, embedded breaks and the line where each row begins',
    async (end) => {
      const text = [
        '職員番号,氏名',
        '0012,"佐藤, はるか"',
        `0013,"一行目${end}二行目 ""引用"""`,
        '0014,田中',
        '',
        '',
      ].join(end)
      expect(await sheet(text)).toEqual({
        header: ['職員番号', '氏名'],
        rows: [
          { line: 2, values: ['0012', '佐藤, はるか'] },
          { line: 3, values: ['0013', `一行目${end}二行目 "引用"`] },
          { line: 5, values: ['0014', '田中'] },
        ],
      })
    },
  )

  test('tabs, ="0012" with its nought, and rows without a value', async () => {
    expect((await sheet('番号\t氏名\n="0012"\t佐藤\n\t\n0013\t田中, 一郎\n')).rows).toEqual([
      { line: 2, values: ['0012', '佐藤'] },
      { line: 4, values: ['0013', '田中, 一郎'] },
    ])
    expect((await sheet('番号,氏名\n"=""0012""",佐藤\n')).rows[0]!.values).toEqual(['0012', '佐藤'])
  })

  test('columns may be parted by commas, semicolons or tabs, whichever the header has most', async () => {
    for (const [text, values] of [
      ['番号;氏名\n1;佐藤, はるか\n', ['1', '佐藤, はるか']],
      ['番号\t氏名\n1\t佐藤;はるか\n', ['1', '佐藤;はるか']],
      ['番号,氏名\n1,佐藤;はるか\n', ['1', '佐藤;はるか']],
      ['"所属;課;係",氏名\n"1",佐藤\n', ['1', '佐藤']],
      ['"番号";"氏名, 全体"\n"1";"佐藤"\n', ['1', '佐藤']],
      ['番号\n1;2\n', ['1;2']],
    ] as const) {
      expect((await sheet(text)).rows[0]!.values, text).toEqual(values)
    }
  })

  test('a quotation mark that is never closed is refused with the line of its row', async () => {
    expect(await parseCsv('a,b\n1,2\n3,"x\n4,5\n')).toMatchObject({ problem: { line: 3 } })
  })

  test('an empty file is refused', async () => {
    expect(await parseCsv('\r\n\r\n')).toMatchObject({ problem: { reason: expect.stringContaining('何も') } })
  })
})

describe('writing CSV', () => {
  test('formulas are made harmless, and come back as they were', async () => {
    const text = csvText([
      ['氏名', '備考'],
      ['=HYPERLINK("http://x")', '@SUM(A1)'],
    ])
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",'@SUM(A1)\r\n`)
    expect((await sheet(text)).rows[0]!.values).toEqual(['=HYPERLINK("http://x")', '@SUM(A1)'])
  })

  test('a line break in a value, of whatever kind, ends no row', async () => {
    const text = csvText([['備考'], ['上\r下'], ['上\n下']])
    expect((await sheet(text)).rows.map(({ values }) => values)).toEqual([['上\r下'], ['上\n下']])
  })

  test('whatever is written can be read back, in UTF-8', async () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^="|\p{Cc}/u.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1 }), async (rows) => {
        const written = writeCsv(['a', 'b'], rows)
        if (!('bytes' in written)) throw new Error('UTF-8 has every character')
        const decoded = decodeText(written.bytes)
        if (!('text' in decoded)) throw new Error(decoded.problem.reason)
        expect((await sheet(decoded.text)).rows.map(({ values }) => values)).toEqual(rows)
      }),
    )
  })

  test('CP932 is refused where a character would be lost (INV-D4)', () => {
    expect(writeCsv(['氏名'], [['髙橋']], 'cp932')).toHaveProperty('bytes')
    expect(writeCsv(['氏名'], [['𠮷田']], 'cp932')).toEqual({ unwritable: [{ character: '𠮷', line: 2 }] })
  })
})
