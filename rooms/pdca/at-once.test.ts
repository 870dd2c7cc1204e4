import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { whileAnotherWrites } from '#testing/at-once.ts'
import { closesYear } from '#testing/closed.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { pdca } from './contract.ts'

const floor = ['ict-tools', 'information-security', 'data-use']
const staff = (['tanaka', 'mori', 'sato', 'ueda', 'inoue', 'ono'] as const).map(staffNumberOf)
/** A day of the year that is closed: what is written meanwhile belongs to it. */
const evidence = { staffNumbers: staff, skills: floor, asOf: '2025-06-02' }

interface FrozenRow {
  id: string
  numerator: number | null
  denominator: number | null
  composition: { sections: { numerator: number; denominator: number | null }[]; counted: string[]; others: string[] }
}

/** A value with what lies under it, as three counts of the same thing. */
function threeTimes({ numerator, denominator, composition: { sections, counted, others } }: FrozenRow) {
  const sum = (part: 'numerator' | 'denominator') => sections.reduce((total, row) => total + (row[part] ?? 0), 0)
  const isPlain = denominator === null
  return {
    values: [numerator, isPlain ? 0 : denominator],
    sections: [sum('numerator'), sum('denominator')],
    records: [counted.length, isPlain ? 0 : counted.length + others.length],
  }
}

test(
  'a year that is closed while another process writes contradicts itself nowhere: every value is the sum of its sections and the number of its records (INV-F4)',
  { timeout: 60_000 },
  inTown(async (town) => {
    const { as, sql, on } = town
    const open = [2024, 2025] as const
    const { written } = await whileAnotherWrites(town, { ...evidence, asOf: '2024-06-03' }, async () => {
      for (const fiscalYear of open) await closesYear({ as }, fiscalYear)
      for (const year of [2026, 2027, 2028, 2029]) {
        on(`${year + 1}-03-31`)
        await closesYear({ as }, year)
      }
    })
    expect(written).toBeGreaterThan(10)
    const rows = await sql<FrozenRow>(
      `select fiscal_year || ' ' || kpi as id, numerator::int, denominator::int, composition from kpi_frozen
       where contract ->> 'measure' is not null`,
    )
    expect(rows.length).toBeGreaterThan(30)
    for (const row of rows) {
      const { values, sections, records } = threeTimes(row)
      expect([sections, records], row.id).toEqual([values, values])
    }
  }),
)

test(
  'of those who restate a value at the same moment one states it, and the others see what it has stated',
  inTown(async (town: Town) => {
    const { as, hayashi, asCommand, sql } = town
    await closesYear({ as }, 2025)
    const rows = floor.map((skill) => ({
      staffNumber: staff[0]!,
      skill,
      kind: 'test' as const,
      level: 3,
      asOf: '2025-06-02',
    }))
    await asCommand.ask(skills.importEvidence, { rows })
    const restate = (reason: string) => as(hayashi).ask(pdca.restate, { fiscalYear: 2025, id: 'kpi-ict-floor', reason })
    // Connections are open before, so that they do come at the same moment.
    await Promise.all([1, 2, 3, 4].map(() => as(hayashi).ask(pdca.listReviews, {})))
    const all = await Promise.allSettled(['一', '二', '三', '四'].map((reason) => restate(reason)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of all) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'nothing_to_restate' })
    }
    expect(await sql('select number, numerator::int from kpi_restatement')).toEqual([{ number: 1, numerator: 1 }])
  }),
)
