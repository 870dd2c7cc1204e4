import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { codePointsOf } from '#platform/files/cmap.ts'
import { commonCharacters } from './common.ts'
import { makeFonts } from './plugin.ts'
import { formatRange, parseRange } from './unicode-range.ts'

const at = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/biz-udpgothic/package.json'))
const regular = readFileSync(join(at, '400Regular/BIZUDPGothic_400Regular.ttf'))
const all = (text: string) => Array.from(text, (letter) => letter.codePointAt(0)!)

test('every character of the font stands in exactly one rule a weight, and every rule names a file that is there', async () => {
  const folder = await makeFonts(['職員の研修', '', '窓口'])
  const rules = ['common.css', 'rare.css'].flatMap((sheet) =>
    [
      ...readFileSync(join(folder, sheet), 'utf8').matchAll(
        /font-weight:(\d+).*url\("([^"]+)"\).*unicode-range:([^}]+)}/g,
      ),
    ].map(([, weight, url, range]) => ({
      sheet,
      weight,
      file: join(url!.startsWith('/') ? '' : folder, url!),
      range: range!,
    })),
  )
  for (const weight of ['400', '700']) {
    const points = rules.filter((rule) => rule.weight === weight).flatMap(({ range }) => parseRange(range))
    expect(new Set(points).size).toBe(points.length)
    if (weight === '400') expect(new Set(points)).toEqual(codePointsOf(regular))
  }
  expect(rules.filter(({ file }) => !existsSync(file))).toEqual([])
  const common = rules.filter(({ sheet }) => sheet === 'common.css')
  expect(common).toHaveLength(2)
  for (const { range } of common) expect(parseRange(range)).toEqual(expect.arrayContaining(all('Az09あン。職員の研修')))
  expect(common.reduce((sum, { file }) => sum + statSync(file).size, 0)).toBeLessThan(300_000)
}, 60_000)

test('signs come first, then the groups of our texts by how often, then what others write; what the font lacks is left out', () => {
  const has = new Set(all('あ職員長窓口髙一'))
  const of = (limit: number) =>
    String.fromCodePoint(...commonCharacters(['員職員', '窓口口', '髙𠮷'], all('一長'), has, limit))
  expect(of(3)).toBe('あ員職')
  expect(of(99)).toBe('あ員職口窓髙一長')
})

test('ranges are written short and read back', () => {
  expect(formatRange([0x44, 0x42, 0x43, 0x20bb7])).toBe('U+42-44,U+20BB7')
  expect(parseRange('U+42-44, U+20BB7')).toEqual([0x42, 0x43, 0x44, 0x20bb7])
})
