/** 年次休暇, part-time, turns and other duties, as their head or HR enters them, one by one or by a file. */
import { sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { problemTold } from '#platform/files/problem.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { notEndedBy, oneAtATime } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { postsOn } from '#rooms/people/relations.service.ts'
import { peopleNumbered, teamOf } from '#rooms/people/service.ts'
import { personsOf, tables } from '../shape.service.ts'
import type { absences } from './absences.contract.ts'
import { type AbsenceKind, absenceColumns, weekdaysIn, weekOf } from './absences.rules.ts'
import { staffingMessages } from './messages.ts'

const MOST = 500
const SHOWN = 200

export async function listAbsences(
  ctx: Ctx,
  { sectionCode, from = ctx.today, to }: Input<typeof absences.listAbsences>,
) {
  const { rows } = await sql<{
    shortAbsenceId: number
    staffMemberId: number
    kind: AbsenceKind
    validFrom: string
    validTo: string | null
    week: string
    mayTakeBack: boolean
    total: number
  }>`select b.short_absence_id as "shortAbsenceId", b.staff_member_id as "staffMemberId", b.kind,
      b.valid_from as "validFrom", b.valid_to as "validTo", b.week,
      coalesce(b.recorded_by = ${ctx.actor.subjectId}, false)
        and (b.recorded_at at time zone 'Asia/Tokyo')::date = ${ctx.today}::date as "mayTakeBack",
      count(*) over () as total
    from ${postsOn(ctx.today)} p join short_absence b on b.staff_member_id = p.staff_member_id
    where p.section_code = ${sectionCode} and b.ended_at is null and ${notEndedBy('b', from)}
      and b.valid_from <= ${to ?? '9999-12-31'}::date
    order by b.valid_from, b.short_absence_id limit ${MOST}`.execute(ctx.db)
  const person = await personsOf(
    ctx,
    rows.map(({ staffMemberId }) => staffMemberId),
  )
  return {
    total: rows[0]?.total ?? 0,
    absences: rows.map(({ total: _, staffMemberId, ...row }) => ({ ...row, person: person(staffMemberId) })),
  }
}

export async function addAbsence(
  ctx: Ctx<typeof absences.addAbsence>,
  { staffMemberId, kind, from, lastDay, week }: Input<typeof absences.addAbsence>,
) {
  ctx.must(lastDay === undefined || lastDay >= from, 'ends_before_start')
  await oneAtATime(ABSENCES).execute(ctx.db)
  const [added] = await addAll(ctx, [
    { staffMemberId, kind, validFrom: from, validTo: lastDay === undefined ? null : addDays(lastDay, 1), week },
  ])
  ctx.must(added, 'absence_known')
  ctx.about([staffMemberId], { detail: { absence: kind, from, lastDay: lastDay ?? null } })
  return { shortAbsenceId: added }
}

export async function endAbsence(
  ctx: Ctx<typeof absences.endAbsence>,
  { shortAbsenceId }: Input<typeof absences.endAbsence>,
) {
  const { rows } = await sql<{ id: number }>`update short_absence set ended_at = ${ctx.now.toString()}::timestamptz,
      ended_by = ${ctx.actor.subjectId} where short_absence_id = ${shortAbsenceId} and ended_at is null
    returning staff_member_id as id`.execute(ctx.db)
  ctx.must(rows[0], 'absence_ended')
  ctx.about([rows[0].id], { detail: { shortAbsenceId, dropped: true } })
  return { ended: true as const }
}

export async function takeBackAbsence(
  ctx: Ctx<typeof absences.takeBackAbsence>,
  { shortAbsenceId }: Input<typeof absences.takeBackAbsence>,
) {
  const { rows } = await sql<{ id: number }>`update short_absence b
    set ended_at = case when b.ended_at is null then ${ctx.now.toString()}::timestamptz end,
      ended_by = case when b.ended_at is null then ${ctx.actor.subjectId}::bigint end
    where b.short_absence_id = ${shortAbsenceId} and coalesce(b.ended_by, b.recorded_by) = ${ctx.actor.subjectId}
      and (coalesce(b.ended_at, b.recorded_at) at time zone 'Asia/Tokyo')::date = ${ctx.today}::date
    returning b.staff_member_id as id`.execute(ctx.db)
  ctx.must(rows[0], 'acted_on_meanwhile')
  ctx.about([rows[0].id], { detail: { shortAbsenceId, takenBack: true } })
  return { takenBack: true as const }
}

type Report = Output<typeof absences.importAbsences>

/** All or nothing: each row that names nobody of one's own, or cannot be read, is named at its line. */
export async function importAbsences(
  ctx: Ctx<typeof absences.importAbsences>,
  { file, dryRun }: Input<typeof absences.importAbsences>,
): Promise<Report> {
  const bytes = new Uint8Array(Buffer.from(file.base64, 'base64'))
  const table = await readTableApart(bytes, absenceColumns, { file: file.name, most: SHOWN })
  const read = table.problems.map((problem) => problemTold(problem, ctx.language))
  const known = await ownPeople(
    ctx,
    table.rows.map(({ staffNumber }) => staffNumber),
  )
  const faults: Report['problems'] = []
  const wanted: New[] = []
  for (const { line, staffNumber, kind, from, to, weekdays, half } of table.rows) {
    const fault = (column: string, value: string, key: keyof (typeof staffingMessages)['ja']) =>
      faults.push({ line, column, value, reason: ctx.t(staffingMessages, key) })
    const staffMemberId = known.get(staffNumber)
    const days = weekdaysIn(weekdays)
    if (staffMemberId === undefined) fault('職員番号', staffNumber, 'absences.not_yours')
    else if (days === undefined) fault('曜日', weekdays ?? '', 'absences.no_weekday')
    else if (to !== undefined && to <= from) fault('終了日', addDays(to, -1), 'absences.no_days')
    else {
      const week = weekOf(days, (half ?? 'whole') as 'am' | 'pm' | 'whole')
      wanted.push({ staffMemberId, kind: kind as AbsenceKind, validFrom: from, validTo: to ?? null, week })
    }
  }
  const problemCount = table.problemCount + faults.length
  const applies = problemCount === 0 && !dryRun
  if (applies) await oneAtATime(ABSENCES).execute(ctx.db)
  const rest = problemCount === 0 ? await unknownOf(ctx, wanted) : []
  if (applies) await addAll(ctx, rest)
  ctx.about(applies ? [...new Set(rest.map(({ staffMemberId }) => staffMemberId))] : [], {
    detail: { applied: applies, added: rest.length, problemCount },
  })
  return {
    applied: applies,
    added: rest.length,
    unchanged: problemCount === 0 ? wanted.length - rest.length : 0,
    problemCount,
    problems: [...read, ...faults].slice(0, SHOWN),
  }
}

/** For access: whose absence it is. */
export async function absentOf(ctx: Ctx, shortAbsenceId: number): Promise<number | null> {
  const row = await tables(ctx)
    .selectFrom('short_absence')
    .select('staff_member_id')
    .where('short_absence_id', '=', shortAbsenceId)
    .executeTakeFirst()
  return row?.staff_member_id ?? null
}

const ABSENCES = 'short absences'

interface New {
  readonly staffMemberId: number
  readonly kind: AbsenceKind
  readonly validFrom: string
  readonly validTo: string | null
  readonly week: string
}

/** Of these numbers, the people whose absences the actor enters: HR everybody's, a head those of their own people. */
async function ownPeople(ctx: Ctx, staffNumbers: readonly string[]): Promise<Map<string, number>> {
  const people = await peopleNumbered(ctx, [...new Set(staffNumbers)])
  const isHr = ctx.actor.roles.includes('hr')
  const team = isHr || ctx.actor.subjectId === null ? null : new Set(await teamOf(ctx, ctx.actor.subjectId))
  return new Map(
    people
      .filter(({ staffMemberId }) => team === null || team.has(staffMemberId))
      .map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]),
  )
}

/** Those that are not entered yet in the same words, each once. */
async function unknownOf(ctx: Ctx, rows: readonly New[]): Promise<New[]> {
  if (rows.length === 0) return []
  const { rows: places } = await sql<{ place: number }>`select r.place::integer as place
    from jsonb_to_recordset(${JSON.stringify(rows.map((row, place) => ({ place, ...row })))}::jsonb)
      as r(place integer, "staffMemberId" bigint, kind text, "validFrom" date, "validTo" date, week text)
    where not exists (select 1 from short_absence b where b.staff_member_id = r."staffMemberId" and b.kind = r.kind
      and b.valid_from = r."validFrom" and b.valid_to is not distinct from r."validTo" and b.week = r.week
      and b.ended_at is null)
    order by 1`.execute(ctx.db)
  const unknown = new Map(places.map(({ place }) => [JSON.stringify(rows[place]), rows[place]!]))
  return [...unknown.values()]
}

/** Ids of those that were not there yet. */
async function addAll(ctx: Ctx, rows: readonly New[]): Promise<number[]> {
  const wanted = await unknownOf(ctx, rows)
  if (wanted.length === 0) return []
  const { rows: added } = await sql<{ id: number }>`insert into short_absence
      (staff_member_id, kind, valid_from, valid_to, week, recorded_by, recorded_at)
    select r."staffMemberId", r.kind, r."validFrom", r."validTo", r.week, ${ctx.actor.subjectId}::bigint,
      ${ctx.now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as r("staffMemberId" bigint, kind text, "validFrom" date, "validTo" date, week text)
    returning short_absence_id as id`.execute(ctx.db)
  return rows.length > 0 ? added.map(({ id }) => id) : []
}
