import { expect, test } from 'vitest'
import { answeredBy, asked, openedRound, opening, secondOfHr, surveyText } from '#testing/surveys.ts'
import { inTown, type Name } from '#testing/town.ts'
import { surveys } from './contract.ts'

test(
  'what people wrote is read after closing by those alone who were named at opening, names masked, beside nothing else; nobody is added later (INV-A4, A6)',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    await secondOfHr(town)
    await sql(
      `insert into former_name (staff_member_id, name, name_kana, held_until) values ($1, '新田 由佳', 'ニッタ ユカ', '2020-04-01')`,
      [town.hayashi],
    )
    const roundId = await openedRound(town, { attributes: ['section'], level: '部', team: [town.hayashi] })
    // Receivers read who it is before they write.
    const [mine] = await as('sato').ask(surveys.listMySurveyRounds, {})
    expect(mine).toMatchObject({ team: ['林 由佳'] })
    await expect(sql('insert into survey_team values ($1, $2)', [roundId, town.suzuki])).rejects.toThrow('INV-A4')
    const read = (who: Name, more: object = {}) => as(who).ask(surveys.showSurveyTexts, { roundId, ...more } as never)
    await expect(read('hayashi')).rejects.toThrow('round_not_closed')
    await expect(read('hayashi', { roundId: 99 })).rejects.toThrow('no_such_round')
    const words: Partial<Record<Name, string>> = {
      ...{ sato: '会議が長い', ueda: '会議を減らしてほしい', mori: '会議と残業', tanaka: '上田さんの会議は短い' },
      ...{ ito: '新田さんに聞いた。会議はよい', ono: '残業' },
    }
    for (const name of asked) {
      const said = words[name]
      const answers = [{ item: 'pride', value: 3 }, ...(said ? [{ item: 'words', value: said }] : [])]
      await answeredBy(town, name, roundId, answers)
    }
    await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
    const told = await read('hayashi')
    expect(told).toMatchObject({ team: ['林 由佳'], item: 'words', total: 6, next: null })
    expect(told.groups).toEqual([{ word: '会議', texts: 5 }])
    expect(told.texts!.toSorted()).toEqual(
      [
        '会議が長い',
        '会議を減らしてほしい',
        '会議と残業',
        '〔氏名〕さんの会議は短い',
        '〔氏名〕さんに聞いた。会議はよい',
        '残業',
      ].toSorted(),
    )
    expect(await read('hayashi', { words: '残業', item: 'words' })).toMatchObject({ total: 2 })
    // Neither another one of HR, nor the executive who reads results.
    await expect(read('suzuki')).rejects.toThrow('not_of_team')
    await expect(read('kato')).rejects.toThrow('forbidden')
    await expect(read('hayashi', { item: 'pride' })).rejects.toThrow('no_such_item')
    const report = JSON.stringify(await as('kato').ask(surveys.showSurveyReport, { roundId, by: 'section' }))
    expect(report).not.toContain('会議')
    const columns = await sql<{ name: string }>(`select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = 'survey_text' order by 1`)
    expect(columns.map(({ name }) => name)).toEqual(['item', 'survey_round_id', 'text'])
    const look = (who: Name) => as(who).ask(surveys.showSurveyResponse, { roundId })
    expect((await look('hayashi')).may).toEqual(['showSurveyTexts'])
    expect((await look('suzuki')).may).toEqual([])
  }),
)

test(
  'where fewer than k wrote nothing is shown, where nobody is named nothing is kept apart, and only people of HR are named',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const few = await openedRound(town, { team: [town.hayashi] })
    await answeredBy(town, 'sato', few, [{ item: 'words', value: '一人だけの言葉' }])
    await asCommand.ask(surveys.closeSurveyRound, { roundId: few, reason: '短い' })
    const told = await as('hayashi').ask(surveys.showSurveyTexts, { roundId: few, after: 0 })
    expect(told).toMatchObject({ texts: null, total: 0, groups: [] })
    const unread = await openedRound(town)
    await answeredBy(town, 'sato', unread, [{ item: 'words', value: '読まれない' }])
    await asCommand.ask(surveys.closeSurveyRound, { roundId: unread, reason: '短い' })
    expect(await sql('select 1 from survey_text where survey_round_id = $1', [unread])).toEqual([])
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const wanted = { ...opening, team: [town.sato] }
    for (const operation of [surveys.openSurveyRound, surveys.previewSurveyRound] as const) {
      await expect(as('hayashi').ask(operation, wanted as never)).rejects.toThrow('not_of_hr')
    }
  }),
)
