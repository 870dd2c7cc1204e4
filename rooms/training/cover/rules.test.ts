import { expect, test } from 'vitest'
import { draftFrom, lacksSubstitute, noCover, offerFrom } from './draft.rules.ts'
import { askedMay, coverKinds, needsSubstitute, takesSubstitute } from './rules.ts'

test('a colleague must be named for one kind of cover, may be for others, and cannot be where none is needed', () => {
  expect(coverKinds.filter(needsSubstitute)).toEqual(['substitute'])
  expect(coverKinds.filter((kind) => !takesSubstitute(kind))).toEqual(['notNeeded'])
})

test('the form begins with what was offered, asks for nothing while it is undecided, and drops a name where nobody stands in', () => {
  const person = { id: 3, name: '森 千夏' }
  expect(draftFrom(null)).toEqual(noCover)
  expect([offerFrom(noCover), lacksSubstitute(noCover)]).toEqual([undefined, false])
  expect([offerFrom({ ...noCover, substitute: person }), lacksSubstitute(noCover)]).toEqual([undefined, false])
  const offered = {
    ...{ coverArrangementId: 1, kind: 'shiftSwap' as const, duty: '窓口', note: '鍵', agreedOn: null, version: 'v' },
    isThere: true,
    isOfAnotherSection: false,
    substitute: { staffMemberId: 3, name: '森 千夏', nameKana: 'モリ チナツ' },
  }
  const draft = draftFrom(offered)
  expect(draft).toEqual({ kind: 'shiftSwap', substitute: person, words: '森 千夏', duty: '窓口', note: '鍵' })
  expect(offerFrom(draft)).toEqual({ kind: 'shiftSwap', substitute: 3, duty: '窓口', note: '鍵' })
  expect(offerFrom({ ...draft, kind: 'notNeeded' })).toEqual({ kind: 'notNeeded', duty: '窓口', note: '鍵' })
  expect(draftFrom({ ...offered, substitute: null })).toMatchObject({ substitute: null, words: '' })
})

test('whoever is asked to stand in agrees once, and may take it back', () => {
  const day = '2026-11-22'
  const may = (agreedOn: string | null, declinedOn: string | null) => askedMay({ agreedOn, declinedOn }, day)
  expect(may(null, null)).toEqual(['agreeToCover', 'declineCover'])
  expect(may('2026-11-21', null)).toEqual(['declineCover'])
  expect(may(day, null)).toEqual(['declineCover', 'takeBackCoverAnswer'])
  expect([may(null, day), may(null, '2026-11-21')]).toEqual([['takeBackCoverAnswer'], []])
})
