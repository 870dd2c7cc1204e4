import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import { standing } from '#testing/notices.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { isStale, periodState, periodsOf } from './calendar.rules.ts'
import { kpi } from './contract.ts'

test('a value is wanted for each span that the policy’s frequency says, and is due on its last day', () => {
  expect(periodsOf('年1回', 2026)).toEqual([{ from: '2026-04-01', to: '2027-03-31' }])
  expect(periodsOf('半年ごと', 2026).map(({ to }) => to)).toEqual(['2026-09-30', '2027-03-31'])
  expect(periodsOf('四半期', 2027).map(({ to }) => to)).toEqual([
    '2027-06-30',
    '2027-09-30',
    '2027-12-31',
    '2028-03-31',
  ])
  expect([periodsOf('毎月', 2027).length, periodsOf('毎月', 2027)[10]]).toEqual([
    12,
    { from: '2028-02-01', to: '2028-02-29' },
  ])
  const span = { from: '2026-04-01', to: '2026-09-30' }
  const on = (today: string, ...days: string[]) => periodState(span, days, today)
  expect([on('2026-08-31'), on('2026-09-01'), on('2026-09-30'), on('2026-10-01')]).toEqual([
    'ahead',
    'soon',
    'soon',
    'missing',
  ])
  expect([on('2026-10-01', '2026-09-30'), on('2026-10-01', '2026-10-01'), on('2026-10-01', '2026-03-31')]).toEqual([
    'known',
    'missing',
    'missing',
  ])
  expect([
    isStale(null, '2026-11-22'),
    isStale('2025-10-18', '2026-11-22'),
    isStale('2025-10-17', '2026-11-22'),
  ]).toEqual([false, false, true])
})

test(
  'HR names who answers for a KPI, from a day on and until they leave; they are told when its value is due and when it is missing, and what they owe stands first (INV-O2)',
  inTown(async (town) => {
    const { as, asCommand, on, sql, hayashi, mori, sato, yamada } = town
    const hr = as(hayashi)
    const text = policyText.replace(/(id: kpi-pride[\s\S]*?measure: )\S+/, '$1null').replace('第1版', '第2版')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    const pride = async (reader = hayashi) =>
      (await as(reader).ask(kpi.showKpiCalendar, {})).items.find(({ id }) => id === 'kpi-pride')!
    const name = (owner: number | null, seen?: string) =>
      hr.ask(kpi.nameKpiOwner, { kpiId: 'kpi-pride', owner, ...(seen ? { seen } : {}) })
    await expect(hr.ask(kpi.nameKpiOwner, { kpiId: 'nothing', owner: mori })).rejects.toThrow('no_such_kpi')
    await expect(name(yamada)).rejects.toThrow('no_such_staff_member')
    await name(mori)
    await expect(name(sato)).rejects.toThrow('changed_meanwhile')
    expect(await pride(mori)).toMatchObject({
      owner: { name: '森 千夏' },
      isMine: true,
      isByHand: true,
      hasTarget: true,
    })
    expect((await as(mori).ask(kpi.showKpiCalendar, {})).may).toEqual([])
    const told = async (who: number) => (await standing(town, who)).filter((kind) => kind.startsWith('kpi'))
    const enter = (asOf: string) =>
      hr.ask(kpi.recordKpiActual, { kpiId: 'kpi-pride', numerator: 60, denominator: 100, asOf, asWritten: true })
    // Nothing was entered for the year before: it is missing until somebody does.
    expect(await told(mori)).toEqual(['kpiValueMissing 2026-03-31'])
    await enter('2025-10-01')
    expect([await told(mori), (await pride()).isStale]).toEqual([[], true])
    on('2027-03-01')
    expect(await told(mori)).toEqual([])
    on('2027-03-02')
    expect(await told(mori)).toEqual(['kpiValueDue 2027-03-31'])
    await name(sato, (await pride()).version)
    expect([await told(mori), await told(sato)]).toEqual([[], ['kpiValueDue 2027-03-31']])
    await enter('2027-03-01')
    expect([await told(sato), (await pride()).periods.at(-1)]).toEqual([
      [],
      { from: '2026-04-01', to: '2027-03-31', state: 'known' },
    ])
    // Whoever has left answers for nothing any more; that they did stays.
    await sql(`update employment set left_on = '2027-03-15' where staff_member_id = $1`, [sato])
    on('2027-03-16')
    expect((await pride()).owner).toBeNull()
    await name(null, (await pride()).version)
    expect(
      await sql(`select staff_member_id::int as who from kpi_owner where valid_to is not null order by 1`),
    ).toHaveLength(2)
    await sql('delete from policy_edition')
    await expect(hr.ask(kpi.showKpiCalendar, {})).rejects.toThrow('no_policy')
    await expect(name(mori)).rejects.toThrow('no_policy')
  }),
)
