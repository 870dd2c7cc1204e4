/**
 * Named rounds (decisions/0077): who said what stands beside the person, who may change it until the last day; whoever was named at opening reads it
 * after closing, and nobody else. In counts it is a round as any other: of fewer than k nothing is told.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { peopleRows, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { requireSheets } from './answering.service.ts'
import type { Answers, Value } from './answers.rules.ts'
import type { surveys } from './contract.ts'
import { lockForAnswers, mustTakeAnswers, requireRound, type StoredRound, stateOf } from './rounds.service.ts'
import { plain } from './survey.rules.ts'
import { teamOf } from './texts.service.ts'

async function requireNamed(ctx: Ctx<'no_such_round'>, roundId: number): Promise<StoredRound> {
  const round = await requireRound(ctx, roundId)
  ctx.must(round.isNamed, 'no_such_round')
  return round
}

/** What I have sent, null for nothing yet; I am asked. */
async function mine(ctx: Ctx<'not_a_receiver'>, roundId: number): Promise<Answers | null> {
  const { rows } = await sql<{
    answers: Answers | null
  }>`select n.answers from survey_receiver m left join survey_named_answer n
      on n.survey_round_id = m.survey_round_id and n.staff_member_id = m.staff_member_id
    where m.survey_round_id = ${roundId} and m.staff_member_id = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
  ctx.must(rows[0], 'not_a_receiver')
  return rows[0].answers
}

export async function showNamedSheet(
  ctx: Ctx<typeof surveys.showNamedSheet>,
  { roundId }: Input<typeof surveys.showNamedSheet>,
): Promise<Answer<typeof surveys.showNamedSheet>> {
  const round = await requireNamed(ctx, roundId)
  const answers = await mine(ctx, roundId)
  const { title, titleEn, to, k, items } = round
  const said = Object.entries(answers ?? {}).map(([id, value]): [string, string | number | string[]] => [
    id,
    sayable(value),
  ])
  return {
    ...{ title, ...(titleEn && { titleEn }), closesOn: to, k, items: items.map(plain) },
    readers: (await teamOf(ctx, roundId)).map(({ name }) => name),
    ...{ isOpen: stateOf(ctx.today, round) === 'open', answers: Object.fromEntries(said) },
    version: answers && versionOf(answers),
  }
}

const sayable = (value: Value) => (typeof value === 'object' ? [...value] : value)

export async function sendNamedAnswers(
  ctx: Ctx<typeof surveys.sendNamedAnswers>,
  { roundId, answers, seen }: Input<typeof surveys.sendNamedAnswers>,
): Promise<Answer<typeof surveys.sendNamedAnswers>> {
  await lockForAnswers(ctx, roundId)
  const round = await requireNamed(ctx, roundId)
  mustTakeAnswers(ctx, round)
  // Of two windows of one person the second waits.
  await oneAtATime(`named round ${roundId} ${ctx.actor.subjectId}`).execute(ctx.db)
  mustBeMadeFrom(ctx, seen, await mine(ctx, roundId))
  const said = requireSheets(ctx, round.items, [{ sent: answers, path: 'answers' }])[0]!
  await sql`insert into survey_named_answer (survey_round_id, staff_member_id, answers, answered_at)
    values (${roundId}, ${ctx.actor.subjectId}::bigint, ${JSON.stringify(said)}::jsonb, ${ctx.now.toString()}::timestamptz)
    on conflict (survey_round_id, staff_member_id) do update set answers = excluded.answers,
      answered_at = excluded.answered_at`.execute(ctx.db)
  ctx.about([ctx.actor.subjectId!], { detail: { roundId } })
  ctx.tells('survey_round', [roundId])
  return { version: versionOf(said) }
}

/** How many have answered, by cell. */
export async function namedByCell(ctx: Ctx, roundId: number): Promise<{ cell: number; answers: number }[]> {
  const { rows } = await sql<{ cell: number; answers: number }>`select m.cell, count(*)::int as answers
    from survey_named_answer n join survey_receiver m
      on m.survey_round_id = n.survey_round_id and m.staff_member_id = n.staff_member_id
    where n.survey_round_id = ${roundId} group by m.cell`.execute(ctx.db)
  return rows
}

/** At closing, for the counts: in the groups into which their cells were merged, without names and in an order of chance. */
export async function copyNamed(ctx: Ctx, roundId: number, groupOf: Readonly<Record<string, number>>): Promise<void> {
  await sql`insert into survey_answer (survey_round_id, group_number, answers)
    select n.survey_round_id, (${JSON.stringify(groupOf)}::jsonb ->> m.cell::text)::smallint, n.answers
    from survey_named_answer n join survey_receiver m
      on m.survey_round_id = n.survey_round_id and m.staff_member_id = n.staff_member_id
    where n.survey_round_id = ${roundId} order by gen_random_uuid()`.execute(ctx.db)
}

const AT_ONCE = 100

export async function showNamedAnswers(
  ctx: Ctx<typeof surveys.showNamedAnswers>,
  { roundId, item: wanted, after }: Input<typeof surveys.showNamedAnswers>,
): Promise<Answer<typeof surveys.showNamedAnswers>> {
  const round = await requireNamed(ctx, roundId)
  ctx.must(await isReader(ctx, roundId), 'not_a_reader')
  ctx.must(round.isClosed, 'round_not_closed')
  const items = round.items.filter(({ type }) => type !== 'heading')
  const item = wanted === undefined ? items[0] : items.find(({ id }) => id === wanted)
  ctx.must(item, 'no_such_item')
  const { rows } = await sql<{
    staffMemberId: number
    name: string
    section: string | null
    said: string | number | string[] | null
  }>`with page as materialized (select n.staff_member_id, n.answers -> ${item.id} as said from survey_named_answer n
      where n.survey_round_id = ${roundId} and n.staff_member_id > ${after} order by n.staff_member_id limit ${AT_ONCE + 1})
    select n.staff_member_id as "staffMemberId", p.name, s.name as section, n.said
    from page n join ${peopleRows(ctx.today)} p on p.staff_member_id = n.staff_member_id
      left join ${postsOn(round.from)} o on o.staff_member_id = n.staff_member_id
      left join ${sectionsOn(round.from)} s on s.section_code = o.section_code
    order by n.staff_member_id`.execute(ctx.db)
  const people = rows.slice(0, AT_ONCE)
  ctx.sees(
    people.map(({ staffMemberId }) => staffMemberId),
    'surveys.named',
  )
  return {
    ...{ items: items.map(({ id, wording, en }) => ({ id, wording, wordingEn: en?.wording ?? null })), item: item.id },
    ...{ people, total: round.answers ?? 0, next: rows.length > AT_ONCE ? people.at(-1)!.staffMemberId : null },
  }
}

/** Whether the reader was named at opening. */
async function isReader(ctx: Ctx, roundId: number): Promise<boolean> {
  return (await teamOf(ctx, roundId)).some(({ staffMemberId }) => staffMemberId === ctx.actor.subjectId)
}

export async function mayReadNamed(ctx: Ctx, { roundId, isNamed, isClosed }: StoredRound): Promise<boolean> {
  return isNamed && isClosed && (await isReader(ctx, roundId))
}
