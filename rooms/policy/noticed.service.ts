/** HR is reminded of the day by which the policy says that it is to be reviewed. The kind: notices.ts. */
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { policyNoticedMessages } from './noticed.messages.ts'
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
    if (!review?.next || !hr.includes(receiver)) return undefined
    const by = review.by ? ctx.t(policyNoticedMessages, 'review.by', { by: review.by }) : ''
    return { values: { date: formatDate(review.next, ctx.language), by }, to: '/admin/policy/drafts' }
  })
}
