import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { SESSION } from '../columns.service.ts'
import { orderedStates, type State } from '../rules.ts'
import { onLeaveFor } from '../sessions/there.service.ts'
import { COURSE, type Course, inState, personsOf, type Session } from '../shape.service.ts'
import type { roster } from './contract.ts'
import { standingMarks } from './marks.service.ts'
import { comesTo, halfDaysOf, isHalfOf } from './rules.ts'

const MOST = 2000

export async function showRoster(
  ctx: Ctx<typeof roster.showRoster>,
  { courseSessionId }: Input<typeof roster.showRoster>,
): Promise<Answer<typeof roster.showRoster>> {
  const head = sql<{ course: Course; session: Session; attendedFrom: number; isCancelled: boolean }>`select
      ${COURSE} as course, ${SESSION} as session, c.attended_from as "attendedFrom", s.cancelled_on is not null as "isCancelled"
    from course_session s join course c on c.course_id = s.course_id where s.course_session_id = ${courseSessionId}`
  const list = sql<{ id: number; who: number; state: State; onLeave: boolean; total: number }>`select
      a.application_id as id, a.staff_member_id as who, a.state, ${onLeaveFor(sql`a.staff_member_id`)} as "onLeave",
      count(*) over () as total
    from application a join course_session s on s.course_session_id = a.course_session_id
      join ${peopleRows(ctx.today)} m on m.staff_member_id = a.staff_member_id
    where a.course_session_id = ${courseSessionId} and ${inState(...orderedStates)}
    order by reading_order(m.name_kana), a.application_id limit ${sql.lit(MOST)}`
  const [{ rows: heads }, { rows }] = await Promise.all([head.execute(ctx.db), list.execute(ctx.db)])
  const [found] = heads
  ctx.must(found, 'no_such_session')
  const [stand, person] = await Promise.all([
    standingMarks(
      ctx,
      rows.map(({ id }) => id),
    ),
    personsOf(
      ctx,
      rows.map(({ who }) => who),
    ),
  ])
  const halfDays = halfDaysOf(found.session)
  const marksOf = Map.groupBy(stand, ({ applicationId }) => applicationId)
  return {
    ...found,
    keptUnder: `marks:${ctx.actor.accountId}:${courseSessionId}`,
    halfDays: halfDays.map((one) => ({ ...one, isOpen: one.day <= ctx.today, isToday: one.day === ctx.today })),
    total: rows[0]?.total ?? 0,
    people: rows.map(({ id, who, state, onLeave }) => {
      const own = (marksOf.get(id) ?? []).filter((one) => isHalfOf(found.session, one))
      const marks = own.map(({ mark }) => mark)
      return {
        ...{ applicationId: id, person: person(who), state, onLeave, isOpen: state === 'ordered' },
        marks: own.map(({ applicationId: _, ...mark }) => mark),
        comesTo: comesTo(halfDays.length, marks, found.attendedFrom) ?? null,
      }
    }),
  }
}
