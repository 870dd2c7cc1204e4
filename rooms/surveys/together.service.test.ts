import { expect, test } from 'vitest'
import { openedRound, surveyText } from '#testing/surveys.ts'
import { inTown } from '#testing/town.ts'
import { surveys } from './contract.ts'

const sections = ['10', '1010', '101010', '20', '2010', '2020']
const text = surveyText.replace(
  'outcome: pride',
  `outcome: pride
  - { id: with, type: agreement5, wording: 相談できる }
  - { id: apart, type: agreement5, wording: 早く帰れる }`,
)

/** So many of ten agree; no answer is that of all, nor of all but one. */
const ten = (favourable: number) =>
  Array.from({ length: 10 }, (_, at) => (at < favourable ? 4 + (at % 2) : 1 + (at % 2)))

test(
  'what changed in the same sections at the same time as an outcome is told with how many say so, over rounds that asked in the same words, and only of closed ones (INV-A2)',
  inTown(async (town) => {
    const { as, asCommand } = town
    await asCommand.ask(surveys.loadSurvey, { text })
    const bring = (month: number) => {
      const sheetsOf = (at: number) => {
        const moves = 2 + ((at * 3 + month * (at + 2)) % 7)
        const columns = [ten(moves), ten(moves), ten(2 + ((at * 5 + month * 4) % 7))]
        return columns[0]!.map((_, sheet) => columns.map((column) => column[sheet]!))
      }
      return asCommand.ask(surveys.bringSurveyRound, {
        ...{ survey: 'ease', from: `2026-0${month}-01`, to: `2026-0${month}-14`, k: 4, level: '係' },
        items: ['pride', 'with', 'apart'],
        sections: sections.map((section, at) => ({ section, receivers: 12, sheets: sheetsOf(at) })),
      })
    }
    const look = (roundId: number) => as('hayashi').ask(surveys.showSurveyTogether, { roundId })
    const first = await bring(4)
    expect(await look(first.roundId)).toMatchObject({ rounds: 1, sections: 0, looked: 0, held: 0, found: [] })
    for (const month of [5, 6]) await bring(month)
    const { roundId } = await bring(7)
    const { found, ...counts } = await look(roundId)
    expect(counts).toEqual({ rounds: 4, sections: 18, fewest: 10, looked: 2, held: 1 })
    expect(found).toMatchObject([{ item: { id: 'with' }, n: 18 }])
    expect(found[0]!.r).toBeGreaterThan(0.99)
    // An item in other words is another item: of it nothing is laid beside what was asked before.
    await asCommand.ask(surveys.loadSurvey, { text: text.replace('相談できる', '相談しやすい') })
    const other = await bring(8)
    expect(await look(other.roundId)).toMatchObject({ rounds: 4, looked: 1, found: [] })
    await expect(look(4711)).rejects.toThrow('no_such_round')
    await expect(look(await openedRound(town))).rejects.toThrow('round_not_closed')
  }),
)
