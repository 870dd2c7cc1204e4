/**
 * Figures that are kept up, so that nobody counts a whole town for an answer (decisions/0014).
 *
 * Data: for each measure and kept day, and of each quantity of today (`keepOfToday`), what every unit adds (`figure_part`) and the
 * sums of that (`figure_total`); the moment of
 * which all of them are true (`figure_moment.caught_up`, a snapshot); and what was changed, noted by triggers in the transaction
 * of the change (`figure_change`). Figures are what the records said at that moment, exactly.
 *
 * Before an answer: has anything been committed that the moment does not see? If so, one after the other (a lock, for a
 * millisecond), each in a transaction of one snapshot:
 *
 *   changes since the moment → the units that they concern → their parts anew, by the statement that counts everybody →
 *   sums follow by the difference → the moment is this snapshot
 *
 * Whoever writes waits for nobody: a change adds a row that no other touches. When the day turns, the units for whom something
 * begins or ends are counted anew, and what the policy of the new day says otherwise is made anew. What a room keeps beside the figures
 * (following.ts) is brought up with them. Much work (an import of the
 * whole town, a new edition, a new organisation for sums of all below) is left to the job; until then answers are counted from the records (counting.ts).
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Prepare } from '#platform/ctx/room.ts'
import { countSums, dayOf, daysOf, everybody, planForMany, type Sums, sumsOf, upToLast } from './counting.ts'
import { type Change, followers, type SinceMoment } from './following.ts'
import {
  type Basis,
  basisSources,
  keptOfToday,
  measureNamed,
  periodOf,
  type Quantity,
  quantityNamed,
  type ToUnits,
} from './measure.ts'
import { HERE, UNSEEN } from './moment.ts'

interface Most {
  /** Of all figures together. */
  readonly units: number
  /** Of what a room keeps beside the figures. */
  readonly followed: number
}

/**
 * What is counted anew before an answer; more is left to the job. It is some hundred people of a model of forty KPIs: less work than one of these
 * KPIs counted from the records, which is what whoever is not caught up with has to do for all of them.
 */
const AT_ONCE: Most = { units: 4_000, followed: 2_000 }
const ALL: Most = { units: Number.POSITIVE_INFINITY, followed: Number.POSITIVE_INFINITY }
/** More units of one figure than these are counted by a plan of their own: one for any number is made for few. */
const FEW = 40
/** Whoever is not let in within this time counts from the records. */
const PATIENCE_MS = 300
/** So long the job makes figures that are missing, one after the other, before others come by. */
const MAKING_MS = 1_000
/** Changes that no figure needs any more are forgotten after this time at the latest. */
const REMEMBERED = '2 days'

/** For operations that answer figures: whether the kept ones hold all that was committed before the question. */
export const bringUpFigures: Prepare = async (ctx, write) => {
  const { rows } = await sql<{ today: string; isBehind: boolean }>`select m.today, exists (
      select 1 from figure_change c where ${UNSEEN}) as "isBehind"
    from figure_moment m where m.database = ${HERE}`.execute(ctx.db)
  const moment = rows[0]
  if (!moment) return false
  if (moment.today >= ctx.today && !moment.isBehind) return true
  const done = await write(async () => {
    await lockSoon(ctx)
    return await bringUp(ctx, AT_ONCE)
  })
  return done ?? false
}

/**
 * For the job, as the first thing in a transaction of one snapshot: brings everything up, drops figures that nobody wants or that
 * are counted otherwise now, makes some that are missing.
 *
 * @param wantedDays the names of the measures whose figures are kept, and the days of each that can be counted on them; asked for within the snapshot
 * @returns how many are kept, and how many are still missing
 */
export async function keepFigures(
  ctx: Ctx,
  wantedDays: () => Promise<{
    daysOf: (measure: Quantity) => readonly string[]
    named: readonly string[]
  }>,
): Promise<{ kept: number; left: number }> {
  await lock(ctx)
  const stands = await bringUp(ctx, ALL)
  const { daysOf: daysWanted, named } = await wantedDays()
  // What counts sections is answered from the sums of what it looks at.
  const days = new Map<string, Set<string>>()
  for (const measure of named.flatMap((name) => measureNamed(name) ?? [])) {
    const { name } = measure.sectionsOf ?? measure
    days.set(name, new Set([...(days.get(name) ?? []), ...daysWanted(measure)]))
  }
  const pairs = [...days].flatMap(([name, own]) => [...own].map((day) => wantedOn(ctx, quantityNamed(name)!, day)))
  const ofToday = keptOfToday().map((quantity) => wantedOn(ctx, quantity, ctx.today))
  const wanted = (await Promise.all([...pairs, ...ofToday])).filter((one) => one !== undefined)
  if (!stands && wanted.length === 0) return { kept: 0, left: 0 }
  if (!stands) await begin(ctx)
  const kept = await figuresKept(ctx)
  await drop(
    ctx,
    kept.filter((figure) => !wanted.some((one) => isSame(one, figure))),
  )
  const missing = wanted.filter((one) => !kept.some((figure) => isSame(one, figure)))
  const left = missing.length - (await makeSome(ctx, missing))
  // Nothing is missing any more: what rooms keep beside the figures may rest on them.
  if (left === 0) for (const follower of followers()) await follower.make(preparedFor(ctx))
  await forgetChanges(ctx)
  return { kept: wanted.length - left, left }
}

/**
 * For the job: holds one kept figure against the records that it is the sum of. One that is wrong is dropped, to be made anew.
 *
 * @returns the measure and day that was wrong, and how many have not been looked at today
 */
export async function checkFigures(
  ctx: Ctx,
): Promise<{ wrong: { measure: string; day: string } | null; left: number }> {
  await lock(ctx)
  if (!(await bringUp(ctx, ALL))) return { wrong: null, left: 0 }
  const unchecked = (await figuresKept(ctx)).filter(({ checked_on }) => checked_on < ctx.today)
  const figure = unchecked[0]
  if (!figure) return { wrong: null, left: 0 }
  const measure = quantityNamed(figure.measure)!
  const [[counted], sums] = await Promise.all([
    countSums(ctx, [measure], figure.day, figure.basis),
    sumsKept(ctx, figure.figure_id),
  ])
  const isRight = isDeepStrictEqual(flat(counted!), flat(sums))
  if (isRight)
    await sql`update figure set checked_on = ${ctx.today} where figure_id = ${figure.figure_id}`.execute(ctx.db)
  else await drop(ctx, [figure])
  return {
    wrong: isRight ? null : { measure: figure.measure, day: figure.day },
    left: unchecked.length - 1,
  }
}

/**
 * For a change that writes what is kept itself, in the transaction of the change: what it reads after this is not before the moment, and the
 * moment does not move before it is committed. Answers false where nothing is kept yet.
 */
export async function holdMoment(ctx: Ctx): Promise<boolean> {
  await lock(ctx)
  return (await momentNow(ctx)) !== undefined
}

/** A lock on the table is taken before the snapshot, so that it shows what the one before has done. */
async function lock(ctx: Ctx): Promise<void> {
  await sql`lock table figure_moment in share row exclusive mode`.execute(ctx.db)
}

/** As `lock`, but does not wait for long work of the job; and what follows is of few units, for whom planning costs more than counting. */
async function lockSoon(ctx: Ctx): Promise<void> {
  await Promise.all([
    sql`set local lock_timeout = ${sql.lit(PATIENCE_MS)}`.execute(ctx.db),
    sql`set local plan_cache_mode = force_generic_plan`.execute(ctx.db),
    lock(ctx),
  ])
}

interface KeptFigure {
  figure_id: number
  measure: string
  day: string
  from_day: string
  basis: Basis
  counted_by: string
  checked_on: string
}

/** Answers false, and changes nothing, where there is no moment yet or more to do than `most`. */
async function bringUp(ctx: Ctx, most: Most): Promise<boolean> {
  const [moment, changes, figures] = await Promise.all([momentNow(ctx), changesUnseen(ctx), figuresKept(ctx)])
  if (!moment) return false
  const turns = moment.today < ctx.today
  if (changes.length === 0 && !turns) return true
  const turned = turns ? figures.filter(({ day }) => day === moment.today) : []
  const stale = await staleOf(ctx, figures, { turned, changed: changes.map(({ source }) => source) })
  const standing = (figure: KeptFigure) => !stale.includes(figure)
  const early = turns ? await writtenEarly(ctx, moment.today) : []
  const [followed, ...works] = await Promise.all([
    workOfFollowers(ctx, { changes, turning: turns ? { from: moment.today, to: ctx.today, early } : null }),
    workOfChanges(ctx, figures.filter(standing), { changes, turned }),
    workOfTurning(ctx, turned.filter(standing), { from: moment.today, early }),
  ])
  const work = works.flat()
  if (work.reduce((sum, { units }) => sum + units.length, 0) > most.units) return false
  await drop(ctx, stale)
  await turn(ctx, turned.filter(standing))
  if (work.some(({ units }) => units.length > FEW)) await planForMany(ctx)
  await Promise.all([
    ...work.map((one) => countAnew(ctx, one)),
    moveMoment(ctx, { isOnOtherFooting: changes.some(({ ids }) => ids.length === 0) }),
  ])
  for (const { follower, units } of followed) {
    // No figure waits for what a room keeps beside it: where that is much, the job makes it.
    if (units === 'all' || units.length > most.followed) await follower.forget(ctx)
    else if (units.length > 0) await follower.countAnew(preparedFor(ctx), units)
  }
  return true
}

/** @param isOnOtherFooting something was changed that concerns everything, and no single unit by its key */
async function moveMoment(ctx: Ctx, { isOnOtherFooting }: { isOnOtherFooting: boolean }): Promise<void> {
  await sql`update figure_moment set caught_up = pg_current_snapshot(), today = greatest(today, ${ctx.today}::date),
    footing = case when ${isOnOtherFooting} then gen_random_uuid() else footing end`.execute(ctx.db)
}

/** Whoever counts after the figures were brought up may rest on them. */
function preparedFor(ctx: Ctx): Ctx {
  return { ...ctx, isPrepared: true }
}

async function workOfFollowers(ctx: Ctx, since: SinceMoment) {
  return await Promise.all(
    followers().map(async (follower) => ({ follower, units: await follower.concerned(ctx, since) })),
  )
}

/** The figures of today go along to the next day; a state is counted from that day itself. */
function turnedTo(day: string, measure: Quantity, figure: KeptFigure): KeptFigure {
  return { ...figure, day, from_day: measure.kind === 'state' ? day : figure.from_day }
}

async function turn(ctx: Ctx, turned: readonly KeptFigure[]): Promise<void> {
  await Promise.all(
    turned.map((figure) => {
      const { day, from_day } = turnedTo(ctx.today, quantityNamed(figure.measure)!, figure)
      return sql`update figure set day = ${day}::date, from_day = ${from_day}::date
        where figure_id = ${figure.figure_id}`.execute(ctx.db)
    }),
  )
}

async function momentNow(ctx: Ctx): Promise<{ today: string } | undefined> {
  const { rows } = await sql<{ today: string }>`select today from figure_moment where database = ${HERE}`.execute(
    ctx.db,
  )
  return rows[0]
}

async function changesUnseen(ctx: Ctx): Promise<readonly Change[]> {
  return await changesWhere(ctx, UNSEEN)
}

async function changesWhere(ctx: Ctx, condition: RawBuilder<unknown>): Promise<readonly Change[]> {
  const { rows } =
    await sql<Change>`select c.source, coalesce(array_agg(distinct id) filter (where id is not null), '{}') as ids,
      case when bool_and(c.since is not null) then min(c.since) end as since
    from figure_moment m cross join figure_change c left join lateral unnest(c.ids) id on true
    where ${condition} group by c.source`.execute(ctx.db)
  return rows
}

async function figuresKept(ctx: Ctx): Promise<readonly KeptFigure[]> {
  const { rows } = await sql<
    Omit<KeptFigure, 'basis'> & { basis: unknown }
  >`select figure_id, measure, day, from_day, basis,
      counted_by, checked_on
    from figure order by figure_id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, basis: row.basis as Basis }))
}

/** Figures to which the policy or the organisation says something else now, or that the new day counts from another first day. */
async function staleOf(
  ctx: Ctx,
  figures: readonly KeptFigure[],
  { turned, changed }: { turned: readonly KeptFigure[]; changed: readonly string[] },
): Promise<KeptFigure[]> {
  const hasNewBasis = (figure: KeptFigure) => {
    const measure = quantityNamed(figure.measure)
    return !measure || basisSources(measure).some((source) => changed.includes(source))
  }
  const suspects = figures.filter((figure) => turned.includes(figure) || hasNewBasis(figure))
  const found = await Promise.all(
    suspects.map(async (figure) => {
      const measure = quantityNamed(figure.measure)
      const day = turned.includes(figure) ? ctx.today : figure.day
      const wanted = measure && (await wantedOn(ctx, measure, day))
      return wanted && isSame(wanted, turnedTo(day, measure, figure)) ? [] : [figure]
    }),
  )
  return found.flat()
}

/** What is counted anew: these units, in these figures of one measure. */
interface Work {
  readonly measure: Quantity
  readonly figureIds: readonly number[]
  readonly units: readonly number[]
}

async function workOfChanges(
  ctx: Ctx,
  figures: readonly KeptFigure[],
  { changes, turned }: { changes: readonly Change[]; turned: readonly KeptFigure[] },
): Promise<Work[]> {
  const dayOf = (figure: KeptFigure) => (turned.includes(figure) ? ctx.today : figure.day)
  return await workFor(figures, async (measure, own) => {
    const mine = changes.filter((change) => concernsUnits(measure, change))
    const since = mine.every((one) => one.since !== null) ? mine.map((one) => one.since!).sort()[0] : undefined
    const concerned = own.filter((figure) => since === undefined || dayOf(figure) >= since)
    return { concerned: mine.length > 0 ? concerned : [], units: () => unitsOf(ctx, measure, mine) }
  })
}

async function writtenEarly(ctx: Ctx, from: string): Promise<readonly Change[]> {
  return await changesWhere(ctx, sql`c.since > ${from}::date and c.since <= ${ctx.today}::date`)
}

/** Those for whom something begins or ends, and what was written for the new day where it had come already. */
async function workOfTurning(
  ctx: Ctx,
  turned: readonly KeptFigure[],
  { from, early }: { from: string; early: readonly Change[] },
): Promise<Work[]> {
  if (turned.length === 0) return []
  return await workFor(turned, async (measure, own) => ({
    concerned: own,
    units: async () => {
      const { rows } = await sql<{
        unit: number
      }>`select distinct unit from (${measure.turning(from, ctx.today)}) t`.execute(ctx.db)
      const mine = early.filter((change) => concernsUnits(measure, change))
      return [...new Set([...rows.map(({ unit }) => unit), ...(await unitsOf(ctx, measure, mine))])]
    },
  }))
}

async function workFor(
  figures: readonly KeptFigure[],
  find: (
    measure: Quantity,
    own: readonly KeptFigure[],
  ) => Promise<{ concerned: readonly KeptFigure[]; units: () => Promise<readonly number[]> }>,
): Promise<Work[]> {
  const work = await Promise.all(
    [...Map.groupBy(figures, ({ measure }) => measure)].map(async ([name, own]) => {
      const measure = quantityNamed(name)!
      const { concerned, units } = await find(measure, own)
      const figureIds = concerned.map(({ figure_id }) => figure_id)
      return { measure, figureIds, units: figureIds.length > 0 ? await units() : [] }
    }),
  )
  return work.filter(({ units }) => units.length > 0)
}

function concernsUnits({ follows }: Quantity, { source }: Change): boolean {
  return Object.hasOwn(follows, source) && follows[source] !== 'basis'
}

async function unitsOf(ctx: Ctx, { follows }: Quantity, changes: readonly Change[]): Promise<readonly number[]> {
  const lists = await Promise.all(
    changes.map(async ({ source, ids }) => {
      const toUnits = follows[source] as Exclude<ToUnits, 'basis'>
      if (toUnits === 'units') return ids
      const { rows } = await sql<{ unit: number }>`${toUnits(ids)}`.execute(ctx.db)
      return rows.map(({ unit }) => unit)
    }),
  )
  return [...new Set(lists.flat())]
}

/** The sums follow by the difference between what the units add now and what they added. */
async function countAnew(ctx: Ctx, { measure, figureIds, units }: Work): Promise<void> {
  const among = (column: string) => sql<boolean>`${sql.ref(column)} = any(${units}::bigint[])`
  const days = daysOf(figureIds)
  await sql`with fresh as materialized (${measure.parts(days, among)}),
    old as materialized (select figure_id, unit, section_code, outside, tallies from figure_part
      where figure_id = any(${figureIds}::integer[]) and unit = any(${units}::bigint[])),
    gone as (delete from figure_part p using old o where p.figure_id = o.figure_id and p.unit = o.unit
      and not exists (select 1 from fresh f where f.figure_id = o.figure_id and f.unit = o.unit)),
    stands as (insert into figure_part (figure_id, unit, section_code, outside, tallies)
      select figure_id, unit, section_code, outside, tallies from fresh f
      where not exists (select 1 from old o where o.figure_id = f.figure_id and o.unit = f.unit
        and (o.section_code, o.outside, o.tallies) is not distinct from (f.section_code, f.outside, f.tallies))
      on conflict (figure_id, unit) do update set section_code = excluded.section_code, outside = excluded.outside,
        tallies = excluded.tallies),
    change as (select figure_id, section_code, outside, tallies, 1 as units from fresh
      union all select figure_id, section_code, outside, tallies, -1 from old),
    difference as (select * from (${sumsOf(sql`change`, measure, days)}) d
      where exists (select 1 from unnest(d.tallies) t(value) where value <> 0)),
    others as (update figure f set version = gen_random_uuid() from (select distinct figure_id from difference) d
      where f.figure_id = d.figure_id)
    insert into figure_total as t (figure_id, is_ward, section_code, outside, tallies)
    select figure_id, is_ward, section_code, outside, tallies from difference
    on conflict (figure_id, is_ward, section_code, outside) do update set tallies = array(
      select coalesce(a, 0) + coalesce(b, 0) from unnest(t.tallies, excluded.tallies) with ordinality u(a, b, place) order by place)`.execute(
    ctx.db,
  )
}

/** A figure as it would be made now. */
interface Wanted {
  readonly measure: Quantity
  readonly day: string
  readonly from: string
  readonly basis: Basis
  readonly countedBy: string
}

async function wantedOn(ctx: Ctx, measure: Quantity, day: string): Promise<Wanted | undefined> {
  const basis = await measure.basis(ctx, day)
  return basis && { measure, day, from: periodOf(measure, day).from, basis, countedBy: digestOf(ctx, measure) }
}

function isSame({ measure, day, from, basis, countedBy }: Wanted, figure: KeptFigure): boolean {
  return (
    figure.measure === measure.name &&
    figure.day === day &&
    figure.from_day === from &&
    figure.counted_by === countedBy &&
    isDeepStrictEqual(figure.basis, basis)
  )
}

/** Another release may count otherwise under the same name. */
function digestOf(ctx: Ctx, measure: Quantity): string {
  const days = daysOf([])
  const parts = measure.parts(days, everybody)
  const text = sumsOf(sql`(${parts})`, measure, days).compile(ctx.db).sql
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** One after the other, for as long as nobody minds that the figures are held; at least one. What is wanted is asked for once for all of them. */
async function makeSome(ctx: Ctx, missing: readonly Wanted[]): Promise<number> {
  const begun = performance.now()
  let made = 0
  if (missing.length > 0) await planForMany(ctx)
  for (const one of missing) {
    if (made > 0 && performance.now() - begun > MAKING_MS) break
    await make(ctx, one)
    made++
  }
  return made
}

async function make(ctx: Ctx, { measure, day, from, basis, countedBy }: Wanted): Promise<void> {
  const { rows } = await sql<{ id: number }>`insert into figure (measure, day, from_day, basis, counted_by, checked_on)
    values (${measure.name}, ${day}::date, ${from}::date, ${JSON.stringify(basis)}::jsonb, ${countedBy}, ${ctx.today}::date)
    returning figure_id as id`.execute(ctx.db)
  const id = rows[0]!.id
  // Told the day itself and not where it stands: of a day that it does not know the database plans for a handful of people.
  const days = dayOf(measure, day, basis, sql`${id}::integer`)
  await sql`insert into figure_part (figure_id, unit, section_code, outside, tallies)
    select figure_id, unit, section_code, outside, tallies from (${measure.parts(days, everybody)}) part`.execute(
    ctx.db,
  )
  await sql`insert into figure_total (figure_id, is_ward, section_code, outside, tallies)
    select figure_id, is_ward, section_code, outside, tallies
    from (${sumsOf(sql`(select *, 1 as units from figure_part where figure_id = ${id})`, measure, days)}) sums`.execute(
    ctx.db,
  )
}

async function drop(ctx: Ctx, figures: readonly KeptFigure[]): Promise<void> {
  if (figures.length === 0) return
  const ids = figures.map(({ figure_id }) => figure_id)
  await Promise.all([
    sql`delete from figure where figure_id = any(${ids}::integer[])`.execute(ctx.db),
    sql`delete from figure_part where figure_id = any(${ids}::integer[])`.execute(ctx.db),
    sql`delete from figure_total where figure_id = any(${ids}::integer[])`.execute(ctx.db),
  ])
}

/** Nothing is kept yet, or by another database: from this moment on. */
async function begin(ctx: Ctx): Promise<void> {
  for (const table of ['figure', 'figure_part', 'figure_total', 'figure_moment']) {
    await sql`delete from ${sql.table(table)}`.execute(ctx.db)
  }
  for (const follower of followers()) await follower.forget(ctx)
  await sql`insert into figure_moment (caught_up, today, database)
    values (pg_current_snapshot(), ${ctx.today}::date, ${HERE})`.execute(ctx.db)
}

/** What the figures hold is needed no more, unless it was written for a day that has not come. */
async function forgetChanges(ctx: Ctx): Promise<void> {
  await sql`delete from figure_change c using figure_moment m where not (${UNSEEN})
    and (c.since is null or c.since <= m.today or c.noted_at < now() - ${sql.lit(REMEMBERED)}::interval)`.execute(
    ctx.db,
  )
}

/** Sums that are something, as they can be compared. */
function flat(sums: readonly Sums[]): Map<string, readonly number[]> {
  const some = sums.flatMap(({ isWard, sectionCode, outside, tallies }) => {
    const said = upToLast(tallies)
    return said.length === 0 ? [] : [[JSON.stringify([isWard, sectionCode, outside]), said] as const]
  })
  return new Map(some)
}

async function sumsKept(ctx: Ctx, figureId: number): Promise<Sums[]> {
  const { rows } = await sql<Sums>`select is_ward as "isWard", section_code as "sectionCode", outside, tallies
    from figure_total where figure_id = ${figureId}`.execute(ctx.db)
  return rows
}
