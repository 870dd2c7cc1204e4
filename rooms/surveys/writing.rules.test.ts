import { expect, test } from 'vitest'
import { csvText } from '#platform/files/csv-text.ts'
import { inTown } from '#testing/town.ts'
import { surveys } from './contract.ts'
import { exampleSurvey } from './example.rules.ts'
import { checkSurvey, isSameItem } from './survey.rules.ts'
import { draftOfItem, idFrom, itemAdded, itemHeader, moved, rowOfItem, surveyYaml } from './writing.rules.ts'

test('what is written in the browser is the same file: nothing is lost on the way into fields and out again', () => {
  const { id, title, en, kind, items } = checkSurvey(exampleSurvey).document!
  const text = surveyYaml({ id, title, titleEn: en?.title ?? '', kind, items: items.map(draftOfItem) })
  const again = checkSurvey(text)
  expect(again.problems).toEqual([])
  expect(again.document?.en).toEqual(en)
  expect(items.every((item, at) => isSameItem(item, again.document!.items[at]!))).toBe(true)
})

test('a survey that was given no name for files has that of its title, as an id is written', () => {
  const written = (title: string) => surveyYaml({ id: idFrom(title), title, titleEn: '', kind: 'anonymous', items: [] })
  const faults = (title: string) => checkSurvey(written(title)).problems.filter(({ path }) => path === 'id').length
  expect(idFrom('令和８年度　職員の声(12月)')).toBe('令和8年度-職員の声-12月')
  expect(['働きやすさ　調査', 'a/b: "c"', '長'.repeat(200)].map(faults)).toEqual([0, 0, 0])
  expect(faults('')).toBe(1)
})

test('what has a field that is not filled in is told at its item, and an added item has a name of its own', () => {
  const [first] = [itemAdded([])]
  const second = itemAdded([{ ...first, id: 'q2' }])
  expect([first.id, second.id]).toEqual(['q1', 'q3'])
  const written = surveyYaml({
    ...{ id: 'x', title: '', titleEn: '', kind: 'anonymous' },
    items: [first, { ...second, type: 'number', wording: '数', min: 'たくさん' }],
  })
  expect(checkSurvey(written).problems.map(({ path }) => path)).toEqual([
    'title',
    'items[0].wording',
    'items[1].scale.min',
  ])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

test(
  'items go out to a spreadsheet and come back as they were, and what cannot be read is told by its line',
  inTown(async ({ as }) => {
    const items = checkSurvey(exampleSurvey).document!.items.map(draftOfItem)
    const read = (text: string) =>
      as('hayashi').ask(surveys.readSurveyItems, {
        file: { name: 'items.csv', base64: Buffer.from(text).toString('base64') },
      })
    const back = await read(csvText([itemHeader, ...items.map(rowOfItem)]))
    const [before, after] = [items, back.items].map((list) =>
      surveyYaml({ id: 'x', title: 'x', titleEn: '', kind: 'anonymous', items: list }),
    )
    expect(after).toBe(before)
    await expect(read('設問の名前,答え方,設問の文\nq1,たずねる,仕事\n')).rejects.toMatchObject({
      code: 'faulty_table',
      fields: [{ path: '2 答え方' }],
    })
  }),
)
