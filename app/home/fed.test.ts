import { expect, test } from 'vitest'
import { countFigure } from '#platform/measure/counting.ts'
import { doesFeed, fedSince } from '#platform/measure/feeding.ts'
import { kindsOfMeasures, measureNamed } from '#platform/measure/measure.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { livedIn } from '#testing/lived-in.ts'
import { policyText } from '#testing/policy-text.ts'
import { answeredBy, asked, openedRound, pride } from '#testing/surveys.ts'
import { thanked } from '#testing/thanks.ts'
import { inTown } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { home } from './contract.ts'

test(
  'what I did stands by its day with the KPIs that count it, from every room, and it is nobody else’s (INV-S1)',
  inTown(async (town) => {
    const { as, hayashi, sato, tanaka, on } = town
    on('2026-10-03')
    const { version } = await as(sato).ask(mvv.stateDuty, { duty: '届出を確かめる' })
    await as(hayashi).ask(skills.recordResult, {
      ...{ staffMemberId: sato, kind: 'test', skill: 'ict-tools', level: 2, asOf: '2026-10-03', source: '到達テスト' },
    })
    on('2026-10-05')
    await as(tanaka).ask(mvv.agreeToDuty, { staffMemberId: sato, seen: version })
    await thanked(town, 'sato', 'ueda')
    const { records, question } = await as(sato).ask(home.showWhatIFed, {})
    const short = records.map(({ day, what, kpis }) => [day, what, kpis.map(({ id }) => id)])
    expect(short).toEqual([
      ['2026-10-05', '職務の言葉を所属長と確かめ合う', []],
      ['2026-10-05', 'ありがとうを送る', []],
      ['2026-10-03', '自分の職務を言葉にする', []],
      ['2026-10-03', '「ICTツールの活用」の到達テストの結果', ['kpi-ict-floor']],
    ])
    expect(records.find(({ id }) => id.startsWith('thanks'))?.measures).toHaveLength(1)
    expect(question).toBeNull()
    expect((await as(tanaka).ask(home.showWhatIFed, {})).records).toEqual([])
  }),
)

test(
  'a value that its owner told, a milestone that was reached and a decision that was carried out stand by their day: the value feeds its KPI, and one that was corrected away nothing',
  inTown(async (town) => {
    const { as, on, hayashi, mori, tanaka } = town
    await as(hayashi).ask(kpi.nameKpiOwner, { kpiId: 'kpi-pride', owner: mori })
    const milestones = [{ name: '夕方の回', dueOn: '2027-01-31' }]
    await as(hayashi).ask(pdca.saveInitiative, { fiscalYear: 2026, name: '夕方の研修', owner: mori, milestones })
    await closesYear(town, 2025)
    const decided = { fiscalYear: 2025, subject: 'ict-training', decision: 'improve' as const, cause: '混む' }
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, { ...decided, owner: mori, dueOn: '2027-03-31' })
    const value = (asOf: string) => ({ kpiId: 'kpi-pride', numerator: 64, denominator: 100, asOf })
    await as(mori).ask(kpi.recordKpiActual, value('2026-11-01'))
    on('2026-11-23')
    await as(hayashi).ask(kpi.recordKpiActual, value('2026-11-02'))
    const [initiative] = (await as(mori).ask(pdca.showYearPlan, { fiscalYear: 2026 })).initiatives
    // Whoever notes it, it is of whoever answers for it.
    await as(hayashi).ask(pdca.markMilestone, { milestoneId: initiative!.milestones[0]!.milestoneId, isDone: true })
    on('2026-11-24')
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '' })
    const fed = async (who: number) => {
      const { records } = await as(who).ask(home.showWhatIFed, {})
      return records.map(({ day, what, kpis, measures }) => [day, what, kpis.map(({ id }) => id), measures])
    }
    expect(await fed(mori)).toEqual([
      ['2026-11-24', '令和7年度(2025年度)の検証で決まったことを済ませる', [], []],
      ['2026-11-23', '取組「夕方の研修」の節目「夕方の回」に届く', [], []],
      ['2026-11-22', expect.stringMatching(/^指標「能力を発揮できる.*」の値を知らせる$/), ['kpi-pride'], []],
    ])
    expect((await fed(hayashi)).map(([day, , kpis]) => [day, kpis])).toEqual([['2026-11-23', ['kpi-pride']]])
    expect(await fed(tanaka)).toEqual([])
    const { entries } = await as(mori).ask(kpi.showKpi, { kpiId: 'kpi-pride' })
    const mine = entries.find(({ asOf }) => asOf === '2026-11-01')!
    await as(mori).ask(kpi.correctKpiActual, {
      ...{
        kpiId: 'kpi-pride',
        kpiActualId: mine.kpiActualId,
        seen: mine.version,
        to: null,
        reason: '別の年の値だった',
      },
    })
    expect((await fed(mori)).length).toBe(2)
    on('2027-04-01')
    expect(await fed(mori)).toEqual([])
  }),
)

test(
  'the question behind the line is asked where the line is seen while a round asks me; afterwards it says when it was asked, and that I answered',
  inTown(async (town) => {
    const { as, asCommand, sato } = town
    const seen = async () => await as(sato).ask(home.showWhatIFed, {})
    const text = policyText
      .replace('第1版', '第2版')
      .replace(/(id: kpi-pride[\s\S]*?measure: )null/, '$1surveys.favourableShare(ease/pride)')
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    const roundId = await openedRound(town)
    const question = { wording: 'いまの仕事に誇りを持っている', kpi: { id: 'kpi-pride' } }
    expect((await seen()).question).toMatchObject({ ...question, roundId, on: '2026-11-30' })
    for (const name of asked) await answeredBy(town, name, roundId, pride(4))
    expect(await seen()).toMatchObject({ question: { ...question, roundId: null, on: null }, records: [] })
    await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '全員が答えた' })
    const { records, question: after } = await seen()
    expect(after).toMatchObject({ ...question, roundId: null, on: '2026-11-22' })
    expect(records.map(({ day, kpis }) => [day, kpis.map(({ id }) => id)])).toEqual([['2026-11-22', ['kpi-pride']]])
  }),
)

test(
  'whoever has a record that feeds a measure stands in its numerator, and each measure that a record names is offered',
  inTown(async (town) => {
    await livedIn(town, 1)
    const people = await town.sql<{ id: number }>('select staff_member_id as id from employment where left_on is null')
    const from = '2026-04-01'
    const today = '2026-11-22'
    const seen = new Set<string>()
    await within(
      town,
      async (ctx) => {
        const kinds = new Set(kindsOfMeasures().map(({ name }) => name.replace(/\(.*$/, '')))
        for (const { id } of people) {
          const fed = await fedSince(ctx, id, from)
          for (const name of new Set(fed.flatMap(({ measures }) => measures))) {
            expect(kinds.has(name.replace(/\(.*$/, '')), name).toBe(true)
            const measure = measureNamed(name)
            if (!measure || !perPerson.has(name)) continue
            seen.add(name)
            const records = await measure.records(
              ctx,
              { from: measure.kind === 'state' ? today : from, asOf: today },
              { limit: 5000 },
            )
            const mine = records.records.filter((one) => one.staffMemberId === id)
            if (mine.length > 0)
              expect(
                mine.some(({ counted }) => counted),
                `${name} of ${id}`,
              ).toBe(true)
          }
          expect(fed.every(({ day }) => day >= from && day <= today)).toBe(true)
        }
        expect(
          doesFeed({ measures: ['surveys.favourableShare(pulse/'] }, 'surveys.favourableShare(pulse/connected)'),
        ).toBe(true)
        expect(await countFigure(ctx, measureNamed('training.completions')!, today)).toBeDefined()
      },
      { today },
    )
    expect([...perPerson].filter((name) => !seen.has(name))).toEqual([])
  }),
)

/** Measures of which each person's own record decides. */
const perPerson = new Set([
  ...['training.completions', 'training.staffTrained', 'training.shareTrained', 'training.ownApplications'],
  ...['skills.shareReflectedThisYear', 'skills.shareObservedThisYear'],
])
