import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measureNamed } from '#platform/measure/measure.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { happenings } from '#testing/happenings.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { kpiCommands } from './commands.ts'
import { kpi } from './contract.ts'

const floorSkills = ['ict-tools', 'information-security', 'data-use'] as const
const FLOOR = 'kpi-ict-floor'

async function reachFloor({ asCommand }: Town, name: Name, asOf: string) {
  const rows = floorSkills.map((skill) => ({
    ...{ staffNumber: staffNumberOf(name), skill, kind: 'test' as const, level: 3, asOf, source: '到達テスト' },
  }))
  await asCommand.ask(skills.importEvidence, { rows })
}

const told = ({
  whole,
}: {
  whole: { parts: readonly { part: string; reason: string | null; people: number | null; change: number }[] } | null
}) =>
  Object.fromEntries(
    whole!.parts.map(({ part, reason, people, change }) => [
      reason ? `${part} ${reason}` : part,
      [people, Number(change.toFixed(6))],
    ]),
  )

test(
  'a share changed by who joined, left, went on leave, came back, and by who reached the floor: each by itself, and in sum the whole',
  inTown(async (town) => {
    const { as, asJob, sql, on, sato, ono, ueda } = town
    await reachFloor(town, 'sato', '2026-05-01')
    await reachFloor(town, 'ono', '2026-05-01')
    on('2026-11-22')
    await sql(`update employment set left_on = '2026-10-01' where staff_member_id = $1`, [ono])
    await sql(`delete from leave_of_absence`)
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '育児休業', '2026-09-01', null)`,
      [ueda],
    )
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values (6, '育児休業', '2026-04-01', '2026-10-01')`,
    )
    await sql(`with m as (insert into staff_member (name, name_kana, search_text) values ('新人', 'シンジン', 'シンジン') returning staff_member_id as id),
        e as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
          select id, 'N1', '常勤', '事務', '2026-10-01' from m)
      insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      select id, 'N1', '2010', '1級職', '係員', 'primary', false, '2026-10-01' from m`)
    await sql(`update assignment set valid_to = '2026-10-01' where staff_member_id = $1`, [sato])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      values ($1, '00000004', '2010', '1級職', '係員', 'primary', false, '2026-10-01')`,
      [sato],
    )
    await reachFloor(town, 'hayashi', '2026-11-01')
    const days = { kpiId: FLOOR, from: '2026-08-31', to: '2026-11-22' }
    const answer = await as('hayashi').ask(kpi.showKpiChange, days)
    // 2 of 10 had reached it, 2 of 10 have: 佐藤 and 林. Another of ten is ten points.
    expect([answer.whole!.from.counted, answer.whole!.to.counted]).toMatchObject([
      { numerator: 2, denominator: 10 },
      { numerator: 2, denominator: 10 },
    ])
    expect(told(answer)).toEqual({
      joined: [1, -2],
      left: [1, -8],
      'enteredScope on_leave': [1, -2],
      'leftScope on_leave': [1, 2],
      gained: [1, 10],
    })
    expect([answer.whole!.change, answer.whole!.moved]).toEqual([0, 1])
    // The same where a day's figure is kept up.
    for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.keepFigures, {}))
    expect(await as('hayashi').ask(kpi.showKpiChange, days)).toEqual(answer)
    // Who moved changes nothing of the whole, and enters or leaves a section (INV-O2).
    const personnel = await as('hayashi').ask(kpi.showKpiChange, { ...days, within: '2010' })
    expect(told(personnel)).toEqual({ joined: [1, 0], movedIn: [1, 25], gained: [1, 25] })
    const counter = await as('hayashi').ask(kpi.showKpiChange, { ...days, within: '10' })
    expect(told(counter)).toMatchObject({ movedOut: [1, expect.any(Number)] })
    const { out } = await typed(
      kpiCommands,
      ['kpi', 'change', FLOOR, '--from', days.from, '--to', days.to],
      'ja',
      town.asCommand.ask,
    )
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')),
    ).toEqual([
      ['令和8年8月31日から令和8年11月22日まで、値は20.0%のまま変わっていません。'],
      ['新しく入った人', '1人', '−2.0ポイント'],
      ['退職などで抜けた人', '1人', '−8.0ポイント'],
      [expect.stringContaining('休職・休業中'), '1人', '−2.0ポイント'],
      [expect.stringContaining('休職・休業中'), '1人', '+2.0ポイント'],
      [expect.any(String), '1人', '+10.0ポイント'],
      ['=', '', '±0.0ポイント'],
    ])
    // Those who may see no records see no part of fewer than five people: here none is (INV-S1).
    const forExecutive = await as('kato').ask(kpi.showKpiChange, days)
    expect(forExecutive.whole).toMatchObject({ isMerged: true, moved: null, parts: [{ part: 'rest', change: 0 }] })
    await expect(as('kato').ask(kpi.showKpiChange, { ...days, from: '2026-09-30', within: '2010' })).rejects.toThrow(
      'only_own_sections',
    )
    await expect(as('kato').ask(kpi.showKpiChange, { ...days, from: '2026-09-29' })).rejects.toThrow('only_month_ends')
    await expect(as('hayashi').ask(kpi.showKpiChange, { ...days, from: '2026-11-22' })).rejects.toThrow('days_in_order')
    await expect(as('hayashi').ask(kpi.showKpiChange, { ...days, from: '2000-03-31' })).rejects.toThrow('no_policy')
    await expect(as('hayashi').ask(kpi.showKpiChange, { ...days, within: 'nowhere' })).rejects.toThrow(
      'no_such_section',
    )
    await expect(as('hayashi').ask(kpi.showKpiChange, { ...days, kpiId: 'nothing' })).rejects.toThrow('no_such_kpi')
  }),
)

test(
  'another definition is told apart from what changed: the first day is counted by the policy of the last one (INV-L7)',
  inTown(async (town) => {
    const { as, asCommand } = town
    await reachFloor(town, 'sato', '2026-05-01')
    const text = policyText.replace(/\n *exclude: \[\{ onLeave: true[^\n]*/, '')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-10-01' })
    const answer = await as('hayashi').ask(kpi.showKpiChange, { kpiId: FLOOR, from: '2026-08-31', to: '2026-11-22' })
    expect(told(answer)).toEqual({ definition: [1, Number((100 / 11 - 10).toFixed(6))] })
  }),
)

test(
  'what was typed in is taken apart by its two numbers, and says that nobody knows whose change it is',
  inTown(async ({ as }) => {
    const enter = (asOf: string, numerator: number) =>
      as('hayashi').ask(kpi.recordKpiActual, { kpiId: 'kpi-growth-in-view', asOf, numerator, denominator: 100 })
    await enter('2026-06-30', 40)
    await enter('2026-09-30', 55)
    const days = { kpiId: 'kpi-growth-in-view', from: '2026-07-31', to: '2026-11-22' }
    const answer = await as('tanaka').ask(kpi.showKpiChange, days)
    expect(answer.whole).toMatchObject({ split: 'counts', why: 'enteredByHand', change: 15 })
    expect(told(answer)).toEqual({ numerator: [null, 15], denominator: [null, 0] })
    const since = await as('hayashi').ask(kpi.showKpiChange, { ...days, from: '2026-09-30' })
    expect(since.whole).toMatchObject({ why: 'sameValue', change: 0 })
    const before = await as('hayashi').ask(kpi.showKpiChange, { ...days, from: '2026-04-30' })
    expect(before.whole).toMatchObject({ why: 'noValue', change: null, parts: [] })
  }),
)

/**
 * Whose comings and goings the floor's population had, past everything that counts: of each person whether they were in it and in service on
 * both days, by the population that the policy of the second day states.
 */
const WHO = `with said as (select document -> 'literacy' -> 'population' as p from policy_edition
    where valid_from <= $2 order by valid_from desc, policy_edition_id desc limit 1),
  who as (select distinct e.staff_member_id as id from employment e),
  day as (select * from (values (1, $1::date), (2, $2::date)) d(n, day)),
  state as (select w.id, d.n, e.staff_member_id is not null as served,
      coalesce((s.p -> 'include' -> 'employmentCategories') ? e.employment_category and not (coalesce(s.p -> 'exclude' @> '[{ "onLeave": true }]', false) and exists (
        select from leave_of_absence l where l.staff_member_id = w.id and l.valid_from <= d.day and (l.valid_to is null or l.valid_to > d.day))), false) as inside
    from who w cross join day d cross join said s left join employment e on e.staff_member_id = w.id
      and e.joined_on <= d.day and (e.left_on is null or e.left_on > d.day))
  select count(*) filter (where b.inside and not a.served)::int as joined, count(*) filter (where a.inside and not b.served)::int as left,
    count(*) filter (where b.inside and a.served and not a.inside)::int as "enteredScope",
    count(*) filter (where a.inside and b.served and not b.inside)::int as "leftScope"
  from state a join state b on b.id = a.id and a.n = 1 and b.n = 2`

test('whatever happens in a town, every value of every measure changes by the sum of its parts, and who came and left is who did by the raw rows', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...happenings), { minLength: 6, maxLength: 14 }), async (some) => {
      await inTown(async (town) => {
        const now = { today: '2026-11-22', editions: 1 }
        await reachFloor(town, 'sato', '2026-05-01')
        for (const happens of some) await happens(town, now)
        const { kpis, indicators } = await town.as('hayashi').ask(kpi.listKpis, {})
        for (const from of ['2026-06-30', '2026-10-31']) {
          for (const { id, measure, value } of [...kpis!, ...indicators!]) {
            if (measure === null || !measureNamed(measure)) continue
            const { whole, unit } = await town.as('hayashi').ask(kpi.showKpiChange, { kpiId: id, from, to: now.today })
            const { from: first, to: last, parts, change } = whole!
            if (change === null) continue
            const figure = (end: typeof first) =>
              unit === '%' ? (100 * end.counted!.numerator) / end.counted!.denominator! : end.counted!.numerator
            expect(last.counted, id).toMatchObject({ numerator: value!.numerator, denominator: value!.denominator })
            expect(change, id).toBeCloseTo(figure(last) - figure(first), 9)
            expect(
              parts.reduce((sum, part) => sum + part.change, 0),
              `${id} from ${from}`,
            ).toBeCloseTo(change, 9)
            if (id !== FLOOR) continue
            const people = (wanted: string) =>
              parts.reduce((sum, { part, people: some }) => sum + (part === wanted ? some! : 0), 0)
            const names = ['joined', 'left', 'enteredScope', 'leftScope'] as const
            const [who] = await town.sql(WHO, [from, now.today])
            expect(Object.fromEntries(names.map((name) => [name, people(name)])), `who, since ${from}`).toEqual(who)
          }
        }
      })()
    }),
    { numRuns: 4 },
  )
})
