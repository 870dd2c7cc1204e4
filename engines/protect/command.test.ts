import { execFileSync } from 'node:child_process'
import {
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeCp932 } from '#platform/files/text.ts'
import { typed } from '#testing/verb.ts'
import { protectCommands } from './command.ts'
import { ProtectedTable } from './contract.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hagukumi-protect-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const good = `section,grade,n
区,計,42
区,計/上,13
区,計/下,29
区/総務,計,19
区/総務,計/上,3
区/総務,計/下,16
区/福祉,計,23
区/福祉,計/上,10
区/福祉,計/下,13
`

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const protect = (args: readonly string[], language: 'ja' | 'en' = 'en') =>
  typed(protectCommands, ['protect', ...args], language)

const both = ['--dimensions', 'section,grade', '--count', 'n', '--threshold', '5']

test('white space around cells is nobody\u2019s meaning, and a file with semicolons is answered with semicolons', async () => {
  const plain = await protect([file('plain.csv', good), ...both])
  const spaced = good.replaceAll(',', ' ; ').replaceAll('区/', '区 / ').replace('section', '　section')
  const { code, out } = await protect([file('spaced.csv', spaced), ...both])
  expect(code).toBe(0)
  expect(out).toBe(plain.out.replaceAll(',', ';'))
  const earlier = file('earlier.csv', plain.out.replaceAll(',', ' , '))
  const again = await protect([file('spaced.csv', spaced), ...both, '--already', earlier])
  expect([again.code, again.out]).toEqual([0, out])
})

test('as JSON: one value that keeps its contract, in the order of the input', async () => {
  const { code, out } = await protect([file('a.csv', good), ...both, '--json'])
  expect(code).toBe(0)
  const answer = ProtectedTable.parse(JSON.parse(out))
  expect(answer).toMatchObject({ primary: 1, complementary: 3, suppressedCount: 4, objective: 4, bound: 4 })
  expect(answer.rows.map(({ section }) => section)).toEqual(
    good
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  )
  expect(answer.rows[4]).toEqual({ section: '区/総務', grade: '計/上', n: null, status: 'suppressed' })
  expect(answer.rows[0]).toEqual({ section: '区', grade: '計', n: 42, status: 'published' })
})

test('as CSV: the same columns and the status, to standard output or to a file', async () => {
  const path = file('a.csv', good)
  const shown = await protect([path, ...both])
  expect(shown.out.split('\n').slice(0, 2)).toEqual(['section,grade,n,status', '区,計,42,published'])
  expect(shown.out).toContain('区/総務,計/上,,suppressed')
  const target = join(folder, 'out.csv')
  const written = await protect([path, ...both, '--out', target])
  expect(written).toMatchObject({ code: 0, out: '' })
  expect(readFileSync(target, 'utf8')).toBe(`${shown.out}\n`)
})

test('a table in CP932 with CRLF and quotes is answered likewise', async () => {
  const quoted = good.replaceAll('区/総務', '"区/総務, 人事"').replaceAll('\n', '\r\n')
  const encoded = encodeCp932(quoted)
  const path = file('sjis.csv', 'bytes' in encoded ? encoded.bytes : '')
  const target = join(folder, 'sjis-out.csv')
  expect(await protect([path, ...both, '--out', target])).toMatchObject({ code: 0 })
  const text = new TextDecoder('shift_jis').decode(readFileSync(target))
  expect(text).toContain('"区/総務, 人事",計/上,,suppressed\r\n')
})

test('what was published before is given back as it was, also out of JSON', async () => {
  const path = file('a.csv', good)
  const earlier = file('earlier.json', (await protect([path, ...both, '--json'])).out)
  const csv = file('earlier.csv', (await protect([path, ...both])).out)
  for (const already of [[earlier], [csv], [earlier, csv]]) {
    const again = await protect([path, ...both, '--already', ...already])
    expect(again.code).toBe(0)
    expect(again.out).toBe(readFileSync(csv, 'utf8'))
  }
  const raised = await protect([path, ...both.slice(0, -1), '14', '--already', csv])
  expect(raised).toMatchObject({ code: 1, out: '' })
  expect(raised.err).toContain('区 × 計/上')
  const changed = file(
    'changed.csv',
    good.replace('42', '43').replace('29', '30').replace('区/福祉,計,23', '区/福祉,計,24').replace('13\n', '14\n'),
  )
  expect((await protect([changed, ...both, '--already', csv])).code).toBe(1)
})

test.each([
  ['an empty file', '', 'empty'],
  ['no rows', 'section,grade,n\n', 'no rows'],
  ['a column that is missing', good.replace('grade', 'rank'), 'no column "grade"'],
  ['a further column', good.replace('n\n', 'n,mean\n').replaceAll(/(\d)\n/g, '$1,1\n'), '"mean"'],
  ['text for a count', good.replace('42', 'many'), '"many"'],
  ['a count below nought', good.replace(',3\n', ',-3\n'), '"-3"'],
  ['half a person', good.replace(',3\n', ',3.5\n'), '"3.5"'],
  ['NaN', good.replace('42', 'NaN'), '"NaN"'],
  ['no count', good.replace('42', ''), 'line 2'],
  ['no path', good.replace('区,計,42', ',計,42'), 'no value in "section"'],
  ['a broken path', good.replace('区/福祉,計,', '区//福祉,計,'), 'no path'],
  ['a row twice', `${good}区,計,42\n`, 'line 2 already'],
  ['a row missing', good.replace('区/福祉,計/下,13\n', ''), '区/福祉 × 計/下'],
  ['a total missing', good.replaceAll('区/福祉', '都/福祉'), '"都"'],
  ['totals that do not add up', good.replace('42', '41'), '"区 × 計" says 41, its parts add to 42'],
  ['a quote that never closes', good.replace('区,計,42', '"区,計,42'), 'quotation'],
])('%s is refused with one sentence, and nothing is written', async (_, content, sentence) => {
  const target = join(folder, 'never.csv')
  const refused = await protect([file('bad.csv', content), ...both, '--out', target])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err.toLowerCase()).toContain(sentence.toLowerCase())
  expect(refused.err.split('\n')).toHaveLength(1)
  expect(readdirSync(folder).filter((name) => name.includes('never'))).toEqual([])
})

test('a folder for a table, a table that is not there, and a target without a folder are refused before any work', async () => {
  const path = file('a.csv', good)
  expect(await protect([folder, ...both])).toMatchObject({ code: 1, out: '' })
  expect(await protect([join(folder, 'none.csv'), ...both])).toMatchObject({ code: 1, out: '' })
  expect(await protect([path, ...both, '--out', join(folder, 'none', 'x.csv')])).toMatchObject({ code: 1, out: '' })
  expect(await protect([path, ...both, '--out', folder])).toMatchObject({ code: 1, out: '' })
  expect(await protect([path, ...both, '--already', file('x.json', '{"rows":')])).toMatchObject({ code: 1, out: '' })
  expect(await protect([path, ...both, '--already', file('y.json', '{"rows":[{"n":"x"}]}')])).toMatchObject({ code: 1 })
})

test('neither the table nor an earlier output is written over, by whatever name it is reached', async () => {
  const path = file('kept.csv', good)
  const earlier = file('kept-earlier.csv', `${(await protect([path, ...both])).out}\n`)
  const [soft, hard] = [join(folder, 'soft.csv'), join(folder, 'hard.csv')]
  symlinkSync('kept.csv', soft)
  linkSync(earlier, hard)
  for (const out of [path, soft, earlier, hard, join(folder, '..', basename(folder), 'kept.csv')]) {
    const refused = await protect([path, ...both, '--already', earlier, '--out', out])
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain(out)
  }
  expect(readFileSync(path, 'utf8')).toBe(good)
  expect(readFileSync(earlier, 'utf8')).toContain('suppressed')
})

test('a link stays one and its file is written; a pipe and a device are written to and stay what they are', async () => {
  const path = file('a.csv', good)
  const shown = `${(await protect([path, ...both])).out}\n`
  const [target, link, pipe] = [file('behind.csv', 'old'), join(folder, 'link.csv'), join(folder, 'pipe')]
  symlinkSync('behind.csv', link)
  expect(await protect([path, ...both, '--out', link])).toMatchObject({ code: 0, out: '' })
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toBe(shown)
  execFileSync('mkfifo', [pipe])
  const [read, written] = await Promise.all([readFile(pipe, 'utf8'), protect([path, ...both, '--out', pipe])])
  expect([read, written.code]).toEqual([shown, 0])
  expect(lstatSync(pipe).isFIFO()).toBe(true)
  const full = await protect([path, ...both, '--out', '/dev/full'])
  expect(full).toMatchObject({ code: 1, out: '' })
  expect(full.err).toContain('/dev/full')
  expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true)
})

test('the table and earlier outputs may come through pipes', async () => {
  const shown = await protect([file('a.csv', good), ...both])
  const [table, earlier] = [join(folder, 'table-pipe'), join(folder, 'earlier-pipe')]
  execFileSync('mkfifo', [table, earlier])
  const [again] = await Promise.all([
    protect([table, ...both, '--already', earlier]),
    writeFile(table, good),
    writeFile(earlier, `${shown.out}\n`),
  ])
  expect(again).toMatchObject({ code: 0, out: shown.out })
})

test('a number beyond what can be reckoned with is told with the largest that can', async () => {
  const refused = await protect([file('a.csv', good), ...both, '--interval', '9007199254740991'])
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('1000000')
  expect(refused.err).toContain('--interval')
})

test.each([
  [[]],
  [['--dimensions', 'section,grade', '--count', 'n']],
  [['--dimensions', 'section,section', '--count', 'n', '--threshold', '5']],
  [['--dimensions', 'a,b,c,d', '--count', 'n', '--threshold', '5']],
  [['--dimensions', 'section', '--count', 'section', '--threshold', '5']],
  [[...both.slice(0, -1), '0']],
  [[...both.slice(0, -1), 'five']],
  [[...both, '--interval', '0']],
  [[...both, '--zeros', 'maybe']],
  [[...both, 'second.csv']],
])('wrong usage is exit 2: %j', async (args) => {
  expect(await protect([file('a.csv', good), ...args])).toMatchObject({ code: 2, out: '' })
})

test('the sentences are Japanese first', async () => {
  const refused = await protect([file('bad.csv', good.replace('42', '41')), ...both], 'ja')
  expect(refused.err).toContain('「区 × 計」は41ですが、内訳を足すと42です。')
})
