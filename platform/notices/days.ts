import { type RawBuilder, sql } from 'kysely'

/** After or before how many days the town reminds, else the usual number: an integer in SQL, for a room whose rule goes by the same days. */
export function reminderDays(reminder: string, usual: number): RawBuilder<number> {
  return sql<number>`coalesce((select d.days from notice_days d where d.reminder = ${reminder}::text), ${usual}::integer)`
}
