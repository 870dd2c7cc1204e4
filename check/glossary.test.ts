import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn } from './sources.ts'

/** `| word | identifiers | note |` */
const rows = readFileSync('GLOSSARY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| 日本語'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, word, identifiers]) => ({ word: word!, identifiers: identifiers! }))

test('the glossary calls things what the code calls them: each identifier stands in a source', () => {
  const folded = (name: string) => name.toLowerCase().replaceAll('_', '')
  const texts = filesIn(['app', 'engines', 'platform', 'rooms', 'sample']).map((file) => readFileSync(file, 'utf8'))
  const known = new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []).map(folded))
  const named = rows.flatMap(({ word, identifiers }) =>
    [...identifiers.matchAll(/`([^`]+)`/g)].flatMap(([, name]) =>
      name!
        .split(/\W+/)
        .filter((part) => part && !known.has(folded(part)))
        .map((part) => `${word}: ${part}`),
    ),
  )
  expect(named).toEqual([])
  expect(rows.filter(({ identifiers }) => !/^(–$|`)/.test(identifiers)).map(({ word }) => word)).toEqual([])
})

test('each word of the glossary is told once', () => {
  const words = rows.map(({ word }) => word)
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
})
