/** What HR and those who decide say of places of a policy that is not yet decided. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'
import { editionNumbered } from '#rooms/policy/service.ts'
import type { Anchor } from '#rooms/policy/working-drafts/anchor.rules.ts'
import { draftNamed, draftsMadeInto } from '#rooms/policy/working-drafts/service.ts'
import type { editions } from './contract.ts'
import type { EditionsTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<EditionsTables>

type Of = Input<typeof editions.listComments>
type Told = Answer<typeof editions.listComments>[number]

interface Row {
  readonly id: number
  readonly answers: number | null
  /** Null of an answer. */
  readonly anchor: Anchor | null
  readonly words: string
  readonly writtenBy: number | null
  readonly writtenAt: Date
  readonly closedBy: number | null
  readonly isClosed: boolean
  readonly isTakenBack: boolean
}

export async function listComments(ctx: Ctx<typeof editions.listComments>, of: Of): Promise<Told[]> {
  await mustBeThere(ctx, of)
  const rows = await rowsOf(ctx, of)
  const names = await namesOf(
    ctx,
    rows.flatMap(({ writtenBy, closedBy }) => [writtenBy, closedBy].filter((id) => id !== null)),
  )
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id)?.name ?? null))
  const isHr = ctx.actsAs === 'hr'
  const said = ({ id, words, writtenBy, writtenAt, isTakenBack }: Row) => ({
    ...{ commentId: id, words: isTakenBack ? null : words, by: nameOf(writtenBy), at: writtenAt.toISOString() },
    isMine: writtenBy !== null && writtenBy === ctx.actor.subjectId,
  })
  const answers = Map.groupBy(
    rows.filter(({ answers, isTakenBack }) => answers !== null && !isTakenBack),
    (row) => row.answers!,
  )
  return rows
    .filter(({ id, answers: to, isTakenBack }) => to === null && (!isTakenBack || answers.has(id)))
    .toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed))
    .map((row) => ({
      ...said(row),
      ...{ anchor: row.anchor as Told['anchor'], isClosed: row.isClosed, closedBy: nameOf(row.closedBy) },
      answers: (answers.get(row.id) ?? []).map(said),
      mayClose: isHr || said(row).isMine,
    }))
}

export async function writeComment(
  ctx: Ctx<typeof editions.writeComment>,
  { anchor, words, ...of }: Input<typeof editions.writeComment>,
) {
  await mustBeThere(ctx, of)
  const place = { working_draft_id: of.workingDraftId ?? null, policy_edition_id: of.policyEditionId ?? null }
  const commentId = await keep(ctx, { ...place, answers: null, anchor: JSON.stringify(anchor), words })
  ctx.about([], { detail: { ...of, commentId } })
  ctx.tells('policy_comment', [commentId])
  return { commentId }
}

export async function answerComment(
  ctx: Ctx<typeof editions.answerComment>,
  { commentId, words }: Input<typeof editions.answerComment>,
) {
  await mustStand(ctx, commentId)
  const none = { working_draft_id: null, policy_edition_id: null, anchor: null }
  const answerId = await keep(ctx, { ...none, answers: commentId, words })
  ctx.about([], { detail: { commentId: answerId, answers: commentId } })
  ctx.tells('policy_comment', [commentId])
  return { commentId: answerId }
}

export async function closeComment(
  ctx: Ctx<typeof editions.closeComment>,
  { commentId, isClosed }: Input<typeof editions.closeComment>,
) {
  await mustStand(ctx, commentId)
  const closed = isClosed
    ? { closed_at: new Date(ctx.now.epochMilliseconds), closed_by: ctx.actor.subjectId }
    : { closed_at: null, closed_by: null }
  await tables(ctx)
    .updateTable('policy_comment')
    .set(closed)
    .where('policy_comment_id', '=', commentId)
    .where('closed_at', isClosed ? 'is' : 'is not', null)
    .execute()
  ctx.about([], { detail: { commentId, isClosed } })
  ctx.tells('policy_comment', [commentId])
  return { done: true as const }
}

export async function takeBackComment(
  ctx: Ctx<typeof editions.takeBackComment>,
  { commentId, isTakenBack }: Input<typeof editions.takeBackComment>,
) {
  const taken = isTakenBack ? new Date(ctx.now.epochMilliseconds) : null
  const row = await tables(ctx)
    .updateTable('policy_comment')
    .set({ taken_back_at: taken })
    .where('policy_comment_id', '=', commentId)
    .returning('answers')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { commentId, isTakenBack } })
  ctx.tells('policy_comment', [row.answers ?? commentId])
  return { done: true as const }
}

/** Whether whoever asks wrote these words. */
export async function wrote(ctx: Ctx, commentId: number): Promise<boolean> {
  if (ctx.actor.subjectId === null) return false
  const row = await tables(ctx)
    .selectFrom('policy_comment')
    .select('policy_comment_id')
    .where('policy_comment_id', '=', commentId)
    .where('written_by', '=', ctx.actor.subjectId)
    .executeTakeFirst()
  return row !== undefined
}

/** One of the two is named, and there. */
async function mustBeThere(ctx: Ctx<'no_such_draft' | 'no_such_edition'>, { workingDraftId, policyEditionId }: Of) {
  ctx.must(workingDraftId === undefined || policyEditionId === undefined, 'no_such_draft')
  if (policyEditionId !== undefined) await editionNumbered(ctx, policyEditionId)
  else await draftNamed(ctx, workingDraftId ?? 0)
}

async function mustStand(ctx: Ctx<'no_such_comment'>, commentId: number) {
  const found = await tables(ctx)
    .selectFrom('policy_comment')
    .select('policy_comment_id')
    .where('policy_comment_id', '=', commentId)
    .where('answers', 'is', null)
    .executeTakeFirst()
  ctx.must(found, 'no_such_comment')
}

/** Of an edition too what was said of the drafts that it was made of. */
async function rowsOf(ctx: Ctx, { workingDraftId, policyEditionId }: Of): Promise<Row[]> {
  const drafts = workingDraftId === undefined ? await draftsMadeInto(ctx, policyEditionId!) : [workingDraftId]
  const { rows } = await sql<Row>`with said as (select policy_comment_id as id from policy_comment
      where working_draft_id = any(${drafts}::bigint[]) or policy_edition_id = ${policyEditionId ?? null})
    select c.policy_comment_id as id, c.answers, c.anchor, c.words, c.written_by as "writtenBy", c.written_at as "writtenAt",
      c.closed_by as "closedBy", c.closed_at is not null as "isClosed", c.taken_back_at is not null as "isTakenBack"
    from policy_comment c join said on said.id = coalesce(c.answers, c.policy_comment_id)
    order by c.policy_comment_id`.execute(ctx.db)
  return rows
}

interface Written {
  readonly working_draft_id: number | null
  readonly policy_edition_id: number | null
  readonly answers: number | null
  /** As JSON. */
  readonly anchor: string | null
  readonly words: string
}

async function keep(ctx: Ctx, said: Written): Promise<number> {
  const { policy_comment_id: id } = await tables(ctx)
    .insertInto('policy_comment')
    .values({
      ...said,
      ...{ written_by: ctx.actor.subjectId, written_at: new Date(ctx.now.epochMilliseconds) },
      is_from_hr: ctx.actsAs !== 'executive',
    })
    .returning('policy_comment_id')
    .executeTakeFirstOrThrow()
  return id
}
