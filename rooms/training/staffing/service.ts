/**
 * Minimum staffing of counters, kept by the head who leads the section day by day. Rows are added, and ended; which of them holds on a day
 * is told by `heldOn` (rules.ts). What is stated for days that are past is a correction, with its reason.
 */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import { noteCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage, notEndedBy, oneAtATime } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { isHeadOfSection } from '#rooms/mvv/standpoint.service.ts'
import { dayKnown } from '#rooms/people/announced.service.ts'
import { postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { sectionsLedBy } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { hasSkill, skillNameIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { mustBeSkills, tables } from '../shape.service.ts'
import type { MinimumRow, staffing } from './contract.ts'
import { aboveHeadcount, endOf, heldOn, type Minimum, minimumFault, needsIn } from './rules.ts'

type Row = z.infer<typeof MinimumRow>
const keepersDoings = ['stateMinimum', 'addAbsence', 'importAbsences'] as const

/** A row `m` of minimum_staffing as the rules read it. */
export const MINIMUM = sql`m.minimum_staffing_id as "minimumStaffingId", m.section_code as "sectionCode", m.counter, m.kind,
  m.valid_from as "validFrom", m.valid_to as "validTo", m.week, m.open_on_holidays as "openOnHolidays", m.needs`

export async function listStaffedSections(
  ctx: Ctx,
  { after = '', pageSize }: Input<typeof staffing.listStaffedSections>,
) {
  const me = ctx.actor.subjectId ?? 0
  const isHr = ctx.actor.roles.includes('hr')
  const mine = sql`s.section_code in (select led.section_code from ${sectionsLedBy(me, ctx.today)} led)`
  const { rows } = await sql<{
    sectionCode: string
    name: string
    headcount: number
    hasMinimum: boolean
    isMine: boolean
    total: number
  }>`with staffed as (select s.section_code, s.name, ${mine} as is_mine, count(*) over () as total
      from ${sectionsOn(ctx.today)} s where ${isHr ? sql`true` : mine})
    select s.section_code as "sectionCode", s.name, s.is_mine as "isMine", s.total, p.headcount,
      coalesce(m.is_there, false) as "hasMinimum"
    from (select * from staffed where section_code > ${after} order by section_code limit ${pageSize + 1}) s
      cross join lateral (select count(*)::integer as headcount from ${postsOn(ctx.today)} p
        where p.section_code = s.section_code) p
      left join lateral (select true as is_there from minimum_staffing m where m.section_code = s.section_code
        and m.ended_at is null and ${notEndedBy('m', ctx.today)} limit 1) m on true
    order by s.section_code`.execute(ctx.db)
  const page = cutPage(rows, pageSize)
  return {
    total: rows[0]?.total ?? 0,
    next: page.hasMore ? page.rows.at(-1)!.sectionCode : null,
    sections: page.rows.map(({ total: _, ...section }) => section),
  }
}

export async function showMinimumStaffing(
  ctx: Ctx<typeof staffing.showMinimumStaffing>,
  { sectionCode, asOf = ctx.today }: Input<typeof staffing.showMinimumStaffing>,
) {
  const section = await sectionOn(ctx, sectionCode)
  ctx.must(section, 'no_such_section', { sectionCode })
  const { rows } = await sql<StoredRow>`select ${MINIMUM}, ${SAID_BY}
    from minimum_staffing m where m.section_code = ${sectionCode} and m.ended_at is null
      and (${notEndedBy('m', asOf)} or m.kind = 'season' and m.valid_to > ${addDays(asOf, -731)}::date)
    order by m.counter, m.valid_from, m.minimum_staffing_id`.execute(ctx.db)
  const document = rows.some(({ needs }) => needs.length > 0) ? await policyOn(ctx) : undefined
  const shown = rows.map((row) => rowOf(ctx, row, document))
  const mayKeep = await keeps(ctx, sectionCode)
  return {
    section: { sectionCode, name: section.name },
    asOf,
    headcount: section.headcount,
    rows: standing(
      shown.filter(({ validTo }) => validTo === null || validTo > asOf),
      asOf,
    ),
    pastSeasons: shown.filter(({ validTo }) => validTo !== null && validTo <= asOf),
    may: mayKeep ? [...keepersDoings] : [],
  }
}

export async function stateMinimum(ctx: Ctx<typeof staffing.stateMinimum>, input: Input<typeof staffing.stateMinimum>) {
  const { sectionCode, counter, kind, validFrom, lastDay, week, openOnHolidays, needs, note, seen, reason } = input
  const section = await sectionOn(ctx, sectionCode)
  ctx.must(section, 'no_such_section', { sectionCode })
  const validTo = endOf(kind, validFrom, lastDay ?? null)
  const fault = minimumFault({ kind, validFrom, validTo })
  if (fault) throw ctx.refusal(fault)
  await mustBeSkills(
    ctx,
    needs.map(({ skill }) => skill),
  )
  const isPast = validFrom < ctx.today
  ctx.must(!isPast || Boolean(reason), 'reason_needed')
  await oneAtATime(`minimum staffing ${sectionCode}`).execute(ctx.db)
  const stored = await statedOf(ctx, { sectionCode, counter, kind, validFrom })
  const said = { validTo, week, openOnHolidays, needs, note }
  mustBeMadeFrom(ctx, seen, stored ? saidOf(stored) : null)
  const { minimum_staffing_id: minimumStaffingId } = await tables(ctx)
    .insertInto('minimum_staffing')
    .values({
      section_code: sectionCode,
      counter,
      kind,
      valid_from: validFrom,
      valid_to: validTo,
      week: [...week],
      open_on_holidays: openOnHolidays,
      needs: sql`${JSON.stringify(needs)}::jsonb`,
      note,
      recorded_by: ctx.actor.subjectId,
      recorded_at: new Date(ctx.now.epochMilliseconds),
    })
    .returning('minimum_staffing_id')
    .executeTakeFirstOrThrow()
  if (isPast) {
    await noteCorrection(ctx, {
      thing: 'training.minimum',
      id: minimumStaffingId,
      subject: null,
      concernsFrom: validFrom,
      before: { week: stored ? stored.week.join(' ') : null },
      after: { week: week.join(' ') },
      reason: reason ?? '',
    })
  }
  ctx.about([], { ...(reason ? { reason } : {}), detail: { sectionCode, counter, kind, validFrom, validTo } })
  const { headcount } = section
  return { minimumStaffingId, version: versionOf(said), aboveHeadcount: aboveHeadcount(week, headcount), headcount }
}

export async function endMinimum(
  ctx: Ctx<typeof staffing.endMinimum>,
  { minimumStaffingId }: Input<typeof staffing.endMinimum>,
) {
  const { rows } = await sql<{ sectionCode: string }>`update minimum_staffing m
    set ended_at = ${ctx.now.toString()}::timestamptz, ended_by = ${ctx.actor.subjectId}
    where m.minimum_staffing_id = ${minimumStaffingId} and m.ended_at is null and m.kind <> 'usual'
      and m.valid_to > ${ctx.today}::date
    returning m.section_code as "sectionCode"`.execute(ctx.db)
  ctx.must(rows[0], 'minimum_past')
  ctx.about([], { detail: { minimumStaffingId, sectionCode: rows[0].sectionCode, dropped: true } })
  return { ended: true as const }
}

/** What was stated is as if it had not been; what was dropped stands again. Refused once another row of that counter was stated after it. */
export async function takeBackMinimum(
  ctx: Ctx<typeof staffing.takeBackMinimum>,
  { minimumStaffingId }: Input<typeof staffing.takeBackMinimum>,
) {
  const now = ctx.now.toString()
  const { rows } = await sql<{ stands: boolean }>`update minimum_staffing m
    set ended_at = case when m.ended_at is null then ${now}::timestamptz end,
      ended_by = case when m.ended_at is null then ${ctx.actor.subjectId}::bigint end
    where m.minimum_staffing_id = ${minimumStaffingId}
      and coalesce(m.ended_by, m.recorded_by) = ${ctx.actor.subjectId}
      and (coalesce(m.ended_at, m.recorded_at) at time zone 'Asia/Tokyo')::date = ${ctx.today}::date
      and not exists (select 1 from minimum_staffing later where later.section_code = m.section_code
        and later.counter = m.counter and later.minimum_staffing_id > m.minimum_staffing_id and later.ended_at is null)
    returning m.ended_at is null as stands`.execute(ctx.db)
  ctx.must(rows[0], 'acted_on_meanwhile')
  ctx.about([], { detail: { minimumStaffingId, takenBack: true } })
  return { takenBack: true as const }
}

/** For access: HR, and whoever heads the section today, keep what it needs. */
export async function keeps(ctx: Ctx, sectionCode: string): Promise<'hr' | 'sectionHead' | false> {
  if (ctx.actor.kind === 'account' && ctx.actor.roles.includes('hr')) return 'hr'
  return (await isHeadOfSection(ctx, sectionCode)) && 'sectionHead'
}

/** For access: whoever heads a section may look at what others need, to take it over; nobody is named there. */
export async function headsSome(ctx: Ctx): Promise<boolean> {
  const { subjectId } = ctx.actor
  if (subjectId === null) return false
  const { rows } = await sql`select 1 from ${sectionsLedBy(subjectId, ctx.today)} led limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** For access: the section that a row is of. */
export async function sectionOfMinimum(ctx: Ctx, minimumStaffingId: number): Promise<string | null> {
  const row = await tables(ctx)
    .selectFrom('minimum_staffing')
    .select('section_code')
    .where('minimum_staffing_id', '=', minimumStaffingId)
    .executeTakeFirst()
  return row?.section_code ?? null
}

interface StoredRow extends Minimum {
  readonly note: string
  readonly recordedBy: number | null
  readonly recordedOn: string
}
const SAID_BY = sql`m.note, m.recorded_by as "recordedBy", (m.recorded_at at time zone 'Asia/Tokyo')::date as "recordedOn"`

function rowOf(
  ctx: Ctx,
  { sectionCode: _, recordedBy, recordedOn, ...row }: StoredRow,
  document: PolicyDocument | undefined,
): Row {
  const ended = row.needs.filter(({ skill }) => document && !hasSkill(document, skill))
  return {
    ...row,
    week: [...row.week],
    needs: needsIn(document, row.needs),
    endedNeeds: [...new Set(ended.map(({ skill }) => skillNameIn(document!, skill)))],
    version: versionOf(saidOf(row)),
    mayTakeBack: recordedBy !== null && recordedBy === ctx.actor.subjectId && recordedOn === ctx.today,
  }
}

/** What can be said of a row: what its version is made of. */
function saidOf({
  validTo,
  week,
  openOnHolidays,
  needs,
  note,
}: Pick<StoredRow, 'validTo' | 'week' | 'openOnHolidays' | 'needs' | 'note'>) {
  return { validTo, week, openOnHolidays, needs, note }
}

/** Of usual rows those that hold, and those to come; of seasons and days the last that was stated of each first day. */
function standing(rows: readonly Row[], asOf: string): Row[] {
  const usual = rows.filter(({ kind }) => kind === 'usual')
  const now = new Set(
    heldOn(
      usual.map((row) => ({ ...row, sectionCode: '' })),
      asOf,
    ).map((row) => row.minimumStaffingId),
  )
  const latest = new Map(rows.map((row) => [`${row.counter} ${row.kind} ${row.validFrom}`, row.minimumStaffingId]))
  return rows.filter((row) => {
    const isLast = latest.get(`${row.counter} ${row.kind} ${row.validFrom}`) === row.minimumStaffingId
    return isLast && (row.kind !== 'usual' || row.validFrom > asOf || now.has(row.minimumStaffingId))
  })
}

async function statedOf(
  ctx: Ctx,
  { sectionCode, counter, kind, validFrom }: Pick<Minimum, 'sectionCode' | 'counter' | 'kind' | 'validFrom'>,
): Promise<StoredRow | undefined> {
  const { rows } = await sql<StoredRow>`select ${MINIMUM}, ${SAID_BY} from minimum_staffing m
    where m.section_code = ${sectionCode} and m.counter = ${counter} and m.kind = ${kind}
      and m.valid_from = ${validFrom}::date and m.ended_at is null
    order by m.minimum_staffing_id desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** A section of today or of a day to come that the reader may know, with its people. */
async function sectionOn(ctx: Ctx, sectionCode: string): Promise<{ name: string; headcount: number } | undefined> {
  const last = await dayKnown(ctx, '9999-12-31')
  const { rows } = await sql<{ name: string; headcount: number }>`select s.name,
      (select count(*)::integer from ${postsOn(ctx.today)} p where p.section_code = s.section_code) as headcount
    from (select s.section_code, s.name from ${sectionsOn(ctx.today)} s where s.section_code = ${sectionCode}
      union all select s.section_code, s.name from ${sectionsOn(last)} s where s.section_code = ${sectionCode}) s limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
