import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differing, newTest, type TestDraft } from './test-draft.ts'

const other: { readonly [Field in keyof TestDraft]: TestDraft[Field] } = {
  ...{ title: '別の名前', note: '別の案内', skill: 'data-use', minutes: '31', attempts: '2', waitingDays: '8' },
  parts: [{ field: 'security', level: '1', items: '10' }],
  marks: [{ level: '1', percent: '80' }],
  ...{ openFrom: '2027-01-05', lastDay: '2027-02-01', sections: ['10'], employmentCategories: ['常勤'] },
}

test('of two windows exactly the fields are named in which they differ, whichever those are', () => {
  const fields = Object.keys(newTest()) as (keyof TestDraft)[]
  expect(fields.toSorted()).toEqual(Object.keys(other).toSorted())
  fc.assert(
    fc.property(fc.subarray(fields), (changed) => {
      const mine = newTest()
      const stored = { ...mine, ...Object.fromEntries(changed.map((field) => [field, other[field]])) }
      expect(differing(mine, stored)).toEqual(changed)
    }),
  )
})
