import { expect, test } from 'vitest'
import {
  answeredBy,
  asked,
  type Ballot,
  drawnBy,
  openedRound,
  opening,
  pride,
  sentWith,
  surveyText,
} from '#testing/surveys.ts'
import { inTown } from '#testing/town.ts'
import { surveys } from './contract.ts'

test(
  'while a round runs HR sees how many have answered by section and moves its last day, for a reason and never to an earlier one (INV-A2)',
  inTown(async (town) => {
    const { as, on, sql } = town
    const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
    await answeredBy(town, 'sato', roundId, pride(4))
    await answeredBy(town, 'suzuki', roundId, pride(2))
    const look = () => as('kato').ask(surveys.showSurveyResponse, { roundId })
    expect(await look()).toMatchObject({
      ...{ state: 'open', to: '2026-11-30', may: [], receivers: 10, answered: 2 },
      sections: [
        { place: '10', names: [expect.any(String)], receivers: 5, answered: 1 },
        { place: '20', receivers: 5, answered: 1 },
      ],
    })
    const extend = (to: string, id = roundId) =>
      as('hayashi').ask(surveys.extendSurveyRound, { roundId: id, to, reason: '回答が少ない' })
    await expect(extend('2026-12-31', 99)).rejects.toThrow('no_such_round')
    await expect(extend('2026-11-30')).rejects.toThrow('not_later')
    expect(await extend('2026-12-10')).toEqual({ from: '2026-11-30', to: '2026-12-10' })
    const [line] = await sql(`select reason, detail from journal_line where operation = 'surveys.extendSurveyRound'`)
    expect(line).toMatchObject({ reason: '回答が少ない', detail: { from: '2026-11-30', to: '2026-12-10' } })
    // Whoever looks at the round reads why, not the journal alone.
    expect((await look()).extensions).toEqual([{ from: '2026-11-30', to: '2026-12-10', reason: '回答が少ない' }])
    const other = await openedRound(town, { survey: 'signed', kind: 'named' })
    expect((await as('kato').ask(surveys.showSurveyResponse, { roundId: other })).extensions).toEqual([])
    on('2026-12-20')
    await expect(extend('2026-12-15')).rejects.toThrow('over_already')
    expect(await look()).toMatchObject({ state: 'over', to: '2026-12-10' })
    await as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '終わり' })
    await expect(extend('2026-12-31')).rejects.toThrow('round_closed')
    await expect(as('kato').ask(surveys.showSurveyResponse, { roundId: 99 })).rejects.toThrow('no_such_round')
  }),
)

test(
  'a round that is closed while answers come has every answer that was taken, and refuses those that it has not (INV-A1)',
  inTown(async (town) => {
    const { as, sql } = town
    const roundId = await openedRound(town)
    const ballots: Ballot[] = []
    for (const name of asked) ballots.push(await drawnBy(town, name, roundId))
    const send = async (ballot: Ballot) =>
      sentWith(town, roundId, ballot, pride(4)).then(
        () => 'taken',
        (error: Error) => error.message,
      )
    // Four before it for sure, so that there is a group to close with.
    const before = await Promise.all(ballots.slice(0, 4).map(send))
    const [closed, ...during] = await Promise.all([
      as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '終わり' }),
      ...ballots.slice(4).map(send),
    ])
    const taken = [...before, ...during].filter((answer) => answer === 'taken').length
    expect(during.filter((answer) => answer !== 'taken' && !answer.includes('round_closed'))).toEqual([])
    expect(closed.answers).toBe(taken)
    expect(await sql('select count(*)::int as answers from survey_answer')).toEqual([{ answers: taken }])
    expect(await send(ballots.at(-1)!)).toContain('round_closed')
  }),
)

test(
  'a closed round is told at a look against the one before, and a head sees the own sections where that gives nobody away (INV-A2, A7)',
  inTown(async (town) => {
    const { as, asCommand } = town
    // A closed round that somebody has answered in two voices; each section of five has both.
    const held = async (favourable: number) => {
      const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
      for (const [at, name] of asked.entries())
        await answeredBy(town, name, roundId, pride(at % 5 < favourable ? 4 : 2))
      await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '集まった' })
      return roundId
    }
    const first = await held(2)
    const second = await held(3)
    const report = (roundId: number, more: object = { by: 'section' }) =>
      as('kato').ask(surveys.showSurveyReport, { roundId, ...more } as never)
    expect(await report(first)).toMatchObject({ before: null, answers: 10, scales: [] })
    const told = await report(second)
    expect(told).toMatchObject({ receivers: 10, answers: 10, reissues: 0, before: { roundId: first } })
    expect(told.places.map(({ place }) => place)).toEqual(['10', '20'])
    const [item] = told.items
    expect(item).toMatchObject({
      item: { id: 'pride' },
      outcome: '全ての職員が誇りとやりがいを感じ、能力を活かして働くことができる',
      whole: { n: 10, favourable: 6, before: { n: 10, favourable: 4 }, change: { by: expect.closeTo(0.2) } },
      distribution: { '2': 4, '4': 6 },
      by: [
        { n: 5, favourable: 3 },
        { n: 5, favourable: 3 },
      ],
    })
    expect(item!.lowest).toBe(0)
    // Nobody answered the others, and free text is not here.
    expect(told.items.slice(1).map(({ item: { id }, whole }) => [id, whole])).toEqual([
      ['place', null],
      ['wishes', null],
      ['hours', null],
    ])
    await expect(report(second, { by: 'gradeBand' })).rejects.toThrow('unknown_attribute')
    await expect(report(99, {})).rejects.toThrow('no_such_round')

    const own = (roundId?: number) =>
      as('suzuki').ask(surveys.showSectionSurveyResults, roundId === undefined ? {} : { roundId })
    const { rounds, shown } = await own()
    expect(rounds.map(({ roundId }) => roundId)).toEqual([second, first])
    expect(shown).toMatchObject({ roundId: second, answers: 10 })
    const at = shown!.sections.findIndex(({ sectionCode }) => sectionCode === '20')
    expect(shown!.items[0]!.sections[at]).toEqual({ n: 5, favourable: 3 })
    expect(shown!.items[0]!.sections.filter((share) => share !== null)).toHaveLength(1)
    await expect(own(99)).rejects.toThrow('no_such_round')

    // Other words are another series; what is open is told to nobody.
    await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('持っている', '持てる') })
    const { roundId: third } = await asCommand.ask(surveys.openSurveyRound, opening)
    await expect(report(third, {})).rejects.toThrow('round_not_closed')
    for (const [place, name] of asked.slice(0, 4).entries()) await answeredBy(town, name, third, pride(4 - (place % 2)))
    await asCommand.ask(surveys.closeSurveyRound, { roundId: third, reason: '集まった' })
    const reworded = await report(third, {})
    expect(reworded.before?.roundId).toBe(second)
    expect(reworded.items[0]!.whole).toMatchObject({ n: 4, before: null, change: null })
  }),
)
