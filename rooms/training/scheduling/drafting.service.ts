/** A draft looked at and moved by hand: every seat is held against the records of this moment, and what a move breaks is said at once. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import { personsOf, sessionRows, sessionsOf, tables } from '../shape.service.ts'
import { sessionsThen, staffToday } from '../staffing/records.service.ts'
import { coversOfDraft, sparedBy } from './covering.service.ts'
import type { drafting } from './drafting.contract.ts'
import { schedulingMessages } from './messages.ts'
import { lookedAt } from './moving.service.ts'
import { DRAFT_SEATS, draftCourses, openingOf, withMore } from './opening.service.ts'
import { type BrokenPlace, brokenPlaces, type DraftCover } from './rules.ts'
import { sayBroken } from './saying.service.ts'
import type { Who } from './who.service.ts'
import { wishesFor } from './wishes.service.ts'
import { cannotIn } from './wishing.rules.ts'

type Shown = Answer<typeof drafting.showScheduleDraft>

const MOST_PEOPLE = 200
const MOST_MOVES = 20
const MOST_REASONS = 5

export interface DraftSeat {
  readonly person: number
  readonly session: number
}

export interface Draft {
  readonly scheduleDraftId: number
  readonly madeOn: string
  readonly seats: readonly DraftSeat[]
  readonly covers: readonly DraftCover[]
  /** Sessions that it would open, below nought, and seats that it would add. */
  readonly opened: readonly number[]
  readonly more: ReadonlyMap<number, number>
  /** Of the last move by hand. */
  readonly lastMove: number | null
  /** For whom it was searched. */
  readonly who: Who
}

/** A draft that waits to be published, its seats by day. */
export async function draftOf(ctx: Ctx<'no_such_draft'>, scheduleDraftId: number, locked = false): Promise<Draft> {
  // Whoever waited for the lock has to see what the one before has done: read by a statement that begins after it.
  if (locked)
    await sql`select from schedule_draft where schedule_draft_id = ${scheduleDraftId} for update`.execute(ctx.db)
  const { rows } = await sql<
    Pick<Draft, 'scheduleDraftId' | 'madeOn' | 'lastMove' | 'who'>
  >`select d.schedule_draft_id as "scheduleDraftId",
      (d.made_at at time zone 'Asia/Tokyo')::date as "madeOn", d.who,
      (select max(h.schedule_hand_move_id) from schedule_hand_move h where h.schedule_draft_id = d.schedule_draft_id) as "lastMove"
    from schedule_draft d where d.schedule_draft_id = ${scheduleDraftId} and d.kind = 'seats' and d.published_at is null
      and d.dropped_at is null`.execute(ctx.db)
  const [draft] = rows
  ctx.must(draft, 'no_such_draft')
  const { rows: seats } = await sql<DraftSeat>`select z.staff_member_id as person, z.course_session_id as session
    from ${DRAFT_SEATS} z join ${sessionRows([-1])} s on s.course_session_id = z.course_session_id
    where z.schedule_draft_id = ${scheduleDraftId}
    order by s.starts_on, s.starts_at, z.course_session_id, z.staff_member_id`.execute(ctx.db)
  const [covers, opening] = [await coversOfDraft(ctx, scheduleDraftId), await openingOf(ctx, scheduleDraftId)]
  return { ...draft, seats, covers, ...opening }
}

const versionOfDraft = ({ scheduleDraftId, lastMove }: Draft) => ({ scheduleDraftId, lastMove })

/** The seats of drafts as a schedule would give them, people by their ids. */
export function seatsFor(seats: readonly DraftSeat[]) {
  return seats.map(({ person, session }) => ({ staff: String(person), session: String(session) }))
}

async function heldAgainst(ctx: Ctx, { seats, covers, more }: Draft) {
  const people = [...new Set(seats.map(({ person }) => person))]
  const sessionIds = [...new Set(seats.map(({ session }) => session))]
  const { records, list } = await lookedAt(ctx, { people, held: [], sessionIds, more })
  const wishes = await wishesFor(ctx, { courses: [...new Set(list.map(({ courseCode }) => courseCode))] })
  const broken = brokenPlaces(seatsFor(seats), { ...records, cannot: cannotIn(wishes), covers: sparedBy(covers) })
  return { broken, say: await sayBroken(ctx, broken, records.sessions) }
}

/** Sessions ahead of the courses that a draft concerns, those in which somebody sits, and those that it would open. */
async function sessionsFor(ctx: Ctx, { scheduleDraftId, opened, more }: Draft) {
  const { rows } = await sql<{ id: number }>`select s.course_session_id as id from course_session s
    where s.course_id in ${draftCourses(sql`${scheduleDraftId}::bigint`)}
      and (s.cancelled_on is null and s.starts_on > ${ctx.today}::date or s.course_session_id in
        (select z.course_session_id from schedule_seat z where z.schedule_draft_id = ${scheduleDraftId}))`.execute(
    ctx.db,
  )
  const found = await sessionsThen(ctx, { ids: [...rows.map(({ id }) => id), ...opened] })
  return found.map((one) => withMore(one, more))
}

export async function showScheduleDraft(
  ctx: Ctx<typeof drafting.showScheduleDraft>,
  { scheduleDraftId, courseSessionId }: Input<typeof drafting.showScheduleDraft>,
): Promise<Shown> {
  const draft = await draftOf(ctx, scheduleDraftId)
  const { seats } = draft
  const [{ broken, say }, sessions, moves] = await Promise.all([
    heldAgainst(ctx, draft),
    sessionsFor(ctx, draft),
    movesOf(ctx, scheduleDraftId),
  ])
  const faults = Map.groupBy(broken, ({ place }) => place)
  const asked = seats
    .map((seat, place) => ({ ...seat, faults: faults.get(place) ?? [] }))
    .filter((one) => (courseSessionId === undefined ? one.faults.length > 0 : one.session === courseSessionId))
    .slice(0, MOST_PEOPLE)
  const [person, about] = await Promise.all([
    personsOf(ctx, [...asked.map((one) => one.person), ...moves.map(({ staffMemberId }) => staffMemberId)]),
    sessionsOf(ctx, [
      ...sessions.map((one) => one.courseSessionId),
      ...moves.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()),
    ]),
  ])
  const sessionOf = (id: number | null) => (id === null ? null : about(id).session)
  const inSession = Map.groupBy(
    seats.map((seat, place) => ({ ...seat, isBroken: faults.has(place) })),
    ({ session }) => session,
  )
  return {
    ...{ scheduleDraftId, madeOn: draft.madeOn, version: versionOf(versionOfDraft(draft)) },
    ...{ seats: seats.length, broken: faults.size },
    sessions: sessions.map(({ courseSessionId: id, seatsLeft }) => {
      const mine = inSession.get(id) ?? []
      return { ...about(id), seatsLeft, seats: mine.length, broken: mine.filter(({ isBroken }) => isBroken).length }
    }),
    people: asked.map((one) => ({
      person: person(one.person),
      courseSessionId: one.session,
      reasons: [...new Set(one.faults.map(say))].slice(0, 3),
    })),
    moves: moves.map(({ handMoveId, staffMemberId, from, to, by, movedOn }) => ({
      ...{ handMoveId, person: person(staffMemberId), from: sessionOf(from), to: sessionOf(to), by, movedOn },
    })),
  }
}

async function movesOf(ctx: Ctx, scheduleDraftId: number) {
  const { rows } = await sql<{
    handMoveId: number
    staffMemberId: number
    from: number | null
    to: number | null
    by: string | null
    movedOn: string
  }>`select h.schedule_hand_move_id as "handMoveId", h.staff_member_id as "staffMemberId",
      coalesce(h.from_session_id, -h.from_opened_id) as "from", coalesce(h.to_session_id, -h.to_opened_id) as "to", p.name as by,
      (h.moved_at at time zone 'Asia/Tokyo')::date as "movedOn"
    from schedule_hand_move h left join ${peopleRows(ctx.today)} p on p.staff_member_id = h.moved_by
    where h.schedule_draft_id = ${scheduleDraftId} order by h.schedule_hand_move_id desc limit ${MOST_MOVES}`.execute(
    ctx.db,
  )
  return rows
}

export async function moveDraftSeat(
  ctx: Ctx<typeof drafting.moveDraftSeat>,
  { scheduleDraftId, staffMemberId, from, to, seen }: Input<typeof drafting.moveDraftSeat>,
) {
  const draft = await draftOf(ctx, scheduleDraftId, true)
  mustBeMadeFrom(ctx, seen, versionOfDraft(draft))
  const sits = ({ person, session }: DraftSeat) => person === staffMemberId && session === from
  ctx.must(from !== to && (from === null || draft.seats.some(sits)), 'no_such_seat')
  if (to !== null) {
    ctx.must((await staffToday(ctx, { ids: [staffMemberId] })).length > 0, 'no_such_staff_member')
    const isThere = to < 0 ? draft.opened.includes(to) : (await sessionsThen(ctx, { ids: [to] })).length > 0
    ctx.must(isThere, 'no_such_session')
  }
  if (from !== null) await takeSeat(ctx, draft, staffMemberId, from)
  if (to !== null) await giveSeat(ctx, draft, staffMemberId, to)
  await tables(ctx)
    .insertInto('schedule_hand_move')
    .values({
      ...{
        schedule_draft_id: scheduleDraftId,
        staff_member_id: staffMemberId,
        from_session_id: there(from),
        to_session_id: there(to),
        from_opened_id: opened(from),
        to_opened_id: opened(to),
      },
      ...{ moved_by: ctx.actor.subjectId, moved_at: new Date(ctx.now.epochMilliseconds) },
    })
    .execute()
  ctx.about([staffMemberId], { detail: { scheduleDraftId, from, to } })
  const after = await draftOf(ctx, scheduleDraftId)
  const [before, { broken, say }] = [await heldAgainst(ctx, draft), await heldAgainst(ctx, after)]
  const known = new Set(before.broken.map((one) => keyOf(draft, one)))
  const caused = broken.filter(
    (one) => after.seats[one.place]!.person === staffMemberId || !known.has(keyOf(after, one)),
  )
  const others = caused.map(({ place }) => after.seats[place]!.person).filter((id) => id !== staffMemberId)
  const names = others.length > 0 ? await namesOf(ctx, others) : new Map<number, { name: string }>()
  return {
    version: versionOf(versionOfDraft(after)),
    broken: new Set(broken.map(({ place }) => place)).size,
    reasons: [...new Set(caused.map((one) => sayOf(after.seats[one.place]!.person, say(one))))].slice(0, MOST_REASONS),
  }

  function sayOf(person: number, sentence: string): string {
    const name = names.get(person)?.name
    return name === undefined ? sentence : ctx.t(schedulingMessages, 'fault.of', { name, sentence })
  }
}

const there = (session: number | null) => (session !== null && session > 0 ? session : null)
const opened = (session: number | null) => (session !== null && session < 0 ? -session : null)

async function takeSeat(ctx: Ctx, { scheduleDraftId }: Draft, person: number, session: number): Promise<void> {
  const row =
    session > 0
      ? sql`schedule_seat where schedule_draft_id = ${scheduleDraftId} and course_session_id = ${session}`
      : sql`schedule_session_seat where schedule_session_id = ${-session}`
  await sql`delete from ${row} and staff_member_id = ${person}`.execute(ctx.db)
}

async function giveSeat(ctx: Ctx, { scheduleDraftId }: Draft, person: number, session: number): Promise<void> {
  const row =
    session > 0
      ? sql`schedule_seat (schedule_draft_id, course_session_id, staff_member_id) values (${scheduleDraftId}, ${session}, ${person})`
      : sql`schedule_session_seat (schedule_session_id, staff_member_id) values (${-session}, ${person})`
  await sql`insert into ${row} on conflict do nothing`.execute(ctx.db)
}

/** One rule that one seat breaks. */
function keyOf({ seats }: Draft, { place, because, values }: BrokenPlace): string {
  const { person, session } = seats[place]!
  return `${person} ${session} ${because} ${values.slot ?? ''}`
}
