import { expect, test } from 'vitest'
import { randomFrom } from '#platform/random/random.ts'
import {
  applied,
  type Change,
  fits,
  inverse,
  joined,
  movedOver,
  movedOverAll,
  type ValueChange,
  valueAt,
} from './change.rules.ts'
import { dataIn, partsIn, partText, saysTheSame, written } from './written.rules.ts'

/** A file with a comment beside each value, which says what the value was. */
const file = `# 先頭のコメント
formatVersion: 2 # c:2
policy:
  title: 方針 # c:方針
  town: { name: もり村 } # c:村
# ことばのまえ
statements:
  # 一つ目
  - kind: mission # c:mission
    text: '一つ目の文' # c:一
  - kind: vision # c:vision
    text: |- # c:二
      二つ目の
      文
grades: { 1級: 1, 2級: 2 } # c:級
roles:
  - expected: { data: 2 }
    names: [あ, い, う] # c:名
`

const texts = [
  '短い',
  'コロン: あり',
  '# 井桁',
  '一行目\n二行目',
  '',
  'true',
  '12',
  '- 並び',
  '引用\'符"',
  ' 端の空白 ',
]

/** One change that fits, of any kind, at a place drawn from all that are there. */
function drawn(data: unknown, random: () => number): ValueChange {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const places = placesIn(data)
  const path = pick(places)
  const before = valueAt(data, path)
  const parent = valueAt(data, path.slice(0, -1))
  const fresh = pick<unknown>([...texts, 7, 0.5, true, null, ['a', 'b'], { 鍵: { 深く: 'ここ' } }, []])
  const kind = random()
  if (kind < 0.2) return { path, before }
  if (kind < 0.4 && Array.isArray(parent)) return { path, after: fresh }
  if (kind < 0.4 && path.length > 1) return { path: [...path.slice(0, -1), '新しい'], after: fresh }
  return { path, before, after: fresh }
}

function placesIn(data: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(data)
    ? data.flatMap((one, i) => placesIn(one, [...path, i]))
    : typeof data === 'object' && data !== null
      ? Object.entries(data).flatMap(([key, one]) => placesIn(one, [...path, key]))
      : []
  return path.length === 0 ? inner : [path, ...inner]
}

test('any sequence of changes gives a file whose document is the document with the changes; comments stay with what stays', () => {
  const random = randomFrom(11)
  for (let round = 0; round < 60; round++) {
    let data = dataIn(file)!.data
    const changes: ValueChange[] = []
    while (changes.length < 6) {
      const change = drawn(data, random)
      if (!fits(data, change)) continue
      data = applied(data, change)
      changes.push(change)
    }
    const result = written(file, changes)
    expect(result, JSON.stringify(changes)).toHaveProperty('text')
    const { text } = result as { text: string }
    expect(dataIn(text)?.data, `${JSON.stringify(changes)}\n${text}`).toEqual(data)
    // One after the other is the same as all at once.
    const single = changes.reduce((now, change) => (written(now, [change]) as { text: string }).text, file)
    expect(dataIn(single)?.data).toEqual(data)
    const undone = changes.toReversed().map(inverse)
    expect(saysTheSame((written(text, undone) as { text: string }).text, file), JSON.stringify(changes)).toBe(true)
  }
})

test('a value that changes keeps its comment and its quotes, and no other line of the file moves', () => {
  const { text } = written(file, [
    { path: ['statements', 0, 'text'], before: '一つ目の文', after: '別の文' },
    { path: ['policy', 'title'], before: '方針', after: '新しい方針' },
    { path: ['statements', 2], after: { kind: 'credo', text: '三つ目' } },
  ]) as { text: string }
  const expected = file
    .replace("'一つ目の文'", "'別の文'")
    .replace('title: 方針', 'title: 新しい方針')
    .replace('      文\n', '      文\n  - kind: credo\n    text: 三つ目\n')
  expect(text).toBe(expected)
})

test('two people’s changes at different places both stand in whichever order they come; at one place the second does not fit', () => {
  const random = randomFrom(5)
  let both = 0
  for (let round = 0; round < 600; round++) {
    const data = dataIn(file)!.data
    const [mine, theirs] = [drawn(data, random), drawn(data, random)]
    if (!fits(data, mine) || !fits(data, theirs)) continue
    const onTheirs = applied(data, theirs)
    const moved = movedOver(mine, theirs) as ValueChange | undefined
    const other = movedOver(theirs, mine) as ValueChange | undefined
    const within = (a: ValueChange, b: ValueChange) => a.path.every((step, i) => step === b.path[i])
    if (within(mine, theirs) || within(theirs, mine)) continue
    both += 1
    expect(moved && fits(onTheirs, moved), JSON.stringify({ mine, theirs })).toBe(true)
    const onMine = applied(data, mine)
    expect(other && fits(onMine, other)).toBe(true)
    expect(applied(onTheirs, moved!), JSON.stringify({ mine, theirs })).toEqual(applied(onMine, other!))
  }
  expect(both).toBeGreaterThan(200)
  const text = { path: ['statements', 1, 'text'], before: '二つ目の\n文', after: 'わたしの文' }
  expect(written(file, [{ ...text, after: '相手の文' }, text])).toEqual({ clash: { at: 1, now: '相手の文' } })
  // Whoever puts a sentence before it moves it; whoever takes it out leaves nothing to change.
  expect(movedOver(text, { path: ['statements', 0], after: {} })).toEqual({ ...text, path: ['statements', 2, 'text'] })
  expect(movedOver(text, { path: ['statements', 0], before: {} })).toEqual({ ...text, path: ['statements', 0, 'text'] })
  expect(movedOverAll(text, [{ path: ['statements', 1], before: {} }])).toBeUndefined()
})

test('typing is one change; what was typed and deleted again is none', () => {
  const at = (before: string | undefined, after: string | undefined, ...path: (string | number)[]): Change => ({
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  })
  expect(joined(at('a', 'b', 'x'), at('b', 'c', 'x'))).toEqual(at('a', 'c', 'x'))
  expect(joined(at(undefined, 'b', 'x'), at('b', undefined, 'x'))).toEqual({ path: ['x'] })
  expect(joined(at('a', 'b', 'x'), at('b', 'c', 'y'))).toBeUndefined()
  expect(joined({ path: ['x'], after: { text: '' } }, at('', 'c', 'x', 'text'))).toEqual({
    path: ['x'],
    after: { text: 'c' },
  })
})

test('a part is changed as text, with the comments above it, also where the file is broken', () => {
  expect(partsIn(file).map(({ name }) => name)).toEqual(['formatVersion', 'policy', 'statements', 'grades', 'roles'])
  const before = partText(file, 'statements')
  expect(before.startsWith('# ことばのまえ\nstatements:')).toBe(true)
  const broken = written(file, [{ part: 'statements', text: { before, after: 'statements: [' } }]) as { text: string }
  expect(broken.text).toBe(file.replace(before, 'statements: [\n'))
  expect(written(broken.text, [{ path: ['policy', 'title'], before: '方針', after: 'x' }])).toEqual({
    unreadable: true,
  })
  const mended = { part: 'statements', text: { before: 'statements: [\n', after: before } }
  expect(written(broken.text, [mended])).toEqual({ text: file })
  expect(written(file, [mended])).toEqual({ clash: { at: 0, now: before } })
  const added = written(file, [{ part: 'kpis', text: { before: '', after: 'kpis: []' } }]) as { text: string }
  expect(added.text).toBe(`${file}kpis: []\n`)
})

test('references are written out for whoever changes one of them, and a file that refers to itself without end is left alone', () => {
  const shared = 'a: &x { n: 1 }\nb: *x\n'
  const { text } = written(shared, [{ path: ['b', 'n'], before: 1, after: 2 }]) as { text: string }
  expect(dataIn(text)?.data).toEqual({ a: { n: 1 }, b: { n: 2 } })
  const lists = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`)
  const bomb = `l0: &l0 [x]\n${lists.join('\n')}\n`
  expect(written(bomb, [{ path: ['l0', 0], before: 'x', after: 'y' }])).toEqual({ unreadable: true })
})
