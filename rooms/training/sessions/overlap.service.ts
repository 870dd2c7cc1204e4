import { type RawBuilder, sql } from 'kysely'
import { columnOf } from '../columns.service.ts'
import { overlapLines } from './rules.ts'

/** Whether two rows of course_session need the same person at the same time: the rule `overlap`, line by line (INV-T5). */
export function overlapping(one: string, other: string): RawBuilder<boolean> {
  const lines = overlapLines.map(
    ([mine, is, theirs]) =>
      sql`${sql.ref(`${one}.${columnOf(mine)}`)} ${sql.raw(is)} ${sql.ref(`${other}.${columnOf(theirs)}`)}`,
  )
  return sql<boolean>`(${sql.join(lines, sql` and `)})`
}
