import { expect, test } from 'vitest'
import { exampleSurvey } from './example.rules.ts'
import { checkSurvey, isSameItem } from './survey.rules.ts'
import { draftOfItem, itemAdded, moved, surveyYaml } from './writing.rules.ts'

test('what is written in the browser is the same file: nothing is lost on the way into fields and out again', () => {
  const { id, title, en, kind, items } = checkSurvey(exampleSurvey).document!
  const text = surveyYaml({ id, title, titleEn: en?.title ?? '', kind, items: items.map(draftOfItem) })
  const again = checkSurvey(text)
  expect(again.problems).toEqual([])
  expect(again.document?.en).toEqual(en)
  expect(items.every((item, at) => isSameItem(item, again.document!.items[at]!))).toBe(true)
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
