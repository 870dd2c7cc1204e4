/**
 * What a hand entered wrongly is corrected in the open: the room puts the fact right, and notes here what it was, what it is, why and by whom.
 * Whoever may see the fact sees its corrections. What a closed year counted stays as it was frozen; the room of the yearly review looks
 * at what was corrected since (`unsettled`) and states the values that come out otherwise.
 */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { CorrectionTables } from './tables.ts'

type Facts = Readonly<Record<string, string | number | null>>

interface NewCorrection {
  readonly thing: string
  readonly id: number
  readonly subject: number | null
  readonly concernsFrom: string
  readonly before: Facts
  readonly after: Facts
  readonly reason: string
}

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<CorrectionTables>

/** In the transaction that puts the fact right; refuses a correction that changes nothing. */
export async function noteCorrection(ctx: Ctx<'nothing_to_correct'>, correction: NewCorrection): Promise<void> {
  ctx.must(JSON.stringify(correction.before) !== JSON.stringify(correction.after), 'nothing_to_correct')
  await keepCorrection(ctx, correction)
}

/** The same of one that changes something for certain, as of a fact that is struck or put back. */
export async function keepCorrection(ctx: Ctx, correction: NewCorrection): Promise<void> {
  const { thing, id, subject, concernsFrom, before, after, reason } = correction
  await sql`insert into correction (thing, thing_id, subject_id, concerns_from, before, after, reason, recorded_by, recorded_at)
    values (${thing}, ${id}, ${subject}, ${concernsFrom}::date, ${JSON.stringify(before)}::jsonb,
      ${JSON.stringify(after)}::jsonb, ${reason}, ${ctx.actor.subjectId}, ${ctx.now.toString()}::timestamptz)`.execute(
    ctx.db,
  )
  ctx.about(subject === null ? [] : [subject], { reason, detail: { corrected: thing, id, before, after } })
}

export interface Corrected {
  readonly correctionId: number
  readonly id: number
  readonly before: Facts
  readonly after: Facts
  readonly reason: string
  readonly recordedBy: number | null
  readonly on: string
}

/** Corrections of one of these things, or of all of them, the oldest first. */
export async function correctionsOf(ctx: Ctx, thing: string, id: number | null = null): Promise<Corrected[]> {
  const corrected = await correctionsAmong(ctx, [thing], id)
  return corrected.map(({ thing: _, ...one }) => one)
}

/** Corrections of these things of a kind, the oldest first. */
export async function correctionsOfThese(ctx: Ctx, thing: string, ids: readonly number[]): Promise<Corrected[]> {
  const { rows } = await sql<Corrected>`select correction_id as "correctionId", thing_id as id, before, after, reason,
      recorded_by as "recordedBy", (recorded_at at time zone 'Asia/Tokyo')::date as "on"
    from correction where thing = ${thing} and thing_id = any(${ids}::bigint[]) order by correction_id`.execute(ctx.db)
  return rows
}

/** The same of several kinds of thing that bear one number. */
export async function correctionsAmong(
  ctx: Ctx,
  things: readonly string[],
  id: number | null,
): Promise<(Corrected & { readonly thing: string })[]> {
  const { rows } = await sql<Corrected & { readonly thing: string }>`select correction_id as "correctionId", thing,
      thing_id as id, before, after, reason, recorded_by as "recordedBy",
      (recorded_at at time zone 'Asia/Tokyo')::date as "on"
    from correction where thing = any(${things}::text[]) and (${id}::bigint is null or thing_id = ${id}::bigint)
    order by correction_id limit 200`.execute(ctx.db)
  return rows
}

interface CorrectedFact extends Omit<Corrected, 'id'> {
  readonly thing: string
  readonly subject: number
  /** The moment, as text. */
  readonly at: string
}

/** Corrections of facts about people, of any of these kinds; of one person, or of everybody. The oldest first. */
export async function correctionsAbout(
  ctx: Ctx,
  things: readonly string[],
  subject: number | null = null,
): Promise<CorrectedFact[]> {
  const { rows } = await sql<CorrectedFact>`select correction_id as "correctionId", thing,
      subject_id as subject, before, after, reason, recorded_by as "recordedBy",
      (recorded_at at time zone 'Asia/Tokyo')::date as "on", recorded_at::text as at
    from correction where thing = any(${things}) and subject_id is not null
      and (${subject}::bigint is null or subject_id = ${subject}::bigint) order by correction_id`.execute(ctx.db)
  return rows
}

/** Corrections of facts about nobody, of one kind. The oldest first. */
export async function correctionsOfNobody(ctx: Ctx, thing: string) {
  const { rows } = await sql<Omit<Corrected, 'id'> & { readonly thing: string }>`select
      correction_id as "correctionId", thing, before, after, reason, recorded_by as "recordedBy",
      (recorded_at at time zone 'Asia/Tokyo')::date as "on"
    from correction where thing = ${thing} and subject_id is null order by correction_id`.execute(ctx.db)
  return rows.map((one) => ({ ...one, subject: null }))
}

/** Facts of these kinds are known by their person's number (`thing_id`): of two numbers that are one person they are the first's. */
export async function renumberCorrections(
  ctx: Ctx,
  things: readonly string[],
  { first, second }: { readonly first: number; readonly second: number },
): Promise<void> {
  await sql`update correction set thing_id = ${first} where thing_id = ${second} and thing = any(${things}::text[])`.execute(
    ctx.db,
  )
}

/** Those for which no closed year was looked at yet, the oldest first. */
export async function unsettled(
  ctx: Ctx,
): Promise<{ id: number; concernsFrom: string; reason: string; by: number | null }[]> {
  const { rows } = await sql<{ id: number; concernsFrom: string; reason: string; by: number | null }>`select
      correction_id as id, concerns_from as "concernsFrom", reason, recorded_by as by
    from correction where settled_at is null order by correction_id limit 100`.execute(ctx.db)
  return rows
}

export async function settle(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await tables(ctx)
    .updateTable('correction')
    .set({ settled_at: new Date(ctx.now.epochMilliseconds) })
    .where('correction_id', '=', (e) => e.fn.any(sql<number[]>`${ids}::bigint[]`))
    .execute()
}
