/** Rounds that ask whoever is signed in, of either kind; the two never mix. */
import type { Output } from '#platform/contract/contract.ts'
import type { surveys } from '../contract.ts'

export type AskingRound = Output<typeof surveys.listMySurveyRounds>[number]
/** A round that asks me without asking who I am. */
export type Mine = Extract<AskingRound, { ballotKey: unknown }>

export const isAnonymous = (round: AskingRound): round is Mine => 'ballotKey' in round
