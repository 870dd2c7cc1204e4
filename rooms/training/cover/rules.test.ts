import { expect, test } from 'vitest'
import { coverKinds, needsSubstitute, takesSubstitute } from './rules.ts'

test('a colleague must be named for one kind of cover, may be for others, and cannot be where none is needed', () => {
  expect(coverKinds.filter(needsSubstitute)).toEqual(['substitute'])
  expect(coverKinds.filter((kind) => !takesSubstitute(kind))).toEqual(['notNeeded'])
})
