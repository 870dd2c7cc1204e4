/** HR is reminded of the day by which the policy says that it is to be reviewed. The kind: notices.ts. */
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { editionOn } from './service.ts'

/** Until another edition, which names another day, is in force. */
export async function standingOfReviews(
  ctx: Ctx,
  days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const edition = await editionOn(ctx, ctx.today)
  const dueOn = edition?.document.review?.next
  if (!edition || !dueOn || ctx.today < addDays(dueOn, -days.policyReview!)) return []
  const thing = edition.policyEditionId
  if (things && !things.includes(thing)) return []
  const hr = await holdersOf(ctx, 'hr')
  return hr.map((receiver) => ({ kind: 'policyReviewDue', receiver, thing, fact: `review ${dueOn}`, dueOn }))
}

export async function wordsOfReviews(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const [edition, hr] = [await editionOn(ctx, ctx.today), await holdersOf(ctx, 'hr')]
  return asked.map(({ thing }) => {
    const review = edition?.policyEditionId === thing ? edition.document.review : null
    if (!review || !hr.includes(receiver)) return undefined
    return { values: { date: formatDate(review.next, ctx.language), by: review.by }, to: '/admin/policy/drafts' }
  })
}
