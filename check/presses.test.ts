import { expect, test } from 'vitest'
import { sources } from './sources.ts'

test('a button that starts work and gets no promise back says while it goes on, so that a double click acts once', () => {
  const wrong = sources('app', 'rooms', 'platform')
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/<Button\b/g)]
        .map(({ index }) => openingTag(text.slice(index)))
        .filter((tag) => tag.includes('.mutate(') && !/\bbusy\b/.test(tag))
        .map((tag) => `${path}: ${tag.replace(/\s+/g, ' ')}`),
    )
  expect(wrong).toEqual([])
})

/** Up to the `>` that stands in no braces. */
function openingTag(text: string): string {
  let depth = 0
  for (const [at, letter] of [...text].entries()) {
    if (letter === '{') depth += 1
    if (letter === '}') depth -= 1
    if (letter === '>' && depth === 0) return text.slice(0, at + 1)
  }
  return text
}
