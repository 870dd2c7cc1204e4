import { expect, test } from 'vitest'
import { askedOf, typedFrom, typedLike } from './round-draft.ts'

const like = {
  name: '令和9年度の回',
  who: {
    ...{ sections: ['10', '2010'], grades: ['1級職', '2級職'], employmentCategories: ['常勤', '任期付'] },
    standings: ['below' as const],
  },
  waves: [
    { dueOn: '2027-01-31', sections: ['1010', '1020'], share: 1 },
    { dueOn: '2027-02-28', sections: [], share: 3 },
    { dueOn: '2027-03-31', sections: [], share: 1 },
  ],
  courseIds: [4, 2],
  testIds: [7],
}

test('what a round was is what the form of the next one asks for: every section, grade, category and part', () => {
  const { asked, faults } = askedOf(typedLike(like))
  const { name: _, ...wanted } = like
  expect([asked, faults]).toEqual([wanted, []])
})

test('what the worklist was filtered by is whom the round is for', () => {
  const typed = typedFrom({ within: 1010, grade: '2級職', standing: 'unassessed' })
  expect(askedOf(typed).asked.who).toEqual({
    ...{ sections: ['1010'], grades: ['2級職'], employmentCategories: [], standings: ['unassessed'] },
  })
})

test('each fault stands at its field; of a wave of sections no part is asked', () => {
  const typed = { ...typedLike(like), name: ' ', asOf: '去年', courseIds: [], testIds: [] }
  const waves = [
    { due: '', sections: [], share: '三' },
    { due: '2027-02-28', sections: ['10'], share: '' },
    { due: '2027-02-28', sections: [], share: '101' },
  ]
  expect(askedOf({ ...typed, waves }).faults).toEqual([
    { name: 'name', message: 'form.missing_name' },
    { name: 'asOf', message: 'form.date' },
    { name: 'due-0', message: 'form.date' },
    { name: 'share-0', message: 'form.share' },
    { name: 'share-2', message: 'form.share' },
    { name: 'course', message: 'form.courses_missing' },
  ])
  expect(askedOf({ ...typed, name: '回', asOf: '', waves: [], testIds: [7] }).faults).toEqual([])
})
