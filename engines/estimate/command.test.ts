import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { typed } from '#testing/verb.ts'
import { estimateCommands } from './command.ts'
import { Estimate } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'hagukumi-estimate-'))
const run = (...args: string[]) => typed(estimateCommands, ['estimate', ...args], 'ja')

function fileOf(content: string): string {
  const path = join(folder, `${Math.random()}.csv`)
  writeFileSync(path, content)
  return path
}

const head = '職員番号,受講,級,所属,年度,得点\r\n'
const good = `${head}${Array.from({ length: 40 }, (_, row) => {
  const hard = (row * 7) % 5
  return `${1000 + row},${row % 2},${['1級職', '2級職', '3級職'][row % 3]},課${row % 8},${2025 + (row % 2)},${10 + hard + (row % 2) * 2}`
}).join('\r\n')}\r\n`
const basic = ['--outcome', '得点', '--treatment', '受講']

test('records as a spreadsheet writes them give an estimate with what it assumes, in both languages', async () => {
  const path = fileOf(`\ufeff${good}`)
  const { code, err, out } = await run(path, ...basic, '--covariates', '級', '--cluster', '所属', '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const answer = Estimate.parse(JSON.parse(out))
  expect(answer).toMatchObject({
    method: 'ols',
    n: 40,
    treated: 20,
    comparison: 20,
    intervalUses: 't(7) on cluster',
    droppedRows: 0,
  })
  expect(answer.coefficients.map(({ name }) => name)).toEqual(['受講', '級2級職', '級3級職'])
  expect(answer.notes.every(({ ja, en }) => ja.length > 10 && en.length > 10)).toBe(true)
  expect((await run(path, ...basic)).out).toContain('この数字は、前提が正しいことを示しません')
})

test('rows with a value missing are counted, whatever column it is in that is used', async () => {
  const { out } = await run(
    fileOf(good.replace('1級職', '').replace('課3', 'NA')),
    ...basic,
    '--covariates',
    '級',
    '--json',
  )
  expect(JSON.parse(out)).toMatchObject({ n: 39, droppedRows: 1 })
})

test('the same file and seed give the same bootstrap', async () => {
  const args = [fileOf(good), ...basic, '--method', 'matching', '--covariates', '級', '--seed', '4', '--json']
  const [one, other] = [await run(...args), await run(...args)]
  expect(one.out).toBe(other.out)
  expect(JSON.parse(one.out).standardErrors.bootstrap).toBeGreaterThan(0)
})

test.each([
  ['', 'ファイルに何も書かれていません'],
  [head, '見出しのほかに行がありません'],
  [`${head}1,0,1級職,課1,2025,よい\r\n`, '2行目の「得点」にある「よい」は数ではありません'],
  [`${head}1,0,1級職,課1,2025,NaN\r\n`, '「NaN」は数ではありません'],
  [`${head}1,0,1級職,課1,2025\r\n`, '2行目は列が5個で、見出しの6個と合いません'],
  [`${head}1,0,1級職,課1,2025,\r\n2,1,1級職,課1,2025,NA\r\n`, '「得点」の列には値が一つもありません'],
  [`${head}1,0,1級職,課1,2025,1\r\n2,0,1級職,課1,2025,2\r\n`, '比べる相手がいない'],
  ['受講,得点,得点\r\n1,2,3\r\n', '「得点」という列が二つあります'],
  ['受講,点\r\n1,2\r\n', '「得点」という列がありません。ファイルにある列: 受講, 点'],
  ['受講,得点\r\n1,"2\r\n', '引用符'],
])('a file that cannot be used is refused with its place: %j', async (content, sentence) => {
  const { code, err, out } = await run(fileOf(content), ...basic, '--json')
  expect(err).toContain(sentence)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})

test('a refusal names its column or option and says what to do', async () => {
  const flat = fileOf(good.replace(/,\d+\r/g, ',7\r'))
  expect((await run(flat, ...basic)).err).toContain('結果の列「得点」の値がすべて同じ')
  const clusters = await run(fileOf(good), ...basic, '--cluster', '年度')
  expect(clusters.err).toMatch(/「年度」が2種類しかありません.*もっと細かい列/)
  const apart = await run(fileOf(good), ...basic, '--method', 'ipw', '--covariates', '年度')
  expect(apart.err).toMatch(/条件\(年度\)が重ならず.*共変量を減らすか/)
  const heavy = await run(fileOf(good.replace(/課\d/g, '0')), ...basic, '--weights', '所属')
  expect(heavy.err).toContain('重みの列「所属」がすべて0です')
  const once = fileOf(good.replace(/,202\d,/g, ',2025,'))
  for (const begin of [
    ['--first-treated', '受講', '--unit', '職員番号'],
    ['--treatment', '受講'],
  ]) {
    const single = await run(once, '--outcome', '得点', '--method', 'did', '--time', '年度', ...begin)
    expect(single).toMatchObject({ code: 1, out: '' })
    expect(single.err).toContain('時点の列「年度」には2025しかありません')
  }
  const seed = await run(fileOf(good), ...basic, '--seed', '99999999999')
  expect(seed.err).toMatch(/--seed.*999999999/)
})

test('the bootstrap shows how far it has come', async () => {
  const { progress } = await run(fileOf(good), ...basic, '--method', 'matching', '--covariates', '級')
  expect(progress[0]).toMatch(/ 0\/\d+$/)
  expect(progress.at(-1)).toMatch(/ (\d+)\/\1$/)
})

test.each([
  [['--outcome', '得点']],
  [['--treatment', '受講']],
  [[...basic, '--method', 'magic']],
  [[...basic, '--method', 'ipw']],
  [[...basic, '--method', 'matching', '--covariates', '級', '--weights', '年度']],
  [[...basic, '--method', 'did']],
  [[...basic, '--first-treated', '年度']],
  [[...basic, '--estimand', 'all']],
  [[...basic, '--estimand', 'ate']],
  [[...basic, '--cluster', ' ']],
  [[...basic, '--seed', 'x']],
  [[...basic, '--caliper', '0']],
  [[...basic, '--method', 'matching', '--covariates', '級', '--caliper', '0x10']],
  [[...basic, '--covariates', '級,']],
  [[...basic, '--covariates', '得点']],
])('wrong usage is told with the way to do it: %j', async (args) => {
  const { code, err } = await run(fileOf(good), ...args)
  expect(code).toBe(2)
  expect(err).toContain('estimate DATA.csv --outcome')
})

test('a file that is not there, and a folder in its place', async () => {
  for (const path of [join(folder, 'none.csv'), folder]) {
    const { code, err } = await run(path, ...basic)
    expect(code).toBe(1)
    expect(err).toContain(path)
  }
})
