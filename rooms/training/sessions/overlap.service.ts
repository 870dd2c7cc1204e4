import { type RawBuilder, sql } from 'kysely'
import { overlapLines, type SessionTimes } from './rules.ts'

const columns: Readonly<Record<keyof SessionTimes, string>> = {
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
}

/** Whether two rows of course_session need the same person at the same time: the rule `overlap`, line by line (INV-T5). */
export function overlapping(one: string, other: string): RawBuilder<boolean> {
  const lines = overlapLines.map(
    ([mine, is, theirs]) =>
      sql`${sql.ref(`${one}.${columns[mine]}`)} ${sql.raw(is)} ${sql.ref(`${other}.${columns[theirs]}`)}`,
  )
  return sql<boolean>`(${sql.join(lines, sql` and `)})`
}
