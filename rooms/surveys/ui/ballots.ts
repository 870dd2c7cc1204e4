/**
 * A browser's part in a round (decisions/0047): it looks at the list of keys, draws its ballot, sends the answers from nobody in particular,
 * and brings the receipt. Each step is kept before it is taken, so that whatever breaks off is gone on with and nothing is done twice.
 */
import { comingAgain } from '#platform/client/again.ts'
import type { Output } from '#platform/contract/contract.ts'
import type { Value } from '../answers.rules.ts'
import { blind, finalize, keysHashOf } from '../blind.rules.ts'
import type { surveys } from '../contract.ts'
import { LEAST_K } from '../opening.rules.ts'
import { type Kept, keep, keptOf } from './kept.ts'
import type { Mine } from './mine.ts'
import type { SurveysClient } from './useSurveys.ts'

export type PublicList = Output<typeof surveys.showSurveyRound>

/** The list of keys is none that a ballot may be drawn by. */
export class ListTrouble extends Error {}
/** What the server said when it did not take the answers, in its own words; undefined where it was not reached. */
class NotTaken extends Error {}

interface Own {
  readonly client: SurveysClient
  readonly person: number
  readonly mine: Mine
}

/** The ballot of this browser; undefined where it was drawn elsewhere, and nobody asked for another one. Of two windows the second waits. */
export function ballotOf(own: Own, again: { reissue?: true } = {}): Promise<Kept | undefined> {
  return navigator.locks.request(`survey ${own.person} ${own.mine.roundId}`, () => draw(own, again))
}

async function draw(own: Own, { reissue }: { reissue?: true }): Promise<Kept | undefined> {
  const { client, person, mine } = own
  const { roundId, ballotKey } = mine
  let kept = keptOf(person, roundId)
  if (kept.ballot) return kept
  if (mine.ballotDrawn && !kept.blinded && !reissue) return undefined
  const list = await listOf(own)
  kept = keep(person, roundId, { keysHash: list.keysHash, blinded: kept.blinded ?? (await blind(ballotKey)) })
  const { blindSignature } = await client.surveys.drawBallot({
    ...{ roundId, blindedMessage: kept.blinded!.blindedMessage },
    ...(reissue && { reissue }),
  })
  return keep(person, roundId, { ballot: await finalize(ballotKey, kept.blinded!, blindSignature), blinded: undefined })
}

/** The public list, as everybody is given it; refused where it is not one, or has changed. */
async function listOf({ client, person, mine }: Own): Promise<PublicList> {
  const list = await client.surveys.showSurveyRound({ roundId: mine.roundId })
  const known = keptOf(person, mine.roundId).keysHash
  const cell = list.cells.find((one) => one.cell === mine.cell)
  const keys = [list.receiptKey, ...list.cells.map(({ ballotKey }) => ballotKey)].map(({ n }) => n)
  const places = list.cells.map(({ attributes }) => JSON.stringify(Object.entries(attributes).sort()))
  const isSound =
    (await keysHashOf({ ...list, roundId: mine.roundId })) === list.keysHash &&
    (known === undefined || known === list.keysHash) &&
    list.k >= LEAST_K &&
    new Set(keys).size === keys.length &&
    new Set(places).size === places.length &&
    cell?.ballotKey.n === mine.ballotKey.n &&
    list.receiptKey.n === mine.receiptKey.n
  if (!isSound) throw new ListTrouble()
  return list
}

/** Sends what was chosen, without a cookie and without the mark of this page; the same again until it has arrived. */
export async function send({ person, mine }: Omit<Own, 'client'>, answers: readonly { item: string; value: Value }[]) {
  const { roundId, cell, receiptKey } = mine
  let kept = keptOf(person, roundId)
  kept = keep(person, roundId, { blindedReceipt: kept.blindedReceipt ?? (await blind(receiptKey)) })
  const { blindedMessage } = kept.blindedReceipt!
  const request: RequestInit = {
    ...{ method: 'POST', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang || 'ja' },
    body: JSON.stringify({ ballot: kept.ballot, cell, answers, blindedReceipt: blindedMessage }),
  }
  const url = `/api/survey-rounds/${roundId}/answers`
  const response = await comingAgain(() => fetch(url, request)).catch(() => undefined)
  const said = (await response?.json().catch(() => undefined)) as { blindReceipt?: string; title?: string } | undefined
  if (!said?.blindReceipt) throw new NotTaken(said?.title)
  const receipt = await finalize(receiptKey, kept.blindedReceipt!, said.blindReceipt)
  // What is not needed any more goes: whoever finds it later finds nothing.
  keep(person, roundId, { receipt, isSent: true, ballot: undefined, draft: undefined, blindedReceipt: undefined })
}

/** Brings the receipt, which is forgotten once it is noted. */
export async function bring({ client, person, mine: { roundId } }: Own): Promise<void> {
  const { receipt } = keptOf(person, roundId)
  if (!receipt) return
  await client.surveys.redeemReceipt({ roundId, ...receipt })
  keep(person, roundId, { receipt: undefined })
}
