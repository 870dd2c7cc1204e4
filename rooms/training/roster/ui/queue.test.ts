import { expect, test } from 'vitest'
import { afterAnswer, placeOf, settled, toSend, withMarks } from './queue.ts'

const at = { day: '2027-01-20', half: 'am' as const }
const stands = { markId: 9, ...at, mark: 'late', reason: null, barrier: null, way: 'list', by: '林', at: '' } as const

test('a mark that is made anew while the one before is on its way goes on from what was written', () => {
  const first = withMarks({}, [{ applicationId: 1, at, said: { mark: 'present' }, standing: 4 }])
  const sent = toSend(first)
  const again = withMarks(first, [{ applicationId: 1, at, said: { mark: 'late' }, standing: 4 }])
  expect(again[placeOf(1, at)]).toMatchObject({ mark: 'late', seen: 4 })
  const answer = { written: [{ applicationId: 1, ...at, markId: 7 }], clashes: [] }
  expect(afterAnswer(first, sent, answer)).toEqual({})
  expect(toSend(afterAnswer(again, sent, answer))).toMatchObject([{ mark: 'late', seen: 7 }])
})

test('what clashed is not sent by itself; one’s own goes on from the other one, or is forgotten', () => {
  const mine = withMarks({}, [{ applicationId: 1, at, said: { mark: 'present' }, standing: null }])
  const clash = { written: [], clashes: [{ applicationId: 1, ...at, stands, isFixed: false }] }
  const kept = afterAnswer(mine, toSend(mine), clash)
  expect(toSend(kept)).toEqual([])
  expect(kept[placeOf(1, at)]?.clash).toEqual({ stands, isFixed: false })
  expect(toSend(settled(kept, placeOf(1, at), true))).toEqual([{ applicationId: 1, ...at, mark: 'present', seen: 9 }])
  expect(settled(kept, placeOf(1, at), false)).toEqual({})
})
