/**
 * What a signed-in receiver asks: which rounds ask them, a ballot, and that their receipt is noted. Of a person it is kept that a ballot was
 * drawn and whether a receipt came, without a time, here or in the journal (INV-A1).
 */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import type { PublicKey } from './blind.rules.ts'
import type { surveys } from './contract.ts'
import { hasAnswered, requireOpen, signWith } from './rounds.service.ts'
import { digest, isSigned } from './signing.service.ts'

export async function listMySurveyRounds(
  ctx: Ctx<typeof surveys.listMySurveyRounds>,
): Promise<Answer<typeof surveys.listMySurveyRounds>> {
  const { rows } = await sql<{
    roundId: number
    title: string
    titleEn: string | null
    closesOn: string
    isNamed: boolean
    hasAnswered: boolean
    cell: number
    ballotKey: PublicKey | null
    receiptKey: PublicKey | null
    ballotDrawn: boolean
    receiptRedeemed: boolean
    onPaper: boolean
    team: string[] | null
  }>`select r.survey_round_id as "roundId", v.title, v.title_en as "titleEn", r.closes_on as "closesOn",
      r.is_named as "isNamed", ${hasAnswered} as "hasAnswered", m.cell, c.ballot_key as "ballotKey",
      r.receipt_key as "receiptKey", m.drawn is not null as "ballotDrawn", m.receipt is not null as "receiptRedeemed", m.on_paper as "onPaper",
      case when r.is_named or v.items @> '[{"type": "text"}]' then array(select p.name from survey_team w
        join ${peopleRows(ctx.today)} p on p.staff_member_id = w.staff_member_id
        where w.survey_round_id = r.survey_round_id order by reading_order(p.name_kana), w.staff_member_id) end as team
    from survey_receiver m join survey_round r using (survey_round_id) join survey_version v using (survey_version_id)
      join survey_cell c on c.survey_round_id = m.survey_round_id and c.cell = m.cell
    where m.staff_member_id = ${ctx.actor.subjectId}::bigint and r.closed_at is null
      and ${ctx.today}::date between r.opens_on and r.closes_on
    order by r.closes_on, r.survey_round_id`.execute(ctx.db)
  return rows.map(
    ({
      titleEn,
      onPaper,
      team,
      isNamed,
      hasAnswered: has,
      roundId,
      title,
      closesOn,
      ballotKey,
      receiptKey,
      ...drawn
    }) => {
      const asksMe = { roundId, title, ...(titleEn && { titleEn }), closesOn, ...(team?.length && { team }) }
      if (isNamed || !ballotKey || !receiptKey) return { ...asksMe, kind: 'named' as const, hasAnswered: has }
      return { ...asksMe, ...drawn, ballotKey, receiptKey, ...(onPaper && { onPaper }) }
    },
  )
}

export interface AskingRound {
  readonly roundId: number
  readonly title: string
  readonly titleEn: string | null
  readonly closesOn: string
  readonly isNamed: boolean
}

/**
 * Open rounds that ask somebody whose answer has not come: no receipt, nothing on paper or under their name. A JSON of `AskingRound`s, to
 * travel with another statement.
 */
export function roundsAsking(today: string, staffMemberId: number): RawBuilder<AskingRound[]> {
  return sql`(select coalesce(json_agg(json_build_object('roundId', r.survey_round_id, 'title', v.title, 'titleEn', v.title_en,
      'closesOn', r.closes_on, 'isNamed', r.is_named) order by r.closes_on, r.survey_round_id), '[]')
    from survey_receiver m join survey_round r using (survey_round_id) join survey_version v using (survey_version_id)
    where m.staff_member_id = ${staffMemberId} and r.closed_at is null and not ${hasAnswered}
      and ${today}::date between r.opens_on and r.closes_on)`
}

interface Mine {
  readonly cell: number
  readonly drawn: Buffer | null
  readonly reissued: Buffer | null
  readonly receipt: Buffer | null
  readonly onPaper: boolean
}

/** The person's own row, which another window waits for. */
async function mine(ctx: Ctx<'not_a_receiver'>, roundId: number): Promise<Mine> {
  const { rows } =
    await sql<Mine>`select m.cell, m.drawn, m.reissued, m.receipt, m.on_paper as "onPaper" from survey_receiver m
    where m.survey_round_id = ${roundId} and m.staff_member_id = ${ctx.actor.subjectId}::bigint for update`.execute(
      ctx.db,
    )
  ctx.must(rows[0], 'not_a_receiver')
  return rows[0]
}

export async function drawBallot(
  ctx: Ctx<typeof surveys.drawBallot>,
  { roundId, blindedMessage, reissue }: Input<typeof surveys.drawBallot>,
): Promise<Answer<typeof surveys.drawBallot>> {
  await requireOpen(ctx, roundId)
  const { cell, drawn, reissued, receipt, onPaper } = await mine(ctx, roundId)
  ctx.must(!onPaper, 'handed_in_paper')
  const asked = digest(Buffer.from(blindedMessage, 'base64url'))
  const isAgain = [drawn, reissued].some((known) => known?.equals(asked))
  if (!isAgain) {
    ctx.must(!drawn || reissue, 'ballot_drawn')
    ctx.must(!receipt, 'receipt_redeemed')
    ctx.must(!reissued, 'ballot_reissued')
    await sql`update survey_receiver set
        drawn = coalesce(drawn, ${asked}), reissued = case when drawn is not null then ${asked}::bytea end
      where survey_round_id = ${roundId} and staff_member_id = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
  }
  return { blindSignature: await signWith(ctx, { roundId, cell }, blindedMessage) }
}

export async function redeemReceipt(
  ctx: Ctx<typeof surveys.redeemReceipt>,
  { roundId, preparedMessage, signature }: Input<typeof surveys.redeemReceipt>,
): Promise<void> {
  const { receiptKey } = await requireOpen(ctx, roundId)
  const { drawn, receipt } = await mine(ctx, roundId)
  ctx.must(drawn, 'no_ballot')
  const message = Buffer.from(preparedMessage, 'base64url')
  ctx.must(isSigned(receiptKey, message, Buffer.from(signature, 'base64url')), 'faulty_receipt')
  const shown = digest(message)
  if (receipt?.equals(shown)) return
  await oneAtATime(`survey receipt ${roundId} ${shown.toString('hex')}`).execute(ctx.db)
  const { rows } = await sql<{ one: number }>`select 1 as one from survey_receiver m
    where m.survey_round_id = ${roundId} and m.receipt = ${shown}`.execute(ctx.db)
  ctx.must(rows.length === 0, 'receipt_taken')
  ctx.must(!receipt, 'receipt_redeemed')
  await sql`update survey_receiver set receipt = ${shown}
    where survey_round_id = ${roundId} and staff_member_id = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
}
