/** Surveys as people of the cast answer them: what a browser does, with the same code. */
import { setImmediate } from 'node:timers/promises'
import { type Blinded, blind, finalize, type Signed } from '#rooms/surveys/blind.rules.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { type Name, staffNumberOf, type Town } from './town.ts'

export const surveyText = `formatVersion: 1
id: ease
title: 働きやすさの調査(サンプル値)
kind: anonymous
items:
  - id: pride
    type: agreement5
    wording: いまの仕事に誇りを持っている
    outcome: pride
  - id: place
    type: single
    wording: いちばん相談しやすいのは
    choices: [上司, 同僚, ほかの課の人]
  - id: wishes
    type: multiple
    wording: あるとよいもの
    choices: [静かな部屋, 早い機械, 研修]
  - id: hours
    type: number
    wording: 先週、集中できた時間
    scale: { min: 0, max: 60 }
  - id: words
    type: text
    wording: 伝えたいこと
`

/** Everybody who is asked: those in service on the first day who are not on leave. */
export const asked: readonly Name[] = [
  ...(['kato', 'tanaka', 'mori', 'sato', 'ueda', 'suzuki', 'inoue', 'hayashi', 'ono', 'ito'] as const),
]

export const opening = { survey: 'ease', from: '2026-11-22', to: '2026-11-30', k: 4 } as const

/** Loads the survey and opens a round for the whole town. */
export async function openedRound(
  { asCommand }: Pick<Town, 'asCommand'>,
  more: {
    survey?: string
    kind?: 'anonymous' | 'named'
    attributes?: ('section' | 'employmentCategory' | 'gradeBand')[]
    level?: string
    team?: number[]
  } = {},
): Promise<number> {
  const { survey = 'ease', kind = 'anonymous', ...asked } = more
  const text = surveyText.replace('id: ease', `id: ${survey}`).replace('anonymous', kind)
  await asCommand.ask(surveys.loadSurvey, { text })
  const { roundId } = await asCommand.ask(surveys.openSurveyRound, { ...opening, survey, ...asked })
  return roundId
}

export interface Ballot extends Signed {
  readonly cell: number
}

/** A browser's part of drawing: the same person with the same `blinded` draws the same ballot. */
export async function drawnBy(
  { as }: Pick<Town, 'as'>,
  person: Name,
  roundId: number,
  { reissue, blinded }: { reissue?: true; blinded?: Blinded } = {},
): Promise<Ballot> {
  const { cell, ballotKey } = await roundOf({ as }, person, roundId)
  const made = blinded ?? (await blind(ballotKey))
  const { blindSignature } = await as(person).ask(surveys.drawBallot, {
    ...{ roundId, blindedMessage: made.blindedMessage },
    ...(reissue && { reissue }),
  })
  return { ...(await finalize(ballotKey, made, blindSignature)), cell }
}

export async function roundOf({ as }: Pick<Town, 'as'>, person: Name, roundId: number) {
  const mine = await as(person).ask(surveys.listMySurveyRounds, {})
  const round = mine.find((one) => one.roundId === roundId)
  if (round && !('ballotKey' in round)) throw new Error(`Round ${roundId} is named`)
  if (!round) throw new Error(`Nobody asks ${staffNumberOf(person)} in round ${roundId}`)
  return round
}

type Answers = readonly { item: string; value: string | number | string[] }[]

/** Sends the answers from nobody in particular; answers the receipt, still to be redeemed. */
export async function sentWith(
  { asGuest }: Pick<Town, 'asGuest'>,
  roundId: number,
  { cell, ...ballot }: Ballot,
  answers: Answers,
): Promise<Signed> {
  const { receiptKey } = await asGuest.ask(surveys.showSurveyRound, { roundId })
  const blinded = await blind(receiptKey)
  const sent = { roundId, ballot, cell, answers: [...answers], blindedReceipt: blinded.blindedMessage }
  const { blindReceipt } = await asGuest.ask(surveys.sendAnswers, sent)
  return finalize(receiptKey, blinded, blindReceipt)
}

/** The whole way: drawn, sent, redeemed. */
export async function answeredBy(
  town: Town,
  person: Name,
  roundId: number,
  answers: Answers,
  again: { reissue?: true } = {},
): Promise<void> {
  const receipt = await sentWith(town, roundId, await drawnBy(town, person, roundId, again), answers)
  await setImmediate()
  await town.as(person).ask(surveys.redeemReceipt, { roundId, ...receipt })
}

export const pride = (value: number): Answers => [{ item: 'pride', value }]

/** 鈴木 is of HR too: where 林 notes who handed in paper, 鈴木 enters it. */
export async function secondOfHr({ sql, suzuki }: Pick<Town, 'sql' | 'suzuki'>): Promise<void> {
  await sql(
    `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2026-04-01' from account where subject_id = $1`,
    [suzuki],
  )
}

export const noteOf = ({ as, ...town }: Pick<Town, 'as' | Name>, name: Name, roundId: number, who: Name = 'hayashi') =>
  as(who).ask(surveys.notePaperSheet, { roundId, staffMemberId: town[name] })
