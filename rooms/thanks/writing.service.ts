import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { peopleNumbered, sectionsLedBy } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { thanks } from './contract.ts'
import { thanksMessages } from './messages.ts'
import { MOST_A_DAY, MOST_WORDS, type Value, valuesOf } from './rules.ts'
import { tables } from './standing.service.ts'

export async function showThanksForm(ctx: Ctx<typeof thanks.showThanksForm>) {
  const [values, written, leads, seesTotals] = await Promise.all([
    valuesToday(ctx),
    writtenToday(ctx),
    leadsSomebody(ctx),
    ctx.may<typeof thanks.showThanksTotals>('thanks.showThanksTotals', {}),
  ])
  return {
    values: values.map(({ valueId, name, description, isSample }) => ({ valueId, name, description, isSample })),
    ...{ mostWords: MOST_WORDS, leftToday: Math.max(0, MOST_A_DAY - written), leads, seesTotals },
  }
}

export async function writeThanks(ctx: Ctx<typeof thanks.writeThanks>, input: Input<typeof thanks.writeThanks>) {
  const { staffMemberId, words, valueId, isPublic, isShownToHead } = input
  const me = writer(ctx)
  ctx.must(staffMemberId !== me, 'not_oneself')
  ctx.must(await areInService(ctx, [me, staffMemberId]), 'not_in_service')
  const values = await valuesToday(ctx)
  const value = values.find((one) => one.valueId === valueId)
  ctx.must(values.length === 0 || valueId !== undefined, 'value_needed')
  ctx.must(valueId === undefined || value, 'unknown_value')
  // Two windows that press at once are counted one after the other.
  await oneAtATime(`thanks of ${me}`).execute(ctx.db)
  ctx.must((await writtenToday(ctx)) < MOST_A_DAY, 'enough_today', { n: MOST_A_DAY })
  const { thank_you_id: thankYouId } = await tables(ctx)
    .insertInto('thank_you')
    .values({
      ...{ receiver: staffMemberId, written_by: me, words, written_on: ctx.today, written_at: now(ctx) },
      ...{ value_id: value?.valueId ?? null, value_name: value?.name ?? null },
      ...{ is_public: isPublic, is_shown_to_head: isShownToHead },
    })
    .returning('thank_you_id')
    .executeTakeFirstOrThrow()
  ctx.tells('thank_you', [thankYouId])
  // The words are for whom they were written to: the journal has that it was written.
  ctx.about([staffMemberId], { detail: { thankYouId, isPublic } })
  return { thankYouId }
}

export async function correctThanks(ctx: Ctx<typeof thanks.correctThanks>, input: Input<typeof thanks.correctThanks>) {
  const { thankYouId, words, seen } = input
  const stored = await standing(ctx, thankYouId)
  ctx.must(stored.written_on === ctx.today, 'day_over')
  mustBeMadeFrom(ctx, seen, { words: stored.words })
  await tables(ctx)
    .updateTable('thank_you')
    .set({ words, corrected_at: now(ctx) })
    .where('thank_you_id', '=', thankYouId)
    .execute()
  ctx.about([stored.receiver], { detail: { thankYouId } })
  return { thankYouId, version: versionOf({ words }) }
}

export async function takeBackThanks(
  ctx: Ctx<typeof thanks.takeBackThanks>,
  { thankYouId }: Input<typeof thanks.takeBackThanks>,
) {
  const { receiver } = await standing(ctx, thankYouId)
  await tables(ctx)
    .updateTable('thank_you')
    .set({ taken_back_at: now(ctx) })
    .where('thank_you_id', '=', thankYouId)
    .execute()
  ctx.tells('thank_you', [thankYouId])
  ctx.about([receiver], { detail: { thankYouId } })
  return { thankYouId }
}

export async function hideThanks(ctx: Ctx<typeof thanks.hideThanks>, input: Input<typeof thanks.hideThanks>) {
  const { thankYouId, isHidden } = input
  const { receiver } = await standing(ctx, thankYouId)
  await tables(ctx)
    .updateTable('thank_you')
    .set({ hidden_at: isHidden ? now(ctx) : null })
    .where('thank_you_id', '=', thankYouId)
    .execute()
  ctx.tells('thank_you', [thankYouId])
  ctx.about([receiver], { detail: { thankYouId, isHidden } })
  return { thankYouId }
}

/** Those of a town that thanked elsewhere before, or of the sample: nobody is told, and no day's number counts. */
export async function importThanks(
  ctx: Ctx<typeof thanks.importThanks>,
  { rows, isSample = false }: Input<typeof thanks.importThanks>,
) {
  ctx.must(!isSample || (ctx.actor.kind === 'command' && ctx.actor.name === 'sample'), 'sample_not_allowed')
  const numbers = [...new Set(rows.flatMap(({ from, to }) => [from, to]))]
  const people = new Map(
    (await peopleNumbered(ctx, numbers)).map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]),
  )
  const names = new Map((await valuesToday(ctx)).map(({ valueId, name }) => [valueId, name]))
  const problems = rows.flatMap(({ from, to, valueId, writtenOn }, index): FieldProblem[] => {
    const wrong = (path: string, key: 'wrong.person' | 'wrong.value' | 'wrong.oneself' | 'wrong.day', what = '') => ({
      path: `rows[${index}].${path}`,
      reason: ctx.t(thanksMessages, key, { what }),
    })
    return [
      ...(people.has(from) ? [] : [wrong('from', 'wrong.person', from)]),
      ...(people.has(to) ? [] : [wrong('to', 'wrong.person', to)]),
      ...(people.has(to) && people.get(to) === people.get(from) ? [wrong('to', 'wrong.oneself')] : []),
      ...(valueId === undefined || names.has(valueId) ? [] : [wrong('valueId', 'wrong.value', valueId)]),
      ...(writtenOn < ctx.today ? [] : [wrong('writtenOn', 'wrong.day', writtenOn)]),
    ]
  })
  if (problems.length > 0) throw ctx.refusal('faulty_rows', { count: problems.length }, problems.slice(0, 100))
  const sent = rows.map(({ from, to, words, valueId = null, isPublic, writtenOn }) => ({
    ...{ receiver: people.get(to), written_by: people.get(from), words, value_id: valueId },
    ...{ value_name: valueId === null ? null : names.get(valueId), is_public: isPublic, written_on: writtenOn },
  }))
  const { numAffectedRows } =
    await sql`insert into thank_you (receiver, written_by, words, value_id, value_name, is_public,
      is_shown_to_head, written_on, written_at, is_imported, is_sample)
    select receiver, written_by, words, value_id, value_name, is_public, false, written_on,
      written_on + time '12:00' at time zone 'Asia/Tokyo', true, ${isSample}
    from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as r(receiver bigint, written_by bigint, words text,
      value_id text, value_name text, is_public boolean, written_on date) order by written_on`.execute(ctx.db)
  const added = Number(numAffectedRows ?? 0n)
  ctx.about([], { detail: { added } })
  return { added }
}

/** Of a thank-you that stands what is stored, with its row locked. */
async function standing(ctx: Ctx<'thanks_gone'>, thankYouId: number) {
  const row = await tables(ctx)
    .selectFrom('thank_you')
    .select(['receiver', 'words', 'written_on', 'taken_back_at', 'removed_at'])
    .where('thank_you_id', '=', thankYouId)
    .forUpdate()
    .executeTakeFirst()
  ctx.must(row && row.taken_back_at === null && row.removed_at === null, 'thanks_gone')
  return row
}

function writer(ctx: Ctx): number {
  if (ctx.actor.subjectId === null) throw new Error('Access lets write only whoever is a member of staff')
  return ctx.actor.subjectId
}

function now(ctx: Ctx): Date {
  return new Date(ctx.now.epochMilliseconds)
}

async function valuesToday(ctx: Ctx): Promise<Value[]> {
  const document = await policyOn(ctx)
  return document ? valuesOf(document) : []
}

/** Those that were taken back too: whoever floods may not begin again by that. */
async function writtenToday(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from thank_you h
    where h.written_by = ${ctx.actor.subjectId} and h.written_on = ${ctx.today}::date`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

async function areInService(ctx: Ctx, ids: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n
    from ${inServiceOn(ctx.today)} e where e.staff_member_id = any(${ids}::bigint[])`.execute(ctx.db)
  return rows[0]?.n === ids.length
}

async function leadsSomebody(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{
    leads: boolean
  }>`select exists (select from ${sectionsLedBy(ctx.actor.subjectId ?? 0, ctx.today)} s)
    as leads`.execute(ctx.db)
  return rows[0]?.leads === true
}
