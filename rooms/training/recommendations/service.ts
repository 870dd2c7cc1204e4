import { sql } from 'kysely'
import type { z } from 'zod'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { on, oneAtATime, oneOf } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { employments, peopleRows } from '#rooms/people/relations.service.ts'
import { decidersOf, headsOf, teamOf } from '#rooms/people/service.ts'
import { COURSE, mustBeSkills, personsOf, tables } from '../shape.service.ts'
import type { RecommendationToMe, recommending } from './contract.ts'
import { OPEN_DAYS, openAnswers, type RecommendationAnswer, recommendedMay } from './rules.ts'
import { CAME_STILL, isStandingOn } from './standing.service.ts'
import { strikesOf } from './striking.service.ts'

/** The latest answer to a recommendation `r`, and the application that came of it. */
const CAME_OF_IT = sql`
  left join lateral (select w.answer, w.answered_on from recommendation_answer w where w.recommendation_id = r.recommendation_id and w.taken_back_at is null
    order by w.recommendation_answer_id desc limit 1) w on true
  left join lateral (select a.application_id, a.state from application a where a.recommendation_id = r.recommendation_id and ${CAME_STILL}
    order by a.application_id desc limit 1) a on true`

export async function recommendCourse(
  ctx: Ctx<typeof recommending.recommendCourse>,
  input: Input<typeof recommending.recommendCourse>,
) {
  const { staffMemberId, courseId, reason, targetSkill, offeredCover } = input
  ctx.must((await lastDayOf(ctx, staffMemberId)) === null, 'has_left')
  const course = await tables(ctx)
    .selectFrom('course')
    .select(['valid_to'])
    .where('course_id', '=', courseId)
    .executeTakeFirst()
  ctx.must(course, 'no_such_course')
  ctx.must(!course.valid_to || course.valid_to > ctx.today, 'course_ended')
  await mustBeSkills(ctx, targetSkill ? [targetSkill] : [])
  ctx.must(!(await isOpenAlready(ctx, staffMemberId, courseId)), 'already_recommended')
  const { recommendation_id: recommendationId } = await tables(ctx)
    .insertInto('recommendation')
    .values({
      staff_member_id: staffMemberId,
      course_id: courseId,
      recommended_by: ctx.actor.subjectId ?? 0,
      reason,
      target_skill: targetSkill ?? null,
      offered_cover: offeredCover || null,
      recommended_on: ctx.today,
      recommended_at: new Date(ctx.now.epochMilliseconds),
    })
    .returning('recommendation_id')
    .executeTakeFirstOrThrow()
  ctx.tells('recommendation', [recommendationId])
  ctx.about([staffMemberId], { reason, detail: { recommendationId, courseId } })
  return { recommendationId }
}

export async function listMyRecommendations(ctx: Ctx): Promise<Answer<typeof recommending.listMyRecommendations>> {
  const { rows } = await sql<
    Omit<z.infer<typeof RecommendationToMe>, keyof ReturnType<typeof recommendedMay> | 'version'> & {
      total: number
      answeredOn: string | null
      isStanding: boolean
    }
  >`select r.recommendation_id as "recommendationId",
      r.recommended_on as "recommendedOn", json_build_object('name', m.name, 'nameKana', m.name_kana) as "recommendedBy",
      ${COURSE} as course, r.reason, r.target_skill as "targetSkill", r.offered_cover as "offeredCover",
      w.answer, w.answered_on as "answeredOn", a.application_id as "applicationId", r.is_sample as "isSample",
      ${isStandingOn(ctx.today)} as "isStanding", count(*) over () as total
    from recommendation r join course c on c.course_id = r.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = r.recommended_by ${CAME_OF_IT}
    where r.staff_member_id = ${ctx.actor.subjectId} and r.struck_on is null
    order by r.recommended_on desc, r.recommendation_id desc limit 100`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    recommendations: rows.map(({ total: _, answeredOn, isStanding, ...row }) => ({
      ...row,
      version: versionOf(answered(row.answer)),
      ...recommendedMay(row.answer, row.applicationId, answeredOn, ctx.today, isStanding),
    })),
  }
}

export async function answerRecommendation(
  ctx: Ctx<typeof recommending.answerRecommendation>,
  input: Input<typeof recommending.answerRecommendation>,
) {
  const { recommendationId, seen, answer } = input
  const recommendation = await mine(ctx, recommendationId)
  if (!recommendation) throw new Error('Access lets answer only whom it was made to')
  ctx.must(!recommendation.isStruck, 'recommendation_struck')
  mustBeMadeFrom(ctx, seen, answered(recommendation.answer))
  await noteAnswer(ctx, recommendationId, answer)
  return { recommendationId, answer, courseId: recommendation.courseId, version: versionOf(answered(answer)) }
}

/** What the version of an answer is made of; null while there is none. */
function answered(answer: RecommendationAnswer | null) {
  return answer && { answer }
}

/** What was answered before counts again; of two windows that take back at once the second finds nothing of today. */
export async function takeBackAnswer(
  ctx: Ctx<typeof recommending.takeBackAnswer>,
  { recommendationId }: Input<typeof recommending.takeBackAnswer>,
) {
  const recommendation = await mine(ctx, recommendationId)
  if (!recommendation) throw new Error('Access lets take back only whom it was made to')
  ctx.must(!recommendation.isStruck, 'recommendation_struck')
  const { rows } = await sql`update recommendation_answer w set taken_back_at = ${ctx.now.toString()}::timestamptz
    where w.answered_on = ${ctx.today}::date and w.recommendation_answer_id = (select max(l.recommendation_answer_id)
        from recommendation_answer l where l.recommendation_id = ${recommendationId} and l.taken_back_at is null)
      and not exists (select 1 from application a where a.recommendation_id = ${recommendationId} and ${CAME_STILL})
    returning w.recommendation_answer_id`.execute(ctx.db)
  ctx.must(rows.length === 1, 'acted_on_meanwhile')
  const answer = await latestAnswer(ctx, recommendationId)
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId], { detail: { recommendationId, answer } })
  return { recommendationId, answer }
}

/** Whoever applies because of a recommendation has accepted it; it must be theirs and of this course. */
export async function noteAcceptance(
  ctx: Ctx<'no_such_recommendation'>,
  wanted: { recommendationId: number; courseId: number },
): Promise<void> {
  const recommendation = await mine(ctx, wanted.recommendationId)
  ctx.must(recommendation?.courseId === wanted.courseId && !recommendation.isStruck, 'no_such_recommendation')
  if (recommendation.answer !== 'accepted') await noteAnswer(ctx, wanted.recommendationId, 'accepted')
}

export async function listGivenRecommendations(ctx: Ctx) {
  const me = ctx.actor.subjectId
  if (me === null) return { total: 0, closedYears: [], recommendations: [] }
  type Given = Answer<typeof recommending.listGivenRecommendations>['recommendations'][number]
  const team = await teamOf(ctx, me)
  // Of what a predecessor recommended the successor sees that it was, not the words that went with it (INV-S2). Whoever moved on sees what they
  // wrote themselves, so that a mistake can still be struck, and no more what came of it.
  const isTeam = sql<boolean>`r.staff_member_id = any(${team})`
  const still = (column: string) => sql`case when ${isTeam} then ${sql.ref(column)} end`
  const own = (column: string) => sql`case when r.recommended_by = ${me} then ${sql.ref(column)} end`
  const { rows } = await sql<
    Omit<Given, 'person' | 'corrections' | 'may'> & { staffMemberId: number; total: number; isStruck: boolean }
  >`select
      r.recommendation_id as "recommendationId", r.recommended_on as "recommendedOn",
      case when r.recommended_by <> ${me} then m.name end as "recommendedBy",
      r.staff_member_id as "staffMemberId", ${COURSE} as course, ${own('r.reason')} as reason, r.target_skill as "targetSkill",
      ${own('r.offered_cover')} as "offeredCover", ${still('w.answer')} as answer, ${still('a.application_id')} as "applicationId",
      ${still('a.state')} as "applicationState", not ${isTeam} as "isElsewhere",
      r.struck_on is not null as "isStruck", count(*) over () as total
    from recommendation r join course c on c.course_id = r.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = r.recommended_by ${CAME_OF_IT}
    where r.staff_member_id = any(${team}) or r.recommended_by = ${me}
    order by r.recommended_on desc, r.recommendation_id desc limit 500`.execute(ctx.db)
  const [person, shown, years] = await Promise.all([
    personsOf(
      ctx,
      rows.map(({ staffMemberId }) => staffMemberId),
    ),
    strikesOf(ctx, rows),
    closedYears(ctx),
  ])
  return {
    total: rows[0]?.total ?? 0,
    closedYears: years,
    recommendations: rows.map(
      ({ staffMemberId, total: _, isStruck, ...given }): Given => ({
        ...given,
        person: person(staffMemberId),
        corrections: shown(given.recommendationId),
        may: given.recommendedBy === null && !isStruck ? ['strikeRecommendation'] : [],
      }),
    ),
  }
}

/** For access: whether the actor was head of someone who has left, on their last day; then the refusal can say so. */
export async function headedLeaver(ctx: Ctx, staffMemberId: number): Promise<boolean> {
  const lastDay = await lastDayOf(ctx, staffMemberId)
  if (!lastDay || ctx.actor.subjectId === null) return false
  return (await headsOf(ctx, [staffMemberId], lastDay)).get(staffMemberId)?.includes(ctx.actor.subjectId) ?? false
}

/** For access: whose recommendation it is. */
export async function recommendedTo(ctx: Ctx, recommendationId: number): Promise<number | null> {
  const row = await tables(ctx)
    .selectFrom('recommendation')
    .select('staff_member_id')
    .where('recommendation_id', '=', recommendationId)
    .executeTakeFirst()
  return row?.staff_member_id ?? null
}

async function mine(ctx: Ctx, recommendationId: number) {
  const { rows } = await sql<{ courseId: number; isStruck: boolean }>`select r.course_id as "courseId",
      r.struck_on is not null as "isStruck"
    from recommendation r where r.recommendation_id = ${recommendationId}
      and r.staff_member_id = ${ctx.actor.subjectId} for update`.execute(ctx.db)
  const [recommendation] = rows
  return recommendation && { ...recommendation, answer: await latestAnswer(ctx, recommendationId) }
}

/** Asked once the recommendation is locked: the statement that waited for the lock still sees what was before it. */
async function latestAnswer(ctx: Ctx, recommendationId: number): Promise<RecommendationAnswer | null> {
  const row = await tables(ctx)
    .selectFrom('recommendation_answer')
    .select('answer')
    .where('recommendation_id', '=', recommendationId)
    .where('taken_back_at', 'is', null)
    .orderBy('recommendation_answer_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.answer ?? null
}

async function noteAnswer(ctx: Ctx, recommendationId: number, answer: RecommendationAnswer): Promise<void> {
  await tables(ctx)
    .insertInto('recommendation_answer')
    .values({
      recommendation_id: recommendationId,
      answer,
      answered_on: ctx.today,
      answered_at: new Date(ctx.now.epochMilliseconds),
    })
    .execute()
  ctx.tells('recommendation', [recommendationId])
  ctx.about(ctx.actor.subjectId === null ? [] : [ctx.actor.subjectId], { detail: { recommendationId, answer } })
}

/** Last day of service of someone who is not in service today; null for those who are. */
async function lastDayOf(ctx: Ctx, staffMemberId: number): Promise<string | null> {
  const { rows } = await sql<{ leftOn: string | null; present: boolean | null }>`select max(e.left_on) as "leftOn",
      bool_or(${on('e', ctx.today, ['joined_on', 'left_on'])}) as present
    from ${employments()} e where e.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  const [row] = rows
  return row && row.present === false && row.leftOn ? addDays(row.leftOn, -1) : null
}

/**
 * The same course, recommended in the last half year by somebody who still decides for the person, and not answered, or accepted and
 * not yet applied for. What a predecessor recommended keeps no successor from it.
 */
async function isOpenAlready(ctx: Ctx, staffMemberId: number, courseId: number): Promise<boolean> {
  await oneAtATime(`recommendations to ${staffMemberId}`).execute(ctx.db)
  const { rows } = await sql<{ by: number }>`select r.recommended_by as by from recommendation r ${CAME_OF_IT}
    where r.staff_member_id = ${staffMemberId} and r.course_id = ${courseId}
      and r.recommended_on > ${addDays(ctx.today, -OPEN_DAYS)}::date and r.struck_on is null
      and (w.answer is null or ${oneOf('w.answer', openAnswers)}) and a.application_id is null`.execute(ctx.db)
  if (rows.length === 0) return false
  const { who } = (await decidersOf(ctx, [staffMemberId]))(staffMemberId)
  return rows.some(({ by }) => by === ctx.actor.subjectId || who.includes(by))
}
