/** Rounds as they are stored, for what is asked of an open or a closed one. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PublicKey } from './blind.rules.ts'
import { attributesOf, type Step } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import type { Attribute } from './opening.rules.ts'
import { blindSign } from './signing.service.ts'
import { plain, type SurveyItem } from './survey.rules.ts'

export interface StoredRound {
  readonly roundId: number
  readonly survey: string
  readonly version: number
  /** Among the rounds of its survey, in the order of their first days. */
  readonly number: number
  readonly title: string
  readonly titleEn: string | null
  readonly items: readonly SurveyItem[]
  readonly from: string
  readonly to: string
  readonly k: number
  readonly attributes: readonly Attribute[]
  readonly receivers: number
  readonly receiptKey: PublicKey | null
  readonly keysHash: string | null
  readonly isSample: boolean
  readonly isNamed: boolean
  readonly isClosed: boolean
  readonly closeReason: string | null
  readonly answers: number | null
  readonly reissues: number | null
  readonly sheets: number
  readonly sheetsDrawn: number
  /** No two rounds share one, of whatever town. */
  readonly stamp: string
}

export async function requireRound(ctx: Ctx<'no_such_round'>, roundId: number): Promise<StoredRound> {
  const { rows } = await sql<StoredRound>`select r.survey_round_id as "roundId", v.survey,
      v.number as version, v.title, v.title_en as "titleEn", v.items, r.opens_on as "from",
      r.closes_on as "to", r.k, r.attributes, r.receivers, r.receipt_key as "receiptKey", r.keys_hash as "keysHash",
      r.is_sample as "isSample", r.is_named as "isNamed",
      r.closed_at is not null as "isClosed", r.close_reason as "closeReason", r.answers, r.reissues,
      r.paper_sheets as sheets, r.paper_drawn as "sheetsDrawn", r.stamp, ${numberInSurvey} as number
    from survey_round r join survey_version v using (survey_version_id) where r.survey_round_id = ${roundId}`.execute(
    ctx.db,
  )
  ctx.must(rows[0], 'no_such_round')
  return rows[0]
}

/** Of `r`, a round, with its version `v`. */
export const numberInSurvey = sql<number>`(select count(*)::int from survey_round o
  join survey_version ov on ov.survey_version_id = o.survey_version_id
  where ov.survey = v.survey and (o.opens_on, o.survey_round_id) <= (r.opens_on, r.survey_round_id))`

/** Of `m`, a receiver: who has, by a ballot or on paper, and when is not kept; or under their name. One by one (`offset`): nobody's answers are read for a few. */
export const hasAnswered = sql<boolean>`(m.receipt is not null or m.on_paper or exists (select 1 from survey_named_answer n
  where n.survey_round_id = m.survey_round_id and n.staff_member_id = m.staff_member_id offset 0))`

export function stateOf(today: string, { isClosed, from, to }: Pick<StoredRound, 'isClosed' | 'from' | 'to'>) {
  if (isClosed) return 'closed'
  return today < from ? 'ahead' : today > to ? 'over' : 'open'
}

/**
 * The round, which nobody closes before this transaction is over. What is asked for by people at the same time does not wait for each other,
 * and leaves nothing at the round's row that would tell who was last.
 */
export async function requireOpen(
  ctx: Ctx<'no_such_round' | 'round_closed' | 'round_ahead'>,
  roundId: number,
): Promise<StoredRound & { readonly receiptKey: PublicKey }> {
  await lockForAnswers(ctx, roundId)
  const round = await requireRound(ctx, roundId)
  const { receiptKey } = round
  ctx.must(!round.isNamed, 'no_such_round')
  // One without keys was closed when it came.
  ctx.must(receiptKey, 'round_closed')
  mustTakeAnswers(ctx, round)
  return { ...round, receiptKey }
}

/** From its first day to its last. */
export function mustTakeAnswers(ctx: Ctx<'round_closed' | 'round_ahead'>, { isClosed, from, to }: StoredRound): void {
  ctx.must(!isClosed && ctx.today <= to, 'round_closed')
  ctx.must(ctx.today >= from, 'round_ahead', { from })
}

/** Nobody closes the round, or writes its ballots anew, before this transaction is over. */
export async function lockForAnswers(ctx: Ctx, roundId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockOf(roundId)})`.execute(ctx.db)
}

/** Waits for whoever is answering. */
export async function lockForClosing(ctx: Ctx, roundId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockOf(roundId)})`.execute(ctx.db)
}
const lockOf = (roundId: number) => sql`hashtextextended(${`survey round ${roundId} `}::text || current_schema(), 0)`

export interface StoredCell {
  readonly cell: number
  readonly steps: readonly Step[]
  readonly receivers: number
  /** Null where the round is named. */
  readonly ballotKey: PublicKey | null
}

export async function cellsOf(ctx: Ctx, roundId: number): Promise<StoredCell[]> {
  const { rows } = await sql<StoredCell>`select c.cell, c.steps, c.receivers, c.ballot_key as "ballotKey"
    from survey_cell c where c.survey_round_id = ${roundId} order by c.cell`.execute(ctx.db)
  return rows
}

/** Of one cell: whoever answers needs no other, and there are hundreds. */
export async function ballotKeyOf(
  ctx: Ctx,
  { roundId, cell }: { roundId: number; cell: number },
): Promise<PublicKey | undefined> {
  const { rows } = await sql<{ key: PublicKey | null }>`select c.ballot_key as key from survey_cell c
    where c.survey_round_id = ${roundId} and c.cell = ${cell}`.execute(ctx.db)
  return rows[0]?.key ?? undefined
}

export async function showSurveyRound(
  ctx: Ctx<typeof surveys.showSurveyRound>,
  { roundId }: Input<typeof surveys.showSurveyRound>,
): Promise<Answer<typeof surveys.showSurveyRound>> {
  const { title, titleEn, items, k, receiptKey, keysHash } = await requireRound(ctx, roundId)
  // One that was brought along, or is named, never had a list.
  ctx.must(receiptKey && keysHash, 'no_such_round')
  const cells = await cellsOf(ctx, roundId)
  return {
    ...{ title, ...(titleEn && { titleEn }), items: items.map(plain), k, receiptKey, keysHash },
    cells: cells.flatMap(({ steps, ballotKey, ...cell }) =>
      ballotKey ? [{ ...cell, ballotKey, attributes: attributesOf(steps) }] : [],
    ),
  }
}

/** Signs with the key of a cell, or (0) of receipts. After a restore there is none: keys stand in no backup. */
export async function signWith(
  ctx: Ctx<'keys_gone' | 'faulty_message'>,
  { roundId, cell }: { roundId: number; cell: number },
  message: string,
): Promise<string> {
  const { rows } = await sql<{ key: Buffer }>`select s.private_key as key from survey_secret s
    where s.survey_round_id = ${roundId} and s.cell = ${cell}`.execute(ctx.db)
  ctx.must(rows[0], 'keys_gone')
  const signature = blindSign(rows[0].key, Buffer.from(message, 'base64url'))
  ctx.must(signature, 'faulty_message')
  return Buffer.from(signature).toString('base64url')
}
