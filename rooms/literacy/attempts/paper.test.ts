import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerTo, bank, openTest, take, WINDOW, writeBank } from '#testing/bank.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import type { ItemBody } from '../items/rules.ts'
import { attemptsCommands } from './commands.ts'
import { attempts } from './contract.ts'
import { givenIn, LETTERS } from './paper.rules.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const NUMBERS = Array.from({ length: 10 }, (_, at) => `問${at + 1}`)
const send = ({ as }: Town, rows: readonly string[], dryRun = false) =>
  as('hayashi').ask(attempts.importPaperResults, {
    file: {
      name: 'results.csv',
      base64: base64([`職員番号,用紙,実施日,${NUMBERS.join(',')}`, ...rows, ''].join('\n')),
    },
    dryRun,
  })

/** What somebody writes on the sheet, with so many right answers from the first on. */
async function written({ as }: Town, code: string, right: number): Promise<string[]> {
  const { items } = await as('hayashi').ask(attempts.showPaper, { code })
  return items.map((item, at) => {
    const given = answerTo(item, at < right)
    return typeof given === 'string' ? given : given.map((place) => LETTERS[place - 1]).join('')
  })
}
const row = (name: Name, code: string, cells: readonly string[], day = '2026-11-22') =>
  [staffNumberOf(name), code, day, ...cells].join(',')

test(
  'a test is drawn for paper, printed without what is right, entered by its code, and ends as on screen',
  inTown(async (town) => {
    const hr = town.as('hayashi')
    await writeBank(town)
    const testId = await openTest(town)
    const { code } = await hr.ask(attempts.drawPaper, { testId })
    expect(code).toMatch(/^[A-HJ-NP-RT-Y3-9]{6}$/)
    const sheet = await hr.ask(attempts.showPaper, { code })
    expect([sheet.items.length, sheet.title]).toEqual([10, 'ICTの到達テスト'])
    for (const word of ['そういう決まり', 'right', 'explanation', 'スクリーンロック'])
      expect(JSON.stringify(sheet)).not.toContain(word)
    const key = await hr.ask(attempts.showPaperKey, { code })
    for (const { place, right } of key.answers) {
      const { stem, choices } = sheet.items[place - 1]!
      const { body }: { body: ItemBody } = bank.find((item) => item.stem === stem)!
      const words = [...right].map((letter) => choices[LETTERS.indexOf(letter)])
      if ('choices' in body)
        expect(new Set(words)).toEqual(new Set(body.right.map((number) => body.choices[number - 1])))
    }
    const rows = [
      row('sato', code, await written(town, code, 8)),
      row('ueda', ` ${code.toLowerCase()}`, await written(town, code, 3)),
    ]
    expect(await send(town, rows, true)).toMatchObject({ applied: false, added: 2, problemCount: 0 })
    expect(await hr.ask(attempts.listPapers, { testId })).toMatchObject({ papers: [{ code, entered: 0 }] })
    town.on('2026-11-24')
    expect(await send(town, rows)).toMatchObject({ applied: true, added: 2, unchanged: 0 })
    expect(await send(town, rows)).toMatchObject({ applied: true, added: 0, unchanged: 2 })
    expect(await hr.ask(attempts.listPapers, { testId })).toMatchObject({ papers: [{ code, entered: 2 }] })
    const { done } = await town.as('sato').ask(attempts.listMyTests, {})
    expect(done).toMatchObject([{ right: 8, level: 2, ending: 'paper', satOn: '2026-11-22' }])
    const own = await town.as('sato').ask(attempts.showResult, { testAttemptId: done[0]!.testAttemptId })
    expect(own.answers.map(({ isRight }) => isRight)).toEqual([...Array(8).fill(true), false, false])
    expect(await town.sql(`select staff_member_id as who, level, as_of::text as day from skill_evidence`)).toEqual([
      { who: town.sato, level: 2, day: '2026-11-22' },
    ])
    expect((await town.as('sato').ask(attempts.listMyTests, {})).tests).toMatchObject([{ attemptsLeft: 2 }])
    // Entered wrongly: it is voided, and entered anew.
    const mended = [row('sato', code, await written(town, code, 9))]
    expect((await send(town, mended)).problems).toMatchObject([{ line: 2, column: '用紙' }])
    await hr.ask(attempts.voidAttempt, { testAttemptId: done[0]!.testAttemptId, reason: '入力の誤り' })
    expect(await send(town, mended)).toMatchObject({ applied: true, added: 1 })
  }),
)

test(
  'what is wrong in the file is told line by line and nothing is entered',
  inTown(async (town) => {
    const hr = town.as('hayashi')
    await writeBank(town)
    const testId = await openTest(town)
    await expect(hr.ask(attempts.drawPaper, { testId: 4711 })).rejects.toThrow('no_such_test')
    const more = await hr.ask(attempts.saveTest, {
      test: { ...(await hr.ask(attempts.showTest, { testId })).test, parts: [{ field: null, level: null, items: 40 }] },
    })
    await expect(hr.ask(attempts.drawPaper, { testId: more.testId })).rejects.toThrow('bank_short')
    await expect(hr.ask(attempts.showPaper, { code: 'AAAAAA' })).rejects.toThrow('no_such_paper')
    await expect(hr.ask(attempts.showPaperKey, { code: 'AAAAAA' })).rejects.toThrow('no_such_paper')
    const { code } = await hr.ask(attempts.drawPaper, { testId })
    await town.as('ito').ask(attempts.beginAttempt, { testId, window: WINDOW })
    const good = await written(town, code, 10)
    const bad = good.map((cell, at) => (at === 0 ? 'AB' : at === 9 ? 'Z' : cell))
    const rows = [
      row('sato', code, good),
      row('sato', code, good),
      `99999999,${code},2026-11-22,${good}`,
      row('mori', 'AAAAAA', good),
      row('mori', code, good, '2026-11-23'),
      row('mori', code, good, '2026-11-21'),
      row('hayashi', code, good),
      row('ito', code, good),
      row('ueda', code, bad),
      row('mori', code, good, 'いつか'),
    ]
    const { applied, problemCount, problems } = await send(town, rows)
    expect([applied, problemCount]).toEqual([false, 10])
    expect(problems.map(({ line, column }) => [line, column]).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
      [3, '用紙'],
      [4, '職員番号'],
      [5, '用紙'],
      [6, '実施日'],
      [7, '実施日'],
      [8, '職員番号'],
      [9, '職員番号'],
      [10, '問1'],
      [10, '問10'],
      [11, '実施日'],
    ])
    expect(await town.sql('select from test_attempt where source = $1', ['paper'])).toEqual([])
    const file = {
      name: 'r.csv',
      base64: base64(`職員番号,用紙,実施日,問11\n${staffNumberOf('sato')},${code},2026-11-22,A\n`),
    }
    expect((await hr.ask(attempts.importPaperResults, { file })).problems).toMatchObject([{ line: 2, column: '問11' }])
    await take(town, town.kato, testId, 10)
    expect(await send(town, [row('kato', code, good)])).toMatchObject({ applied: true, added: 1 })
  }),
)

test('letters are read however they are typed, and what is no answer is found out', () => {
  expect([givenIn('', 'single', 4), givenIn('b', 'single', 4), givenIn('Ｃ', 'single', 4)]).toEqual([null, [2], [3]])
  expect([givenIn('c・a', 'multiple', 3), givenIn('C→A→B', 'ordering', 3), givenIn('5', 'numeric', 0)]).toEqual([
    [1, 3],
    [3, 1, 2],
    '5',
  ])
  for (const [cell, kind] of [
    ['AB', 'single'],
    ['E', 'single'],
    ['AA', 'multiple'],
    ['AB', 'ordering'],
    ['1', 'single'],
  ] as const)
    expect(givenIn(cell, kind, 3)).toBeUndefined()
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
      fc.constantFrom('', '、', ' → ', ','),
      (places, between) => {
        const cell = places.map((place) => LETTERS[place - 1]).join(between)
        expect(givenIn(cell, 'multiple', 6)).toEqual(places.toSorted((a, b) => a - b))
      },
    ),
  )
})

test(
  'the verb enters what the page would, shows it before, and of a faulty file nothing',
  inTown(async (town) => {
    await writeBank(town)
    const testId = await openTest(town)
    const { code } = await town.as('hayashi').ask(attempts.drawPaper, { testId })
    const folder = await mkdtemp(`${tmpdir()}/papers-`)
    const [sound, faulty] = [`${folder}/sound.csv`, `${folder}/faulty.csv`]
    const file = (...rows: string[]) => [`職員番号,用紙,実施日,${NUMBERS.join(',')}`, ...rows, ''].join('\n')
    await writeFile(sound, file(row('sato', code, await written(town, code, 8))))
    await writeFile(faulty, file(row('sato', 'QQQQQQ', await written(town, code, 8))))
    const enter = (...args: string[]) => typed(attemptsCommands, ['tests', 'enter', ...args], 'ja', town.asCommand.ask)
    expect(await enter(faulty)).toMatchObject({ code: 1, out: expect.stringMatching(/faulty\.csv:2:用紙: /) })
    expect(await enter(sound, '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringContaining('まだ何も変えていません'),
    })
    expect(await town.as('sato').ask(attempts.listMyTests, {})).toMatchObject({ done: [] })
    const { code: ended, out } = await enter(sound, '--json')
    expect([ended, JSON.parse(out)]).toMatchObject([0, { added: 1, unchanged: 0, applied: true }])
    expect(await town.as('sato').ask(attempts.listMyTests, {})).toMatchObject({ done: [{ right: 8, level: 2 }] })
  }),
)
