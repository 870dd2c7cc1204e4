import { expect, test } from 'vitest'
import { countFigure } from '#platform/measure/counting.ts'
import { measureNamed } from '#platform/measure/measure.ts'
import { listed, thanked } from '#testing/thanks.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { thanks } from './contract.ts'

const measure = measureNamed('thanks.shareTakingPart')!
const counted = (town: Town, asOf = '2026-11-22') =>
  within(town, (ctx) => countFigure(ctx, measure, asOf), { today: asOf })

/** Counted anew in words of its own: person by person, and then whoever is in service. */
async function recounted({ sql }: Town, asOf: string): Promise<{ numerator: number; denominator: number }> {
  const people = await sql<{ id: number }>(
    `select staff_member_id as id from employment where joined_on <= $1 and coalesce(left_on, '9999-12-31') > $1`,
    [asOf],
  )
  const from = `${Number(asOf.slice(0, 4)) - (asOf.slice(5) < '04-01' ? 1 : 0)}-04-01`
  const some = await sql<{ a: number; b: number }>(
    `select receiver as a, written_by as b from thank_you where written_on >= $1 and written_on <= $2
     and taken_back_at is null and removed_at is null`,
    [from, asOf],
  )
  const took = new Set(some.flatMap(({ a, b }) => [a, b]))
  return { numerator: people.filter(({ id }) => took.has(id)).length, denominator: people.length }
}

test(
  'who wrote or received one in the fiscal year counts once, as a share of all in service; what was taken back or is of another year does not (INV-F2)',
  inTown(async (town) => {
    const { as, sql } = town
    await thanked(town, 'sato', 'ueda')
    await thanked(town, 'sato', 'ueda')
    await thanked(town, 'ueda', 'mori')
    const gone = await thanked(town, 'ito', 'ono')
    await as('ito').ask(thanks.takeBackThanks, { thankYouId: gone })
    const before = await thanked(town, 'inoue', 'hayashi')
    await sql(`update thank_you set written_on = '2026-03-31' where thank_you_id = $1`, [before])
    const figure = await counted(town)
    expect(figure?.total).toEqual({ numerator: 3, denominator: 11 })
    expect(figure?.restsOnSample).toBe(false)
    expect(figure?.total).toEqual(await recounted(town, '2026-11-22'))
    expect((await counted(town, '2026-03-31'))?.total).toEqual(await recounted(town, '2026-03-31'))
    // Of sections and people it says nothing, to whomever.
    expect(figure?.sections.map(({ sectionCode }) => sectionCode)).toEqual([null])
    expect(
      await within(town, (ctx) => measure.records(ctx, { from: '2026-04-01', asOf: '2026-11-22' }, { limit: 9 })),
    ).toEqual({
      ...{ total: 0, records: [], next: null },
    })
    expect([measure.isOutput, measure.unit]).toEqual([true, '%'])
  }),
)

test(
  'totals are of whole months and of people, and are told only where five have it and five have not (INV-S1)',
  inTown(async (town) => {
    const { as, sql, on } = town
    const totals = (more: object = {}) => as('kato').ask(thanks.showThanksTotals, more)
    const names: Name[] = ['kato', 'tanaka', 'mori', 'sato', 'ueda']
    for (const name of names) await thanked(town, name === 'kato' ? 'sato' : 'kato', name === 'kato' ? 'tanaka' : name)
    await thanked(town, 'ueda', 'ito', { valueId: 'drive' })
    // November is not over.
    expect((await totals()).whole).toBeNull()
    on('2026-12-01')
    expect(await totals()).toMatchObject({ asOf: '2026-11-30', whole: null, sections: [], mayJudge: false })
    for (const [from, to] of [
      ['tanaka', 'sato'],
      ['mori', 'ueda'],
      ['suzuki', 'ito'],
    ] as const) {
      const id = await thanked(town, from, to)
      await sql(`update thank_you set written_on = '2026-11-30' where thank_you_id = $1`, [id])
    }
    const { whole, sections, values } = await totals()
    const [raw] = await sql<{ received: number; wrote: number; agility: number }>(`select
      count(distinct receiver)::int as received, count(distinct written_by)::int as wrote,
      count(distinct receiver) filter (where value_id = 'agility')::int as agility
      from thank_you where written_on <= '2026-11-30'`)
    const agility = values.findIndex(({ valueId }) => valueId === 'agility')
    const drive = values.findIndex(({ valueId }) => valueId === 'drive')
    expect([whole?.people, whole?.received, whole?.wrote]).toEqual([11, raw?.received, raw?.wrote])
    expect([whole?.byValue[agility], whole?.byValue[drive]]).toEqual([raw?.agility, null])
    expect(sections.every(({ people }) => people >= 10)).toBe(true)
    await expect(totals({ within: '10' })).rejects.toThrow('section_too_small')
    await expect(totals({ within: '99' })).rejects.toThrow('no_such_section')
    expect(await totals({ fiscalYear: 2027 })).toMatchObject({ asOf: null, whole: null })
    expect(await as('hayashi').ask(thanks.showThanksTotals, {})).toMatchObject({ mayJudge: true })
    expect(await listed(town, 'kato', 'town')).toEqual([])
    // One invented one among them is enough to mark them all (INV-D2).
    expect(await totals()).toMatchObject({ isSample: false })
    await sql(`update thank_you set is_sample = true where written_on = '2026-11-30' and receiver = $1`, [town.ito])
    expect(await totals()).toMatchObject({ isSample: true })
    expect(await totals({ fiscalYear: 2025 })).toMatchObject({ isSample: false })
  }),
)

test(
  'a value of an earlier policy keeps the last name that it had, in the years in which somebody was thanked for it',
  inTown(async (town) => {
    const { as, sql } = town
    for (const [day, name] of [
      ['2026-04-10', 'もとの名'],
      ['2026-10-01', 'あとの名'],
      ['2025-06-01', 'さらに前の名'],
    ]) {
      const id = await thanked(town, 'sato', 'ueda')
      await sql(`update thank_you set written_on = $2, value_id = 'before', value_name = $3 where thank_you_id = $1`, [
        id,
        day,
        name,
      ])
    }
    const id = await thanked(town, 'sato', 'ueda')
    await sql(
      `update thank_you set written_on = '2025-07-01', value_id = 'gone', value_name = '前の年だけ' where thank_you_id = $1`,
      [id],
    )
    const values = async (fiscalYear: number) => {
      const told = await as('kato').ask(thanks.showThanksTotals, { fiscalYear })
      return told.values.filter(({ valueId }) => ['before', 'gone'].includes(valueId)).map(({ name }) => name)
    }
    expect([await values(2026), await values(2025)]).toEqual([['あとの名'], ['さらに前の名', '前の年だけ']])
  }),
)
