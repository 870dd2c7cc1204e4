import { expect, test } from 'vitest'
import { describeMeasures } from '#platform/measure/measure.ts'
import '#app/measures.ts'
import { policyText } from '#testing/policy-text.ts'
import { countable, readableIn } from './readable.rules.ts'

const read = (text: string) => readableIn(text, describeMeasures())
const whole = read(policyText).document!

test('what has its shape and means something that cannot be stays to be read, with its fault; of arrows it is left out (INV-L1, P3)', () => {
  expect(read(policyText)).toMatchObject({ halfWritten: [], faults: [], places: [] })
  const [first, second] = whole.model!.arrows
  const faulty = read(
    policyText
      .replace('expected: { 1級職: 2, 2級職: 2, 3級職: 3', 'expected: { 1級職: 2, 2級職: 2, 3級職: 1')
      .replace(`- { from: ${first!.from}, to: ${first!.to},`, `- { from: ${first!.to}, to: ${first!.from},`),
  )
  expect([faulty.halfWritten, [...new Set(faulty.faults.map(({ part }) => part))]]).toEqual([[], ['pyramid', 'model']])
  expect(faulty.document!.pyramid!.tiers).toHaveLength(whole.pyramid!.tiers.length)
  expect(faulty.document!.model!.arrows).toHaveLength(whole.model!.arrows.length - 1)
  expect(faulty.document!.model!.arrows[0]).toEqual(second)
})

test('what has not the shape of its part is left out with its part, faults of every kind after one another', () => {
  const left = read(policyText.replace(/^( {2}highestLevel: ).*$/m, '$1four'))
  expect([left.halfWritten, left.document?.pyramid, left.document?.kpis?.length]).toEqual([
    ['pyramid'],
    null,
    whole.kpis!.length,
  ])
  expect(read('policy: {}\n')).toEqual({ halfWritten: [], faults: [], places: [] })
})

test('nothing is counted of an entry in which a fault lies, and of no other', () => {
  const of = (...places: (string | number)[][]) => countable(whole, places)
  const [, ...others] = whole.kpis!
  expect(of(['kpis', 0, 'outcome']).kpis).toEqual(others)
  expect([of(['kpis']).kpis, of(['pyramid', 'tiers', 0]).kpis?.length]).toEqual([[], whole.kpis!.length])
  expect([of(['literacy', 'floor', 0]).literacy, of(['indicators', 1, 'id']).indicators?.length]).toEqual([
    null,
    whole.indicators!.length - 1,
  ])
  expect(of()).toEqual(whole)
})
