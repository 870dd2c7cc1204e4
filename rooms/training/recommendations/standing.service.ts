import { type RawBuilder, sql } from 'kysely'
import { type Day, date, on } from '#platform/sql/sql.ts'
import { OPEN_DAYS } from './rules.ts'

/** An application `a` goes back to a recommendation that was no mistake. */
export const CAME_OF_ONE = sql<boolean>`exists (select 1 from recommendation r
  where r.recommendation_id = a.recommendation_id and r.struck_on is null)`

/** An application `a` that came of a recommendation; one that its person withdrew is none, so the recommendation waits again. */
export const CAME_STILL = sql<boolean>`a.state <> 'withdrawn'`

/** One came of the recommendation `r`. */
export const HAS_COME = sql<boolean>`exists (select 1 from application a
  where a.recommendation_id = r.recommendation_id and ${CAME_STILL})`

/** Another head recommended the same course again by that day, while the recommendation `r` still waited: theirs takes its place. */
export function isReplacedBy(day: Day): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from recommendation n where n.staff_member_id = r.staff_member_id
    and n.course_id = r.course_id and n.recommendation_id > r.recommendation_id and n.recommended_by <> r.recommended_by
    and n.struck_on is null and n.recommended_on <= ${date(day)} and n.recommended_on < r.recommended_on + ${sql.lit(OPEN_DAYS)})`
}

/** A recommendation `r` of a course `c` still waits for an answer on that day, or may be taken up: none has taken its place, it was no mistake, and the course is offered. */
export function isStandingOn(day: string): RawBuilder<boolean> {
  return sql<boolean>`(r.struck_on is null and r.recommended_on > ${date(day)} - ${sql.lit(OPEN_DAYS)} and ${on('c', day)} and not ${isReplacedBy(day)})`
}
