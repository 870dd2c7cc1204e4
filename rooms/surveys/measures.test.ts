import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countFigure } from '#platform/measure/counting.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { answeredBy, openedRound, pride, surveyText } from '#testing/surveys.ts'
import { inTown, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { surveys } from './contract.ts'
import { responseRate } from './counting.service.ts'

/** An edition whose KPI 能力を発揮できる仕事や機会がある is counted from the town's survey. */
const edition = readFileSync('policy/shinagawa.yaml', 'utf8').replaceAll(
  /measure: surveys\.favourableShare\(engagement\/pride\)/g,
  'measure: surveys.favourableShare(ease/pride)',
)
const counting = async ({ asCommand }: Town, publishFrom = '2026-11-22') => {
  await asCommand.ask(policy.loadPolicy, { text: edition.replace('edition: ', 'edition: 改定 '), publishFrom })
}
const shown = async ({ as }: Town, asOf?: string) => {
  const { item, sections } = await as('kato').ask(kpi.showKpi, { kpiId: 'kpi-pride', ...(asOf && { asOf }) })
  return { value: item.value, sections, trend: item.trend }
}

/** Counted from the sheets themselves, which the figure never reads. */
async function recounted({ sql }: Town, roundId: number) {
  const [row] = await sql<{ numerator: number; denominator: number }>(
    `select count(*) filter (where (answers ->> 'pride')::int in (4, 5))::int as numerator, count(*)::int as denominator
     from survey_answer where survey_round_id = ${roundId} and answers ? 'pride'`,
  )
  return row
}

test(
  'a KPI is the share that agreed in the latest closed round, with its wording and response; before one is closed it is unknown, not 0 (INV-L8, P7)',
  inTown(async (town) => {
    const { asCommand, asJob, on } = town
    await counting(town)
    const roundId = await openedRound(town)
    for (const [person, value] of [
      ...([
        ['sato', 5],
        ['ueda', 4],
        ['tanaka', 4],
        ['mori', 2],
        ['kato', 3],
        ['ito', 4],
      ] as const),
    ])
      await answeredBy(town, person, roundId, pride(value))
    expect((await shown(town)).value).toBeNull()
    await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
    const { value } = await shown(town)
    expect(value).toMatchObject({ ...(await recounted(town, roundId)), restsOnSample: false })
    expect(value).toMatchObject({ numerator: 4, denominator: 6, outside: [{ reason: 'not_answered', people: 4 }] })
    expect(value?.told).toBe(
      '令和8年11月22日に締め切った「働きやすさの調査(サンプル値)」。設問「いまの仕事に誇りを持っている」。回答 6人 / 対象 10人(回答率 60%)',
    )
    // What is kept up says the same, and follows the next round.
    while ((await asJob.ask(kpi.keepFigures, {})).left > 0);
    expect((await shown(town)).value).toEqual(value)
    expect((await shown(town, '2026-11-21')).value).toBeNull()
    on('2026-11-24')
    // A later round of another survey says nothing of this one.
    const today = '2026-11-24'
    const rate = async () =>
      (await within(town, (ctx) => countFigure(ctx, responseRate('surveys.responseRate(ease)'), today), { today }))
        ?.total
    await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('id: ease', 'id: other') })
    await asCommand.ask(surveys.bringSurveyRound, {
      ...{ survey: 'other', from: '2026-11-23', to: '2026-11-23', k: 4, level: '部', items: ['pride'] },
      sections: [{ section: '10', receivers: 8, sheets: [[1], [2], [5], [4]] }],
    })
    expect(await rate()).toMatchObject({ numerator: 6, denominator: 10 })
    const second = await asCommand.ask(surveys.bringSurveyRound, {
      ...{ survey: 'ease', from: '2026-11-23', to: '2026-11-23', k: 4, level: '部', items: ['pride'] },
      sections: [{ section: '10', receivers: 8, sheets: [[1], [2], [5], [4], [null]] }],
    })
    expect((await shown(town)).value).toMatchObject({ numerator: 2, denominator: 4 })
    expect(await rate()).toMatchObject({ numerator: 5, denominator: 8 })
    expect(await recounted(town, second.roundId)).toEqual({ numerator: 2, denominator: 4 })
  }),
)

test(
  'by section a KPI shows blocks that may be known and no other, and a closed year keeps what was shown (INV-A2, A3, A7, L7)',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    await counting(town, '2025-04-01')
    const load = () => asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const said = (...values: number[]) => values.map((value) => [value])
    const brought = {
      ...{ survey: 'ease', from: '2025-10-01', to: '2025-10-14', k: 4, level: '課', isSample: true },
      items: ['pride'],
      sections: [
        { section: '101010', receivers: 7, sheets: said(5, 4, 4, 2, 1, 3) },
        { section: '2010', receivers: 5, sheets: said(4, 4, 4, 4, 4) },
        { section: '2020', receivers: 4, sheets: said(2, 3, 2) },
      ],
    }
    const bring = (more: Partial<typeof brought> = {}) =>
      asCommand.ask(surveys.bringSurveyRound, { ...brought, ...more })
    const refused = async (more: Partial<typeof brought>) => bring(more).then(String, ({ code }) => code as string)
    expect(await refused({})).toBe('no_such_survey')
    await asCommand.ask(surveys.loadSurvey, {
      text: surveyText.replace('id: ease', 'id: signed').replace('anonymous', 'named'),
    })
    await load()
    expect(await refused({ survey: 'signed' })).toBe('named_not_brought')
    expect(await refused({ to: '2025-09-30' })).toBe('ends_before_it_begins')
    expect(await refused({ to: '2026-11-22' })).toBe('not_over_yet')
    expect(await refused({ k: 3 })).toBe('k_too_low')
    expect(await refused({ level: '局' })).toBe('unknown_level')
    expect(await refused({ items: ['pride?'] })).toBe('faulty_answers')
    const [first] = brought.sections
    expect(await refused({ sections: [{ ...first!, section: '99' }] })).toBe('unknown_section')
    expect(await refused({ sections: [{ ...first!, receivers: 5 }] })).toBe('more_than_asked')
    expect(await refused({ sections: [{ ...first!, sheets: said(6) }] })).toBe('faulty_answers')

    const { roundId, ...told } = await bring()
    expect(await refused({})).toBe('brought_already')
    // Three answered in 2020: it is one group with 2010, of which all said the same.
    expect(told).toEqual({ receivers: 16, answers: 14, groups: 2 })
    const day = '2026-03-31'
    const { value, sections } = await shown(town, day)
    expect(value).toMatchObject({ ...(await recounted(town, roundId)), restsOnSample: true })
    expect(value).toMatchObject({ numerator: 8, denominator: 14, outside: [{ reason: 'not_answered', people: 2 }] })
    expect(sections?.rows.map(({ name, numerator, denominator }) => [name, numerator, denominator])).toEqual([
      ['区民生活部', 3, 6],
      ['総務部', 5, 8],
    ])
    const within = await as('kato').ask(kpi.showKpi, { kpiId: 'kpi-pride', asOf: day, within: '20' })
    expect(within.sections?.rows.map(({ denominator }) => denominator)).toEqual([8])
    const { records } = await as('hayashi').ask(kpi.listKpiRecords, { kpiId: 'kpi-pride', asOf: day, pageSize: 50 })
    expect(records.map(({ finding, staffMemberId }) => [finding, staffMemberId])).toEqual([
      ['戸籍住民課: そう思う・とてもそう思う 3人 / 回答 6人', null],
      ['総務部: そう思う・とてもそう思う 5人 / 回答 8人', null],
    ])
    // Nothing joins two sheets, and there is nothing to answer or to sign with.
    expect(
      await sql(`select 1 from survey_receiver union select 1 from survey_secret union select 1 from survey_cell`),
    ).toEqual([])
    await expect(as('sato').ask(surveys.showSurveyRound, { roundId })).rejects.toThrow('no_such_round')

    const response = await as('kato').ask(surveys.showSurveyResponse, { roundId })
    expect(response).toMatchObject({ state: 'closed', keysHash: null, may: [], receivers: 16, answered: 14 })
    expect(response.sections.map(({ names, ...counts }) => [names.at(-1), counts.receivers, counts.answered])).toEqual([
      ['区民生活部', 7, 6],
      ['戸籍住民課', 7, 6],
      ['総務部', 9, 8],
    ])

    await closesYear({ as }, 2025)
    await bring({ from: '2026-03-01', to: '2026-03-10', sections: [{ ...first!, sheets: said(1, 2, 1, 2, 3) }] })
    const frozen = await as('kato').ask(kpi.showKpi, { kpiId: 'kpi-pride', asOf: day })
    expect(frozen.item.value).toEqual(value)
    expect(frozen.sections?.rows.map(({ denominator }) => denominator)).toEqual([6, 8])
    expect((await shown(town)).value).toMatchObject({ numerator: 0, denominator: 5 })
  }),
)

test(
  'a changed wording breaks the series: the trend says so, and nothing is compared across it, neither by KPI nor by round (INV-L7)',
  inTown(async (town) => {
    const { as, asCommand } = town
    await counting(town, '2025-04-01')
    const bring = async (wording: string, from: string, to: string, values: number[]) => {
      await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('いまの仕事に誇りを持っている', wording) })
      return asCommand.ask(surveys.bringSurveyRound, {
        ...{ survey: 'ease', from, to, k: 4, level: '部', items: ['pride'] },
        sections: [{ section: '10', receivers: 8, sheets: values.map((value) => [value]) }],
      })
    }
    const trend = async () => {
      const { kpis } = await as('kato').ask(kpi.listKpis, {})
      const { trend: points, movement } = kpis!.find(({ id }) => id === 'kpi-pride')!
      return [points.map(({ fiscalYear, countedOtherwise }) => [fiscalYear, countedOtherwise]), movement]
    }
    await bring('いまの仕事に誇りを持っている', '2025-10-01', '2025-10-14', [1, 2, 4, 4, 2])
    await closesYear(town, 2025)
    const same = await bring('いまの仕事に誇りを持っている', '2026-10-01', '2026-10-14', [4, 4, 4, 5, 1])
    expect(await trend()).toEqual([[[2025, false]], 'forward'])
    const across = (from: string) => as('kato').ask(kpi.showKpiChange, { kpiId: 'kpi-pride', from, to: '2026-11-22' })
    expect((await across('2026-03-31')).whole?.why).not.toBe('otherDefinition')
    const reported = async (roundId: number) => {
      const { items } = await as('hayashi').ask(surveys.showSurveyReport, { roundId })
      const { whole, askedOtherwise } = items.find(({ item }) => item.id === 'pride')!
      return [whole?.change !== null, askedOtherwise]
    }
    expect(await reported(same.roundId)).toEqual([true, false])
    const other = await bring('いまの仕事を誇らしく思う', '2026-11-01', '2026-11-14', [4, 4, 4, 5, 1])
    expect(await trend()).toEqual([[[2025, true]], 'unknown'])
    expect((await across('2026-03-31')).whole?.why).toBe('otherDefinition')
    expect(await reported(other.roundId)).toEqual([false, true])
  }),
)

test(
  'a round that was brought along wrongly is taken back with its reason, and may come again; one that was opened here, or on which a change rests, stays',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    await counting(town, '2025-04-01')
    const opened = await openedRound(town)
    const bring = () =>
      asCommand.ask(surveys.bringSurveyRound, {
        ...{ survey: 'ease', from: '2026-10-01', to: '2026-10-14', k: 4, level: '部', items: ['pride'] },
        sections: [{ section: '10', receivers: 8, sheets: [[1], [2], [5], [4]] }],
      })
    const { roundId } = await bring()
    expect((await shown(town)).value).toMatchObject({ numerator: 2, denominator: 4 })
    const takeBack = (id: number) =>
      asCommand.ask(surveys.takeBackSurveyRound, { roundId: id, reason: '別の調査の回答だった' })
    await expect(takeBack(opened)).rejects.toThrow('not_brought')
    await expect(takeBack(4711)).rejects.toThrow('no_such_round')
    expect(await takeBack(roundId)).toEqual({ roundId, answers: 4 })
    expect((await shown(town)).value).toBeNull()
    expect(
      await sql(`select survey_round_id from survey_answer union select survey_round_id from survey_group
        union select survey_round_id from survey_tally`),
    ).toEqual([])
    const [line] = await sql<{ reason: string }>(
      `select reason from journal_line where operation = 'surveys.takeBackSurveyRound'`,
    )
    expect(line?.reason).toBe('別の調査の回答だった')
    // Nothing else of a round is taken away, by whatever way.
    await expect(sql(`delete from survey_round where survey_round_id = ${opened}`)).rejects.toThrow('INV-A6')
    const again = await bring()
    await as('hayashi').ask(surveys.addSurveyChange, {
      ...{ roundId: again.roundId, what: '静かな部屋を設ける', owner: '人事課', dueOn: '2027-03-31', state: 'planned' },
    })
    await expect(takeBack(again.roundId)).rejects.toMatchObject({ code: 'changes_rest_on_it', values: { count: 1 } })
  }),
)
