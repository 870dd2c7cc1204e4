import { expect, test } from 'vitest'
import { closesYear } from '#testing/closed.ts'
import { inTown, type Town } from '#testing/town.ts'
import { kpi } from './contract.ts'
import { bandsOf, lowestOf, speaksOfAll } from './lowest.rules.ts'

/** Everybody of 区民生活部 but one is at the floor, and of 総務部 two of five. */
async function someAtFloor({ sql }: Town) {
  await sql(
    `insert into skill_evidence (staff_member_id, skill, kind, level, as_of)
     select m, s, 'test', 3, '2026-05-01' from unnest(array[1, 2, 3, 4, 8, 9]) m, unnest(array['ict-tools', 'information-security', 'data-use']) s`,
  )
}

test(
  'beside the share of all staff stands the lowest group that may be shown, by name for whoever sees sections (INV-S1)',
  inTown(async (town) => {
    const { as, sql } = town
    await someAtFloor(town)
    const shown = async (who: 'kato' | 'hayashi' | 'sato', kpiId = 'kpi-ict-floor') =>
      (await as(who).ask(kpi.showKpi, { kpiId })).lowest
    const counted = await sql<{ people: number; reached: number }>(
      `select count(*)::int as people, count(*) filter (where e.staff_member_id in (select staff_member_id from skill_evidence))::int as reached
       from employment e join assignment a using (staff_member_id) where e.left_on is null and a.valid_to is null and a.section_code like '20%'`,
    )
    const [{ people, reached }] = counted as [{ people: number; reached: number }]
    const whatever = { people, numerator: reached, denominator: people, groups: 2 }
    expect([people, reached]).toEqual([5, 2])
    // 戸籍住民課 and its counter are too small to stand by themselves: nobody is told of fewer than five, not even HR here.
    for (const who of ['kato', 'hayashi'] as const)
      expect(await shown(who)).toMatchObject({ ...whatever, section: { sectionCode: '20' } })
    const toStaff = await shown('sato')
    expect(toStaff).toMatchObject({ ...whatever, section: null })
    expect(toStaff!.bands.map(({ groups, people }) => [groups, people])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [1, 5],
        [0, 0],
        [1, 5],
      ],
    ])
    // An outcome that does not speak of everybody has none, and where nothing is known there is none either.
    expect(await shown('kato', 'kpi-recommendations-taken')).toBeNull()
    await sql('delete from skill_evidence')
    expect(await shown('kato')).toBeNull()
  }),
)

test(
  'approvals by section go by how many people they are of: five of one person tell of that person (INV-S1)',
  inTown(async (town) => {
    const { as, sql } = town
    await sql(
      `with c as (insert into course (course_code, title, summary, hours, enrolment_mode, provider, valid_from)
          values ('C', '講座', '', 3, 'openApplication', '人事課', '2020-04-01') returning course_id),
        s as (insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
          select course_id, date '2026-10-01' + n, date '2026-10-01' + n, '09:00', '12:00', '会議室', 10, '2026-10-01' from c, generate_series(1, 6) n
          returning course_session_id),
        a as (insert into application (course_session_id, staff_member_id, state, applied_on)
          select course_session_id, m, 'ordered', '2026-09-01' from s, unnest(array[4, 12]) m returning application_id)
       insert into application_step (application_id, to_state, acted_as, taken_on)
       select application_id, 'section_head_approved', 'sectionHead', '2026-09-02' from a`,
    )
    const { sections } = await as('kato').ask(kpi.showKpi, { kpiId: 'kpi-approvals-with-cover' })
    // Six approvals of 佐藤, six of 伊藤: two people.
    expect(sections!.rows).toEqual([])
    const { ownSections, item } = await as('tanaka').ask(kpi.showKpi, { kpiId: 'kpi-approvals-with-cover' })
    expect([item.value?.denominator, ownSections]).toEqual([12, null])
    // Of a closed year records were frozen, and not whose they are: by section it is told to those who open them.
    await sql(
      `update course_session set starts_on = starts_on - 365, ends_on = ends_on - 365, apply_by = apply_by - 365`,
    )
    await sql(`update application_step set taken_on = '2025-09-02'`)
    await closesYear(town, 2025)
    const then = async (who: 'kato' | 'hayashi') =>
      (await as(who).ask(kpi.showKpi, { kpiId: 'kpi-approvals-with-cover', asOf: '2026-03-31' })).sections?.rows.length
    expect([await then('kato'), await then('hayashi')]).toEqual([undefined, expect.any(Number)])
  }),
)

test('which outcomes speak of everybody, and which group is furthest from what is wanted', () => {
  expect(
    ['全ての職員が安心して働く', '全職員がICTの一定水準', 'すべての職員が', 'All staff are at ease'].every(speaksOfAll),
  ).toBe(true)
  expect(['職員同士がお互いを尊重し', '安全な職場', 'Overall satisfaction'].some(speaksOfAll)).toBe(false)
  const group = (numerator: number, denominator: number) => ({ numerator, denominator, people: denominator })
  const groups = [group(5, 10), group(3, 5), group(10, 20), group(0, 0), group(9, 9)]
  expect([lowestOf(groups, 'up'), lowestOf(groups, 'down')]).toEqual([groups[2], groups[4]])
  expect(lowestOf([group(0, 0)], 'up')).toBeUndefined()
  expect(bandsOf([group(1, 5), group(5, 5), group(99, 100)]).map(({ groups }) => groups)).toEqual([0, 1, 0, 0, 2])
})
