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
