import { expect, test } from 'vitest'
import { bank, ictTest, openTest, take, writeBank } from '#testing/bank.ts'
import { inTown, type Town } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { items } from '../items/contract.ts'
import { attemptsAccess } from './access.ts'
import { attempts } from './contract.ts'

const wanted = (change: object = {}) => ({ ...structuredClone(ictTest), ...change }) as never
const save = ({ as }: Town, change: object = {}, more: object = {}) =>
  as('hayashi').ask(attempts.saveTest, { test: wanted(change), ...more })
const fieldsOf = async (work: Promise<unknown>) => {
  const refused = await work.then(() => undefined).catch((error) => error)
  return [refused?.code, refused?.fields.map(({ path }: { path: string }) => path)]
}

test(
  'HR writes a test, is told where the bank falls short, opens it, and changes it from what was seen',
  inTown(async (town) => {
    const hr = town.as('hayashi')
    const { testId } = await save(town)
    const short = await hr.ask(attempts.publishTest, { testId }).catch((error) => error)
    expect([short.code, short.fields]).toEqual([
      'bank_short',
      [
        { path: 'test.parts.0', reason: '情報セキュリティ・水準すべて: 3問のところ、設問は0問です。' },
        { path: 'test.parts.1', reason: '個人情報・水準1: 4問のところ、設問は0問です。' },
        { path: 'test.parts.2', reason: '伝わる文書・水準すべて: 3問のところ、設問は0問です。' },
      ],
    ])
    await expect(hr.ask(attempts.previewTest, { testId })).rejects.toThrow('bank_short')
    await writeBank(town)
    expect(await hr.ask(attempts.publishTest, { testId })).toEqual({ state: 'published' })
    const shown = await hr.ask(attempts.showTest, { testId })
    expect(shown).toMatchObject({ state: 'published', available: [4, 4, 4], samples: 0, test: ictTest })
    expect(shown.skillName).not.toBe('ict-tools')
    const change = (title: string, seen = shown.version) => save(town, { title }, { testId, seen })
    const both = await Promise.all(
      ['一つ目', '二つ目'].map((title) =>
        change(title)
          .then(() => 'done')
          .catch(({ code }) => code),
      ),
    )
    expect(both.toSorted()).toEqual(['changed_meanwhile', 'done'])
    const again = await hr.ask(attempts.showTest, { testId })
    expect((await change('三つ目', again.version)).version).toBe((await hr.ask(attempts.showTest, { testId })).version)
    // What is open must go on being fillable.
    const more = { parts: [{ field: 'security', level: null, items: 5 }] }
    const { version } = await hr.ask(attempts.showTest, { testId })
    expect(await fieldsOf(save(town, more, { testId, seen: version }))).toEqual(['bank_short', ['test.parts.0']])
    const preview = await hr.ask(attempts.previewTest, { testId, seed: 7 })
    expect(preview.items.map(({ field }) => field)).toEqual([
      ...Array(3).fill('security'),
      ...Array(4).fill('privacy'),
      ...Array(3).fill('documents'),
    ])
    expect(await hr.ask(attempts.previewTest, { testId, seed: 7 })).toEqual(preview)
    await take(town, town.sato, testId, 10)
    const listed = async () => (await hr.ask(attempts.listTests, {})).tests
    expect(await listed()).toMatchObject([
      { testId, state: 'published', items: 10, running: 0, ended: 1, passed: 1, isShort: false, lastDay: null },
    ])
    const all = (await hr.ask(items.listItems, {})).items
    const { itemId } = all.find(({ code }) => code === 'pri-1')!
    await hr.ask(items.retireItem, { itemId, isRetired: true })
    expect((await listed())[0]?.isShort).toBe(true)
    expect(await hr.ask(attempts.retireTest, { testId, isRetired: true })).toEqual({ state: 'retired' })
    expect(await hr.ask(attempts.retireTest, { testId, isRetired: false })).toEqual({ state: 'published' })
  }),
)

test(
  'a test that could not be meant is refused, each fault at its place',
  inTown(async (town) => {
    const part = (field: string | null, level: number | null = null, many = 2) => ({ field, level, items: many })
    const faults = (change: object) => fieldsOf(save(town, change))
    expect(await faults({ skill: 'juggling' })).toEqual(['faulty_test', ['test.skill']])
    expect(await faults({ parts: [part('why'), part(null, 1)] })).toEqual(['faulty_test', ['test.parts']])
    expect(await faults({ parts: [part('why', 1), part('why', 2)] })).toEqual([undefined, undefined])
    expect(await faults({ parts: [part(null, null, 61)] })).toEqual(['faulty_test', ['test.parts']])
    const mark = (level: number, percent: number) => ({ level, percent })
    expect(await faults({ marks: [mark(2, 50), mark(1, 60)] })).toEqual(['faulty_test', ['test.marks']])
    expect(await faults({ marks: [mark(9, 50)] })).toEqual(['faulty_test', ['test.marks']])
    expect(await faults({ openFrom: '2026-12-01', lastDay: '2026-11-30' })).toEqual(['faulty_test', ['test.lastDay']])
    expect(await faults({ openFrom: '2026-12-01', lastDay: '2026-12-01' })).toEqual([undefined, undefined])
    expect(await faults({ sections: ['1010', '9999'] })).toEqual(['faulty_test', ['test.sections']])
    expect(await faults({ employmentCategories: ['臨時'] })).toEqual(['faulty_test', ['test.employmentCategories']])
    const hr = town.as('hayashi')
    await expect(hr.ask(attempts.showTest, { testId: 4711 })).rejects.toThrow('no_such_test')
    await expect(hr.ask(attempts.publishTest, { testId: 4711 })).rejects.toThrow('no_such_test')
    await expect(hr.ask(attempts.retireTest, { testId: 4711, isRetired: true })).rejects.toThrow('no_such_test')
    await expect(hr.ask(attempts.previewTest, { testId: 4711 })).rejects.toThrow('no_such_test')
    await expect(hr.ask(attempts.listTestResults, { testId: 4711 })).rejects.toThrow('no_such_test')
    await expect(save(town, {}, { testId: 4711 })).rejects.toThrow('no_such_test')
  }),
)

test(
  'before the town has a policy, tests say so',
  inTown(async (town) => {
    await writeBank(town)
    const testId = await openTest(town)
    const testAttemptId = await take(town, town.sato, testId, 10)
    await town.sql('update policy_edition set valid_from = null')
    const hr = town.as('hayashi')
    await expect(hr.ask(attempts.listTests, {})).rejects.toThrow('no_policy')
    await expect(hr.ask(attempts.showTest, { testId })).rejects.toThrow('no_policy')
    await expect(hr.ask(attempts.listTestResults, { testId })).rejects.toThrow('no_policy')
    await expect(save(town)).rejects.toThrow('no_policy')
    await expect(town.as('sato').ask(attempts.listMyTests, {})).rejects.toThrow('no_policy')
    await expect(town.as('sato').ask(attempts.showResult, { testAttemptId })).rejects.toThrow('no_policy')
  }),
)

test(
  'HR makes tests and sees results; whoever takes one sees their own; the clock ends attempts (INV-S1)',
  inTown(async (town) => {
    await writeBank(town)
    const testId = await openTest(town)
    const { testAttemptId } = await town.as('sato').ask(attempts.beginAttempt, { testId, window: 'window-1' })
    const may = whoMay(town, attemptsAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    // The machine's owner brings a town's tests along.
    const made = { ...hr, command: ['command'] }
    expect(await may('listTests', {})).toEqual(made)
    expect(await may('showTest', { testId })).toEqual(hr)
    expect(await may('saveTest', { test: wanted() })).toEqual(made)
    expect(await may('publishTest', { testId })).toEqual(made)
    expect(await may('retireTest', { testId, isRetired: true })).toEqual(hr)
    expect(await may('previewTest', { testId, seed: 1 })).toEqual(hr)
    expect(await may('listTestResults', { testId, pageSize: 50 })).toEqual(hr)
    expect(await may('voidAttempt', { testAttemptId, reason: '停電' })).toEqual(hr)
    expect(await may('showItemFigures', { testId })).toEqual(hr)
    expect(await may('drawPaper', { testId })).toEqual(made)
    expect(await may('listPapers', { testId })).toEqual(made)
    expect(await may('showPaper', { code: 'AAAAAA' })).toEqual(made)
    expect(await may('showPaperKey', { code: 'AAAAAA' })).toEqual(made)
    expect(await may('importPaperResults', { file: { name: 'r.csv', base64: '' }, dryRun: true })).toEqual(made)
    expect(await may('listMyTests', {})).toEqual({ self: staffOfToday })
    expect(await may('beginAttempt', { testId, window: 'window-1' })).toEqual({ self: staffOfToday })
    const own = { self: ['sato'] }
    expect(await may('showAttempt', { testAttemptId })).toEqual(own)
    expect(await may('holdAttempt', { testAttemptId, window: 'window-1' })).toEqual(own)
    const answer = { testAttemptId, place: 1, given: [1], seq: 1, window: 'window-1' }
    expect(await may('saveAnswer', answer)).toEqual(own)
    expect(await may('submitAttempt', { testAttemptId })).toEqual(own)
    expect(await may('showResult', { testAttemptId })).toEqual(own)
    expect(await may('showResult', { testAttemptId: 4711 })).toEqual({})
    expect(await may('endOverdueAttempts', {})).toEqual({ job: ['job'] })
  }),
)

test('the small bank has what its test draws', () => expect(bank).toHaveLength(12))
