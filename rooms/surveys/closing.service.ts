/**
 * A round ends: in one transaction cells with fewer than k answers are merged, answers are cut from their ballots and written in an order of
 * chance, the keys are destroyed (cut_answers of migration 0080), and what may be shown is counted. Nothing of it can be read before.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { mergeBySize, type Step } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import { surveysMessages } from './messages.ts'
import { copyNamed, namedByCell } from './named.service.ts'
import { DAYS_FOR_SHEETS } from './paper.rules.ts'
import { cellsOf, lockForClosing, requireRound, type StoredRound } from './rounds.service.ts'
import { type Counted, keepScales } from './scales.service.ts'
import { sheetsWaiting } from './sheets.service.ts'
import { keepTexts } from './texts.service.ts'

export async function closeSurveyRound(
  ctx: Ctx<typeof surveys.closeSurveyRound>,
  { roundId, reason }: Input<typeof surveys.closeSurveyRound>,
): Promise<Answer<typeof surveys.closeSurveyRound>> {
  await lockForClosing(ctx, roundId)
  const round = await requireRound(ctx, roundId)
  ctx.must(!round.isClosed, 'round_closed')
  return close(ctx, round, reason)
}

export async function closeDueSurveyRounds(
  ctx: Ctx<typeof surveys.closeDueSurveyRounds>,
): Promise<Answer<typeof surveys.closeDueSurveyRounds>> {
  const { rows } = await sql<{ roundId: number }>`select r.survey_round_id as "roundId" from survey_round r
    where r.closed_at is null and r.closes_on < ${ctx.today}::date order by r.survey_round_id`.execute(ctx.db)
  let closed = 0
  for (const { roundId } of rows) {
    await lockForClosing(ctx, roundId)
    const round = await requireRound(ctx as Ctx<'no_such_round'>, roundId)
    if (round.isClosed || (await waitsForSheets(ctx, round))) continue
    await close(ctx, round, ctx.t(surveysMessages, 'closed.by_day'))
    closed++
  }
  return { closed }
}

/** What was handed in by the last day is still entered, for some days. */
async function waitsForSheets(ctx: Ctx, { roundId, to }: StoredRound): Promise<boolean> {
  return ctx.today <= addDays(to, DAYS_FOR_SHEETS) && (await sheetsWaiting(ctx, roundId)) > 0
}

async function close(ctx: Ctx, round: StoredRound, reason: string) {
  const { roundId, k } = round
  const cells = await cellsOf(ctx, roundId)
  const counts = await (round.isNamed ? namedByCell : ballotsByCell)(ctx, roundId)
  const answered = new Map(counts.map(({ cell, answers }) => [cell, answers]))
  const sized = cells.map(({ cell, steps, receivers }) => ({ cell, steps, receivers, size: answered.get(cell) ?? 0 }))
  const groups = mergeBySize(sized, k).map(({ steps, members }, at) => ({
    ...{ number: at + 1, steps, cells: members.map((place) => sized[place]!.cell) },
    receivers: members.reduce((sum, place) => sum + sized[place]!.receivers, 0),
    answers: members.reduce((sum, place) => sum + sized[place]!.size, 0),
  }))
  const groupOf = Object.fromEntries(groups.flatMap(({ number, cells: own }) => own.map((cell) => [cell, number])))
  if (round.isNamed) await copyNamed(ctx, roundId, groupOf)
  else await sql`select cut_answers(${roundId}, ${JSON.stringify(groupOf)}::jsonb)`.execute(ctx.db)
  await writeGroups(ctx, roundId, groups)
  await countAnswers(ctx, round)
  await keepTexts(ctx, round)
  const answers = groups.reduce((sum, group) => sum + group.answers, 0)
  await sql`update survey_round r set closed_at = ${ctx.now.toString()}::timestamptz, closed_by = ${ctx.actor.subjectId}::bigint,
      close_reason = ${reason}, answers = ${answers},
      (reissues, paper_drawn) = (select count(m.reissued), count(m.drawn) filter (where m.on_paper) from survey_receiver m
        where m.survey_round_id = r.survey_round_id),
      paper_sheets = (select coalesce(sum(s.entered), 0) from survey_sheet_count s where s.survey_round_id = r.survey_round_id)
    where r.survey_round_id = ${roundId}`.execute(ctx.db)
  ctx.about([], { reason, detail: { roundId, answers, groups: groups.length } })
  return { answers, groups: groups.length }
}

async function ballotsByCell(ctx: Ctx, roundId: number): Promise<{ cell: number; answers: number }[]> {
  const { rows } = await sql<{ cell: number; answers: number }>`select b.cell, count(*)::int as answers
    from survey_ballot b where b.survey_round_id = ${roundId} group by b.cell`.execute(ctx.db)
  return rows
}

/** Cells as they were merged by how many answered. */
export interface ClosedGroup {
  readonly number: number
  readonly steps: readonly Step[]
  readonly receivers: number
  readonly answers: number
}

export async function writeGroups(ctx: Ctx, roundId: number, groups: readonly ClosedGroup[]): Promise<void> {
  const rows = groups.map(({ number, steps, receivers, answers }) => ({ number, steps, receivers, answers }))
  await sql`insert into survey_group (survey_round_id, group_number, steps, receivers, answers)
    select ${roundId}, g.number, g.steps, g.receivers, g.answers
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(number smallint, steps jsonb, receivers integer, answers integer)`.execute(
    ctx.db,
  )
}

/** Once: answers are never read again. */
export async function countAnswers(ctx: Ctx, round: Counted): Promise<void> {
  const { roundId, items } = round
  const texts = items.filter(({ type }) => type === 'text').map(({ id }) => id)
  await sql`insert into survey_tally (survey_round_id, group_number, item, value, people)
    select ${roundId}::bigint, a.group_number, e.key, v.value, count(*)::int
    from survey_answer a, jsonb_each(a.answers) e, lateral (
      select '' as value
      union all select one.part #>> '{}'
        from jsonb_array_elements(case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) one(part)
        where not e.key = any(${texts}::text[])) v
    where a.survey_round_id = ${roundId} group by a.group_number, e.key, v.value`.execute(ctx.db)
  await keepScales(ctx, round)
}
