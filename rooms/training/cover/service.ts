import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { peopleRows, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { approversOf } from '../approvers.service.ts'
import { SESSION } from '../columns.service.ts'
import { isPast } from '../days.rules.ts'
import { coveredStates, openStates, seatStates } from '../rules.ts'
import { overlapping } from '../sessions/overlap.service.ts'
import { inServiceFor, isOfSectionBefore, onLeaveFor } from '../sessions/there.service.ts'
import { inState, isPastOn } from '../shape.service.ts'
import { promote } from '../staffing/promoting.service.ts'
import { stepMessages } from '../steps.messages.ts'
import { type Application, daysOf, lockApplication, lockSessions } from '../steps.service.ts'
import type { CoverRequest, Cover as CoverShape, covering, CoverOffer as OfferShape } from './contract.ts'
import { askedMay, isAgreed, needsSubstitute, takesSubstitute } from './rules.ts'

type Cover = z.infer<typeof CoverShape>
type CoverOffer = z.infer<typeof OfferShape>

/** Whoever is to stand in by a cover `v`, for a session `s`, is not there then. */
const IS_AWAY = sql<boolean>`(v.substitute is not null and not (${inServiceFor(sql`v.substitute`)} and ${isFree(sql`v.substitute`)}))`

/** The cover that holds for each application; a declined or replaced one does not. */
export async function coversOf(ctx: Ctx, applicationIds: readonly number[]): Promise<Map<number, Cover>> {
  const { rows } = await sql<
    Omit<Cover, 'version'> & { applicationId: number }
  >`select v.application_id as "applicationId",
      v.cover_arrangement_id as "coverArrangementId", v.kind, v.duty, v.note, v.agreed_on as "agreedOn",
      case when v.substitute is not null then json_build_object('staffMemberId', m.staff_member_id, 'name', m.name,
        'nameKana', m.name_kana) end as substitute, not ${IS_AWAY} as "isThere", ${isOfSectionBefore(ctx.today)} as "isOfAnotherSection"
    from cover_arrangement v join application a on a.application_id = v.application_id
      join course_session s on s.course_session_id = a.course_session_id left join ${peopleRows(ctx.today)} m on m.staff_member_id = v.substitute
    where v.application_id = any(${applicationIds}) and v.replaced_at is null`.execute(ctx.db)
  return new Map(
    rows.map(({ applicationId, ...cover }) => [applicationId, { ...cover, version: versionOf(saidOf(cover)) }]),
  )
}

/** An arrangement and whether it is agreed to: whoever puts another in its place, or decides with it, had seen both. */
function saidOf(cover: Pick<Cover, 'coverArrangementId' | 'agreedOn' | 'isThere' | 'isOfAnotherSection'>) {
  return { coverArrangementId: cover.coverArrangementId, isAgreed: isAgreed(cover) }
}

/**
 * Puts cover in the place of what was said before. A named substitute is asked and agrees first; cover without one that
 * the section head arranges is agreed to by that.
 */
export async function offerCover(
  ctx: Ctx<
    'no_such_substitute' | 'substitute_away' | 'substitute_is_applicant' | 'substitute_needed' | 'substitute_not_needed'
  >,
  application: Application,
  offer: CoverOffer,
): Promise<void> {
  const substitute = offer.substitute ?? null
  ctx.must(substitute !== null || !needsSubstitute(offer.kind), 'substitute_needed')
  ctx.must(substitute === null || takesSubstitute(offer.kind), 'substitute_not_needed')
  ctx.must(substitute !== application.staffMemberId, 'substitute_is_applicant')
  if (substitute !== null) await mustBeThere(ctx, application, substitute)
  await putCover(ctx, application, offer)
}

/** A colleague is asked to stand in, in the place of what was said before. */
export async function askSubstitute(
  ctx: Ctx<'no_such_substitute' | 'substitute_away' | 'substitute_is_applicant'>,
  application: Application,
  substitute: number,
): Promise<void> {
  ctx.must(substitute !== application.staffMemberId, 'substitute_is_applicant')
  await mustBeThere(ctx, application, substitute)
  await putCover(ctx, application, { kind: 'substitute', substitute, duty: '', note: '' })
}

/** The same by a schedule that was published: false where they are not there then, and nobody is asked. */
export async function askIfThere(ctx: Ctx, application: Application, substitute: number): Promise<boolean> {
  const { inService, free } = await presenceOf(ctx, substitute, application.courseSessionId)
  if (substitute === application.staffMemberId || !inService || !free) return false
  await putCover(ctx, application, { kind: 'substitute', substitute, duty: '', note: '' })
  return true
}

async function putCover(ctx: Ctx, application: Application, offer: CoverOffer): Promise<void> {
  const substitute = offer.substitute ?? null
  const headAgrees = substitute === null && application.staffMemberId !== ctx.actor.subjectId
  await replaceCover(ctx, application.applicationId)
  await sql`insert into cover_arrangement
      (application_id, kind, substitute, duty, note, offered_by, offered_at, agreed_by, agreed_at, agreed_on)
    values (${application.applicationId}, ${offer.kind}, ${substitute}, ${offer.duty}, ${offer.note}, ${ctx.actor.subjectId},
      ${ctx.now.toString()}::timestamptz, ${headAgrees ? ctx.actor.subjectId : null},
      ${headAgrees ? ctx.now.toString() : null}::timestamptz, ${headAgrees ? ctx.today : null}::date)`.execute(ctx.db)
  ctx.tells('application', [application.applicationId])
  ctx.about([application.staffMemberId, ...(substitute === null ? [] : [substitute])], {
    detail: { applicationId: application.applicationId, cover: offer.kind },
  })
}

/**
 * Whoever agreed and is not there any more, or for a section that they or the applicant have left, has agreed to nothing: where an approval
 * finds it so it counts as without their word. What they said is kept for as long as the approval may be taken back.
 */
export async function dropVoidWords(ctx: Ctx, applicationId: number): Promise<void> {
  await sql`update cover_arrangement v set agreed_by = null, agreed_at = null, agreed_on = null,
      dropped_at = ${ctx.now.toString()}::timestamptz, dropped_word_at = v.agreed_at, dropped_word_on = v.agreed_on
    from application a join course_session s on s.course_session_id = a.course_session_id
    where a.application_id = ${applicationId} and v.application_id = a.application_id and v.replaced_at is null
      and v.substitute is not null and v.agreed_at is not null and (${IS_AWAY} or ${isOfSectionBefore(ctx.today)})`.execute(
    ctx.db,
  )
}

/** The section head's approval agrees to cover that needs nobody else's word. */
export async function agreeByApproval(ctx: Ctx, applicationId: number): Promise<void> {
  await sql`update cover_arrangement set agreed_by = ${ctx.actor.subjectId}, agreed_at = ${ctx.now.toString()}::timestamptz,
      agreed_on = ${ctx.today}::date
    where application_id = ${applicationId} and replaced_at is null and substitute is null and agreed_at is null`.execute(
    ctx.db,
  )
}

/** The approval that agreed to it, dropped somebody's word, or asked somebody by the same press, was taken back: what was arranged before stands again. */
export async function disagreeToCover(ctx: Ctx, applicationId: number, agreedAt: Date): Promise<void> {
  await sql`update cover_arrangement set agreed_by = substitute, agreed_at = dropped_word_at, agreed_on = dropped_word_on,
      dropped_at = null, dropped_word_at = null, dropped_word_on = null
    where application_id = ${applicationId} and replaced_at is null and agreed_at is null and dropped_at = ${agreedAt}`.execute(
    ctx.db,
  )
  const { rows: dropped } = await sql<{
    id: number
  }>`update cover_arrangement set replaced_at = ${ctx.now.toString()}::timestamptz
    where application_id = ${applicationId} and replaced_at is null and substitute is not null and agreed_at is null
      and offered_at = ${agreedAt} and offered_by = ${ctx.actor.subjectId}
    returning cover_arrangement_id as id`.execute(ctx.db)
  if (dropped.length > 0) {
    await sql`update cover_arrangement set replaced_at = null
      where application_id = ${applicationId} and replaced_at = ${agreedAt} and declined_at is null
        and cover_arrangement_id <> ${dropped[0]!.id}`.execute(ctx.db)
  }
  await sql`update cover_arrangement set agreed_by = null, agreed_at = null, agreed_on = null
    where application_id = ${applicationId} and replaced_at is null and substitute is null and agreed_at = ${agreedAt}`.execute(
    ctx.db,
  )
}

export async function agreeToCover(
  ctx: Ctx<typeof covering.agreeToCover>,
  { coverArrangementId }: Input<typeof covering.agreeToCover>,
) {
  // A seat may come of it, and sessions are locked before everything else (steps.service.ts).
  const waitsFor = await lockSessions(ctx, await waitingFor(ctx, coverArrangementId))
  const cover = await openCover(ctx, coverArrangementId)
  ctx.must(cover, 'cover_not_open')
  if (!cover.agreed) {
    if (cover.substitute !== null) {
      const { inService, free } = await presenceOf(ctx, cover.substitute, cover.courseSessionId)
      ctx.must(inService && free, 'away_then')
    }
    await sql`update cover_arrangement set agreed_by = ${ctx.actor.subjectId}, agreed_at = ${ctx.now.toString()}::timestamptz,
      agreed_on = ${ctx.today}::date, dropped_at = null, dropped_word_at = null, dropped_word_on = null
      where cover_arrangement_id = ${coverArrangementId}`.execute(ctx.db)
    ctx.tells('application', [cover.applicationId])
    ctx.about([cover.applicant], { detail: { applicationId: cover.applicationId, cover: 'agreed' } })
    for (const session of waitsFor) await promote(ctx, session)
  }
  return { agreed: true as const }
}

/** The session for which the applicant of a cover waits: the counter may have held them back until somebody stands in. */
async function waitingFor(ctx: Ctx, coverArrangementId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select a.course_session_id as id
    from cover_arrangement v join application a on a.application_id = v.application_id and ${inState('waitlisted')}
    where v.cover_arrangement_id = ${coverArrangementId} and v.substitute is not null`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export async function declineCover(
  ctx: Ctx<typeof covering.declineCover>,
  { coverArrangementId }: Input<typeof covering.declineCover>,
) {
  const cover = await openCover(ctx, coverArrangementId)
  ctx.must(cover, 'cover_not_open')
  await sql`update cover_arrangement set declined_at = ${ctx.now.toString()}::timestamptz,
    replaced_at = ${ctx.now.toString()}::timestamptz where cover_arrangement_id = ${coverArrangementId}`.execute(ctx.db)
  ctx.tells('application', [cover.applicationId])
  ctx.about([cover.applicant], { detail: { applicationId: cover.applicationId, cover: 'declined' } })
  return { declined: true as const }
}

/**
 * Whoever refused by mistake is asked again, whoever agreed has not answered yet. Refused once other cover was arranged, or somebody else
 * took a step of the application since.
 */
export async function takeBackCoverAnswer(
  ctx: Ctx<typeof covering.takeBackCoverAnswer>,
  { coverArrangementId }: Input<typeof covering.takeBackCoverAnswer>,
) {
  const { rows } = await sql<{ applicationId: number }>`select application_id as "applicationId" from cover_arrangement
    where cover_arrangement_id = ${coverArrangementId}`.execute(ctx.db)
  // Other cover is arranged under the application's lock.
  const application = await lockApplication(ctx, rows[0]!.applicationId)
  const { rows: takenBack } = await sql<{ was: string }>`with answered as (select v.cover_arrangement_id,
        v.declined_at is not null as declined, coalesce(v.declined_at, v.agreed_at) as at
      from cover_arrangement v where v.cover_arrangement_id = ${coverArrangementId}
        and (v.declined_at is not null and v.replaced_at = v.declined_at
          or v.declined_at is null and v.replaced_at is null and v.agreed_by = ${ctx.actor.subjectId}))
    update cover_arrangement v set declined_at = null, replaced_at = null,
      agreed_by = case when a.declined then v.agreed_by end, agreed_at = case when a.declined then v.agreed_at end,
      agreed_on = case when a.declined then v.agreed_on end
    from answered a where v.cover_arrangement_id = a.cover_arrangement_id
      and (a.at at time zone 'Asia/Tokyo')::date = ${ctx.today}::date
      and not exists (select 1 from cover_arrangement other where other.application_id = v.application_id
        and other.replaced_at is null and other.cover_arrangement_id <> v.cover_arrangement_id)
      and not exists (select 1 from application_step t where t.application_id = v.application_id and t.taken_back_at is null
        and t.to_state <> 'submitted' and (t.taken_at > a.at or t.taken_at = a.at and not a.declined))
    returning case when a.declined then 'declined' else 'agreed' end as was`.execute(ctx.db)
  ctx.must(takenBack[0] && openStates.includes(application.state), 'acted_on_meanwhile')
  ctx.tells('application', [application.applicationId])
  ctx.about([application.staffMemberId], {
    detail: { applicationId: application.applicationId, cover: `${takenBack[0].was} taken back` },
  })
  return { takenBack: true as const }
}

export async function arrangeCover(
  ctx: Ctx<typeof covering.arrangeCover>,
  { applicationId, seen, cover }: Input<typeof covering.arrangeCover>,
) {
  const application = await lockApplication(ctx, applicationId)
  ctx.must(openStates.includes(application.state), 'wrong_state', {
    state: ctx.t(stepMessages, `state.${application.state}`),
  })
  const session = await daysOf(ctx, application.courseSessionId)
  const isOver = session.endsOn < ctx.today || isPast(application.state, session, ctx.today)
  ctx.must(!isOver, 'application_past', { date: formatDate(session.startsOn, ctx.language) })
  const held = (await coversOf(ctx, [applicationId])).get(applicationId)
  mustBeMadeFrom(ctx, seen, held ? saidOf(held) : null)
  await offerCover(ctx, application, cover)
  const arranged = (await coversOf(ctx, [applicationId])).get(applicationId)
  if (!arranged) throw new Error(`Cover of application ${applicationId} is not there after it was written`)
  return arranged
}

/** For access: whether the actor is the named substitute, or decides for the applicant where nobody is named. */
export async function mayAgree(ctx: Ctx, coverArrangementId: number): Promise<ActsAs> {
  const { rows } = await sql<{ substitute: number | null; applicationId: number }>`select v.substitute,
      v.application_id as "applicationId" from cover_arrangement v
    where v.cover_arrangement_id = ${coverArrangementId}`.execute(ctx.db)
  const [cover] = rows
  if (!cover || ctx.actor.subjectId === null) return false
  if (cover.substitute !== null) return cover.substitute === ctx.actor.subjectId && 'substitute'
  return (await approversOf(ctx, cover.applicationId))?.as ?? false
}

/**
 * An approved application `a` for a session `s` for which nobody has agreed to stand in, nor was asked, or for which whoever did is
 * not there any more, or which was covered from another section than the applicant's or the substitute's of the day (INV-T6).
 */
export const lacksCover = (
  day: string,
) => sql<boolean>`(${inState(...coveredStates)} and s.ends_on >= ${day}::date and not ${isPastOn(day)}
  and not exists (select 1 from cover_arrangement v where v.application_id = a.application_id and v.replaced_at is null
    and not ${isOfSectionBefore(day)} and case when v.substitute is null then v.agreed_at is not null else not ${IS_AWAY} end))`

/** An application `a` that waits for its head, and for which nobody is left who would stand in where the applicant is now: they say who else. */
export const lostBeforeApproval = (day: string) =>
  sql<boolean>`(${inState('submitted')} and not exists (select 1 from cover_arrangement v where v.application_id = a.application_id
    and v.replaced_at is null and (v.substitute is null or not ${IS_AWAY} and not ${isOfSectionBefore(day)})))`

/** Colleagues who ask the actor to stand in, for sessions that are not over; who they are is looked up apart: nine tables at once take long to plan. */
export async function coverRequestsToMe(
  ctx: Ctx,
): Promise<{ total: number; coverRequests: z.infer<typeof CoverRequest>[] }> {
  const { rows } = await sql<
    Omit<z.infer<typeof CoverRequest>, 'may'> & { total: number }
  >`with asked as materialized (select v.cover_arrangement_id, a.staff_member_id, c.title, ${SESSION} as session, s.starts_on,
        v.duty, v.note, v.agreed_on, v.declined_at is not null as is_declined, ${DECLINED_ON} as declined_on
      from cover_arrangement v join application a on a.application_id = v.application_id and ${inState(...openStates)}
        join course_session s on s.course_session_id = a.course_session_id and s.ends_on >= ${ctx.today}::date and not ${isPastOn(ctx.today)}
        join course c on c.course_id = s.course_id
      where v.substitute = ${ctx.actor.subjectId} and not ${isOfSectionBefore(ctx.today)} and (v.replaced_at is null or (${DECLINED_ON} = ${ctx.today}::date
        and v.replaced_at = v.declined_at and not exists (select 1 from cover_arrangement other
          where other.application_id = v.application_id and other.replaced_at is null))))
    select k.cover_arrangement_id as "coverArrangementId",
      json_build_object('staffMemberId', m.staff_member_id, 'name', m.name, 'nameKana', m.name_kana,
        'sectionName', p.name, 'postTitle', w.post_title) as applicant,
      k.title as "courseTitle", k.session, k.duty, k.note, k.agreed_on as "agreedOn", k.declined_on as "declinedOn",
      count(*) over () as total
    from asked k join ${peopleRows(ctx.today)} m on m.staff_member_id = k.staff_member_id
      left join ${postsOn(ctx.today)} w on w.staff_member_id = k.staff_member_id
      left join ${sectionsOn(ctx.today)} p on p.section_code = w.section_code
    order by k.is_declined, k.agreed_on is not null, k.starts_on, k.cover_arrangement_id limit 100`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    coverRequests: rows.map(({ total: _, ...request }) => ({ ...request, may: askedMay(request, ctx.today) })),
  }
}

/** The day on which whoever was asked said that they cannot, of a row `v`. */
const DECLINED_ON = sql`(v.declined_at at time zone 'Asia/Tokyo')::date`

async function openCover(ctx: Ctx, coverArrangementId: number) {
  const { rows } = await sql<{
    applicationId: number
    courseSessionId: number
    applicant: number
    substitute: number | null
    agreed: boolean
  }>`
    select a.application_id as "applicationId", a.course_session_id as "courseSessionId", a.staff_member_id as applicant,
      v.substitute, v.agreed_at is not null as agreed
    from cover_arrangement v join application a on a.application_id = v.application_id
      join course_session s on s.course_session_id = a.course_session_id
    where v.cover_arrangement_id = ${coverArrangementId} and v.replaced_at is null and ${inState(...openStates)}
      and s.ends_on >= ${ctx.today}::date and not ${isPastOn(ctx.today)}
      and (v.substitute is null or not ${isOfSectionBefore(ctx.today)})
    for update of v`.execute(ctx.db)
  return rows[0]
}

async function replaceCover(ctx: Ctx, applicationId: number): Promise<void> {
  await sql`update cover_arrangement set replaced_at = ${ctx.now.toString()}::timestamptz
    where application_id = ${applicationId} and replaced_at is null`.execute(ctx.db)
}

/** Named as a substitute for a session `s`, a person is there: in service, not on leave, in no session of their own at its hours. */
function isFree(person: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(not ${onLeaveFor(person)} and not exists (select 1
    from application o join course_session t on t.course_session_id = o.course_session_id
    where o.staff_member_id = ${person} and ${oneOf('o.state', seatStates)} and t.cancelled_on is null
      and ${overlapping('t', 's')}))`
}

async function presenceOf(ctx: Ctx, substitute: number, courseSessionId: number) {
  const who = sql`${substitute}::bigint`
  const { rows } = await sql<{ inService: boolean; free: boolean }>`select ${inServiceFor(who)} as "inService",
      ${isFree(who)} as free
    from course_session s where s.course_session_id = ${courseSessionId}`.execute(ctx.db)
  return rows[0]!
}

async function mustBeThere(
  ctx: Ctx<'no_such_substitute' | 'substitute_away'>,
  { courseSessionId }: Application,
  substitute: number,
): Promise<void> {
  const { inService, free } = await presenceOf(ctx, substitute, courseSessionId)
  ctx.must(inService, 'no_such_substitute')
  ctx.must(free, 'substitute_away')
}
