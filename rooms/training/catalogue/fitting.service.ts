/** What fits somebody after a test that did not reach the floor: an offer, which enrols nobody and is seen by nobody else. */
import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { satAttempts, testTitles } from '#rooms/literacy/attempts/relations.service.ts'
import { testsAgain } from '#rooms/literacy/attempts/service.ts'
import { myFloor } from '#rooms/literacy/service.ts'
import { becameIn } from '#rooms/policy/rules.ts'
import { openStates, type State } from '../rules.ts'
import type { fitting } from './fitting.contract.ts'
import { catalogueMessages } from './messages.ts'
import { coursesFor, type Reader, readerOf } from './service.ts'

type Fits = Answer<typeof fitting.listFittingCourses>['skills']
const MOST = 5

/** I have applied for it, or am to sit in it; where I was there already is no next step. */
const isAhead = (state: State | undefined) => state !== undefined && openStates.includes(state)

interface Sat {
  readonly skill: string
  readonly satOn: string
  readonly title: string
  readonly level: number | null
}

/** The last time in each skill: one statement for everybody who never sat a test. */
async function satBy(ctx: Ctx, staffMemberId: number): Promise<readonly Sat[]> {
  const { rows } = await sql<Sat>`
    select distinct on (a.skill) a.skill, a.sat_on as "satOn", t.title, a.level
    from ${satAttempts()} a join ${testTitles()} t on t.test_id = a.test_id
    where a.staff_member_id = ${staffMemberId}::bigint order by a.skill, a.sat_on desc, a.test_attempt_id desc`.execute(
    ctx.db,
  )
  return rows
}

/** Skills of the floor that somebody was tested in and has not reached. */
async function missedIn(ctx: Ctx, document: Reader['document'], sat: readonly Sat[]) {
  const ahead = (await myFloor(ctx)).filter(({ reached }) => !reached)
  const lastFirst = sat.toSorted((a, b) => b.satOn.localeCompare(a.satOn))
  return ahead.flatMap(({ skill, name, floorLevel, levelName }) => {
    const last = lastFirst.find((row) => becameIn(document, row.skill).includes(skill))
    return last && (last.level ?? 0) < floorLevel
      ? [{ ...last, skill, name, floorLevel, levelName: levelName ?? '' }]
      : []
  })
}

export async function listFittingCourses(ctx: Ctx): Promise<Answer<typeof fitting.listFittingCourses>> {
  const sat = await satBy(ctx, ctx.actor.subjectId!)
  if (sat.length === 0) return { skills: [] }
  const reader = await readerOf(ctx)
  const missed = await missedIn(ctx, reader.document, sat)
  if (missed.length === 0) return { skills: [] }
  const tests = await testsAgain(ctx)
  const skills: Fits = []
  for (const { skill, name, floorLevel, levelName, satOn, title } of missed) {
    const { courses } = await coursesFor(ctx, reader, { skill, pageSize: 50 })
    const free = courses
      .map(({ courseId, title, summary, hours, isSample, sessions }) => {
        const open = sessions.filter(
          ({ mayApply, seatsLeft, mine }) => isAhead(mine?.state) || (mayApply && seatsLeft > 0),
        )
        return { courseId, title, summary, hours, isSample, sessions: open }
      })
      .filter(({ sessions }) => sessions.length > 0)
    const values = {
      test: title,
      date: formatDate(satOn, ctx.language),
      skill: name,
      level: floorLevel,
      name: levelName,
    }
    skills.push({
      ...{ skill, name, floorLevel, satOn, testTitle: title },
      reason: ctx.t(catalogueMessages, free.length > 0 ? 'fits.reason' : 'fits.none', values),
      again: tests
        .filter((test) => becameIn(reader.document, test.skill).includes(skill))
        .map((test) => againIn(ctx, test)),
      courses: free.slice(0, MOST),
    })
  }
  return { skills }
}

function againIn(
  ctx: Ctx,
  { testId, title, obstacle, obstacleUntil, attemptsLeft }: Awaited<ReturnType<typeof testsAgain>>[number],
) {
  const date = obstacleUntil === null ? '' : formatDate(obstacleUntil, ctx.language)
  const values = { test: title, date, n: attemptsLeft ?? 0 }
  if (obstacle === null) {
    const words = ctx.t(catalogueMessages, attemptsLeft === null ? 'again.now' : 'again.left', values)
    return { testId, words, isOpen: true }
  }
  const isDated = obstacleUntil !== null
  return { testId, words: ctx.t(catalogueMessages, isDated ? 'again.from' : 'again.not', values), isOpen: false }
}
