/** The sample bank: enough to draw tests from, sound, and telling nothing by the place or the length of what is right. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCsv } from '#platform/files/csv.ts'
import { readTable } from '#platform/files/table.ts'
import { plainForm } from '#platform/search/fold.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { itemColumns, itemHeader, itemOfRow } from '#rooms/literacy/items/csv.service.ts'
import { faultOf, type Item, itemFields, itemKinds, tidyItem } from '#rooms/literacy/items/rules.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { inTown } from '#testing/town.ts'

const bytes = readFileSync(join(import.meta.dirname, 'items.csv'))
const file = { name: 'items.csv', base64: bytes.toString('base64') }
const { rows, problems } = await readTable(bytes, itemColumns)
const bank: Item[] = rows.map(itemOfRow)
const choices = ({ body }: Item) => ('choices' in body ? body.choices : [])
const right = ({ body }: Item) => ('right' in body ? body.right : [])
const single = bank.filter(({ kind }) => kind === 'single')

test('there are at least 120 sound items, all marked as a sample, none asked twice, each explained', () => {
  expect(problems).toEqual([])
  expect(bank.length).toBeGreaterThanOrEqual(120)
  expect(bank.filter((item) => !item.isSample || faultOf(item) || item.explanation.length < 40)).toEqual([])
  expect(bank.map(tidyItem), 'files give back what they were given').toEqual(bank)
  for (const told of [({ code }: Item) => code, ({ stem }: Item) => plainForm(stem)])
    expect(new Set(bank.map(told)).size).toBe(bank.length)
})

test('every field but the unsorted has items of the levels from which a test of 20 over all fields is drawn', () => {
  for (const field of itemFields.filter((one) => one !== 'unsorted'))
    for (const level of [1, 2]) {
      const there = bank.filter((item) => item.field === field && item.level === level)
      expect([field, level, there.length >= 3]).toEqual([field, level, true])
    }
  expect(bank.filter(({ level }) => level === 3).length).toBeGreaterThanOrEqual(9)
  expect(new Set(bank.map(({ level }) => level))).toEqual(new Set([1, 2, 3]))
  expect(new Set(bank.map(({ kind }) => kind))).toEqual(new Set(itemKinds))
})

test('what is right stands at every place alike and is seldom the longest, so that guessing by looks brings little', () => {
  const places = [1, 2, 3, 4].map((place) => single.filter((item) => right(item)[0] === place).length / single.length)
  for (const share of places) expect(share).toBeCloseTo(1 / 4, 1)
  const longest = single.filter((item) => {
    const own = choices(item)[right(item)[0]! - 1]!.length
    return choices(item).every((choice, at) => at === right(item)[0]! - 1 || choice.length < own)
  })
  expect(longest.length / single.length).toBeLessThan(0.35)
  const multiple = bank.filter(({ kind }) => kind === 'multiple')
  expect(new Set(multiple.map((item) => right(item).length)).size).toBeGreaterThan(1)
  expect(new Set(multiple.map((item) => right(item).join())).size).toBeGreaterThan(3)
  const inOrder = bank.filter((item) => item.kind === 'ordering' && right(item).every((one, at) => one === at + 1))
  expect(inOrder).toEqual([])
})

test(
  'it comes in whole, and comes back the same from CSV and from QTI; the list of qualifications too (INV-D5)',
  inTown(async ({ as }) => {
    const hr = as('hayashi')
    const bring = (sent: { name: string; base64: string }) => hr.ask(items.importItems, { file: sent })
    const counts = { items: bank.length, changed: 0, skipped: [], problems: [] }
    expect(await bring(file)).toMatchObject({ ...counts, added: bank.length, unchanged: 0 })
    for (const format of ['csv', 'qti'] as const) {
      const { name, base64 } = await hr.ask(items.exportItems, { format })
      expect(await bring({ name, base64 })).toMatchObject({ ...counts, unchanged: bank.length })
    }
    const { base64 } = await hr.ask(items.exportItems, { format: 'csv' })
    const written = await parseCsv(Buffer.from(base64, 'base64').toString('utf8').slice(1))
    expect('header' in written && written.header).toEqual(itemHeader)
    const list = readFileSync(join(import.meta.dirname, 'qualifications.csv')).toString('base64')
    const sent = { name: 'qualifications.csv', base64: list }
    expect(await hr.ask(qualifications.importQualifications, { file: sent })).toMatchObject({ added: 4, problems: [] })
  }),
)
