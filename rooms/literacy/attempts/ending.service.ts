/**
 * The end of attempts: the same for whoever ends them. What was saved is judged against the versions that were drawn, the level follows
 * from the marks that the attempt began with, and the level reached is evidence as of the day on which the attempt ended (INV-P7: no
 * level, no evidence). The rows of the attempts are locked first, so that an attempt ends once.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { addTestEvidence } from '#rooms/skills/test-evidence.service.ts'
import { type Given, isRight } from '../items/rules.ts'
import { versionsOf } from '../items/service.ts'
import { type Ending, levelReached, type Mark } from './rules.ts'

/** An attempt that is locked and has not ended. */
export interface Open {
  readonly testAttemptId: number
  readonly staffMemberId: number
  readonly title: string
  readonly skill: string
  readonly marks: readonly Mark[]
  readonly items: number
  /** Null on paper. */
  readonly dueAt: Date | null
}

/** Those that run and are locked by this, in one order; null: every one whose time is over, at most `most`. */
export async function lockRunning(ctx: Ctx, testAttemptId: number | null, most = 1): Promise<Open[]> {
  const { rows } =
    await sql<Open>`select a.test_attempt_id as "testAttemptId", a.staff_member_id as "staffMemberId", t.title,
      a.skill, a.marks, a.items, a.due_at as "dueAt"
    from test_attempt a join test t on t.test_id = a.test_id
    where a.ended_at is null and ${
      testAttemptId === null
        ? sql`a.due_at <= ${ctx.now.toString()}::timestamptz`
        : sql`a.test_attempt_id = ${testAttemptId}`
    }
    order by a.test_attempt_id limit ${most} for no key update of a`.execute(ctx.db)
  return rows
}

/** @param satOn the day, where it is another than that of the end */
export async function endAttempts(
  ctx: Ctx,
  open: readonly Open[],
  { paper, satOn }: { readonly paper?: true; readonly satOn?: string } = {},
): Promise<void> {
  if (open.length === 0) return
  const right = await judged(ctx, open)
  const ended = open.map((attempt) => {
    const { at, how } = paper ? { at: msOf(ctx), how: 'paper' as const } : endOf(ctx, attempt)
    const count = right.get(attempt.testAttemptId) ?? 0
    const level = levelReached(attempt.marks, count, attempt.items)
    const day = satOn ?? todayInTokyo({ epochMilliseconds: at })
    return { ...attempt, at: new Date(at), how, right: count, level, day }
  })
  const each = <T>(read: (attempt: (typeof ended)[number]) => T) => ended.map(read)
  await sql`update test_attempt a set ended_at = e.at, ended_how = e.how, sat_on = e.day, items_right = e.right_count, level = e.level
    from unnest(${each(({ testAttemptId }) => testAttemptId)}::bigint[], ${each(({ at }) => at.toISOString())}::timestamptz[],
      ${each(({ how }) => how)}::text[], ${each(({ day }) => day)}::date[], ${each((one) => one.right)}::integer[],
      ${each(({ level }) => level)}::smallint[]) as e(id, at, how, day, right_count, level)
    where a.test_attempt_id = e.id`.execute(ctx.db)
  for (const attempt of ended) await showEvidence(ctx, { ...attempt, satOn: attempt.day })
  ctx.about(
    each(({ staffMemberId }) => staffMemberId),
    { detail: { attempts: each(({ testAttemptId }) => testAttemptId) } },
  )
}

const msOf = (ctx: Ctx) => ctx.now.epochMilliseconds

/** What was saved in time counts, whenever the end is noted. */
function endOf(ctx: Ctx, { dueAt }: Open): { at: number; how: Ending } {
  const due = dueAt?.getTime() ?? Number.POSITIVE_INFINITY
  return due <= msOf(ctx) ? { at: due, how: 'time' } : { at: msOf(ctx), how: 'submitted' }
}

/** Right answers of each attempt, which its rows keep from here on. */
async function judged(ctx: Ctx, open: readonly Open[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; place: number; version: number; order: number[]; given: Given }>`
    select w.test_attempt_id as id, w.place, w.item_version_id as version, w.shown_order as "order", w.given
    from test_answer w where w.test_attempt_id = any(${open.map(({ testAttemptId }) => testAttemptId)}::bigint[])`.execute(
    ctx.db,
  )
  const versions = await versionsOf(
    ctx,
    rows.map(({ version }) => version),
  )
  const marked = rows.map((row) => ({ ...row, isRight: isRight(versions.get(row.version)!, row.given, row.order) }))
  await sql`update test_answer w set is_right = m.is_right
    from unnest(${marked.map(({ id }) => id)}::bigint[], ${marked.map(({ place }) => place)}::smallint[],
      ${marked.map((one) => one.isRight)}::boolean[]) as m(id, place, is_right)
    where w.test_attempt_id = m.id and w.place = m.place`.execute(ctx.db)
  const right = new Map<number, number>()
  for (const { id, isRight: counts } of marked) if (counts) right.set(id, (right.get(id) ?? 0) + 1)
  return right
}

/** A level that was reached, as evidence; the room of skills writes none that is below what a test has shown before. */
export async function showEvidence(
  ctx: Ctx,
  {
    testAttemptId,
    staffMemberId,
    skill,
    level,
    satOn,
    title,
  }: Pick<Open, 'testAttemptId' | 'staffMemberId' | 'skill' | 'title'> & { level: number | null; satOn: string },
): Promise<void> {
  if (level === null) return
  await addTestEvidence(ctx, {
    ...{ staffMemberId, skill, level, asOf: satOn, source: title },
    cameOf: cameOf(testAttemptId),
  })
}

/** By which its evidence knows an attempt. */
export const cameOf = (testAttemptId: number) => `attempt ${testAttemptId}`
