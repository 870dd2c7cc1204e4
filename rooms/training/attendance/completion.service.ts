import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { completion } from './completion.contract.ts'

type Shown = Answer<typeof completion.showCompletionByCourse>
type Figure = (typeof FIGURES)[number]
type Row = Omit<Shown['courses'][number], Figure> & Record<Figure, number>

const MOST = 2000
const FIGURES = ['sessions', 'applicants', 'ordered', 'attended', 'completed', 'notCompleted'] as const

/** Read from the figures that every change keeps up (figures.service.ts), so that its cost does not grow with the applications. */
export async function showCompletionByCourse(
  ctx: Ctx<typeof completion.showCompletionByCourse>,
  { fiscalYear = fiscalYearOf(ctx.today) }: Input<typeof completion.showCompletionByCourse>,
): Promise<Shown> {
  const [{ rows }, { rows: ends }] = await Promise.all([
    sql<Row>`select c.course_id as "courseId", c.course_code as "courseCode", c.title, c.is_sample as "isSample",
        sum(y.sessions) as sessions, sum(y.applicants) as applicants, sum(y.ordered) as ordered,
        sum(y.attended) as attended, sum(y.completed) as completed, sum(y.not_completed) as "notCompleted"
      from course_year y join course c on c.course_id = y.course_id
      where y.fiscal_year = ${fiscalYear} group by c.course_id having sum(y.sessions) > 0
      order by c.title, c.course_id`.execute(ctx.db),
    sql<{ first: number | null; last: number | null }>`select min(fiscal_year) as first, max(fiscal_year) as last
      from course_year`.execute(ctx.db),
  ])
  const { first = null, last = null } = ends[0] ?? {}
  const sum = (figure: Figure) => rows.reduce((whole, row) => whole + row[figure], 0)
  const whole = Object.fromEntries(FIGURES.map((figure) => [figure, sum(figure)])) as Record<Figure, number>
  const seesAll = ctx.actsAs === 'hr'
  const few = new Set(seesAll ? [] : fewIn(rows))
  return {
    fiscalYear,
    years: first === null || last === null ? null : { first, last },
    whole: seesAll || !isFew(whole) ? whole : untold(whole),
    total: rows.length,
    courses: rows.slice(0, MOST).map((row) => (few.has(row) ? untold(row) : row)),
  }
}

const isFew = ({ applicants }: Pick<Row, 'applicants'>) => applicants > 0 && applicants < THRESHOLD

/** Courses for which few applied. The smallest of the others goes with them, so that what is left of the whole is of five people at least (INV-A3). */
function fewIn(rows: readonly Row[]): Row[] {
  const few = rows.filter(isFew)
  if (few.length === 0) return []
  const others = rows.filter(({ applicants }) => applicants >= THRESHOLD)
  return [...few, ...others.toSorted((a, b) => a.applicants - b.applicants).slice(0, 1)]
}

function untold<Told extends Record<Figure, number>>(told: Told) {
  return { ...told, applicants: null, ordered: null, attended: null, completed: null, notCompleted: null }
}
