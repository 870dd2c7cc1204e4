import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { inTown, type Town } from '#testing/town.ts'
import { pdca } from './contract.ts'

/** Counted again from the raw rows: who was in service on 31 March 2026, and who of them had passed by then. */
async function recountOfFloor({ sql }: Pick<Town, 'sql'>) {
  const [row] = await sql<{ numerator: number; denominator: number }>(
    `select count(*)::int as denominator, (count(*) filter (where (select count(distinct skill) from skill_evidence v
        where v.staff_member_id = e.staff_member_id and v.as_of <= '2026-03-31' and v.withdrawn_at is null) = 3))::int as numerator
      from employment e where joined_on <= '2026-03-31' and (left_on is null or left_on > '2026-03-31')`,
  )
  return row
}

const floorOf = async ({ as, sato }: Town) =>
  (await as(sato).ask(pdca.showReview, { fiscalYear: 2025 })).values.find(({ id }) => id === 'kpi-ict-floor')

test(
  'a review freezes every value of 31 March as an independent recount finds it, with what lies under it (INV-F4, L9)',
  inTown(async (town) => {
    const { as, sql, hayashi, ueda, mori, yamada } = town
    await passes(town, ueda, '2026-02-10')
    await passes(town, yamada, '2026-03-31')
    await passes(town, mori, '2026-04-01')
    await as(hayashi).ask(kpi.recordKpiActual, {
      kpiId: 'kpi-pride',
      numerator: 64,
      denominator: 100,
      asOf: '2025-10-01',
    })
    expect(await as(hayashi).ask(pdca.listReviews, {})).toEqual({
      today: '2026-11-22',
      reviews: [],
      closable: [2025, 2024],
      may: ['closeFiscalYear'],
    })
    // What the page shows before the button is what the button freezes; a target that comes next is told with its year.
    const before = await as(hayashi).ask(kpi.listKpis, { asOf: '2026-03-31' })
    const { frozen } = await closesYear({ as }, 2025, '研修の日程を増やした。')
    const { values } = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })
    const counted = (value: { numerator: number; denominator: number | null } | null) =>
      value && [value.numerator, value.denominator]
    const aims = <A extends { id: string; target: number | null; targetYear: number | null }>(one: A) =>
      [one.id, one.target, one.targetYear] as const
    const shown = [...before.kpis!, ...before.indicators!]
    expect(values.map((one) => [...aims(one), counted(one.frozen)])).toEqual(
      shown.map((one) => [...aims(one), counted(one.value)]),
    )
    expect(values.some(({ targetYear }) => targetYear !== null && targetYear > 2025)).toBe(true)
    const { kpis, indicators } = await as(hayashi).ask(kpi.listKpis, { asOf: '2026-03-31' })
    expect(frozen).toBe(kpis!.length + indicators!.length)
    expect(await floorOf(town)).toMatchObject({
      frozen: await recountOfFloor(town),
      restsOnSample: true,
      ...{ targetYear: 2026, status: 'notDue' },
      restatementDue: false,
    })
    const [row] = await sql<{
      composition: { counted: string[]; others: string[]; sections: { denominator: number }[] }
    }>(`select composition from kpi_frozen where kpi = 'kpi-ict-floor'`)
    expect(row?.composition.counted.sort()).toEqual([ueda, yamada].map(String))
    expect(row?.composition.others).toHaveLength(10)
    expect(row?.composition.sections.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(12)
    // Whoever looks behind the frozen value sees the sections as they were then: 山田 still counts, passing later counts nothing.
    await passes(town, mori, '2026-03-20')
    const behind = await as(hayashi).ask(kpi.showKpi, { kpiId: 'kpi-ict-floor', asOf: '2026-03-31' })
    expect(behind.sections?.rows.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(2)
    expect(await as(hayashi).ask(pdca.listReviews, {})).toMatchObject({
      reviews: [{ fiscalYear: 2025, closedOn: '2026-11-22', decided: 0, done: 0 }],
      closable: [2024],
    })
    expect(await as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })).toMatchObject({
      asOf: '2026-03-31',
      closedBy: '林 由佳',
      summary: '研修の日程を増やした。',
      mayBePublished: false,
    })
  }),
)

test(
  'a later correction leaves the frozen number and stands beside it as a restatement with reason and author (INV-F4)',
  inTown(async (town) => {
    const { as, sql, hayashi, sato, ueda, mori, ito } = town
    await passes(town, ueda, '2026-02-10')
    await closesYear({ as }, 2025)
    const restate = (reason: string) => as(hayashi).ask(pdca.restate, { fiscalYear: 2025, id: 'kpi-ict-floor', reason })
    await expect(restate('念のため')).rejects.toThrow('nothing_to_restate')
    await passes(town, mori, '2026-03-01')
    expect(await floorOf(town)).toMatchObject({ frozen: { numerator: 1 }, now: { numerator: 2 }, restatementDue: true })
    expect(await restate('3月の合格者の登録もれ')).toMatchObject({ before: { numerator: 1 }, after: { numerator: 2 } })
    expect(await floorOf(town)).toMatchObject({
      frozen: { numerator: 1 },
      now: { numerator: 2 },
      restatementDue: false,
    })
    await passes(town, ito, '2026-03-15')
    await restate('さらに1人の登録もれ')
    const value = await floorOf(town)
    expect(value?.frozen?.numerator).toBe(1)
    expect(value?.restatements.map(({ before, after, by }) => [before?.numerator, after?.numerator, by])).toEqual([
      [1, 2, '林 由佳'],
      [2, 3, '林 由佳'],
    ])
    const shown = await as(sato).ask(kpi.showKpi, { kpiId: 'kpi-ict-floor', asOf: '2026-03-31' })
    expect(shown.item).toMatchObject({
      value: { numerator: 1 },
      frozen: { fiscalYear: 2025, restated: { to: { numerator: 3 }, reason: 'さらに1人の登録もれ' } },
    })
    const now = await as(sato).ask(kpi.showKpi, { kpiId: 'kpi-ict-floor' })
    expect(now.item.trend).toMatchObject([
      { fiscalYear: 2025, numerator: 3, isFrozen: true, isRestated: true, countedOtherwise: false },
    ])
    await expect(sql(`update kpi_frozen set numerator = 99`)).rejects.toThrow('read-only')
    await expect(sql(`delete from review`)).rejects.toThrow('read-only')
  }),
)

test(
  'last year’s frozen figures stay after transfers, renames and a new edition of the policy (INV-O2, F4, L7)',
  inTown(async (town) => {
    const { as, asCommand, sql, on, hayashi, ueda, mori } = town
    await passes(town, ueda, '2026-02-10')
    await closesYear({ as }, 2025)
    const before = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })
    await sql(`update section_period set valid_to = '2026-12-01' where section_code = '101010'`)
    await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
      values ('101010', '総合窓口係', '係', '2020', '2026-12-01')`)
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = any($1)`, [[ueda, mori]])
    await sql(`update employment set left_on = '2026-12-01' where staff_member_id = $1`, [mori])
    await sql(`update staff_member set name = '上田 洋介' where staff_member_id = $1`, [ueda])
    const edition = readFileSync('policy/shinagawa.yaml', 'utf8')
      .replace('第1版', '第2版')
      .replace('により水準に達した職員数 ÷ 対象の職員数', 'により水準に達した職員数 ÷ 全職員数')
    await asCommand.ask(policy.loadPolicy, { text: edition, publishFrom: '2026-12-01' })
    on('2027-03-01')
    expect(await as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })).toEqual(before)
    const { item } = await as(hayashi).ask(kpi.showKpi, { kpiId: 'kpi-ict-floor' })
    expect(item.trend.find(({ fiscalYear }) => fiscalYear === 2025)).toMatchObject({ countedOtherwise: true })
  }),
)

test(
  'a year is closed once, from its last day on, also when two press at the same moment',
  inTown(async ({ as, on, hayashi, asCommand }) => {
    const close = (fiscalYear: number) => as(hayashi).ask(pdca.closeFiscalYear, { fiscalYear })
    const settled = async (fiscalYear: number) => {
      const { values } = await as(hayashi).ask(pdca.listClosing, { fiscalYear })
      for (const { id } of values)
        await as(hayashi).ask(pdca.stateNoValue, { fiscalYear, id, reason: 'この年度は測っていない' })
    }
    await expect(close(2026)).rejects.toThrow('year_not_ended')
    await expect(close(2021)).rejects.toThrow('no_policy')
    await expect(as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })).rejects.toThrow('no_such_review')
    await settled(2025)
    const both = await Promise.allSettled([close(2025), close(2025)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(close(2025)).rejects.toThrow('already_closed')
    on('2027-03-30')
    await expect(close(2026)).rejects.toThrow('year_not_ended')
    on('2027-03-31')
    await settled(2026)
    expect(await asCommand.ask(pdca.closeFiscalYear, { fiscalYear: 2026 })).toMatchObject({ fiscalYear: 2026 })
    const review = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2026 })
    expect(review.values.find(({ id }) => id === 'kpi-ict-floor')).toMatchObject({ target: 60, status: 'noValue' })
  }),
)

test(
  'a decision has cause, owner and due date, is added and never changed, and its owner says when it is done (INV-L9)',
  inTown(async ({ as, sql, hayashi, mori, sato, yamada, kato }) => {
    await closesYear({ as }, 2025)
    const decision = {
      ...{ fiscalYear: 2025, subject: 'ict-training', decision: 'improve' as const, owner: mori, dueOn: '2027-03-31' },
      cause: '窓口の職員が日程を選べなかった。',
    }
    const decide = (more: object) => as(hayashi).ask(pdca.decide, { ...decision, ...more })
    await expect(decide({ subject: 'nothing-known' })).rejects.toThrow('no_such_subject')
    await expect(decide({ owner: yamada })).rejects.toThrow('no_such_staff_member')
    await expect(decide({ dueOn: '2026-11-21' })).rejects.toThrow('due_in_past')
    await expect(decide({ fiscalYear: 2024 })).rejects.toThrow('no_such_review')
    await expect(decide({ cause: '  ' })).rejects.toThrow('invalid_input')
    const { reviewDecisionId } = await decide({})
    await decide({ subject: 'kpi-ict-floor', decision: 'continue' })
    await expect(as(sato).ask(pdca.completeDecision, { reviewDecisionId })).rejects.toThrow('forbidden')
    const offeredTo = async (person: number) =>
      (await as(person).ask(pdca.showReview, { fiscalYear: 2025 })).decisions.map(({ may }) => may.length)
    expect(await Promise.all([sato, mori, hayashi].map(offeredTo))).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ])
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '夕方の回を設けた。' })
    // Whoever said so may take it back on that day.
    expect(await Promise.all([mori, hayashi].map(offeredTo))).toEqual([
      [1, 1],
      [0, 1],
    ])
    await expect(as(hayashi).ask(pdca.completeDecision, { reviewDecisionId })).rejects.toThrow('already_done')
    await expect(as(hayashi).ask(pdca.completeDecision, { reviewDecisionId: 999 })).rejects.toThrow('no_such_decision')
    const { decisions } = await as(kato).ask(pdca.showReview, { fiscalYear: 2025 })
    expect(decisions).toMatchObject([
      {
        subjectName: '全職員のデジタルリテラシー研修',
        ownerName: '森 千夏',
        done: { on: '2026-11-22', note: '夕方の回を設けた。', by: '森 千夏' },
      },
      { subjectName: 'ICTの一定水準に達した職員の割合', done: null },
    ])
    expect((await as(kato).ask(pdca.listReviews, {})).reviews).toMatchObject([{ decided: 2, done: 1 }])
    await expect(sql(`update review_decision set cause = 'other'`)).rejects.toThrow('read-only')
  }),
)

test(
  'only HR closes, restates and decides; every member of staff may read what a year came to',
  inTown(async ({ as, asGuest, asJob, hayashi, kato, tanaka, sato, ito, mori }) => {
    await closesYear({ as }, 2025)
    const year = { fiscalYear: 2025 }
    const decision = { ...year, subject: 'ict-training', decision: 'continue' as const, cause: '—', owner: mori }
    for (const person of [kato, tanaka, sato, ito]) {
      await expect(as(person).ask(pdca.closeFiscalYear, { fiscalYear: 2024 })).rejects.toThrow('forbidden')
      await expect(as(person).ask(pdca.restate, { ...year, id: 'kpi-pride', reason: '—' })).rejects.toThrow('forbidden')
      await expect(as(person).ask(pdca.decide, { ...decision, dueOn: '2027-03-31' })).rejects.toThrow('forbidden')
      expect(await as(person).ask(pdca.showReview, year)).toMatchObject({ fiscalYear: 2025, may: [] })
      expect((await as(person).ask(pdca.listReviews, {})).may).toEqual([])
    }
    expect((await as(hayashi).ask(pdca.showReview, year)).may).toEqual(['restate', 'decide'])
    for (const visitor of [asGuest, asJob]) {
      await expect(visitor.ask(pdca.showReview, year)).rejects.toThrow(/sign_in_needed|forbidden/)
      await expect(visitor.ask(pdca.listReviews, {})).rejects.toThrow(/sign_in_needed|forbidden/)
      await expect(visitor.ask(pdca.closeFiscalYear, { fiscalYear: 2024 })).rejects.toThrow(/sign_in_needed|forbidden/)
    }
  }),
)
