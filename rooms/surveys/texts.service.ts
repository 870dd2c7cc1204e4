/**
 * What people wrote in their own words (INV-A4, decisions/0066): laid apart once, at closing, where the round named a team, with names masked; read by
 * that team alone. Neither the group nor any other answer stands beside a text, nor anything by which it could be found there.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesEverBorne, peopleRows } from '#rooms/people/relations.service.ts'
import type { surveys } from './contract.ts'
import { requireRound, type StoredRound } from './rounds.service.ts'
import { type Borne, bears, masked, namesToMask, wordsOf } from './texts.rules.ts'

const textItems = ({ items }: Pick<StoredRound, 'items'>) => items.filter(({ type }) => type === 'text')

export async function teamOf(ctx: Ctx, roundId: number): Promise<{ staffMemberId: number; name: string }[]> {
  const { rows } = await sql<{
    staffMemberId: number
    name: string
  }>`select w.staff_member_id as "staffMemberId", p.name
    from survey_team w join ${peopleRows(ctx.today)} p on p.staff_member_id = w.staff_member_id
    where w.survey_round_id = ${roundId} order by reading_order(p.name_kana), w.staff_member_id`.execute(ctx.db)
  return rows
}

/** In the transaction of closing, once answers are cut: of each item by itself, in an order of chance. Nobody reads what nobody was named for. */
export async function keepTexts(ctx: Ctx, round: Pick<StoredRound, 'roundId' | 'items'>): Promise<void> {
  const { roundId } = round
  const asked = textItems(round)
  if (asked.length === 0 || (await teamOf(ctx, roundId)).length === 0) return
  const { rows: borne } = await sql<Borne>`select n.name, n.name_kana as "nameKana" from ${namesEverBorne()} n`.execute(
    ctx.db,
  )
  const names = namesToMask(borne)
  for (const { id } of asked) {
    const { rows } = await sql<{ text: string }>`select a.answers ->> ${id} as text from survey_answer a
      where a.survey_round_id = ${roundId} and a.answers ? ${id}`.execute(ctx.db)
    const said = rows.map(({ text }) => masked(text, names))
    await sql`insert into survey_text (survey_round_id, item, text)
      select ${roundId}, ${id}, t.text from jsonb_array_elements_text(${JSON.stringify(said)}::jsonb) t(text)
      order by gen_random_uuid()`.execute(ctx.db)
  }
}

const AT_ONCE = 50

export async function showSurveyTexts(
  ctx: Ctx<typeof surveys.showSurveyTexts>,
  { roundId, item: wanted, words, after }: Input<typeof surveys.showSurveyTexts>,
): Promise<Answer<typeof surveys.showSurveyTexts>> {
  const round = await requireRound(ctx, roundId)
  const team = await teamOf(ctx, roundId)
  ctx.must(
    team.some(({ staffMemberId }) => staffMemberId === ctx.actor.subjectId),
    'not_of_team',
  )
  ctx.must(round.isClosed, 'round_not_closed')
  const items = textItems(round)
  const item = wanted === undefined ? items[0] : items.find(({ id }) => id === wanted)
  ctx.must(item, 'no_such_item')
  // In the order of digests: it holds from page to page, and is none in which answers lie.
  const { rows } = await sql<{ text: string }>`select x.text from survey_text x
    where x.survey_round_id = ${roundId} and x.item = ${item.id} order by sha256(convert_to(x.text, 'UTF8'))`.execute(
    ctx.db,
  )
  const all = rows.map(({ text }) => text)
  const isTold = all.length >= round.k
  const found = isTold ? all.filter((text) => words === undefined || bears(text, words)) : []
  const next = after + AT_ONCE
  return {
    ...{ title: round.title, number: round.number, k: round.k, team: team.map(({ name }) => name) },
    items: items.map(({ id, wording, en }) => ({ id, wording, wordingEn: en?.wording ?? null })),
    item: item.id,
    texts: isTold ? found.slice(after, next) : null,
    total: found.length,
    next: next < found.length ? next : null,
    groups: isTold ? wordsOf(all, round.k) : [],
  }
}

/** Whether the reader is of the team whose round has words to read. */
export async function mayReadTexts(ctx: Ctx, round: StoredRound): Promise<boolean> {
  if (!round.isClosed || textItems(round).length === 0) return false
  return (await teamOf(ctx, round.roundId)).some(({ staffMemberId }) => staffMemberId === ctx.actor.subjectId)
}
