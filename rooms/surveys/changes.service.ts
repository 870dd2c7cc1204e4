/** What changed because of the answers: HR ties it to a closed round, and everybody reads it before the next one. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import type { changes } from './changes.contract.ts'
import { requireRound } from './rounds.service.ts'
import type { SurveyItem } from './survey.rules.ts'
import type { SurveysTables } from './tables.ts'

type Listed = Answer<typeof changes.listSurveyChanges>
type Change = Listed['rounds'][number]['changes'][number]
type Said = Pick<
  Input<typeof changes.addSurveyChange>,
  'item' | 'what' | 'owner' | 'dueOn' | 'state' | 'droppedBecause'
>

/** Closed rounds looked back upon. */
const MOST_ROUNDS = 30
const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<SurveysTables>

export async function listSurveyChanges(
  ctx: Ctx<typeof changes.listSurveyChanges>,
  { roundId }: Input<typeof changes.listSurveyChanges>,
): Promise<Listed> {
  const mayWrite = await ctx.may<typeof changes.addSurveyChange>('surveys.addSurveyChange', {})
  const same = roundId
    ? sql`v.survey = (select o.survey from survey_version o join survey_round r2 using (survey_version_id)
        where r2.survey_round_id = ${roundId})`
    : sql`true`
  const told = sql`exists (select from survey_change c where c.survey_round_id = r.survey_round_id and c.deleted_at is null)`
  type Row = Omit<Listed['rounds'][number], 'items' | 'changes'> & { items: SurveyItem[]; changes: Stored[] | null }
  const { rows } = await sql<Row>`select r.survey_round_id as "roundId", v.title, v.items, r.opens_on as "from",
      r.closes_on as "to", r.is_sample as "isSample",
      (select json_agg(json_build_object('surveyChangeId', c.survey_change_id, 'item', c.item, 'what', c.what,
          'owner', c.owner, 'dueOn', c.due_on, 'state', c.state, 'settledOn', c.settled_on,
          'droppedBecause', c.dropped_because) order by c.due_on, c.survey_change_id)
        from survey_change c where c.survey_round_id = r.survey_round_id and c.deleted_at is null) as changes
    from survey_round r join survey_version v using (survey_version_id)
    where r.closed_at is not null and ${same} and (${mayWrite && !roundId} or ${told})
    order by r.closed_at desc, r.survey_round_id desc limit ${MOST_ROUNDS}::integer`.execute(ctx.db)
  return {
    mayWrite,
    rounds: rows.map(({ items, changes: stored, ...round }) => ({
      ...round,
      items: items.map(({ id, wording }) => ({ id, wording })),
      changes: (stored ?? []).map((one): Change => {
        const item = items.find(({ id }) => id === one.item)
        const { droppedBecause, ...rest } = one
        return {
          ...rest,
          item: item ? { id: item.id, wording: item.wording } : null,
          droppedBecause: droppedBecause || null,
          version: versionOf(saidOf(one)),
        }
      }),
    })),
  }
}

export async function addSurveyChange(
  ctx: Ctx<typeof changes.addSurveyChange>,
  { roundId, ...said }: Input<typeof changes.addSurveyChange>,
) {
  const { items, isClosed } = await requireRound(ctx, roundId)
  ctx.must(isClosed, 'round_still_open')
  const columns = columnsOf(ctx, items, said)
  const { survey_change_id: surveyChangeId } = await tables(ctx)
    .insertInto('survey_change')
    .values({
      ...{ survey_round_id: roundId, ...columns, settled_on: said.state === 'planned' ? null : ctx.today },
      ...{ written_by: ctx.actor.subjectId, written_at: new Date(ctx.now.epochMilliseconds) },
    })
    .returning('survey_change_id')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { surveyChangeId, roundId, ...said } })
  return { surveyChangeId, version: versionOf(saidOf({ ...said, droppedBecause: columns.dropped_because })) }
}

export async function correctSurveyChange(
  ctx: Ctx<typeof changes.correctSurveyChange>,
  { surveyChangeId, seen, ...said }: Input<typeof changes.correctSurveyChange>,
) {
  const { rows } = await sql<
    Stored & { items: SurveyItem[] }
  >`select c.survey_change_id as "surveyChangeId", c.item, c.what, c.owner, c.due_on as "dueOn", c.state,
      c.settled_on as "settledOn", c.dropped_because as "droppedBecause", v.items
    from survey_change c join survey_round r using (survey_round_id) join survey_version v using (survey_version_id)
    where c.survey_change_id = ${surveyChangeId} and c.deleted_at is null for update of c`.execute(ctx.db)
  const [stored] = rows
  ctx.must(stored, 'no_such_change')
  mustBeMadeFrom(ctx, seen, saidOf(stored))
  const columns = columnsOf(ctx, stored.items, said)
  // A word that is put right moves no day.
  const settledOn = said.state === 'planned' ? null : said.state === stored.state ? stored.settledOn : ctx.today
  await tables(ctx)
    .updateTable('survey_change')
    .set({ ...columns, settled_on: settledOn })
    .where('survey_change_id', '=', surveyChangeId)
    .execute()
  ctx.about([], { detail: { surveyChangeId, ...said } })
  return { surveyChangeId, version: versionOf(saidOf({ ...said, droppedBecause: columns.dropped_because })) }
}

export async function deleteSurveyChange(
  ctx: Ctx<typeof changes.deleteSurveyChange>,
  { surveyChangeId }: Input<typeof changes.deleteSurveyChange>,
) {
  return putAway(ctx, surveyChangeId, true)
}

export async function restoreSurveyChange(
  ctx: Ctx<typeof changes.restoreSurveyChange>,
  { surveyChangeId }: Input<typeof changes.restoreSurveyChange>,
) {
  return putAway(ctx, surveyChangeId, false)
}

interface Stored {
  surveyChangeId: number
  item: string | null
  what: string
  owner: string
  dueOn: string
  state: Said['state']
  settledOn: string | null
  droppedBecause: string
}

/** What can be edited. */
function saidOf(one: Said | Stored) {
  const { item, what, owner, dueOn, state, droppedBecause } = one
  return { item: item ?? null, what, owner, dueOn, state, droppedBecause: droppedBecause ?? '' }
}

function columnsOf(
  ctx: Ctx<'no_such_item' | 'reason_needed'>,
  items: readonly SurveyItem[],
  { item, what, owner, dueOn, state, droppedBecause = '' }: Said,
) {
  ctx.must(item === undefined || items.some(({ id }) => id === item), 'no_such_item')
  ctx.must(state !== 'dropped' || droppedBecause !== '', 'reason_needed')
  return {
    ...{ item: item ?? null, what, owner, due_on: dueOn, state },
    dropped_because: state === 'dropped' ? droppedBecause : '',
  }
}

async function putAway(ctx: Ctx<'no_such_change'>, surveyChangeId: number, isAway: boolean) {
  const { rows } = await sql`update survey_change set deleted_at = ${isAway ? ctx.now.toString() : null}::timestamptz
    where survey_change_id = ${surveyChangeId} and (deleted_at is null) = ${isAway} returning 1`.execute(ctx.db)
  ctx.must(rows.length === 1, 'no_such_change')
  ctx.about([], { detail: { surveyChangeId } })
  return { surveyChangeId }
}
