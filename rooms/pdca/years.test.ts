import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { pdca } from './contract.ts'
import { reviewWorkOf } from './open-decisions.service.ts'
import { sameCount } from './rules.ts'

const improve = { subject: 'ict-training', decision: 'improve' as const, cause: '日程が合わない', dueOn: '2027-03-31' }

test('two counts are the same where both numbers are, or where there are none', () => {
  const of = (numerator: number, denominator: number | null = null) => ({ numerator, denominator })
  expect([sameCount(null, null), sameCount(of(3), of(3)), sameCount(of(3, 4), of(3, 4))]).toEqual([true, true, true])
  const others = [sameCount(of(3, 4), of(3, 5)), sameCount(of(3, 4), of(2, 4)), sameCount(of(3), of(3, 4))]
  expect([...others, sameCount(null, of(0)), sameCount(of(0), null)]).toEqual(Array(5).fill(false))
})

test(
  'three ended years may be closed, from the last day of each, where a policy held; the closed ones are told latest first',
  inTown(async ({ as, on, sql, hayashi, mori }) => {
    const years = async () => await as(hayashi).ask(pdca.listReviews, {})
    on('2027-03-30')
    expect((await years()).closable).toEqual([2025, 2024])
    on('2027-03-31')
    expect((await years()).closable).toEqual([2026, 2025, 2024])
    await sql(`update policy_edition set valid_from = '2010-04-01'`)
    expect((await years()).closable).toEqual([2026, 2025, 2024, 2023])
    on('2027-04-01')
    expect((await years()).closable).toEqual([2026, 2025, 2024])
    for (const fiscalYear of [2024, 2026, 2025]) await closesYear({ as }, fiscalYear)
    const decide = (fiscalYear: number) =>
      as(hayashi).ask(pdca.decide, { ...improve, fiscalYear, owner: mori, dueOn: '2027-04-01' })
    const { reviewDecisionId } = await decide(2024)
    await decide(2024)
    await decide(2026)
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId })
    const { reviews, closable } = await years()
    expect(reviews.map(({ fiscalYear, decided, done }) => [fiscalYear, decided, done])).toEqual([
      [2026, 1, 0],
      [2025, 0, 0],
      [2024, 2, 1],
    ])
    expect(closable).toEqual([])
    expect((await as(mori).ask(pdca.showReview, { fiscalYear: 2026 })).decisions).toHaveLength(1)
    await expect(as(hayashi).ask(pdca.restate, { fiscalYear: 2023, id: 'kpi-pride', reason: '—' })).rejects.toThrow(
      'no_such_review',
    )
    await expect(as(hayashi).ask(pdca.restate, { fiscalYear: 2026, id: 'nothing', reason: '—' })).rejects.toThrow(
      'no_such_kpi',
    )
  }),
)

test(
  'the sheet of a year has every value in the order of the policy, with its outcome, its status and what is missing (INV-L9, D1)',
  inTown(async ({ as, asCommand, hayashi }) => {
    const text = policyText.replace('第1版', '第2版').replace(/(id: kpi-pride[\s\S]*?isSample: )true/, '$1false')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2025-04-01' })
    await closesYear({ as }, 2025)
    const sheet = await as(hayashi).ask(pdca.showReview, { fiscalYear: 2025 })
    const { kpis, indicators } = await as(hayashi).ask(kpi.listKpis, { asOf: '2026-03-30' })
    expect(sheet.values.map(({ id, nodeName }) => [id, nodeName])).toEqual(
      [...kpis!, ...indicators!].map(({ id, nodeName }) => [id, nodeName]),
    )
    expect([sheet.edition.slice(0, 3), sheet.mayBePublished]).toEqual(['第2版', false])
    const value = (id: string) => sheet.values.find((one) => one.id === id)
    expect(value('kpi-pride')).toMatchObject({
      ...{ frozen: null, now: null, status: 'noValue', restsOnSample: false, restatementDue: false },
      ...{ direction: 'up', owner: '人材育成担当' },
    })
    expect(value('staff-trained')).toMatchObject({ frozen: { numerator: 0, denominator: null }, direction: null })
  }),
)

test(
  'what waits for somebody is theirs alone, by year, the most urgent first, until it is done',
  inTown(async (town) => {
    const { as, hayashi, mori, sato } = town
    for (const fiscalYear of [2024, 2025]) await closesYear({ as }, fiscalYear)
    const decide = (fiscalYear: number, owner: number, dueOn: string) =>
      as(hayashi).ask(pdca.decide, { ...improve, fiscalYear, owner, dueOn })
    await decide(2024, mori, '2027-02-01')
    const { reviewDecisionId } = await decide(2025, mori, '2026-11-22')
    await decide(2025, mori, '2027-01-10')
    await decide(2025, mori, '2027-03-01')
    await decide(2025, sato, '2026-12-01')
    const open = () =>
      within(town, (ctx) => reviewWorkOf(ctx, mori, sql`null::json`).then(({ decisions }) => decisions))
    expect(await open()).toEqual([
      { fiscalYear: 2025, dueOn: '2026-11-22', n: 3 },
      { fiscalYear: 2024, dueOn: '2027-02-01', n: 1 },
    ])
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId })
    expect(await open()).toEqual([
      { fiscalYear: 2025, dueOn: '2027-01-10', n: 2 },
      { fiscalYear: 2024, dueOn: '2027-02-01', n: 1 },
    ])
  }),
)

test(
  'the journal tells of each step its year and its reason, and of a decision whose it is (INV-L9)',
  inTown(async ({ as, asCommand, sql, hayashi, mori, sato }) => {
    await closesYear({ as }, 2025)
    const result = { staffNumber: staffNumberOf('mori'), kind: 'test' as const, level: 2, asOf: '2026-03-01' }
    const floor = ['ict-tools', 'information-security', 'data-use']
    await asCommand.ask(skills.importEvidence, { rows: floor.map((skill) => ({ ...result, skill })) })
    await as(hayashi).ask(pdca.restate, { fiscalYear: 2025, id: 'kpi-ict-floor', reason: '登録もれ' })
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, { ...improve, fiscalYear: 2025, owner: mori })
    const other = await as(hayashi).ask(pdca.decide, { ...improve, fiscalYear: 2025, owner: sato })
    expect(await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '済み' })).toEqual({ done: true })
    await as(hayashi).ask(pdca.completeDecision, other)
    const lines = await sql(
      `select operation, acted_as, subjects::int[], reason, detail from journal_line where operation like 'pdca.%' and operation <> 'pdca.stateNoValue' and kind = 'change' order by line_id`,
    )
    const step = (operation: string, more: object) => ({
      ...{ operation: `pdca.${operation}`, acted_as: 'hr', subjects: [], reason: null, ...more },
    })
    const about = { fiscalYear: 2025, subject: 'ict-training', decision: 'improve', dueOn: '2027-03-31' }
    expect(lines).toEqual([
      step('closeFiscalYear', { detail: { fiscalYear: 2025, asOf: '2026-03-31', frozen: expect.any(Number) } }),
      step('restate', {
        reason: '登録もれ',
        detail: {
          ...{ fiscalYear: 2025, id: 'kpi-ict-floor' },
          ...{ before: null, after: { numerator: 1, denominator: 12 } },
        },
      }),
      step('decide', { subjects: [mori], reason: '日程が合わない', detail: about }),
      step('decide', { subjects: [sato], reason: '日程が合わない', detail: about }),
      step('completeDecision', { acted_as: 'owner', subjects: [mori], reason: '済み', detail: { reviewDecisionId } }),
      step('completeDecision', { subjects: [sato], detail: other }),
    ])
  }),
)

test(
  'whoever said that a decision was carried out takes it back on that day; what another said, or said yesterday, stands',
  inTown(async ({ as, on, sql, hayashi, mori }) => {
    await closesYear({ as }, 2025)
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, { ...improve, fiscalYear: 2025, owner: mori })
    const shown = async (reader: number) => {
      const [decision] = (await as(reader).ask(pdca.showReview, { fiscalYear: 2025 })).decisions
      return [decision!.done !== null, ...decision!.may]
    }
    const takeBack = (who: number) => as(who).ask(pdca.takeBackCompletion, { reviewDecisionId })
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '済み' })
    expect([await shown(mori), await shown(hayashi)]).toEqual([[true, 'takeBackCompletion'], [true]])
    await expect(takeBack(hayashi)).rejects.toThrow('acted_on_meanwhile')
    await takeBack(mori)
    expect(await shown(mori)).toEqual([false, 'completeDecision'])
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId })
    on('2026-11-23')
    expect(await shown(mori)).toEqual([true])
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    expect(await sql(`select 1 from journal_line where operation = 'pdca.takeBackCompletion'`)).toHaveLength(1)
  }),
)
