import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readTable } from './table.ts'
import { readTableApart } from './table-apart.ts'

const columns = [
  { key: 'staffNumber', ja: '職員番号', type: 'code', required: true },
  { key: 'from', ja: '開始日', type: 'date' },
] as const
const bytesOf = (text: string) => new TextEncoder().encode(text)

test('a table is read apart as it is read here: rows over several batches, problems, columns, encoding', async () => {
  const lines = Array.from({ length: 4_500 }, (_, index) => `${index},2026-04-01`)
  const text = ['職員番号,開始日', ...lines, ',2026-04-01', '9,soon'].join('\n')
  const options = { file: 'leave', most: 1 }
  const here = await readTable(bytesOf(text), columns, options)
  expect(here).toMatchObject({ problemCount: 2, problems: [{ file: 'leave', line: 4_502 }], encoding: 'utf-8' })
  expect(await readTableApart(bytesOf(text), columns, options)).toEqual(here)
})

const reasonOf = async (text: string, limits = {}) => {
  const { rows, problems, problemCount } = await readTableApart(bytesOf(text), columns, {}, limits)
  expect([rows, problemCount]).toEqual([[], 1])
  return problems[0]?.reasonEn
}

test('too many columns, rows, values, and lines that never end are told, and cost nobody else anything', async () => {
  const header = '職員番号,開始日'
  let longest = 0
  // The processor that this thread used: how long it waited for one says nothing of the reader.
  const used = () => process.threadCpuUsage().user / 1_000
  let [isOver, before] = [false, used()]
  const waiting = (async () => {
    while (!isOver) {
      await sleep(5)
      longest = Math.max(longest, used() - before)
      before = used()
    }
  })()
  expect(await reasonOf(Array.from({ length: 201 }, (_, index) => `c${index}`).join())).toContain('201 columns')
  expect(await reasonOf(Array.from({ length: 100_000 }, (_, index) => `c${index}`).join())).toContain(
    'Line 1 is too long',
  )
  expect(await reasonOf(`${header}\n1,\n"${'x,'.repeat(11_000)}`)).toContain('Line 3 is too long')
  expect(await reasonOf('\n'.repeat(30_000_000))).toContain('too many lines')
  expect(await reasonOf(`${header}\n${`${','.repeat(19_000)}\n`.repeat(500)}`)).toContain('too many values')
  isOver = true
  await waiting
  expect(longest).toBeLessThan(500)
})

test('a reader that takes too long, or too much memory, is given up', async () => {
  const text = `職員番号\n${'"12345"\n'.repeat(500_000)}`
  expect(await reasonOf(text, { seconds: 0.05 })).toContain('too large or too complex')
  expect(await reasonOf(text, { megabytes: 16 })).toContain('too large or too complex')
})
