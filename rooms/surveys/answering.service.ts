/**
 * Answers come from nobody in particular: a ballot that is signed with a cell's key, the answers, and a receipt that is signed without
 * being read. No time, no number, no line (INV-A1; decisions/0047). What the server says back follows from what it is sent, so that a
 * retry after any mishap is answered as the first time, and once is counted.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Answers, fits, kept, type Value } from './answers.rules.ts'
import { canonicalJson } from './canonical.rules.ts'
import type { surveys } from './contract.ts'
import { surveysMessages } from './messages.ts'
import { ballotKeyOf, requireOpen, signWith } from './rounds.service.ts'
import { digest, isSigned } from './signing.service.ts'
import type { SurveyItem } from './survey.rules.ts'

type Sent = Input<typeof surveys.sendAnswers>

export async function sendAnswers(
  ctx: Ctx<typeof surveys.sendAnswers>,
  { roundId, ballot, cell, answers, blindedReceipt }: Sent,
): Promise<Answer<typeof surveys.sendAnswers>> {
  const { items } = await requireOpen(ctx, roundId)
  const ballotKey = await ballotKeyOf(ctx, { roundId, cell })
  ctx.must(ballotKey, 'no_such_cell')
  const message = Buffer.from(ballot.preparedMessage, 'base64url')
  ctx.must(isSigned(ballotKey, message, Buffer.from(ballot.signature, 'base64url')), 'faulty_ballot')
  const said = requireSheets(ctx, items, [{ sent: answers, path: 'answers' }])[0]!
  // Before anything is kept: what cannot be signed is no receipt.
  const blindReceipt = await signWith(ctx, { roundId, cell: 0 }, blindedReceipt)
  const receipt = digest(Buffer.from(blindedReceipt, 'base64url'))
  const used = digest(message)
  const { numAffectedRows } = await sql`insert into survey_ballot (survey_round_id, ballot, cell, answers, receipt)
    values (${roundId}, ${used}, ${cell}, ${JSON.stringify(said)}::jsonb, ${receipt}) on conflict do nothing`.execute(
    ctx.db,
  )
  if (numAffectedRows === 0n) {
    const { rows } = await sql<{ cell: number; answers: Answers; receipt: Buffer }>`select b.cell, b.answers, b.receipt
      from survey_ballot b where b.survey_round_id = ${roundId} and b.ballot = ${used}`.execute(ctx.db)
    const first = rows[0]!
    const isSame =
      first.cell === cell && first.receipt.equals(receipt) && canonicalJson(first.answers) === canonicalJson(said)
    ctx.must(isSame, 'ballot_used')
  }
  return { blindReceipt }
}

interface Read {
  /** In the one form in which they are kept. */
  readonly answers: Answers
  readonly faults: { path: string; reason: string }[]
}

/** What each sheet says, in the one form in which it is kept; of all that is wrong each place is named. */
export function requireSheets(
  ctx: Ctx<'faulty_answers'>,
  items: readonly SurveyItem[],
  sheets: readonly { readonly sent: Sent['answers']; readonly path: string }[],
): Answers[] {
  const read = sheets.map(({ sent, path }) => readSheet(ctx, items, sent, path))
  const faults = read.flatMap((one) => one.faults)
  if (faults.length > 0) throw ctx.refusal('faulty_answers', { count: faults.length }, faults)
  return read.map(({ answers }) => answers)
}

function readSheet(ctx: Ctx, items: readonly SurveyItem[], sent: Sent['answers'], path: string): Read {
  const given = new Map<string, Value>()
  const faults = sent.flatMap(({ item: id, value }, at) => {
    const item = items.find((one) => one.id === id)
    const fault = !item ? 'unknown_item' : given.has(id) ? 'item_twice' : fits(item, value) ? undefined : 'out_of_scale'
    if (!fault) given.set(id, value)
    return fault ? [{ path: `${path}[${at}]`, reason: ctx.t(surveysMessages, `answer.${fault}`, { item: id }) }] : []
  })
  return { answers: kept(items, given), faults }
}
