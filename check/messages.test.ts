import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { type Messages, placeholdersOf } from '#platform/i18n/messages.ts'

const files = globSync('{app,engines,platform,rooms,sample}/**/{messages,*.messages}.ts').filter(
  (file) => file !== 'platform/i18n/messages.ts',
)
const catalogues = (await Promise.all(files.map(cataloguesOf))).flat()

test.each(catalogues)('$file $name says everything in Japanese and in English', ({ messages }) => {
  expect(Object.keys(messages.en).sort()).toEqual(Object.keys(messages.ja).sort())
  const empty = Object.entries({ ...messages.ja, ...prefixed(messages.en) }).filter(([, text]) => text.trim() === '')
  expect(empty).toEqual([])
})

test.each(catalogues)('$file $name fills the same placeholders in both languages', ({ messages }) => {
  const different = Object.keys(messages.ja).filter(
    (key) => String(placeholdersOf(messages.ja[key]!)) !== String(placeholdersOf(messages.en[key] ?? '')),
  )
  expect(different).toEqual([])
})

test('what the town is called stands in one place: messages write {town.kind} and {town.people}', () => {
  const named = catalogues.flatMap(({ file, messages }) =>
    [...Object.entries(messages.ja), ...Object.entries(messages.en)]
      .filter(([, text]) => namesTheKind(text))
      .map(([key]) => `${file} ${key}`),
  )
  expect(named).toEqual([])
  expect(['区の現在地', '見本の区です', '区民', 'the ward’s'].every(namesTheKind)).toBe(true)
  expect(['区分', '95%区間', '区切り', '市区町村', '区市町村', '地区', 'forward'].some(namesTheKind)).toBe(false)
})

/** Words for one kind of municipality; 市区町村 is the word for all of them. */
function namesTheKind(text: string): boolean {
  return /(?<![地市])区(?![分切間別市])|\bwards?\b/i.test(text)
}

test('skills are reflected on, never appraised (domain: 評価 is another word)', () => {
  const appraising = catalogues
    .filter(({ file }) => file.startsWith('rooms/skills/'))
    .flatMap(({ messages }) => Object.entries(messages.ja).filter(([, text]) => text.includes('評価')))
  expect(appraising).toEqual([])
})

async function cataloguesOf(file: string) {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href)
  return Object.entries(module)
    .filter((entry): entry is [string, Messages] => isCatalogue(entry[1]))
    .map(([name, messages]) => ({ file, name, messages }))
}

function isCatalogue(value: unknown): value is Messages {
  return typeof value === 'object' && value !== null && 'ja' in value && 'en' in value
}

function prefixed(texts: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [`en.${key}`, text]))
}
