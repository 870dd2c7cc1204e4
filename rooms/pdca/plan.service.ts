/** The plan of a year: what is set out to be done, how it goes, and what of it is otherwise than it was when the plan was fixed. */
import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, fiscalYearRange, formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { aimOf, definitionsOf, judgedBy, lastDayOf, statedIn, yearOf } from '#rooms/kpi/rules.ts'
import { colleagues, namesOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { barriersIn } from './barriers.service.ts'
import { mustBeOpen } from './closing.service.ts'
import type { plan } from './plan.contract.ts'
import { isOtherwise, milestoneState, type PlannedInitiative } from './plan.rules.ts'
import type { PdcaTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PdcaTables>
type Shown = Output<typeof plan.showYearPlan>
/** Days before a milestone is due on which it counts as soon. */
export const SOON = 14
/** More initiatives than any plan of a year has. */
const MOST = 500

interface Row extends PlannedInitiative {
  readonly fiscalYear: number
  readonly droppedOn: string | null
  readonly dropReason: string | null
  readonly milestones: readonly { milestoneId: number; name: string; dueOn: string; doneOn: string | null }[]
  readonly notes: readonly { note: string; by: number | null; on: string }[]
}

export async function showYearPlan(
  ctx: Ctx<typeof plan.showYearPlan>,
  { fiscalYear }: Input<typeof plan.showYearPlan>,
): Promise<Shown> {
  const [rows, fixed, document, { hindered, closedOn }, mayWrite] = await Promise.all([
    initiativesOf(ctx, { fiscalYear }),
    tables(ctx).selectFrom('year_plan').selectAll().where('fiscal_year', '=', fiscalYear).executeTakeFirst(),
    policyOf(ctx, fiscalYear),
    barriersIn(ctx, fiscalYear),
    ctx.may<typeof plan.fixPlan>('pdca.fixPlan', { fiscalYear }),
  ])
  const planned = new Map((fixed?.planned ?? []).map((one) => [one.initiativeId, one]))
  const names = await namesOf(ctx, [
    ...rows.flatMap(({ owner, notes }) => [owner, ...notes.flatMap(({ by }) => by ?? [])]),
    ...[...planned.values()].map(({ owner }) => owner),
    ...(fixed?.recorded_by ? [fixed.recorded_by] : []),
  ])
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id)?.name ?? null))
  const activities = document?.model?.activities ?? []
  return {
    ...{ fiscalYear, today: ctx.today },
    fixed: fixed ? { on: fixed.fixed_on, by: nameOf(fixed.recorded_by) } : null,
    initiatives: rows.map(
      ({ initiativeId, name, activity, plan, pillar, owner, budget, milestones, notes, ...row }) => {
        const then = planned.get(initiativeId)
        const now = { initiativeId, name, activity, plan, pillar, owner, budget, milestones }
        const isTheirs = answersFor(ctx, owner) && row.droppedOn === null
        return {
          ...{ initiativeId, name, activity, plan, pillar, owner, budget },
          activityName: activities.find(({ id }) => id === activity)?.name ?? activity,
          ownerName: nameOf(owner),
          milestones: milestones.map((one) => ({
            ...{ ...one, state: stateOf(ctx, one) },
            isKept: closedOn !== null && one.doneOn !== null && one.doneOn <= lastDayOf(fiscalYear),
          })),
          notes: notes.map((one) => ({ ...one, by: nameOf(one.by) })),
          dropped: row.droppedOn === null ? null : { on: row.droppedOn, reason: row.dropReason ?? '' },
          planned: then
            ? {
                ...{
                  name: then.name,
                  activity: then.activity,
                  plan: then.plan,
                  pillar: then.pillar,
                  budget: then.budget,
                },
                ...{ ownerName: nameOf(then.owner), milestones: [...then.milestones] },
              }
            : null,
          isOtherwise: fixed !== undefined && (!then || row.droppedOn !== null || isOtherwise(now, then)),
          version: versionOf(saidIn(now)),
          may: [
            ...(mayWrite && closedOn === null && row.droppedOn === null
              ? (['saveInitiative', 'dropInitiative'] as const)
              : []),
            ...(isTheirs ? (['noteProgress', 'markMilestone'] as const) : []),
          ],
        }
      },
    ),
    targets: document ? targetsFrom(document, fiscalYear) : [],
    barriers: hindered,
    closedOn,
    activities: activities.map(({ id, name }) => ({ id, name })),
    plans: (document?.plans ?? []).map(({ name, pillars }) => ({ name, pillars: pillars.map((one) => one.name) })),
    may: mayWrite && closedOn === null ? ['saveInitiative', ...(fixed ? [] : (['fixPlan'] as const))] : [],
  }
}

/** Of KPIs and of indicators: what is done is aimed at too. */
function targetsFrom(document: PolicyDocument, fiscalYear: number): Shown['targets'] {
  const stated = statedIn(document)
  return definitionsOf(document).flatMap((definition) => {
    const aim = aimOf(judgedBy(definition, stated), fiscalYear)
    if (!aim) return []
    const { id, name, unit } = definition
    const { counting, value: target } = aim
    return { id, name, unit, target, targetYear: yearOf(aim, fiscalYear), isCumulative: counting === 'cumulative' }
  })
}

export async function saveInitiative(ctx: Ctx<typeof plan.saveInitiative>, input: Input<typeof plan.saveInitiative>) {
  const { initiativeId, fiscalYear, name, activity, plan, pillar, owner, budget, milestones, seen } = input
  // Two who write the plan of a year wait for each other, and whoever fixes it too.
  await planAlone(ctx, fiscalYear)
  await mustBeOpen(ctx, fiscalYear)
  const [before] = initiativeId === undefined ? [] : await initiativesOf(ctx, { initiativeId })
  ctx.must(initiativeId === undefined || before?.fiscalYear === fiscalYear, 'no_such_initiative')
  ctx.must(before?.droppedOn == null, 'no_such_initiative')
  mustBeMadeFrom(ctx, seen, before ? saidIn(before) : null)
  const document = await policyOf(ctx, fiscalYear)
  const isKnown = document?.model?.activities.some(({ id }) => id === activity)
  ctx.must(activity === null || isKnown || before?.activity === activity, 'no_such_activity')
  const isSaidBefore = before?.plan === plan && before.pillar === pillar
  ctx.must(isSaidBefore || isPillarOf(document, plan, pillar), 'no_such_pillar')
  ctx.must(before?.owner === owner || (await colleagues(ctx, [owner])).length === 1, 'no_such_staff_member')
  const { from } = fiscalYearRange(fiscalYear)
  const last = lastDayOf(fiscalYear)
  const days = { from: formatDate(from, ctx.language), to: formatDate(last, ctx.language) }
  ctx.must(
    milestones.every(({ dueOn }) => dueOn >= from && dueOn <= last),
    'outside_the_year',
    days,
  )
  const row = { name, activity, plan, pillar, owner, budget, recorded_by: ctx.actor.subjectId, recorded_on: ctx.today }
  const id = before
    ? before.initiativeId
    : (
        await tables(ctx)
          .insertInto('initiative')
          .values({ fiscal_year: fiscalYear, ...row })
          .returning('initiative_id as id')
          .executeTakeFirstOrThrow()
      ).id
  if (before) await tables(ctx).updateTable('initiative').set(row).where('initiative_id', '=', id).execute()
  const touched = await saveMilestones(ctx, id, before?.milestones ?? [], milestones)
  ctx.tells('initiative', [id])
  ctx.tells('initiative_milestone', touched)
  ctx.about([owner], { detail: { initiativeId: id, fiscalYear, name, budget, milestones: milestones.length } })
  return { initiativeId: id }
}

/** A plan by itself, or with one of its pillars; or none. */
function isPillarOf(document: PolicyDocument | undefined, plan: string | null, pillar: string | null): boolean {
  if (plan === null) return pillar === null
  const known = document?.plans?.find(({ name }) => name === plan)
  return known !== undefined && (pillar === null || known.pillars.some(({ name }) => name === pillar))
}

/** Those that stay keep how far they have come; those that are not named any more go. */
async function saveMilestones(
  ctx: Ctx,
  initiativeId: number,
  before: Row['milestones'],
  wanted: readonly { milestoneId?: number | undefined; name: string; dueOn: string }[],
): Promise<number[]> {
  const known = new Set(before.map(({ milestoneId }) => milestoneId))
  const rows = wanted.map(({ milestoneId, name, dueOn }) => ({
    ...{ id: milestoneId !== undefined && known.has(milestoneId) ? milestoneId : null, name, due_on: dueOn },
  }))
  const kept = rows.flatMap(({ id }) => id ?? [])
  const given = JSON.stringify(rows)
  await sql`delete from initiative_milestone
    where initiative_id = ${initiativeId} and initiative_milestone_id <> all(${kept}::bigint[])`.execute(ctx.db)
  await sql`update initiative_milestone m set name = r.name, due_on = r.due_on
    from jsonb_to_recordset(${given}::jsonb) as r(id bigint, name text, due_on date)
    where m.initiative_milestone_id = r.id and m.initiative_id = ${initiativeId}`.execute(ctx.db)
  const { rows: added } = await sql<{ id: number }>`insert into initiative_milestone (initiative_id, name, due_on)
    select ${initiativeId}, r.name, r.due_on from jsonb_to_recordset(${given}::jsonb) as r(id bigint, name text, due_on date)
    where r.id is null returning initiative_milestone_id as id`.execute(ctx.db)
  return [...known, ...added.map(({ id }) => id)]
}

export async function dropInitiative(
  ctx: Ctx<typeof plan.dropInitiative>,
  { initiativeId, reason }: Input<typeof plan.dropInitiative>,
) {
  const { owner, milestones, fiscalYear } = await standingInitiative(ctx, initiativeId)
  await mustBeOpen(ctx, fiscalYear)
  await tables(ctx)
    .updateTable('initiative')
    .set({ dropped_on: ctx.today, drop_reason: reason })
    .where('initiative_id', '=', initiativeId)
    .execute()
  ctx.tells('initiative', [initiativeId])
  ctx.tells(
    'initiative_milestone',
    milestones.map(({ milestoneId }) => milestoneId),
  )
  ctx.about([owner], { reason, detail: { initiativeId } })
  return { dropped: true as const }
}

export async function noteProgress(
  ctx: Ctx<typeof plan.noteProgress>,
  { initiativeId, note }: Input<typeof plan.noteProgress>,
) {
  const { owner } = await standingInitiative(ctx, initiativeId)
  await tables(ctx)
    .insertInto('initiative_note')
    .values({ initiative_id: initiativeId, note, recorded_by: ctx.actor.subjectId, recorded_on: ctx.today })
    .execute()
  ctx.tells('initiative', [initiativeId])
  ctx.about([owner], { detail: { initiativeId, note } })
  return { noted: true as const }
}

export async function markMilestone(
  ctx: Ctx<typeof plan.markMilestone>,
  { milestoneId, isDone }: Input<typeof plan.markMilestone>,
) {
  const owner = await ownerOfMilestone(ctx, milestoneId)
  ctx.must(owner !== undefined, 'no_such_milestone')
  // What comes after a closed year is said with its day; what was reached in it stays.
  if (!isDone) {
    const { rows } = await sql`select from initiative_milestone m join initiative i using (initiative_id)
        join review r on r.fiscal_year = i.fiscal_year
      where m.initiative_milestone_id = ${milestoneId} and m.done_on < make_date(i.fiscal_year + 1, 4, 1)`.execute(
      ctx.db,
    )
    ctx.must(rows.length === 0, 'already_closed')
  }
  await sql`update initiative_milestone set done_on = ${isDone ? ctx.today : null}::date,
      done_by = ${isDone ? ctx.actor.subjectId : null}::bigint
    where initiative_milestone_id = ${milestoneId} and (done_on is not null) <> ${isDone}`.execute(ctx.db)
  ctx.tells('initiative_milestone', [milestoneId])
  ctx.about([owner], { detail: { milestoneId, isDone } })
  return { isDone }
}

export async function fixPlan(ctx: Ctx<typeof plan.fixPlan>, { fiscalYear }: Input<typeof plan.fixPlan>) {
  await planAlone(ctx, fiscalYear)
  await mustBeOpen(ctx, fiscalYear)
  const rows = (await initiativesOf(ctx, { fiscalYear })).filter(({ droppedOn }) => droppedOn === null)
  ctx.must(rows.length > 0, 'empty_plan')
  const planned = rows.map((row) => ({ initiativeId: row.initiativeId, ...saidIn(row) }))
  const fixed = await tables(ctx)
    .insertInto('year_plan')
    .values({
      ...{ fiscal_year: fiscalYear, fixed_on: ctx.today, recorded_by: ctx.actor.subjectId },
      planned: JSON.stringify(planned),
    })
    .onConflict((conflict) => conflict.column('fiscal_year').doNothing())
    .returning('fiscal_year')
    .executeTakeFirst()
  ctx.must(fixed, 'plan_fixed')
  ctx.about([], { detail: { fiscalYear, initiatives: rows.length } })
  return { initiatives: rows.length }
}

/** Initiatives of a year, or one, with their milestones by day and their notes, the latest first. */
async function initiativesOf(
  ctx: Ctx,
  { fiscalYear = null, initiativeId = null }: { fiscalYear?: number | null; initiativeId?: number | null },
): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select i.initiative_id as "initiativeId", i.fiscal_year as "fiscalYear", i.name, i.activity,
      i.plan, i.pillar, i.owner, i.budget, i.dropped_on as "droppedOn", i.drop_reason as "dropReason",
      coalesce((select json_agg(json_build_object('milestoneId', m.initiative_milestone_id, 'name', m.name, 'dueOn', m.due_on,
          'doneOn', m.done_on) order by m.due_on, m.initiative_milestone_id)
        from initiative_milestone m where m.initiative_id = i.initiative_id), '[]') as milestones,
      coalesce((select json_agg(json_build_object('note', n.note, 'by', n.recorded_by, 'on', n.recorded_on)
          order by n.initiative_note_id desc)
        from initiative_note n where n.initiative_id = i.initiative_id), '[]') as notes
    from initiative i where i.fiscal_year = ${fiscalYear}::integer or i.initiative_id = ${initiativeId}::bigint
    order by i.dropped_on is not null, i.initiative_id limit ${MOST}`.execute(ctx.db)
  return rows
}

/** Whose initiative it is; undefined where there is none of this number. */
export async function ownerOfInitiative(ctx: Ctx, initiativeId: number): Promise<number | undefined> {
  return (
    await tables(ctx)
      .selectFrom('initiative')
      .select('owner')
      .where('initiative_id', '=', initiativeId)
      .executeTakeFirst()
  )?.owner
}

export async function ownerOfMilestone(ctx: Ctx, milestoneId: number): Promise<number | undefined> {
  const row = await tables(ctx)
    .selectFrom('initiative_milestone as m')
    .innerJoin('initiative as i', 'i.initiative_id', 'm.initiative_id')
    .select('i.owner')
    .where('m.initiative_milestone_id', '=', milestoneId)
    .where('i.dropped_on', 'is', null)
    .executeTakeFirst()
  return row?.owner
}

function stateOf(ctx: Ctx, milestone: { dueOn: string; doneOn: string | null }) {
  return milestoneState(milestone, { today: ctx.today, soon: (dueOn) => addDays(dueOn, -SOON) })
}

function answersFor({ actor }: Ctx, owner: number): boolean {
  return actor.kind === 'account' && (actor.roles.includes('hr') || actor.subjectId === owner)
}

async function standingInitiative(ctx: Ctx<'no_such_initiative' | 'already_dropped'>, initiativeId: number) {
  const [row] = await initiativesOf(ctx, { initiativeId })
  ctx.must(row, 'no_such_initiative')
  await planAlone(ctx, row.fiscalYear)
  const [now] = await initiativesOf(ctx, { initiativeId })
  ctx.must(now?.droppedOn === null, 'already_dropped')
  return row
}

async function planAlone(ctx: Ctx, fiscalYear: number): Promise<void> {
  await oneAtATime(`plan of ${fiscalYear}`).execute(ctx.db)
}

/** Of a year to come the policy of today, of one that is over that of its last day. */
async function policyOf(ctx: Ctx, fiscalYear: number): Promise<PolicyDocument | undefined> {
  const last = lastDayOf(fiscalYear)
  return await policyOn(ctx, last < ctx.today ? last : ctx.today)
}

function saidIn({ name, activity, plan, pillar, owner, budget, milestones }: Omit<PlannedInitiative, 'initiativeId'>) {
  return {
    ...{ name, activity, plan, pillar, owner, budget },
    milestones: milestones.map((one) => ({ name: one.name, dueOn: one.dueOn })),
  }
}
