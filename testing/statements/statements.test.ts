import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPool } from '#platform/db/database.ts'
import { freshDatabase } from '#testing/database.ts'
import { declared } from './declared.ts'
import { mismatches, unreached } from './findings.ts'
import { takeObserved } from './observed.ts'
import { planted } from './planted/planted.ts'

const folder = join(import.meta.dirname, 'planted')

test('a type that says what the database does not answer is found out, and a right one is not', async () => {
  const found = await findings()
  const of = (name: string) => found.get(name) ?? []
  expect(of('right')).toEqual([])
  expect(of('wrongName')).toEqual([
    'says sectionCode, which the answer does not hold',
    'answers section_code, of which the type says nothing',
  ])
  expect(of('tooMuch')).toEqual(['answers secret, of which the type says nothing'])
  expect(of('numberForText')).toEqual(['says that count is string; it is number'])
  expect(of('textForNumber')).toEqual(['says that staffNumber is number; it is string'])
  expect(of('missingNull')).toEqual(['says that parent is never null; it was'])
  expect(of('otherValue')).toEqual(['says that kind is one of acting primary; it was "concurrent"'])
  expect(of('dateForText')).toEqual(['says that day is date; it is string'])
  expect(of('elements')).toEqual(['says that heads is a list of string; it is a list of number'])
  expect(of('withinJson')).toEqual(['says that person.name is never null; it was'])
  expect(of('lackingInJson')).toEqual(['says people[].kana, which the answer does not always hold'])
  expect(of('noRows')).toEqual(['answers no rows'])
  expect(of('within')).toEqual(['says that id is number; it is string'])
  expect(of('built')).toEqual(['says that count is string; it is number'])
  expect(of('builtColumns')).toEqual([
    'says that kind is one of bu ka; it was "部"',
    'says that valid_from is date; it is string',
  ])
  expect(of('builtTemplate')).toEqual(['says that name is number; it is string'])
  expect(of('driver')).toEqual(['says that number is string; it is number'])
  expect(of('unreached')).toEqual(['is reached by no test'])
  expect([...found.keys()].filter((name) => !(name in planted))).toEqual(['unreached'])
})

/** Has the planted statements asked, and sorts what is found by their names in the source. */
async function findings(): Promise<Map<string, string[]>> {
  const root = join(import.meta.dirname, '../..')
  const places = declared(root, join(folder, 'tsconfig.json'), (path) => path.endsWith('/planted.ts'))
  const database = await freshDatabase()
  const pool = openPool({ ...database.owner, options: `-c search_path=${database.town},public` }, { max: 1 })
  const connection = await pool.connect()
  await connection.query(
    `insert into section_period (section_code, name, kind, valid_from) values ('10', '総務部', '部', '2026-04-01')`,
  )
  takeObserved()
  for (const ask of Object.values(planted)) await ask(connection)
  const observed = takeObserved()
  pool.release(connection)
  await pool.close()
  await database.drop()
  return byName([...mismatches(places, observed), ...unreached(places, observed)])
}

function byName(found: readonly string[]): Map<string, string[]> {
  const lines = readFileSync(join(folder, 'planted.ts'), 'utf8').split('\n')
  const sorted = new Map<string, string[]>()
  for (const sentence of found) {
    const [, line = '', rest = ''] = /:(\d+) (.*)$/.exec(sentence) ?? []
    const name = lines
      .slice(0, Number(line))
      .map((text) => /^(?: {2}(\w+): \(|export const (unreached))/.exec(text))
      .findLast((match) => match)
    const key = name?.[1] ?? name?.[2] ?? sentence
    sorted.set(key, [...(sorted.get(key) ?? []), rest])
  }
  return sorted
}
