/** `accounts issue` as whoever types it meets it, on the gate of the small town. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '#platform/refusal/refusal.ts'
import { somewhere } from '#testing/embedded.ts'
import { inTown, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { accountsCommands } from './commands.ts'

/** `calls` is how many questions the gate answers before the line breaks. */
async function issue({ asCommand }: Town, args: readonly string[], calls = Number.POSITIVE_INFINITY) {
  let asked = 0
  return await typed(accountsCommands, ['accounts', 'issue', ...args], 'ja', (operation, input) =>
    ++asked > calls
      ? Promise.reject(new Refusal('database_unavailable'))
      : asCommand.ask(operation, { ...(input as object), most: 4 } as never),
  )
}

const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\r\n')

test(
  'letters are one file that only its owner reads; again it holds its heading alone; nothing is written over',
  inTown(async (town) => {
    const [path, again] = [join(somewhere(), 'letters.csv'), join(somewhere(), 'again.csv')]
    const first = await issue(town, ['--out', path, '--json'])
    expect([first.code, JSON.parse(first.out)]).toEqual([0, { issued: 11, path }])
    expect(linesOf(path)[0]).toBe('\ufeff職員番号,氏名,所属,ログイン名,初回パスワード')
    expect(linesOf(path)).toHaveLength(12)
    expect(linesOf(path)[2]).toMatch(/^00000002,田中 聡,戸籍住民課,00000002,(\w{4}-){3}\w{4}$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect((await issue(town, ['--out', again])).out).toContain('初回のパスワードを作る職員はいません')
    expect(linesOf(again)).toHaveLength(1)
    expect((await issue(town, ['--out', path])).code).toBe(1)
    expect(linesOf(path)).toHaveLength(12)
  }),
)

test(
  'sections and numbers are lists with commas; one that nobody knows writes nothing; without --out nobody gets a password',
  inTown(async (town) => {
    const path = join(somewhere(), 'letters.csv')
    expect((await issue(town, [])).code).toBe(2)
    const unknown = await issue(town, ['--sections', '1010, 99', '--out', path])
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no_such_section')])
    expect(() => statSync(path)).toThrow('ENOENT')
    await issue(town, ['--sections', '2010,2020', '--staff', '00000012,00000009,00000002', '--out', path])
    expect(linesOf(path).map((line) => line.split(',')[0])).toEqual(['\ufeff職員番号', '00000009', '00000012'])
  }),
)

test(
  'where it breaks off, the passwords that hold are in the file, and the next run makes the others',
  inTown(async (town) => {
    const [path, rest] = [join(somewhere(), 'letters.csv'), join(somewhere(), 'rest.csv')]
    const broken = await issue(town, ['--out', path], 2)
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('8人分')])
    expect(linesOf(path)).toHaveLength(9)
    await issue(town, ['--out', rest])
    expect(linesOf(rest)).toHaveLength(4)
    writeFileSync(path, '')
  }),
)
