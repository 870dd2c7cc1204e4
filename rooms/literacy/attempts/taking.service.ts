/** Taking a test: what is for me, beginning or going on, saving answer by answer, and handing in. */
import { randomInt } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { inServiceOn, postsOn, upFrom } from '#rooms/people/relations.service.ts'
import { skillNameIn } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { fits, type Given, type ItemKind } from '../items/rules.ts'
import { answerKinds, drawableFor, versionsOf } from '../items/service.ts'
import type { attempts } from './contract.ts'
import { endAttempts, lockRunning } from './ending.service.ts'
import { doneBy } from './results.service.ts'
import { canFill, type Drawn, drawn, isFor, itemsIn, obstacleFor, type Standpoint } from './rules.ts'
import { shownItem } from './shown.service.ts'
import { requireTest, type StoredTest, shortOf, tables, testsWhere } from './tests.service.ts'

export async function listMyTests(ctx: Ctx<typeof attempts.listMyTests>): Promise<Answer<typeof attempts.listMyTests>> {
  const document = await requirePolicy(ctx)
  const [tests, done] = await Promise.all([testsAgain(ctx), doneBy(ctx, document, ctx.actor.subjectId!)])
  return {
    tests: tests.map(({ skill, ...test }) => ({ ...test, skillName: skillNameIn(document, skill) })),
    done,
  }
}

/** Tests that are for the actor, with what is in the way of taking each now. */
export async function testsAgain(ctx: Ctx) {
  const me = ctx.actor.subjectId!
  const [open, standpoint, mine] = await Promise.all([
    testsWhere(ctx, { state: 'published' }),
    standpointOf(ctx, me),
    attemptsOf(ctx, me),
  ])
  const isShort = await shortOf(ctx, open)
  const running = new Map(mine.flatMap(({ testId, id, satOn }) => (satOn === null ? [[testId, id] as const] : [])))
  const wanted = open.filter(
    (test) => running.has(test.testId) || ((test.openTo ?? '9999') > ctx.today && isFor(test, standpoint)),
  )
  return wanted.map((test) => {
    const { testId, title, note, skill, minutes, openFrom, openTo, attempts: allowed, parts } = test
    const satOn = daysOf(mine, testId)
    const runs = running.get(testId) ?? null
    const found = runs === null ? obstacleFor(test, satOn, { today: ctx.today, isFilled: !isShort(test) }) : null
    return {
      ...{ testId, title, note, skill, minutes, openFrom, items: itemsIn(parts), running: runs },
      lastDay: openTo === null ? null : addDays(openTo, -1),
      attemptsLeft: allowed === null ? null : Math.max(0, allowed - satOn.length),
      obstacle: found?.obstacle ?? null,
      obstacleUntil: found?.from ?? null,
    }
  })
}

interface Mine {
  readonly id: number
  readonly testId: number
  /** null: it runs. */
  readonly satOn: string | null
}

async function attemptsOf(ctx: Ctx, staffMemberId: number): Promise<Mine[]> {
  const { rows } = await sql<Mine>`select a.test_attempt_id as id, a.test_id as "testId", a.sat_on as "satOn"
    from test_attempt a where a.staff_member_id = ${staffMemberId} and a.voided_at is null`.execute(ctx.db)
  return rows
}

const daysOf = (mine: readonly Mine[], testId: number) =>
  mine.flatMap((one) => (one.testId === testId && one.satOn !== null ? [one.satOn] : []))

/** Whoever has no post in a section stands in none. */
async function standpointOf(ctx: Ctx, staffMemberId: number): Promise<Standpoint> {
  const { rows } = await sql<Standpoint>`select e.employment_category as "employmentCategory",
      array(select up.section_code from ${postsOn(ctx.today)} p, lateral ${upFrom(sql`p.section_code`, ctx.today)} up
        where p.staff_member_id = e.staff_member_id) as sections
    from ${inServiceOn(ctx.today)} e where e.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows[0] ?? { employmentCategory: '', sections: [] }
}

export async function beginAttempt(
  ctx: Ctx<typeof attempts.beginAttempt>,
  { testId, window }: Input<typeof attempts.beginAttempt>,
): Promise<Answer<typeof attempts.beginAttempt>> {
  const me = ctx.actor.subjectId!
  const test = await requireTest(ctx, testId)
  await oneAtATime(`attempts of ${me}`).execute(ctx.db)
  const running = (await attemptsOf(ctx, me)).find((one) => one.testId === testId && one.satOn === null)
  if (running) {
    const [open] = await lockRunning(ctx, running.id)
    const isOver = open !== undefined && open.dueAt!.getTime() <= ctx.now.epochMilliseconds
    if (isOver) await endAttempts(ctx, [open])
    else if (open) return { testAttemptId: open.testAttemptId, isResumed: true }
  }
  ctx.must(test.state === 'published' && isFor(test, await standpointOf(ctx, me)), 'no_such_test')
  const bank = await drawableFor(ctx, test.skill)
  const found = obstacleFor(test, daysOf(await attemptsOf(ctx, me), testId), {
    today: ctx.today,
    isFilled: canFill(test.parts, bank),
  })
  ctx.must(!found, found?.obstacle ?? 'closed', { date: formatDate(found?.from ?? ctx.today, ctx.language) })
  const seed = randomInt(2 ** 31)
  const testAttemptId = await addAttempt(ctx, test, {
    ...{ staffMemberId: me, seed, drawn: drawn(test.parts, bank, seed) },
    ...{ source: 'screen', window, dueAt: ctx.now.add({ minutes: test.minutes }).toString() },
  })
  ctx.about([me], { detail: { testId, testAttemptId } })
  return { testAttemptId, isResumed: false }
}

interface Begun {
  readonly staffMemberId: number
  readonly seed: number
  readonly drawn: readonly Drawn[]
  readonly source: 'screen' | 'paper'
  readonly window?: string
  readonly dueAt?: string
  readonly testPaperId?: number
}

/** With a row for each place, so that saving an answer is one small change. */
export async function addAttempt(ctx: Ctx, { testId, skill, marks }: StoredTest, begun: Begun): Promise<number> {
  const { test_attempt_id: id } = await tables(ctx)
    .insertInto('test_attempt')
    .values({
      ...{ test_id: testId, staff_member_id: begun.staffMemberId, source: begun.source, seed: begun.seed, skill },
      marks: sql<string>`${JSON.stringify(marks)}::jsonb`,
      began_at: new Date(ctx.now.epochMilliseconds),
      due_at: begun.dueAt === undefined ? null : new Date(begun.dueAt),
      held_by: begun.window ?? null,
      test_paper_id: begun.testPaperId ?? null,
      items: begun.drawn.length,
      recorded_by: begun.source === 'paper' ? ctx.actor.subjectId : null,
    })
    .returning('test_attempt_id')
    .executeTakeFirstOrThrow()
  const rows = begun.drawn.map(({ itemVersionId, order }, at) => ({ place: at + 1, version: itemVersionId, order }))
  await sql`insert into test_answer (test_attempt_id, place, item_version_id, shown_order)
    select ${id}::bigint, r.place, r.version, r."order"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(place smallint, version bigint, "order" smallint[])`.execute(
    ctx.db,
  )
  return id
}

/** Whose an attempt is; undefined: there is none. */
export async function takerOf(ctx: Ctx, testAttemptId: number): Promise<number | undefined> {
  const { rows } = await sql<{ staff: number }>`select a.staff_member_id as staff from test_attempt a
    where a.test_attempt_id = ${testAttemptId}`.execute(ctx.db)
  return rows[0]?.staff
}

interface Running {
  readonly title: string
  readonly endedAt: Date | null
  readonly dueAt: Date | null
  readonly heldBy: string | null
}

/** Access has found whose it is, and attempts do not go away. */
async function attemptNow(ctx: Ctx, id: number, lock: RawBuilder<unknown>): Promise<Running> {
  const { rows } =
    await sql<Running>`select t.title, a.ended_at as "endedAt", a.due_at as "dueAt", a.held_by as "heldBy"
    from test_attempt a join test t on t.test_id = a.test_id where a.test_attempt_id = ${id} ${lock}`.execute(ctx.db)
  return rows[0]!
}

const NO_LOCK = sql``
function secondsLeft(ctx: Ctx, { endedAt, dueAt }: Pick<Running, 'endedAt' | 'dueAt'>): number {
  if (endedAt !== null || dueAt === null) return 0
  return Math.max(0, Math.floor((dueAt.getTime() - ctx.now.epochMilliseconds) / 1_000))
}

export async function showAttempt(
  ctx: Ctx<typeof attempts.showAttempt>,
  { testAttemptId, window }: Input<typeof attempts.showAttempt>,
): Promise<Answer<typeof attempts.showAttempt>> {
  const running = await attemptNow(ctx, testAttemptId, NO_LOCK)
  const hasEnded = running.endedAt !== null
  const { rows } = await sql<{ place: number; version: number; order: number[]; given: Given; seq: number }>`
    select w.place, w.item_version_id as version, w.shown_order as "order", w.given, w.seq
    from test_answer w where w.test_attempt_id = ${testAttemptId} order by w.place`.execute(ctx.db)
  const versions = hasEnded
    ? new Map<number, never>()
    : await versionsOf(
        ctx,
        rows.map(({ version }) => version),
      )
  return {
    ...{ testAttemptId, title: running.title, hasEnded },
    isHeldHere: running.heldBy !== null && running.heldBy === window,
    remainingSeconds: secondsLeft(ctx, running),
    items: hasEnded
      ? []
      : rows.map(({ place, version, order, given, seq }) => ({
          ...shownItem(place, versions.get(version)!, order),
          ...{ given: given === null || typeof given === 'string' ? given : [...given], seq },
        })),
  }
}

export async function holdAttempt(
  ctx: Ctx<typeof attempts.holdAttempt>,
  { testAttemptId, window }: Input<typeof attempts.holdAttempt>,
): Promise<Answer<typeof attempts.holdAttempt>> {
  const { endedAt } = await attemptNow(ctx, testAttemptId, sql`for no key update of a`)
  ctx.must(endedAt === null, 'already_ended')
  await sql`update test_attempt set held_by = ${window} where test_attempt_id = ${testAttemptId}`.execute(ctx.db)
  ctx.about([ctx.actor.subjectId!], { detail: { testAttemptId } })
  return { isHeldHere: true }
}

export async function saveAnswer(
  ctx: Ctx<typeof attempts.saveAnswer>,
  { testAttemptId, place, given, seq, window }: Input<typeof attempts.saveAnswer>,
): Promise<Answer<typeof attempts.saveAnswer>> {
  const now = await saveAt(ctx, { testAttemptId, place, given, seq, window })
  const isOver = now.dueAt !== null && now.dueAt.getTime() <= ctx.now.epochMilliseconds
  ctx.must(!isOver, 'time_over')
  ctx.must(now.endedAt === null, 'already_ended')
  ctx.must(now.heldBy === window, 'held_elsewhere')
  ctx.must(now.kind, 'no_such_place')
  ctx.must(fits(now.kind, now.choices ?? 0, given), 'no_answer')
  const { isSaved } = now
  const stands = isSaved ? { given, seq } : await standing(ctx, testAttemptId, place)
  ctx.about([ctx.actor.subjectId!], { detail: { testAttemptId, place, seq } })
  return { isSaved, given: stands.given, seq: stands.seq, remainingSeconds: secondsLeft(ctx, now) }
}

/**
 * One statement, because whole rooms answer at once: the attempt, how the item at a place is answered (no kind: there is none), and whether this answer
 * stands there now. What the attempt refuses is not written; an answer that does not fit its item is undone with the request, which refuses it.
 * Whoever saves waits for whoever ends or takes over, and the other way round; those who save do not wait for each other.
 */
async function saveAt(
  ctx: Ctx,
  { testAttemptId, place, given, seq, window }: Input<typeof attempts.saveAnswer>,
): Promise<Omit<Running, 'title'> & { kind: ItemKind | null; choices: number | null; isSaved: boolean }> {
  const { rows } = await sql<
    Omit<Running, 'title'> & { kind: ItemKind | null; choices: number | null; isSaved: boolean }
  >`with a as (select a.ended_at, a.due_at, a.held_by from test_attempt a where a.test_attempt_id = ${testAttemptId} for share),
      saved as (update test_answer w set given = ${given === null ? null : JSON.stringify(given)}::jsonb, seq = ${seq},
          saved_at = ${ctx.now.toString()}::timestamptz
        from a where w.test_attempt_id = ${testAttemptId} and w.place = ${place} and w.seq < ${seq}
          and a.ended_at is null and a.held_by = ${window} and (a.due_at is null or a.due_at > ${ctx.now.toString()}::timestamptz)
        returning w.place)
    select a.ended_at as "endedAt", a.due_at as "dueAt", a.held_by as "heldBy", k.kind, k.choices,
      exists (select from saved) as "isSaved"
    from a left join test_answer w on w.test_attempt_id = ${testAttemptId} and w.place = ${place}
      left join ${answerKinds()} k on k.item_version_id = w.item_version_id`.execute(ctx.db)
  return rows[0]!
}

async function standing(ctx: Ctx, testAttemptId: number, place: number) {
  const { rows } = await sql<{ given: number[] | string | null; seq: number }>`select w.given, w.seq from test_answer w
    where w.test_attempt_id = ${testAttemptId} and w.place = ${place}`.execute(ctx.db)
  return rows[0]!
}

export async function submitAttempt(
  ctx: Ctx<typeof attempts.submitAttempt>,
  { testAttemptId }: Input<typeof attempts.submitAttempt>,
): Promise<Answer<typeof attempts.submitAttempt>> {
  await endAttempts(ctx, await lockRunning(ctx, testAttemptId))
  const { rows } = await sql<{ at: Date; ending: Answer<typeof attempts.submitAttempt>['ending'] }>`
    select a.ended_at as at, a.ended_how as ending from test_attempt a where a.test_attempt_id = ${testAttemptId}`.execute(
    ctx.db,
  )
  const { at, ending } = rows[0]!
  return { testAttemptId, ending, endedAt: at.toISOString() }
}

const MOST_AT_ONCE = 200

export async function endOverdueAttempts(ctx: Ctx): Promise<Answer<typeof attempts.endOverdueAttempts>> {
  const open = await lockRunning(ctx, null, MOST_AT_ONCE)
  await endAttempts(ctx, open)
  return { ended: open.length }
}
