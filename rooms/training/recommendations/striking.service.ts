/** A recommendation that was made to the wrong person, or of the wrong course: it stays as history, is seen by whom it was made to no more, and counts in nothing. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { correctionsOfThese, keepCorrection } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import { COURSE, tables } from '../shape.service.ts'
import type { recommending } from './contract.ts'

const RECOMMENDATION = 'training.recommendation'

/** Whoever strikes at once with another waits for the row, and finds it struck. An application that came of it is the person’s, and they are told. */
export async function strikeRecommendation(
  ctx: Ctx<typeof recommending.strikeRecommendation>,
  { recommendationId, reason }: Input<typeof recommending.strikeRecommendation>,
) {
  const { rows } = await sql<{
    subject: number
    recommendedOn: string
    course: string
    applicationId: number | null
  }>`update recommendation r set struck_on = ${ctx.today}::date from course c
    where r.recommendation_id = ${recommendationId} and r.struck_on is null and c.course_id = r.course_id
    returning r.staff_member_id as subject, r.recommended_on as "recommendedOn", c.title as course,
      (select max(a.application_id) from application a where a.recommendation_id = r.recommendation_id) as "applicationId"`.execute(
    ctx.db,
  )
  ctx.must(rows[0], 'already_struck')
  const { subject, recommendedOn, course, applicationId } = rows[0]
  await keepCorrection(ctx, {
    ...{ thing: RECOMMENDATION, id: recommendationId, subject, concernsFrom: recommendedOn, reason },
    before: { course, recommendedOn },
    after: {},
  })
  ctx.tells('recommendation', [recommendationId])
  return { recommendationId, applicationId }
}

/** For HR: what may have been a mistake; the words of a recommendation stay with whom it was made to (INV-S2). */
export async function listRecommendationsTo(
  ctx: Ctx,
  { staffMemberId }: Input<typeof recommending.listRecommendationsTo>,
) {
  type Made = Answer<typeof recommending.listRecommendationsTo>['recommendations'][number]
  const { rows } = await sql<
    Omit<Made, 'corrections' | 'may'> & { isStruck: boolean; total: number }
  >`select r.recommendation_id as "recommendationId", r.recommended_on as "recommendedOn", m.name as "recommendedBy",
      ${COURSE} as course, a.state as "applicationState", r.struck_on is not null as "isStruck", count(*) over () as total
    from recommendation r join course c on c.course_id = r.course_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = r.recommended_by
      left join lateral (select a.state from application a where a.recommendation_id = r.recommendation_id
        order by a.application_id desc limit 1) a on true
    where r.staff_member_id = ${staffMemberId}
    order by r.recommended_on desc, r.recommendation_id desc limit 100`.execute(ctx.db)
  const [shown, years] = await Promise.all([strikesOf(ctx, rows), closedYears(ctx)])
  return {
    total: rows[0]?.total ?? 0,
    closedYears: years,
    recommendations: rows.map(
      ({ isStruck, total: _, ...made }): Made => ({
        ...made,
        corrections: shown(made.recommendationId),
        may: isStruck ? [] : ['strikeRecommendation'],
      }),
    ),
  }
}

/** Of those that were struck: why, by whom and when. */
export async function strikesOf(
  ctx: Ctx,
  rows: readonly { readonly recommendationId: number; readonly isStruck: boolean }[],
) {
  const struck = rows.filter(({ isStruck }) => isStruck).map(({ recommendationId }) => recommendationId)
  const corrected = struck.length > 0 ? await correctionsOfThese(ctx, RECOMMENDATION, struck) : []
  const names = await namesOf(
    ctx,
    corrected.flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  return (id: number) =>
    corrected
      .filter((one) => one.id === id)
      .map(({ id: _, recordedBy, before, after, ...one }) => ({
        ...{ ...one, before: { ...before }, after: { ...after } },
        by: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      }))
}

/** For access: who made it. */
export async function recommendedBy(ctx: Ctx, recommendationId: number): Promise<number | null> {
  const row = await tables(ctx)
    .selectFrom('recommendation')
    .select('recommended_by')
    .where('recommendation_id', '=', recommendationId)
    .executeTakeFirst()
  return row?.recommended_by ?? null
}
