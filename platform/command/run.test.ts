import { expect, test } from 'vitest'
import { DatabaseTrouble } from '#platform/db/trouble.ts'
import type { Language } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import {
  type Asked,
  type Command,
  CommandTrouble,
  oneOf,
  optionText,
  optionTexts,
  optionWhole,
  requiredDate,
  requiredText,
  type Shell,
} from './command.ts'
import { runCommand } from './run.ts'

/** A command line with one verb of two words and one of one; what it did can be read afterwards. */
async function typed(line: string, run: Command['run'] = async () => undefined, language: Language = 'ja') {
  const out: string[] = []
  const err: string[] = []
  const asked: Asked[] = []
  let isClosed = false
  const verb = (words: string[], usage: string, names: Command['names']): Command => ({
    words,
    usage,
    names,
    summary: { ja: '渡します', en: 'Hands over' },
    options: { from: { type: 'string' }, all: { type: 'boolean' }, already: { type: 'string', multiple: true } },
    places: { validFrom: '--from' },
    run: (what, shell) => {
      asked.push(what)
      return run(what, shell)
    },
  })
  const shell = (json: boolean): Shell => ({
    env: {},
    language,
    say: (text) => void err.push(text),
    print: (value, text) => void out.push(json ? JSON.stringify(value) : text),
    progress: () => undefined,
    as: () => shell(json),
    ask: () => Promise.reject(new Error('there is no gate here')),
  })
  const code = await runCommand(line.split(' ').filter(Boolean), {
    commands: [verb(['grant'], 'STAFF --from DATE', [1, 1]), verb(['policy', 'load'], 'FILE', [1, 2])],
    language,
    sentenceFor: ({ code: refused }) => `断ります ${refused}`,
    openShell: (_, json) => ({
      shell: shell(json),
      close: async () => {
        isClosed = true
      },
    }),
    say: (text) => void err.push(text),
    print: (text) => void out.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n'), asked: asked[0], isClosed }
}

test('a verb gets its names and options, and is closed at the end', async () => {
  const done = await typed('policy load a.yaml b.yaml --from 2026-04-01 --all')
  expect(done).toMatchObject({ code: 0, out: '', err: '', isClosed: true })
  expect(done.asked).toEqual({ names: ['a.yaml', 'b.yaml'], options: { from: '2026-04-01', all: true } })
})

test('help is what was asked for: standard output, exit 0, and nothing is done', async () => {
  const help = await typed('grant --help')
  expect(help).toMatchObject({ code: 0, err: '', asked: undefined })
  expect(help.out).toBe('使い方: hagukumi grant STAFF --from DATE\n渡します')
  expect((await typed('-h policy load')).out).toContain('hagukumi policy load FILE')
  const overview = await typed('--help')
  expect(overview).toMatchObject({ code: 0, err: '' })
  expect(overview.out).toMatch(/grant STAFF[\s\S]*policy load FILE/)
  const half = await typed('policy --help')
  expect(half.code).toBe(0)
  expect(half.out).toContain('policy load')
  expect(half.out).not.toContain('grant')
})

test.each([
  ['', '使い方: hagukumi 動詞'],
  ['policy', 'policy load FILE'],
  ['dance', '「dance」という動詞はありません'],
  ['policy dance', '「policy dance」という動詞はありません'],
  ['grant', '引数が足りません。\n使い方: hagukumi grant STAFF --from DATE'],
  ['grant a b', '「b」が余分です。\n使い方'],
  ['grant a --from', '--from には値が必要です。--from=… のように書いてください。\n使い方'],
  ['grant a --from --all', '--from には値が必要です。--from=… のように書いてください。\n使い方'],
  [
    'grant a --from -x',
    '--from の値が「-」で始まっています。--from=-x のように「=」でつないで書いてください。\n使い方',
  ],
  ['grant a --form x', '--form という指定はありません。\n使い方'],
  ['grant a --all=yes', '--all に値は付けられません。--all とだけ書いてください。\n使い方'],
  ['grant a --from x --from y', '--from が二度指定されています。\n使い方'],
  ['grant a --all --all', '--all が二度指定されています。\n使い方'],
  ['grant a --from=', '--from が空です。\n使い方'],
])('wrong usage is exit 2 with the usage: hagukumi %s', async (line, sentence) => {
  const wrong = await typed(line)
  expect(wrong).toMatchObject({ code: 2, out: '', asked: undefined })
  expect(wrong.err).toContain(sentence)
})

test('a number below nought is a value, not another option', async () => {
  const { code, asked } = await typed('grant a --from -1,1 --already -.5')
  expect([code, asked?.options.from, optionTexts(asked!, 'already')]).toEqual([0, '-1,1', ['-.5']])
})

test('an option that may be given several times has all its values', async () => {
  const { code, asked } = await typed('grant a --already x --already y')
  expect([code, optionTexts(asked!, 'already')]).toEqual([0, ['x', 'y']])
})

test('a value that cannot stand is told with its option and what could', async () => {
  const told = async (line: string, read: (asked: Asked) => unknown) => {
    const { code, err } = await typed(line, async (asked) => void read(asked))
    return { code, err: err.split('\n')[0] }
  }
  const day = (asked: Asked) => requiredDate(asked, 'from')
  expect(await told('grant a --from 2026-02-30', day)).toEqual({
    code: 2,
    err: '引数が正しくありません: --from に「2026-02-30」は使えません(使えるもの: YYYY-MM-DD)。',
  })
  expect(await told('grant a', day)).toMatchObject({ code: 2, err: expect.stringContaining('--from が必要です') })
  const whole = (asked: Asked) => optionWhole(asked, 'from', [1, 40])
  for (const value of ['0', '41', '-1', '1.5', 'x', '1e1', '１']) {
    const { code, err } = await told(`grant a --from=${value}`, whole)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`--from に「${value}」は使えません`) })
    expect(err).toContain('1–40')
  }
  expect(await told('grant a --from 40', (asked) => expect(whole(asked)).toBe(40))).toMatchObject({ code: 0 })
  const role = (asked: Asked) => oneOf('STAFF', asked.names[0]!, ['hr', 'it'])
  expect(await told('grant king', role)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/STAFF に「king」は使えません.*hr, it/),
  })
})

test('what the gate finds faulty in what was typed is wrong usage by the name that was typed', async () => {
  const faulty = (path: string) => async () => {
    throw new Refusal('invalid_input', {}, [{ path, reason: '長すぎます。' }])
  }
  const wrong = await typed('grant a --from x --json', faulty('validFrom'))
  expect(wrong).toMatchObject({ code: 2, out: '', isClosed: true })
  expect(wrong.err).toContain('--from: 長すぎます。\n使い方')
  expect(await typed('grant a', faulty('somethingElse'))).toMatchObject({ code: 1 })
})

test('an option that is needed is named', async () => {
  const wrong = await typed('grant a', async (asked) => void requiredText(asked, 'from'))
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toContain('--from が必要です。')
  await typed('grant a --from x', async (asked) => expect(optionText(asked, 'from')).toBe('x'))
})

test('a refusal is exit 1 with its sentence and places; as JSON it is one value of its own', async () => {
  const refuse = async () => {
    throw new Refusal('has_left', { day: '2026-04-01' }, [{ path: 'staff', reason: '退職しています。' }])
  }
  expect(await typed('grant a', refuse)).toMatchObject({
    code: 1,
    out: '',
    err: '断ります has_left\n  staff  退職しています。',
    isClosed: true,
  })
  const machine = await typed('grant a --json', refuse)
  expect(JSON.parse(machine.out)).toEqual({
    code: 'has_left',
    title: '断ります has_left',
    values: { day: '2026-04-01' },
    fields: [{ path: 'staff', reason: '退職しています。' }],
  })
  const said = await typed('--json grant a', async (_, shell) => {
    shell.print({ problems: 1 }, '')
    await refuse()
  })
  expect(JSON.parse(said.out)).toEqual({ problems: 1 })
})

test('what the user can mend is told in their language; a fault of ours is not hidden', async () => {
  const missing = Object.assign(new Error('x'), { code: 'ENOENT', path: 'a.yaml', syscall: 'open' })
  const failing = (error: Error) => async () => Promise.reject(error)
  expect(await typed('grant a', failing(missing))).toMatchObject({
    code: 1,
    err: 'ファイル a.yaml を読めません: 見つかりません。',
  })
  expect(await typed('grant a', failing(missing), 'en')).toMatchObject({
    err: 'Cannot read the file a.yaml: it does not exist.',
  })
  const there = Object.assign(new Error('x'), { code: 'EEXIST', path: 'b.json', syscall: 'open' })
  expect((await typed('grant a', failing(there))).err).toContain('b.json に書けません: すでにあります')
  const odd = Object.assign(new Error('x'), { code: 'EIO', path: 'c.json', syscall: 'write' })
  expect((await typed('grant a', failing(odd))).err).toBe('ファイル c.json に書けません: システムの応答は EIO です。')
  expect(await typed('grant a', failing(new CommandTrouble('直せます。')))).toMatchObject({
    code: 1,
    err: '直せます。',
  })
  const gone = new DatabaseTrouble('database.busy_owner', { pid: 7 })
  expect((await typed('grant a', failing(gone), 'en')).err).toContain('process 7')
  await expect(typed('grant a', failing(new TypeError('ours')))).rejects.toThrow('ours')
})
