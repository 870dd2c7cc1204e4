import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, fiscalYearRange, formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import type { DecidesAs } from '#rooms/people/deciders.rules.ts'
import { type DecidedBy, onLeave, teamOf } from '#rooms/people/service.ts'
import { approversOf, waitedDays } from '../approvers.service.ts'
import { agreeByApproval, askSubstitute, coversOf, dropVoidWords, lacksCover } from '../cover/service.ts'
import { isPast } from '../days.rules.ts'
import { attendedStates, headsStates, openStates } from '../rules.ts'
import { MOVED, type Moved, movedInWords } from '../sessions/moves.service.ts'
import { notThereFor, thereAmong } from '../sessions/there.service.ts'
import { inState, isPastOn, notInState, personsOf, sessionsOf } from '../shape.service.ts'
import { stepMessages } from '../steps.messages.ts'
import { type Application, daysOf, done, followSteps, lockApplication, type Taken } from '../steps.service.ts'
import type { approving } from './approving.contract.ts'
import {
  amongThem,
  askedSaid,
  decidersInWords,
  notThereInWords,
  openForHr,
  type ToDecide,
  toDecideBy,
} from './deciding.service.ts'
import { headMay } from './rules.ts'
import { type Asked, lacksInWords, type Stake, stakesOf } from './staffing.service.ts'

/** Applications, and people, that are shown at once; whoever has more sees how many. */
const MOST = 500

interface WaitingRow {
  applicationId: number
  courseSessionId: number
  state: (typeof headsStates)[number]
  staffMemberId: number
  appliedOn: string
  motive: string
  recommendedByMe: boolean
  waited: number | null
  moved: Moved | null
  toDecide: number
  toCover: number
}

/** What waits for whoever decides today; on 1 April it waits for the successor, because nothing is stored (INV-O4, O5). */
export async function listApprovals(ctx: Ctx) {
  return waitingOf(ctx, await toDecideBy(ctx))
}

/** HR's own list: what nobody else can decide, because no head stands above the applicant and no post is named for them, or has not for days. */
export async function listUndecided(ctx: Ctx) {
  const { open, decidedFor } = await openForHr(ctx)
  return waitingOf(ctx, open, decidedFor)
}

async function waitingOf(ctx: Ctx, them: ToDecide, decidedFor?: DecidedBy) {
  const rows = them.people.length + them.late.length === 0 ? [] : await waitingFor(ctx, them)
  const applicants = [...new Set(rows.map(({ staffMemberId }) => staffMemberId))]
  const [about, covers, applicant, away, decides] = await Promise.all([
    sessionsOf(
      ctx,
      rows.map(({ courseSessionId }) => courseSessionId),
    ),
    coversOf(
      ctx,
      rows.map(({ applicationId }) => applicationId),
    ),
    personsOf(ctx, applicants),
    thereAmong(ctx, applicants),
    decidersInWords(ctx, rows, { withUsual: false, known: decidedFor }),
  ])
  const why = (row: WaitingRow) => {
    const { words, isUsual } = decides(row, row.state === 'submitted' ? 'approve' : 'cover')
    return isUsual ? null : words
  }
  const asked = new Map(
    rows.map(({ applicationId, staffMemberId, courseSessionId }) => {
      const substitute = covers.get(applicationId)?.substitute?.staffMemberId ?? null
      return [applicationId, { staffMemberId, session: about(courseSessionId).session, substitute }]
    }),
  )
  const { stakes, placeOf } = onceEach(await stakesOf(ctx, [...asked.values()]))
  const places = rows.map(({ applicationId }) => placeOf(asked.get(applicationId)!))
  const known = new Set(applicants)
  const offered = new Set(stakes.flatMap(({ standIns }) => standIns.map((one) => one.staffMemberId)))
  const others = [...offered].filter((id) => !known.has(id))
  const standIn = others.length > 0 ? await personsOf(ctx, others) : applicant
  const shown = rows.map((found, place) => {
    const { waited: _, moved, toDecide: __, toCover: ___, ...row } = found
    const { session } = about(row.courseSessionId)
    const cover = covers.get(row.applicationId) ?? null
    const because = away(row.staffMemberId, session)
    return {
      ...row,
      moved: movedInWords(ctx, moved),
      notThere: notThereInWords(ctx, row.state, because),
      cover,
      stake: places[place]!,
      why: why(found),
      version: versionOf(askedSaid({ motive: row.motive, session, cover })),
      may: headMay(
        { state: row.state, session: { ...session, applyBy: '', cancelledOn: null }, isThere: !because },
        cover,
        ctx.today,
      ),
    }
  })
  const isReader = (staffMemberId: number) => staffMemberId === ctx.actor.subjectId
  return {
    toDecide: shown.filter(({ state }) => state === 'submitted'),
    toCover: shown.filter(({ state }) => state !== 'submitted'),
    total: { toDecide: rows[0]?.toDecide ?? 0, toCover: rows[0]?.toCover ?? 0 },
    stakes: await lacksInWords(ctx, stakes),
    sessions: [...new Set(rows.map(({ courseSessionId }) => courseSessionId))].map(about),
    people: [...applicants.map(applicant), ...others.map(standIn)].map((one) => ({
      ...one,
      isReader: isReader(one.staffMemberId),
    })),
  }
}

/** Colleagues who ask for the same session mostly leave the same behind: what is the same is said once. */
function onceEach(stakeOf: (one: Asked) => Stake) {
  const stakes: Stake[] = []
  const places = new Map<string, number>()
  const placeOf = (one: Asked) => {
    const stake = stakeOf(one)
    const said = JSON.stringify(stake)
    const place = places.get(said) ?? stakes.push(stake) - 1
    places.set(said, place)
    return place
  }
  return { stakes, placeOf }
}

/** The next applications by the day of the session, and how many there are of each kind. */
async function waitingFor(ctx: Ctx, them: ToDecide): Promise<WaitingRow[]> {
  const me = ctx.actor.subjectId
  const { rows } = await sql<WaitingRow>`select a.application_id as "applicationId",
      a.course_session_id as "courseSessionId", a.state, a.staff_member_id as "staffMemberId",
      a.applied_on as "appliedOn", a.motive, ${waitedDays(ctx.today)} as waited, ${MOVED} as moved,
      coalesce(r.recommended_by = ${me}, false) as "recommendedByMe",
      count(*) filter (where ${inState('submitted')}) over () as "toDecide",
      count(*) filter (where ${notInState('submitted')}) over () as "toCover"
    from application a join course_session s on s.course_session_id = a.course_session_id
      left join recommendation r on r.recommendation_id = a.recommendation_id and r.struck_on is null
    where ${amongThem(them)} and ${inState(...headsStates)} and s.cancelled_on is null
      and not ${isPastOn(ctx.today)} and (${inState('submitted')} or ${lacksCover(ctx.today)})
    order by ${notInState('submitted')}, s.starts_on, a.application_id limit ${MOST}`.execute(ctx.db)
  return rows
}

/** By the same press somebody may be asked to stand in; they agree first, as whenever they are asked. */
export async function approve(
  ctx: Ctx<typeof approving.approve>,
  { substitute, ...asked }: Input<typeof approving.approve>,
) {
  const { applicationId } = asked
  const application = await decide(ctx, 'approve', asked, async (one) => {
    await mustBeThere(ctx, one)
    if (substitute === undefined) await dropVoidWords(ctx, applicationId)
    else await askSubstitute(ctx, one, substitute)
  })
  await agreeByApproval(ctx, applicationId)
  await keepMinimum(ctx, application)
  return done(application)
}

/** Whether the counter's minimum holds without the applicant, as a fact of this moment: later changes of either alter nothing of it. */
async function keepMinimum(ctx: Ctx, { applicationId, courseSessionId, staffMemberId }: Application): Promise<void> {
  const { session } = (await sessionsOf(ctx, [courseSessionId]))(courseSessionId)
  const asked = { staffMemberId, session, substitute: null }
  const { counter } = (await stakesOf(ctx, [asked], { withStandIns: false }))(asked)
  const short = counter.filter(({ isShort }) => isShort).map(({ day, half }) => day + half)
  await sql`insert into approval_minimum (application_step_id, application_id, holds, short_slots)
    select max(t.application_step_id), ${applicationId}::bigint, ${counter.length === 0 ? null : short.length === 0}::boolean,
      ${short}::text[]
    from application_step t where t.application_id = ${applicationId} and t.to_state = 'section_head_approved'`.execute(
    ctx.db,
  )
}

export async function returnForRevision(
  ctx: Ctx<typeof approving.returnForRevision>,
  input: Input<typeof approving.returnForRevision>,
) {
  return done(await decide(ctx, 'returnForRevision', input))
}

export async function reject(ctx: Ctx<typeof approving.reject>, input: Input<typeof approving.reject>) {
  return done(await decide(ctx, 'reject', input))
}

/**
 * Two heads who press at once take one step: the second waits for the row and learns what the first decided. Whoever decides on what is not
 * asked any more, because other words, hours or cover stand there now, learns that.
 */
async function decide(
  ctx: Ctx<'already_decided' | 'application_past' | 'changed_meanwhile'>,
  name: Taken['name'],
  {
    applicationId,
    seen,
    reason,
    barrier,
  }: Pick<Taken, 'reason' | 'barrier'> & { applicationId: number; seen?: string | undefined },
  mustHold?: (application: Application) => Promise<void>,
) {
  const application = await lockApplication(ctx, applicationId)
  ctx.must(application.state === 'submitted', 'already_decided', {
    state: ctx.t(stepMessages, `state.${application.state}`),
  })
  const session = await daysOf(ctx, application.courseSessionId)
  ctx.must(!isPast(application.state, session, ctx.today), 'application_past', {
    date: formatDate(session.startsOn, ctx.language),
  })
  if (seen !== undefined) mustBeMadeFrom(ctx, seen, await askedNow(ctx, application))
  await mustHold?.(application)
  // Access said in which role whoever decides does so.
  const inPlaceOf = (await approversOf(ctx, applicationId))?.inPlaceOf ?? null
  await followSteps(ctx, ctx.actsAs as DecidesAs, [{ application, name, reason, barrier, inPlaceOf }])
  return application
}

async function askedNow(ctx: Ctx, { applicationId, courseSessionId }: Application) {
  const { rows } = await sql<{ motive: string }>`select a.motive from application a
    where a.application_id = ${applicationId}`.execute(ctx.db)
  const [sessionOf, covers] = await Promise.all([sessionsOf(ctx, [courseSessionId]), coversOf(ctx, [applicationId])])
  return askedSaid({
    motive: rows[0]!.motive,
    session: sessionOf(courseSessionId).session,
    cover: covers.get(applicationId) ?? null,
  })
}

/** Nobody is approved for days on which they are not there (INV-T7); whoever decides returns or rejects it. */
async function mustBeThere(ctx: Ctx<typeof approving.approve>, { courseSessionId, staffMemberId }: Application) {
  const away = (await notThereFor(ctx, courseSessionId, [staffMemberId])).get(staffMemberId)
  ctx.must(away === undefined, 'applicant_not_there')
}

export async function showTeamTraining(ctx: Ctx) {
  const me = ctx.actor.subjectId
  const all = me === null ? [] : await teamOf(ctx, me)
  const person = await personsOf(ctx, all)
  const team = all.toSorted((a, b) => person(a).nameKana.localeCompare(person(b).nameKana, 'ja')).slice(0, MOST)
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const counted = sql<TeamRow>`select t.id, a.*, r.*
    from unnest(${team}::bigint[]) as t(id)
    cross join lateral (select
        count(*) filter (where ${inState(...attendedStates)} and s.starts_on >= ${from}::date) as "attendedThisYear",
        max(s.starts_on) filter (where ${inState(...attendedStates)}) as "lastAttendedOn",
        count(*) filter (where ${inState(...openStates)} and s.ends_on >= ${ctx.today}::date and not ${isPastOn(ctx.today)}) as "openApplications"
      from application a join course_session s on s.course_session_id = a.course_session_id
      where a.staff_member_id = t.id and s.cancelled_on is null) a
    cross join lateral (select count(*) as recommendations, max(recommended_on) as "lastRecommendedOn"
      from recommendation where staff_member_id = t.id and struck_on is null) r`
  const [{ rows }, away] = await Promise.all([counted.execute(ctx.db), onLeave(ctx, team)])
  const place = new Map(team.map((id, index) => [id, index]))
  return {
    total: all.length,
    members: rows
      .toSorted((a, b) => place.get(a.id)! - place.get(b.id)!)
      .map(({ id, ...row }) => ({ person: person(id), onLeave: away.has(id), ...row })),
  }
}

interface TeamRow {
  id: number
  attendedThisYear: number
  lastAttendedOn: string | null
  openApplications: number
  recommendations: number
  lastRecommendedOn: string | null
}
