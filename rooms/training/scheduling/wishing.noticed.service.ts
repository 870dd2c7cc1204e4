/** Which notices stand about wishes: whoever is asked and has said nothing yet, until the last day. */
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { formatDate } from '#platform/time/dates.ts'
import { askedNow } from './wishing.service.ts'

export type WishKind = 'wishesAsked'

export async function standingOfWishes(
  ctx: Ctx,
  _: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const { rows } = await askedNow(ctx, things).execute(ctx.db)
  return rows.map(({ wishCallId, person, closesOn }) => ({
    ...{ kind: 'wishesAsked' satisfies WishKind, receiver: person, thing: wishCallId },
    ...{ fact: `call ${wishCallId}`, dueOn: closesOn },
  }))
}

export async function wordsOfWishes(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const { rows } = await askedNow(
    ctx,
    asked.map(({ thing }) => thing),
  ).execute(ctx.db)
  return asked.map(({ thing }): Said | undefined => {
    const row = rows.find(({ wishCallId, person }) => wishCallId === thing && person === receiver)
    if (!row) return undefined
    const { course, closesOn } = row
    return { values: { course, due: formatDate(closesOn, ctx.language, 'weekday') }, to: '/training' }
  })
}
