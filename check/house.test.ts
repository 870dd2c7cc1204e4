import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHouse } from './architecture.ts'
import { findings } from './house.ts'
import { roleFindings } from './pages.ts'
import { root, sources } from './sources.ts'

const house = readHouse()
const product = sources('engines', 'rooms', 'platform', 'sample', 'app')

test('files, their names and what they import are as ARCHITECTURE.md says', () => {
  expect(findings([...product, ...sources('testing', 'check', 'bench', 'e2e', 'bin')], house)).toEqual([])
})

test('no page decides by roles what somebody may do', () => {
  expect(roleFindings(product)).toEqual([])
})

test('a half-open span is asked about in the words of platform/sql, and written out nowhere else', () => {
  const pasted = product
    .filter(({ path }) => !path.endsWith('.test.ts') && path !== 'platform/sql/sql.ts')
    .filter(({ text }) => /(valid_to|left_on)('?\)?,? '?is'?,? null'?\)?,? ?(or|e\())/.test(text.replace(/\s+/g, ' ')))
  expect(pasted.map(({ path }) => path)).toEqual([])
})

test('the folders of ARCHITECTURE.md are those that are there', () => {
  const there = (...path: string[]) =>
    readdirSync(join(root, ...path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !MADE.has(entry.name))
      .map(({ name }) => name)
      .sort()
  expect([...house.folders].sort()).toEqual(there())
  expect([...house.rooms].sort()).toEqual(there('rooms'))
  expect([...house.engines].sort()).toEqual(there('engines'))
  expect([...house.parts].sort()).toEqual(there('platform'))
  for (const [room, known] of house.subRooms) {
    expect([...known].sort(), room).toEqual(there('rooms', room).filter((name) => name !== 'ui'))
  }
})
/** Not kept in the repository. */
const MADE = new Set(['node_modules', 'dist', 'data'])

test('the largest files are known', () => {
  const sizes = product
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .sort((a, b) => b.lines - a.lines)
  console.info(
    sizes
      .slice(0, 10)
      .map(({ path, lines }) => `${lines} ${path}`)
      .join('\n'),
  )
  expect(sizes.length).toBeGreaterThan(0)
})
