import { sql } from 'kysely'
import type { z } from 'zod'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { wantedIn } from '#platform/search/fold.ts'
import { isReadAs, mayBeRead } from '#platform/search/reading.ts'
import { placeIn } from '#platform/sql/place.ts'
import { cutPage, on, oneAtATime, standsIn } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { inServiceOn, postsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { hasParts, namesakesIn, skillNameIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { levelsByRule } from '#rooms/skills/levels.service.ts'
import { READ_FROM_RECORD, RECORD, sessionColumns, WRITTEN } from '../columns.service.ts'
import { countSessions } from '../figures.service.ts'
import { closedStates } from '../rules.ts'
import type { OfferedSession } from '../sessions/contract.ts'
import { closedBecause, notThereBecause } from '../sessions/rules.ts'
import { mustBeInOrder } from '../sessions/service.ts'
import { inServiceFor, onLeaveFor } from '../sessions/there.service.ts'
import { fieldsIn, sessionFields } from '../shape.rules.ts'
import { inState, mustBeSkills, mustMaySetSample, tables } from '../shape.service.ts'
import type { catalogue, ListedCourse } from './contract.ts'
import { catalogueMessages } from './messages.ts'
import {
  type Applicant,
  applyFault,
  asksForItself,
  type Eligibility,
  ruleIn,
  searchTextOf,
  todayIn,
  unmet,
} from './rules.ts'

type Listed = z.infer<typeof ListedCourse>

type Offered = z.infer<typeof OfferedSession>
type OfferedRow = Omit<Offered, 'isOpen' | 'mayApply'> & { inService: boolean; onLeave: boolean }

/** A course with its rule, and the titles of the courses that the rule names. */
interface Ruled {
  readonly eligibility: Eligibility
  readonly prerequisites: Readonly<Record<string, string>> | null
}

interface CourseRow extends Omit<Listed, 'eligibilityRule' | 'isForMe' | 'sessions'> {
  eligibility: Eligibility
  prerequisites: Ruled['prerequisites']
  validTo: string | null
  sessions: OfferedRow[] | null
}

const me = (ctx: Ctx) => sql`${ctx.actor.subjectId}::bigint`

/** Sessions to come, as the actor sees them. */
const coming = (ctx: Ctx, limit: number) => sql`(select json_agg(o) from (
    select s.course_session_id as "courseSessionId", ${sessionColumns(fieldsIn(sessionFields))},
      s.capacity - s.seats_taken as "seatsLeft", s.is_sample as "isSample",
      (select count(*) from application a where a.course_session_id = s.course_session_id and ${inState('waitlisted')}) as waiting,
      ${inServiceFor(me(ctx))} as "inService", ${onLeaveFor(me(ctx))} as "onLeave",
      (select json_build_object('applicationId', a.application_id, 'state', a.state) from application a
        where a.course_session_id = s.course_session_id and a.staff_member_id = ${me(ctx)}
        order by ${inState(...closedStates)}, a.application_id desc limit 1) as mine
    from course_session s where s.course_id = c.course_id and s.cancelled_on is null and s.starts_on >= ${ctx.today}::date
    order by s.starts_on, s.course_session_id limit ${limit}) o)`

/** What HR says of a row `c` of course: what its version is made of. */
const SAID = sql`c.course_code as "courseCode", c.title, c.summary, c.skills, c.hours, c.provider,
  c.enrolment_mode as "enrolmentMode", c.report_required as "reportRequired", c.attended_from as "attendedFrom", c.eligibility, c.valid_to as "validTo"`
/** Titles of the courses that a course `c` asks for, by id. */
const PREREQUISITES = sql`(select json_object_agg(p.course_id, p.title) from course p
    where c.eligibility -> 'afterCourses' @> to_jsonb(p.course_id)) as prerequisites`
const LISTED = sql`c.course_id as "courseId", ${SAID}, ${PREREQUISITES}, c.is_sample as "isSample"`

type CourseSaid = Omit<Input<typeof catalogue.saveCourse>, 'courseId' | 'seen' | 'validTo'> & { validTo: string | null }

function saidOf(course: CourseSaid) {
  const { courseCode, title, summary, skills, hours, provider, enrolmentMode, eligibility, validTo } = course
  const { reportRequired, attendedFrom } = course
  const what = { courseCode, title, summary, skills, hours, provider, enrolmentMode, eligibility, validTo }
  return { ...what, reportRequired, attendedFrom }
}

/** How many sessions of a course `c` are to come. */
const toCome = (ctx: Ctx) => sql`(select count(*) from course_session s where s.course_id = c.course_id
    and s.cancelled_on is null and s.starts_on >= ${ctx.today}::date) as "sessionsToCome"`

/** Whether there is anything to apply for, now or once it is planned. */
export async function hasCourses(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from course) as some`.execute(ctx.db)
  return rows[0]?.some === true
}

export async function listCourses(ctx: Ctx, input: Input<typeof catalogue.listCourses>) {
  return await coursesFor(ctx, await readerOf(ctx), input)
}

/** As `listCourses`, for several lists that one reader is shown. */
export async function coursesFor(ctx: Ctx, reader: Reader, input: Input<typeof catalogue.listCourses>) {
  const words = wantedIn(input.q ?? '')
  if (words.length === 0 && input.q?.trim()) return { total: 0, next: null, courses: [] }
  const skills = input.skill && namesakesIn(reader.document, input.skill)
  const stands = standsIn(sql`c.search_text`, words)
  const wanted = [
    on('c', ctx.today),
    mayBeRead(words) ? sql`(${stands} or c.course_id = any(${await readSo(ctx, words)}::bigint[]))` : stands,
    ...(skills ? [sql`c.skills && ${skills}::text[]`] : []),
  ]
  const [day, id] = input.after === undefined ? [] : placeIn(input.after, PLACE)
  const { rows } = await sql<CourseRow & { total: number; nextOn: string | null }>`with found as (
      select c.*, count(*) over () as total, next.starts_on as next_on
      from course c left join lateral (select min(s.starts_on) as starts_on from course_session s
        where s.course_id = c.course_id and s.cancelled_on is null and s.starts_on >= ${ctx.today}::date) next on true
      where ${sql.join(wanted, sql` and `)}),
    page as (select c.* from found c
      where ${
        day === undefined
          ? sql`true`
          : sql`(coalesce(c.next_on, 'infinity'), c.title, c.course_id) > (${day === NEVER ? 'infinity' : day}::date,
            (select b.title from course b where b.course_id = ${id}::bigint), ${id}::bigint)`
      }
      order by c.next_on nulls last, c.title, c.course_id limit ${input.pageSize + 1})
    select ${LISTED}, c.total, c.next_on as "nextOn", ${toCome(ctx)}, ${coming(ctx, 3)} as sessions
    from page c order by c.next_on nulls last, c.title, c.course_id`.execute(ctx.db)
  const page = cutPage(rows, input.pageSize)
  const last = page.rows.at(-1)
  return {
    total: rows[0]?.total ?? 0,
    next: page.hasMore && last ? `${last.nextOn ?? NEVER} ${last.courseId}` : null,
    courses: page.rows.map(({ total: _, nextOn: ____, validTo: __, ...row }) => {
      const { eligibility: ___, ...course } = shownTo(ctx, row, reader)
      return course
    }),
  }
}

/** Of a course without a session to come. */
const NEVER = 'never'
const PLACE = /^(\d{4}-\d{2}-\d{2}|never) (\d{1,15})$/

/** Courses of today in which every word stands, then those whose title can be read so: the first of them and how many they are. */
export async function findCourses(ctx: Ctx, wanted: readonly (readonly string[])[], most: number) {
  const stands = standsIn(sql`c.search_text`, wanted)
  const read = mayBeRead(wanted) ? await readSo(ctx, wanted) : []
  const { rows } = await sql<{ courseId: number; title: string; provider: string; total: number }>`select
      c.course_id as "courseId", c.title, c.provider, count(*) over () as total
    from course c where ${on('c', ctx.today)} and (${stands} or c.course_id = any(${read}::bigint[]))
    order by not ${stands}, c.title, c.course_id limit ${sql.lit(most)}`.execute(ctx.db)
  return { total: rows[0]?.total ?? 0, courses: rows }
}

async function readSo(ctx: Ctx, wanted: readonly (readonly string[])[]): Promise<number[]> {
  const { rows } = await sql<{ courseId: number; title: string }>`select c.course_id as "courseId", c.title
    from course c where ${on('c', ctx.today)}`.execute(ctx.db)
  return rows.filter(({ title }) => isReadAs(title, wanted)).map(({ courseId }) => courseId)
}

/** Makes what courses are found by anew where it is not as it would be made today; answers how many were looked at and mended. */
export async function keepCourseSearchText(ctx: Ctx): Promise<{ looked: number; mended: number }> {
  const { rows } = await sql<{
    courseId: number
    title: string
    summary: string
    courseCode: string
    provider: string
    searchText: string
  }>`select course_id as "courseId", title, summary, course_code as "courseCode", provider, search_text as "searchText"
    from course`.execute(ctx.db)
  const stale = rows
    .map((course) => ({ id: course.courseId, was: course.searchText, text: searchTextOf(course) }))
    .filter(({ was, text }) => was !== text)
  if (stale.length > 0) {
    await sql`update course c set search_text = s.text from jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) as s(id bigint, text text)
      where c.course_id = s.id`.execute(ctx.db)
  }
  return { looked: rows.length, mended: stale.length }
}

export async function showCourse(
  ctx: Ctx<typeof catalogue.showCourse>,
  { courseId }: Input<typeof catalogue.showCourse>,
) {
  const found = sql<CourseRow>`select ${LISTED}, ${toCome(ctx)}, ${coming(ctx, 100)} as sessions
    from course c where c.course_id = ${courseId}`
  const [{ rows }, reader] = await Promise.all([found.execute(ctx.db), readerOf(ctx)])
  const [course] = rows
  ctx.must(course, 'no_such_course')
  return { ...shownTo(ctx, course, reader), version: versionOf(saidOf(course)) }
}

/** A course with what the actor may do in each of its sessions, by the rule that their application meets. */
function shownTo<Row extends Omit<CourseRow, 'validTo'>>(
  ctx: Ctx,
  { sessions, prerequisites, ...said }: Row,
  reader: Reader,
) {
  const course = { ...said, ...todayIn(reader.document, said) }
  const eligible = eligibilityOf(ctx, reader, { ...course, prerequisites })
  return {
    ...course,
    ...eligible,
    sessions: (sessions ?? []).map(({ inService, onLeave, ...offered }): Offered => {
      const session = { ...offered, cancelledOn: null }
      const fault = applyFault(
        {
          session,
          enrolmentMode: course.enrolmentMode,
          isForMe: eligible.isForMe,
          notThere: notThereBecause(inService, onLeave),
          mine: offered.mine?.state,
        },
        ctx.today,
      )
      return { ...offered, isOpen: !closedBecause(session, ctx.today), mayApply: fault === undefined }
    }),
  }
}

/** Whether a course is for the actor, and for whom it is in words (INV-T4). */
export async function eligibilityFor(ctx: Ctx, courseId: number) {
  const { rows } =
    await sql<Ruled>`select c.eligibility, ${PREREQUISITES} from course c where c.course_id = ${courseId}`.execute(
      ctx.db,
    )
  const [reader, { eligibility, prerequisites }] = [await readerOf(ctx), rows[0]!]
  return eligibilityOf(ctx, reader, { prerequisites, eligibility: ruleIn(reader.document, eligibility) })
}

export async function saveCourse(ctx: Ctx<typeof catalogue.saveCourse>, input: Input<typeof catalogue.saveCourse>) {
  await mustBeSkills(ctx, skillsNamed(input))
  await mustBeCourses(ctx, input.eligibility.afterCourses ?? [])
  const { courseId, courseCode, title, summary, hours, provider, validTo } = input
  const row = {
    course_code: courseCode,
    title,
    summary,
    skills: sql<string[]>`${input.skills}::text[]`,
    hours,
    provider,
    enrolment_mode: input.enrolmentMode,
    eligibility: sql<Eligibility>`${JSON.stringify(input.eligibility)}::jsonb`,
    report_required: input.reportRequired,
    attended_from: input.attendedFrom,
    search_text: searchTextOf(input),
  }
  const namesake = await tables(ctx)
    .selectFrom('course')
    .select('course_id')
    .where('course_code', '=', courseCode)
    .executeTakeFirst()
  ctx.must(!namesake || namesake.course_id === courseId, 'course_code_taken')
  ctx.about([], { detail: { courseCode } })
  if (courseId === undefined) {
    const added = await tables(ctx)
      .insertInto('course')
      .values({ ...row, valid_from: ctx.today, valid_to: null })
      .onConflict((conflict) => conflict.column('course_code').doNothing())
      .returning('course_id')
      .executeTakeFirst()
    ctx.must(added, 'course_code_taken')
    return { courseId: added.course_id, version: versionOf(saidOf({ ...input, validTo: null })) }
  }
  const { rows } = await sql<CourseSaid & { validFrom: string }>`select ${SAID}, c.valid_from as "validFrom"
    from course c where c.course_id = ${courseId} for update`.execute(ctx.db)
  const [known] = rows
  ctx.must(known, 'no_such_course')
  ctx.must(!asksForItself(courseId, await askedBefore(ctx, courseId, input.eligibility)), 'asks_for_itself')
  mustBeMadeFrom(ctx, input.seen, saidOf(known))
  ctx.must(!validTo || validTo > known.validFrom, 'ends_before_start')
  if (validTo) await mustHoldNothingAfter(ctx, courseId, validTo)
  // Whoever confirms a sample course by saving it makes it the town's own (INV-D1).
  const change = { ...row, is_sample: false, ...(validTo === undefined ? {} : { valid_to: validTo }) }
  await tables(ctx).updateTable('course').set(change).where('course_id', '=', courseId).execute()
  return {
    courseId,
    version: versionOf(saidOf({ ...input, validTo: validTo === undefined ? known.validTo : validTo })),
  }
}

/** A course is withdrawn from a day on once its sessions from then on are cancelled: whoever applied for them is told by that. */
async function mustHoldNothingAfter(ctx: Ctx<'sessions_after_end'>, courseId: number, day: string): Promise<void> {
  const { rows } = await sql<{ n: number; first: string | null }>`select count(*) as n, min(s.starts_on) as first
    from course_session s where s.course_id = ${courseId} and s.cancelled_on is null and s.starts_on >= ${day}::date`.execute(
    ctx.db,
  )
  const { n, first } = rows[0]!
  ctx.must(n === 0, 'sessions_after_end', { n, date: formatDate(first ?? day, ctx.language) })
}

export async function importCourses(
  ctx: Ctx<typeof catalogue.importCourses>,
  { courses, isSample }: Input<typeof catalogue.importCourses>,
) {
  mustMaySetSample(ctx, isSample)
  await mustBeSkills(ctx, [...new Set(courses.flatMap(skillsNamed))])
  await mustBeCourses(ctx, [...new Set(courses.flatMap(({ eligibility }) => eligibility.afterCourses ?? []))])
  const sessions = courses.flatMap(({ courseCode, sessions }) =>
    sessions.map((session) => ({ courseCode, ...session })),
  )
  for (const session of sessions) mustBeInOrder(ctx, session)
  await mustHaveSeen(ctx, courses)
  const rows = courses.map(({ sessions: _, seen: __, ...course }) => ({ ...course, searchText: searchTextOf(course) }))
  await sql`insert into course (course_code, title, summary, skills, hours, provider, enrolment_mode, eligibility,
      report_required, is_sample, valid_from, search_text)
    select "courseCode", title, summary, coalesce(array(select jsonb_array_elements_text(skills)), '{}'), hours, provider,
      "enrolmentMode", eligibility, "reportRequired", ${isSample}, coalesce("validFrom", ${ctx.today}::date),
      "searchText"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("courseCode" text,
      title text, summary text, skills jsonb, hours numeric, provider text, "enrolmentMode" text, eligibility jsonb,
      "reportRequired" boolean, "validFrom" date, "searchText" text)
    on conflict (course_code) do update set title = excluded.title, summary = excluded.summary, skills = excluded.skills,
      hours = excluded.hours, provider = excluded.provider, enrolment_mode = excluded.enrolment_mode,
      eligibility = excluded.eligibility, report_required = excluded.report_required, search_text = excluded.search_text`.execute(
    ctx.db,
  )
  const { rows: added } = await sql<{
    id: number
  }>`insert into course_session (course_id, ${WRITTEN}, is_sample)
    select c.course_id, ${READ_FROM_RECORD}, ${isSample}
    from jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) as r("courseCode" text, ${RECORD})
    join course c on c.course_code = r."courseCode"
    where not exists (select 1 from course_session s where s.course_id = c.course_id and s.starts_on = r."startsOn"
      and s.starts_at = r."startsAt" and s.place = r.place)
    returning course_session_id as id`.execute(ctx.db)
  await countSessions(
    ctx,
    added.map(({ id }) => id),
    1,
  )
  ctx.about([], { detail: { courses: courses.length, sessions: sessions.length } })
  return { courses: courses.length, sessions: added.length }
}

/** Courses that would be replaced by whoever has not seen what they say now: both are told, and how to go on. */
async function mustHaveSeen(
  ctx: Ctx<'courses_unseen'>,
  courses: Input<typeof catalogue.importCourses>['courses'],
): Promise<void> {
  const codes = courses.map(({ courseCode }) => courseCode)
  const { rows } = await sql<CourseSaid>`select ${SAID} from course c where c.course_code = any(${codes}::text[])
    order by c.course_id for update`.execute(ctx.db)
  const stored = new Map(rows.map((row) => [row.courseCode, row]))
  const unseen = courses.flatMap(({ seen, sessions: _, ...course }, place) => {
    const known = stored.get(course.courseCode)
    if (!known) return []
    const version = versionOf(saidOf(known))
    const { attendedFrom, validTo } = known
    if (seen === version || versionOf(saidOf({ ...course, attendedFrom, validTo })) === version) return []
    const values = { courseCode: known.courseCode, stored: known.title, mine: course.title, version }
    return [{ path: `courses[${place}].seen`, reason: ctx.t(catalogueMessages, 'unseen', values) }]
  })
  if (unseen.length > 0) throw ctx.refusal('courses_unseen', { count: unseen.length }, unseen.slice(0, 100))
}

/** Those of these people for whom a course is, by its rule of today (INV-T4). */
export async function eligibleAmong(ctx: Ctx, rule: Eligibility, people: readonly number[]): Promise<number[]> {
  if (Object.keys(rule).length === 0) return [...people]
  const document = await policyOn(ctx)
  const asked = ruleIn(document, rule)
  const applicants = await applicantsAmong(ctx, document, people, asked)
  const fit = new Set(applicants.filter((one) => unmet(asked, one).length === 0).map(({ id }) => id))
  return people.filter((id) => fit.has(id))
}

/** The same of a course. */
export async function eligibleFor(ctx: Ctx, courseId: number, people: readonly number[]): Promise<number[]> {
  const { eligibility } = await tables(ctx)
    .selectFrom('course')
    .select('eligibility')
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow()
  return eligibleAmong(ctx, eligibility, people)
}

/** Skills that a course teaches or asks for. */
function skillsNamed({ skills, eligibility }: { skills: readonly string[]; eligibility: Eligibility }): string[] {
  return [...skills, ...(eligibility.levels ?? []).map(({ skill }) => skill)]
}

async function mustBeCourses(ctx: Ctx<'unknown_prerequisite'>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{
    id: number
  }>`select course_id as id from course where course_id = any(${ids}::bigint[])`.execute(ctx.db)
  ctx.must(rows.length === new Set(ids).size, 'unknown_prerequisite')
}

/** What every course asks to be completed before, as it would be with a course's new rule. */
async function askedBefore(ctx: Ctx, courseId: number, rule: Eligibility): Promise<Map<number, readonly number[]>> {
  if (!rule.afterCourses) return new Map()
  await oneAtATime('prerequisites of courses').execute(ctx.db)
  const { rows } = await sql<{
    id: number
    afterCourses: number[]
  }>`select course_id as id, eligibility -> 'afterCourses' as "afterCourses"
    from course where eligibility ? 'afterCourses'`.execute(ctx.db)
  return new Map([...rows.map(({ id, afterCourses }) => [id, afterCourses] as const), [courseId, rule.afterCourses]])
}

/** The actor as an applicant, undefined where they are not in service today; and names that rules are said in: of the ladder (INV-O7), of skills. */
export interface Reader {
  readonly document: PolicyDocument | undefined
  readonly applicant: Applicant | undefined
  readonly ranks: ReadonlyMap<string, number>
  readonly skillName: (skill: string) => string
}

export async function readerOf(ctx: Ctx): Promise<Reader> {
  const document = await policyOn(ctx)
  const me = ctx.actor.subjectId
  const [applicant] = me === null ? [] : await applicantsAmong(ctx, document, [me])
  return {
    document,
    applicant,
    ranks: ranksIn(document),
    skillName: (skill) => (document ? skillNameIn(document, skill) : skill),
  }
}

function ranksIn(document: PolicyDocument | undefined): ReadonlyMap<string, number> {
  const organisation = document?.organisation
  return new Map(
    [
      ...(organisation?.formerGrades ?? []),
      ...(organisation?.grades ?? []).flatMap(({ id, rank, formerGrades = [] }) =>
        [...formerGrades, id].map((one) => ({ id: one, rank })),
      ),
    ].map(({ id, rank }) => [id, rank]),
  )
}

interface ApplicantRow {
  readonly id: number
  readonly grade: string | null
  readonly occupation: string
  readonly employmentCategory: string
  readonly completed: number[] | null
  readonly levels: Record<string, number> | null
}

/** Those of some people who are in service today, with all that a rule, or this one, asks of them. */
async function applicantsAmong(
  ctx: Ctx,
  document: PolicyDocument | undefined,
  people: readonly number[],
  rule?: Eligibility,
): Promise<(Applicant & { id: number })[]> {
  const completed =
    rule && !rule.afterCourses
      ? sql`(select null::bigint as person, null::bigint[] as ids where false)`
      : sql`(select a.staff_member_id as person, array_agg(distinct s.course_id) as ids
          from application a join course_session s on s.course_session_id = a.course_session_id
          where a.staff_member_id = any(${people}::bigint[]) and ${inState('completed')} group by 1)`
  const levels =
    !document || !hasParts(document, ['pyramid']) || (rule && !rule.levels)
      ? sql`(select null::bigint as person, null::json as levels where false)`
      : sql`(select l.staff as person, json_object_agg(l.skill, l.level) as levels
          from ${levelsByRule(document, { of: people, shownToHead: false, day: ctx.today })} l group by 1)`
  const { rows } = await sql<ApplicantRow>`select e.staff_member_id as id, p.grade, e.occupation,
      e.employment_category as "employmentCategory", d.ids as completed, k.levels
    from ${inServiceOn(ctx.today)} e left join ${postsOn(ctx.today)} p on p.staff_member_id = e.staff_member_id
      left join ${completed} d on d.person = e.staff_member_id left join ${levels} k on k.person = e.staff_member_id
    where e.staff_member_id = any(${people})`.execute(ctx.db)
  const ranks = ranksIn(document)
  return rows.map(({ grade, completed: done, levels: known, ...row }) => ({
    ...row,
    rank: ranks.get(grade ?? '') ?? null,
    completed: done ?? [],
    levels: known ?? {},
  }))
}

function eligibilityOf(ctx: Ctx, reader: Reader, course: Ruled) {
  const { applicant } = reader
  return {
    isForMe: applicant !== undefined && unmet(course.eligibility, applicant).length === 0,
    eligibilityRule: ruleInWords(ctx, reader, course),
  }
}

/** Who may apply, as a sentence with the names of the ladder; null where everyone may. */
function ruleInWords(
  ctx: Ctx,
  { ranks, skillName }: Reader,
  { eligibility: rule, prerequisites }: Ruled,
): string | null {
  const gradeAt = (rank: number) => [...ranks].findLast(([, at]) => at === rank)?.[0] ?? String(rank)
  const list = (words: readonly string[]) => words.join(ctx.language === 'ja' ? '・' : ', ')
  const say = (name: keyof Eligibility, values: Record<string, string>) =>
    ctx.t(catalogueMessages, `eligibility.${name}`, values)
  const sentences = [
    rule.minRank !== undefined && say('minRank', { grade: gradeAt(rule.minRank) }),
    rule.maxRank !== undefined && say('maxRank', { grade: gradeAt(rule.maxRank) }),
    rule.occupations && say('occupations', { list: list(rule.occupations) }),
    rule.employmentCategories && say('employmentCategories', { list: list(rule.employmentCategories) }),
    rule.afterCourses &&
      say('afterCourses', { list: list(rule.afterCourses.map((id) => prerequisites?.[id] ?? String(id))) }),
    rule.levels &&
      say('levels', {
        list: list(
          rule.levels.map(({ skill, level }) =>
            ctx.t(catalogueMessages, 'eligibility.level', { skill: skillName(skill), level }),
          ),
        ),
      }),
  ].filter((sentence) => typeof sentence === 'string')
  return sentences.length > 0 ? sentences.join(ctx.language === 'ja' ? '、' : '; ') : null
}
