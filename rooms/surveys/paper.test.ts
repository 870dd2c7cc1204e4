import { expect, test } from 'vitest'
import {
  answeredBy,
  drawnBy,
  noteOf,
  openedRound,
  opening,
  pride,
  roundOf,
  secondOfHr,
  surveyText,
} from '#testing/surveys.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { surveys } from './contract.ts'

const refusalOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'answered',
    ({ code }) => code as string,
  )
const sheet = (value: number) => [{ item: 'pride', value }]

async function withTwoOfHr(town: Town) {
  await secondOfHr(town)
  const note = (name: Name, roundId: number, who?: Name) => noteOf(town, name, roundId, who)
  const takeBack = (name: Name, roundId: number, who: Name = 'hayashi') =>
    town.as(who).ask(surveys.takeBackPaperNote, { roundId, staffMemberId: town[name] })
  const enter = (roundId: number, values: readonly number[], cell = 1, who: Name = 'suzuki') =>
    town.as(who).ask(surveys.enterPaperSheets, { roundId, cell, sheets: values.map(sheet) })
  return { note, takeBack, enter }
}

test(
  'who hands in paper is noted as answered and gets no ballot; a second person enters it, never more than noted, and a wrong note is taken back (INV-A1)',
  inTown(async (town) => {
    const { as, asCommand, on } = town
    const { note, takeBack, enter } = await withTwoOfHr(town)
    const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
    const refused = refusalOf
    expect(await note('sato', roundId)).toEqual({ noted: 1 })
    expect(await refused(drawnBy(town, 'sato', roundId))).toBe('handed_in_paper')
    expect(await refused(drawnBy(town, 'sato', roundId, { reissue: true }))).toBe('handed_in_paper')
    expect(await roundOf(town, 'sato', roundId)).toMatchObject({ onPaper: true, receiptRedeemed: false })
    expect(await refused(note('sato', roundId))).toBe('noted_already')
    expect(await refused(note('kimura', roundId))).toBe('not_asked')
    expect(await refused(note('sato', 99))).toBe('no_such_round')
    await answeredBy(town, 'ito', roundId, pride(5))
    expect(await refused(note('ito', roundId))).toBe('answered_already')
    // A wrong person is taken back, and can answer again.
    await note('ueda', roundId)
    expect(await takeBack('ueda', roundId)).toEqual({ noted: 1 })
    expect(await refused(takeBack('ueda', roundId))).toBe('not_noted')
    await answeredBy(town, 'ueda', roundId, pride(2))

    for (const name of ['tanaka', 'mori', 'kato'] as const) await note(name, roundId)
    expect(await refused(enter(roundId, [4, 4, 4], 1, 'hayashi'))).toBe('notes_sheets')
    expect(await refused(enter(roundId, [4, 4, 4]))).toBe('too_few_sheets')
    expect(await refused(enter(roundId, [4, 4, 4, 4, 4]))).toBe('more_than_noted')
    expect(await refused(enter(roundId, [4], 9))).toBe('no_such_cell')
    await expect(enter(roundId, [4, 4, 4, 6])).rejects.toMatchObject({
      ...{ code: 'faulty_answers', fields: [{ path: 'sheets[3][0]' }] },
    })
    expect(await enter(roundId, [4, 2, 3, 5])).toEqual({ noted: 4, entered: 4 })
    expect(await refused(note('ono', roundId, 'suzuki'))).toBe('enters_sheets')
    expect(await refused(takeBack('sato', roundId, 'suzuki'))).toBe('enters_sheets')
    expect(await refused(takeBack('sato', roundId))).toBe('sheets_entered')
    // Who handed in a sheet stands before whoever noted it and nobody else.
    const look = (who: Name) => as(who).ask(surveys.showPaperSheets, { roundId })
    const told = await look('hayashi')
    expect(told).toMatchObject({
      task: 'notes',
      fewest: 4,
      cells: [
        { noted: 4, entered: 4 },
        { noted: 0, entered: 0 },
      ],
    })
    expect(told.noted.map(({ staffMemberId }) => staffMemberId)).toContain(town.sato)
    expect(await look('suzuki')).toMatchObject({ task: 'enters', noted: [] })
    // 小野 had drawn a ballot: there may be two answers of theirs, and results say so.
    await drawnBy(town, 'ono', roundId)
    await note('ono', roundId)
    const response = () => as('hayashi').ask(surveys.showSurveyResponse, { roundId })
    expect(await response()).toMatchObject({ answered: 7, sheetsWaiting: 1 })
    const close = () => town.asJob.ask(surveys.closeDueSurveyRounds, {})
    on('2026-12-01')
    expect(await close()).toEqual({ closed: 0 })
    expect(await enter(roundId, [1], 2)).toEqual({ noted: 1, entered: 1 })
    expect(await close()).toEqual({ closed: 1 })
    const counts = { receivers: 10, answers: 7, reissues: 0, sheets: 5, sheetsDrawn: 1 }
    expect(await asCommand.ask(surveys.showSurveyResults, { roundId, item: 'pride' })).toMatchObject(counts)
    expect(await as('kato').ask(surveys.showSurveyReport, { roundId })).toMatchObject(counts)
    expect(await refused(note('ueda', roundId))).toBe('round_closed')
    expect(await refused(takeBack('sato', roundId))).toBe('round_closed')
    expect(await refused(enter(roundId, [1]))).toBe('round_closed')
    expect(await look('hayashi')).toMatchObject({ state: 'closed' })
  }),
)

test(
  'sheets are noted and entered from the first day of a round on, and what is not entered within seven days after its last is not counted',
  inTown(async (town) => {
    const { asCommand, asJob, on } = town
    const { note, takeBack, enter } = await withTwoOfHr(town)
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const { roundId } = await asCommand.ask(surveys.openSurveyRound, { ...opening, from: '2026-11-24' })
    expect(await refusalOf(note('sato', roundId))).toBe('round_ahead')
    expect(await refusalOf(takeBack('sato', roundId))).toBe('round_ahead')
    expect(await refusalOf(enter(roundId, [1]))).toBe('round_ahead')
    expect(await refusalOf(takeBack('sato', 99))).toBe('no_such_round')
    expect(await refusalOf(enter(99, [1]))).toBe('no_such_round')
    await expect(town.as('hayashi').ask(surveys.showPaperSheets, { roundId: 99 })).rejects.toThrow('no_such_round')
    on('2026-11-24')
    await note('sato', roundId)
    on('2026-12-07')
    expect(await asJob.ask(surveys.closeDueSurveyRounds, {})).toEqual({ closed: 0 })
    on('2026-12-08')
    expect(await asJob.ask(surveys.closeDueSurveyRounds, {})).toEqual({ closed: 1 })
  }),
)
