/** Figures of items against printed examples, and of a test as people took it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reliabilityOf } from '#engines/reliability/reliability.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { manyWithAccounts } from '#testing/section.ts'
import { inTown } from '#testing/town.ts'
import { items } from '../items/contract.ts'
import { attempts } from './contract.ts'
import { alphaOfLength, FEWEST, figuresFor, hintsFor } from './figures.rules.ts'

/**
 * Bock and Lieberman (1970), Fitting a response model for n dichotomously scored items, Psychometrika 35, 179–197: the 1,000 answers to the
 * five items of section 6 of the Law School Admission Test, by pattern.
 */
const patterns: Readonly<Record<string, number>> = {
  ...{ '00000': 3, '00001': 6, '00010': 2, '00011': 11, '00100': 1, '00101': 1, '00110': 3, '00111': 4 },
  ...{ '01000': 1, '01001': 8, '01011': 16, '01101': 3, '01110': 2, '01111': 15 },
  ...{ '10000': 10, '10001': 29, '10010': 14, '10011': 81, '10100': 3, '10101': 28, '10110': 15, '10111': 80 },
  ...{ '11000': 16, '11001': 56, '11010': 21, '11011': 173, '11100': 11, '11101': 61, '11110': 28, '11111': 298 },
}
const lsat = Object.entries(patterns).flatMap(([pattern, n]) =>
  Array.from({ length: n }, () => [...pattern].map(Number)),
)

/**
 * Wuensch, Kuder-Richardson 20, a worked example of East Carolina University (core.ecu.edu/wuenschk/StatHelp/KR20.txt): ten students, ten
 * items, with p of each and the variance of the totals, 5.84.
 */
const quiz = [
  ...['1111110110', '1011011101', '1111011001', '0010001000', '0000010010'],
  ...['1110111111', '1101110111', '1111111101', '0101111101', '1101101110'],
].map((row) => [...row].map(Number))

const totalOf = (row: readonly number[]) => row.reduce((sum, one) => sum + one, 0)
const drew = (rows: readonly (readonly number[])[], item: number) =>
  rows.map((row) => ({ isRight: row[item] === 1, rest: totalOf(row) - row[item]!, chosen: [] }))
const columnsOf = (rows: readonly (readonly number[])[]) =>
  rows[0]!.map((_, item) => ({ name: String(item), values: Float64Array.from(rows, (row) => row[item]!) }))

test('difficulty, item–rest correlation and alpha are those that are printed of the LSAT’s section 6', () => {
  const found = [0, 1, 2, 3, 4].map((item) => figuresFor(drew(lsat, item), 0))
  expect(found.map(({ n, share }) => [n, share])).toEqual([0.924, 0.709, 0.553, 0.763, 0.87].map((p) => [1_000, p]))
  // As `descript(LSAT)` of the R package ltm prints them (Rizopoulos, 2006, Journal of Statistical Software 17(5)); it divides by n in one place
  // and by n − 1 in another, which is half a thousandth of each.
  const printed = [0.1128, 0.1531, 0.1727, 0.1444, 0.1215]
  for (const [at, { itemRest }] of found.entries()) expect(Math.abs(itemRest! - printed[at]!)).toBeLessThan(0.000_15)
  expect(reliabilityOf(columnsOf(lsat)).pairwise.alpha).toBeCloseTo(0.295, 4)
})

test('of Wuensch’s quiz, difficulties and formula 20 of Kuder and Richardson are as printed', () => {
  const found = Array.from({ length: 10 }, (_, item) => figuresFor(drew(quiz, item), 0).share)
  expect(found).toEqual([0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6])
  const pq = found.reduce((sum, p) => sum + p * (1 - p), 0)
  // Printed: Σpq of these, and 5.84 of the totals.
  expect(reliabilityOf(columnsOf(quiz)).pairwise.alpha).toBeCloseTo((10 / 9) * (1 - pq / 5.84), 12)
})

test('item–rest is the engine’s where everybody drew everything', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 4, maxLength: 4 }), {
        minLength: 5,
        maxLength: 40,
      }),
      (rows) => {
        const varies = [0, 1, 2, 3].every((item) => new Set(rows.map((row) => row[item])).size === 2)
        const totals = new Set(rows.map(totalOf)).size
        fc.pre(varies && totals > 1)
        const { items: known } = reliabilityOf(columnsOf(rows))
        for (const [at, { itemRest }] of known.entries()) {
          const own = figuresFor(drew(rows, at), 0).itemRest
          if (itemRest === null || own === null) expect([itemRest, own]).toEqual([null, null])
          else expect(own).toBeCloseTo(itemRest, 10)
        }
      },
    ),
  )
})

test('twice as long a test is as reliable as Spearman and Brown say, and the whole pool as itself', () => {
  expect(alphaOfLength(0.6, 10, 20)).toBeCloseTo(0.75, 12)
  expect(alphaOfLength(0.6, 10, 10)).toBeCloseTo(0.6, 12)
  expect(alphaOfLength(0.75, 20, 10)).toBeCloseTo(0.6, 12)
})

test('which item to look at: against the test, a rival choice, weak, too hard, too easy, a choice that nobody takes', () => {
  const sound = { n: 40, share: 0.6, itemRest: 0.35, choices: [0.15, 0.6, 0.15, 0.1] }
  const hints = (change: object, kind: 'single' | 'multiple' = 'single') => hintsFor({ ...sound, ...change }, kind, [2])
  expect(hints({})).toEqual([])
  expect(hints({ itemRest: null })).toEqual([])
  expect(hints({ itemRest: -0.01 })).toEqual(['negative'])
  expect([hints({ itemRest: 0.19 }), hints({ itemRest: 0.2 }), hints({ itemRest: 0 })]).toEqual([
    ['weak'],
    [],
    ['weak'],
  ])
  expect(hints({ share: 0.29, choices: [0.28, 0.29, 0.28, 0.15] })).toEqual(['too_hard'])
  expect(hints({ share: 0.4, choices: [0.45, 0.4, 0.1, 0.05] })).toEqual(['rival_choice'])
  expect(hints({ share: 0.96, choices: [] })).toEqual(['too_easy'])
  expect(hints({ choices: [0.3, 0.6, 0.06, 0.04] })).toEqual(['idle_choice'])
  expect(hints({ choices: [0.9, 0.6, 0.06, 0.01] }, 'multiple')).toEqual([])
})

test(
  'HR sees figures of items from thirty first attempts on, recounted from the tables; of fewer nothing',
  inTown(async (town) => {
    await writeBank(town)
    const parts = [
      { field: 'security', level: null, items: 2 },
      { field: 'documents', level: null, items: 4 },
    ]
    const testId = await openTest(town, { parts, attempts: null })
    const look = () => town.as('hayashi').ask(attempts.showItemFigures, { testId })
    await expect(town.as('hayashi').ask(attempts.showItemFigures, { testId: 4711 })).rejects.toThrow('no_such_test')
    const people = await manyWithAccounts(town, FEWEST)
    const [last, ...first] = people
    for (const [at, who] of first.entries()) await take(town, who, testId, at % 7)
    // Whoever takes it again has seen why: it is not counted.
    await take(town, first[0]!, testId, 6)
    expect(await look()).toMatchObject({ attempts: FEWEST - 1, alpha: { value: null, why: 'few' }, items: [] })
    await take(town, last!, testId, 6)
    const found = await look()
    expect([found.attempts, found.looked, found.fewest]).toEqual([FEWEST, FEWEST, FEWEST])
    const counted = await town.sql<{ code: string; n: number; right: number }>(
      `select i.code, count(*)::int as n, count(*) filter (where w.is_right)::int as "right"
       from test_answer w join item_version v using (item_version_id) join item i using (item_id)
       where w.test_attempt_id in (select min(test_attempt_id) from test_attempt group by staff_member_id)
       group by 1 order by 1`,
    )
    const told = found.items.toSorted((a, b) => (a.code < b.code ? -1 : 1))
    expect(told.map(({ code, n, share }) => [code, n, share])).toEqual(
      counted.map(({ code, n, right }) => [code, n, n < FEWEST ? null : right / n]),
    )
    // Everybody drew the four of documents; what is right stands second in the bank.
    const everybody = told.filter(({ n }) => n === FEWEST)
    expect(everybody.map(({ code }) => code)).toEqual(['doc-1', 'doc-2', 'doc-3', 'doc-4'])
    for (const { share, choices, itemRest, isLatest } of everybody) {
      expect(choices.map(({ isRight }) => isRight)).toEqual([false, true, false, false])
      expect(choices[1]?.share).toBe(share)
      expect(choices.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12)
      expect([itemRest! > 0.2, isLatest]).toEqual([true, true])
    }
    // Not one answer can be read from what too few drew.
    for (const { n, itemRest, choices } of told.filter((one) => one.n < FEWEST))
      expect([n < FEWEST, itemRest, choices]).toEqual([true, null, []])
    // Alpha of the four, written out: k/(k−1)·(1 − Σ s²/s² of the total), then to the six items of the test.
    const rows = await town.sql<{ scores: number[] }>(
      `select array_agg(w.is_right::int order by i.code) as scores from test_answer w join item_version v using (item_version_id)
         join item i using (item_id) where i.code like 'doc-%'
           and w.test_attempt_id in (select min(test_attempt_id) from test_attempt group by staff_member_id) group by w.test_attempt_id`,
    )
    const variance = (all: readonly number[]) => {
      const mean = all.reduce((sum, one) => sum + one, 0) / all.length
      return all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1)
    }
    const own = [0, 1, 2, 3].reduce((sum, item) => sum + variance(rows.map(({ scores }) => scores[item]!)), 0)
    const alpha = (4 / 3) * (1 - own / variance(rows.map(({ scores }) => totalOf(scores))))
    expect(found.alpha).toMatchObject({ items: 6, pool: 4, why: null })
    expect(found.alpha.value).toBeCloseTo((1.5 * alpha) / (1 + 0.5 * alpha), 10)
    // A mended item is another one.
    const all = (await town.as('hayashi').ask(items.listItems, { field: 'documents' })).items
    const { item, version } = await town.as('hayashi').ask(items.showItem, { itemId: all[0]!.itemId })
    await town
      .as('hayashi')
      .ask(items.saveItem, { itemId: all[0]!.itemId, item: { ...item, stem: '直した問' }, seen: version })
    const later = (await look()).items.filter(({ code }) => code === 'doc-1')
    expect(later.map(({ number, isLatest, n }) => [number, isLatest, n])).toEqual([[1, false, FEWEST]])
  }),
  60_000,
)
