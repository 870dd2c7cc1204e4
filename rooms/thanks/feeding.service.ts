/** Thank-yous that somebody wrote. One by one and never as a number: there are no points. */
import { sql } from 'kysely'
import type { Feed } from '#platform/measure/feeding.ts'
import { shareTakingPart } from './counting.service.ts'
import { thanksMessages } from './messages.ts'
import { STANDS } from './standing.service.ts'

export const thanksFeed: Feed = async (ctx, me, from) => {
  const { rows } = await sql<{
    id: number
    day: string
  }>`select h.thank_you_id as id, h.written_on as day from thank_you h
    where h.written_by = ${me} and ${STANDS} and h.written_on between ${from}::date and ${ctx.today}::date`.execute(
    ctx.db,
  )
  return rows.map(({ id, day }) => ({
    ...{
      id: `thanks:${id}`,
      day,
      what: ctx.t(thanksMessages, 'fed'),
      path: '/thanks',
      measures: [shareTakingPart.name],
    },
  }))
}
