import { expect, test } from 'vitest'
import { sources } from './sources.ts'

/** Gaps are 4, 8, 12, 16, 24 or 32 px. More is only the room that the frame leaves for its own bars. */
const GAPS = ['0', 'px', '1', '2', '3', '4', '6', '8']
const FRAME = ['pb-28', 'pb-16']

test('gaps are of the few sizes, and letters of the four (the rest of the walk measures them as drawn)', () => {
  const wrong = sources('app', 'rooms', 'platform')
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?<=[\s"'`:]-?)(?:p|m|gap|space)[xytblr]?(?:-[xy])?-(\d[\d.]*|px)(?=[\s"'`])/g)]
        .filter(([name, size]) => !GAPS.includes(size!) && !FRAME.includes(name))
        .map(([name]) => `${path}: ${name}`)
        .concat(
          [...text.matchAll(/\btext-(?:std|dns|oln|mono)-(?!14|16|20|28)\d+[NB]-\d+/g)].map(
            ([name]) => `${path}: ${name}`,
          ),
        ),
    )
  expect(wrong).toEqual([])
})
