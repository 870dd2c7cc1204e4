import { expect, test } from 'vitest'
import { applied, type Change, MOST_TOLD, type ValueChange } from './change.rules.ts'
import {
  chosen,
  heard,
  notStored,
  opened,
  restored,
  sent,
  stored,
  type Told,
  takenBack,
  typed,
} from './editing.rules.ts'
import { written } from './written.rules.ts'

const text = 'statements:\n  - text: 一\n  - text: 二\n'
const at = (i: number, before: string, after: string): ValueChange => ({
  path: ['statements', i, 'text'],
  before,
  after,
})
const put = (i: number, words: string): ValueChange => ({ path: ['statements', i], after: { text: words } })
const told = (...changes: Change[]): Told => ({
  ...{ version: changes.length, text: (written(text, changes) as { text: string }).text },
  changes: changes.map((change, i) => ({ version: i + 1, change })),
})
const start = opened(told())
const textsOf = ({ data }: { data: unknown }) =>
  (data as { statements: { text: string }[] }).statements.map((one) => one.text)

test('what is typed stands at once; what others did meanwhile is taken in beneath it, and moves it', () => {
  const mine = typed(typed(start, at(1, '二', '二あ')), at(1, '二あ', '二あい'))
  expect(mine.unsent).toEqual([at(1, '二', '二あい')])
  const now = heard(mine, told(put(0, '先')))
  expect(textsOf(now)).toEqual(['先', '一', '二あい'])
  expect([now.unsent, now.clashes]).toEqual([[at(2, '二', '二あい')], []])
})

test('where both changed one sentence theirs stands, mine is kept beside it, and I choose', () => {
  const now = heard(typed(typed(start, at(0, '一', 'わたし')), at(1, '二', '別')), told(at(0, '一', '相手')))
  expect(textsOf(now)).toEqual(['相手', '別'])
  expect(now.unsent).toEqual([at(1, '二', '別')])
  const [clash] = now.clashes
  expect(clash).toEqual({ change: at(0, '一', 'わたし'), now: '相手' })
  expect(textsOf(chosen(now, clash!, 'mine'))).toEqual(['わたし', '別'])
  const left = chosen(now, clash!, 'theirs')
  expect([textsOf(left), left.clashes]).toEqual([['相手', '別'], []])
  const gone = heard(typed(start, at(0, '一', 'わたし')), told({ path: ['statements', 0], before: { text: '一' } }))
  expect(gone.clashes).toEqual([{ change: at(0, '一', 'わたし'), now: undefined }])
})

test('typing goes on while it is stored: only what was on its way is stored, and what failed waits', () => {
  const going = sent(typed(start, at(0, '一', '一あ')))
  const more = typed(going, at(0, '一あ', '一あい'))
  expect(more.unsent).toEqual([at(0, '一', '一あ'), at(0, '一あ', '一あい')])
  expect(stored(more, 1)).toMatchObject({ version: 1, unsent: [at(0, '一あ', '一あい')], inFlight: 0 })
  expect(notStored(more)).toMatchObject({ version: 0, inFlight: 0, unsent: more.unsent })
  // Somebody else was stored before it: my own is among what is told, and is not taken in twice.
  const both = heard(more, told(put(0, '先'), at(1, '一', '一あ')), 2)
  expect([textsOf(both), both.unsent, both.clashes]).toEqual([['先', '一あい', '二'], [at(1, '一あ', '一あい')], []])
})

test('what a tab kept comes back: what had arrived is not put in twice, what others changed stands beside it, and nothing is lost', () => {
  const typing = typed(typed(typed(start, put(1, '新しい')), at(1, '新しい', '新しい文')), at(0, '一', '一の文'))
  expect(typing.unsent).toEqual([put(1, '新しい'), at(1, '新しい', '新しい文'), at(0, '一', '一の文')])
  const kept = { version: 0, unsent: typing.unsent, clashes: [] }
  const whole = ['一の文', '新しい文', '二']
  // Nothing of it had arrived; all of it; only what was sent first, after another entry of a colleague.
  for (const [changes, left] of [
    [[], 3],
    [typing.unsent, 0],
    [[put(0, '先'), put(2, '新しい'), put(4, '後')], 2],
  ] as const) {
    const back = restored(kept, told(...changes))
    expect(textsOf(back).filter((words) => !['先', '後'].includes(words))).toEqual(whole)
    expect([back.unsent.length, back.clashes]).toEqual([left, []])
  }
  // A colleague was first in one sentence: the words of both are there, and are again after the next reload.
  const clashed = restored(kept, told(at(0, '一', '相手')))
  expect([textsOf(clashed), clashed.clashes]).toEqual([
    ['相手', '新しい文', '二'],
    [{ change: at(0, '一', '一の文'), now: '相手' }],
  ])
  const again = restored({ ...clashed, unsent: [] }, told(at(0, '一', '相手')))
  expect(again.clashes).toEqual(clashed.clashes)
  // So much was changed meanwhile that nobody knows where its place went: it stands beside, and is put nowhere.
  const much = Array.from({ length: MOST_TOLD }, (_, i) => ({ version: i + 2, change: at(1, '二', '二') }))
  const lost = restored(kept, { ...told(), version: MOST_TOLD + 1, changes: much })
  expect([textsOf(lost), lost.clashes.length, lost.unsent]).toEqual([['一', '二'], 3, []])
  // Both took one entry out: there is nothing to choose.
  const out: ValueChange = { path: ['statements', 0], before: { text: '一' } }
  expect(restored({ ...kept, unsent: [out] }, told({ path: ['statements', 0], before: { text: '一' } }))).toMatchObject(
    {
      ...{ unsent: [], clashes: [] },
    },
  )
})

test('an earlier change is taken back while its place holds what it said', () => {
  const change = at(0, '一', '壱')
  const now = opened(told(change, put(0, '先')))
  expect(takenBack(now, change, [put(0, '先')])).toEqual(at(1, '壱', '一'))
  const later = at(1, '壱', '弌')
  expect(takenBack(opened(told(change, put(0, '先'), later)), change, [put(0, '先'), later])).toBeUndefined()
  expect(applied(now.data, at(1, '壱', '一'))).toEqual({ statements: [{ text: '先' }, { text: '一' }, { text: '二' }] })
})
