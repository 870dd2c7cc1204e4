/** Solutions come back: held against the records of the moment, kept as a draft, or seated at once, all or none. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { employments, peopleRows } from '#rooms/people/relations.service.ts'
import { eligibleFor } from '../catalogue/service.ts'
import { closedStates, type State } from '../rules.ts'
import { changeSeats, lockPeople } from '../sessions/seats.service.ts'
import { notInState, tables } from '../shape.service.ts'
import type { SessionThen } from '../staffing/records.rules.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen, staffToday } from '../staffing/records.service.ts'
import { APPLICATION, type Application, followSteps, lockSessions } from '../steps.service.ts'
import type { scheduling } from './contract.ts'
import { askCovers, coversOfDraft, coversShown, keepCovers, sparedBy } from './covering.service.ts'
import { schedulingMessages } from './messages.ts'
import { COURSES, unansweredOf } from './objections.service.ts'
import { DRAFT_SEATS, keepOpening, type Opening, openFor, openingShown, parted, promoteIn } from './opening.service.ts'
import { brokenPlaces, type DraftCover, type Seat } from './rules.ts'
import { EVERYBODY, type Who, whoInWords } from './who.service.ts'
import { keepUnmet, metIn, wishesFor } from './wishes.service.ts'
import { cannotIn } from './wishing.rules.ts'

/** Broken places that are named; all are counted. */
const SHOWN = 200

export async function loadSchedule(
  ctx: Ctx<typeof scheduling.loadSchedule>,
  { solution, publish }: Input<typeof scheduling.loadSchedule>,
) {
  const seats = solution.seats.map(({ staff, session }) => ({ staff, session }))
  const wishes = publish ? await wishesOfSeats(ctx, seats) : []
  const { sessions, personOf } = publish ? await seatAll(ctx, seats) : await checked(ctx, seats)
  const scheduleDraftId = await keepDraft(ctx, seats, { published: publish })
  await keepUnmet(ctx, scheduleDraftId, { wishes, seats: seatsGiven(seats, personOf) })
  if (!publish) ctx.about([], { detail: { scheduleDraftId, seats: seats.length } })
  return { scheduleDraftId, published: publish, seats: seats.length, sessions: sessions.length }
}

interface Kept {
  readonly published?: boolean
  readonly covers?: readonly DraftCover[]
  readonly opening?: Opening
  /** For whom it was searched. */
  readonly who?: Who
}

/**
 * Seats as a draft, or as what was published at once; a draft is checked when it is published. Whoever is not in service any more since a search began, and a
 * session that was taken away since, is not in it.
 */
export async function keepDraft(
  ctx: Ctx,
  seats: readonly Seat[],
  { published = false, covers = [], opening, who = EVERYBODY }: Kept = {},
): Promise<number> {
  const scheduleDraftId = await addDraft(ctx, { published, who })
  const staff = await staffToday(ctx, { numbers: seats.map((seat) => seat.staff) })
  const personOf = new Map(staff.map(({ id, number }) => [number, id]))
  const wanted = seats.flatMap(({ staff: number, session }) => {
    const person = personOf.get(number)
    return person === undefined ? [] : [{ person, session: Number(session) }]
  })
  const { there, toOpen } = parted(wanted)
  await sql`insert into schedule_seat (schedule_draft_id, staff_member_id, course_session_id)
    select ${scheduleDraftId}, w.person, w.session
    from jsonb_to_recordset(${JSON.stringify(there)}::jsonb) as w(person bigint, session bigint)
      join course_session s on s.course_session_id = w.session`.execute(ctx.db)
  if (opening) await keepOpening(ctx, scheduleDraftId, opening, toOpen)
  await keepCovers(ctx, scheduleDraftId, covers)
  return scheduleDraftId
}

/** A draft with nothing in it yet. */
export async function addDraft(
  ctx: Ctx,
  {
    kind = 'seats',
    published = false,
    who = EVERYBODY,
  }: { kind?: 'seats' | 'mending'; published?: boolean; who?: Who },
): Promise<number> {
  const now = new Date(ctx.now.epochMilliseconds)
  const row = await tables(ctx)
    .insertInto('schedule_draft')
    .values({
      kind,
      made_by: ctx.actor.subjectId,
      made_at: now,
      published_at: published ? now : null,
      dropped_at: null,
      ...{ shown_at: null, object_by: null, who: sql`${JSON.stringify(who)}::jsonb` },
    })
    .returning('schedule_draft_id')
    .executeTakeFirstOrThrow()
  return row.schedule_draft_id
}

export async function listScheduleDrafts(ctx: Ctx) {
  const { rows } = await sql<{
    scheduleDraftId: number
    courses: string[]
    seats: number
    sessions: number
    madeBy: string | null
    madeOn: string
    objections: Answer<typeof scheduling.listScheduleDrafts>['drafts'][number]['objections']
    objectBy: string | null
    wishes: { people: number; met: number }
    who: Who
  }>`select d.schedule_draft_id as "scheduleDraftId", ${COURSES} as courses, n.seats, n.sessions, p.name as "madeBy", d.who,
      (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn",
      (select coalesce(json_agg(json_build_object('scheduleObjectionId', o.schedule_objection_id, 'by', b.name, 'reason', o.reason,
        'answer', o.answer, 'answerReason', o.answer_reason) order by o.schedule_objection_id), '[]')
        from schedule_objection o join ${peopleRows(ctx.today)} b on b.staff_member_id = o.made_by
        where o.schedule_draft_id = d.schedule_draft_id and o.ended_at is null) as objections, d.object_by as "objectBy",
      (select json_build_object('people', m.people, 'met', m.met) from ${metIn(ctx)} m) as wishes
    from schedule_draft d left join ${peopleRows(ctx.today)} p on p.staff_member_id = d.made_by
      cross join lateral (select count(*) as seats, count(distinct one.course_session_id) as sessions
        from ${DRAFT_SEATS} one where one.schedule_draft_id = d.schedule_draft_id) n
    where d.published_at is null and d.dropped_at is null and d.kind = 'seats' order by d.schedule_draft_id desc limit 50`.execute(
    ctx.db,
  )
  const drafts = rows.map(({ scheduleDraftId }) => scheduleDraftId)
  const [covers, opening, words] = await Promise.all([
    coversShown(ctx, drafts),
    openingShown(ctx, drafts),
    whoInWords(
      ctx,
      rows.map(({ who }) => who),
    ),
  ])
  return {
    drafts: rows.map(({ who: _, ...draft }, at) => ({
      ...draft,
      forWhom: words[at]!,
      ...opening(draft.scheduleDraftId),
      covers: covers(draft.scheduleDraftId),
    })),
  }
}

export async function publishSchedule(
  ctx: Ctx<typeof scheduling.publishSchedule>,
  { scheduleDraftId, unanswered }: Input<typeof scheduling.publishSchedule>,
) {
  const waiting = unanswered ? 0 : await unansweredOf(ctx, scheduleDraftId)
  ctx.must(waiting === 0, 'objections_unanswered', { count: waiting })
  await endDraft(ctx, scheduleDraftId, { how: 'published_at', kinds: ['seats'] })
  ctx.tells('schedule_draft', [scheduleDraftId])
  const enlarged = await openFor(ctx, scheduleDraftId)
  const seats = await seatsOf(ctx, scheduleDraftId)
  const wishes = await wishesOfSeats(ctx, seats)
  const covers = await coversOfDraft(ctx, scheduleDraftId)
  const { personOf, sessions, given } = await seatAll(ctx, seats, covers)
  await keepUnmet(ctx, scheduleDraftId, { wishes, seats: seatsGiven(seats, personOf) })
  await promoteIn(ctx, enlarged)
  return { seats: seats.length, covers: await askCovers(ctx, covers, { given, sessions }) }
}

/** What counts today of the courses in which somebody is to be seated, before anybody is. */
function wishesOfSeats(ctx: Ctx, seats: readonly Seat[]) {
  return wishesFor(ctx, {
    courses: sql`array(select c.course_code from course_session s join course c on c.course_id = s.course_id
      where s.course_session_id = any(${sessionIds(seats)}::bigint[]))`,
  })
}

const seatsGiven = (seats: readonly Seat[], personOf: ReadonlyMap<string, number>) =>
  seats.map(({ staff, session }) => ({ person: personOf.get(staff)!, session: Number(session) }))

export async function dropSchedule(
  ctx: Ctx<typeof scheduling.dropSchedule>,
  { scheduleDraftId }: Input<typeof scheduling.dropSchedule>,
) {
  await endDraft(ctx, scheduleDraftId, { how: 'dropped_at', kinds: ['seats', 'mending'] })
  ctx.tells('schedule_draft', [scheduleDraftId])
  ctx.about([], { detail: { scheduleDraftId, dropped: true } })
  return { dropped: true as const }
}

/** A draft is published or dropped once. */
export async function endDraft(
  ctx: Ctx<'no_such_draft'>,
  scheduleDraftId: number,
  { how, kinds }: { how: 'published_at' | 'dropped_at'; kinds: ('seats' | 'mending')[] },
): Promise<void> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('schedule_draft')
    .set({ [how]: new Date(ctx.now.epochMilliseconds) })
    .where('schedule_draft_id', '=', scheduleDraftId)
    .where('kind', 'in', kinds)
    .where('published_at', 'is', null)
    .where('dropped_at', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0, 'no_such_draft')
}

/** Seats of a draft as a file writes them; whoever has left since stands under their last number. */
async function seatsOf(ctx: Ctx, scheduleDraftId: number): Promise<Seat[]> {
  const { rows } = await sql<Seat>`select e.staff_number as staff, d.course_session_id::text as session
    from schedule_seat d cross join lateral (select e.staff_number from ${employments()} e
      where e.staff_member_id = d.staff_member_id order by e.joined_on desc limit 1) e
    where d.schedule_draft_id = ${scheduleDraftId} order by 1, 2`.execute(ctx.db)
  return rows
}

interface Checked {
  readonly sessions: readonly SessionThen[]
  readonly personOf: ReadonlyMap<string, number>
}

/** Refuses seats that break a rule of the records of this moment, each place named. */
async function checked(
  ctx: Ctx<'schedule_broken'>,
  seats: readonly Seat[],
  covers: readonly DraftCover[] = [],
): Promise<Checked> {
  const ids = sessionIds(seats)
  const [staff, sessions] = await Promise.all([
    staffToday(ctx, { numbers: [...new Set(seats.map(({ staff: number }) => number))] }),
    sessionsThen(ctx, { ids }),
  ])
  const people = staff.map(({ id }) => id)
  const personOf = new Map(staff.map(({ id, number }) => [number, id]))
  if (seats.length === 0) return { sessions, personOf }
  const nothing = sessions.length === 0 || people.length === 0
  const [notThere, held, at, wishes, notFor] = await Promise.all([
    nothing ? new Set<string>() : notThereIn(ctx, people, sessions),
    heldBy(ctx, people),
    presenceFor(ctx, people, nothing ? [noSession] : sessions),
    wishesOfSeats(ctx, seats),
    notForIn(ctx, sessions, people),
  ])
  const broken = brokenPlaces(seats, {
    personOf,
    sessions: new Map(sessions.map((session) => [String(session.courseSessionId), session])),
    notThere,
    held,
    presence: at.presence,
    cannot: cannotIn(wishes),
    notFor,
    covers: sparedBy(covers),
  })
  if (broken.length > 0) {
    const fields = broken.slice(0, SHOWN).map(({ place, because, values }) => ({
      path: `seats[${place}]`,
      reason: ctx.t(schedulingMessages, `broken.${because}`, values),
    }))
    throw ctx.refusal('schedule_broken', { count: broken.length }, fields)
  }
  return { sessions, personOf }
}

/** Of the courses of these sessions and these people, for whom each is not: `person course` (INV-T4). */
async function notForIn(ctx: Ctx, sessions: readonly SessionThen[], people: readonly number[]): Promise<Set<string>> {
  const found = new Set<string>()
  const codes = [...new Set(sessions.map(({ courseCode }) => courseCode))]
  const { rows } = await sql<{
    courseId: number
    courseCode: string
  }>`select c.course_id as "courseId", c.course_code as "courseCode"
    from course c where c.course_code = any(${codes}::text[]) and c.eligibility <> '{}'`.execute(ctx.db)
  for (const { courseId, courseCode } of rows) {
    const isFor = new Set(await eligibleFor(ctx, courseId, people))
    for (const id of people) if (!isFor.has(id)) found.add(`${id} ${courseCode}`)
  }
  return found
}

/** Numbers of sessions, as far as they are any. */
function sessionIds(seats: readonly Seat[]): number[] {
  return [...new Set(seats.map(({ session }) => session))].filter((id) => /^\d{1,15}$/.test(id)).map(Number)
}

/** Stands for the days that are asked about where no session is known: today's, on which nothing is looked for. */
export const noSession: SessionThen = {
  ...{ courseSessionId: 0, courseCode: '', seatsLeft: 0, isOpen: false },
  ...{ startsOn: '2000-01-01', endsOn: '2000-01-01', startsAt: '09:00', endsAt: '12:00' },
}

/** In the order in which every change of seats goes: sessions, people, applications, steps, seats (steps.service.ts). */
async function seatAll(
  ctx: Ctx<'schedule_broken'>,
  seats: readonly Seat[],
  covers: readonly DraftCover[] = [],
): Promise<Checked & { readonly given: readonly Application[] }> {
  const locked = await lockSessions(ctx, sessionIds(seats))
  const people = (await staffToday(ctx, { numbers: seats.map(({ staff }) => staff) })).map(({ id }) => id)
  await lockPeople(ctx, people)
  const found = await checked(ctx, seats, covers)
  const wanted = seatsGiven(seats, found.personOf)
  await replaceOpen(ctx, wanted)
  const { rows } =
    await sql<Application>`with added as (insert into application (course_session_id, staff_member_id, state, applied_on)
      select w.session, w.person, 'draft', ${ctx.today}::date
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint)
      returning *)
    select ${APPLICATION} from added a order by a.application_id`.execute(ctx.db)
  await followSteps(
    ctx,
    'hr',
    rows.map((application) => ({ application, name: 'nominate' as const })),
  )
  const count = Map.groupBy(wanted, ({ session }) => session)
  for (const session of locked) await changeSeats(ctx, session, count.get(session.courseSessionId)?.length ?? 0)
  return { ...found, given: rows }
}

/** An application for the same session that has no seat yet ends: the seat comes in its place. */
export async function replaceOpen(
  ctx: Ctx,
  wanted: readonly { person: number; session: number }[],
  as: 'hr' | 'swap' = 'hr',
): Promise<void> {
  const { rows } = await sql<Application & { state: State }>`select ${APPLICATION}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person bigint, session bigint)
      join application a on a.course_session_id = w.session and a.staff_member_id = w.person and ${notInState(...closedStates)}
    order by a.application_id for update of a`.execute(ctx.db)
  const reason = ctx.t(schedulingMessages, 'seat_given')
  await followSteps(
    ctx,
    as,
    rows.map((application) => ({ application, name: 'cancel' as const, reason })),
  )
}
