import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Shell } from '#platform/command/command.ts'
import { runVerb } from '#testing/verb.ts'
import { estimateCommands } from './commands.ts'
import { Estimate } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'hagukumi-estimate-'))
const run = (...args: string[]) => runVerb(estimateCommands, ['estimate', ...args])

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
  const { exit, said, printed } = await run(path, ...basic, '--covariates', '級', '--cluster', '所属', '--json')
  expect({ exit, said }).toEqual({ exit: 0, said: '' })
  const answer = Estimate.parse(JSON.parse(printed))
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
  expect((await run(path, ...basic)).printed).toContain('この数字は、前提が正しいことを示しません')
})

test('rows with a value missing are counted, whatever column it is in that is used', async () => {
  const { printed } = await run(
    fileOf(good.replace('1級職', '').replace('課3', 'NA')),
    ...basic,
    '--covariates',
    '級',
    '--json',
  )
  expect(JSON.parse(printed)).toMatchObject({ n: 39, droppedRows: 1 })
})

test('the same file and seed give the same bootstrap', async () => {
  const args = [fileOf(good), ...basic, '--method', 'matching', '--covariates', '級', '--seed', '4', '--json']
  const [one, other] = [await run(...args), await run(...args)]
  expect(one.printed).toBe(other.printed)
  expect(JSON.parse(one.printed).standardErrors.bootstrap).toBeGreaterThan(0)
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
  const { exit, said, printed } = await run(fileOf(content), ...basic, '--json')
  expect(said).toContain(sentence)
  expect({ exit, printed }).toEqual({ exit: 1, printed: '' })
})

test('a refusal names its column or option and says what to do', async () => {
  const flat = fileOf(good.replace(/,\d+\r/g, ',7\r'))
  expect((await run(flat, ...basic)).said).toContain('結果の列「得点」の値がすべて同じ')
  const clusters = await run(fileOf(good), ...basic, '--cluster', '年度')
  expect(clusters.said).toMatch(/「年度」が2種類しかありません.*もっと細かい列/)
  const apart = await run(fileOf(good), ...basic, '--method', 'ipw', '--covariates', '年度')
  expect(apart.said).toMatch(/条件\(年度\)が重ならず.*共変量を減らすか/)
  const heavy = await run(fileOf(good.replace(/課\d/g, '0')), ...basic, '--weights', '所属')
  expect(heavy.said).toContain('重みの列「所属」がすべて0です')
  const once = fileOf(good.replace(/,202\d,/g, ',2025,'))
  for (const begin of [
    ['--first-treated', '受講', '--unit', '職員番号'],
    ['--treatment', '受講'],
  ]) {
    const single = await run(once, '--outcome', '得点', '--method', 'did', '--time', '年度', ...begin)
    expect(single).toMatchObject({ exit: 1, printed: '' })
    expect(single.said).toContain('時点の列「年度」には2025しかありません')
  }
  const seed = await run(fileOf(good), ...basic, '--seed', '99999999999')
  expect(seed.said).toMatch(/--seed.*999999999/)
})

test('the bootstrap shows how far it has come', async () => {
  const shown: string[] = []
  const path = fileOf(good)
  const shell: Shell = {
    env: {},
    language: 'en',
    say: () => undefined,
    print: () => undefined,
    progress: (done, total, stage) => void shown.push(`${stage} ${(100 * done) / total}%`),
    as: () => shell,
    ask: () => Promise.reject(new Error('This verb asks no gate')),
  }
  const options = { outcome: '得点', treatment: '受講', method: 'matching', covariates: '級' }
  await estimateCommands[0]!.run({ names: [path], options }, shell)
  expect(shown[0]).toBe('Repeating the bootstrap 0%')
  expect(shown.at(-1)).toBe('Repeating the bootstrap 100%')
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
  [[...basic, '--covariates', '級,']],
  [[...basic, '--covariates', '得点']],
])('wrong usage is told with the way to do it: %j', async (args) => {
  const { exit, said } = await run(fileOf(good), ...args)
  expect(exit).toBe(2)
  expect(said).toContain('estimate DATA.csv --outcome')
})

test('a file that is not there, and a folder in its place', async () => {
  for (const path of [join(folder, 'none.csv'), folder]) {
    const { exit, said } = await run(path, ...basic)
    expect(exit).toBe(1)
    expect(said).toContain(path)
  }
})
