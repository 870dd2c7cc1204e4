import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeCp932 } from '#platform/files/text.ts'
import { typed } from '#testing/verb.ts'
import { reliabilityCommands } from './command.ts'
import { Reliability } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'hagukumi-reliability-'))

const run = (...args: string[]) => typed(reliabilityCommands, ['reliability', ...args], 'ja')

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `${Math.random()}.csv`)
  writeFileSync(path, content)
  return path
}

const good = '番号,問1,問2,問3\r\n1,4,3,5\r\n2,2,2,1\r\n3,5,,6\r\n4,1,2,2\r\n5,6,5,5\r\n'

test('a survey’s file as a spreadsheet writes it gives its figures, with what was left out and what they do not show', async () => {
  const bytes = encodeCp932(good)
  for (const content of [good, `\ufeff${good}`, 'bytes' in bytes ? bytes.bytes : '', good.replaceAll('\r\n', '\n')]) {
    const { code, err, out } = await run(fileOf(content), '--items', '問1,問2,問3', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const answer = Reliability.parse(JSON.parse(out))
    expect(answer).toMatchObject({ rows: 5, droppedRows: 1, listwise: { n: 4 }, pairwise: { nMin: 4, nMax: 5 } })
    expect(answer.notes[0]?.ja).toContain('5行のうち1行')
  }
  expect((await run(fileOf(good), '--items', '問1,問2,問3')).out).toMatch(/^クロンバックのα\(3項目\)/)
})

test('a reversed item is turned within its range', async () => {
  const turned = good.replace(/(\d),(\d?),(\d)\r/g, (_, a, b, c) => `${a},${b ? 7 - Number(b) : ''},${c}\r`)
  const plain = await run(fileOf(good), '--items', '問1,問2', '--json')
  const back = await run(fileOf(turned), '--items', '問1,問2', '--reverse', '問2', '--range', '1,6', '--json')
  expect(JSON.parse(back.out).listwise).toEqual(JSON.parse(plain.out).listwise)
  const outside = await run(fileOf(good), '--items', '問1,問2', '--reverse', '問1', '--range', '1,5')
  expect(outside).toMatchObject({ code: 1, err: '6行目の「問1」の6は、--range の1から5の外にあります。' })
})

test.each([
  ['', 'ファイルに何も書かれていません'],
  ['問1,問2,問3\r\n', '見出しのほかに行がありません'],
  ['問1,問2,問3\r\n1,2,x\r\n', '2行目の「問3」にある「x」は数ではありません'],
  ['問1,問2,問3\r\n1,2,NaN\r\n', '「NaN」は数ではありません'],
  ['問1,問2,問3\r\n1,2,1e999\r\n', '「1e999」は数ではありません'],
  ['問1,問2,問3\r\n1,2\r\n', '2行目は列が2個で、見出しの3個と合いません'],
  ['問1,問2,問2,問3\r\n1,2,2,3\r\n', '「問2」という列が二つあります'],
  ['問1,問2\r\n1,2\r\n', '「問3」という列がありません。ファイルにある列: 問1, 問2'],
  ['問1,問2,問3\r\n1,2,\r\n2,1,NA\r\n', '「問3」の列には値が一つもありません'],
  ['問1,問2,問3\r\n1,2,3\r\n2,1,3\r\n', '「問3」の値はすべて同じです'],
  ['問1,問2,問3\r\n1,"2,3\r\n', '引用符'],
])('a file that cannot be used is refused with its place: %j', async (content, sentence) => {
  const { code, err, out } = await run(fileOf(content), '--items', '問1,問2,問3')
  expect(err).toContain(sentence)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})

test.each([
  [['--items', '問1']],
  [['--items', '問1,問1']],
  [['--items', '問1,']],
  [[]],
  [['--items', '問1,問2', '--reverse', '問1']],
  [['--items', '問1,問2', '--range', '1,6']],
  [['--items', '問1,問2', '--reverse', '問9', '--range', '1,6']],
  [['--items', '問1,問2', '--reverse', '問1', '--range', '6,1']],
  [['--items', '問1,問2', '--reverse', '問1', '--range', ',6']],
  [['--items', '問1,問2', '--reverse', '問1', '--range', '0x1,6']],
  [['--items', '問1,問2', '--unknown']],
])('wrong usage is told with the way to do it: %j', async (args) => {
  const { code, err } = await run(fileOf(good), ...args)
  expect(code).toBe(2)
  expect(err).toContain('reliability DATA.csv --items')
})

test('a file that is not there, and a folder in its place', async () => {
  for (const path of [join(folder, 'none.csv'), folder]) {
    const { code, err } = await run(path, '--items', '問1,問2')
    expect(code).toBe(1)
    expect(err).toContain(path)
  }
})
