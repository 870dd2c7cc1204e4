/** The words of one's duty, and that one's head agreed to them. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { shareAgreed, shareWithDuty } from './counting.service.ts'
import { mvvMessages } from './messages.ts'

export const mvvFeed: Feed = async (ctx, me, from) => {
  const { rows } = await sql<{ id: number; statedOn: string; agreedOn: string | null }>`
    select duty_id as id, valid_from as "statedOn", agreed_on as "agreedOn" from duty
    where staff_member_id = ${me} and (valid_from >= ${from}::date or agreed_on >= ${from}::date)`.execute(ctx.db)
  const path = '/line-of-sight'
  const isOfYear = (day: string | null): day is string => day !== null && day >= from && day <= ctx.today
  return rows.flatMap(({ id, statedOn, agreedOn }) => [
    ...(isOfYear(statedOn)
      ? [
          {
            id: `duty:${id}`,
            day: statedOn,
            what: ctx.t(mvvMessages, 'fed.said'),
            path,
            measures: [shareWithDuty.name],
          },
        ]
      : []),
    ...(isOfYear(agreedOn)
      ? [
          {
            id: `agreed:${id}`,
            day: agreedOn,
            what: ctx.t(mvvMessages, 'fed.agreed'),
            path,
            measures: [shareAgreed.name],
          },
        ]
      : []),
  ])
}
