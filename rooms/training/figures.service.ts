/**
 * Figures of a course in a fiscal year (course_year), kept up by every change of an application or a session, in its transaction.
 *
 * Data: rows by course, year and part. Whoever changes figures adds to the part of its own connection, so that sixty people who apply
 * for one course at the same moment do not wait for each other; a figure is the sum of the parts.
 *
 * An application moves: its session's year changes by what `changeOf` says. A session is added, moved to another year, cancelled, or
 * takes in a history: it is counted out of its year before the change and into its year after it, under the lock of its row, so
 * that no application can come in between.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneOf } from '#platform/sql/sql.ts'
import { type CourseFigure, type CourseFigures, changeOf, countedIn, courseFigures, sumOf } from './figures.rules.ts'
import type { State } from './rules.ts'

export interface Moved {
  readonly courseSessionId: number
  readonly from: State
  readonly to: State
}

const PARTS = 8

const columns: Readonly<Record<CourseFigure, string>> = {
  applicants: 'applicants',
  ordered: 'ordered',
  attended: 'attended',
  completed: 'completed',
  notCompleted: 'not_completed',
}
const COLUMNS = sql.join(courseFigures.map((figure) => sql.ref(columns[figure])))

/** Applications have moved from a state to another. */
export async function countMoves(ctx: Ctx, moves: readonly Moved[]): Promise<void> {
  const bySession = new Map<number, CourseFigures>()
  for (const { courseSessionId, from, to } of moves) {
    const change = changeOf(from, to)
    const before = bySession.get(courseSessionId)
    bySession.set(courseSessionId, before ? sumOf((figure) => before[figure] + change[figure]) : change)
  }
  const changes = [...bySession]
    .filter(([, change]) => courseFigures.some((figure) => change[figure] !== 0))
    .map(([id, change]) => ({ id, ...change }))
  if (changes.length === 0) return
  const values = courseFigures.map((figure) => sql`sum(${sql.ref(`m.${figure}`)})`)
  const recordset = courseFigures.map((figure) => sql`${sql.ref(figure)} integer`)
  await add(
    ctx,
    sql`0, ${sql.join(values)}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as m(id bigint, ${sql.join(recordset)})
      join course_session s on s.course_session_id = m.id`,
  )
}

/** Counts whole sessions into their year, or out of it: `1` or `-1`. Their rows must be locked. */
export async function countSessions(ctx: Ctx, ids: readonly number[], sign: 1 | -1): Promise<void> {
  if (ids.length === 0) return
  const values = courseFigures.map(
    (figure) => sql`${sign}::int * count(*) filter (where ${oneOf('a.state', countedIn[figure])})`,
  )
  await add(
    ctx,
    sql`${sign}::int * count(distinct s.course_session_id), ${sql.join(values)}
    from course_session s left join application a on a.course_session_id = s.course_session_id`,
    sql`s.course_session_id = any(${ids})`,
  )
}

/** Adds to the figures of sessions `s` that are not cancelled. */
async function add(ctx: Ctx, from: RawBuilder<unknown>, where: RawBuilder<unknown> = sql`true`): Promise<void> {
  const added = [sql.ref('sessions'), ...courseFigures.map((figure) => sql.ref(columns[figure]))].map(
    (column) => sql`${column} = y.${column} + excluded.${column}`,
  )
  await sql`insert into course_year as y (course_id, fiscal_year, part, sessions, ${COLUMNS})
    select s.course_id, ${FISCAL_YEAR}, pg_backend_pid() % ${PARTS}::int, ${from}
    where s.cancelled_on is null and ${where} group by 1, 2 order by 1, 2
    on conflict (fiscal_year, course_id, part) do update set ${sql.join(added)}`.execute(ctx.db)
}

/** The fiscal year of a session `s` is that of its first day (INV-F2); it begins in April. */
const FISCAL_YEAR = sql`extract(year from s.starts_on - interval '3 months')::smallint`
